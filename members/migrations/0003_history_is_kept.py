"""Lines of the history are only added. Values may be emptied by a confirmed reduction, never changed or removed."""

from django.db import migrations

KEPT = ["members_register", "members_act", "members_look", "members_lookblock", "members_lookseal"]
REDUCIBLE = {"members_actvalues": "body", "members_lookvalues": "members"}
MESSAGE = "history is only added to"


def _postgres():
    yield (
        "CREATE FUNCTION keep_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for table in [*KEPT, *REDUCIBLE]:
        events = "UPDATE OR DELETE" if table in KEPT else "DELETE"
        yield (f"CREATE TRIGGER keep_{table} BEFORE {events} ON {table} FOR EACH ROW EXECUTE FUNCTION keep_refuse()")
        yield (
            f"CREATE TRIGGER keep_{table}_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION keep_refuse()"
        )
    # The role that serves pages (where the office has made it) may insert and read here, nothing else.
    tables = ", ".join([*KEPT, *REDUCIBLE])
    yield (
        "DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'web') THEN "
        f"REVOKE UPDATE, DELETE, TRUNCATE ON {tables} FROM web; END IF; END $$"
    )
    for table, column in REDUCIBLE.items():
        yield (
            f"CREATE TRIGGER keep_{table}_values BEFORE UPDATE ON {table} FOR EACH ROW "
            f"WHEN (NOT (NEW.{column} = '' AND NEW.salt = '')) EXECUTE FUNCTION keep_refuse()"
        )


def _sqlite():
    for table in KEPT:
        yield (
            f"CREATE TRIGGER keep_{table}_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )
    for table, column in REDUCIBLE.items():
        yield (
            f"CREATE TRIGGER keep_{table}_update BEFORE UPDATE ON {table} "
            f"WHEN NOT (NEW.{column} = '' AND NEW.salt = '') BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )
    for table in [*KEPT, *REDUCIBLE]:
        yield (
            f"CREATE TRIGGER keep_{table}_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )


def forward(apps, schema_editor):
    for sql in _postgres() if schema_editor.connection.vendor == "postgresql" else _sqlite():
        schema_editor.execute(sql)


def back(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION keep_refuse() CASCADE")
        return
    for table in [*KEPT, *REDUCIBLE]:
        for event in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS keep_{table}_{event}")


class Migration(migrations.Migration):
    dependencies = [("members", "0002_no_overlaps")]

    operations = [migrations.RunPython(forward, back)]
