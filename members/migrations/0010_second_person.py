"""Who grants a role is not the second person who confirms it."""

from django.db import migrations, models
from django.db.models import F, Q

from ._overlap import overlap_kept

ROLE = ("members_role", ["account_id", "kind", "organisation_id"])


class Migration(migrations.Migration):
    dependencies = [("members", "0009_sheets")]

    # The table is made anew on SQLite, on the way up and on the way down.
    operations = [
        overlap_kept(*ROLE),
        migrations.AddConstraint(
            model_name="role",
            constraint=models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | Q(granted_by__isnull=True) | ~Q(confirmed_by=F("granted_by")),
                name="role_not_confirmed_by_its_granter",
            ),
        ),
        overlap_kept(*ROLE),
    ]
