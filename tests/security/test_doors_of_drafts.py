"""A draft is kept where its page may be opened, and nowhere else."""

import json

import pytest
from django.urls import resolve

from members import drafts
from members.models import Draft
from tests.security.pages import PAGES, address
from tests.security.test_pages import ROLES, expected_of_sent, ground, play, signed_in  # noqa: F401  (fixtures)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_the_door_of_a_draft_is_the_door_of_its_page(play, role):  # noqa: F811
    cast, things, register = play
    client = signed_in(getattr(cast, ROLES[role]))
    wrong, count = [], 0
    for name, page in PAGES.items():
        for place in ("own", "foreign"):
            target = address(name, things[place] | register)
            if page.public or drafts.form_at(resolve(target)) is None:
                continue
            given = {"trang": target, "dau": "0" * 32, "cac-o": json.dumps({"why": ["theo giấy tờ"]})}
            status, count = client.post("/nhap-do/giu/", given).status_code, count + 1
            if status not in expected_of_sent(name, role, place):
                wrong.append(f"{name} {place}: {status}")
    assert not wrong, "\n".join(wrong)
    assert count > 80
    kept = Draft.objects.filter(account=getattr(cast, ROLES[role])).count()
    assert kept <= drafts.MOST
