"""The office's own words, numbers and holidays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction

from kit import names
from members import history, office, rights, tree
from members.errors import RuleBroken
from members.models import Holiday, Setting
from members.procedure.acting import verb
from members.rights import Actor


def _permit(by: Actor) -> None:
    rights.check_may(by, history.current().verb, rights.case_of_organisation(None))


@verb("ghi cài đặt của cơ quan", about="register")
def set_office(*, by: Actor, key: str, value: str, day: date | None, seen: Sequence[str] | None = None) -> Setting:
    """The value of a key from `day` on (None: from the beginning), until the next day it was set.

    `seen`: what the page showed of this key (`office.shown`); refused when it says something else by now.
    """
    _permit(by)
    if key not in office.KEYS:
        raise RuleBroken("office.key", "Không có mục này.", field="key")
    value = names.clean(value)
    office.check_value(key, value, by.day)
    tree.draw_mark()
    rows = list(Setting.objects.select_for_update().filter(key=key))
    office.check_unchanged(rows, seen, lambda row: history.is_own(by, history.lines_about_row(row, "set_office")))
    written = _written(rows, key, value, day)
    _check_numbers(key)
    _say_which(key)
    return written


def _written(rows: Sequence[Setting], key: str, value: str, day: date | None) -> Setting:
    """The entry of that day among the others of its key, each of which ends where the next begins."""
    same = next((row for row in rows if row.since == day), None)
    if same is not None:
        return history.change(same, value=value)
    later = [row.since for row in rows if row.since is not None and (day is None or row.since > day)]
    for row in rows:
        if day is not None and row.holds_on(day):
            history.change(row, until=day)
    return history.create(Setting, key=key, value=value, since=day, until=min(later, default=None))


def _say_which(key: str) -> None:
    """A line that changes only what an entry says tells which entry it was."""
    if history.current().changes:
        history.note(setting=key)


@verb("bỏ một mục cài đặt", about="register", needs_reason=True)
def take_back_setting(setting: Setting, *, by: Actor) -> None:
    """An entry written for a wrong day goes; what stood before it goes on until the next one begins.

    Raises RuleBroken when it is gone already, or when the numbers that are left do not go together.
    """
    _permit(by)
    tree.draw_mark()
    rows = list(Setting.objects.select_for_update().filter(key=setting.key))
    row = next((one for one in rows if one.pk == setting.pk), None)
    if row is None:
        raise RuleBroken("arithmetic.once", "Mục này đã được bỏ.", field="why")
    until, before = row.until, next((one for one in rows if row.since and one.until == row.since), None)
    history.remove(row)
    if before is not None:
        history.change(before, until=until)
    _check_numbers(setting.key, "why")
    _say_which(setting.key)


def _check_numbers(key: str, field: str = "value") -> None:
    """Both numbers together, as they stand now; what is refused is taken back with the act."""
    if key in office.UNUSED:
        office.check_warned_first(Setting.objects.select_for_update().filter(key__in=office.UNUSED), field)


@verb("ghi ngày nghỉ hoặc làm bù", about="register")
def note_holiday(*, by: Actor, day: date, name: str, is_worked: bool = False) -> Holiday:
    """A day off, or (is_worked) a day of the weekend worked in exchange. Raises RuleBroken for one of another day."""
    _permit(by)
    if not names.clean(name):
        raise RuleBroken("arithmetic.name", "Ghi tên ngày nghỉ.", field="name")
    office.check_worked(day, is_worked=is_worked)
    if Holiday.objects.filter(day=day).exists():
        raise RuleBroken("arithmetic.once", "Ngày này đã ghi.", field="day")
    tree.draw_mark()
    return history.create(Holiday, day=day, name=names.clean(name), is_worked=is_worked)


def note_holidays(*, by: Actor, day: date, until: date | None, name: str, is_worked: bool = False) -> list[Holiday]:
    """The days from `day` to `until` (with it), each as `note_holiday`; all or none. Days that are noted already stay
    as they are. Raises RuleBroken for days out of order, for more than a fortnight and where every day is noted."""
    if until is None or until == day:
        return [note_holiday(by=by, day=day, name=name, is_worked=is_worked)]
    office.check_days(day, until)
    with transaction.atomic():
        known = set(Holiday.objects.filter(day__gte=day, day__lte=until).values_list("day", flat=True))
        days = [day + timedelta(days=one) for one in range((until - day).days + 1)]
        noted = [note_holiday(by=by, day=one, name=name, is_worked=is_worked) for one in days if one not in known]
    if not noted:
        raise RuleBroken("arithmetic.once", "Các ngày này đã ghi.", field="day")
    return noted


@verb("bỏ ngày nghỉ", about="register", needs_reason=True)
def remove_holiday(holiday: Holiday, *, by: Actor) -> None:
    _permit(by)
    row = Holiday.objects.select_for_update().filter(pk=holiday.pk).first()
    if row is None:
        raise RuleBroken("arithmetic.once", "Ngày này đã được bỏ.", field="day")
    tree.draw_mark()
    history.remove(row)
