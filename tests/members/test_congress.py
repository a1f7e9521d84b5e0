"""A congress of a cell or committee is one act: who leaves, who is chosen again, who begins, by the paper that approves
it."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from members import procedure
from members.errors import RuleBroken
from members.models import Act, OfficeHolding
from tests import builders
from tests.builders import MACHINE
from tests.ground import laid
from tests.members.test_session import enter, words

pytestmark = pytest.mark.django_db
NOON = "2026-06-30 05:00:00+00:00"
PAPER = {"number": "12-QĐ/ĐU", "signed_on": "25/5/2026", "body": "Đảng ủy xã An Khê"}


def with_a_committee():
    made = builders.make_cast()
    made.old = builders.member("Giàng Seo Lử", made.tree.cell)
    made.stays = builders.member("Hoàng Thị Mỷ", made.tree.cell)
    made.new = builders.member("Tẩn A Páo", made.tree.cell)
    for person, office in ((made.old, "secretary"), (made.stays, "deputy")):
        procedure.offices.hold_office(
            person, by=MACHINE, organisation=made.tree.cell, office=office, day=date(2023, 6, 1)
        )
    return made


ground = laid(with_a_committee, NOON)


@pytest.fixture
def cast(ground, db):
    with time_machine.travel(NOON, tick=True):
        yield ground.found()


def send(client, cast, **given):
    said = {"day": "1/6/2026", "secretary": "Tẩn A Páo", "deputies": "hoàng thị mỷ", "others": "", **PAPER, **given}
    return client.post(reverse("congress", args=[cast.tree.cell.pk]), said)


def held(cast):
    rows = OfficeHolding.unscoped.filter(organisation=cast.tree.cell).order_by("since", "pk")
    return [(one.member.full_name, one.office, one.since, one.until) for one in rows.select_related("member")]


def test_who_holds_an_office_now_stands_on_the_form(cast, client):
    enter(client, username="bi-thu-xa")
    form = client.get(reverse("congress", args=[cast.tree.cell.pk])).context["form"]
    assert (form["secretary"].value(), form["deputies"].value()) == ("Giàng Seo Lử", "Hoàng Thị Mỷ")


def test_one_act_ends_chooses_again_and_begins(cast, client):
    enter(client, username="bi-thu-xa")
    assert send(client, cast).status_code == 302
    day = date(2026, 6, 1)
    assert held(cast) == [
        ("Giàng Seo Lử", "secretary", date(2023, 6, 1), day), ("Hoàng Thị Mỷ", "deputy", date(2023, 6, 1), day),
        ("Tẩn A Páo", "secretary", day, None), ("Hoàng Thị Mỷ", "deputy", day, None),
    ]  # fmt: skip
    assert {one.decision.number for one in OfficeHolding.unscoped.filter(since=day)} == {"12-QĐ/ĐU"}
    lines = list(Act.objects.order_by("-number").values_list("verb", flat=True)[:5])
    assert lines == ["hold_office", "hold_office", "end_office", "end_office", "record_congress"]


def papers(cast, day=date(2026, 6, 1)):
    rows = OfficeHolding.unscoped.filter(organisation=cast.tree.cell, since=day).select_related("decision", "member")
    return {one.member.full_name: one.decision and one.decision.number for one in rows}


def test_a_congress_that_chooses_everybody_again_is_written_with_its_decision(cast, client):
    enter(client, username="bi-thu-xa")
    assert send(client, cast, secretary="Giàng Seo Lử").status_code == 302
    assert papers(cast) == {"Giàng Seo Lử": "12-QĐ/ĐU", "Hoàng Thị Mỷ": "12-QĐ/ĐU"}
    assert names(client, cast) == []


def test_who_is_chosen_again_is_doubted_until_the_decision_of_this_congress_is_known(cast, client):
    for one in OfficeHolding.unscoped.all():
        procedure.offices.correct_office(one, by=MACHINE, decision=builders.PAPER, why="bổ sung")
    enter(client, username="bi-thu-xa")
    assert send(client, cast, secretary="Giàng Seo Lử", number="", signed_on="", body="").status_code == 302
    assert names(client, cast) == ["Hoàng Thị Mỷ", "Giàng Seo Lử"]
    before = held(cast)
    assert send(client, cast, secretary="Giàng Seo Lử").status_code == 302
    assert (names(client, cast), held(cast)) == ([], before)
    assert papers(cast) == {"Giàng Seo Lử": "12-QĐ/ĐU", "Hoàng Thị Mỷ": "12-QĐ/ĐU"}
    assert len({one.decision_id for one in OfficeHolding.unscoped.filter(since=date(2026, 6, 1))}) == 1
    lines = list(Act.objects.order_by("-number").values_list("verb", flat=True)[:3])
    assert lines == ["correct_office", "correct_office", "record_congress"]


def test_another_decision_for_a_congress_that_has_one_is_not_taken_silently(cast, client):
    enter(client, username="bi-thu-xa")
    send(client, cast)
    answer = send(client, cast, number="99-QĐ/ĐU")
    assert answer.status_code == 422
    assert "đã ghi theo một quyết định khác" in words(answer)


def test_who_is_chosen_again_does_not_leave_on_the_day_that_was_planned_before(cast, client):
    deputy = OfficeHolding.unscoped.get(office="deputy")
    procedure.offices.end_office(deputy, by=MACHINE, day=date(2026, 12, 1))
    enter(client, username="bi-thu-xa")
    assert send(client, cast).status_code == 302
    assert ("Hoàng Thị Mỷ", "deputy", date(2026, 6, 1), None) in held(cast)


def test_a_congress_before_a_holding_that_begins_later_is_refused_and_leaves_no_gap(cast, client):
    later = builders.member("Lý Thị Xuân", cast.tree.cell)
    procedure.offices.hold_office(
        later, by=MACHINE, organisation=cast.tree.cell, office="deputy", day=date(2026, 6, 20)
    )
    before = held(cast)
    enter(client, username="bi-thu-xa")
    assert send(client, cast, deputies="Hoàng Thị Mỷ\nLý Thị Xuân").status_code == 422
    assert held(cast) == before


def test_a_congress_taken_back_leaves_everybody_in_office_as_before(cast, client):
    before = held(cast)
    enter(client, username="bi-thu-xa")
    send(client, cast)
    procedure.revert.revert(Act.objects.get(verb="record_congress"), by=MACHINE, why="ghi nhầm")
    assert held(cast) == before


def test_the_same_congress_a_second_time_is_refused(cast, client):
    enter(client, username="bi-thu-xa")
    send(client, cast)
    answer = send(client, cast)
    assert answer.status_code == 422
    assert "Không có gì khác với những gì đã ghi" in words(answer)


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"secretary": "Lù Văn Vắng"}, "secretary", "Không thấy Lù Văn Vắng trong sổ."),
        ({"secretary": "", "deputies": ""}, "secretary", "Ghi ít nhất một người giữ chức vụ."),
        ({"deputies": "Hoàng Thị Mỷ\nHoàng Thị Mỷ"}, "others", "được ghi hai lần"),
        ({"day": "1/6/2020"}, "day", "Ngày thôi giữ phải sau ngày bắt đầu."),
        ({"day": "31/02/2026"}, "day", "theo dạng ngày/tháng/năm"),
    ],
)
def test_nonsense_gets_its_sentence_and_writes_nothing(cast, client, given, field, sentence):
    enter(client, username="bi-thu-xa")
    before = held(cast)
    answer = send(client, cast, **given)
    assert answer.status_code == 422
    assert sentence in " ".join(answer.context["form"].errors[field])
    assert held(cast) == before


def test_two_of_one_name_are_told_apart_by_birth(cast, client):
    from kit.calendar import PartialDate

    twin = builders.member("Tẩn A Páo", cast.tree.cell, birth=PartialDate(1970))
    enter(client, username="bi-thu-xa")
    assert "Có 2 người tên Tẩn A Páo" in words(send(client, cast))
    assert send(client, cast, secretary="Tẩn A Páo, 1970").status_code == 302
    assert OfficeHolding.unscoped.get(since=date(2026, 6, 1), office="secretary").member == twin


def test_a_small_cell_that_elects_a_committee_is_asked_for_its_paper(cast, client):
    enter(client, username="bi-thu-xa")
    answer = send(client, cast, others="Giàng Seo Lử")
    assert answer.status_code == 422
    assert "chi ủy được bầu khi có từ 9" in words(answer)


def test_a_committee_of_another_part_has_no_congress_here(cast, client):
    enter(client, username="bi-thu-khac")
    assert send(client, cast).status_code == 404
    enter(client, username="bi-thu-thon")
    assert send(client, cast).status_code == 403


def test_two_secretaries_are_refused_by_the_verb_too(cast):
    chosen = [(cast.old, "secretary"), (cast.new, "secretary")]
    with pytest.raises(RuleBroken, match="Chỉ có một bí thư"):
        procedure.congress.record_congress(cast.tree.cell, by=MACHINE, day=date(2026, 6, 1), chosen=chosen)


def test_a_name_that_two_here_share_stands_on_the_form_with_its_birth_and_is_taken_as_sent(cast, client):
    from kit.calendar import PartialDate

    procedure.people.correct_member(cast.old, by=MACHINE, birth=PartialDate(1980, 4, 12), why="theo hồ sơ")
    builders.member("Giàng Seo Lử", cast.tree.cell, birth=PartialDate(1970))
    enter(client, username="bi-thu-xa")
    form = client.get(reverse("congress", args=[cast.tree.cell.pk])).context["form"]
    assert (form["secretary"].value(), form["deputies"].value()) == ("Giàng Seo Lử, 12/4/1980", "Hoàng Thị Mỷ")
    answer = send(client, cast, secretary=form["secretary"].value(), deputies="Hoàng Thị Mỷ\nTẩn A Páo")
    assert answer.status_code == 302
    assert [one for one in held(cast) if one[2] == date(2026, 6, 1)] == [
        ("Giàng Seo Lử", "secretary", date(2026, 6, 1), None), ("Hoàng Thị Mỷ", "deputy", date(2026, 6, 1), None),
        ("Tẩn A Páo", "deputy", date(2026, 6, 1), None),
    ]  # fmt: skip
    assert OfficeHolding.unscoped.get(office="secretary", until=None).member == cast.old


def test_two_of_one_name_and_one_birth_do_not_stop_what_the_form_itself_wrote(cast, client):
    builders.member("Giàng Seo Lử", cast.tree.cell)
    enter(client, username="bi-thu-xa")
    assert send(client, cast, secretary="Giàng Seo Lử", deputies="Tẩn A Páo").status_code == 302
    assert OfficeHolding.unscoped.get(office="secretary", until=None).member == cast.old
    assert "Có 2 người tên Giàng Seo Lử" in words(send(client, cast, secretary="", deputies="Giàng Seo Lử"))


def names(client, cast, key="office_unapproved"):
    page = client.get(reverse("people", args=[cast.tree.cell.pk]), {"loi": key})
    return [name for name in ("Tẩn A Páo", "Hoàng Thị Mỷ", "Giàng Seo Lử") if name in words(page)]


def test_a_congress_without_the_approving_decision_is_doubted_until_it_is_entered(cast, client):
    enter(client, username="bi-thu-xa")
    cell = cast.tree.cell
    assert send(client, cast, number="", signed_on="", body="").status_code == 302
    assert "Tẩn A Páo" in names(client, cast)
    assert "Giữ chức vụ, chưa rõ quyết định chuẩn y" in words(client.get(reverse("findings", args=[cell.pk])))
    assert "Giữ chức vụ, chưa rõ quyết định chuẩn y" in words(client.get(reverse("today")))
    for holding in OfficeHolding.unscoped.on(date(2026, 6, 30)).filter(organisation=cell, decision=None):
        address = reverse("correct-office", args=[holding.pk])
        assert address in words(client.get(reverse("person", args=[holding.member_id])))
        form = client.get(address).context["form"]
        sent = {name: form[name].value() or "" for name in form.fields} | {"since": "1/6/2023", **PAPER, "why": "đã có"}
        if holding.since.year == 2026:
            sent["since"] = "1/6/2026"
        assert client.post(address, sent).status_code == 302
    assert names(client, cast) == []


def test_a_congress_with_its_decision_raises_no_doubt_about_who_begins(cast, client):
    enter(client, username="bi-thu-xa")
    send(client, cast)
    assert "Tẩn A Páo" not in names(client, cast)
