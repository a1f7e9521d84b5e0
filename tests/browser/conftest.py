"""Chromium of the system on the running program: pages, widths, accessibility, pictures."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.http import HttpRequest, HttpResponseBase
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.browser.every_page import addresses, noon  # noqa: F401  (fixtures of every test here)
from tests.browser.looking import grave_findings, runs_over

BROWSERS = ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
CHROMIUM = os.environ.get("REGISTER_CHROMIUM") or next((one for one in BROWSERS if Path(one).exists()), BROWSERS[-1])
# A browser of the system calls home when it may.
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]
WIDTHS = {"phone": (360, 740), "desk": (1280, 800)}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole run. Playwright's loop makes Django believe that it runs asynchronously."""
    arguments = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else QUIET
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
            yield browser
            browser.close()


@pytest.fixture(scope="session", autouse=True)
def lasting_files() -> Iterator[None]:
    """Style sheets, scripts and fonts are kept by the browser as in an office (`whitenoise` says so there): else it
    asks for eight of them once more with each page. For years: the clock of many tests stands in the past."""
    serve = StaticFilesHandler.serve

    def lasting(handler: StaticFilesHandler, request: HttpRequest) -> HttpResponseBase:
        answer = serve(handler, request)
        answer["Cache-Control"] = f"max-age={10 * 365 * 24 * 3600}, immutable"
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFilesHandler, "serve", lasting)
        yield


@contextmanager
def _opened(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A page of its own, with cookies of its own, at desk width. Fails afterwards when it broke the content policy,
    threw an error or asked another host."""
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            complaints.append(message.text)

    def watch(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https") and address.netloc != urlsplit(live_server.url).netloc:
            complaints.append(f"asked another host: {request.url}")

    width, height = WIDTHS["desk"]
    context = chromium.new_context(
        base_url=live_server.url,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        viewport={"width": width, "height": height},
    )
    tab = context.new_page()
    tab.on("console", listen)
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("request", watch)
    yield tab
    context.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def page(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A fresh page; `page.goto("/…")` asks the running program."""
    with _opened(chromium, live_server) as tab:
        yield tab


@pytest.fixture
def neighbour(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    """The browser of somebody else, at the same time."""
    with _opened(chromium, live_server) as tab:
        yield tab


@pytest.fixture
def viewport(page: Page) -> Callable[[str], None]:
    """`viewport("phone")` or `viewport("desk")`."""

    def resize(name: str) -> None:
        width, height = WIDTHS[name]
        page.set_viewport_size({"width": width, "height": height})

    return resize


@pytest.fixture
def axe(page: Page) -> Callable[[], None]:
    """`axe()` fails with a list of the serious and critical findings on the page as it stands."""

    def look() -> None:
        found = grave_findings(page)
        assert not found, f"{page.url}\n" + "\n".join(found)

    return look


@pytest.fixture
def picture(page: Page) -> Callable[[str], Path | None]:
    """`picture("today")` photographs the whole page at its present width; answers the file. Where `REGISTER_PICTURES`
    names no folder nobody will look at it, and none is taken."""

    def take(name: str) -> Path | None:
        if not (wanted := os.environ.get("REGISTER_PICTURES")):
            return None
        folder = settings.ROOT / wanted
        width = page.viewport_size["width"] if page.viewport_size else 0
        path = folder / f"{name}-{width}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=path, full_page=True, animations="disabled")
        return path

    return take


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever stands in this folder needs Chromium."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def look(page, picture, viewport):
    """Photograph a page at both widths: nothing runs over, nothing grave is found. Colours are measured once."""

    def looked(name):
        for width in ("phone", "desk"):
            viewport(width)
            picture(name)
            assert runs_over(page) <= 0, name
            assert grave_findings(page, contrast=width == "phone") == [], name

    return looked
