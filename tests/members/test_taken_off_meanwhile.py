"""Somebody takes off what somebody else has open: the second is told by whom and when, and reads what he has typed."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from members import procedure
from members.models import Act, Look, Term
from tests import builders
from tests.builders import MACHINE, PAPER, TODAY
from tests.members.officer_play import cast, ground
from tests.members.test_drafts import left
from tests.signing_in import signed_in

__all__ = ["cast", "ground"]
pytestmark = pytest.mark.django_db
DAY = date(2020, 1, 1)
BY = {"by": MACHINE, "day": DAY}
WHY = "theo biên bản số 7"
TOLD = "Mục này đã được bỏ (Ma Văn Thượng, "
PLAIN = "Không tìm thấy, hoặc không thuộc phạm vi"


def away(person):
    return procedure.places.place_temporarily(person, outside="Hà Nội", until=date(2020, 6, 1), **BY)


MADE = {
    "correct-number": lambda one: procedure.people.note_number(one, kind="card8", value="11111111", **BY),
    "remove-number": lambda one: procedure.people.note_number(one, kind="card8", value="11111111", **BY),
    "correct-residence": lambda one: procedure.people.note_residence(one, address="Thôn 9", **BY),
    "correct-name-change": lambda one: procedure.name_changes.change_name(
        one, full_name="Giàng Văn Lử", decision=PAPER, **BY
    ),
    "correct-placement": away,
    "correct-exemption": lambda one: procedure.standing.exempt(one, reason="age", decision=PAPER, **BY),
    "propose-exemption": lambda one: procedure.standing.exempt(one, reason="age", decision=PAPER, **BY),
    "remove-exemption": lambda one: procedure.standing.exempt(one, reason="age", decision=PAPER, **BY),
    "correct-suspension": lambda one: procedure.standing.suspend(one, **BY),
    "correct-discipline": lambda one: procedure.standing.discipline(one, form="warning", **BY),
    "correct-departure": lambda one: procedure.standing.depart(one, kind="moved_out", **BY),
    "correct-introduction": lambda one: procedure.standing.introduce_to_residence(one, to="Chi bộ Thôn 9", **BY),
}
ENDED = {
    "end-temporary": away,
    "end-exemption": MADE["correct-exemption"],
    "end-suspension": MADE["correct-suspension"],
    "end-introduction": MADE["correct-introduction"],
}


@pytest.fixture
def person(cast):
    return builders.member("Giàng Seo Lử", cast.tree.cell)


def taken_back(cast):
    """The first of two takes back what was written last."""
    by = builders.actor(cast.officer)
    procedure.revert.revert(Act.objects.filter(inside=None).latest("number"), by=by, why="ghi nhầm người")


@pytest.mark.parametrize(("name", "make", "typed"), [
    *((name, make, {"why": WHY}) for name, make in MADE.items()),
    *((name, make, {"day": WHY}) for name, make in ENDED.items()),
])  # fmt: skip
def test_who_sends_second_is_told_and_reads_what_was_typed(cast, person, name, make, typed):
    address = reverse(name, args=[make(person).pk])
    taken_back(cast)
    answer = signed_in(cast.second_officer).post(address, typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert TOLD in page and "Chưa ghi gì vào sổ." in page and "ghi nhầm người" in page
    assert WHY in page.partition("Đồng chí đã gõ</h2>")[2]
    for leads in ("person", "person-history"):
        assert f'href="{reverse(leads, args=[person.pk])}"' in page
    assert (Look.objects.latest("pk").page, Look.objects.latest("pk").count) == ("taken-off", 1)


@pytest.mark.parametrize("name", [*MADE, *ENDED])
def test_elsewhere_there_never_was_such_a_thing(cast, person, name):
    address = reverse(name, args=[(MADE | ENDED)[name](person).pk])
    taken_back(cast)
    for who in (cast.outsider, cast.reader, cast.administrator):
        for answer in (signed_in(who).get(address), signed_in(who).post(address, {"why": WHY})):
            assert answer.status_code == 404 and PLAIN in answer.content.decode()
            assert person.full_name not in answer.content.decode()


def test_what_the_page_had_shown_was_not_typed(cast, person):
    """Only what was changed is read again, as the page showed it: a choice by its words."""
    row = MADE["correct-exemption"](person)
    address, second = reverse("correct-exemption", args=[row.pk]), signed_in(cast.second_officer)
    form = second.get(address).context["form"]
    sent = {one.name: one.value() or "" for one in form} | {"reason": "strength", "since": "01/01/2020", "why": WHY}
    officer, off = signed_in(cast.officer), reverse("remove-exemption", args=[row.pk])
    seen = officer.get(off).context["form"]["seen"].value()
    assert officer.post(off, {"seen": seen, "why": "danh sách lệch dòng"}).status_code == 302
    typed = second.post(address, sent).context["typed"]
    assert [label for label, _ in typed] == ["Điều khoản miễn", "Lý do sửa"]
    assert dict(typed)["Lý do sửa"] == WHY and dict(typed)["Điều khoản miễn"] not in ("", "strength")


def test_oneself_is_not_called_somebody_else(cast, person):
    address = reverse("correct-suspension", args=[MADE["correct-suspension"](person).pk])
    taken_back(cast)
    page = signed_in(cast.officer).get(address)
    assert page.status_code == 409
    assert "Mục này đã được bỏ (chính đồng chí, ở một trang khác, " in page.content.decode()
    assert "Chưa ghi gì" not in page.content.decode(), "nothing was sent"


def test_a_draft_of_it_can_still_be_read(cast, person):
    address = reverse("correct-exemption", args=[MADE["correct-exemption"](person).pk])
    second = signed_in(cast.second_officer)
    left(second, address, why=WHY)
    taken_back(cast)
    page = second.get(address)
    assert page.status_code == 409 and page.context["typed"] == [("Lý do sửa", WHY)]


def test_after_a_week_nobody_has_it_open(cast, person):
    address = reverse("correct-suspension", args=[MADE["correct-suspension"](person).pk])
    taken_back(cast)
    with time_machine.travel(f"{TODAY + timedelta(days=8)}T05:00:00Z", tick=True):
        assert signed_in(cast.second_officer).get(address).status_code == 404


def test_what_was_taken_off_and_written_again_is_there(cast, person):
    row = MADE["correct-exemption"](person)
    procedure.removing.remove_exemption(row, by=MACHINE, why="danh sách lệch dòng")
    address = reverse("correct-exemption", args=[row.pk])
    assert signed_in(cast.second_officer).get(address).status_code == 409
    taken_back(cast)
    assert signed_in(cast.second_officer).get(address).status_code == 200


@pytest.mark.parametrize("name", ["correct-term", "correct-office", "end-office"])
def test_of_an_organisation_who_opens_its_people_is_told(cast, person, name):
    cell = cast.tree.cell
    if name == "correct-term":
        procedure.tree.rename_organisation(cell, by=MACHINE, name="Chi bộ Thôn Nhất", day=date(2026, 6, 1))
        row = Term.unscoped.get(organisation=cell, until=None)
    else:
        row = procedure.offices.hold_office(person, organisation=cell, office="deputy", **BY)
    address = reverse(name, args=[row.pk])
    taken_back(cast)
    answer = signed_in(cast.second_officer).post(address, {"why": WHY, "day": WHY})
    page = answer.content.decode()
    assert answer.status_code == 409 and TOLD in page and WHY in page
    for leads in ("organisation", "organisation-history"):
        assert f'href="{reverse(leads, args=[cell.pk])}"' in page
    for who in (cast.outsider, cast.reader, cast.administrator):
        answer = signed_in(who).get(address)
        assert answer.status_code == 404 and PLAIN in answer.content.decode()
