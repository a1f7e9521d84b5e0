"""The source of a district is taken over from a sheet that was filled in, and sent again as it grows."""

from datetime import date
from functools import partial

import openpyxl
import pytest
from django.urls import reverse

from admissions import procedure
from admissions.models import Applicant, Backing, Step, StepKind
from members.models import Act, Term
from tests.admissions import play
from tests.admissions.sheet_rows import send_rows
from tests.admissions.test_readmission import NAME, PAPER, gone, opened
from tests.builders import MACHINE
from tests.members.officer_play import cast, ground, officer
from tests.members.test_filled_sheets import rows_of, send, taken, write
from tests.reports.pages import text
from tests.signing_in import signed_in

__all__ = ["cast", "ground", "officer"]
pytestmark = pytest.mark.django_db
S = StepKind
KEY = "nguon-ket-nap"
MY = {"Họ và tên": "Giàng Thị Mỷ", "Ngày sinh": date(2001, 9, 18), "Giới tính": "nữ",
      "Học vấn phổ thông": "trung học phổ thông", "Nghề nghiệp": "nông dân", "Nơi giới thiệu": "đoàn thanh niên",
      "Ngày đưa vào nguồn": date(2025, 2, 14)}  # fmt: skip
FURTHER = {"Ngày nghị quyết cảm tình Đảng": "28/2/2025", "Số nghị quyết cảm tình Đảng": "06-NQ/CB",
           "Ngày đề nghị học lớp nhận thức": "14/3/2025", "Ngày cấp giấy chứng nhận": "28/3/2025",
           "Số giấy chứng nhận": "112/GCN"}  # fmt: skip


@pytest.fixture
def sent(officer, cast):
    """`sent(row, …)`: the sheet with these rows, as the officer sends it."""
    return partial(send_rows, officer, KEY)


def written(officer, sent, *rows):
    answer, upload = sent(*rows)
    return write(officer, KEY, answer, upload)


def told(answer):
    return [(line.outcome, line.problem or line.said, line.cell) for line in answer.context["plan"].lines]


def test_it_lists_the_cells_and_nobody(officer, cast):
    sheet, heads = rows_of(taken(officer, KEY))
    listed = {row[heads.index("Mã chi bộ")].value for row in sheet.iter_rows(min_row=3) if row[1].value}
    cells = Term.unscoped.on(date(2026, 6, 30)).filter(kind__holds_members=True)
    assert listed == set(cells.values_list("code", flat=True))
    assert not any(row[heads.index("Họ và tên")].value for row in sheet.iter_rows(min_row=3))


def test_who_recommends_is_read_as_the_page_of_a_file_says_it(officer, sent):
    rows = [MY | {"Họ và tên": f"Giàng Thị {name}", "Nơi giới thiệu": each.label}
            for name, each in zip(("Mỷ", "Máy", "Sua"), Backing, strict=True)]  # fmt: skip
    answer, upload = sent(*rows)
    assert told(answer) == [("new", "đưa vào nguồn", "")] * 3
    write(officer, KEY, answer, upload)
    assert {*Applicant.unscoped.values_list("backing", flat=True)} == {*Backing.values}


def test_a_row_opens_a_file_with_the_steps_that_are_done(officer, sent):
    answer, upload = sent(MY | FURTHER)
    assert told(answer) == [("new", "đưa vào nguồn; bước 2, bước 3, bước 4", "")]
    assert not Applicant.unscoped.exists()
    write(officer, KEY, answer, upload)
    one = Applicant.unscoped.get()
    assert (one.full_name, one.birth_on, one.sex, one.backing) == ("Giàng Thị Mỷ", date(2001, 9, 18), "f", "youth")
    days = dict(Step.unscoped.filter(applicant=one).values_list("kind", "day"))
    assert days == {S.SOURCE: date(2025, 2, 14), S.SYMPATHISER: date(2025, 2, 28), S.CLASS_PROPOSED: date(2025, 3, 14),
                    S.CERTIFICATE: date(2025, 3, 28)}  # fmt: skip
    assert Step.unscoped.get(kind=S.CERTIFICATE).decision.number == "112/GCN"
    assert Act.objects.order_by("-number").filter(inside=None).first().verb == "enter_sheet"


