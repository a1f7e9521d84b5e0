"""Pages of a reconciliation, through the client: an officer opens a round, a committee sends its list and sees every
difference with its three sides, and nothing of anybody elsewhere."""

import re
from datetime import date
from html import unescape

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kit.calendar import PartialDate
from members import jobs, sealing
from members import procedure as members
from members.models import Job, Look, LookValues, Member, ReadingChoice, Upload, UploadPart
from members.uploads import work
from reports.reconciliation import figures, procedure
from reports.reconciliation.models import CommitteeNumbers, Postponement, Reconciliation, Round, SentList
from reports.reconciliation.views import people
from tests import builders
from tests.builders import MACHINE, PASSWORD
from tests.reports import play

pytestmark = [pytest.mark.django_db]
FOREIGN = play.row("Vừ Mí Kẻ", birth="21/7/1982", card="33333333")


@pytest.fixture
def cast():
    with time_machine.travel("2026-06-30 05:00:00+00:00", tick=True):
        made = builders.make_cast()
        play.person("Sùng A Páo", made.tree.cell, "11111111")
        play.person("Lò Văn Ún", made.tree.sibling, "22222222", PartialDate(1970, 2, 9))
        play.person("Vừ Mí Kẻ", made.tree.other_cell, "33333333", PartialDate(1982, 7, 21))
        yield made


@pytest.fixture
def own(cast):
    return play.of(play.opened(), cast.tree.committee)


def signed_in(account):
    client = Client()
    assert client.post(reverse("login"), {"username": account.username, "password": PASSWORD}).status_code == 302
    return client


def text(answer):
    """What stands in the content of a page, without its frame."""
    body = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(body)).split())


def send(client, one, data, **given):
    file = SimpleUploadedFile("an-khe.xlsx", data)
    return client.post(reverse("send-list", args=[one.pk]), {"file": file, "seen": "0", **given})


OWN = (play.row(card="11111112"), play.row("Lò Văn Ún", birth="9/2/1970", cell="Chi bộ Thôn 2", card="22222222"))


# --- opening ---


def test_an_officer_opens_a_round_and_every_committee_is_asked(cast):
    officer = signed_in(cast.officer)
    page = officer.get(reverse("open-round"))
    fields = page.context["form"].initial | {n: f.initial for n, f in page.context["form"].fields.items()}
    assert (fields["since"], fields["closing_day"], fields["due_on"]) == (
        date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 15),
    )  # fmt: skip
    said = {"since": "1/1/2026", "closing_day": "30/6/2026", "due_on": "15/7/2026", "kind": "full"}
    answer = officer.post(reverse("open-round"), said, follow=True)
    assert "Đối khớp 6 tháng đầu năm 2026" in text(answer)
    assert "Đã gửi 0 trên 3 nơi" in text(answer)
    assert Round.objects.get().until == date(2026, 7, 1)
    again = officer.post(reverse("open-round"), said)
    assert (again.status_code, "đã mở ngày 30/6/2026" in text(again)) == (422, True)


def test_a_round_of_chosen_committees_takes_in_another_one_later(cast):
    officer = signed_in(cast.officer)
    said = {"since": "1/1/2026", "closing_day": "30/6/2026", "due_on": "15/7/2026", "kind": "full",
            "committees": [cast.tree.committee.pk]}  # fmt: skip
    where = officer.post(reverse("open-round"), said)["Location"]
    assert "trên 1 nơi" in text(officer.get(where))
    added = officer.post(f"{where}them/", {"committees": [cast.tree.grass_cell.pk]}, follow=True)
    assert "Chi bộ Kho bạc" in text(added)


def test_what_was_opened_by_mistake_is_taken_back_by_a_button(cast, own):
    officer = signed_in(cast.officer)
    out = officer.post(reverse("take-out-committee", args=[own.pk]), follow=True)
    assert "Đã đưa ra khỏi đợt: Đảng bộ xã An Khê" in text(out)
    officer.post(reverse("take-back-round", args=[own.round_id]))
    assert not Round.objects.exists()


