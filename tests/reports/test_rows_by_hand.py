"""Somebody on a committee's list was not read, a note was read as somebody: said on the pages, put right by hand."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from members import jobs, uploads
from members.models import ReadingChoice
from members.uploads import work
from reports.reconciliation.models import Choice, Difference, Kind, SentList
from tests import builders
from tests.members.importing.test_import_pages import cells, chosen
from tests.reports import play, settling
from tests.reports.pages import questions, send, text
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db

FULL = (1, "Sùng A Páo", "6/4/1965", "Nam", "Chi bộ Thôn 1", "18/5/2010", "18/5/2011", "11111111")
# Written below the list by hand, without a number, a day or a cell.
ADDED = (None, "Lò Văn Ún")
NOTE = (2, "Nghỉ từ 1/1/2020: hai đồng chí", "1966")
ROWS = [(play.TITLE,), play.HEAD, FULL, ADDED, NOTE]
MAY_BE = "1 chỗ có thể là người mà không đọc được, nên chưa so với sổ."
WHY = "dòng 4 chỉ có họ tên, không có số thứ tự hay cột nào khác"


@pytest.fixture
def secretary(cast):
    return signed_in(cast.committee_secretary)


@pytest.fixture
def reading(own, secretary):
    """The page on which the reading of the list that was sent is put right."""
    assert send(secretary, own, play.sheet(ROWS)).status_code == 302
    return reverse("list-reading", args=[own.pk, 0])


def correct(client, address, **said):
    return client.post(address, chosen(client.get(address)) | said, follow=True)


def found():
    """Name and kind of each difference of the list that counts."""
    list_ = SentList.unscoped.newest().get()
    return {(each.name, each.kind) for each in Difference.unscoped.filter(list=list_)}


def pages(client, own):
    """Where the committee stands, the head of the settling (of a point, and of what was answered), the minutes."""
    addresses = [reverse(name, args=[own.pk]) for name in ("reconciliation", "settling", "answers", "minutes")]
    return [client.get(address, follow=True) for address in addresses]


def test_the_pages_say_how_many_may_be_people_and_lead_to_each_of_them(own, secretary, reading, cast):
    assert ("Lò Văn Ún", Kind.ONLY_OURS) in found(), "the committee is asked about somebody whom it has listed"
    for client in (secretary, signed_in(cast.officer)):
        for page in pages(client, own):
            assert MAY_BE in text(page)
            assert f'href="{reading}#khong-doc"' in page.content.decode()
    page = secretary.get(reading)
    assert 'id="khong-doc"' in page.content.decode()
    assert "1 chỗ không đọc là đảng viên mà có thể là người" in text(page)
    assert WHY in text(page)
    assert f'href="{reading}?tu=0#d-4"' in page.content.decode()
    assert cells(page, 4)[0].startswith("Lò Văn Ún · không đọc là đảng viên")


def test_a_list_that_was_read_whole_says_nothing_of_it(own, secretary):
    send(secretary, own, play.file(*play.OWN))
    for page in [*pages(secretary, own), secretary.get(reverse("list-reading", args=[own.pk, 0]))]:
        assert "có thể là người" not in text(page)


def test_a_row_is_said_to_be_a_person_another_nobody_and_the_list_is_compared_anew(own, secretary, reading):
    settling.answered(settling.point(SentList.unscoped.get(), Kind.DATE), Choice.FIX_LIST)
    page = correct(secretary, reading, rows="4", rows_as="person")
    assert cells(page, 4)[1] == "Lò Văn Ún"
    assert ("Lò Văn Ún", Kind.ONLY_OURS) not in found()
    page = correct(secretary, reading, rows="5", rows_as="nobody")
    assert "Đọc theo đồng chí chọn: dòng 4 là đảng viên, dòng 5 là không phải đảng viên." in text(page)
    assert {name for name, _ in found()} <= {"Sùng A Páo", "Lò Văn Ún"}
    list_ = SentList.unscoped.get()
    assert (list_.rows, list_.matched) == (2, 2)
    assert not any("có thể là người" in text(each) for each in [page, *pages(secretary, own)])
    assert not Difference.unscoped.unsettled().filter(kind=Kind.DATE).exists(), "what was answered is answered"


def test_it_is_remembered_for_the_next_list_of_the_committee_and_for_no_other(own, secretary, reading, cast):
    correct(secretary, reading, rows="4", rows_as="nobody")
    kept = ReadingChoice.objects.get()
    assert kept.organisation == cast.tree.committee
    assert "Ún" not in str(kept.rows)
    later = [*ROWS[:3], (None, "Cộng: 1"), (None,), ADDED]
    assert send(secretary, own, play.sheet(later), seen="1").status_code == 302
    page = secretary.get(reading)
    assert "không phải đảng viên, theo đồng chí chọn" in cells(page, 6)[0]
    assert "có thể là người" not in text(page)
    other = play.of(own.round, cast.tree.other_committee)
    play.sent(other, play.sheet(ROWS[1:]), anyway=True)
    assert MAY_BE in text(signed_in(cast.officer).get(reverse("reconciliation", args=[other.pk])))


def test_what_was_put_right_in_an_import_of_the_committee_counts_once_the_list_is_compared_again(
    own, secretary, reading, cast
):
    file = {"purpose": "import", "at": play.AT, "organisation": cast.tree.committee}
    upload = uploads.keep(cast.officer, "nhap.xlsx", play.sheet(ROWS), **file)
    choice = {"sheet": "DS", "header_row": 2, "columns": None, "rows": [(4, "nobody")]}
    work.read(upload, builders.actor(cast.officer), choice=choice)
    assert MAY_BE in text(secretary.get(reverse("reconciliation", args=[own.pk])))
    page = secretary.post(reverse("compare-again", args=[own.pk]), follow=True)
    assert "có thể là người" not in text(page)
    assert "không phải đảng viên, theo đồng chí chọn" in cells(secretary.get(reading), 4)[0]


def test_it_is_taken_back(secretary, reading):
    before = found()
    correct(secretary, reading, rows="4-5", rows_as="nobody")
    assert found() != before
    page = correct(secretary, reading, rows="4, 5", rows_as="tu-nhan")
    assert WHY in text(page)
    assert (found(), ReadingChoice.objects.get().rows) == (before, {})


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"rows": "4", "rows_as": ""}, "Chọn những dòng ấy là gì."),
        ({"rows": "", "rows_as": "person"}, "Ghi số của những dòng đọc sai."),
        ({"rows": "900", "rows_as": "person"}, "Dòng 900 không nằm dưới tiêu đề của danh sách này."),
        ({"rows": "3-5", "rows_as": "nobody"}, "Tệp không có danh sách đảng viên nào nhận ra được."),
    ],
)
def test_nonsense_is_answered_there_and_changes_nothing(secretary, reading, said, sentence):
    before = found()
    answer = correct(secretary, reading, **said)
    assert (answer.status_code, sentence in text(answer)) == (422, True)
    assert (found(), ReadingChoice.objects.exists()) == (before, False)


def test_of_several_files_the_one_with_such_rows_is_shown_and_put_right(own, secretary):
    other = play.file(play.row("Hầu Thị Xuân", birth="9/9/1990", sex="Nữ", cell="", card="99999999"))
    files = [SimpleUploadedFile("thon-2.xlsx", other), SimpleUploadedFile("xa.xlsx", play.sheet(ROWS))]
    assert (
        secretary.post(reverse("send-list", args=[own.pk]), {"file": files, "seen": "0", "anyway": "on"}).status_code
        == 302
    )
    where = reverse("list-reading", args=[own.pk, 1])
    page = secretary.get(reverse("reconciliation", args=[own.pk]))
    assert f'href="{where}#khong-doc"' in page.content.decode()
    assert "1 chỗ có thể là người" in text(secretary.get(reverse("list-reading", args=[own.pk, 0])))
    page = correct(secretary, where, rows="4", rows_as="person")
    assert cells(page, 4)[1] == "Lò Văn Ún"
    assert ("Lò Văn Ún", Kind.ONLY_OURS) not in found()
    assert ("Hầu Thị Xuân", Kind.ONLY_THEIRS) in found(), "the other file is read as before"


def test_a_long_list_is_put_right_by_a_job(own, secretary, reading, monkeypatch):
    monkeypatch.setattr(work, "LONG_ROWS", 3)
    answer = secretary.post(reading, chosen(secretary.get(reading)) | {"rows": "4", "rows_as": "person"})
    assert answer["Location"].startswith("/viec/")
    assert ("Lò Văn Ún", Kind.ONLY_OURS) in found(), "not yet"
    assert jobs.run_waiting(timezone.now()) == 1
    assert ("Lò Văn Ún", Kind.ONLY_OURS) not in found()
    assert "theo đồng chí chọn" in text(secretary.get(reading))


def test_many_such_rows_are_no_more_questions_than_one(own, secretary, reading):
    def asked():
        return [len(questions(secretary, page.request["PATH_INFO"])) for page in pages(secretary, own)]

    few = asked(), len(questions(secretary, reading))
    more = [(None, f"Giàng Seo {name}") for name in ("Phừ", "Lử", "Sùng", "Chứ", "Páo", "Dế", "Tủa", "Vảng")]
    assert send(secretary, own, play.sheet([*ROWS, *more]), seen="1").status_code == 302
    assert all("9 chỗ có thể là người" in text(page) for page in pages(secretary, own))
    assert (asked(), len(questions(secretary, reading))) == few


# --- people over the head that was found ---

UPPER = ("TT", "Ông, bà", *play.HEAD[2:])
OVER = (1, "Lò Văn Ún", "9/2/1970", "Nam", "Chi bộ Thôn 2", "18/5/2010", "18/5/2011", "22222222")


def test_who_stands_over_the_head_is_shown_in_words_with_what_helps(own, secretary):
    assert send(secretary, own, play.sheet([(play.TITLE,), UPPER, OVER, play.HEAD, FULL])).status_code == 302
    address = reverse("list-reading", args=[own.pk, 0])
    page = secretary.get(address)
    (row,) = cells(page, 3)
    assert row.startswith("1 · Lò Văn Ún · 9/2/1970")
    assert "không đọc là đảng viên: đứng trên dòng tiêu đề" in row
    assert 'id="d-3"' in page.content.decode() and "ghi số dòng tiêu đề của những người ấy" in text(page)
    assert "Là đảng viên thì ghi số dòng vào ô “Dòng đọc sai”" not in text(page), "of these rows it says nothing"
