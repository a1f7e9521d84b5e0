"""Whoever changes, adds or takes away a line behind the program's back is found, and where."""

import io
import json
from datetime import date, datetime, timedelta, timezone

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from members import history, looks, procedure, witness
from members.models import Act, ActValues, Look, LookBlock, LookSeal, LookValues, Member
from tests import append_only, builders
from tests.builders import MACHINE

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

AT = datetime(2026, 6, 30, 8, 0, tzinfo=timezone(timedelta(hours=7)))


@pytest.fixture
def kept(django_capture_on_commit_callbacks):
    """A few acts and two blocks of looks, with the witness outside."""
    with django_capture_on_commit_callbacks(execute=True):
        tree = builders.make_tree()
        person = builders.member("Giàng Seo Lử", tree.cell)
        procedure.standing.suspend(person, by=MACHINE, day=date(2020, 1, 1))
        for minute in (0, 1, 2):
            looks.looked(MACHINE, "people", [person.pk], at=AT + timedelta(minutes=minute), asked={"tìm": "lử"})
            looks.seal(AT + timedelta(minutes=minute, seconds=40))


def change_act(number, column, value):
    tamper(f"UPDATE members_act SET {column} = %s WHERE number = %s", value, number)


def tamper(sql, *values):
    """What somebody with the password of the database can do."""
    connection.check_constraints()
    with append_only.lifted(connection), connection.cursor() as cursor:
        cursor.execute(sql, values)
        connection.check_constraints() if connection.vendor == "postgresql" else None


