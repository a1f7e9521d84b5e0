"""Two records of one person: held side by side and merged; the page of a merge; two people after all."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from members import door, history, known, lines, looks, registry, rights, timeline, wording
from members import merged as records
from members.errors import Outdated, Refusal
from members.forms.merging import MergeForm
from members.forms.people import RevertForm, WhyForm
from members.models import Member, Membership, Merge, NotSame, Number, PossibleDouble, Residence
from members.procedure import merging
from members.procedure.people import birth_of
from members.rules.facts import Facts
from members.rules.facts import said as days_of
from members.rules.merging import Point
from members.views.acts import ActPage, refused_in, view
from members.views.drafts import keeps, typed_before

NOT_SAID = "chưa có"
LINES = 20


def _open(request: HttpRequest, pk: int, other: int) -> tuple[Member, Member]:
    """Both records, which this viewer may open, and whether the right to merge reaches both."""
    both = door.person_or_404(request, pk), door.person_or_404(request, other)
    for one in both:
        if not rights.may(request.actor, "merge_members", rights.case_of_person(one.pk, request.actor.day)):
            raise PermissionDenied
    return both


@keeps("gộp hai hồ sơ", _open)
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Both sides, point by point; what goes along; the button."""
    kept, absorbed = _open(request, pk, other)
    looks.looked(request.actor, "merge", [kept.pk, absorbed.pk], at=timezone.now())
    context: dict[str, Any] = {"kept": _told(kept, request), "absorbed": _told(absorbed, request),
                               "swap": reverse("merge", args=[other, pk])}  # fmt: skip
    try:
        both = merging.check_merge(kept, absorbed)
    except Refusal as refusal:
        return render(request, "members/merge.html", context | {"why_not": refusal.sentence})
    form = MergeForm(request.POST or None, draft=typed_before(request))
    form.ask(both.joining.points, _Words(both, request))
    if request.method == "POST":
        if form.is_valid() and (answer := _merged(request, form, kept, absorbed)) is not None:
            return answer
    else:
        form.open(kept.changed_by)
        form.initial["seen_other"] = absorbed.changed_by
    context |= {
        "form": form,
        "rows": form.rows(),
        "rest": form.rest(),
        "along": _along(absorbed),
        "same": list(dict.fromkeys(both.joining.same)),
    }
    return render(request, "members/merge.html", context, status=422 if form.is_bound else 200)


def _merged(request: HttpRequest, form: MergeForm, kept: Member, absorbed: Member) -> HttpResponse | None:
    """On to the kept record; None where it was refused, which the form says."""
    said = form.act()
    with refused_in(form):
        try:
            merging.merge_members(
                kept, by=request.actor, absorbed=absorbed, choices=form.choices(), decision=said.get("decision"),
                seen=form.seen_both(), why=said["why"], passed=said["passed"],
            )  # fmt: skip
        except Outdated as error:
            _follow(form, kept, absorbed)
            form.add_error(None, error.sentence)
            return None
        messages.success(request, f"Đã gộp hồ sơ {absorbed.full_name} vào hồ sơ này.")
        return redirect("person", pk=kept.pk)
    return None


def _follow(form: MergeForm, kept: Member, absorbed: Member) -> None:
    """The next press of the button is a decision about what is there now."""
    form.data = form.data.copy()
    for name, one in (("seen", kept), ("seen_other", absorbed)):
        one.refresh_from_db()
        form.data[name] = str(one.changed_by)


def _told(member: Member, request: HttpRequest) -> dict[str, str]:
    facts = timeline.facts_of(member)
    home = facts.official_place_on(request.actor.day)
    where = timeline.names_in(facts).on(home.organisation_id, request.actor.day) if home else "chưa có chi bộ"
    return {"name": member.full_name, "birth": wording.birth(member), "cell": where, "pk": str(member.pk),
            "href": reverse("person", args=[member.pk])}  # fmt: skip