def test_a_name_in_capitals_is_written_as_on_papers_and_known_again(officer, sent):
    written(officer, sent, MY | {"Họ và tên": "GIÀNG THỊ MỶ"})
    assert Applicant.unscoped.get().full_name == "Giàng Thị Mỷ"
    answer, _ = sent(MY | {"Họ và tên": "giàng thị mỷ"})
    assert [line[0] for line in told(answer)] == ["same"]


def test_sent_again_it_changes_nothing(officer, sent):
    written(officer, sent, MY | FURTHER)
    answer, _ = sent(MY | FURTHER)
    assert told(answer) == [("same", "", "")]


def test_a_sheet_that_has_grown_writes_what_came_since(officer, sent):
    written(officer, sent, {key: value for key, value in MY.items() if key not in ("Ngày sinh", "Nghề nghiệp")})
    answer, upload = sent(MY | FURTHER)
    assert told(answer) == [("new", "ngày sinh, nghề nghiệp, bước 2, bước 3, bước 4", "")]
    write(officer, KEY, answer, upload)
    assert Applicant.unscoped.get().occupation == "farmer"
    assert Step.unscoped.count() == 4


@pytest.mark.parametrize(
    ("given", "cell", "problem"),
    [
        ({"Ngày đưa vào nguồn": None}, "J3", "Thiếu ngày đưa vào nguồn."),
        ({"Ngày đưa vào nguồn": "14/2/2035"}, "J3", "chưa đến"),
        ({"Ngày sinh": "31/2/2001"}, "E3", "Ngày sinh “31/2/2001” chưa đọc được; ghi như 03/02/1998"),
        ({"Nơi giới thiệu": None}, "I3", "Chọn nơi giới thiệu trong danh sách."),
        ({"Giới tính": "khác"}, "F3", "Chọn giới tính trong danh sách."),
        ({"Họ và tên": "???"}, "D3", "tên"),
        ({"Ngày nghị quyết cảm tình Đảng": "01/2/2025"}, "K3", "trước ngày 14/02/2025"),
        ({"Số nghị quyết cảm tình Đảng": "06-NQ/CB"}, "K3", "Có số mà thiếu ngày nghị quyết cảm tình Đảng."),
        ({"Ngày cấp giấy chứng nhận": "01/3/2025", "Số giấy chứng nhận": "112/GCN"}, "N3", "Chưa ghi bước 3"),
    ],
)  # fmt: skip
def test_bad_rows_name_the_cell_and_write_nothing(sent, given, cell, problem):
    answer, _ = sent(MY | given)
    ((outcome, said, where),) = told(answer)
    assert (outcome, where) == ("rejected", cell), said
    assert problem in said
    assert not Applicant.unscoped.exists()


def test_what_the_file_says_otherwise_is_not_overwritten(officer, sent):
    written(officer, sent, MY | FURTHER)
    for given, said in (
        ({"Ngày đề nghị học lớp nhận thức": "15/3/2025"}, "Hồ sơ đã ghi ngày 14/3/2025; sửa ở trang hồ sơ."),
        ({"Số giấy chứng nhận": "113/GCN"}, "Hồ sơ đã ghi số “112/GCN”; sửa ở trang hồ sơ."),
        ({"Nghề nghiệp": "công nhân"}, "Hồ sơ đã ghi “nông dân”; sửa ở trang hồ sơ."),
    ):
        answer, _ = sent(MY | FURTHER | given)
        assert [line[:2] for line in told(answer)] == [("rejected", said)]


def test_one_person_twice_in_the_sheet_is_one_file(officer, sent):
    answer, upload = sent(MY, MY | FURTHER)
    assert sorted(line[0] for line in told(answer)) == ["new", "new"]
    write(officer, KEY, answer, upload)
    assert Applicant.unscoped.count() == 1


def test_two_whose_names_differ_by_their_marks_are_not_one_person(sent):
    answer, _ = sent(MY | {"Ngày sinh": None}, MY | FURTHER | {"Họ và tên": "Giàng Thị Mỵ", "Ngày sinh": None})
    told_ = sorted(told(answer))
    assert [line[0] for line in told_] == ["new", "rejected"]
    assert "tên viết gần như vậy: ghi đủ ngày sinh" in told_[1][1]


