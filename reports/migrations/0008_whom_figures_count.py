"""Exempt, away and guests are kept with the identities behind the figures. Of what was signed before nobody knows who
they were: the new columns say so by having no value. Going back, guests go: they would be taken for own members."""

from django.db import migrations, models
from django.db.models import Q

from ._kept import again, free, kept

KEPT = ["reports_agreedperson"]


def flag(name, words, **how):
    return migrations.AddField("agreedperson", name, models.BooleanField(words, **how))


def check(name, condition):
    return migrations.AddConstraint("agreedperson", models.CheckConstraint(condition=condition, name=name))


def without_guests(apps, schema_editor):
    free(KEPT)(apps, schema_editor)
    apps.get_model("reports", "AgreedPerson").objects.filter(is_counted=False).delete()
    kept(KEPT)(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("reports", "0007_differences_that_stood")]

    operations = [
        # Going back, the last thing that is done.
        migrations.RunPython(migrations.RunPython.noop, again(KEPT)),
        flag("is_counted", "tính ở đây", default=True),
        flag("is_guest", "sinh hoạt tạm thời ở đây", default=False),
        flag("is_official", "chính thức", null=True),
        flag("is_exempt", "miễn sinh hoạt", null=True),
        flag("is_away", "sinh hoạt tạm thời nơi khác", null=True),
        check("agreedperson_is_here", Q(is_counted=True) | Q(is_guest=True)),
        check(
            "agreedperson_kept_whole_or_not",
            Q(is_official__isnull=True, is_exempt__isnull=True, is_away__isnull=True, is_guest=False)
            | Q(is_official__isnull=False, is_exempt__isnull=False, is_away__isnull=False),
        ),
        check(
            "agreedperson_official_with_day",
            Q(is_official__isnull=True)
            | Q(is_official=True) & ~Q(official_on="")
            | Q(is_official=False, official_on=""),
        ),
        check("agreedperson_away_is_counted", Q(is_away__isnull=True) | Q(is_away=False) | Q(is_counted=True)),
        migrations.RunPython(again(KEPT), without_guests),
    ]