def test_one_committee_is_given_more_time_with_a_reason(cast, own):
    officer = signed_in(cast.officer)
    where = reverse("postpone", args=[own.pk])
    assert "Lý do" in text(officer.post(where, {"due_on": "25/7/2026", "why": ""}))
    page = officer.post(where, {"due_on": "25/7/2026", "why": "mưa lũ, chưa họp được"}, follow=True)
    assert "hạn gửi 25/7/2026" in text(page)
    assert Postponement.unscoped.get().reason == "mưa lũ, chưa họp được"
    assert "(gia hạn)" in text(officer.get(reverse("round", args=[own.round_id])))


# --- the start page ---


def tasks(client):
    return [(one.kind, one.when, one.what) for one in client.get("/").context["tasks"] if "đối khớp" in one.what]


def test_the_committee_is_told_to_send_and_until_when(cast, own):
    assert tasks(signed_in(cast.committee_secretary)) == [
        ("now", "Còn 15 ngày", "Gửi danh sách đảng viên để đối khớp 6 tháng đầu năm 2026")
    ]
    assert tasks(signed_in(cast.cell_secretary)) == []
    assert tasks(signed_in(cast.officer)) == []


def test_who_is_late_stands_on_the_officer_s_start_page_and_on_the_committee_s(cast):
    with time_machine.travel("2026-07-18 05:00:00+00:00", tick=True):
        play.opened(due=date(2026, 7, 15), committees=[cast.tree.committee, cast.tree.other_committee])
        assert tasks(signed_in(cast.officer)) == [
            ("late", "Quá hạn 3 ngày", "2 nơi chưa gửi danh sách đối khớp 6 tháng đầu năm 2026")
        ]
        assert tasks(signed_in(cast.committee_secretary))[0][:2] == ("late", "Quá hạn 3 ngày")
        one = Round.objects.get()
        page = text(signed_in(cast.reader).get(reverse("round", args=[one.pk])))
        assert "2 nơi quá hạn" in page
        assert "Quá hạn 3 ngày" in page


def test_differences_wait_on_who_knows_the_answer(cast, own):
    play.sent(own, play.file(*OWN, FOREIGN))
    what = "1 điểm lệch chờ đồng chí, đối khớp 6 tháng đầu năm 2026"
    assert tasks(signed_in(cast.committee_secretary)) == [("now", "Đối khớp", what)]
    assert tasks(signed_in(cast.officer)) == [("now", "Đối khớp", what)]


# --- sending ---


def test_a_committee_sends_its_list_and_sees_every_difference(cast, own):
    secretary = signed_in(cast.committee_secretary)
    answer = send(secretary, own, play.file(*OWN))
    assert answer["Location"] == reverse("reconciliation", args=[own.pk])
    page = text(secretary.get(answer["Location"]))
    assert "Danh sách gửi 30/6/2026 (Nguyễn Thị Hòa), 2 dòng, so với sổ đến ngày 30/6/2026" in page
    assert "Sùng A Páo · Chi bộ Thôn 1 · dòng 3" in page
    assert "Số thẻ •• ••• 112 •• ••• 111 chưa ký" in page
    assert "Chỉ lệch một chỗ trong dãy số." in page
    assert "Đề nghị: cơ sở sửa danh sách của mình. Trả lời: đảng ủy cơ sở." in page
    assert "Lò Văn Ún" not in page, "nothing differs"
    assert "Đã gửi 30/6/2026" in page


def test_the_third_side_is_shown_with_its_day(cast, own):
    last = play.of(play.opened(date(2025, 7, 1), date(2026, 1, 1)), cast.tree.committee)
    play.signed(last, date(2026, 1, 12))
    play.sent(own, play.file(*OWN))
    page = text(signed_in(cast.officer).get(reverse("reconciliation", args=[own.pk])))
    assert "Lần trước, ký 12/01/2026" in page
    assert "Số thẻ •• ••• 112 •• ••• 111 •• ••• 111" in page
    assert "Cơ sở vừa đổi; sổ giữ như lần trước ký." in page


