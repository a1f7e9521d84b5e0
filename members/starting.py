"""The beginning of an office: the word that opens its page, and what is still missing until it can work every day."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from members import office, rights, wording
from members.errors import Refusal
from members.models import Act, Member, Office, OfficeHolding, Register, Role, RoleKind, Sector, Term
from members.procedure.beginning import check_not_begun
from members.regulations import missing_festivals
from members.rights import Actor

# Without these a paper has no head or nobody to sign it. Who signs in his own right has no line of authority.
NEEDED = ("office_name", "parent_body", "issuing_body", "symbol", "place_name", "signer_post", "signer_name")
PEOPLE = "Tổ chức và đảng viên"
# From this month on, next year's holidays are asked for: working days are counted ahead.
HOLIDAYS_DUE_FROM_MONTH = 11
REGISTER = rights.case_of_organisation(None)
# The verb by whose right each sheet to fill in opens.
SHEETS = {"chuc-vu": "hold_office", "dia-ban": "set_area", "tai-khoan": "create_account"}
OVER_ALL = (rights.OFFICER, rights.ADMINISTRATOR)
# Taken every night: older than two days, a night was missed.
BACKUP_EVERY = timedelta(days=2)


@dataclass(frozen=True)
class Step:
    """One thing an office needs: whether it is there, what of it is missing, where it is done."""

    title: str
    done: bool
    said: str
    href: str = ""
    act: str = ""
    verb: str = ""


@dataclass(frozen=True)
class _Counts:
    """Organisations of a day below the head, and how many of them are without what each needs."""

    total: int
    without_secretary: int
    without_account: int
    cells: int
    of_known_sort: int
    residential: int
    without_area: int


@dataclass(frozen=True)
class _Facts:
    """Whether an area stands at the head, how many people this account sees, how many roles wait for a second person,
    when the last backup was taken and whether one since came to nothing."""

    is_area: bool
    people: int
    waiting: int
    backup_at: datetime | None
    backup_failed: bool


def begun() -> bool:
    try:
        check_not_begun()
    except Refusal:
        return True
    return False


def code() -> str:
    """The word that opens the page of the first start: only who can read the server's secrets can print it.

    Made from the secret and the mark of this database, so that it is no good for another one and is stored nowhere.
    """
    mark = Register.objects.values_list("mark", flat=True).get()
    said = hmac.new(settings.SECRET_KEY.encode(), f"first start:{mark}".encode(), hashlib.sha256).hexdigest()
    return "-".join(said[start : start + 4] for start in range(0, 16, 4))


def is_code(typed: str) -> bool:
    """However it was copied: the hyphens are there for the eye, and an office program makes dashes of them."""
    said = "".join(one for one in typed.lower() if one.isalnum())
    return hmac.compare_digest(said.encode(), code().replace("-", "").encode())


def steps(day: date) -> list[Step]:
    """Everything an office needs before its first ordinary day, in the order of doing it."""
    counts, facts = _counts(day), _facts(day)
    return [_words(day, facts), _first_day(day), _people(counts, facts), _secretaries(counts), _areas(counts),
            _accounts(counts), _roles(facts), _holidays(day), _backup(day, facts)]  # fmt: skip


def offered(found: list[Step], actor: Actor) -> list[Step]:
    """The same for this reader: a step that is not his leads nowhere and says whose it is."""
    return [step if not step.verb or rights.may(actor, step.verb, REGISTER) else _of_others(step) for step in found]


def leads(actor: Actor) -> bool:
    """Whether it is this actor's to bring an office through its first days."""
    return bool(actor.kinds_over_all() & set(OVER_ALL))


def left(actor: Actor) -> list[Step]:
    """What is still missing, for the two who lead through it; nothing for anybody else."""
    return [step for step in steps(actor.day) if not step.done] if leads(actor) else []


