"""By which paper the office noted that a committee had agreed, so that it may take that note back."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("reports", "0016_rows_that_were_chosen")]

    operations = [
        migrations.AddField("confirmation", "paper", models.CharField("theo giấy tờ", max_length=300, null=True)),
        migrations.AddConstraint(
            "confirmation",
            models.CheckConstraint(
                condition=Q(paper__isnull=True) | Q(paper="") | Q(side="committee"),
                name="confirmation_on_paper_is_the_committee_s",
            ),
        ),
    ]
