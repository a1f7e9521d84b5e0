"""Every verb about a person has its page here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from members import door, history_wording, kept, lines, rights
from members.forms import identity
from members.forms import name_changes as name_forms
from members.forms import people as forms
from members.forms import standing as standing_forms
from members.models import (
    Act,
    Departure,
    Discipline,
    Exemption,
    Finding,
    Member,
    Membership,
    NameChange,
    Number,
    Organisation,
    Placement,
    Residence,
    ResidenceIntroduction,
    Suspension,
)
from members.procedure import name_changes, people, places, removing, standing
from members.procedure import revert as taking_back
from members.views.acts import ActPage, view

# The pages of those corrections that a unit may propose, by verb: the proposing page has the same door and fields.
CORRECTIONS: dict[str, ActPage] = {}
KEPT = "Danh sách của những ngày trước vẫn ghi tên cũ; tìm theo tên cũ vẫn thấy."
MISTAKEN = (
    "Dùng khi mục này vốn của người khác: danh sách của những ngày trước cũng không còn ghi nó. Mục đúng mà nay đã "
    "hết thì ghi ngày kết thúc, không bỏ. Việc bỏ còn trong lịch sử và hoàn lại được."
)
OFF = {"act": "Bỏ mục này", "leave": "Không bỏ, quay lại", "done": "Đã bỏ"}


def _person_of(target: Any) -> Member:
    if isinstance(target, Member):
        return target
    return target.member if hasattr(target, "member_id") else target.membership.member


def _back(target: Any) -> str:
    """The person's page; who has just left, or gone out of my part, has none for me: the list they stood in."""
    person = _person_of(target)
    if Member.objects.filter(pk=person.pk).exists():
        return reverse("person", args=[person.pk])
    last = Placement.objects.filter(member=person).official().in_order().last()
    return reverse("people", args=[last.organisation_id]) if last else reverse("today")


def _case(target: Any, actor: rights.Actor) -> rights.Case:
    return rights.case_of_person(_person_of(target).pk, actor.day)


def _page(verb: str, function: Callable[..., Any], form: Any, model: type | None = None, **more: Any) -> Any:
    def find(request: HttpRequest, pk: int) -> Any:
        return door.person_or_404(request, pk) if model is None else door.fact_or_404(model, pk)

    def call(target: Any, by: rights.Actor, given: dict[str, Any]) -> Any:
        return function(target, by=by, **given)

    page = ActPage(
        verb=verb, form=form, find=find, case=_case, call=call, back=_back,
        heading=lambda target: _person_of(target).full_name, subject=_person_of, **more,
    )  # fmt: skip
    if verb in rights.PROPOSES:
        CORRECTIONS[verb] = page
    return view(page)


correct_member = _page("correct_member", people.correct_member, identity.CorrectMemberForm)
correct_membership = _page("correct_membership", people.correct_membership, identity.CorrectMembershipForm, Membership)
recognise = _page("recognise", people.recognise, forms.RecogniseForm)
note_number = _page("note_number", people.note_number, forms.NumberForm)
correct_number = _page("correct_number", people.correct_number, forms.CorrectNumberForm, Number)
remove_number = _page("remove_number", removing.remove_number, forms.RemoveForm, Number, hint=MISTAKEN, **OFF)
note_residence = _page("note_residence", people.note_residence, forms.ResidenceForm)
correct_residence = _page("correct_residence", people.correct_residence, forms.CorrectResidenceForm, Residence)
change_name = _page("change_name", name_changes.change_name, name_forms.NameChangeForm, hint=KEPT)
correct_name_change = _page(
    "correct_name_change", name_changes.correct_name_change, name_forms.CorrectNameChangeForm, NameChange
)
settle_finding = _page("settle_finding", people.settle_finding, forms.WhyForm, Finding)

