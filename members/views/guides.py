"""The guide as a page, and its pictures. Open to everybody: who can't sign in needs its first section most, and it
holds nothing of the register."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from members import guide as words


def _picture(name: str) -> str:
    return reverse("guide-picture", args=[name])


@login_not_required
@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    layout = "base.html" if request.user.is_authenticated else "alone.html"
    return render(request, "members/guide.html", {"guide": words.read(_picture).html, "layout": layout})


@login_not_required
@require_safe
def picture(request: HttpRequest, name: str) -> FileResponse:
    """One of the pictures that the guide shows, and no other file."""
    if name not in words.read(_picture).pictures:
        raise Http404
    return FileResponse((words.PICTURES / f"{name}.png").open("rb"), content_type="image/png")
