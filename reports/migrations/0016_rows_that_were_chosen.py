"""Which rows of a list the officer had said who they are, so that a list taken back takes its own along."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0015_line_of_confirmations")]

    operations = [
        migrations.AddField("listtotals", "chosen", models.JSONField("dòng đã chọn là ai", null=True)),
    ]
