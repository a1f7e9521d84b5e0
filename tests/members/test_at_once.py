"""Two people at one moment: one wins, the other is told with a sentence; nobody waits in a circle."""

import threading
from datetime import date

import pytest
from django.db import connection
from django.db.models import F
from django.utils import timezone

from members import history, looks, procedure
from members.errors import Outdated, Refusal, RuleBroken
from members.models import Act, Closure, Look, Member, Merge, Organisation, Placement, Proposal, Reorganisation, Term
from members.procedure import merging
from members.procedure.acting import facts_of, lock_person
from members.procedure.reorganisation import StepGiven
from members.rules.facts import contradictions
from tests import builders
from tests.builders import MACHINE

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres, pytest.mark.concurrency]

DAY = date(2024, 1, 1)
ROUNDS = 5


def at_once(*calls):
    """Start all calls at one moment, each with its own connection; what each answered or raised, in their order."""
    barrier, answers = threading.Barrier(len(calls)), [None] * len(calls)

    def work(place, call):
        try:
            barrier.wait(20)
            answers[place] = call()
        except Exception as error:
            answers[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=one) for one in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads), "somebody still waits"
    unexpected = [one for one in answers if isinstance(one, Exception) and not isinstance(one, Refusal)]
    assert unexpected == []
    return answers


def refused(answers):
    return [one for one in answers if isinstance(one, Refusal)]


def chain_is_whole():
    assert list(Act.objects.values_list("number", flat=True)) == list(range(1, Act.objects.count() + 1))


def people_are_whole():
    for person in Member.unscoped.all():
        assert contradictions(facts_of(person)) == set()
        spells = Placement.unscoped.filter(member=person).exclude(membership__member=F("member"))
        assert not spells.exists()


def test_two_moves_of_one_person():
    tree = builders.make_tree()
    person = builders.member("Giàng Seo Lử", tree.cell)
    seen = Member.unscoped.get(pk=person.pk).changed_by
    answers = at_once(*(
        lambda to=to: procedure.places.move(person, by=MACHINE, organisation=to, day=DAY, seen=seen)
        for to in (tree.sibling, tree.other_cell)
    ))  # fmt: skip
    assert [type(one) for one in refused(answers)] == [Outdated]
    assert Placement.unscoped.filter(member=person).count() == 2
    chain_is_whole()


def test_two_corrections_made_from_one_page():
    tree = builders.make_tree()
    person = builders.member("Giàng Seo Lử", tree.cell)
    seen = Member.unscoped.get(pk=person.pk).changed_by
    answers = at_once(*(
        lambda name=name: procedure.people.correct_member(person, by=MACHINE, why="nhầm", full_name=name, seen=seen)
        for name in ("Giàng Seo Lừ", "Giàng Seo Lự")
    ))  # fmt: skip
    assert [type(one) for one in refused(answers)] == [Outdated]


def test_one_person_entered_by_two():
    tree = builders.make_tree()
    for number in range(ROUNDS):
        answers = at_once(*(
            lambda to=to, known=f"M{number}": builders.member("Giàng Seo Lử", to, source_id=known)
            for to in (tree.cell, tree.sibling)
        ))  # fmt: skip
        (told,) = refused(answers)
        assert isinstance(told, RuleBroken) and f"Mã M{number} đã có" in told.sentence
    assert Member.unscoped.count() == ROUNDS
    chain_is_whole()


def test_nobody_is_put_into_a_cell_that_closes():
    tree = builders.make_tree()
    for number in range(ROUNDS):
        cell = builders.organisation(f"Chi bộ Thôn 2{number}", "cell", tree.committee)
        person = builders.member(f"Giàng Seo Lử {number}", tree.cell)
        procedure.offices.hold_office(person, by=MACHINE, organisation=cell, office="deputy", day=date(2020, 1, 1))
        at_once(
            lambda cell=cell: procedure.tree.close_organisation(cell, by=MACHINE, day=DAY),
            lambda cell=cell, person=person: procedure.places.move(person, by=MACHINE, organisation=cell, day=DAY),
            lambda cell=cell: builders.member("Vừ Thị Mỷ", cell),
        )
        closed = Closure.unscoped.filter(organisation=cell).exists()
        assert closed != Placement.unscoped.filter(organisation=cell).exists()
    people_are_whole()
    chain_is_whole()


