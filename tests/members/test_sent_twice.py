"""On a poor line one presses twice, or the browser sends again: what was done is not done twice."""

import re
import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members import repeats
from members.models import Account, Act, Job, Member, OwnList, Role, Sending, Upload
from members.models.sending import KEPT
from members.views.repeated import DONE_BEFORE, OTHERWISE
from tests import builders
from tests.builders import TODAY
from tests.members.test_two_editors import fields
from tests.signing_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MARKED = re.compile(r'name="lan-gui" value="([0-9a-f]{32})"')


def mark_on(answer):
    return MARKED.search(answer.content.decode())[1]


def said(client, answer):
    """The sentences on top of the page that a redirect leads to."""
    return [str(one) for one in client.get(answer["Location"]).context["messages"]]


@pytest.fixture
def cast():
    with time_machine.travel(f"{TODAY}T05:00:00Z", tick=True):
        yield builders.make_cast()


@pytest.fixture
def officer(cast):
    return signed_in(cast.officer)


@pytest.fixture
def entering(cast):
    return reverse("enter", args=[cast.tree.cell.pk])


def a_person(client, address, **more):
    page = client.get(address)
    return {**fields(page.context["form"]), "full_name": "Lù Thị Sáy", "sex": "f", "admitted_on": "3/2/2010",
            "official_on": "3/2/2011", "lan-gui": mark_on(page), **more}  # fmt: skip


def test_a_member_entered_twice_stands_there_once(officer, entering):
    sent = a_person(officer, entering)
    once, twice = officer.post(entering, sent), officer.post(entering, sent)
    assert (once.status_code, twice.status_code) == (302, 302)
    assert twice["Location"] == once["Location"]
    assert Member.unscoped.filter(full_name="Lù Thị Sáy").count() == 1
    assert said(officer, twice)[-1] == DONE_BEFORE


def test_a_name_typed_in_small_letters_is_kept_as_papers_write_it(officer, entering):
    officer.post(entering, a_person(officer, entering, full_name="lù thị sáy"))
    assert Member.unscoped.filter(full_name="Lù Thị Sáy").count() == 1


def test_who_opens_the_page_anew_enters_another_one(officer, entering):
    officer.post(entering, a_person(officer, entering))
    officer.post(entering, a_person(officer, entering, full_name="Tẩn Láo Sử", sex="m"))
    assert set(Member.unscoped.values_list("full_name", flat=True)) == {"Lù Thị Sáy", "Tẩn Láo Sử"}


def test_something_else_from_the_same_page_is_told_that_it_was_not_written(officer, entering):
    """She has mended a letter while the line was slow, and pressed again."""
    sent = a_person(officer, entering)
    officer.post(entering, sent)
    twice = officer.post(entering, {**sent, "full_name": "Lù Thị Sáu"})
    assert said(officer, twice)[-2:] == [DONE_BEFORE, OTHERWISE]
    assert Member.unscoped.get().full_name == "Lù Thị Sáy"


def test_what_was_refused_may_be_sent_again(officer, entering):
    sent = a_person(officer, entering)
    assert officer.post(entering, {**sent, "admitted_on": "31/02/2010"}).status_code == 422
    assert Sending.objects.count() == 0
    assert officer.post(entering, sent).status_code == 302
    assert Member.unscoped.count() == 1


def test_a_refusal_that_leads_elsewhere_is_not_called_done(cast):
    """Nobody has tried to sign in wrongly: there is nothing to unlock, today as at the second press."""
    client = signed_in(cast.administrator)
    address = reverse("unlock-sign-in", args=[cast.reader.pk])
    for _ in range(2):
        answer = client.post(address, {"lan-gui": "a" * 32})
        assert said(client, answer) == ["Tài khoản không bị khóa vì gõ sai."]
    assert Sending.objects.count() == 0


def test_what_fails_in_the_middle_leaves_neither_mark_nor_fact(officer, entering, monkeypatch):
    client = Client(raise_request_exception=False)
    client.cookies = officer.cookies
    sent = a_person(officer, entering)
    with monkeypatch.context() as patch:
        patch.setattr("members.views.acts.HttpResponseRedirect", None)
        assert client.post(entering, sent).status_code == 500
    assert (Member.unscoped.count(), Sending.objects.count()) == (0, 0)
    assert client.post(entering, sent).status_code == 302


def test_a_first_password_is_shown_once_and_kept_nowhere(cast):
    client = signed_in(cast.administrator)
    page = client.get(reverse("create-account"))
    sent = {**fields(page.context["form"]), "username": "du-bi", "full_name": "Nông Văn Dự", "lan-gui": mark_on(page)}
    once = client.post(reverse("create-account"), sent)
    assert once.status_code == 200
    made = Account.objects.get(username="du-bi")
    twice = client.post(reverse("create-account"), sent)
    assert twice["Location"] == reverse("account", args=[made.pk])
    assert said(client, twice) == [DONE_BEFORE]
    row = Sending.objects.get()
    assert once.context["password"] not in f"{row.led_to} {row.said} {row.mark}"


def test_the_password_given_anew_is_not_another_one_at_the_second_press(cast):
    client = signed_in(cast.administrator)
    address = reverse("reset-password", args=[cast.cell_secretary.pk])
    sent = {"lan-gui": mark_on(client.get(reverse("account", args=[cast.cell_secretary.pk])))}
    first = client.post(address, sent).context["password"]
    assert client.post(address, sent).status_code == 302
    cast.cell_secretary.refresh_from_db()
    assert cast.cell_secretary.check_password(first)


