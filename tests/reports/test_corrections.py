"""Our record is corrected where the committee is right: each kind by its plain verb, with day and paper; compared again
the difference is gone; taken back every fact is as before, and the lines stay."""

from datetime import date

import pytest
from django.apps import apps

from kit.calendar import PartialDate
from members import procedure as members
from members import registry
from members.errors import Doubted, Outdated, RuleBroken
from members.models import Act, Departure, Member, Membership, Number, Placement
from members.procedure import Paper
from reports.reconciliation import procedure
from reports.reconciliation.models import Answer, Choice, Difference, Kind
from reports.reconciliation.rules import sentences
from reports.reconciliation.rules.corrections import CORRECTIONS
from tests import builders
from tests.builders import MACHINE, PAPER
from tests.ground import laid
from tests.properties import plain
from tests.reports import play, settling

pytestmark = pytest.mark.django_db
MARCH, OCTOBER = date(2026, 3, 1), date(2026, 10, 1)
NEIGHBOUR = {"name": "Lò Văn Ún", "birth": "9/2/1970", "card": "22222222"}


class World:
    """An Khê with somebody known to both sides, a neighbour, and the officer of the whole."""

    def __init__(self) -> None:
        self.cast = builders.make_cast()
        self.tree = self.cast.tree
        self.person = play.person("Sùng A Páo", self.tree.cell, "11111111")
        play.person("Lò Văn Ún", self.tree.cell, "22222222", PartialDate(1970, 2, 9))
        self.officer = builders.actor(self.cast.officer)

    def sent(self, *rows):
        one = play.of(play.opened(), self.tree.committee)
        # Where our record has the neighbour elsewhere for a while, so has the list.
        away = {"note": "Tạm thời đi"} if Placement.unscoped.temporary().filter(organisation=None).exists() else {}
        return play.sent(one, play.file(*rows, play.row(**NEIGHBOUR | away)), who=self.cast.officer)

    def now(self):
        return Member.unscoped.get(pk=self.person.pk)


ground = laid(World)


@pytest.fixture
def world(ground, db):
    return ground.found()


def facts():
    """Everything that the register says of people, as it stands; who has no membership is nobody's."""
    of_reports = {model._meta.model_name for model in apps.get_app_config("reports").get_models()}
    said = {name: rows for name, rows in plain.facts(plain.dump()).items() if name not in of_reports}
    spells = {row["member_id"] for row in said["membership"].values()}
    said["member"] = {pk: row for pk, row in said["member"].items() if pk in spells}
    return said


def value(**listed):
    return lambda world: [play.row(**listed)]


def departed(world):
    members.standing.depart(world.person, by=MACHINE, day=MARCH, kind="expelled", decision=PAPER)
    return [play.row()]


def moved(world):
    members.places.move(world.person, by=MACHINE, organisation=world.tree.other_cell, day=MARCH)
    return [play.row()]


def guest(world):
    moved(world)
    members.places.place_temporarily(
        world.now(), by=MACHINE, organisation=world.tree.cell, day=MARCH, until=date(2026, 10, 1)
    )
    return [play.row()]


def guest_who_moved(world):
    moved(world)
    return [play.row(note="Đến sinh hoạt tạm thời")]


def away(world):
    members.places.place_temporarily(world.person, by=MACHINE, outside="Hà Nội", day=MARCH, until=OCTOBER)
    neighbour = Member.unscoped.get(full_name="Lò Văn Ún")
    members.places.place_temporarily(neighbour, by=MACHINE, outside="Hà Nội", day=MARCH, until=OCTOBER)
    return [play.row(status="Đang sinh hoạt")]


def guest_elsewhere(world):
    _, ke = elsewhere(world)
    return [play.row(), ke | {"note": "Đến sinh hoạt tạm thời"}]


def elsewhere(world):
    play.person("Vừ Mí Kẻ", world.tree.other_cell, "33333333", PartialDate(1982, 7, 21))
    return [play.row(), play.row("Vừ Mí Kẻ", birth="21/7/1982", card="33333333")]


