"""A function of the owner of the tables by which whoever has written many rows lets PostgreSQL count them anew."""

from django.db import migrations

# Those that a list, a search or a check joins; counting all would cost an import more than it gains.
TABLES = [
    "members_organisation", "members_term", "members_closure", "members_treeplace", "members_officeholding",
    "members_member", "members_membership", "members_placement", "members_number", "members_residence",
    "members_residenceintroduction", "members_exemption", "members_suspension", "members_departure",
    "members_decision", "members_finding", "members_namechange", "members_act",
]  # fmt: skip


def forward(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    counted = " ".join(f"ANALYZE {table};" for table in TABLES)
    schema_editor.execute(
        "CREATE FUNCTION count_members_anew() RETURNS void LANGUAGE plpgsql SECURITY DEFINER "
        f"SET search_path FROM CURRENT AS $$ BEGIN {counted} END $$"
    )


def back(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION count_members_anew()")


class Migration(migrations.Migration):
    dependencies = [("members", "0020_reconciled_files")]

    operations = [migrations.RunPython(forward, back)]
