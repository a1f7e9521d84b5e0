"""Every verb: one line of its own name, one transaction, keywords only, a second call refused, a reason to correct."""

import copy
import inspect

import pytest

from members import chain
from members.errors import RuleBroken
from members.models import Act
from members.procedure import VERBS
from members.rights import VERBS as RIGHTS
from tests.builders import MACHINE
from tests.ground import laid
from tests.members.ready_cases import CASES, World
from tests.properties.plain import written as dump

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

# Verbs that may be called a second time with the same words.
REPEATABLE = {
    "look_for_doubles": "the register is looked through as often as one likes",
    "give_first_passwords": "slips that were lost are printed again",
    "take_backup": "every backup is one of its own",
    "restore_backup": "every restore is one of its own",
    "create_organisation": "two organisations may carry one name",
    "draw_reorganisation": "two plans may carry one name",
    "reset_password": "whoever forgot the new password too is given one again",
}
# Verbs about whole lists: a line for each person besides their own; their tests stand with them.
WHOLE_LISTS = {"import_members", "enter_sheet"}
# Verbs that carry out another one: its line stands inside theirs.
INSIDE = {
    "enter_certificates": ["record_step"],
    "take_over_several": ["take_over", "take_over"],
    "record_congress": ["hold_office"],
    "accept_proposal": ["correct_member"],
    "apply_reorganisation": ["rename_organisation"],
    "give_first_passwords": ["reset_password"],
    "confirm_roles": ["confirm_role"],
    "answer_spelling": ["answer"],
    "hold_ceremony": ["enter"],
    "record_recognition": ["recognise"],
    "record_striking_off": ["depart"],
    # The line about the other one of two people.
    "merge_members": ["merge_members"],
    "undo_merge": ["undo_merge"],
    # The history of the organisation says it, too.
    "take_back_reorganisation": ["take_back_reorganisation"],
}
# Verbs that are no corrections, and ask why all the same.
SAY_WHY = {"refuse_proposal"}
# It works in an empty register alone; its test stands with its page.
OF_AN_EMPTY_REGISTER = {"first_start"}
CASE_NAMES = sorted(CASES)


ground = laid(World)


@pytest.fixture
def world(ground, db):
    return ground.found()


def call(name, case, given):
    why = "gõ nhầm" if VERBS[name].needs_reason or name in SAY_WHY else ""
    return VERBS[name].function(*case, by=MACHINE, why=why, **given)


def test_every_verb_has_a_ready_case_and_a_right():
    assert set(CASES) | WHOLE_LISTS | OF_AN_EMPTY_REGISTER == set(VERBS) | WHOLE_LISTS
    assert set(VERBS) <= set(RIGHTS)


@pytest.mark.parametrize("name", CASE_NAMES)
def test_it_writes_nothing_without_its_line_and_once_with_it(world, name, monkeypatch):
    """One case for all three: to bring an office that far is most of the work."""
    case, given = CASES[name](world)
    writes_nothing_when_its_line_can_not_be(name, *copy.deepcopy((case, given)), monkeypatch)
    leaves_one_line_of_its_own_name(name, case, given)
    refuses_a_second_call(name, case, given)


def writes_nothing_when_its_line_can_not_be(name, case, given, monkeypatch):
    def fail(*said):
        raise OSError("disk is full")

    before = dump()
    with monkeypatch.context() as patch, pytest.raises(OSError, match="disk is full"):
        patch.setattr(chain, "sealed", fail)
        call(name, case, given)
    assert dump() == before


def leaves_one_line_of_its_own_name(name, case, given):
    newest = Act.objects.order_by("number").last().number
    call(name, case, given)
    lines = Act.objects.filter(number__gt=newest)
    inside = [(inner, newest + 1, MACHINE.name) for inner in INSIDE.get(name, [])]
    assert [(line.verb, line.inside, line.actor) for line in lines] == [(name, None, MACHINE.name), *inside]


def refuses_a_second_call(name, case, given):
    """Told, never passed over; where it may be called again, that is an act of its own."""
    if name in REPEATABLE:
        call(name, case, given)
        newest = Act.objects.filter(verb=name).order_by("-number").first()
        assert newest.number + len(INSIDE.get(name, ())) == Act.objects.count()
        return
    before = dump()
    with pytest.raises(RuleBroken):
        call(name, case, given)
    assert dump() == before


@pytest.mark.parametrize("name", CASE_NAMES)
def test_after_the_case_it_takes_keywords_only(name):
    given = list(inspect.signature(VERBS[name].function).parameters.values())
    loose = [one for one in given if one.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD]
    assert len(loose) <= 1
    assert next(one for one in given if one.name == "by").kind is inspect.Parameter.KEYWORD_ONLY


@pytest.mark.parametrize(
    "name", [name for name in CASE_NAMES if name.startswith("correct_") or name in ("revert", "propose")]
)
def test_a_correction_asks_for_its_reason(world, name):
    case, given = CASES[name](world)
    assert VERBS[name].needs_reason
    for why in ("", "   "):
        with pytest.raises(RuleBroken, match="lý do"):
            VERBS[name].function(*case, by=MACHINE, why=why, **given)
