"""Two people at one moment over one file: one wins, the other is told with a sentence."""

import threading
import time
from datetime import date

import pytest

from admissions import procedure
from admissions.models import Applicant, Handling, RecognitionStep, Step, StepKind, Verification, Vote, Voter
from admissions.procedure import reading
from members.errors import Outdated
from members.models import Act, Closure, Member, Placement
from tests import builders
from tests.admissions import play
from tests.builders import MACHINE
from tests.members import plans
from tests.members.test_at_once import at_once, chain_is_whole, refused

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres, pytest.mark.concurrency]
S = StepKind


@pytest.fixture
def tree():
    return builders.make_tree()


@pytest.fixture
def one(tree):
    return play.found(tree.cell)


def told(*calls):
    """What the one who came second is told."""
    (refusal,) = refused(at_once(*calls))
    chain_is_whole()
    return refusal.sentence


def test_the_same_step_recorded_by_two(one):
    said = told(*(lambda: play.do(one, S.SYMPATHISER) for _ in range(2)))
    assert "Đã ghi bước 2" in said
    assert Step.unscoped.filter(kind=S.SYMPATHISER).count() == 1
    assert Act.objects.filter(verb="record_step").count() == 1


def test_a_file_for_one_probationer_opened_by_two(tree):
    who = play.on_probation(tree.cell)
    said = told(*(lambda: procedure.take_over(who, by=MACHINE) for _ in range(2)))
    assert "đã có hồ sơ kết nạp" in said
    assert Applicant.unscoped.count() == 1 and Step.unscoped.count() == 2


def test_two_lists_of_the_same_probationers_at_one_moment(tree):
    who = [play.on_probation(cell, name) for cell, name in ((tree.cell, "Lù Thị Mẩy"), (tree.sibling, "Sùng Seo Lử"))]
    (refusal,) = refused(at_once(*(
        lambda some=some: procedure.take_over_several(some, by=MACHINE) for some in (who, who[::-1])
    )))  # fmt: skip
    assert set(refusal.broken) == {one.pk for one in who}
    assert Applicant.unscoped.count() == 2
    chain_is_whole()


def test_the_same_vote_recorded_by_two(one):
    play.until(one, S.GATHERED)
    assert "Đã ghi bước 12" in told(*(lambda: play.do(one, S.CELL) for _ in range(2)))
    assert Vote.unscoped.count() == 1
    assert Voter.unscoped.count() == Vote.unscoped.get().base == 9


def test_the_same_vote_short_of_two_thirds_recorded_by_two(one):
    play.until(one, S.GATHERED)
    short = {"base": 9, "present": 9, "in_favour": 5, "against": 4, "decision": None}
    assert "Đã ghi biểu quyết ngày" in told(*(lambda: play.do(one, S.CELL, **short) for _ in range(2)))
    assert Vote.unscoped.count() == 1


def test_the_same_vote_on_a_recognition_recorded_by_two(tree):
    day = date(2026, 5, 10)
    one, short = (
        play.gathered(play.probationer(tree.cell)),
        {"present": 3, "in_favour": 1, "against": 2, "named": play.unknown(3)},
    )
    said = told(*(lambda: procedure.record_recognition_vote(one, by=MACHINE, day=day, **short) for _ in range(2)))
    assert "Đã ghi biểu quyết ngày 10/5/2026" in said
    assert Vote.unscoped.filter(kind="recognition").count() == 1


def test_the_same_extension_recorded_by_two(one):
    play.until(one, S.CELL)
    assert "Đã ghi gia hạn quyết định ngày" in told(*(lambda: play.longer(one, play.day_of(S.CELL)) for _ in range(2)))
    assert Handling.unscoped.count() == 1


def test_a_resolution_taken_back_while_somebody_notes_that_it_came(one):
    play.until(one, S.CELL)
    vote = Vote.unscoped.get(applicant=one)
    told(
        lambda: play.came(one, play.day_of(S.CELL)),
        lambda: procedure.take_back_vote(vote, by=MACHINE, why="ghi nhầm"),
    )
    assert Handling.unscoped.exists() == Vote.unscoped.filter(pk=vote.pk).exists()


