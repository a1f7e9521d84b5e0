"""The newest backup is found without reading every line since."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("members", "0028_recognised_by_a_decision")]

    operations = [
        migrations.AddIndex(
            model_name="act",
            index=models.Index(condition=models.Q(("verb", "take_backup")), fields=["number"], name="act_of_backup"),
        ),
    ]
