"""A year of an office on the made-up district, every step through its pages as the officer takes them."""

from __future__ import annotations

import io
import re
from datetime import date

import pypdf
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from members import figures, jobs, procedure, scope
from members.models import Exemption, Job, Member, Membership, Organisation, Placement, Suspension, Term, Upload
from tests.builders import MACHINE, PASSWORD
from tests.members.importing.files import sheet

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres, pytest.mark.long]

HEADS = ("STT", "Họ và tên", "Giới tính", "Ngày sinh", "Ngày vào Đảng", "Ngày chính thức", "Số thẻ", "Chi bộ")


class Year:
    """The officer at the screen, and what the register holds meanwhile."""

    def __init__(self, client, clock) -> None:
        self.client, self.clock = client, clock
        call_command("make_sample_district", members=200, seed="23", day=date(2025, 12, 31))
        top = Organisation.unscoped.filter(terms__parent=None, terms__until=None).get()
        officer = procedure.roles.create_account(
            by=MACHINE, username="can-bo", full_name="Ma Văn Thượng", password=PASSWORD
        )
        officer.must_change_password = False
        officer.save(update_fields=["must_change_password"])
        given = procedure.roles.grant_role(officer, by=MACHINE, kind="officer", organisation=top, day=date(2026, 1, 1))
        procedure.roles.confirm_role(given, by=MACHINE)
        self.top = top

    def on(self, day: date) -> None:
        """A working morning of that day: the session of the day before has ended."""
        self.clock.move_to(f"{day}T02:00:00Z")
        signed = self.client.post(reverse("login"), {"username": "can-bo", "password": PASSWORD})
        assert signed.status_code == 302

    def does(self, page: str, pk: int, **typed: str) -> None:
        """Fill in a form and press the button; the page that comes after says that it was saved."""
        assert self.client.get(reverse(page, args=[pk])).status_code == 200
        answer = self.client.post(reverse(page, args=[pk]), typed, follow=True)
        said = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.content.decode()))
        assert answer.status_code == 200 and "Đã lưu lúc" in said, f"{page}: {said[:1500]}"

    def is_refused(self, page: str, pk: int, words: str, **typed: str) -> None:
        answer = self.client.post(reverse(page, args=[pk]), typed)
        assert answer.status_code == 422
        assert words in answer.content.decode()

    def imports(self, name: str, rows: list[tuple[str, ...]]) -> bool:
        """Send a list, look at how it was read, press the button; False where there is nothing to write."""
        sent = SimpleUploadedFile(name, sheet([HEADS, *rows]))
        told = self.client.post(reverse("imports"), {"file": sent})
        assert told.status_code == 302, told.content.decode()[:3000]
        upload = Upload.objects.latest("pk")
        assert self.client.get(told["Location"]).status_code == 200
        page = self.client.get(reverse("import-plan", args=[upload.pk])).content.decode()
        seen = re.search(r'name="plan" value="([0-9a-f]{64})"', page)
        if seen is None or "Không có gì mới để ghi" in page:
            return False
        done = self.client.post(reverse("confirm-import", args=[upload.pk]), {"plan": seen[1]})
        assert done.status_code == 302
        upload.refresh_from_db()
        assert upload.settled_at is not None
        return True

    def list_of(self, organisation: Organisation, day: date, name: str = "roster-short") -> bytes:
        """The PDF as the officer takes it from "Việc đang chạy"."""
        asked = {"ngay": day.strftime("%d/%m/%Y"), "mau": f"{name}.pdf", "muc-dich": "trình ban thường vụ"}
        page = self.client.post(reverse("print-roster", args=[organisation.pk]), asked)
        jobs.run_waiting(timezone.now())
        job = Job.objects.latest("pk")
        assert (page["Location"], job.state(timezone.now())) == (reverse("job", args=[job.pk]), "done")
        return b"".join(self.client.get(reverse("job-file", args=[job.pk])).streaming_content)

    def total(self, organisation: Organisation, day: date) -> int:
        with scope.opened(scope.whole_register(day)):
            return figures.figures(organisation, day)["total"]

    def cells(self) -> list[Organisation]:
        """Cells of one committee of today that have people, most people first."""
        day = timezone.localdate()
        with scope.opened(scope.whole_register(day)):
            open_now = Term.unscoped.on(day).filter(kind__code="cell").select_related("organisation", "parent")
            of: dict[int, list[Organisation]] = {}
            for term in open_now:
                of.setdefault(term.parent_id, []).append(term.organisation)
            siblings = max(of.values(), key=len)
            return sorted(siblings, key=lambda one: -figures.figures(one, day)["total"])

    def ordinary(self, *cells: Organisation) -> list[Member]:
        """Official members of these cells about whom nothing special holds."""
        day = timezone.localdate()
        with scope.opened(scope.whole_register(day)):
            special = [*Exemption.unscoped.values_list("membership", flat=True),
                       *Suspension.unscoped.values_list("membership", flat=True)]  # fmt: skip
            rows = Placement.unscoped.on(day).official().filter(
                organisation__in=cells, since__lt=date(2025, 1, 1), membership__official_on__lt=date(2025, 1, 1),
            ).exclude(membership__in=special).exclude(member__placements__kind="temporary").order_by("pk")  # fmt: skip
            return [row.member for row in rows]


