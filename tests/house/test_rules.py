"""Every number of the regulations is read by the product, or waits for a named issue; what is read has an effect."""

import ast
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from admissions.models import Matter, RecognitionKind, StepKind
from admissions.papers import decisions
from admissions.rules import (
    authority,
    bases,
    deciding,
    gathering,
    handling,
    helping,
    introducers,
    probation,
    readmission,
    recognition,
    steps,
    terms,
    verifying,
    votes,
)
from admissions.rules import way as ways
from kit.calendar import PartialDate
from members import checks, regulations
from members.errors import RuleBroken
from members.models import DepartureKind, DisciplineForm, Membership
from members.regulations import HELD_BY_TEST, USED_LATER, all_rules, asking, rules_on
from members.rules import organisations, people, places
from members.rules.facts import Facts
from members.standing import VoteBase, Voter, VoterReason
from reports.reconciliation import attention
from tests.house.source import says

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("config", "reports", "admissions", "transfers", "evaluations", "cards", "members")
ISSUES = {"Admissions", "Transfers", "The year of a cell", "Cards", "Reports", "Trust"}
KEYS = [rule.key for rule in all_rules()]
DAY = date(2026, 3, 2)
BORN = PartialDate(2008, 3, 2)
PROBATION = probation.Path(admitted_on=date(2026, 1, 5))
PROBATIONER = Facts(memberships=[Membership(admitted_on=date(2026, 1, 5))])


def sources():
    """Every product file outside the regulations themselves."""
    for floor in FLOORS:
        for path in (ROOT / floor).rglob("*.py"):
            if not {"regulations", "migrations"} & set(path.relative_to(ROOT).parts):
                yield path


def _path(node, known):
    """The names after rules_on(…) that an expression walks, or None when it does not begin there."""
    if isinstance(node, ast.Call):
        called = node.func
        return () if getattr(called, "id", getattr(called, "attr", "")) == "rules_on" else None
    if isinstance(node, ast.Name):
        return known.get(node.id)
    if isinstance(node, ast.Attribute):
        before = _path(node.value, known)
        return None if before is None else (*before, node.attr)
    return None


def keys_read_in(text):
    """Keys that a source asks for: rules_on(day).group.name, also through a name given to a part of it."""
    tree = ast.parse(text)
    found = set()
    scopes = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for scope in (tree, *scopes):
        known = {}
        for node in ast.walk(scope):
            if isinstance(node, ast.Assign | ast.NamedExpr):
                target = node.targets[0] if isinstance(node, ast.Assign) else node.target
                path = _path(node.value, known)
                if isinstance(target, ast.Name) and path is not None and scope is not tree:
                    known[target.id] = path
        paths = [_path(node, known) for node in ast.walk(scope) if isinstance(node, ast.Attribute)]
        found |= {".".join(path[:2]) for path in paths if path and len(path) >= 2}
        found |= {
            node.args[0].value
            for node in ast.walk(scope)
            if isinstance(node, ast.Call)
            and getattr(node.func, "id", getattr(node.func, "attr", "")) == "version_on"
            and isinstance(node.args[0], ast.Constant)
        }
    return found


ASKING = [path for path in sources() if says(path, "rules_on", "version_on")]
READ = set().union(*(keys_read_in(path.read_text(encoding="utf-8")) for path in ASKING))


def test_the_search_sees_a_rule_asked_directly_and_through_a_name():
    text = (
        "def f(day):\n    rule = rules_on(day).admission\n    return rule.age_min.value + rules_on(day).card.x.value\n"
    )
    assert keys_read_in(text) == {"admission.age_min", "card.x"}
    assert keys_read_in("def f(rule):\n    return rule.age_min.value\n") == set()


@pytest.mark.parametrize("key", KEYS)
def test_a_rule_is_read_or_waits_for_a_named_issue(key):
    places = [key in READ, key in USED_LATER, key in HELD_BY_TEST]
    assert places.count(True) == 1, "read and waiting" if any(places) else "neither read nor waiting"


def test_nothing_is_read_or_waits_that_is_no_rule():
    assert set(KEYS) >= READ
    assert set(KEYS) >= set(USED_LATER)
    assert set(USED_LATER.values()) <= ISSUES