def test_nobody_comes_into_a_cell_for_days_on_which_its_closing_turns_out_to_be_over():
    tree = builders.make_tree()
    for number in range(ROUNDS):
        cell = builders.organisation(f"Chi bộ Thôn 2{number}", "cell", tree.committee)
        person = builders.member(f"Giàng Seo Lử {number}", tree.cell)
        closure = procedure.tree.close_organisation(cell, by=MACHINE, day=date(2024, 6, 1), successor=tree.cell)
        seen = Organisation.unscoped.get(pk=cell.pk).changed_by
        answers = at_once(
            *(lambda to=to, closure=closure, seen=seen: procedure.closing.correct_closing(
                closure, by=MACHINE, why="theo quyết định", day=DAY, successor=to, seen=seen
            ) for to in (tree.sibling, tree.grass_cell)),
            lambda cell=cell, person=person: procedure.places.place_temporarily(
                person, by=MACHINE, organisation=cell, day=DAY, until=date(2024, 3, 1)
            ),
        )  # fmt: skip
        came = Placement.unscoped.filter(organisation=cell).exists()
        assert came == (Closure.unscoped.get(organisation=cell).day != DAY)
        assert len(refused(answers)) == 2
    people_are_whole()
    chain_is_whole()


def test_two_officers_answer_one_proposal():
    """One of them enters or refuses it, the other is told; the line that its row names is the one that entered it."""
    tree = builders.make_tree()
    for number in range(ROUNDS):
        person = builders.member(f"Người {number}", tree.cell)
        one = procedure.proposals.propose(
            person, by=MACHINE, why="theo thẻ", verb="correct_member", given={"full_name": f"Người Thứ {number}"}
        )
        answers = at_once(
            lambda one=one: procedure.proposals.accept_proposal(one, by=MACHINE),
            lambda one=one: procedure.proposals.refuse_proposal(one, by=MACHINE, why="thẻ ghi như sổ"),
            lambda one=one: procedure.proposals.withdraw_proposal(one, by=MACHINE),
            lambda person=person: procedure.people.note_residence(person, by=MACHINE, address="Thôn 1", day=DAY),
        )
        assert len(refused(answers[:3])) == 2
        assert refused(answers[3:]) == []
        one.refresh_from_db()
        person.refresh_from_db()
        assert one.entered == (person.full_name == f"Người Thứ {number}")
        if one.entered:
            act = Act.objects.get(number=one.act)
            assert (act.verb, act.member) == ("correct_member", person)
    chain_is_whole()


def test_two_secretaries_ask_for_one_thing():
    tree = builders.make_tree()
    asked = {"verb": "correct_member", "given": {"sex": "f"}, "why": "theo thẻ"}
    for number in range(ROUNDS):
        person = builders.member(f"Người {number}", tree.cell)
        answers = at_once(*[lambda p=person: procedure.proposals.propose(p, by=MACHINE, **asked)] * 2)
        assert [one.sentence.split(".")[0] for one in refused(answers)] == [
            "Đã có đề nghị về mục này đang chờ cán bộ tổ chức"
        ]
        assert Proposal.unscoped.filter(member=person).count() == 1
    chain_is_whole()


