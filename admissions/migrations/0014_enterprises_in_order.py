import re

from django.db import migrations, models

from kit import names
from members.migrations._overlap import overlap_kept

NAMED = ("admissions_enterprise", ["area_id", "name"])


def put_in_order(apps, schema_editor):
    """As `members.tree.order_key` makes it."""
    enterprises = apps.get_model("admissions", "Enterprise")
    for one in enterprises._base_manager.iterator():
        key = re.sub(r"\d+", lambda found: found.group().zfill(5), names.fold(one.name))
        enterprises._base_manager.filter(pk=one.pk).update(sort_key=key[:600])


class Migration(migrations.Migration):
    dependencies = [("admissions", "0013_probationers_without_file")]

    # The table is made anew on SQLite, on the way up and on the way down.
    operations = [
        overlap_kept(*NAMED),
        migrations.AddField(
            model_name="enterprise",
            name="sort_key",
            field=models.CharField(default="", editable=False, max_length=600, verbose_name="khóa sắp xếp"),
            preserve_default=False,
        ),
        overlap_kept(*NAMED),
        migrations.RunPython(put_in_order, migrations.RunPython.noop),
    ]