def test_digits_are_shown_from_the_place_where_the_numbers_part(cast, own):
    play.sent(own, play.file(play.row(card="11911111"), OWN[1]))
    page = text(signed_in(cast.officer).get(reverse("reconciliation", args=[own.pk])))
    assert "Số thẻ ••911111 ••111111" in page
    procedure.lists.take_back_list(SentList.unscoped.get(), by=MACHINE)
    play.sent(own, play.file(play.row(card="111111111"), OWN[1]))
    page = text(signed_in(cast.officer).get(reverse("reconciliation", args=[own.pk])))
    assert "Số thẻ 000111111111 11111111" in page, "the length itself differs"


def test_the_same_file_again_and_a_file_of_another_committee_get_one_sentence_and_are_not_kept(cast, own):
    secretary = signed_in(cast.committee_secretary)
    data = play.file(*OWN)
    send(secretary, own, data)
    again = send(secretary, own, data, seen="1")
    assert (again.status_code, "Tệp này đã gửi ngày 30/6/2026, không có gì đổi" in text(again)) == (422, True)
    other = send(secretary, own, play.file(*OWN, titles=("ĐẢNG BỘ XÃ TÂN LẬP",)), seen="1")
    assert "danh sách của Đảng bộ xã Tân Lập, không phải của Đảng bộ xã An Khê" in text(other)
    broken = send(secretary, own, b"PK\x03\x04 no workbook", seen="1")
    assert broken.status_code == 422
    assert Upload.objects.filter(purpose="reconcile").count() == 1


def test_a_file_of_another_period_is_asked_about_and_received_with_a_tick(cast, own):
    secretary = signed_in(cast.committee_secretary)
    data = play.file(*OWN, titles=(play.TITLE, "Đến ngày 31/12/2025"))
    asked = send(secretary, own, data)
    assert "Có đúng tệp không? Đúng thì chọn lại tệp, đánh dấu ô này rồi gửi." in text(asked)
    assert 'type="checkbox" name="anyway"' in asked.content.decode()
    assert not SentList.unscoped.exists()
    assert send(secretary, own, data, anyway="on").status_code == 302


def test_who_sends_from_an_old_page_is_told_that_somebody_was_faster(cast, own):
    send(signed_in(cast.officer), own, play.file(*OWN))
    answer = send(signed_in(cast.committee_secretary), own, play.file(OWN[1]))
    assert "Người khác vừa gửi một danh sách khác ngày 30/6/2026" in text(answer)


def test_a_list_is_taken_back_and_compared_again_by_buttons(cast, own):
    secretary = signed_in(cast.committee_secretary)
    where = send(secretary, own, play.file(*OWN))["Location"]
    assert "So lại với sổ" not in text(secretary.get(where))
    number = Member.unscoped.get(full_name="Sùng A Páo").numbers(manager="unscoped").get()
    members.people.correct_number(number, by=MACHINE, why="theo thẻ", value="11111112")
    page = text(secretary.get(where))
    assert "Sổ đã có thay đổi ở nơi này sau khi so." in page
    assert "Hồ sơ đã sửa sau khi so." in page
    after = text(secretary.post(f"{where}so-lai/", follow=True))
    assert "Tất cả (0)" in after
    assert "Đã rút danh sách." in text(secretary.post(f"{where}rut/", follow=True))
    assert not SentList.unscoped.exists()
    assert "vừa được rút" in text(secretary.post(f"{where}rut/", follow=True))


def test_a_long_list_runs_as_a_job_and_its_result_is_found(cast, own, monkeypatch):
    monkeypatch.setattr(work, "LONG_ROWS", 3)
    secretary = signed_in(cast.committee_secretary)
    waiting = send(secretary, own, play.file(*OWN))["Location"]
    assert waiting.startswith("/viec/")
    assert not SentList.unscoped.exists()
    assert jobs.run_waiting(timezone.now()) == 1
    done = secretary.get(waiting)
    where = reverse("list-sent", args=[SentList.unscoped.get().upload_id])
    assert where in done.content.decode()
    assert secretary.get(where)["Location"] == reverse("reconciliation", args=[own.pk])
    members.people.correct_member(Member.unscoped.first(), by=MACHINE, why="nhầm", sex="f")
    assert secretary.post(reverse("compare-again", args=[own.pk]))["Location"].startswith("/viec/")
    assert jobs.run_waiting(timezone.now()) == 1
    assert Job.objects.filter(refusal="", finished_at__isnull=False).count() == 2


