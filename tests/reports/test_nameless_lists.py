"""A committee's list whose head names nobody: the program shows the head that it found, and a person says which column
holds the names."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from members import jobs, uploads
from members.models import Job, ReadingChoice, Upload
from members.uploads import work
from reports.reconciliation.models import Kind, SentList
from reports.reconciliation.procedure import receiving
from tests import builders
from tests.kit.reading.books import written
from tests.members.importing.files import sheet
from tests.reports import play
from tests.reports.pages import text
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
HEAD = ("TT", "Tên trong lý lịch", "Ngày sinh", "Chi bộ", "Ngày vào Đảng", "Số thẻ ĐV")
PEOPLE = [
    (1, "Sùng A Páo", "4/6/1965", "Chi bộ Thôn 1", "18/5/2010", "11111111"),
    (2, "Lò Văn Ún", "9/2/1970", "Chi bộ Thôn 2", "18/5/2010", "22222222"),
]
ROWS = [("ĐẢNG BỘ XÃ AN KHÊ",), ("Danh sách đảng viên",), HEAD, *PEOPLE]
NAMES = {"header_row": "3", "cot_A": "ordinal", "cot_B": "full_name", "cot_C": "birth_date", "cot_D": "organisation",
         "cot_E": "admitted_on", "cot_F": "card8", "rows": "", "rows_as": "", "seen": "0"}  # fmt: skip


@pytest.fixture
def secretary(cast):
    return signed_in(cast.committee_secretary)


def send(client, own, data, name="an-khe.xlsx"):
    return client.post(
        reverse("send-list", args=[own.pk]), {"file": [SimpleUploadedFile(name, data)], "seen": "0"}, follow=True
    )


def asked(answer):
    """Where the page that asks goes to."""
    return answer.redirect_chain[-1][0]


def test_the_head_that_was_found_is_shown_and_nobody_of_the_list(own, secretary):
    page = text(send(secretary, own, sheet(ROWS)))
    assert "dòng 3 có tiêu đề nhưng không nhận ra cột nào là họ và tên" in page
    assert "Tên trong lý lịch" in page
    assert "Sùng A Páo" not in page, "no column is known to be kept yet"
    assert not SentList.unscoped.exists()


def test_once_the_column_of_names_is_said_the_list_is_received(own, secretary):
    page = send(secretary, own, sheet(ROWS))
    answer = secretary.post(asked(page), NAMES)
    assert answer.headers["Location"] == reverse("reconciliation", args=[own.pk])
    sent = SentList.unscoped.get()
    assert (sent.rows, sent.matched) == (2, 2)
    assert Kind.ONLY_OURS not in play.kinds(sent)


def test_the_next_time_it_is_read_so_by_itself(own, secretary):
    secretary.post(asked(send(secretary, own, sheet(ROWS))), NAMES)
    assert ReadingChoice.objects.get().organisation_id == own.organisation_id
    more = (3, "Hầu Thị Xuân", "9/9/1990", "", "", "99999999")
    answer = secretary.post(
        reverse("send-list", args=[own.pk]),
        {"file": [SimpleUploadedFile("sau.xlsx", sheet([*ROWS, more]))], "seen": "1"},
    )
    assert answer.headers["Location"] == reverse("reconciliation", args=[own.pk])
    assert SentList.unscoped.get(number=2).rows == 3


def test_one_answer_is_for_every_sheet_under_the_same_head(own, secretary):
    files = [SimpleUploadedFile(f"thon-{n}.xlsx", sheet([HEAD, one])) for n, one in enumerate(PEOPLE, 1)]
    page = secretary.post(reverse("send-list", args=[own.pk]), {"file": files, "seen": "0"}, follow=True)
    secretary.post(asked(page), NAMES | {"header_row": "1"})
    assert SentList.unscoped.get().rows == 2


def test_without_a_column_of_names_it_asks_again(own, secretary):
    page = send(secretary, own, sheet(ROWS))
    answer = secretary.post(asked(page), NAMES | {"cot_B": ""})
    assert (answer.status_code, "Chọn cột họ và tên." in text(answer)) == (422, True)
    assert not SentList.unscoped.exists()


def test_another_row_of_heads_is_shown_with_its_columns(own, secretary):
    rows = [*ROWS[:2], ("a", "b", "Ngày sinh", "Ngày vào Đảng"), *ROWS[2:]]
    page = send(secretary, own, sheet(rows))
    answer = secretary.post(asked(page), NAMES | {"header_row": "3"}, follow=True)
    assert "dòng 3 có tiêu đề" in text(answer)


def test_a_file_of_another_person_opens_for_nobody(own, secretary, cast):
    page = send(secretary, own, sheet(ROWS))
    assert signed_in(cast.officer).get(asked(page)).status_code == 404
    assert secretary.get(reverse("send-list", args=[own.pk]) + "?tep=nonsense").status_code == 404


def test_of_a_long_file_the_job_leads_to_the_question(own, cast, secretary, monkeypatch):
    monkeypatch.setattr(receiving, "is_long", lambda upload: True)
    send(secretary, own, sheet(ROWS))
    jobs.run(jobs.claim(play.AT) or Job.objects.get())
    waits = Upload.objects.get()
    page = secretary.get(reverse("list-sent", args=[waits.pk]), follow=True)
    assert "Cột nào là họ và tên?" in text(page)


def test_a_file_in_which_nothing_is_a_head_is_refused_as_before(own, secretary):
    page = send(secretary, own, sheet([("một", "hai"), ("ba", "bốn")]))
    assert "không có danh sách đảng viên nào nhận ra được" in text(page)
    assert not Upload.objects.exists()


def test_an_import_asks_on_its_page_of_reading(cast):
    upload = uploads.keep(cast.officer, "nhap.xlsx", sheet(ROWS), purpose="import", at=play.AT,
                          organisation=cast.tree.committee)  # fmt: skip
    work.read(upload, builders.actor(cast.officer))
    officer = signed_in(cast.officer)
    page = officer.get(reverse("import", args=[upload.pk]))
    assert "Dòng 3 có tiêu đề nhưng không nhận ra cột nào là họ và tên" in text(page)
    onward = reverse("import-plan", args=[upload.pk])
    assert onward not in page.content.decode()
    officer.post(reverse("import-reading", args=[upload.pk, 0]), NAMES)
    page = officer.get(reverse("import", args=[upload.pk]))
    assert "2 người" in text(page) and onward in page.content.decode()


def test_a_second_sheet_that_was_passed_over_is_read_on_the_page_of_reading(own, secretary):
    def draw(book):
        for name, head in (("Thôn 1", ("TT", "Họ và tên", *HEAD[2:])), ("Thôn 2", HEAD)):
            page = book.add_worksheet(name)
            page.write_row(0, 0, head)
            page.write_row(1, 0, PEOPLE[name == "Thôn 2"])

    send(secretary, own, written(draw))
    assert SentList.unscoped.get().rows == 1
    where = reverse("list-reading", args=[own.pk, 1])
    assert "dòng 1 có tiêu đề nhưng không nhận ra cột nào là họ và tên" in text(secretary.get(where))
    assert secretary.post(where, NAMES | {"header_row": "1"}).status_code == 302
    assert SentList.unscoped.get().rows == 2


def test_the_command_refuses_it_in_one_line_that_says_where(own, tmp_path, capsys):
    file = tmp_path / "an-khe.xlsx"
    file.write_bytes(sheet(ROWS))
    with pytest.raises(SystemExit) as ended:
        call_command("reconcile", str(file), "--as-of", "2026-06-30", "--json", str(tmp_path / "ra.json"))
    said = capsys.readouterr().err
    assert ended.value.code == 2
    assert "Trang tính DS, dòng 3: không nhận ra cột nào là họ và tên." in said