def run():
    """(exit code, line, breaks) of the command."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("verify_log", stdout=out, stderr=err)
    except SystemExit as ended:
        return ended.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_an_untouched_history_is_whole(kept):
    code, line, breaks = run()
    assert (code, breaks) == (0, "")
    assert line.startswith("Lịch sử nguyên vẹn: 9 dòng, 3 lần xem trong 3 khối")
    assert line.count("\n") == 1


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("number", 77), ("at", "2020-01-01 00:00:00+00:00"), ("verb", "move"), ("actor", "ai đó"), ("inside", 1),
        ("digest", "0" * 64), ("previous", "1" * 64), ("seal", "2" * 64), ("organisation_id", None),
        ("member_id", None),
    ],
)  # fmt: skip
def test_each_column_of_a_line_is_held(kept, column, value):
    number = 8 if column == "member_id" else 3
    change_act(number, column, value)
    code, line, breaks = run()
    assert code == 1 and "bị đứt" in line
    assert f"òng {number}" in breaks or "Thiếu dòng" in breaks


@pytest.mark.parametrize("column", ["account_id", "for_organisation_id"])
def test_whose_line_it_is_can_not_be_changed(kept, column):
    value = (
        builders.account("can-bo", "Ma Văn Thượng").pk
        if column == "account_id"
        else Act.objects.first().organisation_id
    )
    change_act(3, column, value)
    assert "Dòng 3 đã bị sửa" in run()[2]


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("UPDATE members_actvalues SET body = replace(body, 'Thôn', 'Bản')", "Giá trị của dòng"),
        ("UPDATE members_actvalues SET salt = 'x'", "Giá trị của dòng"),
        ("UPDATE members_actvalues SET salt = '', body = ''", "Giá trị của dòng"),
        ("DELETE FROM members_actvalues", "Giá trị của dòng"),
        ("UPDATE members_look SET page = 'khác'", "Khối lần xem 1"),
        ("UPDATE members_look SET count = 0", "Khối lần xem 1"),
        ("UPDATE members_look SET actor = 'ai đó'", "Khối lần xem 1"),
        ("UPDATE members_look SET at = '2020-01-01 00:00:00+00:00'", "Khối lần xem 1"),
        ("UPDATE members_lookvalues SET members = ',0,'", "Giá trị của lần xem"),
        ("UPDATE members_lookvalues SET asked = '{}'", "Giá trị của lần xem"),
        ("UPDATE members_lookvalues SET salt = '', members = ''", "Giá trị của lần xem"),
        ("DELETE FROM members_lookseal", "Khối lần xem 1"),
        ("UPDATE members_lookblock SET number = 9 WHERE number = 2", "Thiếu khối"),
        ("UPDATE members_lookblock SET previous = 'x' WHERE number = 2", "Khối lần xem 2 không nối tiếp"),
        ("UPDATE members_lookblock SET at = '2020-01-01 00:00:00+00:00' WHERE number = 2", "Khối lần xem 2"),
        ("UPDATE members_lookblock SET count = 5 WHERE number = 2", "Khối lần xem 2"),
        ("UPDATE members_lookblock SET seal = 'x' WHERE number = 2", "Khối lần xem 2"),
    ],
)
def test_values_and_looks_are_held(kept, sql, found):
    tamper(sql)
    code, _, breaks = run()
    assert code == 1 and found in breaks


def test_a_line_taken_from_the_middle_is_missed(kept):
    taken = Act.objects.get(number=9)
    tamper("UPDATE members_act SET number = 99 WHERE number = 4")
    tamper("DELETE FROM members_actvalues WHERE act_id = %s", Act.objects.get(number=99).pk)
    tamper("DELETE FROM members_act WHERE number = 99")
    assert "sau dòng 3 là dòng 5" in run()[2]
    assert taken.number == 9


def test_a_cut_tail_is_seen_by_the_witness(kept):
    tamper("DELETE FROM members_actvalues WHERE act_id = %s", Act.objects.get(number=9).pk)
    tamper("DELETE FROM members_act WHERE number = 9")
    assert run()[::2] == (1, "Mất phần cuối: bản chứng ghi dòng 9, trong sổ chỉ còn đến dòng 8.\n")


def test_a_chain_written_anew_is_seen_by_the_witness(kept):
    file = witness.path()
    said = json.loads(file.read_text())
    file.write_text(json.dumps(said | {"acts": {"number": 9, "seal": "f" * 64}}))
    assert "Dòng 9 khác với bản chứng" in run()[2]


@pytest.mark.parametrize("content", ["", "[]", "{", '{"acts": {}}', '{"acts": {"number": "x", "seal": ""}}'])
def test_an_unreadable_witness_means_could_not_be_checked(kept, content):
    witness.path().write_text(content)
    code, line, breaks = run()
    assert (code, line, breaks) == (2, "", "Không đọc được bản chứng ngoài cơ sở dữ liệu.\n")


def test_a_missing_witness_means_the_tail_could_not_be_checked(kept):
    witness.path().unlink()
    assert run()[0] == 2


def test_values_gone_by_a_reduction_are_counted_with_its_act(kept, django_capture_on_commit_callbacks):
    act, look = Act.objects.get(number=8), Look.objects.first()
    with django_capture_on_commit_callbacks(execute=True), history.act("reduce", by=MACHINE):
        history.note(acts=[act.number], looks=[look.pk])
        ActValues.objects.filter(act=act).update(salt="", body="")
        LookValues.objects.filter(look=look).update(salt="", members="", asked="")
    code, line, breaks = run()
    assert (code, breaks) == (0, "")
    assert "2 giá trị được gỡ bởi dòng 10" in line


def emptied(number):
    ActValues.objects.filter(act__number=number).update(salt="", body="")


def test_of_two_acts_that_name_the_same_values_the_first_has_emptied_them(kept, django_capture_on_commit_callbacks):
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True), history.act("reduce", by=MACHINE):
            history.note(acts=[8])
            emptied(8)
    assert "1 giá trị được gỡ bởi dòng 10" in run()[1]


def test_no_act_says_beforehand_what_will_be_gone(kept, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        with history.act("reduce", by=MACHINE):
            history.note(acts=[11])
        with history.act("change_setting", by=MACHINE):
            history.note(name="gì đó")
    assert run()[0] == 0
    emptied(11)
    code, _, breaks = run()
    assert (code, breaks) == (1, "Giá trị của dòng 11 đã bị sửa hoặc bị lấy đi.\n")


@pytest.mark.parametrize(
    "body",
    ["[]", "{", "1", '{"notes": [8]}', '{"notes": {"acts": 8}}', '{"notes": {"acts": null, "looks": "8"}}',
     '{"notes": {"acts": [[8], {}, "8", 8.0, true]}}', '{"notes": {"acts": {"8": 8}}}'],
)  # fmt: skip
def test_a_garbled_line_of_a_reduction_is_a_break_that_is_named(kept, django_capture_on_commit_callbacks, body):
    with django_capture_on_commit_callbacks(execute=True), history.act("reduce", by=MACHINE):
        history.note(acts=[8])
        emptied(8)
    tamper("UPDATE members_actvalues SET body = %s WHERE act_id = %s", body, Act.objects.get(number=10).pk)
    code, line, breaks = run()
    assert code == 1 and "bị đứt ở 2 chỗ" in line
    assert breaks == "".join(f"Giá trị của dòng {number} đã bị sửa hoặc bị lấy đi.\n" for number in (8, 10))


@pytest.mark.parametrize("model", [Act, Look, LookBlock, LookSeal, ActValues, LookValues])
def test_the_database_refuses_to_delete_or_change_lines(kept, model):
    rows = model._base_manager.all()
    column = {"act": "verb", "look": "page", "lookblock": "seal", "lookseal": "block", "actvalues": "body",
              "lookvalues": "asked"}[model._meta.model_name]  # fmt: skip
    value = LookBlock.objects.last() if column == "block" else "khác"
    for touch in (lambda: rows._raw_delete(rows.db), lambda: rows.update(**{column: value})):
        with pytest.raises(DatabaseError), transaction.atomic():
            touch()


def test_the_database_refuses_to_empty_the_lines(kept):
    connection.check_constraints()
    sql = "TRUNCATE members_act CASCADE" if connection.vendor == "postgresql" else "DELETE FROM members_act"
    with pytest.raises(DatabaseError, match="only added"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_looks_are_found_by_person(kept):
    person = Member.unscoped.get()
    assert LookValues.objects.filter(members__contains=f",{person.pk},").count() == 3


def test_looks_wait_thirty_seconds_for_their_block(db):
    for seconds in (0, 10, 29):
        looks.looked(MACHINE, "people", [], at=AT + timedelta(seconds=seconds))
    assert not LookBlock.objects.exists()
    looks.looked(MACHINE, "people", [], at=AT + timedelta(seconds=30))
    assert LookBlock.objects.get().count == 4
    assert looks.seal(AT + timedelta(minutes=1)) == 0
