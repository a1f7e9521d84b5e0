"""Which differences that are none of values stood when both signed. What was signed before has kept none of them, and
says so by having no row."""

import django.db.models.deletion
from django.db import migrations, models

from ._kept import free, kept

KEPT = ["reports_signeddifferences"]


class Migration(migrations.Migration):
    dependencies = [("reports", "0006_why_of_links")]

    operations = [
        migrations.CreateModel(
            name="SignedDifferences",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stood", models.JSONField(default=dict, verbose_name="điểm lệch còn lại khi ký")),
                (
                    "signing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="differences",
                        to="reports.signing",
                        verbose_name="biên bản",
                    ),
                ),
            ],
            options={
                "verbose_name": "điểm lệch khi ký",
                "verbose_name_plural": "điểm lệch khi ký",
            },
        ),
        migrations.RunPython(kept(KEPT), free(KEPT)),
    ]