place = _page("place", places.place, forms.PlaceForm)
move = _page("move", places.move, forms.MoveForm)
receive = _page("receive", places.receive, forms.DayForm)
place_temporarily = _page("place_temporarily", places.place_temporarily, forms.TemporaryForm)
end_temporary = _page("end_temporary", places.end_temporary, forms.DayForm, Placement)
correct_placement = _page("correct_placement", places.correct_placement, forms.CorrectPlacementForm, Placement)

exempt = _page("exempt", standing.exempt, standing_forms.ExemptForm)
end_exemption = _page("end_exemption", standing.end_exemption, forms.DayForm, Exemption)
correct_exemption = _page(
    "correct_exemption", standing.correct_exemption, standing_forms.CorrectExemptionForm, Exemption
)
remove_exemption = _page(
    "remove_exemption", removing.remove_exemption, forms.RemoveForm, Exemption, hint=MISTAKEN, **OFF
)
suspend = _page("suspend", standing.suspend, standing_forms.SuspendForm)
end_suspension = _page("end_suspension", standing.end_suspension, forms.DayForm, Suspension)
correct_suspension = _page(
    "correct_suspension", standing.correct_suspension, standing_forms.CorrectPeriodForm, Suspension
)
discipline = _page("discipline", standing.discipline, standing_forms.DisciplinePage)
correct_discipline = _page(
    "correct_discipline", standing.correct_discipline, standing_forms.CorrectDisciplineForm, Discipline
)
depart = _page("depart", standing.depart, standing_forms.DepartForm)
correct_departure = _page(
    "correct_departure", standing.correct_departure, standing_forms.CorrectDepartureForm, Departure
)
restore = _page("restore", standing.restore, forms.PlaceForm)
introduce = _page("introduce_to_residence", standing.introduce_to_residence, standing_forms.IntroduceForm)
end_introduction = _page(
    "end_residence_introduction", standing.end_residence_introduction, forms.DayForm, ResidenceIntroduction
)
correct_introduction = _page(
    "correct_residence_introduction", standing.correct_residence_introduction, standing_forms.CorrectIntroductionForm,
    ResidenceIntroduction,
)  # fmt: skip


def _enter_in(target: Organisation, by: rights.Actor, given: dict[str, Any]) -> Member:
    return people.enter(by=by, **given)


enter = view(
    ActPage(
        verb="enter", form=identity.EnterForm, find=door.organisation_or_404,
        case=lambda target, actor: rights.case_of_organisation(target), call=_enter_in,
        back=lambda target: reverse("organisation", args=[target.pk]),
        heading=lambda target: "Ghi tên một đảng viên", subject=lambda target: None,
    )
)  # fmt: skip


def _taken_back(target: Act, by: rights.Actor, given: dict[str, Any]) -> None:
    """What stands in the way is asked of the act itself, not of whether anything came since."""
    taking_back.revert(target, by=by, why=given["why"], passed=given["passed"])


def _to_take_back(request: HttpRequest, pk: int) -> Act:
    act = door.line_or_404(request, pk)
    if not lines.offers_back(act):
        raise Http404
    return act


def _case_of_line(target: Act, actor: rights.Actor) -> rights.Case:
    return _case(target, actor) if target.member_id else rights.case_of_organisation(target.organisation_id)


def _back_from_line(target: Act) -> str:
    return _back(target) if target.member_id else reverse("organisation-history", args=[target.organisation_id])


def _heading_of_line(target: Act) -> str:
    if target.member_id:
        return _person_of(target).full_name
    day = timezone.localdate(target.at)
    return kept.full_names([target.organisation_id or 0], day).get(target.organisation_id or 0, "Tổ chức")


revert = view(
    ActPage(
        verb="revert", form=forms.RevertForm, find=_to_take_back, case=_case_of_line, call=_taken_back,
        back=_back_from_line, heading=_heading_of_line, subject=lambda target: None, act="Hoàn lại",
        leave="Không hoàn lại", done="Đã hoàn lại", about=lambda target: [history_wording.line(target)],
        hint="Sổ trở lại như trước việc này. Việc cũ và lần hoàn lại vẫn còn trong “Ai đã sửa” và trong lịch sử.",
    )
)  # fmt: skip