def test_a_long_list_that_is_refused_says_so_and_is_not_kept(cast, own, monkeypatch):
    monkeypatch.setattr(work, "LONG_ROWS", 3)
    secretary = signed_in(cast.committee_secretary)
    waiting = send(secretary, own, play.file(*OWN, titles=("ĐẢNG BỘ XÃ TÂN LẬP",)))["Location"]
    jobs.run_waiting(timezone.now())
    assert "không phải của Đảng bộ xã An Khê" in text(secretary.get(waiting))
    assert not Upload.objects.filter(purpose="reconcile").exists()


# --- how the file was read ---


def test_the_reading_is_shown_and_a_column_that_was_read_wrongly_is_put_right(cast, own):
    data = play.sheet([
        (play.TITLE,), ("TT", "Đồng chí", "Sinh", "Nam hay nữ", "Đơn vị", "Vào", "CT", "Thẻ số", "Nhận xét"),
        (1, "Sùng A Páo", "4/6/1965", "Nam", "Chi bộ Thôn 1", "18/5/2010", "18/5/2011", "11111112", "hay vắng họp"),
    ])  # fmt: skip
    secretary = signed_in(cast.committee_secretary)
    assert send(secretary, own, data).status_code == 422, "nothing is known of these heads"
    wrong = [
        (
            "TT",
            "Họ và tên",
            "Ngày sinh",
            "Giới tính",
            "Chi bộ",
            "Số thẻ",
            "Ngày chính thức",
            "Ngày vào Đảng",
            "Nhận xét",
        )
    ]
    rows = [(1, "Sùng A Páo", "4/6/1965", "Nam", "Chi bộ Thôn 1", "18/5/2010", "18/5/2011", "11111111", "hay vắng họp")]
    assert send(secretary, own, play.sheet([(play.TITLE,), *wrong, *rows])).status_code == 302
    where = reverse("list-reading", args=[own.pk, 0])
    page = secretary.get(where)
    assert "1 người, tiêu đề ở dòng 2" in text(page)
    assert "hay vắng họp" not in page.content.decode()
    said = {"header_row": "2", **{f"cot_{one['letter']}": one["word"] for one in page.context["sheet"]["columns"]}}
    said |= {"cot_F": "admitted_on", "cot_H": "card"}
    assert secretary.post(where, said)["Location"] == where
    found = play.differences(SentList.unscoped.get())
    assert [one.kind for one in found] == ["ours"], "the reading is right now; Lò Văn Ún is not listed"
    assert ReadingChoice.objects.get().organisation == cast.tree.committee
    shown = [sealing.opened(bytes(part.sealed)) for part in UploadPart.objects.filter(name="sheet0")]
    assert "hay vắng" not in str(shown)
    # The next list of this committee is read the same way.
    assert send(secretary, own, play.sheet([(play.TITLE,), *wrong, *rows, (2,)]), seen="1").status_code == 302
    assert play.kinds(SentList.unscoped.newest().get()) == ["ours"]


def test_a_reading_without_a_name_is_refused_and_nothing_changes(cast, own):
    secretary = signed_in(cast.committee_secretary)
    send(secretary, own, play.file(*OWN))
    where = reverse("list-reading", args=[own.pk, 0])
    columns = secretary.get(where).context["sheet"]["columns"]
    said = {"header_row": "2", **{f"cot_{one['letter']}": one["word"] for one in columns}, "cot_B": ""}
    answer = secretary.post(where, said)
    assert (answer.status_code, "Chọn cột họ và tên" in text(answer)) == (422, True)
    assert not ReadingChoice.objects.exists()


# --- who sees what ---


