"""Steps of the group "lists", each in a child process on a sample district."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from statistics import median
from typing import Any

# After the reform of the sample tree, so that today's committees stood that day.
PAST = date(2026, 1, 15)
TODAY = date(2026, 6, 30)
TIMES = 50
SEARCHED = 60
ACCOUNTS = (("whole", "can-bo"), ("committee", "bi-thu-xa"), ("cell", "bi-thu-chi-bo"))


@dataclass(frozen=True)
class Took:
    """Seconds of what the database answers: the middle and the least of many runs. `whole`: the call in Python
    altogether; `queries`: how many statements it is."""

    middle: float
    least: float
    whole: float = 0.0
    queries: int = 0


def measure() -> dict[str, Any]:
    """Each list, count and search: its own statements through the cursor, and the whole call."""
    from members import rights, scope
    from members.models import Account, Member, Organisation

    begun = time.perf_counter()
    pk = Member.unscoped.order_by("pk")[Member.unscoped.count() // 2].pk
    by_key = str(Member.unscoped.filter(pk=-1).values("pk", "full_name", "sort_key").query)
    floor = _statement((by_key.replace("= -1", "= %s"), (pk,)), 10 * TIMES)
    measured = [("ORM .get()", Took(*_call(lambda: Member.unscoped.get(pk=pk))))]
    for name, username in ACCOUNTS:
        actor = rights.actor_for(Account.objects.get(username=username), TODAY)
        here = Organisation.unscoped.get(pk=actor.roles[0].organisation)
        with scope.opened(rights.scope_of(actor)):
            measured += _lists(name, here)
            if name == "whole":
                measured += _searches()
    answer = [(what, asdict(took)) for what, took in measured]
    return {"seconds": time.perf_counter() - begun, "floor": floor, "measured": answer, "times": TIMES}


def _lists(name: str, here: Any) -> Iterator[tuple[str, Took]]:
    from members import figures, lists

    asked = lists.Asked(here, PAST)
    yield f"first page of 50, {name}", _heaviest(lambda: lists.page(asked))
    total = lists.rows(asked).count()
    if total > 2 * lists.PAGE:
        # Not the very end: a page of a few people says nothing.
        for where, at in (("middle", total // 2), ("near the end", total - 2 * lists.PAGE)):
            person = lists.rows(asked).order_by("member__sort_key", "member")[at]
            after = lists.Asked(here, PAST, after=lists.place_of(person))
            yield f"next page, {where}, {name}", _heaviest(lambda after=after: lists.page(after))
    yield f"count of {total:,}, {name}", _heaviest(lambda: figures.counted(here, PAST).count())
    yield f"all nine figures, {name}", _heaviest(lambda: figures.figures(here, PAST))


def _searches() -> Iterator[tuple[str, Took]]:
    """What is typed is taken from people of the register, drawn by a fixed seed: every fifth search or so is for a
    common name, as in an office."""
    from members.models import Member, Number

    draw = random.Random(7)
    folds = list(Member.objects.order_by("pk").values_list("fold", flat=True))
    people = [fold.split() for fold in draw.sample(folds, SEARCHED)]
    two_words = [_all_of(" ".join(draw.sample([one[0], one[-1]], 2))) for one in people]
    for share in (50, 95):
        yield f"search, two words, any order, p{share}", _at(two_words, share)
    begun = [" ".join(one)[:-1] for one in people[: SEARCHED // 2]]
    yield "search, first letters of the full name", _at([_all_of(one, as_typed=True) for one in begun], 50)
    yield "search, everybody who has them, on the page", _at([_all_of(one) for one in begun], 50)
    numbers = draw.sample(list(Number.objects.order_by("pk").values_list("value", flat=True)), SEARCHED // 2)
    yield "search, card number", _at([_all_of(one) for one in numbers], 50)


def _all_of(text: str, *, as_typed: bool = False) -> Took:
    """All statements of one search, added up."""
    from members import finding

    def call() -> None:
        finding.people(text, TODAY, limit=8, as_typed=as_typed)

    call()
    asked = _asked(call)
    took = [_statement(one, 7) for one in asked]
    return Took(sum(one for one, _ in took), sum(one for _, one in took), _call(call, 3)[0], len(asked))


def _at(took: list[Took], share: int) -> Took:
    """The one at that share of a hundred."""
    return sorted(took, key=lambda one: one.middle)[min(len(took) - 1, len(took) * share // 100)]


def _call(call: Callable[[], Any], times: int = TIMES) -> tuple[float, float]:
    """(middle, least) of many runs."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        call()
        taken.append(time.perf_counter() - begun)
    return median(taken), min(taken)


def _statement(asked: tuple[str, Any], times: int = TIMES) -> tuple[float, float]:
    from django.db import connection

    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(*asked)
            cursor.fetchall()

    run()
    return _call(run, times)


