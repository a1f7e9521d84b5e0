"""What was signed for a day: an act that makes the register say something else of that day gives its reason.

What stood is frozen with the signing; what is corrected later stands beside it, so that nobody meets it unexplained.
"""

from __future__ import annotations

from kit.calendar import print_day
from members.errors import RuleBroken
from members.registry import SignedDay

THIS = "Việc này"


def check_reason(touched: SignedDay | None, name: str, what: str = THIS, later: str = THIS.lower()) -> None:
    """Without a reason nothing that was signed is touched; `name`: of whoever signed, `what` touches it and is
    called `later` in the same sentence. Raises RuleBroken at the field of the reason."""
    if touched is not None:
        raise RuleBroken("history.signed", asked(touched, name, what, later), field="why")


def asked(touched: SignedDay, name: str, what: str, later: str) -> str:
    """The sentence that asks for the reason."""
    return (
        f"{what} đổi điều đã ký: {touched.paper} của {name}, đến ngày {print_day(touched.day)}, "
        f"ký ngày {print_day(touched.signed_on)}. Ghi lý do sửa; số đã ký giữ nguyên, {later} đứng thành điều "
        "sửa sau khi ký."
    )
