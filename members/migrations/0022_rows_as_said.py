"""What a person said of single rows of a list is remembered for the committee, as its columns are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("members", "0021_count_anew")]

    operations = [
        migrations.AddField(
            model_name="readingchoice", name="rows", field=models.JSONField(default=dict, verbose_name="các dòng")
        )
    ]
