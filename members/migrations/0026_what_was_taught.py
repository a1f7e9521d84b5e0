"""What a search over the whole register teaches the matcher is kept, for those who are asked about one by one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("members", "0025_count_anew_by_procedure")]

    operations = [
        migrations.CreateModel(
            name="RegisterTaught",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("people", models.PositiveIntegerField(verbose_name="số hồ sơ đã xem")),
                ("found_on", models.DateField(verbose_name="ngày tìm")),
                ("kept", models.JSONField(verbose_name="điều đã học")),
            ],
            options={
                "verbose_name": "điều học được khi tìm hồ sơ trùng",
                "verbose_name_plural": "điều học được khi tìm hồ sơ trùng",
            },
        ),
    ]
