"""What our records counted when a side confirmed, so that it is told at once when they count otherwise."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0011_lists_sent_by_mistake")]

    operations = [
        migrations.AddField("confirmation", "figures", models.JSONField("số khi thống nhất", default=list)),
    ]
