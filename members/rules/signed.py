"""What was signed for a day: an act that makes the register say something else of that day gives its reason.

What stood is frozen with the signing; what is corrected later stands beside it, so that nobody meets it unexplained.
"""

from __future__ import annotations

from collections.abc import Sequence

from kit.calendar import print_day
from members.errors import RuleBroken
from members.registry import SignedDay

THIS = "Việc này"
# So many papers are named, the rest counted.
NAMED = 3


def check_reason(touched: SignedDay | None, name: str, what: str = THIS, later: str = THIS.lower()) -> None:
    """Without a reason nothing that was signed is touched; `name`: of whoever signed, `what` touches it and is
    called `later` in the same sentence. Raises RuleBroken at the field of the reason."""
    if touched is not None:
        check_reason_of([(touched, name)], what, later)


def check_reason_of(touched: Sequence[tuple[SignedDay, str]], what: str, later: str) -> None:
    """The same of everything that was signed and is touched: [(what was signed, name of who signed)]."""
    if touched:
        raise RuleBroken("history.signed", asked(touched, what, later), field="why")


def asked(touched: Sequence[tuple[SignedDay, str]], what: str, later: str) -> str:
    """The sentence that asks for the reason."""
    papers = [
        f"{one.paper} của {name}, đến ngày {print_day(one.day)}, ký ngày {print_day(one.signed_on)}"
        for one, name in touched[:NAMED]
    ]
    if len(touched) > NAMED:
        papers.append(f"và {len(touched) - NAMED} biên bản khác")
    return (
        f"{what} đổi điều đã ký: {'; '.join(papers)}. Ghi lý do sửa; số đã ký giữ nguyên, {later} đứng thành điều "
        "sửa sau khi ký."
    )
