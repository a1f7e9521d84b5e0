"""Two periods of one thing never share a day: the database says no."""

from django.db import migrations

from ._overlap import btree_gist, no_overlap


class Migration(migrations.Migration):
    dependencies = [("members", "0001_initial")]

    operations = [
        btree_gist(),
        no_overlap("members_term", ["organisation_id"]),
        no_overlap("members_officeholding", ["organisation_id", "member_id", "office"]),
        no_overlap("members_placement", ["member_id", "kind"]),
        no_overlap("members_number", ["member_id", "kind"]),
        no_overlap("members_residence", ["member_id"]),
        no_overlap("members_exemption", ["membership_id"]),
        no_overlap("members_suspension", ["membership_id"]),
        no_overlap("members_departure", ["membership_id"]),
        no_overlap("members_residenceintroduction", ["membership_id"]),
        no_overlap("members_setting", ["key"]),
        no_overlap("members_role", ["account_id", "kind", "organisation_id"]),
    ]
