"""Behind each figure of signed minutes stand the identities that were frozen with it, for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from kit.calendar import PartialDate
from members import procedure as members
from members import rights
from members.errors import RuleBroken
from members.models import Look, Member
from reports.reconciliation import procedure
from reports.reconciliation.models import (
    BEHIND,
    AgreedPerson,
    Choice,
    Difference,
    Kind,
    Reconciliation,
    Side,
    Signing,
)
from tests import builders
from tests.builders import MACHINE, PAPER
from tests.ground import laid
from tests.reports import play
from tests.reports.conftest import NOON, make
from tests.reports.pages import text
from tests.signing_in import signed_in

pytestmark = [pytest.mark.django_db]
EARLIER = {"is_official": None, "is_exempt": None, "is_away": None}


@dataclass
class Commune:
    """An Khê: two of whom nothing is said besides, a woman on probation, one exempt, one away outside the register, one
    of Thôn 1 for a while in Thôn 2; and a guest whom Tân Lập counts."""

    cast: builders.Cast
    own: Reconciliation

    def sign(self) -> Signing:
        for point in Difference.unscoped.counted().filter(list__reconciliation=self.own):
            procedure.answering.answer(point, by=MACHINE, choice=Choice.FIX_LIST)
        for side in Side:
            shown = procedure.gathering.gather(self.own, by=MACHINE).digest
            procedure.signing.confirm_minutes(self.own, by=MACHINE, digest=shown, side=side, why="bản giấy số 7")
        return procedure.signing.sign_minutes(self.own, by=MACHINE, **play.ready_to_sign(self.own))

    def of(self, name: str) -> Member:
        return Member.unscoped.get(full_name=name)


def an_khe() -> Commune:
    cast = make()
    own = play.of(play.opened(), cast.tree.committee)
    tree, place = cast.tree, members.places.place_temporarily
    builders.member("Giàng Thị Mỷ", tree.cell, sex="f", official_on=None, recognition_decision=None,
                    admitted_on=date(2026, 3, 3))  # fmt: skip
    old = play.person("Hạng A Chư", tree.cell, "44444444", PartialDate(1940, 1, 1))
    members.standing.exempt(old, by=MACHINE, day=date(2020, 1, 1), reason="age", decision=PAPER)
    away = play.person("Cháng A Tủa", tree.sibling, "55555555", PartialDate(1990, 1, 1))
    place(away, by=MACHINE, day=date(2026, 5, 1), outside="Hà Nội")
    here = play.person("Lầu A Dơ", tree.cell, "66666666", PartialDate(1991, 1, 1))
    place(here, by=MACHINE, day=date(2026, 5, 1), organisation=tree.sibling)
    place(Member.unscoped.get(full_name="Vừ Mí Kẻ"), by=MACHINE, day=date(2026, 5, 1), organisation=tree.cell)
    play.sent(own, play.file(*play.BOTH))
    return Commune(cast, own)


ground = laid(an_khe, NOON)


@pytest.fixture
def commune(ground, db):
    with time_machine.travel(NOON, tick=True):
        yield ground.found()


def behind(signing: Signing) -> dict[str, list[str]]:
    people = AgreedPerson.unscoped.filter(signing=signing)
    return {key: list(people.behind(key).order_by("pk").values_list("full_name", flat=True)) for key in BEHIND}


FROZEN = {
    "total": ["Hạng A Chư", "Lầu A Dơ", "Giàng Thị Mỷ", "Sùng A Páo", "Cháng A Tủa", "Lò Văn Ún"],
    "official": ["Hạng A Chư", "Lầu A Dơ", "Sùng A Páo", "Cháng A Tủa", "Lò Văn Ún"],
    "probationary": ["Giàng Thị Mỷ"], "women": ["Giàng Thị Mỷ"], "exempt": ["Hạng A Chư"],
    "away": ["Lầu A Dơ", "Cháng A Tủa"], "guests": ["Lầu A Dơ", "Vừ Mí Kẻ"],
}  # fmt: skip


@pytest.mark.postgres
def test_behind_each_figure_stand_exactly_the_frozen_identities_guests_too(commune):
    figures = procedure.gathering.gather(commune.own, by=MACHINE).figures
    signing = commune.sign()
    assert behind(signing) == FROZEN
    assert AgreedPerson.unscoped.filter(signing=signing).counts() == figures
    assert AgreedPerson.unscoped.get(full_name="Vừ Mí Kẻ").unit == "Chi bộ Thôn 1", "where he is a guest"


@pytest.mark.postgres
def test_a_figure_with_another_number_of_identities_is_not_signed(commune, monkeypatch):
    asked = procedure.freezing._behind
    monkeypatch.setattr(procedure.freezing, "_behind", lambda *of: asked(*of) | {"away": set()})
    with pytest.raises(RuleBroken, match=r"tạm thời chuyển đi .*: ký 2, có tên 0"), transaction.atomic():
        commune.sign()
    assert not Signing.unscoped.exists()


@pytest.mark.postgres
@pytest.mark.parametrize(
    "wrong",
    [{"is_counted": False}, {"is_official": None}, {"is_guest": True, **EARLIER}, {"official_on": ""},
     {"is_official": False}, {"is_counted": False, "is_guest": True, "is_away": True}],
)  # fmt: skip
def test_the_database_refuses_flags_that_can_not_be(commune, wrong):
    signing = commune.sign()
    given = {"full_name": "Ma A Tủa", "official_on": "2011-05-18", "is_official": True, "is_exempt": False,
             "is_away": False}  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        AgreedPerson.unscoped.bulk_create([
            AgreedPerson(signing=signing, member=builders.member("Ma A Tủa", commune.cast.tree.other_cell),
                         **given | wrong)
        ])  # fmt: skip


def test_the_page_shows_the_names_as_they_were_signed_whatever_becomes_of_them(commune):
    commune.sign()
    old, away = commune.of("Hạng A Chư"), commune.of("Cháng A Tủa")
    members.people.correct_member(old, by=MACHINE, why="khai sinh", full_name="Hạng A Chứ")
    members.standing.depart(away, by=MACHINE, kind="death", day=date(2026, 6, 20), decision=PAPER)
    officer, address = signed_in(commune.cast.officer), reverse("minutes", args=[commune.own.pk])
    for key, names in FROZEN.items():
        said = text(officer.get(f"{address}?muc={key}"))
        shown = said.partition("Ai đứng sau số đã ký")[2].partition("Sửa sau khi ký")[0]
        assert f"({len(names)})" in shown
        assert all(name in shown for name in names)
        assert not any(name in shown for name in {*FROZEN["total"], "Vừ Mí Kẻ"} - set(names))
    look = Look.objects.filter(page="minutes").latest("pk")
    assert look.count == 3, "two guests, and who has died since"


def test_the_names_behind_a_large_number_go_on_upon_the_next_page(commune, monkeypatch):
    monkeypatch.setattr("reports.reconciliation.views.identities.PAGE", 4)
    commune.sign()
    officer, address = signed_in(commune.cast.committee_secretary), reverse("minutes", args=[commune.own.pk])
    first, second = (text(officer.get(f"{address}?muc=total&tu={page}")) for page in (0, 1))
    assert "Người thứ 1 đến 4" in first and "Sùng A Páo" in first and "Lò Văn Ún" not in first
    assert "Người thứ 5 đến 6" in second and "Lò Văn Ún" in second and "Sùng A Páo" not in second
    for nonsense in ("muc=x", "muc=guests&tu=999", "tu=-1", "muc=%00"):
        assert officer.get(f"{address}?{nonsense}").status_code == 200


def test_where_no_paper_was_kept_the_figures_are_those_of_the_roster(commune):
    play.signed(commune.own, builders.TODAY)
    page = signed_in(commune.cast.officer).get(reverse("minutes", args=[commune.own.pk]))
    said = text(page)
    assert "Biên bản, ký ngày 30/6/2026, 6 đảng viên" in said
    assert "Tạm thời chuyển đến (không tính vào tổng số) – – – 2" in said
    assert reverse("minutes-signed", args=[commune.own.pk]) not in page.content.decode()


def test_the_next_round_takes_no_guest_for_an_own_member(commune):
    commune.sign()
    later = rights.machine("kiểm thử", date(2026, 8, 1))
    round_ = procedure.rounds.open_round(
        by=later, since=date(2026, 7, 1), until=date(2027, 1, 1), due_on=date(2027, 1, 15)
    )
    following = play.of(round_, commune.cast.tree.committee)
    guest, both = commune.of("Vừ Mí Kẻ"), commune.of("Lầu A Dơ")
    agreed = procedure.agreed.last_signed(following)
    assert guest.pk not in agreed.people
    assert both.pk in agreed.people
    opening = procedure.gathering.gather(following, by=later).minutes.balance[0]
    assert (opening.label.partition(",")[0], opening.number) == ("Cuối kỳ trước", 6)
    sent = play.sent(following, play.file(*play.BOTH, play.FOREIGN), by=later)
    (point,) = (one for one in play.differences(sent) if one.kind == Kind.GUEST)
    assert (point.member, point.agreed_value) == (guest, "")


def test_of_minutes_signed_before_it_was_kept_the_page_says_so(commune, monkeypatch):
    create = AgreedPerson.unscoped.bulk_create

    def as_it_was(rows, **more):
        own = [one for one in rows if one.is_counted]
        for one in own:
            one.is_guest = False
            for name, value in EARLIER.items():
                setattr(one, name, value)
        return create(own, **more)

    monkeypatch.setattr(procedure.signing.rules, "check_identities", lambda figures: None)
    monkeypatch.setattr(AgreedPerson.unscoped, "bulk_create", as_it_was)
    signing = commune.sign()
    assert behind(signing) == FROZEN | {"exempt": [], "away": [], "guests": []}
    said = signed_in(commune.cast.officer).get(reverse("minutes", args=[commune.own.pk]))
    assert "chưa giữ riêng ai được miễn, ai tạm thời đi, ai tạm thời đến" in text(said)
    assert "muc=official" in said.content.decode()
    assert "muc=exempt" not in said.content.decode()