def _of_others(step: Step) -> Step:
    whose = " hoặc ".join(RoleKind(kind).label for kind in rights.roles_of([step.verb]) if kind in OVER_ALL)
    return replace(step, said=step.said if step.done else f"{step.said} Việc của {whose}.", href="", act="")


def _facts(day: date) -> _Facts:
    """What is no count of organisations, in one question: the start page asks it, too."""
    area = Term.objects.on(day).filter(parent=None, kind__code="area")
    taken = Act.objects.filter(verb="take_backup").order_by("-number")
    since = Act.objects.filter(number__gt=Subquery(taken.values("number")[:1]))
    # One that was begun on an earlier day and says nothing more was killed; of the one from which the register was
    # restored its own copy can say no more.
    restored = Act.objects.filter(number=OuterRef("number") + 1, verb="restore_backup")
    killed = Q(verb="begin_backup", at__date__lt=day) & ~Exists(restored)
    failed = since.filter(Q(verb="fail_backup") | killed)
    found = Register.objects.annotate(
        is_area=Exists(area), people=how_many(Member.objects.all()), waiting=how_many(Role.objects.waiting(day)),
        backup_at=Subquery(taken.values("at")[:1]), backup_failed=Exists(failed),
    ).values("is_area", "people", "waiting", "backup_at", "backup_failed")  # fmt: skip
    return _Facts(**found.get())


def how_many(rows: QuerySet[Any]) -> Coalesce:
    """How many rows there are, as a part of a question about something else."""
    counted = rows.order_by().annotate(all=Value(1)).values("all").annotate(many=Count("pk")).values("many")
    return Coalesce(Subquery(counted), 0)


def _words(day: date, facts: _Facts) -> Step:
    said, needed = office.settings_on(day), NEEDED
    if facts.is_area:
        # An area is no đảng bộ: what stands above its committees has to be said (members/issuing.py).
        needed = (*NEEDED, "committee_parent")
    missing = [office.KEYS[key][0] for key in needed if not said[key] or said[key] == office.KEYS[key][1]]
    words = f"Chưa ghi: {'; '.join(missing)}." if missing else said["office_name"]
    return Step(
        "Tên cơ quan, đầu văn bản, người ký", not missing, words, reverse("office"), "Ghi cài đặt", "set_office"
    )


def _first_day(day: date) -> Step:
    first = office.first_day(day)
    words = wording.day(first) if first else "Chưa có; biến động trước ngày này sổ không trả lời."
    return Step(
        "Ngày bắt đầu quản lý bằng sổ này", first is not None, words, reverse("office"), "Ghi ngày", "set_office"
    )


def _counts(day: date) -> _Counts:
    """One question for all of them: the start page asks it, too."""
    # Unscoped: the administrator counts who has none, and sees nobody who holds one.
    held = OfficeHolding.unscoped.on(day).filter(office=Office.SECRETARY, organisation=OuterRef("organisation"))
    account = Role.objects.valid_on(day).filter(organisation=OuterRef("organisation"))
    area = Term.places.through.objects.filter(term=OuterRef("pk"))
    rows = Term.objects.on(day).exclude(parent=None)
    cell = Q(kind__holds_members=True)
    residential = cell & Q(sector=Sector.RESIDENTIAL)

    def count(which: Q) -> Count:
        return Count("pk", filter=which)

    return _Counts(**rows.annotate(led=Exists(held), used=Exists(account), placed=Exists(area)).aggregate(
        total=Count("pk"), without_secretary=count(Q(led=False)), without_account=count(Q(used=False)),
        cells=count(cell), of_known_sort=count(cell & ~Q(sector=Sector.OTHER)), residential=count(residential),
        without_area=count(residential & Q(placed=False)),
    ))  # fmt: skip


def _people(counts: _Counts, facts: _Facts) -> Step:
    """The administrator sees nobody: he is told that there are members, not how many."""
    people = facts.people
    there = people > 0 or Member.unscoped.exists()
    said = f"{wording.number(people)} đảng viên" if people or not there else "Đã có đảng viên"
    words = f"{said}, {wording.number(counts.total)} tổ chức."
    return Step(PEOPLE, there, words, reverse("imports"), "Nhập danh sách", "import_members")