def test_papers_are_drawn_with_the_margins_and_the_letter_of_the_rule():
    top, bottom, left, right = rules_on(DAY).documents.margins_mm.value
    measures = paper_measures()
    assert [measures[f"page-{side}"] for side in ("top", "bottom", "left", "right")] == [
        f"{number}mm" for number in (top, bottom, left, right)
    ]
    _, size = rules_on(DAY).documents.font.value.split(", cỡ ")
    assert measures["body-size"] == f"{size}pt"


def test_a_discipline_has_the_forms_of_the_rule_and_the_last_of_them_is_a_departure():
    *forms, last = rules_on(DAY).discipline.forms.value
    assert forms == list(DisciplineForm.labels)
    assert last in DepartureKind.labels


def paper_measures():
    """Measures of printed papers as they stand in the style sheet: {name: "20mm"}."""
    text = (ROOT / "kit" / "drawing" / "paper.css").read_text(encoding="utf-8")
    return dict(re.findall(r"--([a-z-]+): ([0-9.]+(?:mm|pt));", text))


def refused(act):
    """The sentence of a refusal, or what the act answered."""
    try:
        return act()
    except RuleBroken as broken:
        return str(broken)


NO_HOLIDAYS = (frozenset(), frozenset())


def way(days, **given):
    return ways.Way(days=days, **given)


EXEMPT = VoteBase((), (Voter(1, "Ma Văn Quý", VoterReason.EXEMPT),))
CONSIDERED = ways.Way(ballots=(ways.Ballot(StepKind.CELL, DAY, 9, 9),))
LEFT = ways.Way(again=True, left_on=date(2024, 1, 2), earlier=1, cleared_on=date(2022, 1, 2))
DECIDED = way({StepKind.DECISION: DAY}, received_on=date(2026, 3, 20))
RESOLVED, LATE = handling.Resolved(DAY), DAY + timedelta(days=1)


def considered(**given):
    """What the cell is told of somebody who may not be considered."""
    known = {"birth": PartialDate(1990, 1, 1), "schooling": "upper"} | given
    return refused(lambda: steps.check_considered(way({}, **known), DAY))