def probation(world):
    born = PartialDate(1990, 1, 2)
    play.person("Hà Thị Mỉ", world.tree.cell, "44444444", born, sex="f", admitted_on=date(2025, 2, 3), official_on=None)
    young = {"birth": "2/1/1990", "sex": "Nữ", "card": "44444444", "admitted": "3/2/2025", "official": ""}
    return [play.row(), play.row("Hà Thị Mỉ", **young)]


def implausible(world):
    play.person("Hà Thị Mỉ", world.tree.cell, "44444444", PartialDate(1999, 1, 2), sex="f")
    return [play.row(), play.row("Hà Thị Mỉ", birth="1/2/1979", sex="Nữ", card="44444444")]


def without_official(world):
    row = Membership.unscoped.get(member=world.person)
    members.people.correct_membership(row, by=MACHINE, why="nhầm", official_on=None)
    return [play.row()]


def exempted(world):
    members.standing.exempt(world.person, by=MACHINE, day=date(2025, 5, 1), reason="age", decision=PAPER)
    return [play.row(status="Đang sinh hoạt")]


def official_by_the_list(world):
    without_official(world)
    return [play.row(status="Chính thức", official="")]


STRANGER = {"birth": "9/9/1990", "sex": "Nữ", "card": "99999999", "admitted": "1/1/2020", "official": "1/1/2021"}
HERE = {"organisation": "cell", "day": date(2026, 5, 1)}
STAYS = {"day": date(2026, 5, 1), "until": OCTOBER}

# kind and field: (how it comes to differ, what the form says, the plain verbs it is)
CASES = {
    (Kind.NAME, "full_name"): (value(name="Sùng A Pao"), {}, "correct_member"),
    (Kind.NAME, "renamed"): (value(name="Sùng A Pao"), {"day": MARCH}, "change_name"),
    (Kind.SEX, "sex"): (value(sex="Nữ"), {}, "correct_member"),
    (Kind.DATE, "birth_date"): (value(birth="6/4/1965"), {}, "correct_member"),
    (Kind.DATE, "admitted_on"): (value(admitted="15/5/2010"), {}, "correct_membership"),
    (Kind.DATE, "official_on"): (value(official="20/5/2011"), {}, "correct_membership"),
    (Kind.DATE, "recognised"): (without_official, {}, "recognise"),
    (Kind.NUMBER, "card_number"): (value(card="11111112"), {}, "correct_number"),
    (Kind.NUMBER, "new card"): (value(card="11111112"), {"day": MARCH}, "note_number"),
    (Kind.CELL, "unit"): (value(cell="Chi bộ Thôn 2"), {"organisation": "sibling", "day": MARCH}, "move"),
    (Kind.STATUS, "status_left"): (
        value(note="Đã mất 3/2/2026"), {"departure": "death", "day": date(2026, 2, 3)}, "depart",
    ),
    (Kind.STATUS, "moved away"): (
        value(note="Chuyển sinh hoạt"), {"organisation": "other_cell", "day": MARCH}, "move",
    ),
    (Kind.STATUS, "status_exempt"): (
        value(status="Miễn sinh hoạt"), {"exemption": "age", "day": MARCH}, "exempt",
    ),
    (Kind.STATUS, "status_active"): (exempted, {"day": MARCH}, "end_exemption"),
    (Kind.STATUS, "status_official"): (official_by_the_list, {"day": date(2011, 5, 18)}, "recognise"),
    (Kind.STATUS, "status_probation"): (value(status="Dự bị", official=""), {}, "correct_membership"),
    (Kind.ONLY_THEIRS, ""): (
        lambda world: [play.row(), play.row("Hạng Thị Chu", **STRANGER)], {"organisation": "cell"}, "enter",
    ),
    (Kind.ELSEWHERE, ""): (elsewhere, HERE, "move"),
    (Kind.MOVED, ""): (moved, HERE, "move"),
    (Kind.ELSEWHERE, "guest"): (guest_elsewhere, STAYS | {"organisation": "cell"}, "place_temporarily"),
    (Kind.MOVED, "guest"): (guest_who_moved, STAYS | {"organisation": "cell"}, "place_temporarily"),
    (Kind.STATUS, "status_guest"): (
        value(note="Đến sinh hoạt tạm thời"), STAYS | {"organisation": "other_cell"}, "move place_temporarily",
    ),
    (Kind.STATUS, "status_away"): (
        value(note="Tạm thời chuyển đi"), STAYS | {"outside": "Đảng bộ Hà Nội"}, "place_temporarily",
    ),
    (Kind.STATUS, "status_back"): (away, {"day": date(2026, 5, 1)}, "end_temporary"),
    (Kind.GUEST, ""): (guest, HERE, "end_temporary move"),
    (Kind.LEFT, ""): (departed, HERE, "restore"),
    (Kind.ONLY_OURS, ""): (lambda world: [], {"departure": "death", "day": MARCH}, "depart"),
    (Kind.ONLY_OURS, "moved"): (lambda world: [], {"organisation": "other_cell", "day": MARCH}, "move"),
    (Kind.PROBATION, ""): (probation, {"day": date(2026, 2, 3)}, "recognise"),
    (Kind.IMPLAUSIBLE, ""): (implausible, {"birth": PartialDate(1979, 2, 1)}, "correct_member"),
}  # fmt: skip
WAYS = ("renamed", "recognised", "new card", "moved")


