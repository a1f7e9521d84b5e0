"""An admission that makes the register say something else of a day that was signed asks for the reason on its page."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from members.models import Membership
from tests.admissions import play
from tests.reports.after_signing import cast, ground
from tests.reports.pages import text
from tests.signing_in import signed_in

__all__ = ["cast", "ground"]
pytestmark = pytest.mark.django_db
WHY = "quyết định gửi muộn"


def asked_then_done(client, address, typed):
    """Without a reason it is refused at its field and nothing is lost; with one it is done."""
    answer = client.post(address, typed)
    assert answer.status_code == 422
    assert "Việc này đổi điều đã ký" in text(answer)
    assert 'name="why"' in answer.content.decode()
    assert client.post(address, {**typed, "why": WHY}).status_code == 302


def test_the_recognition_of_whose_months_ended_before_it_was_signed(cast):
    one = play.resolved(play.gathered(play.probationer(cast.tree.cell)), above=True)
    typed = {"number": "5-QĐ/HU", "day": "26/6/2026", "body": "Ban Thường vụ"}
    asked_then_done(signed_in(cast.officer), reverse("record-recognition", args=[one.pk]), typed)
    assert Membership.unscoped.get(member=one.member).official_on == date(2026, 4, 25)


def test_a_ceremony_that_was_held_before_it_was_signed(cast):
    one = play.until(play.found(cast.tree.cell), play.StepKind.DECISION)
    held = play.day_of(play.StepKind.CEREMONY)
    asked_then_done(signed_in(cast.officer), reverse("step-ceremony", args=[one.pk]), {"day": f"{held:%d/%m/%Y}"})
    one.refresh_from_db()
    assert one.member_id is not None
