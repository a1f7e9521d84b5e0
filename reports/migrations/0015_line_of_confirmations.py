"""The newest line of the history when a side confirmed, so that only minutes are read anew about whose people something
was written since."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0014_as_what_a_row_lists")]

    operations = [
        migrations.AddField(
            "confirmation", "line", models.BigIntegerField("dòng nhật ký mới nhất khi thống nhất", null=True)
        ),
    ]
