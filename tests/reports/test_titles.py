"""What the titles of a list say of when it is, as offices write it, and what says nothing of it."""

from datetime import date

import pytest

from reports.reconciliation.models import Round
from reports.reconciliation.rules.lists import Asked, check_of_period
from reports.reconciliation.rules.titles import period_in

HALF = Round(since=date(2026, 1, 1), until=date(2026, 7, 1))
LIST = "DANH SÁCH ĐẢNG VIÊN"


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("DANH SÁCH ĐẢNG VIÊN ĐẾN NGÀY 31/12/2025", "đến ngày 31/12/2025"),
        ("Tính đến ngày 31 tháng 12 năm 2025", "đến ngày 31/12/2025"),
        ("6 THÁNG CUỐI NĂM 2025", "6 tháng cuối năm 2025"),
        ("Kỳ II/2025", "6 tháng cuối năm 2025"),
        ("KỲ 1 NĂM 2025", "6 tháng đầu năm 2025"),
        ("Quý I năm 2026", "quý I năm 2026"),
        ("QUÝ 4/2025", "quý IV năm 2025"),
        ("Tính đến tháng 6/2025", "tháng 6/2025"),
        ("(Tính đến hết tháng 12 năm 2025)", "tháng 12/2025"),
        ("Có đến 12/2025", "tháng 12/2025"),
        ("Từ tháng 7 đến tháng 12 năm 2025", "tháng 12/2025"),
        ("Tính đến ngày 31/6/2025", "tháng 6/2025"),
        ("DANH SÁCH ĐẢNG VIÊN THÁNG 12/2025", "tháng 12/2025"),
        ("Tháng 5 năm 2026", "tháng 5/2026"),
        ("DANH SÁCH ĐẢNG VIÊN NĂM 2025", "năm 2025"),
        ("DANH SÁCH ĐẢNG VIÊN ĐẢNG BỘ XÃ AN KHÊ NĂM 2025 (ĐỐI KHỚP)", "năm 2025"),
        ("DANH SÁCH ĐẢNG VIÊN CHI BỘ TRƯỜNG TIỂU HỌC SỐ 2 NĂM 2025", "năm 2025"),
        ("DANH SÁCH ĐẢNG VIÊN 2025", "năm 2025"),
        ("(Năm 2025)", "năm 2025"),
        ("Tính đến hết năm 2025", "năm 2025"),
    ],
)
def test_a_title_of_another_period_is_asked_about_in_its_words(title, told):
    with pytest.raises(Asked, match=f"Tiêu đề ghi {told}; đợt này là 6 tháng đầu năm 2026, đến ngày 30/6/2026"):
        check_of_period([LIST, title], HALF, anyway=False)
    check_of_period([LIST, title], HALF, anyway=True)


@pytest.mark.parametrize(
    "title",
    ["DANH SÁCH ĐẢNG VIÊN ĐẾN 30/6/2026", "6 tháng đầu năm 2026", "Kỳ I năm 2026", "Tính đến tháng 6/2026",
     "(Tính đến hết tháng 6 năm 2026)", "DANH SÁCH ĐẢNG VIÊN NĂM 2026", "DANH SÁCH ĐẢNG VIÊN THÁNG 6 NĂM 2026"],
)  # fmt: skip
def test_the_right_period_is_not_asked_about(title):
    assert period_in([LIST, title]) is not None
    check_of_period([LIST, title], HALF, anyway=False)


@pytest.mark.parametrize(
    "title",
    ["An Khê, ngày 22 tháng 12 năm 2025", "An Khê, tháng 12 năm 2025", "An Khê, ngày … tháng … năm 2025",
     "Nhiệm kỳ 2025–2030", "NHIỆM KỲ 2025 - 2030", "DANH SÁCH ĐẢNG VIÊN NHIỆM KỲ I 2020-2025", "Năm học 2025-2026",
     "Học kỳ I năm 2025", "CHI BỘ HỢP TÁC XÃ 2025", "CHI BỘ NÔNG TRƯỜNG (thành lập năm 2025)",
     "DANH SÁCH ĐẢNG VIÊN CHI BỘ KHU TÁI ĐỊNH CƯ THÀNH LẬP NĂM 2024", "DANH SÁCH ĐẢNG VIÊN KẾT NẠP NĂM 2025",
     "(Kèm theo Kế hoạch số 12-KH/HU năm 2025)", "DANH SÁCH kèm theo Công văn số 5 tháng 12/2025", "Số 12-DS/ĐU",
     "Giai đoạn năm 2020 - 2025", "Từ năm 2020 đến năm 2025", "Tháng 13/2025", "Đến năm 0000", "Năm 9999"],
)  # fmt: skip
def test_what_says_nothing_of_the_period_is_not_asked_about(title):
    assert period_in([LIST, title]) is None


def test_the_year_a_name_keeps_is_not_asked_about():
    check_of_period(["DANH SÁCH ĐẢNG VIÊN CHI BỘ NHÀ MÁY XE LỬA NĂM 1905", "Năm 1975"], HALF, anyway=False)


def test_a_period_over_new_year_is_of_either_year():
    winter = Round(since=date(2025, 12, 1), until=date(2026, 6, 1))
    for title in ("DANH SÁCH ĐẢNG VIÊN NĂM 2025", "DANH SÁCH ĐẢNG VIÊN NĂM 2026", "Tính đến tháng 5/2026"):
        check_of_period([title], winter, anyway=False)
