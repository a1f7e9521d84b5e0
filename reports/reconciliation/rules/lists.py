"""When a list may be received, taken back or compared again, and whose and of when its titles may be."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date

from kit.calendar import print_day
from kit.reading.limits import DEFAULT_LIMITS, together_too_large
from members import wording
from members.errors import Refusal, Refusals, RuleBroken, who_wrote
from reports.reconciliation.models import CommitteeNumbers, Round, RoundKind, SentList, Side
from reports.reconciliation.rules.rounds import period_name
from reports.reconciliation.rules.titles import period_in

# Fewer of the listed people than this are known in the committee: the file is hardly its list.
HARDLY_THEIRS = 0.5


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


def check_newest(newest: SentList | None, seen: int, *, own: bool = False) -> None:
    """Nobody sent another list, or took one back, since the page was opened (`seen`: its number, which no other list of
    the committee ever has). `own`: who sends this one sent the newest. Raises RuleBroken."""
    number = newest.number if newest else 0
    if number != seen:
        said = "Danh sách vừa được rút"
        if newest is not None and number > seen:
            said = f"{who_wrote(own)} vừa gửi một danh sách khác ngày {print_day(newest.sent_on)}"
        raise RuleBroken("history.changed", f"{said}. Xem lại rồi gửi nếu vẫn cần.", field="file")


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
        raise RuleBroken("arithmetic.size", together_too_large(), field="file")


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
        counted = f"{wording.number(known)} trong {wording.number(listed)} người"
        sentence = f"Chỉ nhận ra {counted} là của đảng bộ này. Có đúng tệp không?"
        raise Asked(sentence, field="anyway")


def check_of_period(titles: Iterable[str], one: Round, *, anyway: bool) -> None:
    """The titles name no other period, month, year or closing day. Raises Asked."""
    said = period_in(titles)
    if said is None or anyway:
        return
    if not said.is_of(one):
        asked = f"{period_name(one.since, one.until)}, đến ngày {print_day(one.closing_day)}"
        raise Asked(f"Tiêu đề ghi {said.told}; đợt này là {asked}. Có đúng tệp không?", field="anyway")


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
    """Answers need a list on which they are seen: the only one goes once the right one is there, or they are taken
    back. Raises RuleBroken."""
    if is_last and settled:
        instead = "gửi danh sách đúng rồi rút danh sách này, hoặc rút những trả lời ấy trước"
        sentence = f"Đã có điểm lệch được trả lời: {instead}."
        raise RuleBroken("history.later", sentence, field="sending")


def check_erases_own(side: Side, answers: int, people: int) -> None:
    """What the officer has said of a list goes with it only where the officer takes it back. `answers`, `people`: so
    many points that this list alone has he has answered, of so many rows said who they are. Raises RuleBroken."""
    if side is Side.OFFICER or not (answers or people):
        return
    said = [f"đã trả lời {answers} điểm lệch"] if answers else []
    said += [f"đã chọn {people} dòng là ai"] if people else []
    sentence = f"Cán bộ tổ chức {' và '.join(said)} mà chỉ danh sách này có; đề nghị cán bộ tổ chức rút danh sách này."
    raise RuleBroken("reconcile.answers", sentence, field="sending")


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


def check_numbers_seen(known: CommitteeNumbers | None, seen: int | None, is_own: Callable[[], bool]) -> None:
    """Nobody noted other numbers, or took them back, since the page was opened (`seen`: the version that it showed, 0
    where there were none; None: no page). `is_own`: whether who sends the page noted them. Raises RuleBroken."""
    if seen is None or seen == (known.version if known else 0):
        return
    said = "Số lượng vừa được rút"
    if known is not None:
        called = {one.name: one.verbose_name for one in CommitteeNumbers._meta.concrete_fields}
        each = (f"{called[kind]} {getattr(known, kind)}" for kind in known.KINDS)
        said = f"{who_wrote(is_own())} vừa ghi số lượng khác: {', '.join(each)}"
    raise RuleBroken("history.changed", f"{said}. Xem lại rồi bấm lại nếu vẫn cần.")
