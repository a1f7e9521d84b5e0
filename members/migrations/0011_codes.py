"""No two organisations carry one code on one day."""

from django.db import migrations

from ._overlap import no_overlap


class Migration(migrations.Migration):
    dependencies = [("members", "0010_second_person")]

    operations = [no_overlap("members_term", ["code"], "{row}.code <> ''", what="code")]
