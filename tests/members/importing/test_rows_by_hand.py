"""What each row was taken for stands on the page, and a person may say otherwise: remembered for the committee."""

import pytest
from django.urls import reverse

from members.models import Member, ReadingChoice
from tests.members.importing.files import sheet
from tests.members.importing.test_import_pages import cells, chosen, send, text, words, write
from tests.members.officer_play import cast, ground, officer

__all__ = ["cast", "ground", "officer"]
pytestmark = pytest.mark.django_db
HEAD = ("TT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng")
ROWS = [
    ("DANH SÁCH ĐẢNG VIÊN",), HEAD,
    (None, "Đội sản xuất 5"),
    (1, "Nông Thị An", "14/02/1971", "03/02/1998"),
    (None, "Sùng A Páo"),
    (2, "Nghỉ từ 1/1/2020: hai đồng chí", "1966"),
    (None, "Cộng: 2"),
]  # fmt: skip


@pytest.fixture
def of_the_committee(cast):
    return {"organisation": cast.tree.committee.pk, "create_organisations": "on"}


def correct(client, pk, **said):
    page = client.get(reverse("import-reading", args=[pk, 0]))
    return client.post(reverse("import-reading", args=[pk, 0]), chosen(page) | said, follow=True)


def test_rows_that_may_be_people_stand_on_top_each_with_why_and_the_way_there(officer):
    pk = send(officer, sheet(ROWS))
    page = officer.get(reverse("import", args=[pk]))
    assert "2 chỗ không đọc là đảng viên mà có thể là người" in text(page)
    assert "dòng 5 chỉ có họ tên, không có số thứ tự hay cột nào khác" in text(page)
    assert f'href="{reverse("import-reading", args=[pk, 0])}?tu=0#d-5"' in words(page)
    assert cells(page, 5) == ["Sùng A Páo · không đọc là đảng viên: chỉ có họ tên, không có số thứ tự hay cột nào khác"]
    assert cells(page, 7) == ["Cộng: 2 · dòng cộng"]


def test_the_plan_says_that_somebody_may_be_missing_from_it(officer):
    pk = send(officer, sheet(ROWS))
    page = officer.get(reverse("import-plan", args=[pk]))
    assert "2 chỗ trong tệp có thể là người mà không đọc được" in text(page)
    correct(officer, pk, rows="3, 5", rows_as="nobody")
    assert "mà không đọc được" not in text(officer.get(reverse("import-plan", args=[pk])))


def test_a_row_is_said_to_be_a_person_another_nobody_a_third_a_cell(officer, of_the_committee):
    pk = send(officer, sheet(ROWS), **of_the_committee)
    correct(officer, pk, rows="3", rows_as="section")
    correct(officer, pk, rows="5", rows_as="person")
    page = correct(officer, pk, rows="6", rows_as="nobody")
    assert cells(page, 3) == ["Đội sản xuất 5 · dòng tên chi bộ, theo đồng chí chọn"]
    assert cells(page, 5)[1] == "Sùng A Páo"
    assert cells(page, 6) == ["2 · Nghỉ từ 1/1/2020: hai đồng chí · 1966 · không phải đảng viên, theo đồng chí chọn"]
    assert "Đọc theo đồng chí chọn: dòng 3 là dòng tên chi bộ, dòng 5 là đảng viên, dòng 6 là không phải" in text(page)
    assert "không đọc là đảng viên" not in text(page)
    write(officer, pk)
    assert set(Member.unscoped.values_list("full_name", flat=True)) == {"Nông Thị An", "Sùng A Páo"}


def test_it_is_remembered_by_what_the_row_says_wherever_it_stands_the_next_time(officer, of_the_committee, cast):
    first = send(officer, sheet(ROWS), **of_the_committee)
    correct(officer, first, rows="5-6", rows_as="nobody")
    kept = ReadingChoice.objects.get()
    assert kept.organisation == cast.tree.committee
    assert "Páo" not in str(kept.rows) and len(kept.rows) == 2
    later = [*ROWS[:3], (1, "Lò Văn Ún", "5/5/1980", "03/02/2010"), *[(2, *ROWS[3][1:])], ROWS[4], (3, *ROWS[5][1:])]
    page = officer.get(reverse("import", args=[send(officer, sheet(later), **of_the_committee)]))
    assert "không phải đảng viên, theo đồng chí chọn" in cells(page, 6)[0]
    assert "không phải đảng viên, theo đồng chí chọn" in cells(page, 7)[0]


def test_it_is_taken_back(officer, of_the_committee):
    pk = send(officer, sheet(ROWS), **of_the_committee)
    correct(officer, pk, rows="4, 5", rows_as="nobody")
    page = correct(officer, pk, rows="4 5", rows_as="tu-nhan")
    assert cells(page, 4)[1] == "Nông Thị An"
    assert "theo đồng chí chọn" not in text(page)
    assert ReadingChoice.objects.get().rows == {}


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"rows": "5", "rows_as": ""}, "Chọn những dòng ấy là gì."),
        ({"rows": "", "rows_as": "person"}, "Ghi số của những dòng đọc sai."),
        ({"rows": "năm", "rows_as": "person"}, "Ghi số dòng như trong tệp, ví dụ 12 hoặc 15-18, 20."),
        ({"rows": "2", "rows_as": "person"}, "Dòng 2 không nằm dưới tiêu đề của danh sách này."),
        ({"rows": "900", "rows_as": "person"}, "Dòng 900 không nằm dưới tiêu đề của danh sách này."),
        ({"rows": "7-3", "rows_as": "person"}, "số nhỏ trước số lớn"),
        ({"rows": "3-9999999", "rows_as": "person"}, "nhiều nhất 500 dòng"),
        ({"rows": "5", "rows_as": "chuyen-gia"}, "trong danh sách"),
    ],
)
def test_nonsense_is_answered_there_and_changes_nothing(officer, said, sentence):
    pk = send(officer, sheet(ROWS))
    answer = correct(officer, pk, **said)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not ReadingChoice.objects.exists()
