"""A recognition is known by a decision where there is one, and of no known decision else."""

from django.db import migrations, models
from django.db.models import Q


def forward(apps, schema_editor):
    spells = apps.get_model("members", "Membership")._base_manager
    spells.filter(recognition="decided", recognition_decision=None).update(recognition="unknown")
    spells.exclude(recognition="").filter(recognition_decision__isnull=False).update(recognition="decided")


def back(apps, schema_editor):
    """As earlier versions wrote every day that was typed in."""
    apps.get_model("members", "Membership")._base_manager.filter(recognition="unknown").update(recognition="decided")


class Migration(migrations.Migration):
    dependencies = [("members", "0027_words_begin_behind_a_space")]

    operations = [
        migrations.AlterField(
            model_name="membership",
            name="recognition",
            field=models.CharField(
                blank=True,
                choices=[
                    ("decided", "có quyết định"),
                    ("imported", "nhập từ danh sách, chưa rõ quyết định"),
                    ("unknown", "chưa rõ quyết định"),
                ],
                max_length=10,
                verbose_name="căn cứ công nhận",
            ),
        ),
        migrations.RunPython(forward, back),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=Q(recognition="decided", recognition_decision__isnull=False)
                | Q(recognition="")
                | ~Q(recognition="decided") & Q(recognition_decision__isnull=True),
                name="membership_decided_by_a_decision",
            ),
        ),
    ]