def test_a_number_that_comes_later_is_not_passed_over_in_silence(officer, sent):
    written(officer, sent, MY | FURTHER | {"Số giấy chứng nhận": None})
    answer, _ = sent(MY | FURTHER)
    assert [line[:2] for line in told(answer)] == [
        ("rejected", "Hồ sơ đã ghi bước này, chưa có số; sửa ở trang hồ sơ.")
    ]


def test_a_namesake_of_somebody_admitted_is_not_passed_over_in_silence(sent, cast):
    play.until(play.found(cast.tree.cell), S.RECORDS)
    answer, _ = sent(MY | {"Ngày sinh": None})
    ((outcome, said, _cell),) = told(answer)
    assert outcome == "rejected" and "người khác cùng tên thì ghi đủ ngày sinh" in said


def test_a_file_of_another_cell_is_in_the_way(sent, cast):
    play.found(cast.tree.sibling, birth=play.BORN)
    answer, _ = sent(MY)
    assert told(answer) == [
        (
            "rejected", "Trong sổ đang có hồ sơ kết nạp của người cùng tên, cùng năm sinh. Đúng là người ấy chuyển đến "
            "đây thì nơi đang xét chuyển hồ sơ sang; không lập hồ sơ thứ hai.", "D3",
        )
    ]  # fmt: skip


def test_a_file_that_was_stopped_is_taken_up_on_its_page(officer, sent):
    written(officer, sent, MY)
    procedure.stop_file(Applicant.unscoped.get(), by=MACHINE, kind="withdrawn", day=date(2025, 3, 1))
    answer, _ = sent(MY)
    assert told(answer) == [
        ("rejected", "Hồ sơ của người này đã thôi xét từ ngày 01/3/2025; xét tiếp ở trang hồ sơ.", "D3")
    ]


def test_who_is_admitted_by_now_is_left_alone(officer, sent, cast):
    one = play.found(cast.tree.cell)
    play.until(one, S.RECORDS)
    answer, _ = sent(MY)
    assert told(answer) == [("same", "", "")]


def test_what_a_rule_finds_odd_is_told_before_anything_is_written(sent, cast):
    tree = cast.tree
    gone(tree)
    one = opened(tree)
    play.until(one, S.CERTIFICATE)
    procedure.correct_applicant(one, by=MACHINE, why="đã xóa án", cleared_on=date(2021, 1, 5), clearing=PAPER)
    answer, _ = sent({"Họ và tên": NAME, "Ngày sinh": "12/4/1980", "Ngày đơn xin vào Đảng": "11/4/2025"})
    ((outcome, said, _where),) = told(answer)
    assert outcome == "new"
    assert said.startswith("bước 5. Cần xem lại: ") and "đủ 60 tháng" in said


def test_only_the_officer_is_offered_it(officer, cast):
    assert reverse("sheet", args=[KEY]) in officer.get(reverse("applicants")).content.decode()
    committee = signed_in(cast.cell_secretary)
    assert reverse("sheet", args=[KEY]) not in committee.get(reverse("applicants")).content.decode()
    assert committee.get(reverse("sheet", args=[KEY])).status_code == 403
    shown = officer.get(reverse("sheet", args=[KEY]))
    assert "Kết nạp đảng viên" in text(shown) and reverse("applicants") in shown.content.decode()


