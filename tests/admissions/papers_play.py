"""A paper of a file as it is drawn, or what is missing; somebody whose twelve months are over."""

import io
from datetime import date

import pypdf
import pytest

from admissions import procedure
from admissions.models import StepKind
from admissions.papers import known, made, written
from admissions.procedure.reading import read
from admissions.rules.papers import BY_CODE
from members import procedure as plain
from members import scope
from tests import builders
from tests.admissions import play
from tests.builders import MACHINE, TODAY
from tests.members.officer_play import cast, ground, officer

__all__ = ["cast", "ground", "officer"]
pytestmark = [pytest.mark.django_db]
S = StepKind
RESOLVED = date(2026, 5, 5)


def words(pdf: bytes) -> str:
    said = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(said.split())


def drawn(one, code, day=TODAY) -> str:
    with scope.opened(scope.whole_register(day)):
        return words(written.draw(BY_CODE[code], made.WRITERS[code](read(one, day))))


def missing(one, code, day=TODAY) -> str:
    return known.missing(BY_CODE[code], read(one, day))


@pytest.fixture
def settled(cast):
    """The office has said its words; the cell has a secretary."""
    for key, value in (
        ("parent_body", "Đảng bộ tỉnh Hà Giang"), ("issuing_body", "Huyện ủy Bắc Quang"), ("place_name", "Bắc Quang"),
        ("signer_authority", "T/M BAN THƯỜNG VỤ"), ("signer_post", "PHÓ BÍ THƯ"), ("signer_name", "Hoàng Trọng Khuyến"),
        ("symbol", "HU"), ("committee_parent", "Đảng bộ huyện Bắc Quang"),
    ):  # fmt: skip
        plain.office.set_office(by=MACHINE, key=key, value=value, day=date(2020, 1, 1))
    one = builders.member("Lù Thị Hoa", cast.tree.cell)
    plain.offices.hold_office(one, by=MACHINE, organisation=cast.tree.cell, office="secretary", day=date(2020, 1, 1))
    return one


@pytest.fixture
def probationer(cast, settled):
    """Somebody whose twelve months are over and whom the cell proposes; who is helped."""
    one = play.gathered(play.probationer(cast.tree.cell))
    procedure.assign_helper(one, by=MACHINE, member=settled, day=date(2025, 1, 6))
    procedure.record_recognition_vote(
        one, by=MACHINE, day=RESOLVED, base=9, present=8, in_favour=8, against=0, named=play.unknown(8),
        decision=play.paper("07-NQ/CB", RESOLVED),
    )  # fmt: skip
    one.refresh_from_db()
    return one
