"""When a list may be received, taken back or compared again, and what its titles say of whose and of when it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta

from kit import names
from kit.calendar import print_day
from kit.reading.limits import DEFAULT_LIMITS
from members.errors import Refusal, Refusals, RuleBroken
from reports.reconciliation.models import CommitteeNumbers, Round, RoundKind, SentList
from reports.reconciliation.rules.rounds import period_name

# Fewer of the listed people than this are known in the committee: the file is hardly its list.
HARDLY_THEIRS = 0.5

_AS_OF = re.compile(r"\b(?:den|thoi diem)(?: het)?(?: ngay)? (\d{1,2}) (?:thang )?(\d{1,2}) (?:nam )?(\d{4})\b")
_HALF = re.compile(r"\b6 thang (dau|cuoi) nam (\d{4})\b")
_QUARTER = re.compile(r"\bquy (iv|iii|ii|i|[1-4]) nam (\d{4})\b|\bquy (iv|iii|ii|i|[1-4]) (\d{4})\b")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


class Asked(Refusal):
    """Not refused but asked: it is received when a person says that it is meant."""


def check_kind(one: Round, kind: str) -> None:
    if one.kind != kind:
        sentence = (
            "Đợt này chỉ đối khớp số lượng; ghi số, không gửi danh sách."
            if one.kind == RoundKind.NUMBERS
            else "Đợt này đối khớp từng người; gửi danh sách."
        )
        raise RuleBroken("arithmetic.kind", sentence, field="file")


def check_newest(newest: SentList | None, seen: int) -> None:
    """Nobody sent another list since the page was opened. Raises RuleBroken."""
    number = newest.number if newest else 0
    if number != seen:
        said = f"vừa gửi một danh sách khác ngày {print_day(newest.sent_on)}" if newest else "vừa rút danh sách"
        raise RuleBroken("history.changed", f"Người khác {said}. Xem lại rồi gửi nếu vẫn cần.", field="file")


def check_stands(name: str, instead: str, day: date) -> None:
    """The committee still stands on the closing day (`name` of that day, "" for one that has ended). Raises RuleBroken,
    which says whose list its people are in."""
    if not name:
        sentence = f"Đến ngày {print_day(day)} nơi này không còn; người của nơi này có trong danh sách của {instead}."
        raise RuleBroken("arithmetic.placed", sentence, field="file")


def check_another_file(newest: SentList | None, checksum: str) -> None:
    """The same file twice changes nothing. Raises RuleBroken."""
    if newest is not None and newest.upload.checksum == checksum:
        sentence = f"Tệp này đã gửi ngày {print_day(newest.sent_on)}, không có gì đổi. Chưa ghi gì thêm."
        raise RuleBroken("arithmetic.once", sentence, field="file")


def check_how_many(sizes: Sequence[int]) -> None:
    """No more files, and no larger together, than are read at once. Raises RuleBroken."""
    if len(sizes) > DEFAULT_LIMITS.files:
        sentence = f"Gửi nhiều nhất {DEFAULT_LIMITS.files} tệp một lần, đang có {len(sizes)} tệp."
        raise RuleBroken("arithmetic.size", sentence, field="file")
    if len(sizes) > 1 and sum(sizes) > DEFAULT_LIMITS.file_bytes:
        most = DEFAULT_LIMITS.file_bytes // 1024**2
        raise RuleBroken("arithmetic.size", f"Các tệp gộp lại lớn hơn {most} MB nên không được nhận.", field="file")


def check_no_copies(files: Iterable[tuple[str, bytes]]) -> None:
    """No two of these files hold the same or are called the same. Raises Refusals, a sentence for each."""
    contents, names, said = dict[bytes, str](), set[str](), list[str]()
    for name, data in files:
        if data in contents:
            said.append(f"{name}: giống hệt tệp {contents[data]}; bỏ một trong hai.")
        elif name in names:
            said.append(f"{name}: có hai tệp cùng tên này; đổi tên một tệp rồi gửi.")
        contents.setdefault(data, name)
        names.add(name)
    if said:
        raise Refusals(said, field="file")


def check_all_are_lists(files: Iterable[str], read: Collection[str]) -> None:
    """Each of several files holds a list. Raises Refusals, a sentence for each that holds none."""
    empty = [f"{name}: không có danh sách đảng viên nào nhận ra được." for name in files if name not in read]
    if empty:
        raise Refusals(empty, field="file")


def check_theirs(named: Iterable[str], committee: str, files: Iterable[str] = ()) -> None:
    """The titles name no other committee. `named`: the others that they name; `files`: where, if not in the one file
    that was sent. Raises RuleBroken."""
    others = sorted(set(named))
    if others:
        sentence = f"Tiêu đề ghi đây là danh sách của {', '.join(others[:3])}, không phải của {committee}."
        sentence = ": ".join(part for part in (", ".join(sorted(set(files) - {""})), sentence) if part)
        raise RuleBroken("reconcile.other_committee", sentence, field="file")


def check_known(listed: int, known: int, *, anyway: bool) -> None:
    """Most of the people are known in the committee. Raises Asked."""
    if not anyway and listed and known < HARDLY_THEIRS * listed:
        sentence = f"Chỉ nhận ra {known} trong {listed} người là của đảng bộ này. Có đúng tệp không?"
        raise Asked(sentence, field="anyway")


def check_of_period(titles: Iterable[str], one: Round, *, anyway: bool) -> None:
    """The titles name no other period or closing day. Raises Asked."""
    said = period_in(titles)
    if said is None or anyway:
        return
    since, closing = said
    if closing != one.closing_day or (since is not None and since != one.since):
        told = period_name(since, closing + timedelta(days=1)) if since else f"đến ngày {print_day(closing)}"
        asked = f"{period_name(one.since, one.until)}, đến ngày {print_day(one.closing_day)}"
        raise Asked(f"Tiêu đề ghi {told}; đợt này là {asked}. Có đúng tệp không?", field="anyway")


def period_in(titles: Iterable[str]) -> tuple[date | None, date] | None:
    """(first day where said, closing day) that titles speak of; None where they speak of none. A day with a place
    before it is when the list was signed, and means nothing here."""
    text = " ; ".join(" ".join(re.sub(r"[^\w]+", " ", names.fold(title)).split()) for title in titles)
    if found := _AS_OF.search(text):
        day, month, year = map(int, found.groups())
        try:
            return None, date(year, month, day)
        except ValueError:
            return None
    if found := _HALF.search(text):
        year = int(found[2])
        return (date(year, 1, 1), date(year, 6, 30)) if found[1] == "dau" else (date(year, 7, 1), date(year, 12, 31))
    if found := _QUARTER.search(text):
        quarter, year = _QUARTERS[found[1] or found[3]], int(found[2] or found[4])
        until = date(year + quarter // 4, quarter * 3 % 12 + 1, 1)
        return date(year, quarter * 3 - 2, 1), until - timedelta(days=1)
    return None


def check_there(sent: SentList | None) -> SentList:
    """There is a list at all. Answers it. Raises RuleBroken where it was taken back meanwhile."""
    if sent is None:
        raise RuleBroken("arithmetic.gone", "Danh sách này vừa được rút, không còn danh sách nào.")
    return sent


def check_counts(newest: SentList | None, one: SentList) -> None:
    """It is the list that counts. Raises RuleBroken."""
    if newest is None or newest.pk != one.pk:
        raise RuleBroken("history.later", "Danh sách này không còn là danh sách mới nhất.")


def check_nothing_settled(is_last: bool, settled: bool) -> None:
    """Answers need a list on which they are seen: the only one goes once they are taken back. Raises RuleBroken."""
    if is_last and settled:
        raise RuleBroken("history.later", "Đã có điểm lệch được trả lời; rút những trả lời ấy trước.")


def check_numbers(given: Mapping[str, int]) -> None:
    """The numbers of a light round add up. Raises RuleBroken."""
    if set(given) != set(CommitteeNumbers.KINDS):
        raise TypeError("numbers of every kind are needed")
    if given["official"] + given["probationary"] != given["total"]:
        sentence = "Chính thức cộng dự bị phải bằng tổng số đảng viên."
        raise RuleBroken("arithmetic.sum", sentence, field="total")
    for kind in ("women", "exempt", "away"):
        if given[kind] > given["total"]:
            raise RuleBroken("arithmetic.sum", "Số này nhiều hơn tổng số đảng viên.", field=kind)
