"""A column that begins an index of several columns needs none of its own beside it: each row writes one less.

Dropped by name: changing the field would have SQLite build the table anew, without its triggers."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

OWN = [
    ("members_act_member_id_817323cd", "members_act", "member_id"),
    ("members_discipline_membership_id_32939926", "members_discipline", "membership_id"),
    ("members_draft_account_id_6514ae30", "members_draft", "account_id"),
    ("members_evidence_member_id_f417a006", "members_evidence", "member_id"),
    ("members_finding_member_id_40e16b02", "members_finding", "member_id"),
    ("members_notsame_first_id_375827ec", "members_notsame", "first_id"),
    ("members_ownlist_account_id_0c0c3b43", "members_ownlist", "account_id"),
    ("members_possibledouble_first_id_128598b3", "members_possibledouble", "first_id"),
    ("members_readingchoice_organisation_id_dcb44864", "members_readingchoice", "organisation_id"),
    ("members_sending_account_id_ca3f5401", "members_sending", "account_id"),
    ("members_term_organisation_id_4deba4f5", "members_term", "organisation_id"),
    ("members_term_parent_id_37c5e87c", "members_term", "parent_id"),
    ("members_uploadpart_upload_id_fbecaa62", "members_uploadpart", "upload_id"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0031_passwords_by_two_people"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(f'DROP INDEX "{name}"', f'CREATE INDEX "{name}" ON "{table}" ("{column}")')
                for name, table, column in OWN
            ],
            state_operations=[
                migrations.AlterField(
                    model_name="act",
                    name="member",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acts",
                        to="members.member",
                        verbose_name="về đảng viên",
                    ),
                ),
                migrations.AlterField(
                    model_name="discipline",
                    name="membership",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disciplines",
                        to="members.membership",
                        verbose_name="đảng tịch",
                    ),
                ),
                migrations.AlterField(
                    model_name="draft",
                    name="account",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người gõ",
                    ),
                ),
                migrations.AlterField(
                    model_name="evidence",
                    name="member",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="members.member",
                        verbose_name="đảng viên",
                    ),
                ),
                migrations.AlterField(
                    model_name="finding",
                    name="member",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="members.member",
                        verbose_name="đảng viên",
                    ),
                ),
                migrations.AlterField(
                    model_name="notsame",
                    name="first",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="not_same_first",
                        to="members.member",
                        verbose_name="hồ sơ thứ nhất",
                    ),
                ),
                migrations.AlterField(
                    model_name="ownlist",
                    name="account",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="own_lists",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người giữ",
                    ),
                ),
                migrations.AlterField(
                    model_name="possibledouble",
                    name="first",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="doubles_first",
                        to="members.member",
                        verbose_name="hồ sơ thứ nhất",
                    ),
                ),
                migrations.AlterField(
                    model_name="readingchoice",
                    name="organisation",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reading_choices",
                        to="members.organisation",
                        verbose_name="của tổ chức",
                    ),
                ),
                migrations.AlterField(
                    model_name="sending",
                    name="account",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sendings",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người gửi",
                    ),
                ),
                migrations.AlterField(
                    model_name="term",
                    name="organisation",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms",
                        to="members.organisation",
                        verbose_name="tổ chức",
                    ),
                ),
                migrations.AlterField(
                    model_name="term",
                    name="parent",
                    field=models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="child_terms",
                        to="members.organisation",
                        verbose_name="trực thuộc",
                    ),
                ),
                migrations.AlterField(
                    model_name="uploadpart",
                    name="upload",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="members.upload",
                        verbose_name="của tệp",
                    ),
                ),
            ],
        )
    ]
