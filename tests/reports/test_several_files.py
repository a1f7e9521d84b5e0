"""One cell per file: several files are one list of the committee."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kit.reading.limits import DEFAULT_LIMITS
from members import uploads
from members.models import ReadingChoice, Upload
from reports.reconciliation.models import Difference, Kind, SentList
from reports.reconciliation.rules import lists as rules
from tests.reports import play
from tests.reports.pages import text
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
THON_1, THON_2 = play.file(play.row(birth="6/4/1965", cell="")), play.file(
    play.row("Lò Văn Ún", birth="9/2/1970", cell="", card="22222223")
)  # fmt: skip
STRANGER = play.file(play.row("Hầu Thị Xuân", birth="9/9/1990", sex="Nữ", cell="", card="99999999"))
FILES = {"Chi bộ Thôn 1.xlsx": THON_1, "2. Chi bộ Thôn 2.xlsx": THON_2}


def send(client, one, files, seen="0", **given):
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(reverse("send-list", args=[one.pk]), {"file": sent, "seen": seen, **given})


@pytest.fixture
def secretary(cast):
    return signed_in(cast.committee_secretary)


def test_all_files_are_one_list_and_each_names_its_cell(own, secretary):
    where = send(secretary, own, FILES.items())["Location"]
    sent = SentList.unscoped.get()
    assert (sent.rows, sent.matched) == (2, 2)
    assert sorted(Difference.unscoped.values_list("kind", "sheet", "cell")) == [
        (Kind.DATE, "Chi bộ Thôn 1", "Chi bộ Thôn 1"), (Kind.NUMBER, "2. Chi bộ Thôn 2", "Chi bộ Thôn 2")
    ]  # fmt: skip
    page = text(secretary.get(where))
    assert "2 dòng trong 2 tệp: Chi bộ Thôn 1.xlsx, 2. Chi bộ Thôn 2.xlsx, so với sổ" in page
    assert "tệp gửi lần này thay tất cả tệp đã gửi" in text(secretary.get(reverse("send-list", args=[own.pk])))


def test_the_same_files_in_another_order_change_nothing(own, secretary):
    send(secretary, own, FILES.items())
    again = send(secretary, own, reversed(FILES.items()), seen="1")
    assert (again.status_code, "không có gì đổi" in text(again)) == (422, True)
    assert Upload.objects.count() == 1


def test_each_file_that_is_refused_gets_its_own_sentence_and_none_is_kept(own, secretary):
    wrong = {"hong.xlsx": b"PK\x03\x04 no workbook", "anh.png": b"x", "trong.csv": "không có gì,ở đây\n".encode()}
    answer = send(secretary, own, {**FILES, **wrong}.items())
    said = text(answer)
    assert answer.status_code == 422
    assert "hong.xlsx: " in said
    assert "anh.png: Chỉ nhận tệp .xlsx, .xls, .ods và .csv" in said
    assert len(answer.context["form"].errors["file"]) == 2
    answer = send(secretary, own, {**FILES, "trong.csv": wrong["trong.csv"]}.items())
    assert "trong.csv: không có danh sách đảng viên nào nhận ra được." in text(answer)
    other = {**FILES, "nham.xlsx": play.file(play.FOREIGN, titles=("ĐẢNG BỘ XÃ TÂN LẬP",))}
    said = text(send(secretary, own, other.items()))
    assert "nham.xlsx: Tiêu đề ghi đây là danh sách của Đảng bộ xã Tân Lập" in said
    assert not Upload.objects.exists()


def test_copies_and_files_of_one_name_are_told(own, secretary):
    said = text(send(secretary, own, [*FILES.items(), ("bản sao.xlsx", THON_1)]))
    assert "bản sao.xlsx: giống hệt tệp Chi bộ Thôn 1.xlsx; bỏ một trong hai." in said
    said = text(send(secretary, own, [("ds.xlsx", THON_1), ("ds.xlsx", THON_2)]))
    assert "ds.xlsx: có hai tệp cùng tên này" in said


def test_more_files_than_are_read_at_once_are_refused_before_they_are_read(own, secretary):
    many = [(f"{number}.csv", b"x") for number in range(DEFAULT_LIMITS.files + 1)]
    assert f"Gửi nhiều nhất {DEFAULT_LIMITS.files} tệp một lần" in text(send(secretary, own, many))
    with pytest.raises(rules.RuleBroken, match="gộp lại lớn hơn 10 MB"):
        rules.check_how_many([6 * 1024**2, 6 * 1024**2])


def test_how_a_file_is_read_is_put_right_for_that_file_and_remembered(own, secretary):
    send(secretary, own, FILES.items())
    where = reverse("list-reading", args=[own.pk, 1])
    page = secretary.get(where)
    assert "2. Chi bộ Thôn 2: 1 người, tiêu đề ở dòng 2." in text(page)
    said = {"header_row": "2", **{f"cot_{one['letter']}": one["word"] for one in page.context["sheet"]["columns"]}}
    assert secretary.post(where, said | {"cot_H": ""})["Location"] == where
    assert [one.kind for one in Difference.unscoped.all()] == [Kind.DATE], "the number of Thôn 2 is not read any more"
    assert ReadingChoice.objects.get().sheet == "2. Chi bộ Thôn 2"


def test_each_file_is_given_back_with_its_own_remarks(own, secretary):
    send(secretary, own, [("Chi bộ Thôn 1.xlsx", THON_1), ("khac.xlsx", STRANGER)])
    page = secretary.get(reverse("settling", args=[own.pk]), follow=True).content.decode()
    assert '<option value="1">khac.xlsx</option>' in page
    first, second = (given(secretary, own, place) for place in (0, 1))
    assert "Ngày sinh: danh sách ghi 06/4/1965" in first
    assert "Lò Văn Ún" in first, "of a cell that no file is of: asked for in the first"
    assert "Chỉ có trong danh sách" in second
    assert "Lò Văn Ún" not in second
    assert secretary.post(reverse("remarked-list", args=[own.pk]), {"tep": "2"}).status_code == 404


def given(client, one, place):
    answer = client.post(reverse("remarked-list", args=[one.pk]), {"tep": str(place)})
    book = openpyxl.load_workbook(io.BytesIO(answer.getvalue()))
    return " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)


def test_the_files_are_kept_as_they_were_sent(own, secretary):
    send(secretary, own, FILES.items())
    upload = Upload.objects.get()
    assert dict(uploads.files_of(upload)) == FILES
    assert THON_1[:40] not in bytes(upload.sealed)
