"""Settling: one point open with its three sides and four choices, the people after it below; what was answered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kit.calendar import print_day
from members import door, looks, repeats, rights
from members.errors import Doubted, NotAllowed, Outdated, Refusal
from members.models import Member
from members.tables import Head
from members.views.acts import by_button
from members.views.drafts import keeps, typed_before
from reports.reconciliation import figures
from reports.reconciliation.forms import AnswerForm
from reports.reconciliation.models import Answer, Answers, ChosenPerson, Difference, Reconciliation, SentList
from reports.reconciliation.procedure import answering, choosing, receiving
from reports.reconciliation.rules import answers as rules
from reports.reconciliation.rules.sides import LISTED_ONLY
from reports.reconciliation.views import asking, doors, people
from reports.reconciliation.views.parts import about, unread

HEADS = [Head(label) for label in ("Người", "Danh sách / sổ", "Trả lời", "Ai trả lời", "Đến đâu")]
# The open one and those after it.
SHOWN = 10
LEFT, SPELLING, ONE_SIDED = "", "cach-viet", "mot-ben"
WHOLE_PAPER = "Ghi đủ số, ngày ký và nơi ban hành của giấy tờ cho phép, hoặc chọn cách trả lời khác."


def mine(actor: rights.Actor) -> Answers:
    return Answers.OFFICER if rights.sees_whole(actor) else Answers.COMMITTEE


def rows_of(sent: SentList, group: str) -> Any:
    """Points that are not settled, of one of the tabs."""
    rows = Difference.objects.filter(list=sent).unsettled()
    kinds = {SPELLING: figures.SPELT, ONE_SIDED: figures.ONE_SIDED}.get(group)
    return rows.filter(kind__in=kinds) if kinds else rows


def group_of(request: HttpRequest) -> str:
    asked = request.GET.get("nhom", "")
    return asked if asked in (SPELLING, ONE_SIDED) else LEFT


def _query(group: str) -> str:
    return f"?nhom={group}" if group else ""


def frame(request: HttpRequest, one: Reconciliation, sent: SentList, group: str) -> dict[str, Any]:
    """What stands above every page of the settling: whose list, how far, the tabs."""
    told = figures.settling(sent, mine(request.actor))
    start = reverse("settling", args=[one.pk])
    head = about(one, request.actor.day)
    left = [
        {"label": f"Còn phải chọn ({told.left})", "href": start, "current": group == LEFT},
        {"label": f"Chỉ khác cách viết ({told.spelling})", "href": f"{start}{_query(SPELLING)}",
         "current": group == SPELLING},
        {"label": f"Chỉ một bên có ({told.one_sided})", "href": f"{start}{_query(ONE_SIDED)}",
         "current": group == ONE_SIDED},
    ]  # fmt: skip
    chosen = {
        "label": f"Đã chọn ({told.settled})",
        "href": reverse("answers", args=[one.pk]),
        "current": group == "da-chon",
    }
    # Of what is signed nothing is to be chosen any more.
    tabs = [chosen] if head["now"]["is_signed"] else [*left, chosen]
    return head | {
        "sent": sent, "sent_on": print_day(sent.sent_on), "files": sent.upload.files, "told": told,
        "tabs": tabs, "group": group, "differing": figures.differing(sent), "unread": unread(one, sent),
    }  # fmt: skip


@require_safe
def settling(request: HttpRequest, pk: int) -> HttpResponse:
    """To the first point that is left; where nothing is, to what was answered."""
    one, sent = doors.list_or_404(request, pk)
    group = group_of(request)
    first = rows_of(sent, group).order_by("sort_key", "subject", "pk").first()
    if first is None:
        return redirect("answers", pk=pk)
    return redirect(reverse("difference", args=[one.pk, first.pk]) + _query(group))


def _opens(request: HttpRequest, pk: int, point: int) -> tuple[Reconciliation, SentList, Difference | None]:
    one, sent = doors.list_or_404(request, pk)
    rows = Difference.objects.filter(list=sent, pk=point).select_related("member", "list__reconciliation__round")
    return one, sent, rows.defer("list__upload").first()


@keeps("trả lời điểm lệch", _opens)
@require_http_methods(["GET", "HEAD", "POST"])
def difference(request: HttpRequest, pk: int, point: int) -> HttpResponse:
    """One point open: its three sides, the choices with their fields in place; answered, on to the next."""
    one, sent, found = _opens(request, pk, point)
    if found is None:
        return _gone(request, pk)
    form = AnswerForm(request.POST if request.method == "POST" else None, draft=typed_before(request))
    form.offer(request.actor, asking.shown(found, request.actor))
    if form.is_valid():
        answer = _answered(request, found, form)
        if answer is not None:
            return answer
    status = 422 if form.errors else 200
    return render(request, "reports/difference.html", _page(request, one, sent, found, form), status=status)


def _gone(request: HttpRequest, pk: int) -> HttpResponse:
    messages.warning(request, "Điểm lệch này không còn: danh sách hoặc sổ vừa đổi. Xem những điểm còn lại.")
    return repeats.undone(redirect("settling", pk=pk))


def _answered(request: HttpRequest, point: Difference, form: AnswerForm) -> HttpResponse | None:
    """On to the next point; None where it was refused, with the sentence at its field."""
    group = group_of(request)
    try:
        said = answering.answer(point, by=request.actor, **form.act())
        _compare_entered(request, point, said)
    except NotAllowed as error:
        raise PermissionDenied from error
    except Outdated:
        return _outdated(request, point)
    except Doubted as doubted:
        form.add_error("number", f"{doubted.sentence} {WHOLE_PAPER}")
        return None
    except Refusal as refusal:
        form.refuse(refusal)
        # Who has read what the other side answered decides about that when he presses once more.
        form.see(asking.known_of(point))
        return None
    following = next_after(point, group)
    onward = reverse("difference", args=[point.list.reconciliation_id, following.pk]) if following else reverse(
        "answers", args=[point.list.reconciliation_id])  # fmt: skip
    query = "&".join(part for part in (f"nhom={group}" if group else "", f"vua={said.pk}") if part)
    return redirect(f"{onward}?{query}")


def _compare_entered(request: HttpRequest, point: Difference, said: Answer) -> None:
    """Who counts here only by this answer was compared in nothing but being there: what else differs is asked now. A
    long list waits for “So lại với sổ”, which the minutes ask for."""
    if said.lines and said.kind in LISTED_ONLY:
        receiving.again_at_once(point.list, by=request.actor)


def next_after(point: Difference, group: str) -> Difference | None:
    """The next point that is left, by name; behind the last one the first."""
    rows = rows_of(point.list, group).exclude(pk=point.pk).order_by("sort_key", "subject", "pk")
    found: Difference | None = rows.filter(people.after(point)).first() or rows.first()
    return found


def _outdated(request: HttpRequest, point: Difference) -> HttpResponse:
    """The record has changed since it was compared: a short list is compared anew, and the point is shown as it is."""
    pk, sent = point.list.reconciliation_id, point.list
    sentence = f"Hồ sơ của {point.name} vừa được sửa sau khi so."
    if not receiving.again_at_once(sent, by=request.actor):
        messages.warning(request, f"{sentence} Bấm “So lại với sổ” rồi chọn.")
        return repeats.undone(redirect("reconciliation", pk=pk))
    messages.warning(request, f"{sentence} Đã so lại; xem sổ nay ghi gì rồi chọn.")
    now = Difference.objects.filter(list=sent, key=point.key).first()
    now = now or Difference.objects.filter(list=sent, subject=point.subject).order_by("pk").first()
    return repeats.undone(redirect("difference", pk=pk, point=now.pk) if now else redirect("settling", pk=pk))


def _page(
    request: HttpRequest, one: Reconciliation, sent: SentList, point: Difference, form: AnswerForm
) -> dict[str, Any]:
    group = group_of(request)
    rows = rows_of(sent, group)
    after = list(
        rows.exclude(subject=point.subject).filter(people.after(point)).order_by("sort_key", "subject")
        .values_list("subject", flat=True).distinct()[:SHOWN]
    )  # fmt: skip
    (opened, *_), seen = people.told_of(Difference.objects.filter(list=sent), [point.subject], request.actor)
    others, more = people.told_of(rows, after[: SHOWN - 1], request.actor)
    # What is signed is looked at: who a row is is asked no more.
    asks_who = not one.signed_on and asking.asks_who(point, request.actor)  # type: ignore[attr-defined]
    who = asking.candidates(request, point) if asks_who else []
    looks.looked(request.actor, "reconciliation", [*seen, *more, *(each.pk for each in who)],
                 asked={"tep": sent.upload.checksum, "diem": str(point.pk)}, at=timezone.now())  # fmt: skip
    mine_here = Answer.objects.filter(reconciliation=one, key__in=[each.key for each in opened.points])
    answers = {each.key: each for each in mine_here.select_related("account")}
    why_not = asking.why_not(point, answers.get(point.key), one, request.actor)
    # Where there is nothing to answer there is no form for the pen either.
    request.asks_nothing = bool(why_not)
    return frame(request, one, sent, group) | {
        "settles": True, "form": form, "point": point, "person": opened, "people": others,
        "signed": people.last_signed(one),
        "points": [asking.answered_point(each, answers.get(each.key), point) for each in opened.points],
        "why_not": why_not, "known": answers.get(point.key),
        "candidates": who, "has_why": any(each.why for each in who) or not who,
        "just": asking.just_answered(request, one), "query": _query(group),
        "asks_who": asks_who, "more": len(after) >= SHOWN,
        "before": _before(rows, point),
    }  # fmt: skip


def _before(rows: Any, point: Difference) -> Difference | None:
    found: Difference | None = rows.filter(people.before(point)).order_by("-sort_key", "-subject", "-pk").first()
    return found


@require_safe
def answers(request: HttpRequest, pk: int) -> HttpResponse:
    """What both sides have answered, the newest first."""
    one, sent = doors.list_or_404(request, pk)
    rows = Answer.objects.filter(reconciliation=one).told().order_by("-act", "-pk")
    older = door.number(request.GET.get("cu-hon"))
    some = list((rows.filter(pk__lt=older) if older else rows).order_by("-pk")[: people.PAGE + 1])
    here = some[: people.PAGE]
    looks.looked(request.actor, "reconciliation", [each.member_id for each in here if each.member_id],
                 asked={"tep": sent.upload.checksum, "nhom": "da-chon"}, at=timezone.now())  # fmt: skip
    points = dict(Difference.objects.filter(list=sent, key__in=[each.key for each in here]).values_list("key", "pk"))
    head = frame(request, one, sent, "da-chon")
    # What is signed is not answered here any more: papers that come later are entered on the person's page.
    people_of = {each.member_id for each in here if head["now"]["is_signed"]}
    opens = set(Member.objects.filter(pk__in=people_of).values_list("pk", flat=True)) if people_of else set()
    context = head | {
        "heads": HEADS,
        "answers": [asking.told(each, points.get(each.key), request.actor, opens) for each in here],
        "next": f"?cu-hon={here[-1].pk}" if len(some) > people.PAGE else "", "first": "?" if older else "",
        "just": asking.just_answered(request, one),
        # The tab counts the points of the newest list; what was answered of others is listed, and said to be none.
        "more_answers": Answer.objects.filter(reconciliation=one).count() - head["told"].settled,
        "chosen": list(ChosenPerson.objects.filter(reconciliation=one).select_related("member").order_by("pk")),
    }  # fmt: skip
    return render(request, "reports/answers.html", context)


@require_POST
def take_back(request: HttpRequest, pk: int, answer: int) -> HttpResponse:
    """The answer that the page showed, and what it has written into our record, go back; compared anew where the list
    is short."""
    one, sent = doors.list_or_404(request, pk)
    found = Answer.objects.filter(reconciliation=one, pk=answer).first()
    shown = door.number(request.POST.get("thay"))

    def take() -> None:
        said = rules.check_there(found)
        answering.take_back_answer(said, by=request.actor, seen=shown or 0)
        if said.lines and not receiving.is_long(sent.upload):
            receiving.again(sent, by=request.actor)

    name = found.name if found else ""
    return by_button(request, take, said=f"Đã rút trả lời: {name}.", back="answers", pk=pk)


@require_POST
def choose(request: HttpRequest, pk: int, point: int) -> HttpResponse:
    """Who a row is; then what differs is read anew."""
    _, sent, found = _opens(request, pk, point)
    if found is None:
        return _gone(request, pk)
    if not rights.sees_whole(request.actor):
        raise PermissionDenied
    asked = door.number(request.POST.get("nguoi"))
    chosen = next((each.member for each in asking.candidates(request, found) if each.pk == asked), None)
    if asked is None or (asked and chosen is None):
        messages.warning(request, "Chọn một người trong danh sách, hoặc không ai.")
        return repeats.undone(redirect("difference", pk=pk, point=point))

    def act() -> None:
        choosing.choose_person(found, by=request.actor, member=chosen)
        if not receiving.is_long(sent.upload):
            receiving.again(sent, by=request.actor)

    who = chosen.full_name if chosen else "không có trong sổ"
    return by_button(request, act, said=f"Đã chọn cho dòng {found.row}: {who}.", back="settling", pk=pk)


@require_POST
def take_back_choice(request: HttpRequest, pk: int, chosen: int) -> HttpResponse:
    """The row is asked about once more; compared anew where the list is short."""
    one, sent = doors.list_or_404(request, pk)
    if not rights.sees_whole(request.actor):
        raise PermissionDenied
    said = ChosenPerson.objects.filter(reconciliation=one, pk=chosen).first()

    def act() -> None:
        rules.check_still_chosen(said is not None)
        assert said is not None  # noqa: S101  (just checked)
        choosing.take_back_choice(said, by=request.actor)
        if not receiving.is_long(sent.upload):
            receiving.again(sent, by=request.actor)

    return by_button(request, act, said=f"Đã bỏ việc chọn: {said.name if said else ''}.", back="settling", pk=pk)
