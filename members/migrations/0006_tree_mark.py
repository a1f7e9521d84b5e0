"""The state of the tree gets a mark, under which a process may keep what it has read of it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("members", "0005_finding")]

    operations = [
        migrations.AddField(
            model_name="treestate",
            name="mark",
            field=models.CharField(blank=True, default="", max_length=32, verbose_name="dấu của đời"),
        ),
    ]