def _along(absorbed: Member) -> list[dict[str, Any]]:
    """What goes over whole, and what goes on naming the absorbed record: how many rows of each kind."""
    found: dict[tuple[str, str], int] = {}
    for fate in (registry.TAKEN, registry.STAYS):
        for _, entry, rows in merging.pointing(absorbed, fate):
            if rows.model is PossibleDouble:
                continue
            stays = f"ở lại hồ sơ được gộp: {entry.said}"
            key = (entry.title, "chuyển sang hồ sơ giữ lại" if fate == registry.TAKEN else stays)
            found[key] = found.get(key, 0) + rows.count()
    return [{"what": what, "how": how, "count": count} for (what, how), count in found.items() if count]


class _Words:
    """One side of a point in the words of the member page."""

    def __init__(self, both: merging.Both, request: HttpRequest) -> None:
        rows = [*both.ours.placements, *both.theirs.placements, *both.ours.holdings, *both.theirs.holdings]
        self.names, self.day = timeline.Names(rows), request.actor.day

    def __call__(self, point: Point, side: tuple[Any, ...]) -> str:
        if point.kind == "plain":
            return self._plain(point, side[0])
        if point.kind == "spell":
            return self._spell(point, side[0])
        other = point.theirs if side is point.ours else point.ours
        return "; ".join(self._number(row, other) if isinstance(row, Number) else self._row(point.kind, row)
                         for row in side)  # fmt: skip

    def _plain(self, point: Point, row: Member) -> str:
        if point.key == "birth":
            return wording.birth(row) or NOT_SAID
        display = getattr(row, f"get_{point.key}_display", None)
        return str(display() if display else getattr(row, point.key)) or NOT_SAID

    @staticmethod
    def _spell(point: Point, row: Any) -> str:
        name, papers = (("admitted_on", row.admission_decision) if point.key.startswith("admitted")
                        else ("official_on", row.recognition_decision))  # fmt: skip
        return ", ".join(part for part in (wording.day(getattr(row, name), NOT_SAID), wording.paper(papers)) if part)

    @staticmethod
    def _number(row: Number, other: tuple[Any, ...]) -> str:
        """No more of it than tells the two apart: that is what is chosen here. Who wants to hold the whole number
        against a card asks for it on the person's page, and that leaves a line."""
        shown = wording.masked_beside(row.value, [one.value for one in other]).replace(" ", "\N{NO-BREAK SPACE}")
        return f"{row.get_kind_display()} {shown}, {days_of(row)}"

    def _row(self, kind: str, row: Any) -> str:
        if isinstance(row, Residence):
            return f"{row.address}, {days_of(row)}"
        facts: dict[str, Any] = {kind: [row]}
        moments = timeline.moments(Facts(**facts), self.names, self.day, frozenset(), {})
        words = [", ".join(part for part in (one.words, one.when, one.paper) if part) for one in moments]
        until = f", đến {wording.last_day(row.until)}" if getattr(row, "until", None) else ""
        return "; ".join(words) + until if words else days_of(row)


@require_safe
def merge_with(request: HttpRequest, pk: int) -> HttpResponse:
    """Who of the register may be this person: asked of everybody, told of those one may open."""
    member = door.person_or_404(request, pk)
    _open(request, pk, pk)
    cards = list(Number.objects.filter(member=member).values_list("value", flat=True))
    spell = Membership.objects.filter(member=member).in_order().last()
    near = known.doubles(
        member.full_name, birth_of(member), cards, request.actor.day, sex=member.sex, besides=pk,
        admitted=spell and spell.admitted_on, official=spell and spell.official_on,
    )  # fmt: skip
    opened = set(Member.objects.filter(pk__in=[one.member for one in near]).values_list("pk", flat=True))
    looks.looked(request.actor, "merge-with", [pk, *opened], at=timezone.now())
    context = {
        "member": member, "near": [{"one": one, "href": reverse("merge", args=[pk, one.member])}
                                   for one in near if one.member in opened][: known.MOST],
        "leavers": [one for one in near if one.has_left and one.member not in opened]
        if rights.sees_whole(request.actor) else [],
        "elsewhere": any(one.member not in opened for one in near) and not rights.sees_whole(request.actor),
    }  # fmt: skip
    return render(request, "members/merge_with.html", context)


