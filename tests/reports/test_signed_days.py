"""What was signed for a day stands: who later makes the register say something else of that day gives the reason."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members import procedure as members
from members import rights
from members.errors import RuleBroken
from members.models import Act, Departure, Placement
from members.procedure import Paper, Passed
from reports.reconciliation.models import AgreedPerson, Reconciliation, Signing
from reports.reconciliation.procedure import since_signed
from tests.members import plans
from tests.reports.after_signing import LATER, cast, ground
from tests.reports.pages import text
from tests.signing_in import signed_in

__all__ = ["cast", "ground"]
pytestmark = pytest.mark.django_db
PAPER = Paper(number="31-QĐ/HU", signed_on=date(2026, 6, 1), body="Ban Thường vụ Huyện ủy")
WHY = "báo tử của xã gửi muộn"


@pytest.fixture
def officer(cast):
    return rights.actor_for(cast.officer, LATER)


def signed(name):
    return AgreedPerson.unscoped.select_related("member").get(full_name=name).member


def elsewhere():
    return Placement.unscoped.select_related("member").get(member__full_name="Vừ Mí Kẻ").member


JUNE = date(2026, 6, 20)
ACTS = {
    "ra khỏi danh sách": lambda cast, **more: members.standing.depart(
        signed("Lò Văn Ún"), kind="death", day=JUNE, **more
    ),
    "chuyển đi đảng bộ khác": lambda cast, **more: members.places.move(
        signed("Lò Văn Ún"), organisation=cast.tree.other_cell, day=JUNE, **more
    ),
    "chuyển trong đảng bộ": lambda cast, **more: members.places.move(
        signed("Lò Văn Ún"), organisation=cast.tree.cell, day=JUNE, **more
    ),
    "chuyển đến": lambda cast, **more: members.places.move(
        elsewhere(), organisation=cast.tree.cell, day=JUNE, **more
    ),
    "ghi tên": lambda cast, **more: members.people.enter(
        full_name="Giàng Thị Mai", sex="f", organisation=cast.tree.cell, admitted_on=date(2026, 5, 18), **more
    ),
    "công nhận chính thức": lambda cast, **more: members.people.recognise(
        signed("Hà Thị Mỉ"), official_on=date(2026, 6, 1), decision=PAPER, **more
    ),
    "miễn sinh hoạt": lambda cast, **more: members.standing.exempt(
        signed("Lò Văn Ún"), reason="age", day=date(2026, 6, 1), **more
    ),
    "tạm thời đi": lambda cast, **more: members.places.place_temporarily(
        signed("Lò Văn Ún"), day=date(2026, 6, 1), outside="Đảng bộ Thành phố Hà Nội", **more
    ),
    "tạm thời đến": lambda cast, **more: members.places.place_temporarily(
        elsewhere(), day=date(2026, 6, 1), organisation=cast.tree.cell, **more
    ),
    "chi bộ sang cấp trên khác": lambda cast, **more: members.tree.move_organisation(
        cast.tree.sibling, parent=cast.tree.other_committee, day=JUNE, **more
    ),
}  # fmt: skip


def doubtless(**more):
    """Whatever else a rule doubts is passed with a paper."""
    return {"passed": _Everything(paper=PAPER), **more}


class _Everything(Passed):
    def covers(self, doubts):
        return True


@pytest.mark.parametrize("act", ACTS)
def test_what_was_signed_is_changed_only_with_a_reason(cast, officer, act):
    lines = Act.objects.count()
    with pytest.raises(RuleBroken) as refused:
        ACTS[act](cast, by=officer, **doubtless())
    assert refused.value.field == "why"
    assert refused.value.sentence.startswith("Việc này đổi điều đã ký: biên bản đối khớp số ")
    assert "đến ngày 30/6/2026, ký ngày 30/6/2026. Ghi lý do sửa" in refused.value.sentence
    assert Act.objects.count() == lines
    ACTS[act](cast, by=officer, why=WHY, **doubtless())
    assert json.loads(Act.objects.latest("number").values_row.body)["why"] == WHY


@pytest.mark.parametrize(
    "act",
    [
        lambda cast, **more: members.standing.depart(signed("Lò Văn Ún"), kind="death", day=date(2026, 7, 1), **more),
        lambda cast, **more: members.places.move(
            signed("Lò Văn Ún"), organisation=cast.tree.other_cell, day=date(2026, 7, 1), **more
        ),
        lambda cast, **more: members.people.recognise(
            signed("Hà Thị Mỉ"), official_on=date(2026, 7, 1), decision=PAPER, **more
        ),
        lambda cast, **more: members.people.note_number(
            signed("Lò Văn Ún"), kind="card12", value="123456789012", day=JUNE, **more
        ),
        lambda cast, **more: members.tree.rename_organisation(cast.tree.cell, name="Chi bộ Thôn Một", day=JUNE, **more),
    ],
    ids=["ra từ 1/7", "chuyển từ 1/7", "chính thức từ 1/7", "số thẻ", "đổi tên chi bộ"],
)  # fmt: skip
def test_what_leaves_the_signed_day_as_it_was_needs_none(cast, officer, act):
    act(cast, by=officer, **doubtless())


def test_people_of_a_committee_that_has_not_signed_need_none(cast, officer):
    members.standing.depart(elsewhere(), by=officer, kind="death", day=JUNE, **doubtless())


def test_the_end_of_a_stay_that_was_signed_needs_a_reason(cast, officer):
    stay = members.places.place_temporarily(
        signed("Lò Văn Ún"), by=officer, why=WHY, day=date(2026, 6, 1), outside="Hà Nội", **doubtless()
    )
    with pytest.raises(RuleBroken):
        members.places.end_temporary(stay, by=officer, day=JUNE)
    members.places.end_temporary(stay, by=officer, day=date(2026, 7, 1))


def test_the_machine_and_a_list_name_their_own_ground(cast):
    machine = rights.machine("kiểm thử", LATER)
    members.standing.depart(signed("Lò Văn Ún"), by=machine, kind="death", day=JUNE)
    assert members.VERBS["import_members"].says_ground


class TestThePage:
    def test_asks_for_the_reason_once_it_turns_out_to_be_needed_and_keeps_what_was_typed(self, cast):
        client, person = signed_in(cast.officer), signed("Lò Văn Ún")
        address = reverse("depart", args=[person.pk])
        assert 'name="why"' not in client.get(address).content.decode()
        typed = {"kind": "death", "day": "20/6/2026", "number": "12-BC/ĐU", "seen": str(person.changed_by)}
        answer = client.post(address, typed)
        assert answer.status_code == 422
        assert "Việc này đổi điều đã ký" in text(answer) and "Lý do sửa" in text(answer)
        assert 'value="20/6/2026"' in answer.content.decode() and not Departure.unscoped.exists()
        assert client.post(address, {**typed, "why": " "}).status_code == 422
        assert client.post(address, {**typed, "why": WHY}).status_code == 302
        assert WHY in text(client.get(reverse("minutes", args=[_reconciliation(cast).pk])))

    def test_about_an_organisation_asks_likewise(self, cast):
        client = signed_in(cast.officer)
        address = reverse("move-organisation", args=[cast.tree.sibling.pk])
        typed = {"parent": cast.tree.other_committee.pk, "day": "20/6/2026"}
        answer = client.post(address, typed)
        assert answer.status_code == 422 and "Việc này đổi điều đã ký" in text(answer)
        assert client.post(address, {**typed, "why": WHY}).status_code == 302

    def test_of_a_plan_asks_before_it_is_written(self, cast, officer):
        client = signed_in(cast.officer)
        late = plans.drawn(plans.step("move", cast.tree.sibling, cast.tree.other_committee), day=date(2026, 7, 1))
        shown = client.get(reverse("reorganisation", args=[late.pk]))
        assert "Ghi cả phương án vào sổ" in text(shown) and 'name="ly-do"' not in shown.content.decode()
        plan = plans.drawn(plans.step("move", cast.tree.sibling, cast.tree.other_committee), day=JUNE)
        shown = client.get(reverse("reorganisation", args=[plan.pk]))
        assert "Việc này đổi điều đã ký" in text(shown) and 'name="ly-do"' in shown.content.decode()
        address, sent = reverse("apply-reorganisation", args=[plan.pk]), {"seen": plan.version}
        answer = client.post(address, sent)
        assert answer.status_code == 422 and "Chưa ghi gì vào sổ" in text(answer)
        assert client.post(address, {**sent, "ly-do": WHY}).status_code == 302
        assert {(one.name, one.now) for one in later(cast)} == {("Lò Văn Ún", "không còn"), ("Hà Thị Mỉ", "không còn")}
        assert all(WHY in one.said for one in later(cast))


def _reconciliation(cast):
    return Reconciliation.unscoped.get(organisation=cast.tree.committee)


class TestBesideTheSignedFigures:
    """Each is corrected with a day of June, after what was signed on 30/6."""

    @pytest.mark.parametrize(
        ("act", "name", "now", "figure"),
        [
            ("công nhận chính thức", "Hà Thị Mỉ", "chính thức", "Đảng viên chính thức: đã ký 2, theo sổ nay 3"),
            ("miễn sinh hoạt", "Lò Văn Ún", "được miễn sinh hoạt",
             "Được miễn công tác và sinh hoạt đảng: đã ký 0, theo sổ nay 1"),
            ("tạm thời đi", "Lò Văn Ún", "tạm thời nơi khác",
             "Tạm thời chuyển đi (vẫn tính ở đảng bộ): đã ký 0, theo sổ nay 1"),
            ("tạm thời đến", "Vừ Mí Kẻ", "tạm thời ở đây",
             "Tạm thời chuyển đến (không tính vào tổng số): đã ký 0, theo sổ nay 1"),
            ("ra khỏi danh sách", "Lò Văn Ún", "không còn", "Tổng số đảng viên (1 + 2): đã ký 3, theo sổ nay 2"),
        ],
    )  # fmt: skip
    def test_stands_who_counts_as_something_else_by_which_act(self, cast, officer, act, name, now, figure):
        ACTS[act](cast, by=officer, why=WHY, **doubtless())
        (only,) = later(cast)
        assert (only.name, only.now) == (name, now)
        assert only.said.endswith(f"ghi vào sổ ngày 20/7/2026, {WHY}")
        page = text(signed_in(cast.officer).get(reverse("minutes", args=[_reconciliation(cast).pk])))
        assert "Sửa sau khi ký (1)" in page and figure in page and WHY in page

    def test_a_move_within_the_committee_changes_the_cell_and_no_figure(self, cast, officer):
        ACTS["chuyển trong đảng bộ"](cast, by=officer, why=WHY, **doubtless())
        (only,) = later(cast)
        assert (only.name, only.now) == ("Lò Văn Ún", "Chi bộ Thôn 1")
        page = text(signed_in(cast.officer).get(reverse("minutes", args=[_reconciliation(cast).pk])))
        assert "theo sổ nay" not in page

    def test_sex_put_right_is_told_and_a_cell_that_is_called_otherwise_is_not(self, cast, officer):
        members.people.correct_member(signed("Hà Thị Mỉ"), by=officer, why="giấy khai sinh", sex="m")
        members.tree.rename_organisation(cast.tree.sibling, by=officer, name="Chi bộ Thôn Hai", day=JUNE)
        assert [(one.name, one.now) for one in later(cast)] == [("Hà Thị Mỉ", "không ghi là nữ")]

    def test_what_was_taken_back_is_none(self, cast, officer):
        for act in ("công nhận chính thức", "miễn sinh hoạt", "tạm thời đến"):
            ACTS[act](cast, by=officer, why=WHY, **doubtless())
            members.revert.revert(Act.objects.latest("number"), by=officer, why="ghi nhầm")
        assert later(cast) == []

    def test_a_second_act_of_a_kind_asks_for_its_words_alone(self, cast, officer):
        ACTS["miễn sinh hoạt"](cast, by=officer, why=WHY, **doubtless())
        one = asked(lambda: later(cast), 1)
        members.standing.exempt(signed("Sùng A Páo"), by=officer, why=WHY, reason="age", day=JUNE, **doubtless())
        assert asked(lambda: later(cast), 2) - one <= 4


def asked(call, found):
    with CaptureQueriesContext(connection) as questions:
        assert len(call()) == found
    return len(questions)


def later(cast):
    one = _reconciliation(cast)
    return since_signed.later(one, Signing.unscoped.get(reconciliation=one), today=LATER)
