"""The first day of an office: its page before anybody can sign in, and afterwards the list of what is missing."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from members import lockout, passwords, rights, scope, starting
from members.errors import Refusal
from members.forms.beginning import FirstStartForm, FirstStartPage
from members.procedure import accounts, beginning
from members.views.session import client_address, locked_sentence

# Under this name wrong words count, as wrong passwords do under an account's.
GUESSED = "bat-dau"
WRONG = "Mã bắt đầu chưa đúng. Mã in ra trên máy chủ bằng lệnh manage.py first_start --code."


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def first_start(request: HttpRequest) -> HttpResponse:
    """Open to anybody until the register has begun, and only with the word that the server prints."""
    if starting.begun():
        return redirect("beginning")
    form = FirstStartPage(request.POST or None)
    if request.method == "POST" and form.is_valid() and _knows(request, form):
        made = _begin(form)
        if made is not None:
            return render(request, "members/first_start_done.html", {"people": made})
    return render(request, "members/first_start.html", {"form": form}, status=422 if form.errors else 200)


def _knows(request: HttpRequest, form: FirstStartPage) -> bool:
    """The word is right; wrong ones are counted and stop for a while, as at the sign-in."""
    now, address = timezone.now(), client_address(request)
    until = lockout.locked_until(username=GUESSED, address=address, at=now)
    if until is None and starting.is_code(form.cleaned_data["code"]):
        return True
    if until is None:
        accounts.note_login_failure(username=GUESSED, address=address, at=now, day=timezone.localdate(now))
    form.add_error("code", locked_sentence(until) if until else WRONG)
    return False


def _begin(form: FirstStartForm) -> list[tuple[str, str, str]] | None:
    """(full name, name of the account, first password) of both; None when refused, which the form says."""
    day = timezone.localdate()
    given = form.act(passwords.first_password(), passwords.first_password())
    with scope.opened(scope.whole_register(day)):
        try:
            beginning.first_start(by=rights.machine("trang bắt đầu", day), **given)
        except Refusal as refusal:
            form.refuse(refusal)
            return None
    return [(one.full_name, one.username, one.password) for one in (given["officer"], given["administrator"])]


@require_safe
def missing(request: HttpRequest) -> HttpResponse:
    """What the office still needs, each with the page on which it is done."""
    if not starting.leads(request.actor):
        raise PermissionDenied
    found = starting.offered(starting.steps(request.actor.day), request.actor)
    left = sum(not step.done for step in found)
    return render(request, "members/beginning.html", {"steps": found, "left": left, "all": len(found)})
