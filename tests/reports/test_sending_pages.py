"""Pages of a committee's list, through the client: sent, compared with three sides, taken back, read as
a person says."""

import random
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from members import jobs, sealing
from members import procedure as members
from members.models import Job, Member, ReadingChoice, Upload, UploadPart
from members.uploads import work
from reports.reconciliation import procedure
from reports.reconciliation.models import SentList
from tests.builders import MACHINE
from tests.kit.reading.books import changed, plain
from tests.kit.reading.old_books import compound
from tests.reports import play
from tests.reports.pages import send, text
from tests.reports.play import OWN
from tests.signing_in import signed_in

pytestmark = [pytest.mark.django_db]
# Longer than what is read while its sender waits, and not to be packed.
NOISE = random.Random(1).randbytes(300_000)
BOMB = {"xl/worksheets/sheet1.xml": b"0" * 20_000_000, "xl/media/a.png": NOISE}


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


def test_the_digits_that_differ_are_shown(cast, own):
    play.sent(own, play.file(play.row(card="11911111"), OWN[1]))
    page = text(signed_in(cast.officer).get(reverse("reconciliation", args=[own.pk])))
    assert "Số thẻ ••9••111 ••1••111" in page
    procedure.lists.take_back_list(SentList.unscoped.get(), by=MACHINE, why="gửi nhầm")
    play.sent(own, play.file(play.row(card="111111111"), OWN[1]))
    page = text(signed_in(cast.officer).get(reverse("reconciliation", args=[own.pk])))
    assert "Số thẻ 0001•••••111 •••••111" in page, "the length itself differs"


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


def test_what_is_signed_is_not_offered_to_be_compared_again(cast, own):
    """Each correction after the signing stands beside the minutes; the list is compared no more."""
    secretary = signed_in(cast.committee_secretary)
    where = send(secretary, own, play.file(*OWN))["Location"]
    number = Member.unscoped.get(full_name="Sùng A Páo").numbers(manager="unscoped").get()
    members.people.correct_number(number, by=MACHINE, why="theo thẻ", value="11111112")
    assert "So lại với sổ" in text(secretary.get(where))
    play.signed(own, date(2026, 6, 30))
    assert "So lại với sổ" not in text(secretary.get(where))
    assert "đợt này đã khóa" in text(secretary.post(f"{where}so-lai/", follow=True))


def test_who_sends_from_an_old_page_is_told_that_somebody_was_faster(cast, own):
    send(signed_in(cast.officer), own, play.file(*OWN))
    answer = send(signed_in(cast.committee_secretary), own, play.file(OWN[1]))
    assert "Người khác vừa gửi một danh sách khác ngày 30/6/2026" in text(answer)
    answer = send(signed_in(cast.officer), own, play.file(OWN[1]))
    assert "Ở một trang khác, đồng chí vừa gửi một danh sách khác ngày 30/6/2026" in text(answer)


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
    said = {"sending": SentList.unscoped.get().pk, "why": "của kỳ trước"}
    assert "rút danh sách gửi nhầm." in text(secretary.post(f"{where}rut/", said, follow=True))
    assert not SentList.unscoped.exists()
    assert "vừa được rút" in text(secretary.post(f"{where}rut/", said, follow=True))


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


def test_a_long_list_that_is_asked_about_is_kept_and_received_when_a_person_says_that_it_is_meant(
    cast, own, monkeypatch
):
    """On a poor line nobody sends ten thousand rows twice to answer a question."""
    monkeypatch.setattr(work, "LONG_ROWS", 3)
    secretary = signed_in(cast.committee_secretary)
    job = send(secretary, own, play.file(*OWN, titles=(play.TITLE, "Đến ngày 31/12/2025")))["Location"]
    jobs.run_waiting(timezone.now())
    assert not SentList.unscoped.exists()
    found = secretary.get(secretary.get(job).context["result"], follow=True)
    assert "Có đúng tệp không?" in text(found) and "Danh sách chưa được nhận" in text(found)
    where = found.redirect_chain[-1][0]
    assert signed_in(cast.officer).get(where).status_code == 404, "a file is its sender's"
    assert secretary.post(where, {"seen": "0"})["Location"].startswith("/viec/")
    jobs.run_waiting(timezone.now())
    assert SentList.unscoped.get().rows == len(OWN)
    assert secretary.get(where).status_code == 404, "it waits for nothing any more"


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("ds.xlsx", b"%PDF-1.7\n" + b"x" * 300_000, "không phải bảng tính"),
        ("ds.csv", b"%PDF-1.7\n" + b"x" * 300_000, "không phải tệp .csv"),
        ("ds.xlsx", compound(b"x" * 300_000, "EncryptedPackage"), "đặt mật khẩu"),
        ("ds.xls", compound(b"x" * 300_000, "EncryptedPackage"), "đặt mật khẩu"),
        ("ds.xls", compound(b"x" * 300_000, "WordDocument"), "không phải tệp Excel"),
        ("ds.xlsx", changed(plain(), {"xl/vbaProject.bin": NOISE}), "macro"),
        ("ds.xlsx", changed(plain(), BOMB), "nén quá mức"),
        ("ds.xlsx", b"PK\x03\x04" + NOISE, "bị hỏng"),
    ],
)  # fmt: skip
def test_a_long_file_that_is_no_table_is_refused_where_it_was_chosen(cast, own, name, data, word):
    """Not in a job a minute later, and it is not kept."""
    secretary = signed_in(cast.committee_secretary)
    answer = secretary.post(reverse("send-list", args=[own.pk]), {"file": SimpleUploadedFile(name, data), "seen": "0"})
    assert (answer.status_code, Job.objects.count(), Upload.objects.count()) == (422, 0, 0)
    assert word in str(answer.context["form"].errors["file"])


def test_of_several_long_files_each_that_is_no_table_is_named_at_once(cast, own):
    secretary = signed_in(cast.committee_secretary)
    files = [
        SimpleUploadedFile("thon-1.xlsx", b"%PDF-1.7\n" + b"x" * 300_000),
        SimpleUploadedFile("thon-2.xlsx", play.file(*OWN)),
    ]
    answer = secretary.post(reverse("send-list", args=[own.pk]), {"file": files, "seen": "0"})
    assert (answer.status_code, Job.objects.count()) == (422, 0)
    assert "thon-1.xlsx: Tệp mang đuôi .xlsx nhưng không phải bảng tính" in text(answer)


# --- how the file was read ---


def test_the_reading_is_shown_and_a_column_that_was_read_wrongly_is_put_right(cast, own):
    data = play.sheet([
        (play.TITLE,), ("TT", "Đồng chí", "Sinh", "Nam hay nữ", "Đơn vị", "Vào", "CT", "Thẻ số", "Nhận xét"),
        (1, "Sùng A Páo", "4/6/1965", "Nam", "Chi bộ Thôn 1", "18/5/2010", "18/5/2011", "11111112", "hay vắng họp"),
    ])  # fmt: skip
    secretary = signed_in(cast.committee_secretary)
    assert "?tep=" in send(secretary, own, data)["Location"], "no head names the people: a person is asked"
    assert not SentList.unscoped.exists()
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
