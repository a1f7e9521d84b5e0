"""Who helps an applicant and a probationer: one at a time, each change on its day; of what a helper remarks the day
alone."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from admissions import procedure
from admissions.models import Helper, Remark, StepKind
from kit.calendar import print_day
from members import history_wording
from members.errors import RuleBroken
from members.models import Act, Membership
from members.procedure import merging, places, tree
from members.procedure.people import recognise
from tests import builders
from tests.admissions import play
from tests.admissions.test_bases import member
from tests.builders import MACHINE
from tests.ground import laid
from tests.reports.pages import text
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
S = StepKind
MARCH, MAY, JULY = date(2025, 3, 1), date(2025, 5, 1), date(2025, 7, 1)


class Ground:
    def __init__(self) -> None:
        self.cast = builders.make_cast()
        self.tree = self.cast.tree
        self.hoa, self.dung = member("Cứ Seo Hòa", self.tree.cell), member("Lồ Thị Dung", self.tree.cell)
        self.ly = builders.member("Dì Thị Ly", self.tree.cell, admitted_on=date(2025, 1, 5), official_on=None)
        self.one = play.until(play.found(self.tree.cell), S.SYMPATHISER)


ground = laid(Ground)


@pytest.fixture
def made(ground, db):
    return ground.found()


def assign(made, who, day=MARCH, **given):
    return procedure.assign_helper(made.one, by=MACHINE, member=who, day=day, **given)


def periods(made):
    rows = Helper.unscoped.filter(applicant=made.one).order_by("since")
    return [(row.member.full_name, row.since, row.until) for row in rows]


def test_a_change_of_helper_ends_the_one_before_on_the_day_the_next_begins(made):
    assign(made, made.hoa, decision=play.paper("6-NQ/CB", MARCH))
    assign(made, made.dung, MAY)
    assert periods(made) == [("Cứ Seo Hòa", MARCH, MAY), ("Lồ Thị Dung", MAY, None)]
    for who, day, sentence in (
        (made.dung, JULY, "Lồ Thị Dung đang giúp đỡ từ ngày 01/5/2025"),
        (made.hoa, MAY, "đổi người từ một ngày sau đó"),
        (made.hoa, MARCH, "đổi người từ một ngày sau đó"),
        (made.hoa, date(2025, 2, 13), "trước ngày"),
        (made.hoa, date(2027, 1, 1), "chưa đến"),
    ):
        with pytest.raises(RuleBroken, match=sentence):
            assign(made, who, day)
    assert len(periods(made)) == 2


def test_a_helper_ends_once_and_another_day_is_a_correction(made):
    row = assign(made, made.hoa)
    with pytest.raises(RuleBroken, match="phải sau ngày phân công"):
        procedure.end_helper(row, by=MACHINE, day=MARCH)
    procedure.end_helper(row, by=MACHINE, day=MAY)
    with pytest.raises(RuleBroken, match="Đã thôi giúp đỡ"):
        procedure.end_helper(row, by=MACHINE, day=JULY)
    assign(made, made.dung, JULY)
    # May to June is free: a third one fits in between, and no day more.
    with pytest.raises(RuleBroken, match="hai người trùng ngày"):
        procedure.correct_helper(row, by=MACHINE, until=date(2025, 7, 2), why="gõ nhầm")
    with pytest.raises(RuleBroken, match="hai người trùng ngày"):
        procedure.correct_helper(row, by=MACHINE, until=None, why="gõ nhầm")
    procedure.correct_helper(row, by=MACHINE, until=JULY, member=made.hoa, why="gõ nhầm")
    assert periods(made) == [("Cứ Seo Hòa", MARCH, JULY), ("Lồ Thị Dung", JULY, None)]


def test_a_remark_is_a_day_within_the_help_and_who_noted_it(made):
    row = assign(made, made.hoa)
    procedure.note_remark(row, by=MACHINE, day=MAY)
    with pytest.raises(RuleBroken, match="Đã ghi nhận xét"):
        procedure.note_remark(row, by=MACHINE, day=MAY)
    with pytest.raises(RuleBroken, match="không giúp đỡ người này"):
        procedure.note_remark(row, by=MACHINE, day=date(2025, 2, 28))
    # What was remarked stays under whoever helped then.
    for change in (
        lambda: procedure.end_helper(row, by=MACHINE, day=date(2025, 4, 30)),
        lambda: procedure.correct_helper(row, by=MACHINE, since=date(2025, 5, 2), why="gõ nhầm"),
        lambda: procedure.take_back_helper(row, by=MACHINE, why="gõ nhầm"),
        lambda: assign(made, made.dung, date(2025, 4, 30)),
    ):
        with pytest.raises(RuleBroken, match="nhận xét"):
            change()
    procedure.end_helper(row, by=MACHINE, day=MAY)
    procedure.take_back_remark(Remark.unscoped.get(), by=MACHINE, why="nhầm người")
    with pytest.raises(RuleBroken, match="vừa được bỏ"):
        procedure.take_back_remark(Remark(pk=1, helper=row), by=MACHINE, why="nhầm người")
    procedure.take_back_helper(row, by=MACHINE, why="nhầm người")
    assert periods(made) == []


def test_a_helper_who_was_no_official_member_is_doubted_and_not_refused(made):
    assign(made, made.ly)
    line = history_wording.line(Act.objects.latest("number"))
    assert "Dì Thị Ly không là đảng viên chính thức theo sổ" in str(line)


def test_the_probationer_is_helped_until_he_is_official(made):
    one = play.probationer(made.tree.sibling, "Thào Thị Dí")
    held = play.day_of(S.CEREMONY) - play.EARLIER
    with pytest.raises(RuleBroken, match="tự giúp đỡ mình"):
        procedure.assign_helper(one, by=MACHINE, member=one.member, day=held)
    procedure.assign_helper(one, by=MACHINE, member=made.hoa, day=held)
    said = text(page(signed_in(made.cast.officer), one))
    assert "Giúp đỡ đảng viên dự bị" in said
    official = held.replace(year=held.year + 1)
    recognise(one.member, by=MACHINE, official_on=official, decision=builders.PAPER)
    with pytest.raises(RuleBroken, match="không phân công giúp đỡ nữa"):
        procedure.assign_helper(one, by=MACHINE, member=made.dung, day=official)
    shown = page(signed_in(made.cast.officer), one).content.decode()
    assert reverse("assign-helper", args=[one.pk]) not in shown


def test_a_file_that_is_stopped_takes_no_helper_and_its_end_is_not_before_one(made):
    row = assign(made, made.hoa, MAY)
    with pytest.raises(RuleBroken, match="của việc đã ghi sau cùng"):
        procedure.stop_file(made.one, by=MACHINE, kind="stopped", day=MARCH)
    procedure.stop_file(made.one, by=MACHINE, kind="stopped", day=JULY)
    for act in (lambda: assign(made, made.dung, JULY), lambda: procedure.end_helper(row, by=MACHINE, day=JULY)):
        with pytest.raises(RuleBroken, match="thôi xét"):
            act()


def test_nobody_is_found_after_somebody_helped(made):
    assign(made, made.hoa, date(2025, 2, 20))
    with pytest.raises(RuleBroken, match="phân công đảng viên giúp đỡ"):
        procedure.correct_step(made.one.steps(manager="unscoped").get(kind=S.SOURCE), by=MACHINE,
                               day=date(2025, 2, 21), why="gõ nhầm")  # fmt: skip


def test_the_helper_stays_with_a_file_that_follows_its_cell(made):
    one = play.until(play.found(made.tree.sibling, "Thào Thị Dí"), S.SYMPATHISER)
    procedure.assign_helper(one, by=MACHINE, member=made.hoa, day=MARCH)
    tree.close_organisation(made.tree.sibling, by=MACHINE, day=JULY, successor=made.tree.cell)
    said = text(page(signed_in(made.cast.cell_secretary), one))
    assert "từ 01/3/2025" in said
    assert "Đổi người giúp đỡ" in said


def test_two_records_of_one_helper_become_one(made):
    double = member("Cứ Seo Hòa", made.tree.cell)
    assign(made, double)
    merging.merge_members(made.hoa, absorbed=double, by=MACHINE, why="một người")
    assert Helper.unscoped.get().member_id == made.hoa.pk


def page(client, one):
    return client.get(reverse("applicant", args=[one.pk]))


def test_the_secretary_assigns_changes_and_notes_on_the_page(made):
    client = signed_in(made.cast.cell_secretary)
    assert "chưa phân công" in text(page(client, made.one))
    where = reverse("assign-helper", args=[made.one.pk])
    form = client.get(where)
    assert "Dì Thị Ly" not in text(form)
    typed = {"member": made.hoa.pk, "day": "1/3/2025", "number": "6-NQ/CB"}
    for given, sentence in (({"member": ""}, "bắt buộc"), ({"member": made.ly.pk}, "trong danh sách"),
                            ({"day": "1/1/2025"}, "trước ngày")):  # fmt: skip
        answer = client.post(where, typed | given)
        assert answer.status_code == 422
        assert sentence in text(answer)
    assert client.post(where, typed).status_code == 302
    row = Helper.unscoped.get()
    assert client.post(reverse("note-remark", args=[row.pk]), {"day": "1/5/2025"}).status_code == 302
    said = text(page(client, made.one))
    assert "Giúp đỡ người vào Đảng Cứ Seo Hòa" in said
    assert "từ 01/3/2025; Số 6-NQ/CB" in said
    assert "đã nhận xét 01/5/2025" in said
    correct = reverse("correct-helper", args=[row.pk])
    assert client.get(correct).context["form"]["member"].value() == made.hoa.pk
    fixed = {"member": made.dung.pk, "since": "2/3/2025", "until": "", "why": "gõ nhầm"}
    assert client.post(correct, fixed).status_code == 302
    assert client.post(reverse("end-helper", args=[row.pk]), {"day": "1/7/2025"}).status_code == 302
    assert periods(made) == [("Lồ Thị Dung", date(2025, 3, 2), JULY)]
    assert "chưa phân công" in text(page(client, made.one))
    remark = Remark.unscoped.get()
    assert client.post(reverse("take-back-remark", args=[remark.pk]), {"why": ""}).status_code == 422
    assert client.post(reverse("take-back-remark", args=[remark.pk]), {"why": "nhầm"}).status_code == 302
    assert client.post(reverse("take-back-helper", args=[row.pk]), {"why": "nhầm"}).status_code == 302
    assert periods(made) == []


def test_beside_who_has_ended_the_button_says_until_when_a_remark_is_taken(made):
    assign(made, made.hoa)
    row = Helper.unscoped.get()
    client = signed_in(made.cast.cell_secretary)
    assert "Ghi đã nhận xét" in text(page(client, made.one))
    where = reverse("note-remark", args=[row.pk])
    assert f"Từ {print_day(row.since)} đến nay" in text(client.get(where))
    procedure.end_helper(row, by=MACHINE, day=JULY)
    said = text(page(client, made.one))
    assert "Ghi nhận xét đã có đến 01/7/2025" in said and "Ghi đã nhận xét" not in said
    assert "đến 01/7/2025, ngày thôi giúp đỡ" in text(client.get(where))
    assert client.post(where, {"day": "2/7/2025"}).status_code == 422
    assert client.post(where, {"day": "1/7/2025"}).status_code == 302


def test_nobody_remarks_on_who_has_become_official(made):
    one = play.gathered(play.probationer(made.tree.cell, "Sùng Thị Dế"))
    row = procedure.assign_helper(one, by=MACHINE, member=made.hoa, day=date(2025, 5, 6))
    play.recognised(one)
    official = Membership.unscoped.get(member=one.member).official_on
    late = official + timedelta(days=1)
    where = reverse("note-remark", args=[row.pk])
    client = signed_in(made.cast.cell_secretary)
    answer = client.post(where, {"day": f"{late:%d/%m/%Y}"})
    assert answer.status_code == 422
    assert f"sau ngày {print_day(official)} đã là đảng viên chính thức" in text(answer)
    assert not Remark.unscoped.filter(day=late).exists()
    assert client.post(where, {"day": f"{official:%d/%m/%Y}"}).status_code == 302


def test_a_helper_who_left_the_cell_is_told_of(made):
    assign(made, made.hoa)
    places.move(made.hoa, by=MACHINE, organisation=made.tree.sibling, day=JULY)
    said = text(page(signed_in(made.cast.cell_secretary), made.one))
    assert "nay không còn trong danh sách đảng viên chính thức của chi bộ" in said


def test_nobody_of_another_part_reaches_a_helper(made):
    other = play.found(made.tree.other_cell, "Vàng Thị Súa")
    row = procedure.assign_helper(other, by=MACHINE, member=made.hoa, day=MARCH)
    client = signed_in(made.cast.cell_secretary)
    for name in ("end-helper", "correct-helper", "take-back-helper", "note-remark"):
        assert client.get(reverse(name, args=[row.pk])).status_code == 404