def given_to(world, given):
    return {name: getattr(world.tree, said) if name == "organisation" else said for name, said in given.items()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]} {case[1]}")
def test_our_record_is_corrected_and_goes_back(world, case):
    kind, _ = case
    rows, given, verbs = CASES[case]
    sent = world.sent(*rows(world))
    point, before = settling.point(sent, kind), facts()
    newest = Act.objects.order_by("number").last().number

    said = settling.answered(point, Choice.FIX_RECORD, by=world.officer, paper=PAPER, given=given_to(world, given))

    lines = list(Act.objects.filter(number__gt=newest))
    assert [(one.verb, one.inside) for one in lines] == [
        ("answer", None), *((name, newest + 1) for name in verbs.split()),
    ]  # fmt: skip
    assert (said.lines, said.act) == ([one.number for one in lines[1:]], newest + 1)
    assert said.paper_number == PAPER.number
    assert facts() != before
    assert kind not in [one.kind for one in settling.again(sent)]

    procedure.answering.take_back_answer(Answer.unscoped.get(), by=world.officer)
    assert facts() == before
    assert Act.objects.filter(number__in=[one.number for one in lines]).count() == len(lines), "the lines stay"
    assert [one.key for one in settling.again(sent) if one.kind == kind] == [point.key]
    assert not Answer.unscoped.exists()


def test_every_correction_of_the_table_is_played():
    played = {(kind, "" if field in WAYS and kind is Kind.ONLY_OURS else field) for kind, field in CASES}
    wanted = {key for key in CORRECTIONS if key[0] is not Kind.SPELLING}
    assert wanted <= played


def test_a_name_that_is_only_spelt_otherwise_needs_no_paper(world):
    members.people.correct_member(world.person, by=MACHINE, why="nhầm", full_name="Sùng A Lý")
    sent = world.sent(play.row("Sùng A Lí"))
    settling.answered(settling.point(sent, Kind.SPELLING), Choice.FIX_RECORD, by=world.officer)
    assert world.now().full_name == "Sùng A Lí"
    assert settling.again(sent) == []


def test_without_a_paper_our_record_is_not_corrected(world):
    point = settling.point(world.sent(play.row(birth="6/4/1965")), Kind.DATE)
    with pytest.raises(RuleBroken, match="Ghi số hoặc ngày của giấy tờ") as refused:
        settling.answered(point, Choice.FIX_RECORD, by=world.officer)
    assert refused.value.field == "number"
    assert world.now().birth_on == date(1965, 6, 4)


def test_a_day_known_in_part_is_not_written_as_if_it_were_known(world):
    point = settling.point(world.sent(play.row(admitted="2012")), Kind.DATE)
    with pytest.raises(RuleBroken, match="không ghi đủ ngày"):
        settling.answered(point, Choice.FIX_RECORD, by=world.officer, paper=PAPER)


