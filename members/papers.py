"""Printed papers of this app: the full register list (Mẫu 7-HSĐV) and the short roster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple

from django.conf import settings
from django.utils import timezone

from kit import names
from kit.drawing import Closing, Column, Head, Section, Total, draw_table, write_sheet
from kit.drawing.fonts import FontMissing
from members import issuing, office, registry, rosters, scope, tree, wording
from members.errors import NotAllowed, Refusal
from members.models import Organisation, Term
from members.rights import Actor

# Letters of a name that stands with its day on one line of a head.
ONE_LINE = 28
FULL = (
    Column("Số TT", 10, "right"),
    Column("Họ và tên, họ tên khai sinh", 33, bold_first=True),
    Column("Nam, nữ, dân tộc, tôn giáo", 13, "center"),
    Column("Quê quán", 22.5),
    Column("Văn hóa, lý luận, CMNV, ngoại ngữ", 22),
    Column("Nghề nghiệp trước khi vào Đảng, hiện nay", 22),
    Column("Ngày vào Đảng, ngày chính thức", 18.5, "right"),
    Column("Số thẻ, số lý lịch, số Huy hiệu Đảng", 22.5, "right"),
    Column("Bộ đội, công an, hưu trí", 12),
    Column("Ngày chuyển đi, đến đảng bộ cơ sở nào", 17),
    Column("Ngày chuyển đến, ở đảng bộ cơ sở nào đến", 19),
    Column("Ngày từ trần, lý do", 11),
    Column("Ngày ra khỏi Đảng, hình thức", 14.5),
    Column("Ghi chú", 15),
)
SHORT = (
    Column("Số TT", 12, "right"),
    Column("Họ và tên", 52, bold_first=True),
    Column("Ngày sinh", 22, "right"),
    Column("Nam, nữ", 14, "center"),
    Column("Ngày vào Đảng", 24, "right"),
    Column("Ngày chính thức", 24, "right"),
    Column("Số thẻ đảng viên", 30, "right"),
    Column("Ghi chú", 74),
)


def _full(one: rosters.Entry) -> list[str]:
    """One member in the fourteen columns; what the register does not keep stays empty."""
    learned = "\n".join(part for part in (one.schooling, one.theory) if part)
    numbers = "\n".join([*one.cards, *([f"LL {one.profile_number}"] if one.profile_number else [])])
    # An official date alone stands on the second line: the first is the place of the admission.
    dates = f"{one.admitted_on}\n{one.official_on}".rstrip()
    name = f"{one.full_name}\n{one.other_names}" if one.other_names else one.full_name
    serial = str(one.number) if one.number else ""
    works, service = ("", one.occupation) if one.in_service else (one.occupation, "")
    return [serial, name, one.sex, "", learned, works, dates, numbers, service, "", one.came, "", "", one.note]


def _short(one: rosters.Entry) -> list[str]:
    serial = str(one.number) if one.number else ""
    return [serial, one.full_name, one.birth, one.sex, one.admitted_on, one.official_on, "\n".join(one.cards), one.note]


@dataclass(frozen=True)
class Form:
    """One way of printing a roster: its title, columns, how a person becomes a row, lines a row has at least."""

    title: str
    columns: tuple[Column, ...]
    row: Callable[[rosters.Entry], list[str]]
    lines: int


# Kinds of file that a paper is drawn as, in the words of an office.
FILES = {"pdf": "PDF", "xlsx": "bảng tính"}
FORMS = {
    "roster": Form("SỔ DANH SÁCH ĐẢNG VIÊN", FULL, _full, 4),
    "roster-short": Form("DANH SÁCH ĐẢNG VIÊN", SHORT, _short, 1),
}


def catalogue() -> dict[str, registry.Paper]:
    """The rosters as the command prints them, by name."""
    return {name: registry.Paper(form.title.capitalize(), frozenset({"as_of"}), _writer(name))
            for name, form in FORMS.items()}  # fmt: skip


def _writer(name: str) -> Callable[..., registry.PaperMade]:
    def write(
        to: BinaryIO, asked: registry.PaperAsked, by: Actor, about: Callable[[date], Sequence[tuple[str, str]]]
    ) -> registry.PaperMade:
        day = asked.day or by.day
        check_day(day, by.day)
        organisation = asked.organisation or whole(day)
        people = print_roster(to, name, organisation, day, by=by, kind=asked.kind, about=tuple(about(day)))
        return registry.PaperMade(day, people, organisation)

    return write


NO_ORGANISATION = "Sổ chưa có tổ chức nào vào ngày đó."


def whole(day: date) -> Organisation:
    """The head of the register that day. Raises Refusal where there is none, NotAllowed where it is not one's part."""
    root = Term.objects.on(day).filter(parent=None).select_related("organisation").first()
    if root is not None:
        return root.organisation
    if tree.has_head(day):
        raise NotAllowed("Tài khoản này không xem cả đảng bộ; ghi mã tổ chức của mình: --organisation CODE.")
    raise Refusal(NO_ORGANISATION)


def check_lists(organisation: Organisation, day: date) -> None:
    """Raises NotAllowed where nobody's name on this list may be read: it would say that there is nobody."""
    mine = scope.current().mine(scope.LISTS, "")
    if mine is None:
        return
    if scope.current().shuts(scope.LISTS) or not Organisation.objects.filter(mine, pk=organisation.pk).exists():
        raise NotAllowed(f"Tài khoản này không xem danh sách đảng viên của {name_on(organisation, day)}.")


