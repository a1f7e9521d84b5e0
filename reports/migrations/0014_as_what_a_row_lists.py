"""As what a list has its people: a guest, or somebody who has left, is its own by no list. Lists that were compared before
count as they did until they are compared again."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("reports", "0013_one_index_each")]

    operations = [
        migrations.AddField(
            "listedperson",
            "listed_as",
            models.CharField(
                "danh sách ghi là",
                max_length=5,
                default="own",
                choices=[("own", "của mình"), ("guest", "sinh hoạt tạm thời ở đây"), ("left", "đã đi, đã ra")],
            ),
        ),
        migrations.AddConstraint(
            "listedperson",
            models.CheckConstraint(condition=Q(listed_as__in=["own", "guest", "left"]), name="listedperson_listed_as"),
        ),
    ]
