"""A name changed by decision: from its day on somebody is called otherwise, and every list of a day before says the
name that held then, in the order of the names of that day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from kit import names
from kit.calendar import PartialDate
from kit.reading import open_workbook
from members import (
    called,
    comparing,
    figures,
    finding,
    importing,
    known,
    lists,
    naming,
    procedure,
    rights,
    rosters,
    scope,
)
from members.errors import RuleBroken
from members.models import Act, Member, NameChange
from members.procedure import Paper
from tests import builders
from tests.builders import MACHINE, TODAY
from tests.ground import laid

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
DAY = date(2024, 3, 1)
EVE = DAY - timedelta(days=1)
DECISION = Paper("15/QĐ-UBND", date(2024, 2, 20), "Ủy ban nhân dân huyện Vân Sơn")


def change(person: Member, name: str, day: date = DAY, decision=DECISION) -> NameChange:
    made: NameChange = procedure.name_changes.change_name(
        person, by=MACHINE, full_name=name, day=day, decision=decision
    )
    person.refresh_from_db()
    return made


def correct(row: NameChange, **given) -> None:
    procedure.name_changes.correct_name_change(row, by=MACHINE, why="theo quyết định", **given)


def chain(person: Member) -> list[tuple[date, str]]:
    rows = NameChange.unscoped.filter(member=person).order_by("day")
    return list(rows.values_list("day", "former"))


@pytest.fixture
def tree():
    return builders.make_tree()


@pytest.fixture
def person(tree):
    return builders.member("Giàng Thị Mua", tree.cell, sex="f", birth=PartialDate(1985, 4, 12))


class TestTheVerb:
    def test_from_its_day_on_the_person_is_called_by_the_new_name(self, person):
        made = change(person, "  giàng  thị Mai ")
        assert person.full_name == "giàng thị Mai"
        assert (made.day, made.former, made.decision.number) == (DAY, "Giàng Thị Mua", "15/QĐ-UBND")

    def test_an_earlier_change_found_later_stands_between_the_names(self, person):
        change(person, "Giàng Thị Mai")
        change(person, "Giàng Thị My", date(2015, 6, 1))
        assert chain(person) == [(date(2015, 6, 1), "Giàng Thị Mua"), (DAY, "Giàng Thị My")]
        assert person.full_name == "Giàng Thị Mai"

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"day": TODAY + timedelta(days=1)}, "day"),
            ({"day": date(1985, 4, 12)}, "day"),
            ({"decision": Paper()}, "number"),
            ({"decision": Paper("1", TODAY + timedelta(days=1), "")}, "signed_on"),
            ({"decision": Paper("1", date(1985, 1, 1), "")}, "signed_on"),
            ({"name": "GIÀNG  thị mua"}, "full_name"),
            ({"name": "  "}, "full_name"),
        ],
    )
    def test_what_cannot_be_is_refused_at_its_field_and_leaves_nothing(self, person, given, field):
        with pytest.raises(RuleBroken) as refused:
            change(person, **{"name": "Giàng Thị Mai", **given})
        assert refused.value.field == field
        person.refresh_from_db()
        assert (person.full_name, chain(person)) == ("Giàng Thị Mua", [])

    def test_two_changes_of_one_day_are_refused_also_by_the_database(self, person):
        made = change(person, "Giàng Thị Mai")
        with pytest.raises(RuleBroken):
            change(person, "Giàng Thị My")
        with pytest.raises(IntegrityError), transaction.atomic():
            NameChange.unscoped.create(member=person, day=DAY, former="A", fold="a", sort_key="a",
                                       decision=made.decision)  # fmt: skip

    def test_an_earlier_change_to_the_name_of_today_would_be_none(self, person):
        change(person, "Giàng Thị Mai")
        with pytest.raises(RuleBroken):
            change(person, "Giàng Thị Mai", date(2015, 6, 1))

    def test_the_name_is_not_corrected_into_the_one_that_was_given_up(self, person):
        change(person, "Giàng Thị Mai")
        with pytest.raises(RuleBroken, match="hoàn lại việc ấy"):
            procedure.people.correct_member(person, by=MACHINE, why="gõ nhầm", full_name="giàng thị mua")

    def test_the_birth_is_not_corrected_to_after_a_change(self, person):
        change(person, "Giàng Thị Mai", date(2005, 1, 1))
        with pytest.raises(RuleBroken) as refused:
            procedure.people.correct_member(person, by=MACHINE, why="gõ nhầm", birth=PartialDate(2005, 2, 1))
        assert refused.value.field == "birth"


class TestCorrected:
    def test_day_former_name_and_paper_are_corrected(self, person):
        made = change(person, "Giàng Thị Mai")
        correct(made, day=date(2024, 4, 1), former="Giàng Thị Mùa", decision=Paper("16/QĐ-UBND", DAY, ""))
        made.refresh_from_db()
        assert (made.day, made.former, made.decision.number) == (date(2024, 4, 1), "Giàng Thị Mùa", "16/QĐ-UBND")
        with builders.whole():
            assert called.name_on(person, DAY) == "Giàng Thị Mùa"

    def test_changes_keep_their_order_and_their_two_names(self, person):
        first, second = change(person, "Giàng Thị My", date(2015, 6, 1)), change(person, "Giàng Thị Mai")
        for row, given in ((first, {"day": DAY}), (second, {"day": date(2015, 6, 1)}), (first, {"former": "  "}),
                           (first, {"former": "giàng thị my"}), (second, {"former": "Giàng Thị Mua"}),
                           (first, {"decision": Paper()}), (first, {"day": None})):  # fmt: skip
            with pytest.raises(RuleBroken):
                correct(row, **given)

    def test_a_change_that_was_none_goes_back(self, person):
        change(person, "Giàng Thị Mai")
        procedure.revert.revert(Act.objects.get(verb="change_name"), by=MACHINE, why="ghi nhầm người")
        person.refresh_from_db()
        assert (person.full_name, person.fold, chain(person)) == ("Giàng Thị Mua", "giang thi mua", [])
        procedure.revert.revert(Act.objects.get(verb="revert"), by=MACHINE, why="đúng người")
        person.refresh_from_db()
        row = NameChange.unscoped.get()
        assert (person.full_name, row.former, row.fold) == ("Giàng Thị Mai", "Giàng Thị Mua", "giang thi mua")
        assert row.sort_key


def listed(tree, day: date, organisation=None, **asked) -> list[str]:
    """The names of a list, walked page by page from the place asked for."""
    with builders.whole():
        page = lists.page(lists.Asked(organisation or tree.district, day, **asked))
        names = [one.full_name for one in page.people]
        while page.next:
            page = lists.page(lists.Asked(organisation or tree.district, day, after=page.next))
            names += [one.full_name for one in page.people]
    return names


GIVEN = ("An", "Bình", "Chấu", "Dợ", "Hoa", "Lử", "Mỷ", "Páo", "Sử", "Xa")


def forty_people():
    tree = builders.make_tree()
    for number, name in enumerate(GIVEN):
        for cell, family in zip((tree.cell, tree.sibling, tree.other_cell, tree.grass_cell),
                                ("Giàng", "Vừ", "Lò", "Tẩn"), strict=True):  # fmt: skip
            one = builders.member(f"{family} A {name}", cell)
            if (family, number) in (("Giàng", 0), ("Giàng", 4), ("Lò", 9)):
                change(one, f"{family} Văn Ly")
            if (family, number) == ("Giàng", 4):
                change(one, "Giàng Văn Ỷ", date(2025, 1, 1))
    return tree


ground = laid(forty_people, scope="class")


class TestAListOfAPastDay:
    """Forty people, three of whom have changed their name since, one of them twice, one not yet."""

    @pytest.fixture
    def tree(self, ground, db, monkeypatch):
        monkeypatch.setattr(lists, "PAGE", 7)
        return ground.found()

    def expected(self, days, committee=""):
        rows = [
            (names.sort_key(name), name)
            for cells in (("Giàng", "Vừ"), ("Lò",), ("Tẩn",))
            for family in cells
            for number, given in enumerate(GIVEN)
            for name in [self.called(family, number, given, days)]
            if not committee or (family in cells and committee in cells)
        ]
        return [name for _, name in sorted(rows)]

    @staticmethod
    def called(family, number, given, day):
        if (family, number) == ("Giàng", 4) and day >= date(2025, 1, 1):
            return "Giàng Văn Ỷ"
        changed = (family, number) in (("Giàng", 0), ("Giàng", 4), ("Lò", 9)) and day >= DAY
        return f"{family} Văn Ly" if changed else f"{family} A {given}"

    @pytest.mark.parametrize("day", [date(2020, 1, 1), EVE, DAY, date(2024, 12, 31), date(2025, 1, 1), TODAY])
    def test_it_says_and_orders_the_names_of_that_day(self, tree, day):
        assert listed(tree, day) == self.expected(day)
        assert listed(tree, day, tree.committee) == self.expected(day, "Giàng")
        assert listed(tree, day, figure="official") == self.expected(day)

    @pytest.mark.parametrize("day", [EVE, DAY, TODAY])
    def test_going_back_meets_the_same_pages(self, tree, day):
        with builders.whole():
            pages, page = [], lists.page(lists.Asked(tree.district, day))
            while True:
                pages.append([one.full_name for one in page.people])
                if not page.next:
                    break
                page = lists.page(lists.Asked(tree.district, day, after=page.next))
            while page.previous:
                page = lists.page(lists.Asked(tree.district, day, before=page.previous))
                pages.pop()
                assert [one.full_name for one in page.people] == pages[-1][-len(page.people) :]
        assert len(pages) == 1

    @pytest.mark.parametrize("day", [EVE, DAY, TODAY])
    def test_a_letter_jumps_by_the_name_of_that_day(self, tree, day):
        with builders.whole():
            page = lists.page(lists.Asked(tree.district, day, letter="L"))
        expected = [one for one in self.expected(day) if names.sort_key(one) >= names.jump_key("L")]
        assert [one.full_name for one in page.people] == expected[:7]

    @pytest.mark.parametrize("day", [EVE, DAY, TODAY])
    def test_the_roster_says_and_orders_them_too(self, tree, day):
        with builders.whole():
            found = list(rosters.cells(tree.committee, day))
        for cell, family in zip(found, ("Giàng", "Vừ"), strict=True):
            said = [entry.full_name for entry in cell.entries]
            assert said == [one for one in self.expected(day, "Giàng") if one.startswith(family)]

    def test_an_own_list_and_its_paper_say_and_order_them_too(self, tree):
        with builders.whole():
            piece = lists.piece(figures.counted(tree.district, EVE), lists.Asked(tree.district, EVE))
        assert [one.member.full_name for one in piece.placements] == self.expected(EVE)[:7]
        assert piece.total == 40

    def test_a_past_list_asks_as_often_with_changes_as_without(self, tree):
        def asked(day):
            with builders.whole(), CaptureQueriesContext(connection) as captured:
                lists.page(lists.Asked(tree.committee, day))
            return len(captured)

        without = date(2025, 1, 1)
        for day in (EVE, without, TODAY):
            asked(day)
        assert asked(EVE) == asked(without)


class TestWhoLooksForTheFormerName:
    def hits(self, text):
        with builders.whole():
            return [(hit.full_name, hit.how, hit.former) for hit in finding.people(text, TODAY, limit=8).hits]

    def test_finds_the_person_behind_those_who_are_called_so_today(self, tree, person):
        change(person, "Giàng Thị Mai")
        builders.member("Giàng Thị Mua", tree.sibling)
        exact = finding.How.EXACT
        both = [("Giàng Thị Mua", exact, ""), ("Giàng Thị Mai", exact, "Giàng Thị Mua")]
        assert self.hits("Giàng Thị Mua") == both
        assert self.hits("mua giang") == both
        assert self.hits("Giàng Thị Mai") == [("Giàng Thị Mai", exact, "")]
        assert self.hits("Giàng Thị Mùa")[1] == ("Giàng Thị Mai", finding.How.MARKS, "Giàng Thị Mua")

    def test_nobody_is_found_by_it_whom_one_may_not_open(self, tree, person):
        secretary = builders.role(builders.account("bi-thu", "Bế Thị Lụa"), "cell", tree.other_cell)
        change(person, "Giàng Thị Mai")
        with scope.opened(rights.scope_of(builders.actor(secretary))):
            assert finding.people("Giàng Thị Mua", TODAY, limit=8).hits == []

    def test_a_sheet_that_names_the_former_name_means_the_person(self, tree, person):
        change(person, "Giàng Thị Mai")
        with builders.whole():
            assert naming.meant("Giàng Thị Mua", "", tree.cell, TODAY) == person

    def test_who_would_be_entered_by_it_is_known_already(self, person):
        change(person, "Giàng Thị Mai")
        (one,) = known.doubles("Giàng Thị Mua", PartialDate(1985, 4, 12), [], TODAY)
        assert (one.member, one.why) == (
            person.pk, "cùng họ tên, ngày sinh có thể là một (tên cũ: Giàng Thị Mua)",
        )  # fmt: skip
        (one,) = known.doubles("Giàng Thị Mau", PartialDate(1985, 4, 12), [], TODAY)
        assert one.why == "cùng ngày sinh, tên gần giống"
        (one,) = known.doubles("Giàng Thi Muo", PartialDate(1985, 4, 12), [], TODAY)
        assert "tên cũ: Giàng Thị Mua" in one.why


LIST = "ĐẢNG BỘ XÃ AN KHÊ,,,\nSTT,Họ và tên,Ngày sinh,Chi bộ\n1,{},12/4/1985,Chi bộ Thôn 1\n"


class TestAListWithTheFormerName:
    def imported(self, name):
        book = open_workbook("a.csv", LIST.format(name).encode())
        with builders.whole():
            made = importing.make_plan(book, by=MACHINE)
            importing.apply(made, by=MACHINE)
        return made

    def test_an_import_takes_no_name_back_and_says_so(self, person):
        change(person, "Giàng Thị Mai")
        made = self.imported("Giàng Thị Mua")
        assert [one.code for one in made.problems if one.row == 3][:1] == ["former_name"]
        person.refresh_from_db()
        assert (person.full_name, Member.unscoped.count()) == ("Giàng Thị Mai", 1)

    @pytest.mark.parametrize(
        ("day", "listed", "said"),
        [
            (TODAY, "Giàng Thị Mua", [("full_name", "Giàng Thị Mua", "Giàng Thị Mai")]),
            (TODAY, "Giàng Thị Mai", []),
            (EVE, "Giàng Thị Mua", []),
            (EVE, "Giàng Thị Mai", [("full_name", "Giàng Thị Mai", "Giàng Thị Mua")]),
        ],
    )
    def test_a_comparison_knows_the_person_and_the_name_of_its_day(self, tree, person, day, listed, said):
        change(person, "Giàng Thị Mai")
        book = open_workbook("a.csv", LIST.format(listed).encode())
        with builders.whole():
            found = comparing.compare(importing.tables_of(book.sheets), day=day)
        (row,) = found.rows
        assert (row.record.member, row.sure) == (person, True)
        assert [(one.field, one.list, one.record) for one in row.differences] == said
