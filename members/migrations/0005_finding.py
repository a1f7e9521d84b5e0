"""Finding by half a name: what other names fold to, and indexes over letters in threes."""

from django.db import migrations, models

from kit import names

INDEXES = (
    ("member_fold_threes", "members_member", "fold", ""),
    ("member_other_fold_threes", "members_member", "other_fold", " WHERE other_fold <> ''"),
    ("number_value_threes", "members_number", "value", ""),
)


def fold_other_names(apps, schema_editor):
    member = apps.get_model("members", "Member")
    rows = list(member._base_manager.exclude(other_names="").only("pk", "other_names"))
    for one in rows:
        one.other_fold = names.fold(one.other_names)[:190]
    member._base_manager.bulk_update(rows, ["other_fold"], batch_size=500)


def index_threes(apps, schema_editor):
    """SQLite looks at every name: a desk has few."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        for name, table, column, where in INDEXES:
            schema_editor.execute(f"CREATE INDEX {name} ON {table} USING gin ({column} gin_trgm_ops){where}")


def drop_threes(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name, *_ in INDEXES:
            schema_editor.execute(f"DROP INDEX {name}")


class Migration(migrations.Migration):
    dependencies = [("members", "0004_kinds_and_mark")]

    operations = [
        migrations.AddField(
            model_name="member",
            name="other_fold",
            field=models.CharField(
                blank=True, default="", editable=False, max_length=190, verbose_name="tên gọi khác không dấu"
            ),
        ),
        migrations.AddIndex(
            model_name="member", index=models.Index(fields=["profile_number"], name="member_by_profile")
        ),
        migrations.RunPython(fold_other_names, migrations.RunPython.noop),
        migrations.RunPython(index_threes, drop_threes),
    ]