def test_a_vote_recorded_while_somebody_leaves_the_cell(one, tree):
    """Whichever comes first: the base is as many as are named, and stays."""
    leaver = builders.member("Cứ Seo Hòa", tree.cell, recognition_decision=None)
    play.until(one, S.GATHERED)
    numbers = {"present": 1, "in_favour": 0, "against": 0, "decision": None, "named": play.unknown(3)}
    calls = (
        lambda: procedure.record_cell_vote(one, by=MACHINE, day=play.day_of(S.CELL), **numbers),
        lambda: builders.procedure.standing.depart(leaver, by=MACHINE, kind="death", day=play.day_of(S.GATHERED)),
    )
    assert refused(at_once(*calls)) == []
    vote = Vote.unscoped.get()
    assert vote.base in (3, 4)
    assert Voter.unscoped.filter(vote=vote).counted().count() == vote.base
    chain_is_whole()


def test_the_same_place_asked_by_two(one):
    play.until(one, S.PROFILE)
    assert "Đã ghi gửi thẩm tra đến Chi bộ Bản Díu" in told(*(lambda: play.ask(one) for _ in range(2)))
    assert Verification.unscoped.count() == 1


def test_the_same_answer_noted_by_two_with_another_conclusion(one):
    """The second does not write over the first."""
    sent = play.ask(play.until(one, S.PROFILE))
    said = told(lambda: play.answer(sent, "passed"), lambda: play.answer(sent, "more"))
    assert "Đã ghi trả lời của Chi bộ Bản Díu" in said
    assert Act.objects.filter(verb="note_verification_answer").count() == 1


def test_a_place_taken_back_while_its_answer_is_noted(one):
    sent = play.ask(play.until(one, S.PROFILE))
    calls = (
        lambda: procedure.take_back_verification(sent, by=MACHINE, why="ghi nhầm"),
        lambda: play.answer(sent),
    )
    assert len(refused(at_once(*calls))) <= 1
    assert not Verification.unscoped.exists()
    chain_is_whole()


def test_a_profile_taken_back_while_it_is_sent(one):
    play.until(one, S.PROFILE)
    profile = Step.unscoped.get(kind=S.PROFILE)
    calls = (
        lambda: procedure.take_back_step(profile, by=MACHINE, why="ghi nhầm"),
        lambda: play.ask(one),
    )
    assert len(refused(at_once(*calls))) == 1
    assert Step.unscoped.filter(kind=S.PROFILE).exists() == Verification.unscoped.exists()
    chain_is_whole()


def test_the_same_ceremony_recorded_by_two_makes_one_member(one):
    play.until(one, S.DECISION)
    assert "Đã ghi bước 16" in told(*(lambda: play.do(one, S.CEREMONY) for _ in range(2)))
    assert Member.unscoped.count() == 1


def test_the_same_person_put_into_the_source_by_two(tree):
    said = told(*(lambda: play.found(tree.cell) for _ in range(2)))
    # Whichever of the two is the second.
    assert "có hồ sơ kết nạp" in said
    assert Applicant.unscoped.count() == 1


def test_the_same_person_put_into_the_source_of_two_cells(tree):
    said = told(lambda: play.found(tree.cell), lambda: play.found(tree.other_cell))
    # Whichever of the two is the second.
    assert "có hồ sơ kết nạp" in said
    assert Applicant.unscoped.count() == 1


def test_a_step_taken_back_while_the_next_is_recorded(one):
    """Either way no step is left without what it stands on."""
    play.until(one, S.CERTIFICATE)
    last = Step.unscoped.get(kind=S.CERTIFICATE)
    calls = (
        lambda: procedure.take_back_step(last, by=MACHINE, why="ghi nhầm"),
        lambda: play.do(one, S.APPLICATION),
    )
    assert len(refused(at_once(*calls))) == 1
    kinds = set(Step.unscoped.values_list("kind", flat=True))
    assert S.APPLICATION not in kinds or S.CERTIFICATE in kinds
    chain_is_whole()


def test_a_step_recorded_while_the_merger_under_it_goes_back(monkeypatch, one, tree):
    """Found by reading: what stood on the merger was asked while the secretary of the new cell was still writing."""
    play.until(one, S.APPLICATION)
    plan, begun, read = plans.applied(plans.step(plans.MERGE, tree.cell, tree.sibling)), threading.Event(), reading.read

    def slowly(*given):
        begun.set()
        time.sleep(1)
        return read(*given)

    def goes_back():
        begun.wait(20)
        return plans.taken_back(plan)

    monkeypatch.setattr(reading, "read", slowly)
    (refusal,) = refused(at_once(lambda: play.do(one, S.PROFILE, day=date(2026, 6, 10)), goes_back))
    assert "ghi một bước kết nạp (Giàng Thị Mỷ)" in refusal.sentence
    plan.refresh_from_db()
    assert plan.is_applied
    chain_is_whole()