def test_a_proposal_and_the_officers_own_correction_at_one_moment():
    """Whichever comes first, the register says what the officer wrote, and nobody waits in a circle."""
    tree = builders.make_tree()
    asked = {"verb": "correct_membership", "given": {"admitted_on": date(2010, 5, 17)}, "why": "theo quyết định"}
    for number in range(ROUNDS):
        person = builders.member(f"Người {number}", tree.cell)
        spell = person.memberships(manager="unscoped").get()
        answers = at_once(
            lambda spell=spell: procedure.proposals.propose(spell, by=MACHINE, **asked),
            lambda spell=spell: procedure.people.correct_membership(
                spell, by=MACHINE, why="theo quyết định", admitted_on=date(2010, 5, 16)
            ),
        )
        assert [type(one) for one in refused(answers)] == []
        spell.refresh_from_db()
        assert spell.admitted_on == date(2010, 5, 16)
    people_are_whole()
    chain_is_whole()


def test_two_cells_exchange_people():
    tree = builders.make_tree()
    for number in range(ROUNDS):
        one, other = builders.member(f"Một {number}", tree.cell), builders.member(f"Hai {number}", tree.sibling)
        answers = at_once(
            lambda one=one: procedure.places.move(one, by=MACHINE, organisation=tree.sibling, day=DAY),
            lambda other=other: procedure.places.move(other, by=MACHINE, organisation=tree.cell, day=DAY),
        )
        assert refused(answers) == []
    chain_is_whole()


def test_two_acts_on_the_tree_do_not_make_a_circle():
    tree = builders.make_tree()
    parts = [builders.organisation(f"Đảng bộ bộ phận {n}", "part", tree.committee) for n in (1, 2)]
    answers = at_once(
        lambda: procedure.tree.close_organisation(parts[0], by=MACHINE, day=DAY, successor=parts[1]),
        lambda: procedure.tree.close_organisation(parts[1], by=MACHINE, day=DAY, successor=parts[0]),
    )
    assert len(refused(answers)) == 1
    assert Closure.unscoped.count() == 1


def test_a_cell_is_moved_and_its_new_parent_closed():
    tree = builders.make_tree()
    answers = at_once(
        lambda: procedure.tree.move_organisation(tree.other_cell, by=MACHINE, day=DAY, parent=tree.committee),
        lambda: procedure.tree.close_organisation(tree.other_committee, by=MACHINE, day=DAY),
        lambda: procedure.tree.rename_organisation(tree.other_cell, by=MACHINE, day=DAY, name="Chi bộ Thôn Đông"),
    )
    assert len(refused(answers)) <= 1
    assert not Term.unscoped.filter(organisation=tree.other_cell, parent=tree.other_committee, until=None).exists()
    assert Organisation.unscoped.get(pk=tree.other_cell.pk).changed_by > 0


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="on SQLite one writes at a time")
def test_a_page_is_looked_at_while_somebody_acts_on_what_it_shows():
    """The look points at the organisation, whose row the verb holds until it is done: the page does not wait for it."""
    tree = builders.make_tree()
    person = builders.member("Giàng Seo Lử", tree.cell)
    held, seen = threading.Event(), threading.Event()

    def act():
        with history.act("move", by=MACHINE):
            lock_person(person, by=MACHINE, places=[tree.cell])
            held.set()
            assert seen.wait(30), "the page has waited for the verb"
            raise RuleBroken("arithmetic.gone", "Thôi.")

    def look():
        assert held.wait(30)
        looks.looked(MACHINE, "people", [person.pk], at=timezone.now(), organisation=tree.cell)
        seen.set()

    assert len(refused(at_once(act, look))) == 1
    assert Look.objects.get().organisation == tree.cell


def test_two_officers_carry_out_one_plan():
    tree = builders.make_tree()
    people = builders.crowd(30, tree.sibling)
    plan = Reorganisation.unscoped.get(pk=builders.plan(tree, DAY)["plan"])
    answers = at_once(*(lambda: procedure.reorganisation.apply_reorganisation(plan, by=MACHINE) for _ in range(2)))
    (told,) = refused(answers)
    assert isinstance(told, RuleBroken) and "đã ghi vào sổ" in told.sentence
    assert Placement.unscoped.filter(member__in=people, organisation=tree.cell).count() == len(people)
    chain_is_whole()