@require_safe
def merged(request: HttpRequest, pk: int) -> HttpResponse:
    """What one merge did, line by line, and what had been done about the absorbed record before."""
    one = door.row_or_404(Merge.objects.select_related("kept", "absorbed", "decision", "account"), pk)
    last = Member.objects.get(pk=records.last_of(one.kept_id))
    looks.looked(request.actor, "merged", [last.pk], at=timezone.now())
    acts = history.lines_about(one.absorbed)[:LINES]
    context = {
        "merge": one, "last": last, "day": wording.day(one.merged_on), "paper": wording.paper(one.decision),
        "act": lines.told(history.lines().filter(number=one.act), request.actor, subjects=False),
        "lines": lines.told(acts, request.actor, subjects=False),
        **_back(one, request.actor),
    }  # fmt: skip
    return render(request, "members/merged.html", context)


def _back(one: Merge, actor: rights.Actor) -> dict[str, str]:
    """Where the merge is taken back, or why it is not yet; nothing of both for who may not."""
    if not rights.may(actor, "undo_merge", _case_of_merge(one, actor)):
        return {}
    try:
        merging.check_undo(one)
    except Refusal as refusal:
        return {"why_not": refusal.sentence}
    return {"back": reverse("undo-merge", args=[one.pk])}


def _merge_of(request: HttpRequest, pk: int) -> Merge:
    row: Merge = door.row_or_404(Merge.objects.select_related("kept", "absorbed"), pk)
    return row


def _case_of_merge(target: Any, actor: rights.Actor) -> rights.Case:
    """The unit of the record of which both are part by now."""
    return rights.case_of_person(records.last_of(target.kept_id), actor.day)


undo_merge = view(
    ActPage(
        verb="undo_merge", form=RevertForm, find=_merge_of, case=_case_of_merge,
        call=lambda target, by, given: merging.undo_merge(target, by=by, why=given["why"], passed=given["passed"]),
        back=lambda target: reverse("person", args=[target.kept_id]), heading=lambda target: target.kept.full_name,
        subject=lambda target: None, act="Hoàn lại", leave="Không hoàn lại", done="Đã hoàn lại",
        title="hoàn lại việc gộp hồ sơ",
        hint="Hai hồ sơ trở lại như trước khi gộp, mọi mục về đúng hồ sơ cũ. Nhật ký giữ cả lần gộp và lần hoàn lại.",
    )
)  # fmt: skip


def _pair_of(request: HttpRequest, pk: int) -> PossibleDouble:
    """A pair of which this viewer may open both."""
    row: PossibleDouble = door.row_or_404(PossibleDouble.objects.select_related("first", "second"), pk)
    for member in (row.first_id, row.second_id):
        door.person_or_404(request, member)
    return row


def _case_of_pair(target: Any, actor: rights.Actor) -> rights.Case:
    """The one of both units that this actor does not reach, if there is one."""
    cases = [rights.case_of_person(pk, actor.day) for pk in (target.first_id, target.second_id)]
    return next((one for one in cases if not rights.may(actor, "set_not_same", one)), cases[0])


def _both(target: Any) -> str:
    return f"{target.first.full_name} và {target.second.full_name}"


not_same = view(
    ActPage(
        verb="set_not_same", form=WhyForm, find=_pair_of, case=_case_of_pair,
        call=lambda target, by, given: merging.set_not_same(
            target.first, by=by, other=target.second, why=given["why"], passed=given["passed"]
        ),
        back=lambda target: reverse("doubles"), heading=_both, subject=lambda target: None, act="Không phải một người",
        title="ghi hai hồ sơ không phải một người",
        hint="Hai hồ sơ này không được hỏi lại nữa. Nếu ghi nhầm, bỏ ghi chú ở cuối trang Hồ sơ có thể trùng.",
    )
)  # fmt: skip


def _told_apart(request: HttpRequest, pk: int) -> NotSame:
    row: NotSame = door.row_or_404(NotSame.objects.select_related("first", "second"), pk)
    return row


same_after_all = view(
    ActPage(
        verb="take_back_not_same", form=WhyForm, find=_told_apart, case=_case_of_pair,
        call=lambda target, by, given: merging.take_back_not_same(
            target, by=by, why=given["why"], passed=given["passed"]
        ),
        back=lambda target: reverse("doubles"), heading=_both, subject=lambda target: None, act="Bỏ ghi chú",
        title="bỏ ghi chú không phải một người", hint="Lần tìm sau chương trình hỏi lại về hai hồ sơ này.",
    )
)  # fmt: skip