@pytest.mark.parametrize("what", ["vote", "step"])
def test_a_probationer_moves_while_the_former_cell_records(monkeypatch, tree, what):
    """Found by reading: the move came in between, and what the former cell recorded was held against the new one."""
    for name in ("Chẩn", "Dìn", "Páo"):
        builders.member(f"Lùng Văn {name}", tree.cell)
    one = play.gathered(play.probationer(tree.cell))
    secretary = builders.actor(builders.role(builders.account("bi-thu-thon-1", "Lùng Văn Chẩn"), "cell", tree.cell))
    begun, read, day = threading.Event(), reading.read, date(2026, 5, 12)

    def slowly(*given):
        begun.set()
        time.sleep(1)
        return read(*given)

    def records():
        if what == "step":
            gathered = RecognitionStep.unscoped.get(kind=play.RecognitionKind.SYNTHESIS)
            return procedure.take_back_recognition_step(gathered, by=secretary, why="ghi nhầm")
        numbers = {"present": 3, "in_favour": 3, "against": 0, "decision": play.paper("40-NQ/CB", day)}
        return procedure.record_recognition_vote(one, by=secretary, day=day, **numbers)

    def moves():
        begun.wait(20)
        return builders.procedure.places.move(one.member, by=MACHINE, organisation=tree.sibling, day=day)

    monkeypatch.setattr(reading, "read", slowly)
    assert refused(at_once(records, moves)) == []
    recorded = Act.objects.filter(verb__in=["record_recognition_vote", "take_back_recognition_step"]).get()
    assert recorded.number < Act.objects.get(verb="move").number
    chain_is_whole()


def test_the_same_file_put_right_by_two(one):
    seen = one.changed_by
    calls = (
        lambda: procedure.correct_applicant(one, by=MACHINE, why="theo bằng", schooling="lower", seen=seen),
        lambda: procedure.correct_applicant(one, by=MACHINE, why="nhầm", occupation="teacher", seen=seen),
    )
    assert [type(one) for one in refused(at_once(*calls))] == [Outdated]
    chain_is_whole()


def test_a_file_taken_up_while_the_same_person_is_found_elsewhere(one, tree):
    procedure.stop_file(one, by=MACHINE, kind="withdrawn", day=play.FOUND)
    said = told(
        lambda: procedure.take_file_up(one, by=MACHINE, why="xin vào Đảng lại"), lambda: play.found(tree.other_cell)
    )
    # Whichever of the two is the second.
    assert "có hồ sơ kết nạp" in said
    assert Applicant.unscoped.open().count() == 1


def test_a_name_put_right_while_the_same_person_is_found_elsewhere(tree):
    other = play.found(tree.cell, "Giàng Thị Mỹ Dung")
    said = told(
        lambda: procedure.correct_applicant(other, by=MACHINE, why="nhầm", full_name="Giàng Thị Mỷ"),
        lambda: play.found(tree.other_cell),
    )
    # Whichever of the two is the second.
    assert "có hồ sơ kết nạp" in said
    assert Applicant.unscoped.filter(full_name="Giàng Thị Mỷ").count() == 1


def test_a_ceremony_in_a_cell_that_ends_at_that_moment(one, tree):
    """Either the new member stands in it and it does not end, or it has ended and nobody comes into it."""
    play.until(one, S.DECISION)
    day = play.day_of(S.CEREMONY)
    calls = (
        lambda: play.do(one, S.CEREMONY),
        lambda: builders.procedure.tree.close_organisation(tree.cell, by=MACHINE, day=day, successor=tree.sibling),
    )
    answers = at_once(*calls)
    ended = Closure.unscoped.filter(organisation=tree.cell).exists()
    assert len(refused(answers)) <= 1
    assert ended != Placement.unscoped.filter(organisation=tree.cell).exists()
    chain_is_whole()


def test_a_vote_taken_back_while_the_committee_votes_on_it(one):
    """A vote that falls short stands on it, too."""
    play.until(one, S.CELL)
    vote = Vote.unscoped.get()
    short = {"base": 9, "present": 9, "in_favour": 5, "against": 4, "decision": None}
    calls = (
        lambda: procedure.take_back_vote(vote, by=MACHINE, why="ghi nhầm"),
        lambda: play.do(one, S.COMMITTEE, **short),
    )
    assert len(refused(at_once(*calls))) == 1
    assert Vote.unscoped.exclude(kind=S.CELL).count() in (0, Vote.unscoped.filter(kind=S.CELL).count())
    chain_is_whole()
