"""What our records said of a committee's people when its list was compared. Of a list that was compared before nobody
knows: it has no marks, and is compared once more before its minutes are confirmed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0008_whom_figures_count")]

    operations = [
        migrations.AddField("listtotals", "marks", models.JSONField("dấu của sổ khi so", default=dict)),
    ]
