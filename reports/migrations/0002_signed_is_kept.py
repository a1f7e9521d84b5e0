"""What both sides have signed is only added: no row of it changes or goes (the function stands in members 0003)."""

from django.db import migrations

KEPT = ["reports_signing", "reports_agreedperson"]
MESSAGE = "history is only added to"


def _postgres():
    for table in KEPT:
        yield (
            f"CREATE TRIGGER keep_{table} BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION keep_refuse()"
        )
        yield (
            f"CREATE TRIGGER keep_{table}_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION keep_refuse()"
        )
    yield (
        "DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'web') THEN "
        f"REVOKE UPDATE, DELETE, TRUNCATE ON {', '.join(KEPT)} FROM web; END IF; END $$"
    )


def _sqlite():
    for table in KEPT:
        for event in ("update", "delete"):
            yield (
                f"CREATE TRIGGER keep_{table}_{event} BEFORE {event.upper()} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            )


def forward(apps, schema_editor):
    for sql in _postgres() if schema_editor.connection.vendor == "postgresql" else _sqlite():
        schema_editor.execute(sql)


def back(apps, schema_editor):
    for table in KEPT:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER keep_{table} ON {table}")
            schema_editor.execute(f"DROP TRIGGER keep_{table}_truncate ON {table}")
        else:
            for event in ("update", "delete"):
                schema_editor.execute(f"DROP TRIGGER keep_{table}_{event}")


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_rounds_and_lists"), ("members", "0003_history_is_kept")]

    operations = [migrations.RunPython(forward, back)]