@pytest.mark.parametrize(
    ("row", "kept", "said"),
    [({"birth": "6/4/1965"}, "1865-04-06", "06/4/1865"), ({"admitted": "18/5/2009"}, "1810-05-18", "18/5/1810")],
)
def test_a_year_that_no_fact_has_is_shown_as_a_day_and_not_written(world, row, kept, said):
    """A workbook with real dates gives such years; a text of one is unread."""
    sent = world.sent(play.row(**row))
    Difference.unscoped.filter(list=sent, kind=Kind.DATE).update(list_value=kept)
    point = settling.point(sent, Kind.DATE)
    assert sentences.value(point.field, point.list_value) == said
    with pytest.raises(RuleBroken, match=f"Danh sách ghi {said}, năm không thể có"):
        settling.answered(point, Choice.FIX_RECORD, by=world.officer, paper=PAPER)


def test_a_doubt_asks_for_a_whole_paper(world):
    """Official six months after the admission: the rule doubts it, a paper with number, day and body answers."""
    point = settling.point(world.sent(play.row(official="18/11/2010")), Kind.DATE)
    with pytest.raises(Doubted):
        settling.answered(point, Choice.FIX_RECORD, by=world.officer, paper=Paper(number="5"))
    settling.answered(point, Choice.FIX_RECORD, by=world.officer, paper=PAPER)
    assert Membership.unscoped.get(member=world.person).official_on == date(2010, 11, 18)


def test_what_happened_after_the_closing_day_is_no_answer(world):
    later = builders.actor(world.cast.officer, date(2026, 7, 10))
    point = settling.point(world.sent(play.row(cell="Chi bộ Thôn 2")), Kind.CELL)
    given = {"organisation": world.tree.sibling, "day": date(2026, 7, 5)}
    with pytest.raises(RuleBroken, match="không thuộc kỳ này"):
        settling.answered(point, Choice.FIX_RECORD, by=later, paper=PAPER, given=given)
    assert Placement.unscoped.filter(member=world.person).count() == 1


def test_who_became_official_after_the_closing_day_was_on_probation_on_it(world):
    later = builders.actor(world.cast.officer, date(2026, 7, 10))
    point = settling.point(world.sent(*probation(world)), Kind.PROBATION)
    with pytest.raises(RuleBroken, match="không thuộc kỳ này"):
        settling.answered(point, Choice.FIX_RECORD, by=later, paper=PAPER, given={"day": date(2026, 7, 5)})
    assert not Membership.unscoped.filter(official_on=date(2026, 7, 5)).exists()
    settling.answered(point, Choice.FIX_RECORD, by=later, paper=PAPER, given={"day": date(2026, 6, 30)})
    assert Membership.unscoped.get(member__full_name="Hà Thị Mỉ").official_on == date(2026, 6, 30)


def test_who_is_missing_in_the_list_leaves_only_by_a_paper_and_a_way_to_leave(world):
    point = settling.point(world.sent(), Kind.ONLY_OURS)
    for given in ({}, {"day": MARCH}, {"departure": "death", "organisation": world.tree.other_cell, "day": MARCH}):
        with pytest.raises(RuleBroken):
            settling.answered(point, Choice.FIX_RECORD, by=world.officer, paper=PAPER, given=given)
    settling.answered(point, Choice.FIX_LIST, by=world.officer)
    assert not Departure.unscoped.exists()


# --- the record has changed meanwhile ---


def test_a_record_changed_under_an_open_difference_is_told_and_shown_anew(world):
    sent = world.sent(play.row(birth="6/4/1965", card="11111112"))
    members.people.correct_number(Number.unscoped.get(member=world.person), by=MACHINE, why="nhầm", value="11111113")
    with pytest.raises(Outdated):
        settling.answered(settling.point(sent, Kind.DATE), Choice.FIX_RECORD, by=world.officer, paper=PAPER)
    assert {one.kind: one.record_value for one in settling.again(sent)}[Kind.NUMBER] == "11111113"
    settling.answered(settling.point(sent, Kind.DATE), Choice.FIX_RECORD, by=world.officer, paper=PAPER)
    assert world.now().birth_on == date(1965, 4, 6)


