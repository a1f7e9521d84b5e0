"""What of a reconciliation waits on whom once every difference is answered: minutes to agree to, to agree to again, to
sign; numbers of a light round that still differ; papers that have not come since the minutes were signed."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members import figures, rights, scope
from members import procedure as members
from members.models import Member
from reports.reconciliation import attention, procedure
from reports.reconciliation.models import Choice, Confirmation, Kind, RoundKind, Side
from tests import builders
from tests.builders import MACHINE
from tests.reports import play, settling
from tests.reports.pages import text
from tests.reports.play import BOTH, OWN
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
NOW = date(2026, 6, 30)
PERIOD = "6 tháng đầu năm 2026"


def waits(cast, who, day=NOW):
    """What the start page of this person says of reconciliations, without whose list is late or due."""
    actor = builders.actor(getattr(cast, who), day)
    with scope.opened(rights.scope_of(actor)):
        found = attention.waiting(actor, cast.tree.committee, day)
    return [one for one in found if not one.key.startswith(("send-list", "late-lists", "differences"))]


def said(cast, who, day=NOW):
    return [(one.what, one.why) for one in waits(cast, who, day)]


def confirm(own, side, by=MACHINE):
    shown = procedure.gathering.gather(own, by=by).digest
    procedure.signing.confirm_minutes(own, by=by, digest=shown, side=side, why="bản giấy số 7")


AGREE = f"Thống nhất biên bản đối khớp {PERIOD}"
OF_OFFICER = f"1 biên bản chờ đồng chí thống nhất, đối khớp {PERIOD}"


def test_minutes_wait_on_both_once_every_difference_is_answered(cast, own):
    play.sent(own, play.file(*OWN))
    assert said(cast, "officer") == said(cast, "committee_secretary") == []
    (point,) = play.differences(procedure.lists.newest_of(own))
    settling.answered(point, Choice.FIX_LIST)
    assert said(cast, "committee_secretary") == [(AGREE, "Không còn điểm lệch nào chưa trả lời.")]
    assert said(cast, "officer") == [(OF_OFFICER, "Xã An Khê.")]
    assert said(cast, "reader") == said(cast, "outsider") == []
    (one,) = waits(cast, "committee_secretary")
    assert (one.href, one.rule) == (reverse("minutes", args=[own.pk]), attention.rule_words(NOW))


def test_a_correction_that_waits_on_the_officer_comes_before_the_minutes(cast, own):
    sent = play.sent(own, play.file(play.row(birth="6/4/1965"), BOTH[1]))
    secretary = builders.actor(cast.committee_secretary)
    settling.answered(settling.point(sent, Kind.DATE), Choice.FIX_RECORD, by=secretary, paper=builders.PAPER)
    assert said(cast, "officer") == said(cast, "committee_secretary") == []


def test_who_has_not_agreed_yet_is_told_that_the_other_side_has(cast, own):
    play.sent(own, play.file(*BOTH))
    confirm(own, Side.OFFICER)
    assert said(cast, "officer") == []
    assert said(cast, "committee_secretary") == [(AGREE, "Bên hồ sơ đã thống nhất ngày 30/6/2026, chờ đồng chí.")]
    procedure.signing.withdraw_confirmation(own, by=MACHINE)
    confirm(own, Side.COMMITTEE)
    assert said(cast, "committee_secretary") == []
    assert said(cast, "officer") == [(OF_OFFICER, "Xã An Khê. 1 nơi đã thống nhất, chờ đồng chí.")]


def test_what_both_have_agreed_on_waits_for_the_officer_to_sign(cast, own):
    play.sent(own, play.file(*BOTH))
    for side in Side:
        confirm(own, side)
    assert said(cast, "committee_secretary") == []
    (one,) = waits(cast, "officer")
    assert (one.what, one.href) == (f"1 biên bản hai bên đã thống nhất, chờ ký, đối khớp {PERIOD}",
                                    reverse("minutes", args=[own.pk]))  # fmt: skip
    procedure.signing.sign_minutes(own, by=MACHINE, **play.ready_to_sign(own))
    assert said(cast, "officer") == []


@pytest.mark.parametrize("late", Side)
def test_who_agreed_before_the_figures_changed_agrees_again(cast, own, late):
    """The other side has agreed to what stands now."""
    play.sent(own, play.file(*BOTH))
    confirm(own, late)
    builders.leaver("Vừ A Chống", cast.tree.cell, kind="death", day=date(2026, 3, 3))
    confirm(own, next(side for side in Side if side != late))
    who, other = ("officer", "committee_secretary")[:: 1 if late is Side.OFFICER else -1]
    assert said(cast, other) == []
    (one,) = waits(cast, who)
    assert "thống nhất lại" in one.what.lower()
    assert one.why.endswith("Số liệu đã đổi từ lần trước, bên kia đã thống nhất theo số mới.")


@pytest.mark.parametrize("early", [Side.COMMITTEE, Side.OFFICER])
def test_who_agreed_is_told_at_once_that_the_figures_have_changed_since(cast, own, early):
    """The other side has not said anything yet; the row that is compared is compared again before."""
    play.sent(own, play.file(*BOTH))
    confirm(own, early)
    who, other = ("officer", "committee_secretary")[:: 1 if early is Side.OFFICER else -1]
    assert said(cast, who) == []
    builders.leaver("Vừ A Chống", cast.tree.cell, kind="death", day=date(2026, 3, 3))
    (one,) = waits(cast, who)
    assert "thống nhất lại" in one.what.lower()
    assert one.why.endswith("Số liệu đã đổi từ khi đồng chí thống nhất; xem lại biên bản.")
    (theirs,) = waits(cast, other)
    assert "chờ đồng chí." not in theirs.why, "nobody has agreed to what stands now"
    confirm(own, early)
    assert said(cast, who) == []


def test_both_who_agreed_are_told_that_the_figures_have_changed_since(cast, own):
    play.sent(own, play.file(*BOTH))
    for side in Side:
        confirm(own, side)
    builders.leaver("Vừ A Chống", cast.tree.cell, kind="death", day=date(2026, 3, 3))
    for who in ("officer", "committee_secretary"):
        (one,) = waits(cast, who)
        assert "thống nhất lại" in one.what.lower()


def test_what_was_confirmed_before_its_figures_were_kept_is_told_once_the_other_side_has_agreed_anew(cast, own):
    play.sent(own, play.file(*BOTH))
    confirm(own, Side.COMMITTEE)
    Confirmation.unscoped.update(figures=[])
    builders.leaver("Vừ A Chống", cast.tree.cell, kind="death", day=date(2026, 3, 3))
    assert said(cast, "committee_secretary") == []
    confirm(own, Side.OFFICER)
    assert len(waits(cast, "committee_secretary")) == 1


def test_the_officer_has_one_line_for_several_committees(cast):
    one = play.opened(committees=[cast.tree.committee, cast.tree.other_committee])
    foreign = play.file(play.FOREIGN | {"cell": "Chi bộ Thôn Đồng"}, titles=("ĐẢNG BỘ XÃ TÂN LẬP",))
    for where, list_ in ((cast.tree.committee, play.file(*BOTH)), (cast.tree.other_committee, foreign)):
        play.sent(play.of(one, where), list_)
    confirm(play.of(one, cast.tree.committee), Side.COMMITTEE)
    (line,) = waits(cast, "officer")
    assert line.what.startswith("2 biên bản chờ đồng chí thống nhất")
    assert line.why == "Xã An Khê, Xã Tân Lập. 1 nơi đã thống nhất, chờ đồng chí."
    assert (line.href, line.act) == (reverse("round", args=[one.pk]), "Xem đợt")


# --- a light round ---


def counts(own, **other):
    """What the committee counts: as our records, or otherwise."""
    play.agreed_light(own)
    if other:
        known = own.numbers
        numbers = {kind: getattr(known, kind) for kind in known.KINDS} | other
        procedure.numbers.note_numbers(own, by=MACHINE, numbers=numbers)


@pytest.fixture
def light(cast):
    return play.of(play.opened(kind=RoundKind.NUMBERS), cast.tree.committee)


def test_numbers_of_a_light_round_that_differ_wait_on_the_officer(cast, light):
    counts(light, total=3, official=3)
    assert said(cast, "committee_secretary") == []
    (one,) = waits(cast, "officer")
    assert one.what == f"1 nơi số lượng còn lệch với sổ, đối khớp {PERIOD}"
    assert one.why == "Xã An Khê. Ghi lại số, hoặc mở đợt đối khớp từng người."
    assert one.href == reverse("reconciliation", args=[light.pk])


@pytest.mark.parametrize("kind", ["women", "exempt", "away", "guests"])
def test_every_number_of_a_light_round_is_held_against_ours(cast, light, kind):
    counts(light, **{kind: 1})
    assert [one.what.partition(" nơi ")[2] for one in waits(cast, "officer")] == [
        f"số lượng còn lệch với sổ, đối khớp {PERIOD}"
    ]


def test_equal_numbers_wait_to_be_agreed_on_and_signed(cast, light):
    members.standing.exempt(Member.unscoped.get(full_name="Lò Văn Ún"), by=MACHINE, reason="age", day=date(2026, 6, 1))
    members.places.place_temporarily(
        Member.unscoped.get(full_name="Vừ Mí Kẻ"), by=MACHINE, organisation=cast.tree.cell, day=date(2026, 6, 1),
        until=date(2026, 10, 1),
    )  # fmt: skip
    counts(light)
    assert said(cast, "committee_secretary") == [(AGREE, "Số lượng của hai bên khớp nhau.")]
    assert said(cast, "officer") == [(OF_OFFICER, "Xã An Khê.")]
    confirm(light, Side.OFFICER)
    confirm(light, Side.COMMITTEE)
    assert [one.what.partition(",")[0] for one in waits(cast, "officer")] == ["1 biên bản hai bên đã thống nhất"]


def test_a_committee_that_agreed_to_numbers_is_told_that_ours_differ_by_now(cast, light):
    counts(light)
    confirm(light, Side.COMMITTEE)
    members.standing.exempt(Member.unscoped.get(full_name="Lò Văn Ún"), by=MACHINE, reason="age", day=date(2026, 6, 1))
    (one,) = waits(cast, "committee_secretary")
    assert one.what == f"Thống nhất lại biên bản đối khớp {PERIOD}"
    assert [each.what.partition(" nơi ")[2] for each in waits(cast, "officer")] == [
        f"số lượng còn lệch với sổ, đối khớp {PERIOD}"
    ]


def test_the_figures_of_several_organisations_are_those_of_each(cast):
    tree, un = cast.tree, Member.unscoped.get(full_name="Lò Văn Ún")
    play.person("Hà Thị Mỉ", tree.grass_cell, "44444444", sex="f", official_on=None)
    members.standing.exempt(un, by=MACHINE, reason="age", day=date(2026, 6, 1))
    members.places.place_temporarily(
        Member.unscoped.get(full_name="Vừ Mí Kẻ"), by=MACHINE, organisation=tree.cell, day=date(2026, 6, 1),
        until=date(2026, 10, 1),
    )  # fmt: skip
    wanted = [tree.district.pk, tree.committee.pk, tree.sibling.pk, tree.other_committee.pk, tree.grass_cell.pk]
    with builders.whole():
        days = [NOW, date(2026, 5, 31), date(2026, 3, 31)]
        assert figures.of_several(dict.fromkeys(days, wanted)) == {
            (pk, day): figures.figures(pk, day) for day in days for pk in wanted
        }
        assert len({tuple(figures.figures(tree.committee, day).items()) for day in days}) > 1
        assert figures.figures(tree.committee, NOW)["guests"] == 1


@pytest.mark.parametrize(("agreed", "most"), [(False, 12), (True, 15)])
def test_the_start_page_asks_as_often_for_many_committees_as_for_one(cast, light, agreed, most):
    """Where somebody has agreed our figures are counted on both ends of the period."""
    asked = []
    counts(light)
    if agreed:
        confirm(light, Side.COMMITTEE)
    for where in (None, cast.tree.other_committee, cast.tree.grass_cell):
        if where is not None:
            counts(play.of(light.round, where))
            if agreed:
                confirm(play.of(light.round, where), Side.COMMITTEE)
        actor = builders.actor(cast.officer)
        with scope.opened(rights.scope_of(actor)):
            attention.waiting(actor, cast.tree.district, NOW)
            with CaptureQueriesContext(connection) as captured:
                attention.waiting(actor, cast.tree.district, NOW)
        asked.append(len(captured))
    assert asked[0] == asked[1] == asked[2] <= most
    assert "3 biên bản chờ đồng chí thống nhất" in text(signed_in(cast.officer).get("/"))


def test_the_start_page_asks_as_often_for_two_light_rounds_as_for_one(cast, light):
    """Which tree each closing day had is what a process keeps."""
    counts(light)
    officer, asked = signed_in(cast.officer), []
    for earlier in (None, date(2025, 7, 1)):
        if earlier is not None:
            counts(play.of(play.opened(earlier, play.SINCE, kind=RoundKind.NUMBERS), cast.tree.committee))
        officer.get("/")
        with CaptureQueriesContext(connection) as captured:
            page = text(officer.get("/"))
        asked.append(sum('FROM "members_treeversion"' not in one["sql"] for one in captured))
    assert "đối khớp 6 tháng đầu năm 2026" in page and "đối khớp 6 tháng cuối năm 2025" in page
    assert asked[0] == asked[1]


# --- papers that have not come since the minutes were signed ---

PAPERS_DUE, AUTUMN = date(2026, 8, 15), date(2026, 9, 1)
LATE = (
    f"1 điểm lệch chờ giấy tờ đã quá hạn, đối khớp {PERIOD}, đã ký",
    "Xã An Khê. Có giấy tờ thì ghi vào hồ sơ; danh sách kỳ sau gửi đến thì so lại.",
)


def signed_waiting(own):
    """Signed while the papers of one card are waited for."""
    sent = play.sent(own, play.file(*OWN))
    settling.answered(settling.point(sent, Kind.NUMBER), Choice.WAIT, due_on=PAPERS_DUE)
    for side in Side:
        confirm(own, side)
    procedure.signing.sign_minutes(own, by=MACHINE, **play.ready_to_sign(own))


def test_papers_that_are_late_after_the_signing_lead_to_the_person(cast, own):
    signed_waiting(own)
    assert said(cast, "officer", PAPERS_DUE) == []
    for who in ("officer", "committee_secretary"):
        (one,) = waits(cast, who, AUTUMN)
        assert ((one.what, one.why), one.when) == (LATE, "Quá hạn 17 ngày")
        pao = Member.unscoped.get(full_name="Sùng A Páo")
        assert one.href == reverse("person", args=[pao.pk])
    assert said(cast, "outsider", AUTUMN) == said(cast, "reader", AUTUMN) == []


def test_the_next_list_of_the_committee_asks_instead(cast, own):
    """The one of another committee does not."""
    signed_waiting(own)
    by = rights.machine("kiểm thử", AUTUMN)
    third = procedure.rounds.open_round(
        by=by, since=play.UNTIL, until=date(2026, 9, 1), due_on=date(2026, 9, 15)
    )  # fmt: skip
    foreign = play.file(play.FOREIGN | {"cell": "Chi bộ Thôn Đồng"}, titles=("ĐẢNG BỘ XÃ TÂN LẬP",))
    play.sent(play.of(third, cast.tree.other_committee), foreign, by=by)
    assert LATE in said(cast, "officer", AUTUMN)
    play.sent(play.of(third, cast.tree.committee), play.file(*OWN), by=by)
    assert LATE not in said(cast, "officer", AUTUMN)


def test_what_was_written_about_the_person_since_ends_the_reminder(cast, own):
    signed_waiting(own)
    pao = Member.unscoped.get(full_name="Sùng A Páo")
    members.people.correct_member(pao, by=MACHINE, why="theo thẻ", sex="f")
    assert said(cast, "officer", AUTUMN) == []


def test_several_people_are_named_where_they_were_answered(cast, own):
    sent = play.sent(own, play.file(OWN[0], OWN[1] | {"card": "22222223"}))
    for point in play.differences(sent):
        settling.answered(point, Choice.WAIT, due_on=PAPERS_DUE)
    for side in Side:
        confirm(own, side)
    procedure.signing.sign_minutes(own, by=MACHINE, **play.ready_to_sign(own))
    (one,) = waits(cast, "officer", AUTUMN)
    assert one.what.startswith("2 điểm lệch") and one.href == reverse("answers", args=[own.pk])
    page = signed_in(cast.officer).get(one.href).content.decode()
    for name in ("Sùng A Páo", "Lò Văn Ún"):
        assert reverse("person", args=[Member.unscoped.get(full_name=name).pk]) in page


def test_who_has_taken_a_committee_in_asks_instead_of_it(cast, own):
    signed_waiting(own)
    tree, by = cast.tree, rights.machine("kiểm thử", AUTUMN)
    for cell in (tree.cell, tree.sibling):
        members.tree.move_organisation(cell, by=by, parent=tree.other_committee, day=date(2026, 8, 20))
    members.tree.close_organisation(tree.committee, by=by, day=date(2026, 8, 20), successor=tree.other_committee)
    assert [one.what for one in waits(cast, "officer", AUTUMN)] == [LATE[0]]
    third = procedure.rounds.open_round(by=by, since=play.UNTIL, until=AUTUMN, due_on=date(2026, 9, 15))
    theirs = play.file(*OWN, play.FOREIGN | {"cell": "Chi bộ Thôn Đồng"}, titles=("ĐẢNG BỘ XÃ TÂN LẬP",))
    play.sent(play.of(third, tree.other_committee), theirs, by=by)
    assert not [one for one in waits(cast, "officer", AUTUMN) if one.what == LATE[0]]
