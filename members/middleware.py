"""What happens around every request: its number, headers, the clocks of a session, the first password."""

import contextvars
import logging
import re
import secrets
import traceback
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from members.sessions import ADDRESS, LAST_SEEN, SIGNED_IN

Answer = Callable[[HttpRequest], HttpResponse]

_number: contextvars.ContextVar[str] = contextvars.ContextVar("request_number", default="-")


class NumberFilter(logging.Filter):
    """Gives every line of the log the number that the user reads on an error page."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.number = _number.get()
        return True


# SQLite names a constraint, or the columns of one, in its message and nothing else beside it.
BROKEN = re.compile(r"(?:CHECK|UNIQUE|NOT NULL|FOREIGN KEY) constraint failed(?:: [\w.]+(?:, [\w.]+)*)?")


class FramesFormatter(logging.Formatter):
    """An exception in the log: its class and where it happened, never its message, which may hold what somebody typed
    or a row of a person. Of an error of the database also the name of the constraint that was broken."""

    def format(self, record: logging.LogRecord) -> str:
        # Another handler may have left its own text, with the message.
        record.exc_text = None
        return super().format(record)

    def formatException(self, ei: Any) -> str:
        return "\n".join(_frames(ei[1]))


def _frames(error: BaseException | None) -> Iterator[str]:
    """The line of each error with its frames, the first cause first."""
    chain: list[BaseException] = []
    while error is not None and error not in chain:
        chain.append(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    for one in reversed(chain):
        yield from (
            f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(one.__traceback__)
        )
        constraint = _constraint(one)
        yield f"{type(one).__module__}.{type(one).__qualname__}{f' ({constraint})' if constraint else ''}"


def _constraint(error: BaseException) -> str:
    named = getattr(getattr(error, "diag", None), "constraint_name", None)
    found = BROKEN.fullmatch(str(error)) if type(error).__module__ == "sqlite3" else None
    return str(named or (found[0] if found else ""))


def request_number(get_response: Answer) -> Answer:
    """A number for this request, to tell the help desk; made here, never taken from outside."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.number = f"{secrets.token_hex(2)}-{secrets.token_hex(2)}".upper()
        # Left standing: Django logs 404 and 500 after the last middleware has answered.
        _number.set(request.number)
        response = get_response(request)
        response["X-Request-Number"] = request.number
        return response

    return answer


def private_pages(get_response: Answer) -> Answer:
    """Nothing that this program answers is kept by a browser or a proxy, nor may be used from another page."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Cache-Control"] = "no-store"
        response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response

    return answer


def begin_session(request: HttpRequest, address: str) -> None:
    """Called at sign-in: both clocks of the session start, and it notes from where."""
    now = int(timezone.now().timestamp())
    request.session[SIGNED_IN] = request.session[LAST_SEEN] = now
    request.session[ADDRESS] = address


def page_asked(request: HttpRequest) -> str:
    """The page that is asked for, to be opened afterwards; "" for a form that is sent and for a part of a page."""
    is_page = request.method == "GET" and "HX-Request" not in request.headers
    return request.get_full_path() if is_page else ""


def _wanted(request: HttpRequest) -> str:
    """For the address of one's password; the start page needs no saying."""
    path = page_asked(request)
    return f"?{urlencode({'next': path})}" if path not in ("", reverse("today")) else ""


def first_password(get_response: Answer) -> Answer:
    """Who has a password that somebody else made opens nothing before it is changed."""

    def answer(request: HttpRequest) -> HttpResponse:
        account = request.user
        open_pages = (reverse("password"), reverse("logout"))
        # The guide says how that is done; it shows nothing of the register.
        may_open = request.path in open_pages or request.path.startswith(reverse("guide"))
        if account.is_authenticated and account.must_change_password and not may_open:
            return HttpResponseRedirect(f"{reverse('password')}{_wanted(request)}")
        return get_response(request)

    return answer
