from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("members", "0008_upload_parts")]

    operations = [
        migrations.AlterField(
            "upload",
            "purpose",
            models.CharField(
                choices=[("import", "nhập"), ("compare", "đối chiếu"), ("sheet", "bảng đã điền")],
                max_length=12,
                verbose_name="để làm gì",
            ),
        ),
    ]
