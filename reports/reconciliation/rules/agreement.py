"""When both sides may confirm the minutes, and when they may be signed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from enum import Enum

from kit.calendar import print_day
from members.errors import NotAllowed, RuleBroken
from reports.reconciliation.models import Confirmation, Side
from reports.reconciliation.rules.minutes import Minutes

# What the minutes call them.
SIDES = {Side.COMMITTEE: "bên danh sách", Side.OFFICER: "bên hồ sơ"}


class Step(Enum):
    """What a side has to do about minutes: of those that may be confirmed one of the first three (`step`); numbers of a
    light round that differ keep them from it."""

    AGREE = "agree"
    AGAIN = "again"
    SIGN = "sign"
    APART = "apart"


def step(side: Side, confirmations: Iterable[Confirmation], outdated: Collection[int] = ()) -> Step | None:
    """The next step of this side; None while the other one is to act. Whoever has confirmed what the minutes say
    otherwise by now (`outdated`: ids) agrees again; where both have confirmed, and not the same, whoever did so
    first."""
    found = {one.side: one for one in confirmations}
    if (own := found.pop(side, None)) is None:
        return Step.AGREE
    if own.pk in outdated:
        return Step.AGAIN
    other = next(iter(found.values()), None)
    if other is None or other.pk in outdated:
        return None
    if own.digest != other.digest:
        return Step.AGAIN if own.pk < other.pk else None
    return Step.SIGN if side is Side.OFFICER else None


def check_received(received: bool) -> None:
    """There is a list, or there are numbers. Raises RuleBroken."""
    if not received:
        raise RuleBroken("reconcile.received", "Chưa có danh sách hoặc số lượng gửi về.")


COMPARED, ANSWERED = "reconcile.compared", "reconcile.answered"
# How many of them a sentence names.
NAMED = 3


def check_compared(changed: Sequence[str]) -> None:
    """Nobody's record says something else than when the list was compared (`changed`: their names). Raises
    RuleBroken."""
    if changed:
        more = f" và {len(changed) - NAMED} người khác" if len(changed) > NAMED else ""
        said = f"Sổ đã đổi sau khi so với danh sách: {', '.join(changed[:NAMED])}{more}"
        raise RuleBroken(COMPARED, f"{said}. So lại với sổ rồi mới thống nhất, ký.")


def check_answered(waiting: int) -> None:
    """Every difference has its answer: silence never agrees. Raises RuleBroken."""
    if waiting:
        raise RuleBroken(ANSWERED, f"Còn {waiting} điểm lệch chưa trả lời.")


def check_numbers_agree(minutes: Minutes) -> None:
    """In a round on numbers alone both sides count the same. Raises RuleBroken."""
    if minutes.differing:
        said = "; ".join(minutes.differing)
        raise RuleBroken(
            "reconcile.numbers", f"Số của hai bên còn lệch: {said}. Sửa số đã ghi, hoặc mở đợt đối khớp từng người."
        )


def check_balance(holds: bool) -> None:
    """Opening, movements and closing agree. Raises RuleBroken."""
    if not holds:
        raise RuleBroken("arithmetic.sum", "Đầu kỳ cộng tăng trừ giảm không bằng cuối kỳ; xem lại các ngày đã ghi.")


def check_identities(figures: Iterable[tuple[str, int, int]]) -> None:
    """(label, figure that is signed, identities frozen behind it): the same number. Raises RuleBroken."""
    apart = [f"{label}: ký {figure}, có tên {behind}" for label, figure, behind in figures if figure != behind]
    if apart:
        sentence = f"Số ký không bằng số người đứng sau: {'; '.join(apart)}. Xem lại biên bản."
        raise RuleBroken("arithmetic.sum", sentence)


def check_as_shown(shown: str, now: str) -> None:
    """What is confirmed or signed is what was seen. Raises RuleBroken."""
    if shown != now:
        raise RuleBroken("history.changed", "Số liệu hoặc câu trả lời vừa thay đổi. Xem lại biên bản rồi làm lại.")


def check_speaks_for(is_office: bool, why: str) -> None:
    """Nobody but the office writes for the other side, and it says by which paper. Raises NotAllowed, RuleBroken."""
    if not is_office:
        raise NotAllowed("Mỗi bên tự thống nhất phần của mình.")
    if not why.strip():
        raise RuleBroken("history.reason", "Ghi theo giấy tờ nào của đảng ủy, số và ngày.", field="why")


def check_not_confirmed(known: Confirmation | None, digest: str) -> None:
    """This side has not confirmed what stands now (`digest`); what it confirmed before is no answer to that. Raises
    RuleBroken."""
    if known is not None and known.digest == digest:
        raise RuleBroken("arithmetic.once", f"Bên này đã thống nhất ngày {print_day(known.confirmed_on)}.")


def check_confirmed(known: Confirmation | None) -> Confirmation:
    """There is a word to take back. Answers it. Raises RuleBroken."""
    if known is None:
        raise RuleBroken("arithmetic.gone", "Bên này chưa thống nhất biên bản.")
    return known


def check_noted_by_office(paper: str | None, is_office: bool, why: str) -> None:
    """The office takes back what it noted itself of the committee's paper (`paper`; None where that was not kept), and
    says why. Raises NotAllowed, RuleBroken."""
    if not is_office:
        raise NotAllowed("Mỗi bên tự thôi thống nhất phần của mình.")
    if paper == "":
        sentence = "Đảng ủy tự thống nhất trong chương trình; đảng ủy tự thôi thống nhất."
        raise RuleBroken("reconcile.agreed", sentence, field="why")
    if not why.strip():
        raise RuleBroken("history.reason", "Ghi vì sao rút.", field="why")


def check_both(confirmations: Iterable[Confirmation], digest: str) -> None:
    """Both sides have confirmed these minutes, and nothing of them has changed since. Raises RuleBroken."""
    found = {one.side: one for one in confirmations}
    for side, name in SIDES.items():
        if side not in found:
            raise RuleBroken("reconcile.agreed", f"{name.capitalize()} chưa thống nhất biên bản.")
        if found[side].digest != digest:
            said = f"Sổ đã thay đổi sau khi {name} thống nhất ngày {print_day(found[side].confirmed_on)}"
            raise RuleBroken("history.changed", f"{said}; xem lại và thống nhất lại.")


def check_signing_day(signed_on: date, closing_day: date, confirmed: Iterable[date], today: date) -> None:
    """Signed after the period and after both agreed, not in the future. Raises RuleBroken."""
    if signed_on > today:
        raise RuleBroken("arithmetic.future", "Ngày ký chưa đến.", field="signed_on")
    if signed_on < closing_day:
        sentence = f"Ngày ký phải từ ngày {print_day(closing_day)} trở đi."
        raise RuleBroken("arithmetic.order", sentence, field="signed_on")
    last = max(confirmed, default=signed_on)
    if signed_on < last:
        sentence = f"Hai bên thống nhất ngày {print_day(last)}; ngày ký phải từ ngày ấy trở đi."
        raise RuleBroken("arithmetic.order", sentence, field="signed_on")


def check_number(number: str) -> None:
    if not number.strip():
        raise RuleBroken("reconcile.number", "Ghi số biên bản.", field="number")


def check_files(files: int | None) -> None:
    """The number of files is said, be it none: the minutes have a line for it. Raises RuleBroken."""
    if files is None:
        sentence = "Ghi số hồ sơ đảng viên đang giữ; không giữ hồ sơ nào thì ghi 0."
        raise RuleBroken("reconcile.files", sentence, field="files")


def check_people(people: Iterable[str], field: str) -> None:
    if not any(one.strip() for one in people):
        raise RuleBroken("reconcile.people", "Ghi người tham gia, ký tên, mỗi người một dòng.", field=field)
