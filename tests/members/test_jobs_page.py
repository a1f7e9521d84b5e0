"""The page of long work: how far each piece is, and what can be done with it, without opening it first."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members import jobs
from members.models import Job
from tests.members.officer_play import cast, ground
from tests.members.test_session import enter, words

__all__ = ["cast", "ground"]
pytestmark = [pytest.mark.django_db]


@pytest.fixture
def asked(cast, client):
    enter(client)
    return jobs.ask(cast.officer, "roster", "Sổ danh sách đảng viên", {"organisation": 0}, at=timezone.now())


def is_(job, **values):
    Job.objects.filter(pk=job.pk).update(**values)


def test_what_runs_says_how_far_it_is_and_can_be_cancelled_there(asked, client):
    is_(asked, started_at=timezone.now(), heard_at=timezone.now(), done=40, total=120)
    page = client.get(reverse("jobs"))
    assert "40 trên 120 người" in words(page) and '<progress max="120" value="40"' in page.content.decode()
    assert reverse("cancel-job", args=[asked.pk]) in page.content.decode()
    assert client.post(reverse("cancel-job", args=[asked.pk])).status_code == 302
    assert Job.objects.get(pk=asked.pk).state(timezone.now()) == "cancelled"


def test_what_waits_can_be_cancelled_and_what_failed_tried_again(asked, client):
    again = reverse("job-again", args=[asked.pk])
    page = client.get(reverse("jobs")).content.decode()
    assert reverse("cancel-job", args=[asked.pk]) in page and again not in page
    is_(asked, started_at=timezone.now() - timedelta(hours=1), finished_at=timezone.now(), refusal="Không đọc được.")
    page = client.get(reverse("jobs")).content.decode()
    assert again in page and reverse("cancel-job", args=[asked.pk]) not in page
    assert client.post(again).status_code == 302
    assert Job.objects.count() == 2


def test_what_is_done_offers_neither(asked, client):
    is_(asked, started_at=timezone.now(), finished_at=timezone.now())
    page = client.get(reverse("jobs")).content.decode()
    assert reverse("cancel-job", args=[asked.pk]) not in page and reverse("job-again", args=[asked.pk]) not in page


def test_a_list_whose_file_is_gone_is_not_tried_again(cast, client):
    enter(client)
    job = jobs.ask(cast.officer, "read-list", "Đọc danh-sach.xlsx", {"upload": 999}, at=timezone.now())
    is_(job, started_at=timezone.now(), finished_at=timezone.now(), refusal="Không thấy danh sách.")
    for page in (reverse("jobs"), reverse("job", args=[job.pk])):
        shown = client.get(page)
        assert reverse("job-again", args=[job.pk]) not in shown.content.decode()
        assert "gửi lại ở trang đã gửi" in words(shown)


UNTAKEN = "Máy chủ chưa nhận việc này"


def test_a_job_that_nobody_takes_says_so_and_may_still_be_cancelled(asked, client):
    """The program that does long work was never started, or stands still."""
    pages = [reverse("jobs"), reverse("job", args=[asked.pk])]
    assert not any(UNTAKEN in words(client.get(page)) for page in pages), "it has just been asked for"
    is_(asked, asked_at=timezone.now() - timedelta(minutes=3))
    for page in pages:
        assert UNTAKEN in words(client.get(page))
        assert reverse("cancel-job", args=[asked.pk]) in client.get(page).content.decode()


@pytest.mark.parametrize("busy", ["heard_at", "finished_at"])
def test_who_waits_behind_the_work_of_others_is_told_nothing_else(asked, cast, client, busy):
    is_(asked, asked_at=timezone.now() - timedelta(minutes=30))
    other = jobs.ask(cast.second_officer, "roster", "Sổ danh sách", {"organisation": 1}, at=timezone.now())
    is_(other, **{"started_at": timezone.now(), busy: timezone.now()})
    assert UNTAKEN not in words(client.get(reverse("job", args=[asked.pk])))
