"""The places a profile was sent to, as the page of the file draws them beside step 7: which wait and for how long, the
forms in place."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from django.urls import reverse

from admissions.models import Conclusion, Verification
from admissions.procedure.reading import File
from admissions.rules import steps, verifying
from admissions.views.acts import ANSWER, SEND, Own
from kit.calendar import print_day
from members import wording
from members.errors import why_not_yet
from members.forms.acts import ActForm
from members.views.acts import ActPage

# How a conclusion looks: a kind of the component `state`.
LOOKS = {Conclusion.PASSED: "done", Conclusion.FAILED: "late", Conclusion.MORE: "soon"}
InPlace = Callable[[ActPage, Any, str, str], ActForm]


@dataclass(frozen=True)
class Line:
    """One place: `kind` and `words` of its state; `href` with `form`, where its answer is noted; `edit`, `off`."""

    place: str
    sent: str
    kind: str
    words: str
    said: str
    href: str = ""
    form: ActForm | None = None
    edit: str = ""
    off: str = ""


@dataclass(frozen=True)
class Sent:
    """All of them, and the form for one more."""

    lines: list[Line] = field(default_factory=list)
    href: str = ""
    form: ActForm | None = None
    odd: str = ""

    def __bool__(self) -> bool:
        return bool(self.lines or self.href)


def sent(file: File, may: AbstractSet[str], day: date, in_place: InPlace, own: Own) -> Sent:
    """What the page shows to who has these rights. `odd`: what is in the way although the step is called done."""
    stopped = why_not_yet(partial(steps.check_not_stopped, file.way))
    rights = frozenset[str]() if stopped else may
    done = file.steps.get(verifying.S.VERIFIED)
    href, form = "", None
    if "send_verification" in rights and not _why_not_sent(file):
        href = reverse("send-verification", args=[file.applicant.pk])
        form = in_place(SEND, file.applicant, href, "gui")
    return Sent(
        [_line(one, rights, day, in_place, own) for one in file.sent], href, form,
        verifying.in_the_way(file.way.sendings, day) if done else "",
    )  # fmt: skip


def _why_not_sent(file: File) -> str:
    return why_not_yet(partial(steps.check_goes_on, file.way)) or why_not_yet(
        partial(verifying.check_may_send, file.way)
    )


def _line(one: Verification, may: AbstractSet[str], day: date, in_place: InPlace, own: Own) -> Line:
    waits = one.answered_on is None
    href, form = "", None
    if waits and "note_verification_answer" in may:
        href = reverse("verification-answer", args=[one.pk])
        form = in_place(ANSWER, one, href, f"tra-loi-{one.pk}")
    said = [f"trả lời {print_day(one.answered_on)}"] if one.answered_on else []
    said += [wording.paper(one.decision)] if one.decision_id else []
    said += [f"{one.account.full_name} ghi"] if one.account else []
    changes = may if own(one, one.sent_on) else frozenset[str]()
    kind, words = ("waits", waited(one.sent_on, day)) if waits else (
        LOOKS[Conclusion(one.conclusion)], one.get_conclusion_display())  # fmt: skip
    return Line(
        one.place, print_day(one.sent_on), kind, words, ", ".join(said), href, form,
        reverse("correct-verification", args=[one.pk]) if "correct_verification" in changes else "",
        reverse("take-back-verification", args=[one.pk]) if "take_back_verification" in changes else "",
    )  # fmt: skip


def waited(since: date, day: date) -> str:
    days = (day - since).days
    return f"chờ {days} ngày" if days > 0 else "gửi hôm nay"


def all_waiting(file: File, day: date) -> str:
    """How many places have not answered, and the longest wait; "" for none."""
    found = verifying.waiting(file.way.sendings)
    return f"{len(found)} nơi chưa trả lời thẩm tra, lâu nhất {waited(found[0].sent_on, day)}" if found else ""
