"""Places and card numbers: PostgreSQL refuses overlaps by one constraint for each kind."""

from django.db import migrations

from ._overlap import overlap_of_each


class Migration(migrations.Migration):
    dependencies = [("members", "0012_indexes_that_cover")]

    operations = [
        overlap_of_each("members_placement", "member_id", ["official", "temporary"]),
        overlap_of_each("members_number", "member_id", ["card12", "card8"]),
    ]
