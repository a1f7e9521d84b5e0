"""The paper and the people behind its numbers are only added."""

from django.db import migrations

from ._kept import free, kept

KEPT = ["reports_signedminutes", "reports_signedmovement"]


class Migration(migrations.Migration):
    dependencies = [("reports", "0004_agreement")]

    operations = [migrations.RunPython(kept(KEPT), free(KEPT))]
