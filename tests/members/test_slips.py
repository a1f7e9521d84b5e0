"""First passwords on slips of paper, for many accounts at once, committee by committee."""

import io
from datetime import date, timedelta

import pypdf
import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from members import jobs, procedure, slips
from members.models import Account, Act, Job
from tests import builders
from tests.builders import MACHINE
from tests.ground import laid
from tests.members.test_session import GOOD, enter, words

pytestmark = [pytest.mark.django_db]
NOON = "2026-06-30 05:00:00+00:00"


def with_new_accounts():
    made = builders.make_cast()
    for username, full_name, where in (
        ("thon-1", "Sùng A Chúng", made.tree.cell), ("thon-dong", "Vàng Thị Dợ", made.tree.other_cell),
    ):  # fmt: skip
        account = procedure.roles.create_account(by=MACHINE, username=username, full_name=full_name, password=None)
        procedure.roles.grant_role(account, by=MACHINE, kind="cell", organisation=where, day=date(2026, 6, 1))
    return made


ground = laid(with_new_accounts, NOON)


@pytest.fixture
def cast(ground, db):
    with time_machine.travel(NOON, tick=True):
        yield ground.found()


def printed(client, *usernames):
    """The text of the slips for these accounts."""
    wanted = [str(pk) for pk in Account.objects.filter(username__in=usernames).values_list("pk", flat=True)]
    answer = client.post(reverse("slips"), {"tai-khoan": wanted})
    assert answer.status_code == 302
    jobs.run_waiting(timezone.now())
    job = Job.objects.order_by("-pk").first()
    assert job.refusal == ""
    file = client.get(reverse("job-file", args=[job.pk]))
    pages = pypdf.PdfReader(io.BytesIO(b"".join(file.streaming_content))).pages
    return [page.extract_text() for page in pages]


def password_in(text):
    return text.split("Mật khẩu đầu: ")[1].split()[0]


def test_each_committee_has_pages_of_its_own_and_the_password_opens_the_door_once(cast, client):
    enter(client, username="quan-tri")
    assert "Đảng bộ xã An Khê (1)" in words(client.get(reverse("slips")))
    first, second = printed(client, "thon-1", "thon-dong")
    assert "Sùng A Chúng" in first and "Vàng Thị Dợ" in second
    client.post("/dang-xuat/")
    password = password_in(first)
    enter(client, username="thon-1", password=password)
    assert client.get("/")["Location"] == reverse("password")
    client.post(reverse("password"), {"old": password, "new": GOOD, "again": GOOD})
    client.post("/dang-xuat/")
    enter(client, username="quan-tri")
    said = words(client.get(reverse("slips")))
    assert "Sùng A Chúng" not in said and "Vàng Thị Dợ" in said


def test_a_slip_says_at_which_address_the_program_opens_but_not_that_of_the_server_itself(cast, client):
    enter(client, username="quan-tri")
    assert "Phiếu ghi địa chỉ để mở chương trình: http://testserver/" in words(client.get(reverse("slips")))
    (text,) = printed(client, "thon-1")
    assert "gõ địa chỉ: http://testserver/" in " ".join(text.split())
    client.defaults["SERVER_NAME"] = "127.0.0.1"
    client.defaults["SERVER_PORT"] = "8000"
    assert "phiếu không ghi địa chỉ" in words(client.get(reverse("slips")))
    (text,) = printed(client, "thon-dong")
    assert "địa chỉ" not in text and "Tên đăng nhập" in text


def test_every_account_has_its_line_and_no_line_holds_a_password(cast, client):
    enter(client, username="quan-tri")
    (text,) = printed(client, "thon-1")
    acts = list(Act.objects.order_by("-number").select_related("values_row")[:2])
    assert {act.verb for act in acts} == {"give_first_passwords", "reset_password"}
    assert all(password_in(text) not in act.values_row.body for act in acts)


def test_a_slip_printed_again_makes_the_first_one_worthless(cast, client):
    enter(client, username="quan-tri")
    old, new = (password_in(printed(client, "thon-1")[0]) for _ in range(2))
    assert old != new
    account = Account.objects.get(username="thon-1")
    assert account.check_password(new) and not account.check_password(old)


