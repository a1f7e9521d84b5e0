"""Pages on which one verb is carried out: door, form, one call into the procedure, redirect."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from members import door, history, history_wording, lines, looks, repeats, rights
from members.errors import NotAllowed, Outdated, Refusal, who_wrote
from members.forms import opened
from members.forms.acts import ActForm
from members.models import Member, Organisation
from members.procedure import VERBS
from members.views import taken_off
from members.views.drafts import keeps, typed_before


@dataclass(frozen=True)
class ActPage:
    """What is asked and called. `find(request, pk)` is the door; `case(target)` what the right is asked for;
    `call(target, by, given)` the verb; `back(target)` where one comes from; `heading(target)` whom it is about."""

    verb: str
    form: type[ActForm]
    find: Callable[[HttpRequest, int], Any]
    case: Callable[[Any, rights.Actor], rights.Case]
    call: Callable[[Any, rights.Actor, dict[str, Any]], Any]
    back: Callable[[Any], str]
    heading: Callable[[Any], str]
    # Of whom the page is made: what has changed since is asked of it, and told of a person and an organisation.
    subject: Callable[[Any], Any]
    # Lines of the history that the page shows above its form.
    about: Callable[[Any], list[history_wording.Line]] = lambda target: []
    title: str = ""
    hint: str = ""
    # Words of the button, of the way back without doing anything, and of what is said afterwards.
    act: str = "Ghi vào sổ"
    leave: str = "Không ghi, quay lại"
    done: str = "Đã lưu"
    # What else has to be done by somebody, told beside it.
    left: Callable[[Any, rights.Actor], str] = lambda target, actor: ""

    def __call__(self, request: HttpRequest, pk: int) -> HttpResponse:
        target = self.opens(request, pk)
        subject = self.subject(target)
        if request.method == "POST":
            return self._post(request, target, subject)
        form = self._form(request, target, draft=typed_before(request))
        form.open(subject.changed_by if subject else 0, request.GET)
        return self._show(request, target, form)

    def opens(self, request: HttpRequest, pk: int) -> Any:
        """What the page is about. Raises Http404 and PermissionDenied where it is not open to this account."""
        target = self.find(request, pk)
        if not self.may(request.actor, target):
            raise PermissionDenied
        return target

    def may(self, actor: rights.Actor, target: Any) -> bool:
        return rights.may(actor, self.verb, self.case(target, actor))

    def _form(self, request: HttpRequest, target: Any, **given: Any) -> ActForm:
        form = self.form(**given)
        # Whatever it is about: a ceremony, a recognition change what was signed for a day, too.
        form.may_give_reason()
        form.offer(request.actor, target)
        return form

    def _post(self, request: HttpRequest, target: Any, subject: Any) -> HttpResponse:
        form = self._form(request, target, data=request.POST)
        changed: list[Any] = []
        own = False
        if form.is_valid():
            try:
                self.call(target, request.actor, self._given(form, subject))
            except NotAllowed as error:
                raise PermissionDenied from error
            except Outdated as error:
                changed, own = self._what_changed(request.actor, subject, error.since), error.own
                form = self._with_new_version(request, target, subject, error)
            except Refusal as refusal:
                form.refuse(refusal)
            else:
                at = timezone.localtime().strftime("%H:%M")
                messages.success(request, f"{self.done} lúc {at}: {self.words}.")
                if left := self.left(target, request.actor):
                    messages.warning(request, left)
                return HttpResponseRedirect(self.back(target))
        return self._show(request, target, form, changed=changed, own=own, status=422)

    @staticmethod
    def _given(form: ActForm, subject: Any) -> dict[str, Any]:
        """What the verb is told. Where nobody's newest change is asked for, a page that was sent with one says nothing
        by it."""
        given = form.act()
        if subject is None:
            given.pop("seen", None)
        return given

    @property
    def words(self) -> str:
        return self.title or VERBS[self.verb].title

    @staticmethod
    def _what_changed(actor: rights.Actor, subject: Any, since: int) -> list[Any]:
        """What was written meanwhile; of somebody whom one does not open, who holds an office here, nothing."""
        if not isinstance(subject, Member | Organisation):
            return []
        rows = history.lines_about(subject, after=since)
        return [
            history_wording.line(act) for act in (lines.readable(rows, actor) if isinstance(subject, Member) else rows)
        ]

    def _with_new_version(self, request: HttpRequest, target: Any, subject: Any, error: Outdated) -> ActForm:
        """What was typed stays, what was left alone follows the register; the next press of the button is a decision
        about what is there now."""
        subject.refresh_from_db()
        with contextlib.suppress(type(target).DoesNotExist):
            target.refresh_from_db()
        data = request.POST.copy()
        data["seen"] = str(subject.changed_by)
        both = opened.follow(data, opened.shown_by(self._form(request, target)))
        form = self._form(request, target, data=data)
        form.full_clean()
        form.add_error(None, error.sentence)
        for name in both:
            form.add_error(name, f"{who_wrote(error.own)} cũng vừa sửa ô này. Bấm lại nếu vẫn ghi như đồng chí đã gõ")
        return form

    def _show(
        self, request: HttpRequest, target: Any, form: ActForm, *, changed: Any = (), own: bool = False,
        status: int = 200,
    ) -> Any:  # fmt: skip
        # That there may be somebody elsewhere is an answer too, and leaves a line.
        if (people := form.shown_people()) is not None:
            looks.looked(request.actor, self.verb, people, asked={"tim": form.typed.get("seek", "")[:60]},
                         at=timezone.now())  # fmt: skip
        context = {
            "form": form, "heading": self.heading(target), "title": self.words, "back": self.back(target),
            "hint": self.hint, "changed": changed, "own": own, "weighed": form.weighed_rules(request.actor.day),
            "foreseen": [] if form.is_bound else [one.sentence for one in form.foresee(target)],
            "act": self.act, "leave": self.leave, "about": self.about(target),
        }  # fmt: skip
        return render(request, "members/act.html", context, status=status)


def by_button(request: HttpRequest, act: Callable[[], Any], *, said: str, back: str, **where: Any) -> HttpResponse:
    """One act behind a button without a form: `said` where it was done, the sentence of the refusal where not, and on
    to the page named `back`. What was refused leaves the mark of the form free."""
    onward = redirect(back, **where)
    try:
        act()
    except NotAllowed as error:
        raise PermissionDenied from error
    except Refusal as refusal:
        messages.warning(request, refusal.sentence)
        return repeats.undone(onward)
    messages.success(request, said)
    return onward


@contextlib.contextmanager
def refused_in(form: Any) -> Iterator[None]:
    """One act behind a form that is no `ActPage`: what is refused stands in the form, and the page goes on to show it.
    Raises PermissionDenied for who may not."""
    try:
        yield
    except NotAllowed as error:
        raise PermissionDenied from error
    except Refusal as refusal:
        form.refuse(refusal)


def begin(
    request: HttpRequest, form: Any, make: Callable[[dict[str, Any]], Any], *, said: Callable[[Any], str], to: str,
    **words: Any,
) -> HttpResponse:  # fmt: skip
    """A page on which something new begins, about nothing yet: the form is offered, what `make` made is `said`, and one
    goes on `to` its page; what is refused stands in the form. `words` are those of the page of an act."""
    form.offer(request.actor, None)
    if form.is_valid():
        with refused_in(form):
            made = make(form.act())
            messages.success(request, said(made))
            return redirect(to, pk=made.pk)
    elif not form.is_bound:
        form.open(0)
    weighed = form.weighed_rules(request.actor.day)
    context = {"form": form, "weighed": weighed, **words}
    return render(request, "members/act.html", context, status=422 if form.errors else 200)


def view(page: ActPage) -> Callable[..., HttpResponse]:
    """The page as a view that answers GET and POST."""

    @keeps(page.words, page.opens)
    @require_http_methods(["GET", "HEAD", "POST"])
    def answer(request: HttpRequest, pk: int) -> HttpResponse:
        try:
            return page(request, pk)
        except door.TakenOff as gone:
            return taken_off.told(request, gone, page.form, page.words)

    answer.page = page  # type: ignore[attr-defined]  # for the tests that walk all pages of a kind
    return answer
