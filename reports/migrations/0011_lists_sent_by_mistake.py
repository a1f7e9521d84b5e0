"""A list that was sent by mistake counts for nothing once it is taken back; who, when and why stays."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0010_points_by_subject"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="MistakenList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_name", models.CharField(max_length=160, verbose_name="tên tệp")),
                ("rows", models.PositiveIntegerField(verbose_name="số người trong danh sách")),
                ("sent_on", models.DateField(verbose_name="ngày gửi")),
                ("taken_back_on", models.DateField(verbose_name="ngày rút")),
                ("reason", models.CharField(max_length=300, verbose_name="vì sao là gửi nhầm")),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mistaken_lists",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người rút",
                    ),
                ),
                (
                    "reconciliation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mistaken_lists",
                        to="reports.reconciliation",
                        verbose_name="đối khớp",
                    ),
                ),
                (
                    "sender",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mistaken_lists_sent",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người gửi",
                    ),
                ),
            ],
            options={
                "verbose_name": "danh sách gửi nhầm",
                "verbose_name_plural": "danh sách gửi nhầm",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="mistakenlist_says_why"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("taken_back_on__gte", models.F("sent_on"))),
                        name="mistakenlist_taken_back_after_sent",
                    ),
                ],
            },
        ),
    ]
