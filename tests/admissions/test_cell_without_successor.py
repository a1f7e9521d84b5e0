"""Files of a cell that ended without one that carries it on: the next step is refused in a sentence, and they are read,
counted and stopped as before."""

from __future__ import annotations

import pytest
from django.urls import reverse

from admissions import procedure
from admissions.models import StepKind
from members.errors import RuleBroken
from tests import builders
from tests.admissions import play as files
from tests.admissions.papers_play import drawn
from tests.admissions.test_reorganised_years import AFTER, APPLIES, EVE, TODAY, counted, year
from tests.members.plan_pages import ground, play
from tests.members.plans import CLOSE, applied, step
from tests.reports.pages import text
from tests.signing_in import signed_in

__all__ = ["ground", "play"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def one(play):
    return files.until(files.found(play.tree.grass_cell, APPLIES), StepKind.GATHERED)


@pytest.mark.parametrize("into", [None, "committee"])
def test_the_next_step_is_refused_in_a_sentence(play, one, into):
    """Also where what carries it on is no cell."""
    applied(step(CLOSE, play.tree.grass_cell, into and play.tree.committee))
    with pytest.raises(RuleBroken, match="chi bộ"):
        files.do(one, StepKind.CELL, day=AFTER)


def test_it_is_still_read_counted_and_stopped(play, one):
    applied(step(CLOSE, play.tree.grass_cell))
    officer = signed_in(play.officer)
    for page in (reverse("applicant", args=[one.pk]), reverse("admission-progress"), reverse("deadlines"),
                 reverse("year")):  # fmt: skip
        assert officer.get(page).status_code == 200
    assert APPLIES in text(officer.get(reverse("admission-progress")))
    assert year(EVE)["dang-xet"] == {play.tree.grass_cell.pk: 1}
    assert counted(TODAY)["dang-xet"] == 1
    procedure.stop_file(one, by=builders.actor(play.officer), kind="stopped", day=AFTER)
    assert "dang-xet" not in counted(TODAY)


def test_page_and_progress_sheet_say_that_nobody_considers_and_call_no_step_left_out(play):
    """Found by looking: "Chi bộ cơ sở: trên chi bộ là cấp có thẩm quyền", of a cell that had stood under a committee,
    and a sheet for the cell's meeting that asked for the next step."""
    cell = builders.organisation("Chi bộ Thôn 9", "cell", play.tree.committee)
    one = files.until(files.found(cell, "Lù Thị Sua"), StepKind.GATHERED)
    applied(step(CLOSE, cell))
    said = text(signed_in(play.officer).get(reverse("applicant", args=[one.pk])))
    assert "Chi bộ đã kết thúc, không có chi bộ kế tục." in said and "Chi bộ cơ sở" not in said
    sheet = drawn(one, "progress", TODAY)
    assert "chuyển hồ sơ sang chi bộ khác, hoặc ghi thôi xét" in sheet
    assert "Bước 12, Chi bộ" not in sheet and "trên trực tiếp" not in sheet


def test_it_is_handed_over_to_a_cell_that_stands_and_goes_on_there(play, one):
    applied(step(CLOSE, play.tree.grass_cell))
    procedure.hand_over_file(
        one, by=builders.actor(play.officer), organisation=play.tree.cell, day=AFTER,
        decision=files.paper("7-GCN/ĐU", AFTER),
    )  # fmt: skip
    shown = text(signed_in(play.cell_secretary).get(reverse("applicant", args=[one.pk])))
    assert "chuyển hồ sơ từ" in shown and "Bước 12/17" in shown
    assert counted(TODAY)["dang-xet"] == 1
