from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("members", "0029_newest_backup")]

    operations = [
        migrations.AddField("kind", "retired_on", models.DateField("thôi dùng từ ngày", null=True, blank=True)),
        migrations.AlterField(
            "kind",
            "may_stand_under",
            models.ManyToManyField("members.kind", blank=True, related_name="may_stand_over", verbose_name="đứng dưới"),
        ),
        migrations.AddConstraint("kind", models.UniqueConstraint(fields=["name"], name="kind_name_once")),
        migrations.AddConstraint("kind", models.CheckConstraint(condition=~models.Q(name=""), name="kind_has_a_name")),
    ]
