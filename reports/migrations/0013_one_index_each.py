"""A column that begins an index of several columns needs none of its own beside it: each row writes one less.

Dropped by name: changing the field would have SQLite build the table anew, without its triggers."""

import django.db.models.deletion
from django.db import migrations, models

OWN = [
    ("reports_agreedperson_signing_id_eda1e276", "reports_agreedperson", "signing_id"),
    ("reports_answer_reconciliation_id_a94b9d8d", "reports_answer", "reconciliation_id"),
    ("reports_candidate_difference_id_ee0a4369", "reports_candidate", "difference_id"),
    ("reports_chosenperson_reconciliation_id_6b3c3433", "reports_chosenperson", "reconciliation_id"),
    ("reports_confirmation_reconciliation_id_cf10533f", "reports_confirmation", "reconciliation_id"),
    ("reports_difference_list_id_ce25f39e", "reports_difference", "list_id"),
    ("reports_listedperson_list_id_0ec73ee2", "reports_listedperson", "list_id"),
    ("reports_postponement_reconciliation_id_3818afe5", "reports_postponement", "reconciliation_id"),
    ("reports_reconciliation_round_id_789e9b10", "reports_reconciliation", "round_id"),
    ("reports_sentlist_reconciliation_id_857e6de6", "reports_sentlist", "reconciliation_id"),
    ("reports_signedmovement_signing_id_17e2e70e", "reports_signedmovement", "signing_id"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0012_figures_that_were_confirmed"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(f'DROP INDEX "{name}"', f'CREATE INDEX "{name}" ON "{table}" ("{column}")')
                for name, table, column in OWN
            ],
            state_operations=[
                migrations.AlterField(
                    model_name="agreedperson",
                    name="signing",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="reports.signing",
                        verbose_name="biên bản",
                    ),
                ),
                migrations.AlterField(
                    model_name="answer",
                    name="reconciliation",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="reports.reconciliation",
                        verbose_name="đối khớp",
                    ),
                ),
                migrations.AlterField(
                    model_name="candidate",
                    name="difference",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="candidates",
                        to="reports.difference",
                        verbose_name="điểm lệch",
                    ),
                ),
                migrations.AlterField(
                    model_name="chosenperson",
                    name="reconciliation",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="chosen",
                        to="reports.reconciliation",
                        verbose_name="đối khớp",
                    ),
                ),
                migrations.AlterField(
                    model_name="confirmation",
                    name="reconciliation",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="reports.reconciliation",
                        verbose_name="đối khớp",
                    ),
                ),
                migrations.AlterField(
                    model_name="difference",
                    name="list",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="differences",
                        to="reports.sentlist",
                        verbose_name="danh sách",
                    ),
                ),
                migrations.AlterField(
                    model_name="listedperson",
                    name="list",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="people",
                        to="reports.sentlist",
                        verbose_name="danh sách",
                    ),
                ),
                migrations.AlterField(
                    model_name="postponement",
                    name="reconciliation",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postponements",
                        to="reports.reconciliation",
                        verbose_name="đối khớp",
                    ),
                ),
                migrations.AlterField(
                    model_name="reconciliation",
                    name="round",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reconciliations",
                        to="reports.round",
                        verbose_name="đợt",
                    ),
                ),
                migrations.AlterField(
                    model_name="sentlist",
                    name="reconciliation",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lists",
                        to="reports.reconciliation",
                        verbose_name="đối khớp",
                    ),
                ),
                migrations.AlterField(
                    model_name="signedmovement",
                    name="signing",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="movements",
                        to="reports.signing",
                        verbose_name="biên bản",
                    ),
                ),
            ],
        )
    ]