def _asked(call: Callable[[], Any]) -> list[tuple[str, Any]]:
    """The statements of a call."""
    from django.db import connection

    asked: list[tuple[str, Any]] = []

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        call()
    return asked


def _heaviest(call: Callable[[], Any]) -> Took:
    """The heaviest statement of a call. A count is a row of its own: beside other statements it is not looked at."""
    call()
    asked = _asked(call)
    rows = [one for one in asked if "COUNT(" not in one[0]] or asked
    return Took(*max(_statement(one) for one in rows), _call(call, 20)[0], len(asked))


def pages() -> dict[str, Any]:
    """Queries and time of pages through the test client, signed in as the officer and as a secretary."""
    from django.urls import reverse

    from members.models import Account, Role

    begun, found = time.perf_counter(), {}
    for name, username in ACCOUNTS:
        account = Account.objects.get(username=username)
        here = Role.unscoped.get(account=account).organisation_id
        list_page = reverse("people", args=[here])
        found[f"list page, {name}"] = _page(account, list_page)
        found[f"organisation page, {name}"] = _page(account, reverse("organisation", args=[here]))
    found["start page, whole"] = _page(Account.objects.get(username="can-bo"), reverse("today"))
    found["member page, cell"] = _page(account, reverse("person", args=[_somebody(here)]))
    return {"seconds": time.perf_counter() - begun, "pages": found}


def _somebody(organisation: int) -> int:
    from members.models import Placement

    return Placement.unscoped.on(TODAY).official().filter(organisation=organisation)[0].member_id


def _page(account: Any, address: str) -> tuple[int, float, float]:
    """(queries of one request, middle and least seconds). Raises ValueError when the page is not answered."""
    from django.test import Client
    from django.urls import reverse

    from members.sample.demo import PASSWORD

    client = Client(headers={"host": "127.0.0.1"})
    client.post(reverse("login"), {"username": account.username, "password": PASSWORD})
    if client.get(address).status_code != 200:
        raise ValueError(f"{address} was not answered")
    asked = _asked(lambda: client.get(address))
    return len(asked), *_call(lambda: client.get(address), 10)


HEADS = ("Họ và tên", "Chi bộ", "Ngày sinh", "Ngày vào Đảng", "Ngày chính thức", "Từ ngày", "Đến ngày", "Số thẻ")
WITH_FILTERS = """<table class="restack" role="table"><caption>Danh sách</caption><thead role="rowgroup"><tr role="row">
{% for head in heads %}<th scope="col" role="columnheader">{{ head }}</th>{% endfor %}</tr></thead>
<tbody role="rowgroup">{% for row in rows %}<tr role="row"><th scope="row" role="rowheader"><a href="{{ row.href }}">
{{ row.name }}</a></th><td role="cell">{{ row.cell }}</td>{% for day in row.days %}
<td role="cell" class="number">{{ day|date:"d/m/Y" }}</td>{% endfor %}<td role="cell">{{ row.card }}</td></tr>
{% endfor %}</tbody></table>"""


def _rows() -> list[dict[str, Any]]:
    days = [date(1960 + number, 5, 19) for number in range(5)]
    return [
        {"name": f"Nông Văn {number}", "href": f"/dang-vien/{number}/", "cell": "Chi bộ Thôn 1", "days": days,
         "card": f"{number:012}"}
        for number in range(50)
    ]  # fmt: skip


def draw_ours() -> dict[str, Any]:
    """Step: texts made in Python, the product's own component."""
    from django.template import engines
    from django.template.loader import get_template
    from django_cotton.compiler_regex import CottonCompiler

    from members import wording
    from members.tables import Cell, Head
    from members.tables import rows as table_rows

    page = '<c-table caption="Danh sách" :heads="heads" :rows="rows" restack />'
    get_template("base.html")
    template = engines["django"].from_string(CottonCompiler().process(page))
    people = _rows()

    def draw() -> None:
        heads = [Head(name) for name in HEADS]
        values = [
            [Cell(one["name"], href=one["href"]), Cell(one["cell"]), *(Cell(wording.day(day)) for day in one["days"]),
             Cell(one["card"])]
            for one in people
        ]  # fmt: skip
        template.render({"heads": heads, "rows": table_rows(heads, values)})

    draw()
    return {"seconds": _call(draw)[0]}


def draw_with_filters() -> dict[str, Any]:
    """Step: the table written out in a template, each date through |date."""
    from django.template import engines

    template, people = engines["django"].from_string(WITH_FILTERS), _rows()

    def draw() -> None:
        template.render({"heads": HEADS, "rows": people})

    draw()
    return {"seconds": _call(draw)[0]}
