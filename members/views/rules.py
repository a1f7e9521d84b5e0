"""The rules in force on a day: number, source, since when, how sure."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from members import door, registry, regulations, wording


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    day, sentence = door.day_asked(request)
    groups: dict[str, list[object]] = {}
    for rule in regulations.all_rules():
        groups.setdefault(regulations.group_title(rule.key), []).append(regulations.shown(rule, day))
    context = {"groups": groups.items(), "day_words": wording.day(day), "day": day, "today": request.actor.day,
               "sentence": sentence,
               "touched": [one for one in registry.entries("versions").values() if one.shown(request.actor)],
               "changes": [{"since": wording.day(one.since), "rules": one.rules, "others": one.others,
                            "to_come": one.since > request.actor.day} for one in regulations.changes()]}  # fmt: skip
    return render(request, "members/rules.html", context)
