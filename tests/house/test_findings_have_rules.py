"""Every automatic finding names the rule it follows from, or its stated ground: checks, and what lists are told."""

from datetime import date

import pytest

from members import checks, wording
from members.importing.grounds import COLUMN, OF_FIELD, OF_KIND, ground, of_code
from members.importing.problems import KEPT, MESSAGES, OF_COLUMN, Problem
from members.importing.vocabulary import LABELS

DAYS = (date(2005, 1, 1), date(2018, 5, 1), date(2023, 5, 1), date(2026, 6, 30))
# How a citation begins, and how a ground that no paper gives.
CITED = ("Điều lệ Đảng, điều ", "Quy định ", "Hướng dẫn ", "Sổ danh sách đảng viên, Mẫu ")
STATED = "Theo "


def cites_or_states(words: str) -> bool:
    return words.startswith((*CITED, STATED)) and len(words.split()) > 3


@pytest.mark.parametrize("kind", MESSAGES)
@pytest.mark.parametrize("day", DAYS)
def test_every_kind_of_finding_of_a_list_has_its_ground_in_every_column(kind, day):
    for field in LABELS:
        words = ground(kind, field, day)
        assert cites_or_states(words), f"{kind} in {field}: {words}"
        assert words != COLUMN, f"{kind} in {field} says nothing of its own"


def test_the_grounds_are_of_kinds_and_columns_that_exist():
    assert set(OF_KIND) <= set(MESSAGES)
    assert set(OF_FIELD) == set(LABELS)
    # What follows from the column alone.
    assert set(MESSAGES) - set(OF_KIND) == OF_COLUMN - {"future"}


@pytest.mark.parametrize("kind", sorted(KEPT))
def test_what_is_kept_says_the_same_as_what_was_told(kind):
    for field, label in LABELS.items():
        told = Problem("DS", 3, "C", kind, field, "?", "C3", label=label)
        assert of_code(told.code, field, DAYS[-1]) == ground(kind, field, DAYS[-1])
        assert wording.finding(told.code) != "Giá trị chưa ghi được vào sổ", told.code


@pytest.mark.parametrize("check", checks.CHECKS, ids=lambda one: one.key)
@pytest.mark.parametrize("day", DAYS)
def test_every_check_has_a_rule(check, day):
    assert len(check.rule_on(day).split()) > 2
