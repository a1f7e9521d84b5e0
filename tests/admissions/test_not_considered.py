"""What keeps the cell from considering somebody is said on the file before the meeting, as the vote itself says it."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from admissions import procedure
from kit.calendar import PartialDate
from members.errors import RuleBroken
from tests import builders
from tests.admissions import play
from tests.builders import MACHINE
from tests.reports.pages import text
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
S = play.StepKind
SCHOOLING = "Cần hoàn thành chương trình giáo dục bậc trung học cơ sở"
CASES = {
    "trên 60 tuổi": ({"birth": PartialDate(1962, 1)}, "Nếu chi bộ xét hôm nay: quá 60 tuổi"),
    "chưa đủ 18 tuổi": ({"birth": PartialDate(2009, 5, 2)}, "Nếu chi bộ xét hôm nay: chưa đủ 18 tuổi"),
    "chưa rõ ngày sinh": ({"birth": None}, "Ghi ngày sinh của người xin vào Đảng"),
    "học hết tiểu học": ({"schooling": "primary"}, "hoàn thành bậc tiểu học; già làng"),
    "biết đọc, viết": ({"schooling": "literate"}, "hoàn thành bậc tiểu học; già làng"),
    "chưa rõ học vấn": ({"schooling": ""}, "Ghi học vấn của người xin vào Đảng"),
}


@pytest.fixture
def cast(db):
    return builders.make_cast()


def shown(cast, one):
    return text(signed_in(cast.cell_secretary).get(reverse("applicant", args=[one.pk])))


@pytest.mark.parametrize("case", CASES)
def test_it_is_said_from_the_first_step_on_and_at_the_vote(cast, case):
    person, words = CASES[case]
    one = play.found(cast.tree.cell, **person)
    assert words in shown(cast, one)
    play.until(one, S.GATHERED)
    assert words in shown(cast, one)
    with pytest.raises(RuleBroken):
        play.do(one, S.CELL)


@pytest.mark.parametrize("backing", ["youth", "union", "members"])
def test_the_paper_of_the_province_lets_the_cell_consider_on_each_way(cast, backing):
    one = play.until(play.found(cast.tree.cell, schooling="primary", backing=backing), S.GATHERED)
    given = play.paper("45-CV/TU", date(2025, 6, 2), "Ban Thường vụ Tỉnh ủy")
    procedure.correct_applicant(one, by=MACHINE, exception=given, why="vùng dân tộc thiểu số")
    assert "tiểu học; già làng" not in shown(cast, one)
    play.do(one, S.CELL)


def test_whoever_may_be_considered_is_told_of_nothing(cast):
    said = shown(cast, play.found(cast.tree.cell))
    assert "Nếu chi bộ xét hôm nay" not in said and "già làng" not in said
    assert "Cần bước 5; bước 8; bước 9; bước 10; bước 11." in said
