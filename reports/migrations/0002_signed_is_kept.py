"""What both sides have signed is only added."""

from django.db import migrations

from ._kept import free, kept

KEPT = ["reports_signing", "reports_agreedperson"]


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_rounds_and_lists"), ("members", "0003_history_is_kept")]

    operations = [migrations.RunPython(kept(KEPT), free(KEPT))]