class TestAListThatTheOfficeKeeps:
    """Its own heads and order, days as people type them, what nobody reads, a foot. Found by trying one: it was refused
    until every row had been copied into the sheet of the program."""

    HEADS = ("STT", "Họ tên", "Ngày tháng năm sinh", "Nam/Nữ", "Trình độ học vấn", "Chi bộ", "Đơn vị giới thiệu",
             "Ngày vào nguồn", "Ghi chú")  # fmt: skip

    @pytest.fixture
    def listed(self, officer, cast):
        cell = Term.unscoped.get(organisation=cast.tree.cell, until=None).name

        def made(*rows, heads=self.HEADS):
            book = openpyxl.Workbook()
            for row in (["ĐẢNG BỘ XÃ AN KHÊ"], [], [None, None, "DANH SÁCH QUẦN CHÚNG ƯU TÚ"], [], heads):
                book.active.append(list(row))
            for row in rows or self.rows(cell):
                book.active.append(row)
            book.active.append([None, None, None, None, None, "Người lập biểu"])
            return send(officer, KEY, book)

        return made

    def rows(self, cell):
        return [
            [1, "  Giàng  Thị Mỷ ", "18-9-2001", "Nữ", "12/12", cell, "Đoàn TN", date(2025, 2, 14), "hộ nghèo"],
            [2, "Vàng A Sì", "1995", "nam", "THCS", cell, "02 đảng viên", "14/02/2025", None],
        ]

    def test_is_read_shown_and_written_and_sent_again_changes_nothing(self, officer, listed):
        answer, upload = listed()
        assert told(answer) == [("new", "đưa vào nguồn", "")] * 2
        assert "Không đọc các cột: Ghi chú." in text(answer)
        assert not Applicant.unscoped.exists()
        write(officer, KEY, answer, upload)
        found = Applicant.unscoped.order_by("pk").values_list("full_name", "birth_on", "sex", "schooling", "backing")
        assert [*found] == [
            ("Giàng Thị Mỷ", date(2001, 9, 18), "f", "upper", "youth"),
            ("Vàng A Sì", date(1995, 1, 1), "m", "lower", "members"),
        ]
        assert told(listed()[0]) == [("same", "", "")] * 2

    def test_a_row_that_cannot_be_taken_names_its_cell(self, listed, cast):
        cell = Term.unscoped.get(organisation=cast.tree.cell, until=None).name
        answer, _ = listed([1, "Vàng A Sì", "1995", "nam", "THCS", "Chi bộ Không Có", "Đoàn", "14/02/2025", None],
                           [2, "Vàng A Sử", "1995", "nam", "lớp 9", cell, "Đoàn", "14/02/2025", None])  # fmt: skip
        assert [(outcome, at) for outcome, _, at in told(answer)] == [("rejected", "F6"), ("rejected", "E7")]

    def test_a_column_that_is_missing_is_named(self, listed):
        answer, _ = listed(["", "Vàng A Sì", "Thôn 1"], heads=("STT", "Họ tên", "Chi bộ"))
        assert "Danh sách thiếu cột: Nơi giới thiệu, Ngày đưa vào nguồn." in text(answer)

    def test_where_no_head_is_found_only_what_a_list_needs_is_asked_for(self, officer, listed):
        page = text(officer.get(reverse("sheet", args=[KEY])))
        assert "hoặc danh sách riêng" in page and "của cơ quan" in page
        answer, _ = listed(["", "Vàng A Sì", "Mèo Vạc"], heads=("STT", "Tên gọi", "Quê quán"))
        said = text(answer)
        assert "đủ các cột: Họ và tên, Chi bộ, Nơi giới thiệu, Ngày đưa vào nguồn. Lấy lại bảng trống" in said

    def test_schooling_as_offices_write_it(self, officer, listed, cast):
        cell = Term.unscoped.get(organisation=cast.tree.cell, until=None).name
        names, words = ("Vàng A Sì", "Vàng A Sử", "Vàng A Sang"), ("5/5", "Cấp I", "9/9")
        answer, upload = listed(*(
            [at, name, "1995", "nam", word, cell, "Đoàn", "14/02/2025", None]
            for at, (name, word) in enumerate(zip(names, words, strict=True), 1)
        ))  # fmt: skip
        write(officer, KEY, answer, upload)
        kept = dict(Applicant.unscoped.values_list("full_name", "schooling"))
        assert kept == dict(zip(names, ("primary", "primary", "lower"), strict=True))

    def test_of_two_lists_in_one_file_none_is_passed_over(self, officer):
        book = openpyxl.Workbook()
        for sheet in (book.active, book.create_sheet("Thôn 2")):
            sheet.append(list(self.HEADS))
        answer, _ = send(officer, KEY, book)
        assert "Tệp có nhiều trang danh sách: “Sheet”, “Thôn 2”." in text(answer)