def check_day(day: date, today: date) -> None:
    """Raises Refusal for a day that has not come or lies before the register begins: nobody could sign such a list, and
    no page shows what nobody could sign."""
    first = office.first_day(today)
    if day > today or (first is not None and day < first):
        begins = f" từ {wording.day(first)}, ngày bắt đầu quản lý bằng sổ này," if first is not None else ""
        raise Refusal(f"Chỉ có danh sách của một ngày{begins} đến {wording.day(today)}.")


def no_list(day: date, today: date) -> str:
    """The sentence of the same check, where a page says it in the place of the list; "" where there is one."""
    try:
        check_day(day, today)
    except Refusal as refusal:
        return refusal.sentence
    return ""


def name_on(organisation: Organisation, day: date) -> str:
    """What an organisation was called that day. Raises Refusal when it did not stand."""
    name = Term.objects.on(day).filter(organisation=organisation).values_list("name", flat=True).first()
    if name is None:
        raise Refusal(f"Tổ chức này không có vào ngày {wording.day(day)}.")
    return name


def head(form: Form, issued: issuing.Issuer, organisation: Organisation, day: date) -> Head:
    """The words above: bodies and place of who issues; the day stays open."""
    name = name_on(organisation, day)
    between = " " if len(name) <= ONE_LINE else "\n"
    return Head(
        parent=issued.parent.upper() or issuing.OPEN, issuer=issued.body.upper() or issuing.OPEN,
        place_and_day=issued.open_day(day), title=form.title,
        subject=f"của {name}{between}đến ngày {wording.day(day)}", running=f"{form.title.capitalize()} – {name}",
        as_of=f"Đến ngày {wording.day(day)}",
    )  # fmt: skip


def closing(issued: issuing.Issuer, organisation: Organisation, day: date) -> Closing:
    totals = [Total(*one) for one in rosters.totals(organisation, day)]
    return Closing(totals, right=issued.signature, copies=issued.copies)


def sections(
    form: Form, organisation: Organisation, day: date, progress: rosters.Progress | None, drawn: list[int]
) -> Iterator[Section]:
    """A section for each cell; `drawn` gets the id of everybody who stands in it."""
    for one in rosters.cells(organisation, day, progress):
        drawn.extend(entry.member for entry in one.entries)
        people = f"{one.counted} đảng viên"
        yield Section(f"{one.title} – {people}", [form.row(entry) for entry in one.entries])


def print_roster(
    to: BinaryIO,
    name: str,
    organisation: Organisation,
    day: date,
    *,
    by: Actor,
    kind: str = "pdf",
    about: tuple[tuple[str, str], ...] = (),
    progress: rosters.Progress | None = None,
) -> list[int]:
    """Write a roster of one organisation as of a day into `to`, as `pdf` or `xlsx`; answers the ids of everybody on it.
    It is issued by the body that `by` prints for.

    Raises KeyError for an unknown name, Refusal when the organisation did not stand that day or a font is missing,
    NotAllowed where one reads no list of it.
    """
    check_lists(organisation, day)
    form, drawn, issued = FORMS[name], list[int](), issuing.issuer(by, organisation, day)
    parts = Parts(
        head(form, issued, organisation, day), form.columns, sections(form, organisation, day, progress, drawn),
        closing(issued, organisation, day),
    )  # fmt: skip
    write_table(to, parts, kind=kind, about=about, lines=form.lines)
    return drawn


class Parts(NamedTuple):
    """What a long table says, in the order in which whoever draws it takes it."""

    head: Head
    columns: Sequence[Column]
    sections: Iterable[Section]
    closing: Closing


def write_table(
    to: BinaryIO, parts: Parts, *, kind: str, about: Sequence[tuple[str, str]] = (), lines: int = 1,
    landscape: bool = True,
) -> None:  # fmt: skip
    """Write a long table into `to` as `pdf` or `xlsx`, whose last sheet is `about`. Raises Refusal when a font is
    missing."""
    if kind == "xlsx":
        write_sheet(to, *parts, about=about)
        return
    try:
        draw_table(to, *parts, fonts=Path(settings.DOCUMENT_FONT_DIR), landscape=landscape, lines=lines)
    except FontMissing as error:
        raise Refusal(str(error)) from error


def about(actor: Actor, day: date, why: str, at: datetime) -> tuple[tuple[str, str], ...]:
    """The last sheet of a workbook: who took it out, when, for which day and what."""
    return (
        ("Người xuất", actor.name), ("Lúc", timezone.localtime(at).strftime("%H:%M %d/%m/%Y")),
        ("Số liệu của ngày", wording.day(day)), ("Mục đích", why),
    )  # fmt: skip


def file_name(name: str, organisation: Organisation, day: date, kind: str) -> str:
    """so-danh-sach-dang-vien-xa-an-khe-2026-06-30.pdf"""
    return file_called(f"{FORMS[name].title} {name_on(organisation, day)}", day, kind)


def file_called(words: str, day: date, kind: str) -> str:
    """A file's name from its words, without accents and blanks, with its day."""
    return f"{names.fold(words).replace(' ', '-')[:100]}-{day.isoformat()}.{kind}"
