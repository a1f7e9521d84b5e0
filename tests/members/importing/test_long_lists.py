"""A long list is read, compared and written as a job: what was seen is what is written, all of it or nothing."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from kit.calendar import PartialDate
from members import jobs, procedure, uploads
from members.models import Act, Job, Member, Role, Upload
from members.models.files import SILENT
from members.uploads import parts, work
from tests import builders
from tests.builders import MACHINE
from tests.ground import laid
from tests.members.importing.files import national, people, sheet
from tests.members.importing.test_import_pages import chosen, plan_of, send, words
from tests.signing_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
NOON = "2026-06-30 05:00:00+00:00"


ground = laid(builders.make_cast, NOON)


@pytest.fixture
def cast(ground, db, monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(work, "LONG_ROWS", 20)
    with time_machine.travel(NOON, tick=True):
        yield ground.found()


@pytest.fixture
def officer(cast):
    return signed_in(cast.officer)


def do_all():
    return jobs.run_waiting(timezone.now())


def newest():
    return Job.objects.latest("pk")


def state():
    return newest().state(timezone.now())


def sent(client, data, name="danh-sach.xlsx"):
    """Sent, and read by the worker; the id of the upload."""
    send(client, data, name)
    do_all()
    return newest().asked["upload"]


def ask_to_write(client, pk, **more):
    digest = plan_of(client, pk).context["head"]["digest"]
    return client.post(reverse("confirm-import", args=[pk]), {"plan": digest, **more})


def test_a_short_list_is_read_at_once(officer):
    pk = send(officer, national(*people(5)))
    assert not Job.objects.exists()
    assert officer.get(reverse("import", args=[pk])).status_code == 200


def test_a_long_list_is_read_by_the_worker_and_then_stands_on_its_page(officer):
    job = send(officer, national(*people(60)))
    upload = Upload.objects.get()
    assert "Đang chờ" in words(officer.get(reverse("job", args=[job])))
    assert officer.get(reverse("import", args=[upload.pk]))["Location"] == reverse("job", args=[job])
    assert do_all() == 1
    page = officer.get(reverse("job", args=[job]), headers={"HX-Request": "true"})
    assert page["HX-Redirect"] == reverse("import", args=[upload.pk])
    assert "Nông Văn Ba" in words(officer.get(reverse("import", args=[upload.pk])))
    assert not Member.unscoped.exists()


def test_the_worker_tells_of_the_rows_it_has_read(officer, monkeypatch):
    told = []
    monkeypatch.setattr("members.importing.plan.TELL_EVERY", 20)
    monkeypatch.setattr(jobs.Work, "progress", lambda self, done, total: told.append((done, total)))
    sent(officer, national(*people(60)))
    assert told == [(20, 60), (40, 60), (60, 60)]


def test_a_long_list_is_written_by_the_worker_and_the_second_time_nothing_comes_of_it(officer):
    pk = sent(officer, national(*people(60)))
    ask_to_write(officer, pk)
    first = newest()
    assert officer.get(reverse("import-plan", args=[pk]))["Location"] == reverse("job", args=[first.pk])
    do_all()
    assert (state(), Member.unscoped.count()) == ("done", 60)
    assert "Đã nhập" in words(officer.get(reverse("import", args=[pk])))
    jobs.ask(first.account, first.kind, first.title, first.asked, at=timezone.now())
    do_all()
    assert (state(), Member.unscoped.count()) == ("done", 60)


def test_what_changed_since_it_was_seen_is_not_written_and_is_shown_anew(officer, cast):
    person = builders.member("Nông Văn Bba", cast.tree.cell, source_id="M0000027")
    pk = sent(officer, national(*people(60)))
    assert ask_to_write(officer, pk).status_code == 422
    ask_to_write(officer, pk, why="danh sách đảng ủy gửi")
    procedure.people.correct_member(person, by=MACHINE, why="theo lý lịch", profile_number="5")
    do_all()
    assert (state(), Member.unscoped.count()) == ("failed", 1)
    assert f'href="{reverse("import", args=[pk])}"' in words(officer.get(reverse("job", args=[newest().pk])))
    page = plan_of(officer, pk)
    assert "Sổ đã được sửa sau khi đồng chí xem. Chưa ghi gì" in words(page)
    assert not page.context["head"]["is_old"]
    ask_to_write(officer, pk, why="danh sách đảng ủy gửi")
    do_all()
    assert Member.unscoped.count() == 60
    assert Act.objects.get(verb="import_members").values_row.said()["why"] == "danh sách đảng ủy gửi"


def test_a_page_of_a_long_list_says_that_the_register_changed_and_offers_to_look_again(officer, cast):
    pk = sent(officer, national(*people(60)))
    builders.member("Lù Thị Sáy", cast.tree.cell)
    page = plan_of(officer, pk)
    assert page.context["head"]["is_old"]
    assert "So lại với sổ" in words(page)
    officer.post(reverse("import-again", args=[pk]))
    do_all()
    assert not plan_of(officer, pk).context["head"]["is_old"]


def test_cancelled_before_the_end_nothing_is_written(officer, monkeypatch):
    pk = sent(officer, national(*people(60)))
    ask_to_write(officer, pk)
    settle = work.settle

    def settle_and_be_cancelled(*args, **more):
        settle(*args, **more)
        jobs.cancel(newest(), at=timezone.now())

    monkeypatch.setattr(work, "settle", settle_and_be_cancelled)
    job = newest()
    do_all()
    assert Member.unscoped.count() == 0
    assert parts.head(Upload.objects.get(pk=pk)) is not None
    monkeypatch.setattr(work, "settle", settle)
    # On one connection the rollback takes the wish to cancel along.
    jobs.cancel(job, at=timezone.now())
    jobs.try_again(job, at=timezone.now())
    do_all()
    assert Member.unscoped.count() == 60


def test_who_cancels_after_the_writing_is_too_late(officer):
    pk = sent(officer, national(*people(60)))
    ask_to_write(officer, pk)
    do_all()
    officer.post(reverse("cancel-job", args=[newest().pk]))
    assert (state(), Member.unscoped.count()) == ("done", 60)


def test_a_worker_that_was_killed_leaves_nothing_written_and_the_button_to_try_again(officer):
    pk = sent(officer, national(*people(60)))
    ask_to_write(officer, pk)
    with time_machine.travel(timezone.now() + SILENT * 2, tick=True):
        jobs.claim(timezone.now() - SILENT - timedelta(seconds=1))
        assert state() == "failed"
        page = officer.get(reverse("job", args=[newest().pk]))
        assert "Thử lại" in words(page)
        assert not Member.unscoped.exists()
        officer.post(reverse("job-again", args=[newest().pk]))
        do_all()
    assert (state(), Member.unscoped.count()) == ("done", 60)
    assert pk == newest().asked["upload"]


def test_what_was_cancelled_is_tried_again_only_while_its_file_is_there(officer):
    pk = sent(officer, national(*people(60)))
    ask_to_write(officer, pk)
    jobs.cancel(newest(), at=timezone.now())
    assert "Thử lại" in words(officer.get(reverse("job", args=[newest().pk])))
    uploads.forget([pk])
    page = words(officer.get(reverse("job", args=[newest().pk])))
    assert "Thử lại" not in page
    assert "gửi lại ở trang đã gửi" in page


def test_rejected_rows_are_left_only_when_that_was_said(officer):
    pk = sent(officer, national(*people(40), {"full_name": None}))
    ask_to_write(officer, pk)
    do_all()
    assert (state(), Member.unscoped.count()) == ("failed", 0)
    ask_to_write(officer, pk, **{"de-lai": "1"})
    do_all()
    assert (state(), Member.unscoped.count()) == ("done", 40)


def test_a_long_file_without_a_list_is_said_and_not_kept(officer):
    send(officer, sheet([("Biểu hướng dẫn",)] * 50))
    do_all()
    assert state() == "failed"
    page = words(officer.get(reverse("job", args=[newest().pk])))
    assert "không có danh sách" in page
    assert "Xem lại tệp" not in page
    assert "Thử lại" not in page
    assert "Tệp không còn trên máy chủ" in page
    assert not Upload.objects.exists()


def test_a_long_list_is_read_otherwise_by_the_worker_and_nonsense_leaves_the_old_reading(officer):
    pk = sent(officer, national(*people(40)))
    page = officer.get(reverse("import", args=[pk]))
    officer.post(reverse("import-reading", args=[pk, 0]), chosen(page) | {"cot_D": ""})
    do_all()
    assert chosen(officer.get(reverse("import", args=[pk])))["cot_D"] == ""
    officer.post(reverse("import-reading", args=[pk, 0]), chosen(page) | {"header_row": "900"})
    do_all()
    assert state() == "failed"
    page = officer.get(reverse("import", args=[pk]))
    assert chosen(page)["header_row"] == 3
    assert "không xong" in words(page)


def test_a_role_that_ended_writes_nothing(officer, cast):
    pk = sent(officer, national(*people(40)))
    ask_to_write(officer, pk)
    for role in Role.unscoped.filter(account=cast.officer):
        procedure.roles.end_role(role, by=MACHINE, day=builders.TODAY)
    do_all()
    assert (state(), Member.unscoped.count()) == ("failed", 0)


def test_a_long_comparison_is_made_by_the_worker(officer, cast):
    rows = [
        ("ĐẢNG BỘ XÃ AN KHÊ",),
        ("STT", "Họ và tên", "Ngày sinh", "Chi bộ"),
        *[
            (
                n,
                f"Hoàng Thị {chr(65 + n % 26)}{chr(97 + n // 26)}",
                f"{1 + n % 28}/{1 + n % 12}/{1950 + n % 50}",
                "Chi bộ Thôn 1",
            )
            for n in range(130)
        ],
    ]
    said = {"file": SimpleUploadedFile("an-khe.xlsx", sheet(rows)), "day": "30/06/2026"}
    answer = officer.post(reverse("comparisons"), said)
    assert answer["Location"] == reverse("job", args=[newest().pk])
    do_all()
    pk, seen = newest().asked["upload"], []
    where = f"{reverse('comparison', args=[pk])}?xem=danh-sach"
    while where:
        page = officer.get(where)
        seen += [row["row"] for row in page.context["rows"]]
        where = page.context["pages"]["next"]
    assert seen == list(range(3, 133))
    builders.member("Hoàng Thị Aa", cast.tree.cell, birth=PartialDate(1950, 1, 1))
    assert "Đối chiếu lại" in words(officer.get(reverse("comparison", args=[pk])))
    officer.post(reverse("comparison-again", args=[pk]))
    do_all()
    assert officer.get(reverse("comparison", args=[pk])).context["head"]["matched"] > 0