# For each rule that is read: something an office sees that depends on it.
EFFECTS = {
    "instrument.residence": lambda: checks.BY_KEY["area_alone"].rule_on(DAY),
    "instrument.implementation": lambda: decisions.basis(DAY),
    "instrument.member_work": lambda: checks.BY_KEY["number_shape"].rule_on(DAY),
    "recognition.review_wd": lambda: checks.late_since(DAY, frozenset(), frozenset()),
    "probation.months": lambda: people.probation_end(DAY),
    "admission.age_min": lambda: people.doubts_admission(BORN, DAY),
    "admission.age_max": lambda: people.doubts_admission(PartialDate(1966, 3, 2), DAY),
    "cell.min_official": lambda: organisations.doubts_smallest("Chi bộ", 2, DAY),
    "cell.consent_above": lambda: organisations.doubts_subordinate_cell("Chi bộ", 31, DAY),
    "organisation.base_cell_max": lambda: organisations.doubts_base_cell("Chi bộ", 29, DAY),
    "cell.committee_min": lambda: organisations.doubts_cell_committee(8, DAY),
    "card.old_digits": lambda: people.doubts_number("card8", "12345678", DAY),
    "card.new_digits": lambda: people.doubts_number("card12", "123456789012", DAY),
    "transfer.temp_min_months": lambda: places.doubts_temporary(DAY, date(2026, 6, 2)),
    "transfer.temp_max_months": lambda: refused(lambda: places.check_temporary(DAY, date(2027, 3, 1))),
    "transfer.temp_study_max_months": lambda: places.doubts_temporary(DAY, date(2028, 3, 2), study=True),
    "admission.deciding_body": lambda: authority.who(StepKind.DECISION, ways.Way(), date(2026, 8, 1)),
    "admission.over_age_authority": lambda: considered(birth=PartialDate(1950, 1, 1)),
    "admission.education_min": lambda: considered(schooling="primary"),
    "admission.education_remote": lambda: considered(schooling="primary"),
    "admission.cell_quorum": lambda: ways.needed(StepKind.CELL, 30, DAY),
    "admission.committee_quorum": lambda: ways.needed(StepKind.COMMITTEE, 15, DAY),
    "admission.quorum_base": lambda: bases.left_out_words(EXEMPT, DAY),
    "admission.small_cell": lambda: bases.doubts_small(2, DAY),
    "admission.short_of_quorum": lambda: refused(lambda: votes.check_result(StepKind.CELL, DAY, 9, 1, has_paper=True)),
    "readmission.months": lambda: list(readmission.waits(LEFT, DAY)),
    "readmission.after_sentence_months": lambda: list(readmission.waits(LEFT, DAY)),
    "readmission.times": lambda: refused(lambda: readmission.weigh_times(LEFT, DAY)),
    "recognition.papers": lambda: gathering.doubts_papers(PROBATION, RecognitionKind.SYNTHESIS, DAY),
    "recognition.official_date": lambda: deciding.official_words(PROBATION, DAY),
    "party_age.start": lambda: deciding.age_words(DAY, DAY),
    "recognition.max_votes": lambda: recognition.reported_up([recognition.Try(DAY, passed=False)] * 3, DAY),
    "admission.certificate_months": lambda: steps.doubts_papers(way({StepKind.CERTIFICATE: date(2020, 1, 6)}), DAY),
    "admission.dossier_months": lambda: steps.doubts_papers(way({StepKind.VERIFIED: date(2024, 1, 6)}), DAY),
    "admission.verification": lambda: verifying.doubts_verified(way({}, sendings=(ways.Sending("Bản Díu", DAY),)), DAY),
    "admission.decision_wd": lambda: terms.due(CONSIDERED, StepKind.DECISION, *NO_HOLIDAYS),
    "admission.extension_wd": lambda: handling.weigh_longer(Matter.ADMISSION, RESOLVED, LATE, 31),
    "recognition.decision_wd": lambda: terms.decision_due(Matter.RECOGNITION, DAY, ways.UNHANDLED, *NO_HOLIDAYS),
    "recognition.extension_wd": lambda: handling.weigh_longer(Matter.RECOGNITION, RESOLVED, LATE, 31),
    "admission.ceremony_wd": lambda: terms.due(DECIDED, StepKind.CEREMONY, *NO_HOLIDAYS),
    "admission.ceremony_from": lambda: terms.due(DECIDED, StepKind.CEREMONY, *NO_HOLIDAYS),
    "admission.ceremony_late": lambda: refused(
        lambda: steps.weigh_ceremony(DECIDED, date(2026, 9, 1), date(2026, 8, 1), has_paper=False)
    ),
    "admission.introducers": lambda: refused(lambda: introducers.check_many("members", [], DAY)),
    "admission.introducer_min_months": lambda: introducers.words("youth", DAY),
    "admission.helper": lambda: helping.doubts_official("Cứ Seo Hòa", DAY, official=False),
    "member.file_wd": lambda: terms.due(way({StepKind.CEREMONY: DAY}), StepKind.RECORDS, *NO_HOLIDAYS),
    "reconcile.months": lambda: attention.rule_words(DAY),
    "discipline.forms_probationary": lambda: refused(lambda: people.check_discipline(PROBATIONER, "warning", DAY)),
}


def other(value, by):
    """A number is `by` more, a list of words one word shorter, a name another name."""
    if isinstance(value, str):
        return f"{value} ({by})"
    return value[:-1] if isinstance(value, tuple) else value + by


def changed(monkeypatch, key, by):
    """One rule says something else, in all its versions."""
    rule = regulations.RULES[key]
    versions = tuple(replace(version, value=other(version.value, by)) for version in rule.versions)
    monkeypatch.setitem(asking.RULES, key, replace(rule, versions=versions))


def test_each_rule_that_is_read_has_an_effect_to_watch():
    assert set(EFFECTS) == READ


@pytest.mark.parametrize("key", sorted(EFFECTS))
def test_a_changed_number_changes_what_the_office_sees(monkeypatch, key):
    before = EFFECTS[key]()
    for by in (1, -1):
        with monkeypatch.context() as patch:
            changed(patch, key, by)
            if EFFECTS[key]() != before:
                return
    pytest.fail(f"nothing depends on {key}")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("key", "check"),
    [
        ("admission.age_min", "birth_implausible"),
        ("admission.age_min", "admitted_young"),
        ("probation.months", "official_early"),
        ("probation.months", "probation_over"),
        ("probation.months", "review_due"),
        ("recognition.review_wd", "probation_over"),
    ],
)
def test_a_changed_number_changes_the_check_of_the_records(monkeypatch, key, check):
    before = checks.BY_KEY[check].condition(DAY)
    changed(monkeypatch, key, 1)
    assert checks.BY_KEY[check].condition(DAY) != before
