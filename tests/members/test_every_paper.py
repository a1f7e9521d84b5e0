"""Every paper of the catalogue, in each format, for organisations of each level, before and after the reform."""

from __future__ import annotations

import io
from collections import Counter
from datetime import date

import openpyxl
import pypdf
import pytest
import time_machine
from django.core.management import call_command

from members import figures, rosters, scope
from members.models import Organisation, Placement, Term
from members.rosters import totals

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.long]

# Of a round, and of admissions: who stands on them is asked in their own tests.
OF_A_ROUND = {"reconciliation", "admission-sources", "admission-register", "new-members"}
DAYS = [date(2026, 6, 30), date(2025, 6, 30), date(2012, 1, 1)]


@pytest.fixture
def district(db):
    call_command("make_sample_district", members=120, seed="17")


def catalogue() -> list[str]:
    said = io.StringIO()
    call_command("print_report", "--list", stdout=said)
    return [line.split("\t")[0] for line in said.getvalue().splitlines()]


def lists_of_people() -> list[str]:
    """Those that name who stands in an organisation on a day. A round's papers are printed in their own tests."""
    return [name for name in catalogue() if name not in OF_A_ROUND]


def printed(folder, name: str, kind: str, code: str, day: date) -> bytes:
    to = folder / f"giay.{kind}"
    call_command("print_report", name, organisation=code, as_of=day.isoformat(), format=kind, output=str(to))
    return to.read_bytes()


def some_of_each_kind(day: date) -> list[tuple[str, int]]:
    """(code, organisation): of each kind the two with most people."""
    rows = Term.unscoped.on(day).exclude(code="").select_related("kind")
    chosen: list[tuple[str, int]] = []
    for kind in {term.kind_id for term in rows}:
        of_kind = [(figures.counted(t.organisation_id, day).count(), t) for t in rows if t.kind_id == kind]
        of_kind.sort(key=lambda one: (-one[0], one[1].code))
        chosen += [(term.code, term.organisation_id) for count, term in of_kind[:2] if count]
    return chosen


def expected(organisation: int, day: date) -> Counter[str]:
    """Names of everybody placed or guest under it that day, read from the rows one by one."""
    under = {organisation}
    parents = dict(Term.unscoped.on(day).values_list("organisation", "parent"))
    while more := {pk for pk, parent in parents.items() if parent in under} - under:
        under |= more
    rows = Placement.unscoped.filter(organisation__in=under).select_related("member")
    return Counter(row.member.full_name for row in rows if row.holds_on(day))


def squeezed(text: str) -> str:
    return "".join(text.split())


def check_pdf(data: bytes, names: Counter[str]) -> None:
    said = squeezed("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages))
    for name, times in names.items():
        # A name may be the beginning of another one.
        others = sum(count for other, count in names.items() if squeezed(name) in squeezed(other))
        assert times <= said.count(squeezed(name)) <= others, name


def check_xlsx(data: bytes, names: Counter[str], people: list[tuple[str, int, bool]]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [str(cell.value) for page in book for row in page.iter_rows() for cell in row if cell.value is not None]
    found = Counter(cell.split("\n")[0] for cell in cells)
    for name, times in names.items():
        assert found[name] == times, name
    whole = {label: count for label, count, _ in people}
    assert whole["Đảng viên chính thức"] + whole["Đảng viên dự bị"] == whole["Tổng số đảng viên"]
    assert whole["Tổng số đảng viên"] + whole["Ngoài tổng số: tạm thời đến"] == sum(names.values())


# A workbook says on its last sheet when it was taken: twice in the same minute it is the same.
@time_machine.travel("2026-06-30 05:00:00+00:00", tick=False)
def test_each_paper_opens_names_everybody_once_adds_up_and_is_the_same_twice(district, tmp_path):
    papers, seen = lists_of_people(), 0
    assert {"roster", "roster-short"} <= set(papers) < set(catalogue())
    for day in DAYS:
        with scope.opened(scope.whole_register(day)):
            chosen = some_of_each_kind(day)
            facts = {pk: (expected(pk, day), totals(Organisation.objects.get(pk=pk), day)) for _, pk in chosen}
            for _, pk in chosen:
                cells = list(rosters.cells(Organisation.objects.get(pk=pk), day))
                assert sum(one.counted for one in cells) == figures.figures(pk, day)["total"]
        for code, pk in chosen:
            names, sums = facts[pk]
            for name in papers:
                pdf, xlsx = (printed(tmp_path, name, kind, code, day) for kind in ("pdf", "xlsx"))
                check_pdf(pdf, names)
                check_xlsx(xlsx, names, sums)
                assert printed(tmp_path, name, "pdf", code, day) == pdf
                assert printed(tmp_path, name, "xlsx", code, day) == xlsx
                seen += 1
    assert seen >= len(DAYS) * 3 * len(papers)
