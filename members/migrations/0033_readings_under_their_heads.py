"""How a sheet is read is remembered with the heads it was said under; of what was remembered before none are known."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("members", "0032_one_index_each")]

    operations = [
        migrations.AddField(
            model_name="readingchoice",
            name="heads",
            field=models.JSONField(default=dict, verbose_name="tiêu đề"),
        ),
    ]
