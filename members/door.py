"""Around every request of somebody signed in: who acts today, and the scope through which everything is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from kit.calendar import FIRST_YEAR, LAST_YEAR, YearOutside, parse_day
from members import history, kept, lines, rights, scope
from members.models import Act, Member, Membership, Organisation, Term
from members.models.sending import KEPT

Answer = Callable[[HttpRequest], HttpResponse]
LEAVERS, LEAVER_MINUTES = "opened_leavers", 30
DAY_FORM = "Nhập ngày theo dạng ngày/tháng/năm, ví dụ 03/02/1998"
DAY_YEAR = f"Chỉ xem được ngày của các năm từ {FIRST_YEAR} đến {LAST_YEAR}"
# Longer than any number that the database keeps.
DIGITS = 18


class TakenOff(Http404):
    """There was such a row, of somebody or an organisation that one opens, and `act` took it off: for who has its page
    still open."""

    def __init__(self, act: Act, about: Member | Organisation) -> None:
        super().__init__()
        self.act, self.about = act, about


@contextmanager
def actor_of(request: HttpRequest) -> Iterator[None]:
    """Of who is signed in: `request.actor`, and the scope of that actor until it closes."""
    request.actor = rights.actor_for(request.user, timezone.localdate())
    with scope.opened(rights.scope_of(request.actor, leavers=opened_leavers(request))):
        yield


def open_scope(get_response: Answer) -> Answer:
    """Middleware: the same until the answer is made."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return get_response(request)
        with actor_of(request):
            return get_response(request)

    return answer


def opened_leavers(request: HttpRequest) -> frozenset[int]:
    """Who has left and was opened in this session with a purpose, not longer ago than the purpose lasts."""
    now = int(timezone.now().timestamp())
    opened = request.session.get(LEAVERS, {})
    return frozenset(int(pk) for pk, at in opened.items() if now - at < LEAVER_MINUTES * 60)


def open_leaver(request: HttpRequest, member: int) -> None:
    """From now on, for a while, this session opens that person."""
    now = int(timezone.now().timestamp())
    request.session[LEAVERS] = {str(pk): now for pk in opened_leavers(request)} | {str(member): now}


def organisation_or_404(request: HttpRequest, pk: int) -> Organisation:
    """One of mine that stood on some day: what a plan has made and what was taken back is not there."""
    known = Term.objects.filter(organisation=OuterRef("pk"))
    organisation: Organisation = row_or_404(Organisation.objects.filter(Exists(known)), pk)
    return organisation


def standing_or_404(request: HttpRequest, pk: int) -> Organisation:
    """The same for pages that only need to know which: told from the tree as this request has read it."""
    places = kept.places_on(request.actor.day)
    if places is None:
        return organisation_or_404(request, pk)
    if pk not in places or not scope.current().holds(scope.TREE, places[pk].range.lo):
        raise Http404
    return Organisation(pk=pk)


def mine(request: HttpRequest, organisations: Iterable[int]) -> set[int]:
    """Which of them are mine today."""
    places = kept.places_on(request.actor.day)
    if places is None:
        return set(Organisation.objects.filter(pk__in=list(organisations)).values_list("pk", flat=True))
    here = scope.current()
    return {pk for pk in organisations if pk in places and here.holds(scope.TREE, places[pk].range.lo)}


def person_or_404(request: HttpRequest, pk: int) -> Member:
    """A person one may open today; everybody else is not there."""
    return get_or_404(Member, pk)


def fact_or_404(model: type, pk: int) -> object:
    """A row of a fact whose person one may open. Raises TakenOff where it was there a short while ago."""
    row = _row_or_taken_off(model, pk, _person_said)
    member = row.member_id if hasattr(row, "member_id") else row.membership.member_id
    get_or_404(Member, member)
    return row


def fact_of_tree_or_404(model: type, pk: int) -> object:
    """A row of a fact of an organisation. Raises TakenOff as `fact_or_404`, to who opens its people: to him alone is
    its history open."""
    return _row_or_taken_off(model, pk, _organisation_said)


def _row_or_taken_off(model: type, pk: int, whose: Callable[[dict[str, Any]], Any]) -> Any:
    try:
        return get_or_404(model, pk)
    except Http404 as missing:
        # No page stays open, and no draft is kept, for longer.
        found = history.taken_off(model, pk, since=timezone.now() - KEPT)
        if found is None or (about := whose(found[1])) is None:
            raise
        raise TakenOff(found[0], about) from missing


def _person_said(row: dict[str, Any]) -> Member | None:
    """Of whom the row was, where one opens that person."""
    member = row.get("member_id")
    if member is None:
        member = Membership.objects.filter(pk=row.get("membership_id")).values_list("member", flat=True).first()
    return Member.objects.filter(pk=member).first()


def _organisation_said(row: dict[str, Any]) -> Organisation | None:
    here = Organisation.objects.filter(pk=row.get("organisation_id")).first()
    return here if here is not None and opens_people_of(here) else None


def opens_people_of(here: Organisation) -> bool:
    """Whether one opens the people of this organisation, not only sees it on the tree."""
    mine = scope.current().mine(scope.PEOPLE, "")
    return mine is None or (
        not scope.current().shuts(scope.PEOPLE) and Organisation.objects.filter(mine, pk=here.pk).exists()
    )


def line_or_404(request: HttpRequest, pk: int) -> Act:
    """A line of the history that one reads whole (see `lines`)."""
    act: Act = row_or_404(lines.readable(history.lines(), request.actor), pk)
    return act


def get_or_404(model: type, pk: int) -> object:
    return row_or_404(getattr(model, "of_people", model.objects), pk)


def row_or_404(rows: Any, pk: int | None = None, **which: int) -> Any:
    """That row of these, by its own number or by what it is about."""
    try:
        return rows.get(**(which or {"pk": pk}))
    except (rows.model.DoesNotExist, OverflowError) as error:
        raise Http404 from error


def sees_people(request: HttpRequest) -> bool:
    """Some role of this account reads lists of names."""
    return any(scope.LISTS in rights.READS[kind] for kind in request.actor.kinds())


def number(written: str | None) -> int | None:
    """An id, or another number of an address or a field that no form reads; None for everything else."""
    said = (written or "").strip()
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= DIGITS else None


def beside(request: HttpRequest) -> dict[str, int | None]:
    """From which row on a list paged by number is asked for: the older ones or the newer ones."""
    return {"older": number(request.GET.get(lines.OLDER)), "newer": number(request.GET.get(lines.NEWER))}


def day_asked(request: HttpRequest) -> tuple[date, str]:
    """The day a page is asked for (`ngay=`), and a sentence when it could not be read (then it is today)."""
    written = request.GET.get("ngay", "").strip()
    if not written:
        return request.actor.day, ""
    try:
        day = parse_day(written)
    except ValueError as error:
        return request.actor.day, why_unread(error)
    if day > request.actor.day:
        return request.actor.day, "Ngày đó chưa đến; đang xem hôm nay"
    return day, ""


def why_unread(error: ValueError) -> str:
    """The sentence beside a day that could not be read: a year that no record has is not a wrong form."""
    return DAY_YEAR if isinstance(error, YearOutside) else DAY_FORM
