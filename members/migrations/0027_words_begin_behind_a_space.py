"""The threes of names with a space before them, so that several words are found by one walk over the index."""

from django.db import migrations

NAMES = (("member_fold_threes", "fold", ""), ("member_other_fold_threes", "other_fold", " WHERE other_fold <> ''"))


def _index(schema_editor, text):
    if schema_editor.connection.vendor == "postgresql":
        for name, column, where in NAMES:
            schema_editor.execute(f"DROP INDEX {name}")
            what = text.format(column)
            schema_editor.execute(f"CREATE INDEX {name} ON members_member USING gin ({what} gin_trgm_ops){where}")


def with_a_space(apps, schema_editor):
    _index(schema_editor, "(' ' || {})")


def without(apps, schema_editor):
    _index(schema_editor, "{}")


class Migration(migrations.Migration):
    dependencies = [("members", "0026_what_was_taught")]

    operations = [migrations.RunPython(with_a_space, without)]
