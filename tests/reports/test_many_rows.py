"""What makes a long list fast: it asks the database as often as a short one, and writes what is new or has changed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from members import jobs, uploads
from members import procedure as members
from members.models import Member, Upload
from members.models.files import KEPT
from reports.reconciliation import procedure
from reports.reconciliation.models import Difference, SentList
from tests.builders import MACHINE
from tests.reports import play
from tests.reports.pages import text
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db


def asked(do):
    """What the database is asked meanwhile."""
    with CaptureQueriesContext(connection) as captured:
        do()
    return [one["sql"] for one in captured.captured_queries]


def strangers(count):
    """People of whom nothing is known, one year apart."""
    names = [f"Hầu Thị {chr(65 + number // 20)}{chr(97 + number % 20)}n" for number in range(count)]
    return [play.row(name, birth=f"9/9/{1940 + at}", card=f"9{at:07}") for at, name in enumerate(names)]


def test_a_list_of_many_asks_the_database_no_more_often_than_a_short_one(own):
    few = asked(lambda: play.sent(own, play.file(play.row(birth="6/4/1965"), *strangers(2)), anyway=True))
    many = asked(lambda: play.sent(own, play.file(play.row(birth="6/4/1965"), *strangers(40)), anyway=True))
    assert Difference.unscoped.filter(list__number=2).count() >= 40
    again = {sql.partition(" VALUES ")[0][:200] for sql in few}
    assert len(many) <= len(few) + 2, sorted({sql[:200] for sql in many} - again)


def test_a_difference_is_written_once_and_again_only_when_it_has_changed(own):
    first = asked(lambda: play.sent(own, play.file(play.row(birth="6/4/1965"), *strangers(3)), anyway=True))
    updates = [sql for sql in first if sql.startswith('UPDATE "reports_difference"')]
    assert updates == [], "what was just made is not written a second time"
    person = Member.unscoped.get(full_name="Sùng A Páo")
    sent = SentList.unscoped.select_related("upload").get()
    before = dict(Difference.unscoped.values_list("pk", "seen"))
    members.people.correct_member(person, by=MACHINE, why="theo giấy khai sinh", other_names="Sùng Páo")
    asked(lambda: procedure.receiving.again(sent, by=MACHINE))
    after = dict(Difference.unscoped.values_list("pk", "seen"))
    assert before.keys() == after.keys()
    assert [pk for pk in before if before[pk] != after[pk]] == [Difference.unscoped.get(member=person).pk]


def test_who_waits_hears_in_rows_of_the_list_how_far_it_is_and_a_quarter_is_the_writing(own):
    told = []
    play.sent(
        own, play.file(*play.OWN, *strangers(2)), told=lambda done, total: told.append((done, total)), anyway=True
    )
    rows = len(play.OWN) + 2
    assert (told[0], told[-1]) == ((0, rows), (rows * 3 // 4, rows))
    assert told == sorted(told)


def test_of_a_long_list_the_minutes_show_the_points_a_hundred_at_a_time_and_says_which(cast, own, monkeypatch):
    """Ten thousand of them made a page of 3.4 MB."""
    monkeypatch.setattr("reports.reconciliation.views.minutes.CASES_A_PAGE", 2)
    named = [play.row(f"Hầu Thị {one}", birth="9/9/1990", card=f"9999999{at}") for at, one in enumerate("ABC")]
    play.sent(own, play.file(*play.BOTH, *named), anyway=True)
    secretary = signed_in(cast.committee_secretary)
    first = secretary.get(reverse("minutes", args=[own.pk]))
    assert "Điểm lệch và cách xử lý (3)" in text(first) and "Điểm lệch thứ 1 đến 2 trên 3" in text(first)
    assert ("Hầu Thị B" in text(first), "Hầu Thị C" in text(first)) == (True, False)
    last = secretary.get(first.context["pages"]["next"])
    assert "Điểm lệch thứ 3 đến 3 trên 3" in text(last)
    assert ("Hầu Thị B" in text(last), "Hầu Thị C" in text(last)) == (False, True)


# --- as a job of the queue ---


def kept(own, cast):
    """A list that was sent at the page, still to be read."""
    account, at = cast.officer, timezone.now()
    upload = procedure.receiving.keep(own, "danh-sach.xlsx", play.file(*play.OWN), account=account, at=at)
    return upload, procedure.receiving.ask(
        account, procedure.receiving.RECEIVE, upload, at=at, reconciliation=own.pk, seen=0, anyway=True
    )


def test_who_cancels_while_it_is_compared_finds_nothing_written_and_sends_the_same_again(own, cast, monkeypatch):
    """Nothing of the list is there, its file goes with its time; the same wish again is carried out."""
    upload, job = kept(own, cast)
    progress = jobs.Work.progress

    def cancelled(work, done, total):
        jobs.cancel(work.job, at=timezone.now())
        progress(work, done, total)

    with monkeypatch.context() as patched:
        patched.setattr(jobs.Work, "progress", cancelled)
        assert jobs.run_waiting(timezone.now()) == 1
    job.refresh_from_db()
    assert (job.state(timezone.now()), job.done) == ("cancelled", 0)
    assert not SentList.unscoped.exists() and not Difference.unscoped.exists() and not upload.parts.exists()
    page = text(signed_in(cast.officer).get(reverse("job", args=[job.pk])))
    assert "Đã hủy Chưa ghi gì vào sổ. Tệp đã gửi còn trên máy chủ" in page and "không phải gửi lại" in page
    again = jobs.try_again(job, at=timezone.now())
    assert jobs.run_waiting(timezone.now()) == 1
    again.refresh_from_db()
    assert (again.state(timezone.now()), again.done, again.total) == ("done", 1, 2)
    assert SentList.unscoped.get().upload == upload


def test_a_file_of_which_no_list_came_is_not_kept_longer_than_others(own, cast):
    upload, job = kept(own, cast)
    jobs.cancel(job, at=timezone.now())
    sent = play.sent(own, play.file(*play.OWN, *strangers(1)), anyway=True)
    later = timezone.now() + KEPT + timedelta(days=1)
    assert uploads.sweep(later) == 1
    assert [bool(Upload.objects.get(pk=one).sealed) for one in (upload.pk, sent.upload_id)] == [False, True]