def words_of(pdf: bytes) -> str:
    return "".join("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


@pytest.fixture
def year(client):
    with time_machine.travel("2026-01-01T02:00:00Z", tick=False) as clock:
        yield Year(client, clock)


def test_a_year_of_the_office(year):
    year.on(date(2026, 1, 5))
    first, second, *others = year.cells()
    last = others[-1]
    before, at_start = year.list_of(year.top, date(2026, 1, 5)), year.total(year.top, date(2026, 1, 5))
    with scope.opened(scope.whole_register(date(2026, 1, 5))):
        cell_name = Term.unscoped.on(date(2026, 1, 5)).get(organisation=first).name
        parent = Term.unscoped.on(date(2026, 1, 5)).get(organisation=first).parent
        home = f"{cell_name}, {Term.unscoped.on(date(2026, 1, 5)).get(organisation=parent).name}"

    # January: a list of three who were admitted comes in, and once more by mistake.
    new = [(str(n), name, "Nam", "04/06/1999", "05/01/2026", "", "", home)
           for n, name in enumerate(("Hờ A Dình Thử", "Cứ A Lềnh Thử", "Vàng A Tủa Thử"), 1)]  # fmt: skip
    assert year.imports("ket-nap.xlsx", new)
    assert year.total(year.top, date(2026, 1, 5)) == at_start + 3
    assert not year.imports("ket-nap.xlsx", new)
    assert year.total(year.top, date(2026, 1, 5)) == at_start + 3
    probationer = Member.unscoped.get(full_name="Hờ A Dình Thử")

    # February: a birth date is corrected with its reason; without a reason it is refused.
    year.on(date(2026, 2, 10))
    plain = {"full_name": probationer.full_name, "sex": "m", "birth": "06/04/1999"}
    year.is_refused("correct-member", probationer.pk, "Lý do sửa", **plain)
    year.does("correct-member", probationer.pk, **plain, why="Giấy khai sinh bản gốc")
    probationer.refresh_from_db()
    assert probationer.birth_on == date(1999, 4, 6)

    # March: one moves to the neighbouring cell and is received a week later.
    year.on(date(2026, 3, 2))
    mover, *_ = year.ordinary(first)
    year.does("move", mover.pk, organisation=str(second.pk), day="02/03/2026", let_go_on="27/02/2026")
    year.on(date(2026, 3, 9))
    year.does("receive", mover.pk, day="09/03/2026")
    assert year.total(year.top, date(2026, 3, 9)) == at_start + 3

    # April: one works away for some months, one is exempt, one is suspended, one asks to leave.
    year.on(date(2026, 4, 1))
    away, exempt, suspended, leaver, *_ = (one for one in year.ordinary(first, second, *others) if one != mover)
    year.does("place-temporarily", away.pk, outside="Đảng bộ phường Mẫu", day="01/04/2026", until="01/10/2026")
    year.does("exempt", exempt.pk, reason="age", day="01/04/2026", number="05-NQ/CB", signed_on="30/03/2026")
    year.does("suspend", suspended.pk, day="01/04/2026", until="01/06/2026", number="9-QĐ/ĐU", signed_on="31/03/2026")
    year.does("depart", leaver.pk, kind="own_wish", day="01/04/2026", number="7-QĐ/ĐU", signed_on="31/03/2026")
    assert year.total(year.top, date(2026, 4, 1)) == at_start + 2
    assert year.total(year.top, date(2026, 3, 31)) == at_start + 3

    # June: the one who left is taken in again by decision.
    year.on(date(2026, 6, 15))
    assert year.client.get(reverse("person", args=[leaver.pk])).status_code in (302, 404)
    opened = year.client.post(reverse("leaver", args=[leaver.pk]), {"why": "phục hồi đảng tịch"})
    assert opened.status_code == 302
    year.does("restore", leaver.pk, organisation=str(second.pk), day="15/06/2026", number="20-QĐ/HU",
              signed_on="12/06/2026")  # fmt: skip
    assert year.total(year.top, date(2026, 6, 15)) == at_start + 3

    # September: the smallest cell is closed after its people have gone over to the first one.
    year.on(date(2026, 9, 1))
    with scope.opened(scope.whole_register(date(2026, 9, 1))):
        people = list(Placement.unscoped.on(date(2026, 9, 1)).official().filter(organisation=last))
    if people:
        year.is_refused("close-organisation", last.pk, "người sinh hoạt", day="01/09/2026", successor=str(first.pk))
    for one in people:
        year.does("move", one.member_id, organisation=str(first.pk), day="01/09/2026")
    year.does("close-organisation", last.pk, day="01/09/2026", successor=str(first.pk), number="31-QĐ/HU",
              signed_on="28/08/2026")  # fmt: skip
    assert year.total(year.top, date(2026, 9, 1)) == at_start + 3
    assert year.total(first, date(2026, 9, 1)) == year.total(first, date(2026, 8, 31)) + len(people)

    # The next January: twelve months are over and the probationer is recognised.
    year.on(date(2027, 1, 8))
    year.is_refused("recognise", probationer.pk, "Chưa đủ 12 tháng", official_on="04/01/2027", number="2-QĐ/HU")
    year.does("recognise", probationer.pk, official_on="05/01/2027", number="2-QĐ/HU", signed_on="07/01/2027")
    assert Membership.unscoped.get(member=probationer).official_on == date(2027, 1, 5)

    # What the committee sends is held against the records; nothing is written by that.
    acts = year.total(year.top, date(2027, 1, 8))
    theirs = SimpleUploadedFile("doi-chieu.xlsx", sheet([HEADS, *new]))
    asked = {"file": theirs, "day": "08/01/2027", "organisation": str(parent.pk)}
    compared = year.client.post(reverse("comparisons"), asked, follow=True)
    assert compared.status_code == 200, compared.content.decode()[:3000]
    assert "Hờ A Dình Thử" in compared.content.decode()
    assert year.total(year.top, date(2027, 1, 8)) == acts

    # Lists: of the day before all this, as it was; of today with everybody who came.
    past, today = words_of(year.list_of(year.top, date(2026, 1, 4))), words_of(year.list_of(year.top, date(2027, 1, 8)))
    for name in ("HờADìnhThử", "CứALềnhThử", "VàngATủaThử"):
        assert name in today and name not in past
    shown = words_of(before)
    assert "".join(leaver.full_name.split()) in shown and "".join(leaver.full_name.split()) in today
    call_command("verify_log")