def test_one_answer_does_not_make_the_other_points_of_that_person_old(world):
    sent = world.sent(play.row(birth="6/4/1965", card="11111112", cell="Chi bộ Thôn 2"))
    for kind, given in ((Kind.DATE, {}), (Kind.CELL, {"organisation": world.tree.sibling, "day": MARCH}),
                        (Kind.NUMBER, {})):  # fmt: skip
        settling.answered(settling.point(sent, kind), Choice.FIX_RECORD, by=world.officer, paper=PAPER, given=given)
    assert settling.again(sent) == []
    last = Answer.unscoped.get(kind=Kind.NUMBER)
    procedure.answering.take_back_answer(last, by=world.officer)
    assert Number.unscoped.get(member=world.person).value == "11111111"


def test_a_correction_on_which_something_later_stands_does_not_go_back(world):
    sent = world.sent(play.row(birth="6/4/1965"))
    said = settling.answered(settling.point(sent, Kind.DATE), Choice.FIX_RECORD, by=world.officer, paper=PAPER)
    members.people.correct_member(world.now(), by=MACHINE, why="theo khai sinh", birth=PartialDate(1965, 4, 7))
    with pytest.raises(RuleBroken, match="hoàn lại việc sau trước"):
        procedure.answering.take_back_answer(said, by=world.officer)
    assert Answer.unscoped.filter(pk=said.pk).exists()


def test_another_choice_takes_the_correction_back(world):
    sent = world.sent(play.row(birth="6/4/1965"))
    settling.answered(settling.point(sent, Kind.DATE), Choice.FIX_RECORD, by=world.officer, paper=PAPER)
    said = settling.answered(settling.point(sent, Kind.DATE), Choice.FIX_LIST, by=world.officer)
    assert world.now().birth_on == date(1965, 6, 4)
    assert (said.choice, said.lines, said.entered_on, said.paper_number) == (Choice.FIX_LIST, [], None, "")
    assert [one.key for one in settling.again(sent)] == [said.key]


def test_somebody_entered_and_taken_back_is_on_no_list_and_in_no_comparison(world):
    sent = world.sent(play.row(), play.row("Hạng Thị Chu", **STRANGER))
    point = settling.point(sent, Kind.ONLY_THEIRS)
    said = settling.answered(point, Choice.FIX_RECORD, by=world.officer, paper=PAPER,
                         given={"organisation": world.tree.cell})  # fmt: skip
    assert (said.member.full_name, said.member.sex) == ("Hạng Thị Chu", "f")
    assert Number.unscoped.get(member=said.member).value == "99999999"
    procedure.answering.take_back_answer(said, by=world.officer)
    assert [one.kind for one in settling.again(sent)] == [Kind.ONLY_THEIRS]
    with builders.whole():
        from members import checks

        assert not checks.without_place(builders.TODAY).exists()


def test_a_case_of_another_app_stands_in_the_place_of_the_plain_verb(world, monkeypatch):
    called = []

    def transfer(member, **given):
        called.append((member.pk, given["organisation"], given["day"]))
        return members.places.move(member, **given)

    def back(number, *, by):
        called.append(number)
        members.revert.write_opposite(Act.objects.get(number=number), by=by)

    case = registry.Settlement("move", transfer, back)
    monkeypatch.setitem(registry._stores["settlements"], "move", case)
    sent = world.sent(play.row(cell="Chi bộ Thôn 2"))
    given = {"organisation": world.tree.sibling, "day": MARCH}
    said = settling.answered(
        settling.point(sent, Kind.CELL), Choice.FIX_RECORD, by=world.officer, paper=PAPER, given=given
    )
    assert called == [(world.person.pk, world.tree.sibling, MARCH)]
    procedure.answering.take_back_answer(said, by=world.officer)
    assert called[1:] == said.lines
    assert Difference.unscoped.get(list=sent).seen == world.now().changed_by