def test_the_committee_learns_of_others_only_that_there_may_be_a_record(cast, own):
    """Whatever it puts on its list: a number of somebody elsewhere beside another name, a person in two lists."""
    one = own.round
    marked = Member.unscoped.get(full_name="Vừ Mí Kẻ")
    members.people.correct_member(marked, by=MACHINE, why="bổ sung", other_names="Vừ Bí Danh", profile_number="910003")
    play.sent(play.of(one, cast.tree.other_committee),
              play.file(FOREIGN | {"cell": "Chi bộ Thôn Đồng"}, OWN[0], titles=()), anyway=True)  # fmt: skip
    guessed = FOREIGN | {"name": "Vừ Mí Kê", "birth": "1982", "admitted": "5/2010", "official": ""}
    secretary = signed_in(cast.committee_secretary)
    assert send(secretary, own, play.file(*OWN, guessed)).status_code == 302
    where = reverse("reconciliation", args=[own.pk])
    pages = [secretary.get(where), *(secretary.get(f"{where}?nhom={pile.word}") for pile in figures.PILES),
             secretary.get(reverse("round", args=[one.pk])), secretary.get("/"),
             secretary.get(reverse("list-reading", args=[own.pk, 0])),
             secretary.get(reverse("organisation-history", args=[cast.tree.committee.pk]))]  # fmt: skip
    for page in pages:
        assert page.status_code == 200
        for word in ("Vừ Mí Kẻ", "Vừ Bí Danh", "910003", "Thôn Đồng", "Tân Lập", "21/7/1982"):
            assert word not in page.content.decode(), (page.request["PATH_INFO"], word)
    said = text(pages[0])
    assert "Có thể đã có hồ sơ ở nơi khác, cấp trên trả lời." in said
    assert "Đảng ủy khác trong đợt này cũng ghi người này" in said
    seen = LookValues.objects.get(look=Look.objects.filter(page="reconciliation").earliest("pk")).members
    assert f",{marked.pk}," not in seen


def test_the_officer_reads_where_the_other_record_is_and_the_look_is_noted(cast, own):
    play.sent(own, play.file(*OWN, FOREIGN))
    page = signed_in(cast.officer).get(reverse("reconciliation", args=[own.pk]), {"nhom": "noi-khac"})
    assert "Chi bộ Thôn Đồng" in text(page)
    foreign = Member.unscoped.get(full_name="Vừ Mí Kẻ")
    assert reverse("person", args=[foreign.pk]) in page.content.decode()
    assert LookValues.objects.get(look=Look.objects.latest("pk")).members == f",{foreign.pk},"


@pytest.mark.parametrize(("who", "status"), [("outsider", 404), ("cell_secretary", 404), ("reader", 403)])
def test_nobody_else_opens_a_committee_s_reconciliation(cast, own, who, status):
    play.sent(own, play.file(*OWN))
    client = signed_in(getattr(cast, who))
    for name in ("reconciliation", "send-list"):
        assert client.get(reverse(name, args=[own.pk])).status_code == status
    assert send(client, own, play.file(OWN[1])).status_code == status
    assert client.post(reverse("take-back-list", args=[own.pk])).status_code == status
    assert SentList.unscoped.count() == 1


def test_a_reader_sees_numbers_of_all_and_the_names_of_nobody(cast, own):
    play.sent(own, play.file(*OWN, FOREIGN))
    page = signed_in(cast.reader).get(reverse("round", args=[own.round_id]))
    assert "Khác ngày, số, chi bộ, họ tên: 1" in text(page)
    assert "Nơi khác, đã đi, đã ra: 1" in text(page)
    assert "Sùng A Páo" not in page.content.decode()
    assert reverse("reconciliation", args=[own.pk]) not in page.content.decode()


def test_a_committee_sees_of_a_round_its_own_line_alone(cast, own):
    page = text(signed_in(cast.committee_secretary).get(reverse("round", args=[own.round_id])))
    assert "Đảng bộ xã An Khê" in page
    assert "Tân Lập" not in page
    other = play.opened(date(2025, 1, 1), date(2025, 7, 1), committees=[cast.tree.other_committee])
    assert signed_in(cast.committee_secretary).get(reverse("round", args=[other.pk])).status_code == 404


@pytest.mark.parametrize(("who", "has"), [
    ("officer", True), ("committee_secretary", True), ("reader", True), ("cell_secretary", False),
    ("administrator", False),
])  # fmt: skip
def test_the_entry_stands_in_the_left_list_of_whom_it_concerns_and_the_list_stays_short(cast, own, who, has):
    page = signed_in(getattr(cast, who)).get("/")
    entries = [one.label for one in page.context["frame"].entries]
    assert ("Đối khớp" in entries) is has
    assert len(entries) <= 8