def _without(total: int, missing: int, words: str, title: str, sheet: str) -> Step:
    """A step about every organisation of a kind: done when none is left without; `sheet` is the one to fill in."""
    said = f"{wording.number(missing)} trong {wording.number(total)} {words}" if missing else f"Đủ {total} tổ chức."
    return Step(title, total > 0 and not missing, said if total else "Chưa có tổ chức nào.",
                reverse("sheet", args=[sheet]), "Điền bảng", SHEETS[sheet])  # fmt: skip


def _secretaries(counts: _Counts) -> Step:
    words = "tổ chức chưa ghi bí thư."
    return _without(counts.total, counts.without_secretary, words, "Bí thư của mỗi tổ chức", "chuc-vu")


def _areas(counts: _Counts) -> Step:
    title = "Loại hình chi bộ, địa bàn của chi bộ khu dân cư"
    step = _without(counts.residential, counts.without_area, "chi bộ khu dân cư chưa ghi địa bàn.", title, "dia-ban")
    if counts.residential or not counts.cells:
        return step
    # An import makes cells and cannot know of what sort they are; offices and schools alone have no area to write.
    done = counts.of_known_sort > 0
    return replace(step, done=done, said="Không có chi bộ khu dân cư." if done else "Chưa ghi loại hình chi bộ nào.")


def _accounts(counts: _Counts) -> Step:
    words = "tổ chức chưa ai có tài khoản."
    return _without(counts.total, counts.without_account, words, "Tài khoản của bí thư", "tai-khoan")


def _roles(facts: _Facts) -> Step:
    waiting = facts.waiting
    words = f"{waiting} vai trò chờ người thứ hai xác nhận." if waiting else "Không có vai trò nào chờ xác nhận."
    return Step("Xác nhận vai trò", not waiting, words, reverse("waiting-roles"), "Xem danh sách")


def without_holidays(day: date) -> dict[int, list[str]]:
    """Of this year, and from November on of the next, the days off of every year that the table does not have: one
    that an office has entered by itself says nothing of the others."""
    off, worked = office.holidays()
    wanted = [day.year, *([day.year + 1] if day.month >= HOLIDAYS_DUE_FROM_MONTH else [])]
    missing = {year: missing_festivals(year, off, worked) for year in wanted}
    return {year: names for year, names in missing.items() if names}


def holidays_in_words(missing: dict[int, list[str]]) -> str:
    """ "Chưa có ngày nghỉ năm 2027 (Tết Nguyên đán, Quốc khánh 02/9)"."""
    return "Chưa có ngày nghỉ năm " + " và năm ".join(f"{year} ({', '.join(said)})" for year, said in missing.items())


def _holidays(day: date) -> Step:
    missing = without_holidays(day)
    off, _ = office.holidays()
    words = f"{holidays_in_words(missing)}." if missing else f"Có đến năm {max(off).year}."
    return Step("Ngày nghỉ và ngày làm bù", not missing, words, reverse("holidays"), "Ghi ngày nghỉ", "note_holiday")


def _backup(day: date, facts: _Facts) -> Step:
    taken = timezone.localtime(facts.backup_at).date() if facts.backup_at else None
    is_fresh = taken is not None and day - taken <= BACKUP_EVERY
    if taken and facts.backup_failed:
        words = f"Lần cuối có tệp {wording.day(taken)}, sau đó không xong. Quản trị máy chủ xem ổ đĩa, chạy lại lệnh."
        return Step("Sao lưu hằng đêm", False, words)
    words = f"Lần cuối {wording.day(taken)}." if taken else "Chưa lần nào. Quản trị máy chủ đặt lịch, xem hướng dẫn."
    return Step("Sao lưu hằng đêm", is_fresh, words)
