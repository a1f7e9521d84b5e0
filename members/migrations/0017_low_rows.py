"""How high the rows of tables are, for each account."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("members", "0016_reorganisations")]

    operations = [
        migrations.AddField(
            model_name="account",
            name="dense_rows",
            field=models.BooleanField(default=False, verbose_name="bảng dòng dày"),
        )
    ]