def test_a_grass_roots_cell_sees_the_entry_and_its_own_reconciliation(cast, own):
    secretary = signed_in(builders.role(builders.account("kho-bac", "Lý Thị Dín"), "cell", cast.tree.grass_cell))
    assert "Đối khớp" in [one.label for one in secretary.get("/").context["frame"].entries]
    mine = play.of(own.round, cast.tree.grass_cell)
    assert reverse("reconciliation", args=[mine.pk]) in secretary.get(reverse("rounds")).content.decode()
    assert secretary.get(reverse("reconciliation", args=[mine.pk])).status_code == 200


# --- the light round ---


def test_numbers_stand_beside_ours_with_what_is_more_or_less(cast):
    own = play.of(play.opened(kind="numbers"), cast.tree.committee)
    secretary = signed_in(cast.committee_secretary)
    where = reverse("committee-numbers", args=[own.pk])
    said = {"total": "3", "official": "2", "probationary": "1", "women": "0", "exempt": "0", "away": "0", "guests": "0"}
    assert "Chính thức cộng dự bị" in text(secretary.post(where, said | {"official": "3"}))
    page = text(secretary.post(where, said, follow=True))
    assert "Đảng viên 3 2 cơ sở nhiều hơn 1" in page
    assert "Chính thức 2 2 khớp" in page
    assert "muc=probationary" in secretary.get(reverse("reconciliation", args=[own.pk])).content.decode()
    assert CommitteeNumbers.unscoped.get().total == 3
    assert secretary.get(reverse("send-list", args=[own.pk])).status_code == 404
    full = play.of(play.opened(), cast.tree.committee)
    assert secretary.get(reverse("committee-numbers", args=[full.pk])).status_code == 404


# --- long lists ---


def many(cast, count):
    """A list on which so many people are missing."""
    builders.crowd(count, cast.tree.cell)
    own = Reconciliation.unscoped.select_related("round").get(organisation=cast.tree.committee, round__kind="full")
    return play.sent(own, play.file(OWN[1]), anyway=True)


def test_every_person_is_met_once_going_forward_and_back(cast, own):
    sent = many(cast, 70)
    officer, address = signed_in(cast.officer), reverse("reconciliation", args=[own.pk])
    where, forward = "?nhom=mot-ben", []
    while where:
        page = officer.get(address + where)
        forward.append([one.name for one in page.context["people"]])
        last, where = where, page.context["pages"].next
    names = [name for some in forward for name in some]
    assert len(names) == 71
    assert [len(some) for some in forward] == [people.PAGE, people.PAGE, 71 - 2 * people.PAGE]
    back = officer.get(address + officer.get(address + last).context["pages"].previous)
    assert [one.name for one in back.context["people"]] == forward[-2]
    assert sent.differences(manager="unscoped").count() == 71
    assert officer.get(f"{address}?sau=999999&nhom=nonsense").status_code == 200


def questions(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [one["sql"] for one in captured.captured_queries if not one["sql"].startswith(("SAVE", "REL", "BEG", "COM"))]


# Measured, the session and the look among them.
LIMITS = {"reconciliation": 19, "round": 10, "rounds": 6}


@pytest.mark.parametrize("who", ["officer", "committee_secretary"])
def test_pages_ask_as_often_for_many_as_for_few(cast, own, who):
    procedure.lists.take_back_list(many(cast, 3), by=MACHINE)
    play.sent(own, play.file(*OWN, FOREIGN))
    client = signed_in(getattr(cast, who))
    addresses = {"reconciliation": reverse("reconciliation", args=[own.pk]),
                 "round": reverse("round", args=[own.round_id]), "rounds": reverse("rounds")}  # fmt: skip
    few = {name: len(questions(client, address)) for name, address in addresses.items()}
    procedure.lists.take_back_list(SentList.unscoped.get(), by=MACHINE)
    many(cast, 200)
    assert {name: len(questions(client, address)) for name, address in addresses.items()} == few
    assert all(few[name] <= LIMITS[name] for name in few), few
