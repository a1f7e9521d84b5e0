"""Whatever an office enters, in whatever order: what the register answers is what a plain loop over its rows says."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import given, note, settings
from hypothesis import strategies as st

from kit import names
from members import checks, figures, lists, procedure, rosters, tree
from members.errors import Refusal
from members.models import (
    Departure,
    Discipline,
    Exemption,
    Finding,
    Kind,
    Membership,
    Number,
    OfficeHolding,
    Organisation,
    Place,
    Placement,
    Residence,
    ResidenceIntroduction,
    Suspension,
    TreeState,
)
from members.procedure.acting import facts_of_many
from members.procedure.reorganisation import StepGiven
from members.rules.facts import contradictions
from tests import builders
from tests.builders import MACHINE
from tests.properties.carried import CARRYING, check_carried, said
from tests.properties.drawing import Draw
from tests.properties.plain import Plain, check_closings, days_of, dump, edges_of, written
from tests.properties.plan_steps import reorganise
from tests.properties.steps import STEPS, TURNS, dealt, take

pytestmark = pytest.mark.django_db

# Of each turn: 25 plays in a short run, 250 in a long one; on PostgreSQL, which takes three times as long for the same
# steps, three fifths of them.
EXAMPLES = max(settings.default.max_examples // (4 if connection.vendor == "sqlite" else 6) // TURNS, 1)
# A short run looks at every second day after a play: at these or at those between them, by how many steps it took.
DAYS_APART = 1 if EXAMPLES > 20 else 2
# So often a step is tried: an office that is told why something can't be enters it otherwise.
TRIES = 6
# So many of the steps do something; in a long run each verb does so often, in a short one at all.
BUSY, FEWEST = 0.85, 20
# How often each verb was drawn, did something and was refused; drawn in vain, it would prove nothing.
TAKEN: Counter[str] = Counter()
DONE: Counter[str] = Counter()
REFUSED: Counter[str] = Counter()


# Since the Charter of 2011 a probationer is reprimanded or warned, and no more.
SURE = date(2011, 1, 19)


def begin() -> None:
    """The tree of the builders with an empty cell, and one that ended with the office of its secretary; one person
    about whom a fact of every kind is known; one on the way and elsewhere for a while, exempt, suspended and
    introduced to the residence; one who left and one who moved away; two on probation, one of them without a day;
    one open question of a list, one proposal; two places on the map; a kind of organisation out of use."""
    made = builders.make_tree()
    third = builders.organisation("Chi bộ Thôn 3", "cell", made.committee)
    reorganise((None, date(2019, 1, 1), [StepGiven("rename", third, name="Chi bộ Thôn Ba")]))
    known = builders.things_of(made.cell, "Giàng Seo Lử")
    ended = builders.organisation("Chi bộ Thôn 4", "cell", made.committee)
    secretary = builders.member("Cư A Tủa", made.cell)
    procedure.offices.hold_office(secretary, by=MACHINE, organisation=ended, office="secretary", day=date(2018, 7, 1))
    procedure.tree.close_organisation(ended, by=MACHINE, day=date(2022, 8, 9), successor=made.cell)
    discipline = Discipline.unscoped.get(pk=known["discipline"])
    procedure.proposals.propose(
        discipline, by=MACHINE, why="gõ nhầm", verb="correct_discipline", given={"form": "reprimand"}
    )
    moving = builders.member("Vừ Thị Mỷ", made.sibling, sex="f")
    move, place_temporarily = procedure.places.move, procedure.places.place_temporarily
    move(moving, by=MACHINE, organisation=made.other_cell, day=date(2024, 2, 29), let_go_on=date(2024, 2, 1))
    place_temporarily(moving, by=MACHINE, outside="Hà Nội", day=date(2020, 1, 1))
    exempt, suspend, introduce = (
        procedure.standing.exempt, procedure.standing.suspend, procedure.standing.introduce_to_residence,
    )  # fmt: skip
    exempt(moving, by=MACHINE, day=date(2018, 7, 1), reason="strength", decision=builders.PAPER)
    suspend(moving, by=MACHINE, day=date(2022, 8, 9))
    introduce(moving, by=MACHINE, day=date(2020, 1, 1), to="Chi bộ Thôn 7")
    builders.leaver("Sùng A Chía", made.sibling, day=date(2022, 8, 9))
    builders.leaver("Thào A Sáng", made.other_cell, day=date(2018, 7, 1), kind="moved_out")
    builders.member("Lý Thị Dợ", made.other_cell, admitted_on=None, official_on=None, since=date(2015, 3, 1))
    young = builders.member("Tẩn A Páo", made.grass_cell, admitted_on=date(2020, 1, 1), official_on=None)
    Finding.unscoped.create(member=young, code="birth_date_unreadable", field="birth", file="a", sheet="b", cell="C3")
    for name in ("Thôn 1", "Thôn 2"):
        Place.objects.create(name=name)
    former = procedure.kinds.add_kind(by=MACHINE, name="Liên chi bộ", under=[builders.kind("committee")])
    procedure.kinds.retire_kind(former, by=MACHINE, day=date(2015, 3, 2))


def play(draw: Draw, verbs: list[str]) -> list[str]:
    """Take steps; one that is refused leaves everything as it was, and is tried again otherwise, as an office does.
    Answers what was done, for the eye."""
    done, before = [], written()
    for name in verbs:
        TAKEN[name] += 1
        for _ in range(TRIES):
            step = take(draw, name)
            if step is None:
                break
            words, call = step
            terms = said() if name in CARRYING else {}
            happened = carried_out(words, call, before)
            connection.check_constraints()
            if happened:
                check_carried(terms, said() if terms else {})
                before = written()
                done.append(words)
                DONE[name] += 1
                break
    return done


def carried_out(words: str, call: Callable[[], Any], before: dict[str, list[tuple[Any, ...]]]) -> bool:
    try:
        call()
    except Refusal:
        REFUSED[words.partition("(")[0]] += 1
        assert written() == before, f"refused, yet not as before: {words}"
        return False
    return True


@contextmanager
def played(turn: int, data: st.DataObject) -> Iterator[list[str]]:
    """What a few drawn verbs have made, to be looked at; taken back afterwards. Answers what was done."""
    with transaction.atomic():
        verbs = dealt(turn, data.draw(st.integers(0, 2**20)), data.draw(st.integers(2, 6)))
        yield play(Draw(lambda some: data.draw(st.sampled_from(some))), verbs)
        transaction.set_rollback(True)


@settings(max_examples=EXAMPLES)
@given(data=st.data())
def plays(turn: int, data: st.DataObject) -> None:
    with played(turn, data) as done:
        for words in done:
            note(words)
        compare_everything(len(done) % DAYS_APART)


def test_the_register_answers_as_a_plain_loop_does():
    begin()
    for counter in (TAKEN, DONE, REFUSED):
        counter.clear()
    for turn in range(TURNS):
        plays(turn)
    lines = [f"{name:32}{DONE[name]:6} of {TAKEN[name]:6}, refused {REFUSED[name]:6}" for name in sorted(STEPS)]
    sys.stdout.write("\n" + "\n".join(lines) + f"\nall {DONE.total()} of {TAKEN.total()}, refused {REFUSED.total()}\n")
    assert DONE.total() >= BUSY * TAKEN.total()
    rare = {name for name in STEPS if DONE[name] < (FEWEST if EXAMPLES > 20 else 1)}
    assert not rare, f"did too little: {sorted(rare)}"


def compare_everything(first: int) -> None:
    rows = dump()
    check_rows(rows)
    check_closings(rows)
    for facts in facts_of_many([row["id"] for row in rows["member"]]).values():
        assert contradictions(facts) == set()
    check_kinds(rows)
    edges, known = edges_of(rows), dict[int, dict[str, int]]()
    # The tree as a command asks for it, and then as a page has it at hand.
    with builders.whole():
        for day in sorted(edges | {one - timedelta(days=1) for one in edges}):
            check_tree(Plain(rows, day))
    with builders.whole(mark=TreeState.objects.get().mark):
        for day in days_of(rows)[first::DAYS_APART]:
            plain = Plain(rows, day)
            check_states(plain)
            check_open(plain)
            if day in edges or day + timedelta(days=1) in edges:
                check_rosters(plain)
                check_figures(plain, known)
                check_sections(plain)
                check_lists(plain)


def check_kinds(rows: dict[str, list[dict[str, Any]]]) -> None:
    """No kind stands, by way of others, under itself; where members stand, nothing stands below."""
    kinds = {row["id"]: row for row in rows["kind"]}
    over: dict[int, set[int]] = {}
    for low, high in Kind.may_stand_under.through.objects.values_list("from_kind_id", "to_kind_id"):
        over.setdefault(low, set()).add(high)
        assert not kinds[high]["holds_members"], "below where members stand"
    for kind in kinds:
        seen, waiting = set[int](), set(over.get(kind, ()))
        while waiting:
            above = waiting.pop()
            seen.add(above)
            waiting |= over.get(above, set()) - seen
        assert kind not in seen, "a kind under itself"
        grass = {one for one in seen if kinds[one]["is_grass_roots"]}
        assert not kinds[kind]["is_grass_roots"] or not grass, "one grass-roots kind under another"
    stood = {(row["organisation_id"], row["until"], row["kind_id"]) for row in rows["term"]}
    for row in rows["term"]:
        retired = kinds[row["kind_id"]]["retired_on"]
        late = retired is not None and row["since"] is not None and row["since"] >= retired
        assert not late or (row["organisation_id"], row["since"], row["kind_id"]) in stood, "of a kind out of use"


def check_rows(rows: dict[str, list[dict[str, Any]]]) -> None:
    """What stands twice says the same twice."""
    spell_of = {row["id"]: row["member_id"] for row in rows["membership"]}
    for row in rows["placement"]:
        assert row["member_id"] == spell_of[row["membership_id"]]
        assert not (row["since"] and row["let_go_on"]) or row["let_go_on"] <= row["since"], "there before let go"
    for row in rows["departure"]:
        assert row["kind"] != "death" or row["until"] is None, "back from the dead"
    for row in rows["officeholding"]:
        assert row["since"] is None or official(rows, row["member_id"], row["since"]), "a probationer in office"
    for row in rows["discipline"]:
        sure = row["form"] == "removal" and row["day"] >= SURE
        assert not sure or official(rows, spell_of[row["membership_id"]], row["day"]), "a probationer removed"
    for row in rows["member"]:
        assert row["full_name"] == names.clean(row["full_name"])
        assert (row["fold"], row["sort_key"]) == (names.fold(row["full_name"]), names.sort_key(row["full_name"]))
    borne: dict[int, list[str]] = {}
    for row in sorted(rows["namechange"], key=lambda one: one["day"]):
        assert (row["fold"], row["sort_key"]) == (names.fold(row["former"]), names.sort_key(row["former"]))
        borne.setdefault(row["member_id"], []).append(row["former"])
    for row in rows["member"]:
        said = [names.loose(one) for one in [*borne.get(row["id"], ()), row["full_name"]]]
        assert all(one != other for one, other in pairwise(said)), "a change of name to the same name"


def official(rows: dict[str, list[dict[str, Any]]], member: int, day: date) -> bool:
    """By the newest spell that had begun by then."""
    spells = [row for row in rows["membership"] if row["member_id"] == member]
    begun = [row for row in spells if row["admitted_on"] is None or row["admitted_on"] <= day]
    last = max(begun, key=lambda row: row["admitted_on"] or date.min, default=None)
    return last is not None and last["official_on"] is not None and last["official_on"] <= day


def check_tree(plain: Plain) -> None:
    version = tree.version_for(plain.day)
    places = tree.ranges_of(plain.parents, version)
    for pk in plain.parents:
        assert tree.above(pk, plain.day) == plain.line_up(pk)
        inside = {other for other, place in places.items() if places[pk].lo <= place.lo < places[pk].hi}
        assert inside == plain.under(pk)


def check_open(plain: Plain) -> None:
    """Nobody stands, is a guest or holds an office where nothing stands that day, or where nobody may."""
    open_now = {row["organisation_id"]: row["kind_id"] for row in plain.now("term")}
    takes = {row["id"] for row in plain.rows["kind"] if row["holds_members"]}
    for row in plain.now("placement"):
        assert row["organisation_id"] is None or open_now.get(row["organisation_id"]) in takes, row
    for row in plain.now("officeholding"):
        assert row["organisation_id"] in open_now, row


def check_states(plain: Plain) -> None:
    day = plain.day
    here = Placement.objects.on(day)
    assert dict(here.official().values_list("member", "organisation")) == plain.placed()
    assert dict(here.temporary().values_list("member", "organisation")) == plain.temporary()
    assert set(Membership.objects.official_on(day).values_list("pk", flat=True)) == plain.official_spells()
    assert set(Membership.objects.entitled_on(day).values_list("pk", flat=True)) == plain.entitled_spells()
    unknown = checks.behind("recognition_unknown", day).values_list("membership", flat=True)
    assert set(unknown) == plain.spells_of_unknown_decision()
    assert set(here.official().on_the_way_on(day).values_list("pk", flat=True)) == plain.on_the_way()
    assert set(Number.objects.on(day).values_list("member", "kind", "value")) == plain.numbers()
    assert set(Residence.objects.on(day).values_list("member", "address")) == plain.addresses()
    for model in (Exemption, Suspension, Departure, ResidenceIntroduction):
        table = model._meta.model_name
        assert set(model.objects.on(day).values_list("membership__member", flat=True)) == plain.people(table)
    held = {(row["organisation_id"], row["member_id"], row["office"]) for row in plain.now("officeholding")}
    assert set(OfficeHolding.objects.on(day).values_list("organisation", "member", "office")) == held
    alone, introduced = (checks.behind(key, day) for key in ("area_alone", "area_introduced"))
    assert set(alone.union(introduced).values_list("member", flat=True)) == plain.outside_area()
    assert not plain.people("departure") & set(plain.placed()), "gone and placed on one day"
    secretaries = [one for one, _, office in held if office == "secretary"]
    assert len(secretaries) == len(set(secretaries)), "two secretaries of one organisation"


def check_rosters(plain: Plain) -> None:
    day = plain.day
    for organisation in plain.parents:
        listed = Placement.objects.on(day).official().filter(tree.under(organisation, day))
        expected = sorted(row["member_id"] for row in plain.roster(organisation))
        assert sorted(listed.values_list("member", flat=True)) == expected


def check_figures(plain: Plain, known: dict[int, dict[str, int]]) -> None:
    """The sums beside a list: at the top on every day, elsewhere on every day on which one of them changes."""
    day = plain.day
    for organisation, parent in plain.parents.items():
        expected = plain.figures(organisation)
        if parent is None or known.get(organisation) != expected:
            assert figures.figures(organisation, day) == expected
            by_cell = figures.by_cell(organisation, day)
            below = tree.sums_under(organisation, day, {pk: (number,) for pk, number in by_cell.items()})
            assert {pk: total for pk, (total, *_) in below} == plain.sums(organisation)
        known[organisation] = expected


def check_sections(plain: Plain) -> None:
    """The roster as it is printed, from the top: cell by cell, who is counted by number, then the guests."""
    (top,) = (pk for pk, parent in plain.parents.items() if parent is None)
    found = list(rosters.cells(Organisation.unscoped.get(pk=top), plain.day))
    numbered = [entry.number for cell in found for entry in cell.entries if entry.number]
    assert numbered == list(range(1, len(plain.placed()) + 1))
    sections = {
        cell.organisation: (
            {entry.member for entry in cell.entries if entry.number},
            {entry.member for entry in cell.entries if not entry.number},
        )
        for cell in found
    }
    assert sections == plain.sections()
    assert [cell.name for cell in found] == [plain.name(cell.organisation) for cell in found]
    for cell in found:
        assert [entry.full_name for entry in cell.entries] == [plain.called(entry.member) for entry in cell.entries]
        for of_a_kind in (True, False):
            keys = [
                (names.sort_key(entry.full_name), entry.member)
                for entry in cell.entries if bool(entry.number) is of_a_kind
            ]  # fmt: skip
            assert keys == sorted(keys)


def check_lists(plain: Plain) -> None:
    """The list of everybody, page by page: each once, called as on that day, in the order of those names."""
    (top,) = (pk for pk, parent in plain.parents.items() if parent is None)
    asked, found = lists.Asked(Organisation.unscoped.get(pk=top), plain.day), []
    while True:
        page = lists.page(asked)
        found += [(one.member, one.full_name) for one in page.people]
        if not page.next:
            break
        asked = replace(asked, after=page.next)
    people = sorted(plain.placed(), key=lambda pk: (names.sort_key(plain.called(pk)), pk))
    assert found == [(pk, plain.called(pk)) for pk in people]
    assert page.total == len(people)
