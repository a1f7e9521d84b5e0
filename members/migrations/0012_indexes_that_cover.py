"""One index for each question: those of a list hold all it asks, and none stands that another one covers.

The indexes go by name and not by AlterField, which would take partial unique indexes over the same column with them.
"""

from django.db import migrations, models
from django.db.models import CASCADE, PROTECT

COVERED = (
    ("members_member_fold_70287b95", "members_member (fold)"),
    ("members_membership_member_id_a8e689cf", "members_membership (member_id)"),
    ("members_placement_member_id_fbf7c895", "members_placement (member_id)"),
    ("members_placement_organisation_id_3b3ef387", "members_placement (organisation_id)"),
    ("members_treeplace_version_id_11bbd20c", "members_treeplace (version_id)"),
)
# PostgreSQL alone has it, beside the first.
LIKE = ("members_member_fold_70287b95_like", "members_member (fold varchar_pattern_ops)")


def _indexes(schema_editor):
    return [*COVERED, LIKE] if schema_editor.connection.vendor == "postgresql" else COVERED


def drop(apps, schema_editor):
    for name, _ in _indexes(schema_editor):
        schema_editor.execute(f"DROP INDEX {name}")


def put_back(apps, schema_editor):
    for name, over in _indexes(schema_editor):
        schema_editor.execute(f"CREATE INDEX {name} ON {over}")


def pointing(model, name, to, **options):
    return migrations.AlterField(model, name, models.ForeignKey(to, db_index=False, **options))


STATE = [
    migrations.AlterField(
        "member", "fold", models.CharField(editable=False, max_length=140, verbose_name="tên không dấu")
    ),
    pointing(
        "membership", "member", "members.member", on_delete=PROTECT, related_name="memberships",
        verbose_name="đảng viên",
    ),
    pointing(
        "placement", "member", "members.member", on_delete=PROTECT, related_name="placements", verbose_name="đảng viên"
    ),
    pointing(
        "placement", "organisation", "members.organisation", on_delete=PROTECT, related_name="placements",
        verbose_name="nơi sinh hoạt", null=True, blank=True,
    ),
    pointing(
        "treeplace", "version", "members.treeversion", on_delete=CASCADE, related_name="places", verbose_name="mục lục"
    ),
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("members", "0011_codes")]

    operations = [
        migrations.SeparateDatabaseAndState([migrations.RunPython(drop, put_back)], STATE),
        migrations.AddIndex(
            "member", models.Index(fields=["fold"], name="member_by_fold", opclasses=["varchar_pattern_ops"])
        ),
        migrations.RemoveIndex("placement", "placement_of_organisation"),
        migrations.AddIndex(
            "placement",
            models.Index(
                fields=["organisation", "kind", "since", "until"], include=["member"], name="placement_of_organisation"
            ),
        ),
        migrations.RemoveIndex("placement", "placement_of_member"),
        migrations.AddIndex(
            "placement",
            models.Index(
                fields=["member", "kind", "since"],
                include=["until", "organisation", "membership", "id"],
                name="placement_of_member",
            ),
        ),
    ]
