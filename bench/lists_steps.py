"""Steps of the group "lists", each in a child process on a sample district."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from statistics import median
from typing import Any

# After the reform of the sample tree, so that today's committees stood that day.
PAST = date(2026, 1, 15)
TODAY = date(2026, 6, 30)
TIMES = 50
ACCOUNTS = (("whole", "can-bo"), ("committee", "bi-thu-xa"), ("cell", "bi-thu-chi-bo"))


def measure() -> dict[str, Any]:
    """Medians of each list and count: its own statement through the cursor, and the whole call."""
    from members import figures, lists, rights, scope
    from members.models import Account, Member, Organisation

    begun, measured = time.perf_counter(), []
    pk = Member.unscoped.order_by("pk")[Member.unscoped.count() // 2].pk
    by_key = str(Member.unscoped.filter(pk=-1).values("pk", "full_name", "sort_key").query)
    floor = _statement((by_key.replace("= -1", "= %s"), (pk,)))
    measured.append(("ORM .get()", _call(lambda: Member.unscoped.get(pk=pk)), 0.0, 0))
    for name, username in ACCOUNTS:
        actor = rights.actor_for(Account.objects.get(username=username), TODAY)
        here = Organisation.unscoped.get(pk=actor.roles[0].organisation)
        with scope.opened(rights.scope_of(actor)):
            asked = lists.Asked(here, PAST)
            measured.append((f"first page of 50, {name}", *_heaviest(lambda asked=asked: lists.page(asked))))
            total = lists.rows(asked).count()
            if total > 2 * lists.PAGE:
                middle = lists.rows(asked).order_by("member__sort_key", "member")[total // 2]
                after = lists.Asked(here, PAST, after=lists.place_of(middle))
                measured.append((f"next page, middle, {name}", *_heaviest(lambda after=after: lists.page(after))))
            count = _heaviest(lambda here=here: figures.counted(here, PAST).count())
            measured.append((f"count of {total:,}, {name}", *count))
            nine = _heaviest(lambda here=here: figures.figures(here, PAST))
            measured.append((f"all nine figures, {name}", *nine))
    return {"seconds": time.perf_counter() - begun, "floor": floor, "measured": measured, "times": TIMES}


def _call(call: Callable[[], Any], times: int = TIMES) -> float:
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        call()
        taken.append(time.perf_counter() - begun)
    return median(taken)


def _statement(asked: tuple[str, Any]) -> float:
    from django.db import connection

    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(*asked)
            cursor.fetchall()

    run()
    return _call(run)


def _heaviest(call: Callable[[], Any]) -> tuple[float, float, int]:
    """(median of the heaviest of its statements, median of the whole call, number of statements).

    What a list counts is a row of its own: beside others a count is not looked at.
    """
    from django.db import connection

    asked: list[tuple[str, Any]] = []

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append((sql, params))
        return execute(sql, params, many, context)

    call()
    with connection.execute_wrapper(keep):
        call()
    rows = [one for one in asked if not one[0].startswith("SELECT COUNT")] or asked
    return max(_statement(one) for one in rows), _call(call, 20), len(asked)


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


def _page(account: Any, address: str) -> tuple[int, float]:
    """(queries of one request, median seconds). Raises ValueError when the page is not answered."""
    from django.db import connection
    from django.test import Client
    from django.urls import reverse

    from members.sample.demo import PASSWORD

    client = Client(headers={"host": "127.0.0.1"})
    client.post(reverse("login"), {"username": account.username, "password": PASSWORD})
    asked: list[str] = []

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append(sql)
        return execute(sql, params, many, context)

    if client.get(address).status_code != 200:
        raise ValueError(f"{address} was not answered")
    with connection.execute_wrapper(keep):
        client.get(address)
    return len(asked), _call(lambda: client.get(address), 10)


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
    return {"seconds": _call(draw)}


def draw_with_filters() -> dict[str, Any]:
    """Step: the table written out in a template, each date through |date."""
    from django.template import engines

    template, people = engines["django"].from_string(WITH_FILTERS), _rows()

    def draw() -> None:
        template.render({"heads": HEADS, "rows": people})

    draw()
    return {"seconds": _call(draw)}
