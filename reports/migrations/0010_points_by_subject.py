"""Whether a thing was asked anew is looked up by the mark of the person, not by going through all points."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0009_marks_of_what_was_compared")]

    operations = [
        migrations.AddIndex("answer", models.Index(fields=["reconciliation", "subject"], name="answer_of_subject")),
        migrations.AddIndex("difference", models.Index(fields=["list", "subject"], name="difference_of_subject")),
    ]