def test_somebody_moves_while_his_cell_is_merged():
    tree = builders.make_tree()
    for number in range(ROUNDS):
        cell = builders.organisation(f"Chi bộ Thôn 3{number}", "cell", tree.committee)
        person = builders.member(f"Giàng Seo Lử {number}", cell)
        plan = procedure.reorganisation.draw_reorganisation(by=MACHINE, name="Nhập", day=DAY)
        merge = [StepGiven("merge", cell, tree.cell)]
        plan = procedure.reorganisation.change_reorganisation(plan, by=MACHINE, add=merge)
        answers = at_once(
            lambda plan=plan: procedure.reorganisation.apply_reorganisation(plan, by=MACHINE),
            lambda person=person: procedure.places.move(person, by=MACHINE, organisation=tree.sibling, day=DAY),
        )
        assert len(refused(answers)) <= 1
        stands = Placement.unscoped.on(DAY).get(member=person).organisation
        assert not Closure.unscoped.filter(organisation=stands).exists()
    chain_is_whole()


def test_eight_writers_leave_numbers_without_a_gap():
    tree = builders.make_tree()
    people = [builders.member(f"Người {number}", tree.cell) for number in range(8)]

    def write(person):
        for day in (2, 3, 4):
            procedure.people.note_residence(person, by=MACHINE, address=f"Thôn {day}", day=date(2024, 1, day))

    before = Act.objects.count()
    assert refused(at_once(*(lambda person=person: write(person) for person in people))) == []
    assert Act.objects.count() == before + 24
    chain_is_whole()


def test_of_two_who_merge_one_pair_each_the_other_way_one_wins_and_the_other_is_told():
    tree = builders.make_tree()
    for turn in range(ROUNDS):
        one, other = (builders.member(f"Lò Văn Pao {turn}", where) for where in (tree.cell, tree.sibling))

        def merged(kept, absorbed):
            points = merging.check_merge(kept, absorbed).joining.points
            choices = {point.key: "kept" for point in points}
            return lambda: merging.merge_members(kept, by=MACHINE, absorbed=absorbed, choices=choices, why="một người")

        answers = at_once(merged(one, other), merged(other, one))
        assert len(refused(answers)) == 1
        assert Merge.unscoped.count() == turn + 1
    people_are_whole()
    chain_is_whole()


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_a_kind_goes_out_of_use_while_an_organisation_takes_it(turn):
    """Never both: an organisation of a kind that was used no more on its first day."""
    tree, kind = builders.make_tree(), builders.kind("part")
    answers = at_once(
        lambda: procedure.kinds.retire_kind(kind, by=MACHINE, day=DAY),
        lambda: builders.organisation("Đảng bộ bộ phận Chợ", "part", tree.committee, DAY),
    )
    assert len(refused(answers)) == 1
    taken = Term.unscoped.filter(kind=kind).exists()
    assert taken == (builders.kind("part").retired_on is None)
    chain_is_whole()


def test_two_kinds_of_one_name():
    builders.make_tree()
    under = builders.kind("above")
    answers = at_once(
        *(lambda: procedure.kinds.add_kind(by=MACHINE, name="liên đảng bộ", under=[under]) for _ in range(2))
    )
    assert [type(one) for one in refused(answers)] == [RuleBroken]
    chain_is_whole()


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_a_password_is_confirmed_at_the_office_and_renewed_at_the_server(turn):
    cast = builders.make_cast()
    renewal = procedure.renewing.ask_renewal(cast.officer, by=builders.actor(cast.administrator))
    second = builders.actor(cast.second_officer)
    at_once(
        lambda: procedure.renewing.confirm_renewal(renewal, by=second, password="đầu một"),
        lambda: procedure.renewing.reset_password(cast.officer, by=MACHINE, password="đầu hai"),
    )
    renewal.refresh_from_db()
    assert renewal.confirmed_on is not None
    chain_is_whole()
