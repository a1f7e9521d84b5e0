"""Why a row was linked is kept with the link. Lists that were compared before have nothing to show, and say so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0005_minutes_are_kept")]

    operations = [
        migrations.AddField("candidate", "why", models.JSONField(default=list, verbose_name="vì sao")),
        migrations.AddField("listedperson", "why", models.JSONField(default=list, verbose_name="vì sao")),
    ]