def test_who_has_chosen_a_password_keeps_it(cast, client):
    enter(client, username="quan-tri")
    printed(client, "thon-1")
    Account.objects.filter(username="thon-1").update(must_change_password=False)
    job = Job.objects.order_by("-pk").first()
    jobs.try_again(job, at=timezone.now())
    jobs.run_waiting(timezone.now())
    assert "Không còn tài khoản nào" in Job.objects.order_by("-pk").first().refusal


def test_slips_cancelled_while_they_are_drawn_leave_every_password_as_it_was(cast, client, monkeypatch):
    enter(client, username="quan-tri")
    password = password_in(printed(client, "thon-1")[0])
    drawn = slips.draw_paper

    def draw_while_somebody_cancels(*given, **how):
        job = Job.objects.get(finished_at=None)
        assert client.post(reverse("cancel-job", args=[job.pk])).status_code == 302
        return drawn(*given, **how)

    monkeypatch.setattr(slips, "draw_paper", draw_while_somebody_cancels)
    wanted = [str(pk) for pk in Account.objects.filter(username="thon-1").values_list("pk", flat=True)]
    client.post(reverse("slips"), {"tai-khoan": wanted})
    jobs.run_waiting(timezone.now())
    job = Job.objects.latest("pk")
    assert (job.state(timezone.now()), job.file_path) == ("cancelled", "")
    assert Account.objects.get(username="thon-1").check_password(password)


def test_the_file_lies_about_for_a_day_and_no_longer(cast, client):
    enter(client, username="quan-tri")
    printed(client, "thon-1")
    job = Job.objects.order_by("-pk").first()
    path = jobs.path_of(job)
    jobs.sweep(timezone.now() + timedelta(hours=23))
    assert path.exists()
    jobs.sweep(timezone.now() + timedelta(hours=25))
    assert not path.exists()
    assert not Job.objects.filter(pk=job.pk).exists()


def test_the_page_promises_that_day_and_no_more(cast, client):
    enter(client, username="quan-tri")
    printed(client, "thon-1")
    slips, other = Job.objects.get(), jobs.ask(cast.administrator, "roster", "Sổ", {}, at=timezone.now())
    assert "tệp được giữ 1 ngày" in words(client.get(reverse("job", args=[slips.pk])))
    assert "tệp được giữ 30 ngày" in words(client.get(reverse("job", args=[other.pk])))
    assert "phiếu mật khẩu đầu giữ một ngày" in words(client.get(reverse("jobs")))


def test_nobody_chosen_is_said(cast, client):
    enter(client, username="quan-tri")
    answer = client.post(reverse("slips"), {"tai-khoan": ["x", "999999"]})
    assert "Chọn ít nhất một tài khoản" in words(answer)
    assert not Job.objects.exists()


def test_only_the_administrator_makes_passwords(cast, client):
    enter(client)
    assert client.get(reverse("slips")).status_code == 403


def test_the_job_counts_its_slips_and_no_more(cast, client):
    enter(client, username="quan-tri")
    printed(client, "thon-1", "thon-dong")
    job = Job.objects.get()
    assert (job.done, job.total) == (2, 2)
    Job.objects.update(finished_at=None)
    assert "2 trên 2 phiếu" in words(client.get(reverse("job", args=[job.pk])))


def test_more_jobs_than_a_page_shows_are_paged_through(cast, client):
    """A file is promised for thirty days: it is found as long."""
    for number in range(120):
        jobs.ask(cast.administrator, "slips", f"Việc số {number}.", {"accounts": [number]}, at=timezone.now())
    enter(client, username="quan-tri")
    seen, address = [], ""
    for _ in range(3):
        shown = client.get(f"{reverse('jobs')}{address}")
        seen += [one["job"].title for one in shown.context["jobs"]]
        address = shown.context["part"].older
    assert seen == [f"Việc số {number}." for number in reversed(range(120))] and address == ""
