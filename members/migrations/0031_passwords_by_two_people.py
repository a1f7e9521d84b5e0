"""First passwords that two people give: who asked, who confirmed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0030_kinds_the_office_keeps"),
    ]

    operations = [
        migrations.CreateModel(
            name="PasswordRenewal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_on", models.DateField(verbose_name="ngày đề nghị")),
                ("confirmed_on", models.DateField(blank=True, null=True, verbose_name="ngày xác nhận")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="renewals",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="tài khoản",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="renewals_asked",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người đề nghị",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="renewals_confirmed",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người xác nhận",
                    ),
                ),
            ],
            options={
                "verbose_name": "đề nghị cấp lại mật khẩu",
                "verbose_name_plural": "đề nghị cấp lại mật khẩu",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("confirmed_on__isnull", True)),
                        fields=("account",),
                        name="renewal_one_waits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by__isnull", True), ("confirmed_on__isnull", False), _connector="OR"
                        ),
                        name="renewal_confirmed_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by__isnull", True),
                            models.Q(("confirmed_by", models.F("account")), _negated=True),
                            _connector="OR",
                        ),
                        name="renewal_not_confirmed_by_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by__isnull", True),
                            ("asked_by__isnull", True),
                            models.Q(("confirmed_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="renewal_not_confirmed_by_its_asker",
                    ),
                ],
            },
        ),
    ]
