"""What was read of a workbook is kept beside it, page by page, encrypted as it is."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("members", "0007_proposals")]

    operations = [
        migrations.CreateModel(
            name="UploadPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40, verbose_name="phần")),
                ("number", models.PositiveIntegerField(verbose_name="thứ tự")),
                ("sealed", models.BinaryField(verbose_name="nội dung đã mã hóa")),
                (
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="members.upload",
                        verbose_name="của tệp",
                    ),
                ),
            ],
            options={
                "verbose_name": "phần của tệp đang xử lý",
                "verbose_name_plural": "phần của tệp đang xử lý",
                "constraints": [models.UniqueConstraint(fields=("upload", "name", "number"), name="uploadpart_once")],
            },
        ),
    ]
