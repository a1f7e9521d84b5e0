"""What a page showed when it was opened, so that who writes second writes only what he has changed himself."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.http import QueryDict

NAME = "opened"
Values = dict[str, list[str]]


def field() -> forms.CharField:
    return forms.CharField(widget=forms.HiddenInput, required=False)


def shown_by(form: forms.Form) -> Values:
    """{field: what stands in it}, as a browser sends it back untouched."""
    return {one.name: _as_sent(one.value()) for one in form if not one.is_hidden}


def written(values: Values) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def read(sent: str) -> Values:
    """What the page carried; nothing where it can't be read."""
    try:
        values = json.loads(sent or "{}")
        return {str(name): [str(one) for one in shown] for name, shown in values.items()}
    except (ValueError, AttributeError, TypeError):
        return {}


def follow(data: QueryDict, now: Values) -> list[str]:
    """Fields that were left as they were opened take what stands in them `now`; what was typed stays.

    Answers the fields that somebody else has changed too, and otherwise.
    """
    before, both = read(data.get(NAME, "")), []
    for name, opened in before.items():
        if name not in now or now[name] == opened:
            continue
        sent = _as_sent(data.getlist(name))
        if sent == _as_sent(opened):
            data.setlist(name, now[name])
        elif sent != now[name]:
            both.append(name)
    data[NAME] = written(now)
    return both


def left(form: forms.Form) -> set[str]:
    """Fields that were sent as the page showed them. A page that carried nothing has shown nothing."""
    before = read(form.data.get(NAME, ""))
    return {name for name, shown in before.items() if _as_sent(form.data.getlist(name)) == _as_sent(shown)}


def _as_sent(value: Any) -> list[str]:
    """A box that is ticked sends "on"; what is empty sends nothing worth a word."""
    if isinstance(value, bool):
        return ["on"] if value else []
    values = value if isinstance(value, list | tuple) else [value]
    return [str(one).strip() for one in values if one is not None and str(one).strip()]
