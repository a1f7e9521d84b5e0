"""SQL by which a database refuses two rows of one thing that hold on the same day.

PostgreSQL: an exclusion constraint. SQLite: two triggers with the same effect and the same name in the error.
Migrations name table, keys and an optional condition; the sentence for the user stands in the rules.
"""

from django.db import migrations


def _postgres(table, name, keys, where):
    same = ", ".join(f"{key} WITH =" for key in keys)
    condition = f" WHERE ({where})" if where else ""
    return f"ALTER TABLE {table} ADD CONSTRAINT {name} EXCLUDE USING gist ({same}, daterange(since, until) WITH &&){condition}"


def _sqlite(table, name, keys, where):
    same = " AND ".join(f"other.{key} = NEW.{key}" for key in keys)
    new_where = f" AND ({where.replace('{row}', 'NEW')})" if where else ""
    other_where = f" AND ({where.replace('{row}', 'other')})" if where else ""
    body = (
        f"SELECT RAISE(ABORT, 'exclusion {name}') WHERE EXISTS (SELECT 1 FROM {table} other WHERE {same}"
        f" AND other.id <> NEW.id"
        f" AND coalesce(other.since, '0001-01-01') < coalesce(NEW.until, '9999-12-31')"
        f" AND coalesce(NEW.since, '0001-01-01') < coalesce(other.until, '9999-12-31')"
        f"{other_where}){new_where};"
    )
    for event in ("insert", "update"):
        # AFTER, because before an insert the new row has no id yet.
        yield f"CREATE TRIGGER {name}_{event} AFTER {event.upper()} ON {table} FOR EACH ROW BEGIN {body} END"


def no_overlap(table, keys, where="", what=""):
    """Operation: of rows of `table` equal in `keys` (and meeting `where`, written with {row}.) no two hold on one day.

    `what` names a second rule of this kind over one table."""
    name = f"{table}_{what}_no_overlap" if what else f"{table}_no_overlap"

    def forward(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(_postgres(table, name, keys, where.replace("{row}.", "")))
        else:
            for sql in _sqlite(table, name, keys, where):
                schema_editor.execute(sql)

    def back(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        else:
            for event in ("insert", "update"):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}_{event}")

    return migrations.RunPython(forward, back)


def overlap_of_each(table, key, kinds):
    """Operation: on PostgreSQL one constraint for each kind in place of one over `key` and kind together, which takes a
    third more time for every row that is written. The key stands in it as an expression: as a plain column the planner
    takes this index for looking somebody up, where it is ten times as slow as the ordinary one."""
    whole = f"{table}_no_overlap"

    def apart(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {whole}")
            for kind in kinds:
                schema_editor.execute(
                    _postgres(table, f"{table}_{kind}_no_overlap", [f"({key} + 0)"], f"kind = '{kind}'")
                )

    def together(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for kind in kinds:
                schema_editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {table}_{kind}_no_overlap")
            schema_editor.execute(_postgres(table, whole, [key, "kind"], ""))

    return migrations.RunPython(apart, together)


def overlap_kept(table, keys, where=""):
    """Operation after one that makes a table anew on SQLite (any change of its constraints does), which loses its
    triggers: they are made again."""
    name = f"{table}_no_overlap"

    def forward(apps, schema_editor):
        if schema_editor.connection.vendor == "sqlite":
            for event in ("insert", "update"):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}_{event}")
            for sql in _sqlite(table, name, keys, where):
                schema_editor.execute(sql)

    return migrations.RunPython(forward, forward)


def btree_gist():
    """Operation: plain columns beside a range in an exclusion constraint need this extension of PostgreSQL."""

    def forward(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")

    return migrations.RunPython(forward, migrations.RunPython.noop)