def test_each_button_of_a_page_has_a_mark_of_its_own(cast):
    role = builders.procedure.roles.grant_role(
        cast.reader, by=builders.MACHINE, kind="cell", organisation=cast.tree.cell, day=TODAY
    )
    client = signed_in(builders.role(cast.officer, "administrator", cast.tree.district))
    marks = MARKED.findall(client.get(reverse("account", args=[cast.reader.pk])).content.decode())
    assert len(marks) > 2
    assert len(set(marks)) == len(marks)
    assert client.post(reverse("confirm-role", args=[role.pk]), {"lan-gui": marks[0]}).status_code == 302
    assert Role.unscoped.get(pk=role.pk).confirmed_on


def test_files_lists_and_printing_are_asked_for_once(cast, officer):
    """What leaves no line in the history is not doubled either."""
    here = cast.tree.cell.pk
    asked = [
        (reverse("print-roster", args=[here]), reverse("roster", args=[here]),
         {"ngay": "30/6/2026", "mau": "roster.pdf", "muc-dich": "trình ban thường vụ"}),
        (reverse("keep-list", args=[here]), reverse("own-list", args=[here]), {"name": "Nữ đảng viên", "loc": "1"}),
    ]  # fmt: skip
    for address, page, given in asked:
        sent = {**given, "lan-gui": mark_on(officer.get(page))}
        once = officer.post(address, sent)
        Job.objects.update(finished_at=timezone.now())
        assert officer.post(address, sent)["Location"] == once["Location"]
    assert (Job.objects.count(), OwnList.unscoped.count()) == (1, 1)


def test_a_list_is_sent_once(officer):
    sent = {"lan-gui": mark_on(officer.get(reverse("imports"))), "organisation": ""}

    def file():
        return builders.io.BytesIO(builders.LIST)

    answers = []
    for _ in range(2):
        data = file()
        data.name = "danh-sach.csv"
        answers.append(officer.post(reverse("imports"), {**sent, "file": data}))
    assert [one.status_code for one in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Upload.objects.count() == 1


def test_a_mark_is_of_one_account(cast, officer, entering):
    sent = a_person(officer, entering)
    officer.post(entering, sent)
    other = signed_in(cast.second_officer)
    assert other.post(entering, {**sent, "full_name": "Tẩn Láo Sử"}).status_code == 302
    assert Member.unscoped.count() == 2


@pytest.mark.parametrize("mark", ["", "x", "g" * 32, "A" * 32, "0" * 33, "\x00" * 32])
def test_what_is_no_mark_of_ours_is_none(officer, entering, mark):
    assert officer.post(entering, a_person(officer, entering, **{"lan-gui": mark})).status_code == 302
    assert Sending.objects.count() == 0


def test_marks_live_seven_days_and_say_nothing_of_what_was_sent(officer, entering):
    officer.post(entering, a_person(officer, entering))
    row = Sending.objects.get()
    assert "Sáy" not in f"{row.said}{row.led_to}"
    assert repeats.sweep(row.at + KEPT - timedelta(minutes=1)) == 0
    assert repeats.sweep(row.at + KEPT + timedelta(minutes=1)) == 1
    assert KEPT.days == 7


def pressed_at_once(client, *sent):
    """Each (address, fields) is sent at one moment, on a line of its own; the answers in their order."""
    barrier, answers = threading.Barrier(len(sent)), [None] * len(sent)

    def press(place, address, given):
        mine = Client()
        mine.cookies = client.cookies
        try:
            barrier.wait(20)
            answers[place] = mine.post(address, given)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(place, *one)) for place, one in enumerate(sent)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    return answers


@pytest.mark.django_db(transaction=True)
@pytest.mark.concurrency
def test_two_presses_at_one_moment_enter_one_and_lead_both_there(officer, entering):
    for number in range(4):
        sent = a_person(officer, entering, full_name=f"Hoàng Thị Người Thứ {number}")
        answers = pressed_at_once(officer, (entering, sent), (entering, sent))
        assert [one.status_code for one in answers] == [302, 302]
        assert answers[0]["Location"] == answers[1]["Location"]
        assert Member.unscoped.filter(full_name=f"Hoàng Thị Người Thứ {number}").count() == 1
    assert list(Act.objects.values_list("number", flat=True)) == list(range(1, Act.objects.count() + 1))


@pytest.mark.django_db(transaction=True)
@pytest.mark.concurrency
def test_the_second_press_acts_where_the_first_was_refused(officer, entering):
    """It has waited for the first, finds its mark free, and is answered for itself."""
    for number in range(4):
        sent = a_person(officer, entering, full_name=f"Hoàng Thị Người Thứ {number}")
        wrong = {**sent, "admitted_on": "31/02/2010"}
        refused, done = pressed_at_once(officer, (entering, wrong), (entering, sent))
        assert done.status_code == 302
        assert refused.status_code in (302, 422)
        assert Member.unscoped.filter(full_name=f"Hoàng Thị Người Thứ {number}").count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.concurrency
def test_two_forms_of_one_account_never_wait_in_a_circle(cast, officer):
    """One has locked its account and waits for the end of the chain; whose turn it is ends with a row that points at
    the account."""
    address, answers = reverse("keep-list", args=[cast.tree.cell.pk]), []
    sent = {"name": "Nữ đảng viên", "loc": "1", "lan-gui": "b" * 32}

    def press():
        answers.append(officer.post(address, sent).status_code)
        connection.close()

    other = threading.Thread(target=press)
    with transaction.atomic():
        Sending.objects.create(account=cast.officer, mark="a" * 32, said="", at=timezone.now())
        builders.member("Vừ Mí Páo", cast.tree.cell)
        other.start()
        other.join(1)
        assert other.is_alive(), "it waits for the chain"
    other.join(20)
    assert answers == [302]
