"""Own lists: whom one asks for, what is shown, as a file, kept by name and shared in one's unit."""

from __future__ import annotations

import html
import io
import json
from datetime import date
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pypdf
import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from kit.calendar import PartialDate
from members import checks, jobs, procedure
from members.models import Job, Look, Membership, OwnList
from members.selecting import columns, criteria, wish
from tests import builders
from tests.builders import MACHINE
from tests.ground import laid
from tests.members.test_session import enter

pytestmark = pytest.mark.django_db
NOON = "2026-06-30 05:00:00+00:00"


def make():
    cast = builders.make_cast()
    tree = cast.tree
    one = builders.member(
        "Giàng Seo Lử", tree.cell, birth=PartialDate(1980, 4, 12), occupation="retired", schooling="upper"
    )
    builders.member("Ngô Thị Ưỡng", tree.cell, sex="f", birth=PartialDate(1990), theory="elementary")
    builders.member(
        "Đỗ Văn Ẩn", tree.sibling, admitted_on=date(2026, 1, 5), official_on=None, recognition_decision=None,
        birth=PartialDate(2001, 7, 1),
    )  # fmt: skip
    builders.member("Lò Văn Pảo", tree.other_cell, birth=PartialDate(1975, 2, 1))
    procedure.people.note_number(one, by=MACHINE, kind="card12", value="071000000017", day=date(2025, 1, 1))
    procedure.people.note_residence(one, by=MACHINE, address="Thôn 1, xã An Khê", day=date(2012, 1, 1))
    procedure.offices.hold_office(
        one, by=MACHINE, organisation=tree.cell, office="secretary", day=date(2024, 1, 1), decision=builders.PAPER
    )
    return cast


ground = laid(make, NOON)


@pytest.fixture
def play(ground, db):
    with time_machine.travel(NOON, tick=True):
        yield ground.found()


def listed(client, where, **asked):
    """{name: cells} of the list as a page shows it."""
    answer = client.get(reverse("own-list", args=[where.pk]), {"loc": "1", **asked})
    assert answer.status_code == 200
    return {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in answer.context["rows"]}


def test_without_anything_asked_it_is_the_list_of_everybody_with_the_usual_columns(client, play):
    enter(client)
    answer = client.get(reverse("own-list", args=[play.tree.committee.pk]))
    assert [head.label for head in answer.context["heads"]] == [
        "Họ và tên", "Ngày sinh", "Chi bộ", "Ngày vào Đảng", "Ngày chính thức",
    ]  # fmt: skip
    assert [row.cells[0].text for row in answer.context["rows"]] == ["Đỗ Văn Ẩn", "Giàng Seo Lử", "Ngô Thị Ưỡng"]


FOUND = [
    ({"muc": "probationary"}, {"Đỗ Văn Ẩn"}),
    ({"loi": "no_card"}, {"Ngô Thị Ưỡng"}),
    ({"gioi": "f"}, {"Ngô Thị Ưỡng"}),
    ({"sinh-tu": "1990"}, {"Ngô Thị Ưỡng", "Đỗ Văn Ẩn"}),
    ({"sinh-den": "1990"}, {"Giàng Seo Lử", "Ngô Thị Ưỡng"}),
    ({"vao-tu": "05/01/2026"}, {"Đỗ Văn Ẩn"}),
    ({"vao-den": "04/01/2026"}, {"Giàng Seo Lử", "Ngô Thị Ưỡng"}),
    ({"chinh-thuc-tu": "18/5/2011"}, {"Giàng Seo Lử", "Ngô Thị Ưỡng"}),
    ({"chinh-thuc-den": "17/5/2011"}, set()),
    ({"hoc-van": "upper"}, {"Giàng Seo Lử"}),
    ({"hoc-van": "chua-ro"}, {"Ngô Thị Ưỡng", "Đỗ Văn Ẩn"}),
    ({"ly-luan": "elementary"}, {"Ngô Thị Ưỡng"}),
    ({"nghe": "retired"}, {"Giàng Seo Lử"}),
    ({"loai-hinh": "residential"}, {"Giàng Seo Lử", "Ngô Thị Ưỡng", "Đỗ Văn Ẩn"}),
    ({"loai-hinh": "school"}, set()),
    ({"chuc-vu": "secretary"}, {"Giàng Seo Lử"}),
    ({"chuc-vu": "deputy"}, set()),
    ({"chuc-vu": "bat-ky", "ngay": "31/12/2023"}, set()),
    ({"gioi": "m", "sinh-tu": "1981"}, {"Đỗ Văn Ẩn"}),
]


@pytest.mark.parametrize(("asked", "names"), FOUND, ids=[str(asked) for asked, _ in FOUND])
def test_each_criterion_leaves_whom_it_says(client, play, asked, names):
    enter(client)
    assert set(listed(client, play.tree.committee, **asked)) == names


def test_every_criterion_is_tried_above():
    tried = {key for asked, _ in FOUND for key in asked}
    assert tried >= set(criteria.BY_KEY) | {criteria.FIGURE, criteria.CHECK}


def test_every_column_says_what_the_record_says(client, play):
    enter(client)
    rows = listed(client, play.tree.committee, cot=list(columns.BY_KEY))
    said = dict(zip(columns.BY_KEY, rows["Giàng Seo Lử"], strict=True))
    assert said == {
        "ten-khac": "", "sinh": "12/4/1980", "gioi": "nam", "chi-bo": "Chi bộ Thôn 1", "cap-tren": "Đảng bộ xã An Khê",
        "vao": "18/5/2010", "chinh-thuc": "18/5/2011", "the": "071000000017", "the-cu": "chưa có",
        "ly-lich": "chưa có", "hoc-van": "trung học phổ thông", "ly-luan": "chưa có", "nghe": "nghỉ hưu",
        "cu-tru": "Thôn 1, xã An Khê", "chuc-vu": "bí thư", "ghi-chu": "",
    }  # fmt: skip
    assert dict(zip(columns.BY_KEY, rows["Đỗ Văn Ẩn"], strict=True))["chinh-thuc"] == "dự bị"


def test_a_past_day_shows_who_stood_there_and_what_held_then(client, play):
    enter(client)
    rows = listed(client, play.tree.committee, ngay="31/12/2023", cot=["the", "chuc-vu"])
    assert rows == {"Giàng Seo Lử": ["chưa có", ""], "Ngô Thị Ưỡng": ["chưa có", ""]}


def test_where_somebody_lives_is_shown_to_nobody_who_may_not_open_the_person(client, play):
    enter(client, "thuong-truc")
    page = client.get(reverse("own-list", args=[play.tree.committee.pk]))
    assert "Nơi cư trú" not in page.content.decode()
    refused = client.get(reverse("own-list", args=[play.tree.committee.pk]), {"loc": "1", "cot": ["cu-tru"]})
    assert refused.status_code == 422
    assert "Thôn 1, xã An Khê" not in refused.content.decode()


def test_the_conditions_are_said_and_each_can_be_taken_off(client, play):
    enter(client)
    address = reverse("own-list", args=[play.tree.committee.pk])
    answer = client.get(address, {"loc": "1", "gioi": "m", "sinh-tu": "1981", "cot": "sinh"})
    assert [one["words"] for one in answer.context["chips"]] == ["Giới tính: nam", "Sinh từ năm: 1981"]
    off = client.get(answer.context["chips"][1]["off"])
    assert {row.cells[0].text for row in off.context["rows"]} == {"Đỗ Văn Ẩn", "Giàng Seo Lử"}
    assert [one["words"] for one in off.context["chips"]] == ["Giới tính: nam"]


@pytest.mark.parametrize(
    ("asked", "field"),
    [({"ngay": "31/02/2020"}, "ngay"), ({"ngay": "1/1/2030"}, "ngay"), ({"sinh-tu": "nhiều"}, "sinh-tu"),
     ({"sinh-den": "99999"}, "sinh-den"), ({"vao-tu": "x"}, "vao-tu"), ({"nghe": "vua"}, "nghe"),
     ({"muc": "x"}, "muc"), ({"loi": "x"}, "loi"), ({"cot": "mat-khau"}, "cot")],
)  # fmt: skip
def test_nonsense_is_said_at_its_field_and_no_list_is_shown(client, play, asked, field):
    enter(client)
    answer = client.get(reverse("own-list", args=[play.tree.committee.pk]), {"loc": "1", **asked})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "Giàng Seo Lử" not in answer.content.decode()


def test_a_look_keeps_who_was_seen_and_what_was_asked(client, play):
    enter(client)
    listed(client, play.tree.committee, gioi="f", cot="sinh")
    look = Look.objects.filter(page="own-list").latest("pk")
    said = json.loads(look.values_row.asked)
    assert (look.count, said["asked"], said["columns"], said["ngay"]) == (1, {"gioi": "f"}, ["sinh"], "2026-06-30")


def taken(client, where, **given):
    """The file that comes of asking for it: (job, bytes)."""
    asked = {
        "loc": "1",
        "cot": ["sinh", "chi-bo"],
        "order": "ten",
        "kind": "xlsx",
        "why": "trình ban thường vụ",
        **given,
    }
    answer = client.post(reverse("print-own-list", args=[where.pk]), asked)
    assert answer.status_code == 302, answer.content.decode()
    jobs.run_waiting(timezone.now())
    job = Job.objects.latest("pk")
    assert job.refusal == ""
    return job, b"".join(client.get(reverse("job-file", args=[job.pk])).streaming_content)


def test_the_workbook_holds_the_same_people_and_says_who_took_it_out_and_why(client, play):
    enter(client)
    job, data = taken(client, play.tree.committee, gioi="m", title="Nam đảng viên", cot=["the", "sinh"])
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert ["1", "Đỗ Văn Ẩn", "01/7/2001", None] in cells
    assert ["2", "Giàng Seo Lử", "12/4/1980", "071000000017"] in cells
    words = " ".join(str(cell) for row in cells for cell in row if cell)
    assert "NAM ĐẢNG VIÊN" in words and "(Giới tính: nam)" in words
    about = {row[0].value: row[1].value for row in book.worksheets[-1].iter_rows()}
    assert about["Mục đích"] == "trình ban thường vụ"
    assert about["Điều kiện"] == "Giới tính: nam"
    look = Look.objects.filter(page="own-list-file").latest("pk")
    assert (look.count, job.file_name) == (2, "nam-dang-vien-dang-bo-xa-an-khe-2026-06-30.xlsx")


def test_the_paper_by_cells_names_each_cell_above_its_people(client, play):
    enter(client)
    _, data = taken(client, play.tree.committee, kind="pdf", order="chi-bo", cot=["sinh", "chi-bo", "chuc-vu"])
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    places = [
        text.index(word) for word in ("Chi bộ Thôn 1", "Giàng Seo Lử", "Ngô Thị Ưỡng", "Chi bộ Thôn 2", "Đỗ Văn Ẩn")
    ]
    assert places == sorted(places)
    assert "Tổng số người trong danh sách" in text


def test_more_columns_than_a_page_has_room_for_go_into_a_workbook_only(client, play):
    enter(client)
    asked = {"loc": "1", "cot": list(columns.BY_KEY), "order": "ten", "kind": "pdf", "why": "thử"}
    answer = client.post(reverse("print-own-list", args=[play.tree.committee.pk]), asked)
    assert answer.status_code == 422
    assert "Bỏ bớt cột, hoặc lấy bảng tính" in answer.content.decode()
    assert not Job.objects.exists()
    taken(client, play.tree.committee, cot=list(columns.BY_KEY))


def test_nothing_is_taken_out_without_a_purpose(client, play):
    enter(client)
    answer = client.post(
        reverse("print-own-list", args=[play.tree.committee.pk]),
        {"loc": "1", "order": "ten", "kind": "pdf", "why": " "},
    )
    assert answer.status_code == 422
    assert "Ghi mục đích" in answer.content.decode()
    assert not Job.objects.exists()


def test_two_files_are_told_apart_among_the_jobs(client, play):
    enter(client)
    where = play.tree.committee
    kept(client, where, "Nữ để bồi dưỡng", gioi="f")
    own = OwnList.unscoped.get()
    for given in ({"kind": "pdf"}, {"kind": "xlsx"}, {"order": "chi-bo"}, {"gioi": "f"},
                  {"gioi": "f", "ds": own.pk, "kind": "xlsx"}):  # fmt: skip
        asked = {"kind": "pdf", "order": "ten", "why": "họp", "cot": "chi-bo", "loc": "1"} | given
        assert client.post(reverse("print-own-list", args=[where.pk]), asked).status_code == 302
    assert [one.title for one in Job.objects.order_by("pk")] == [
        "Danh sách đảng viên, Đảng bộ xã An Khê, ngày 30/6/2026, PDF",
        "Danh sách đảng viên, Đảng bộ xã An Khê, ngày 30/6/2026, bảng tính",
        "Danh sách đảng viên, Đảng bộ xã An Khê, theo chi bộ, ngày 30/6/2026, PDF",
        "Danh sách đảng viên (Giới tính: nữ), Đảng bộ xã An Khê, ngày 30/6/2026, PDF",
        "Danh sách đảng viên (“Nữ để bồi dưỡng”), Đảng bộ xã An Khê, ngày 30/6/2026, bảng tính",
    ]


def test_who_is_to_become_official_later_is_a_probationer_in_both_lists(client, play):
    enter(client)
    later = builders.member("Chảo Thị Mỷ", play.tree.cell, sex="f", admitted_on=date(2025, 10, 1), official_on=None,
                            recognition_decision=None)  # fmt: skip
    Membership.unscoped.filter(member=later).update(official_on=date(2026, 10, 1), recognition="paper")
    shown = client.get(reverse("people", args=[play.tree.cell.pk])).content.decode()
    row = shown[shown.index("Chảo Thị Mỷ") :].partition("</tr>")[0]
    assert "dự bị" in row and "2026" not in row
    own = client.get(reverse("own-list", args=[play.tree.cell.pk]), {"cot": "chinh-thuc"}).content.decode()
    row = own[own.index("Chảo Thị Mỷ") :].partition("</tr>")[0]
    assert "dự bị" in row and "2026" not in row


def kept(client, where, name, **given):
    return client.post(reverse("keep-list", args=[where.pk]), {"loc": "1", "name": name, **given})


def test_a_kept_list_opens_as_it_was_asked_for_with_the_people_of_today(client, play):
    enter(client)
    answer = kept(client, play.tree.committee, "Nữ, sinh từ 1985", gioi="f", cot=["sinh"], **{"sinh-tu": "1985"})
    assert answer.status_code == 302
    builders.member("Lương Thị Bưởi", play.tree.sibling, sex="f", birth=PartialDate(1999, 1, 1))
    shown = client.get(answer.url, follow=True)
    assert [row.cells[0].text for row in shown.context["rows"]] == ["Lương Thị Bưởi", "Ngô Thị Ưỡng"]
    assert "<h1>Nữ, sinh từ 1985</h1>" in shown.content.decode()
    assert "Ngô" not in shown.redirect_chain[-1][0]


def test_a_list_without_columns_is_kept_without_columns(client, play):
    enter(client)
    answer = client.get(kept(client, play.tree.committee, "Chỉ tên").url, follow=True)
    assert [head.label for head in answer.context["heads"]] == ["Họ và tên"]


def test_the_same_name_keeps_the_newer_wish_and_nothing_else(client, play):
    enter(client)
    kept(client, play.tree.committee, "Danh sách", gioi="f")
    answer = client.get(kept(client, play.tree.committee, " Danh  sách ", gioi="m", shared="on").url, follow=True)
    assert "Đã giữ danh sách “Danh sách”, thay danh sách cùng tên giữ trước đó." in html.unescape(
        answer.content.decode()
    )
    one = OwnList.unscoped.get()
    assert (one.name, one.asked["asked"], one.shared) == ("Danh sách", {"gioi": "m"}, True)


def test_a_list_without_a_name_is_not_kept(client, play):
    enter(client)
    answer = kept(client, play.tree.committee, "  ")
    assert answer.status_code == 422
    assert not OwnList.unscoped.exists()


def names_seen(client, who):
    client.post(reverse("logout"))
    enter(client, who)
    return {one["kept"].name for one in client.get(reverse("own-lists")).context["lists"]}


def test_a_shared_list_is_seen_in_the_unit_and_nowhere_else(client, play):
    tree = play.tree
    builders.role(builders.account("pho-bi-thu", "Tráng Thị Ly"), "committee", tree.committee)
    builders.kept_list(play.committee_secretary, tree.committee, "Của riêng")
    pk = builders.kept_list(play.committee_secretary, tree.committee, "Dùng chung", shared=True)
    assert names_seen(client, "pho-bi-thu") == {"Dùng chung"}
    assert client.get(reverse("kept-list", args=[pk])).status_code == 302
    assert client.post(reverse("drop-list", args=[pk])).status_code == 403
    for who in ("bi-thu-thon", "bi-thu-khac", "thuong-truc", "can-bo"):
        assert names_seen(client, who) == set()
        assert client.get(reverse("kept-list", args=[pk])).status_code == 404
    assert names_seen(client, "bi-thu-xa") == {"Của riêng", "Dùng chung"}


def test_a_shared_list_shows_each_viewer_his_own_part(client, play):
    """The list asks; who stands on it is read in the scope of who opens it."""
    builders.kept_list(play.officer, play.tree.district, "Nữ", shared=True)
    enter(client, "can-bo-2")
    shown = client.get(reverse("kept-list", args=[OwnList.unscoped.get().pk]), follow=True)
    assert [row.cells[0].text for row in shown.context["rows"]] == ["Ngô Thị Ưỡng"]


def test_a_shared_list_leaves_out_the_columns_that_a_reader_does_not_see(client, play):
    enter(client)
    kept(client, play.tree.district, "Nơi ở", cot=["sinh", "cu-tru"], shared="on")
    client.post(reverse("logout"))
    enter(client, "thuong-truc")
    shown = client.get(reverse("kept-list", args=[OwnList.unscoped.get().pk]), follow=True)
    assert shown.status_code == 200
    assert [head.label for head in shown.context["heads"]] == ["Họ và tên", "Ngày sinh"]
    assert "xã An Khê" not in shown.text


def test_a_list_shared_in_a_unit_that_has_ended_is_seen_in_its_successor(client, play):
    tree = play.tree
    pk = builders.kept_list(play.cell_secretary, tree.cell, "Của Thôn 1", shared=True)
    builders.role(builders.account("bi-thu-ke-tuc", "Tráng Thị Ly"), "cell", tree.sibling)
    assert names_seen(client, "bi-thu-ke-tuc") == set()
    merged(tree.cell, tree.sibling)
    assert names_seen(client, "bi-thu-ke-tuc") == {"Của Thôn 1"}
    assert client.get(reverse("kept-list", args=[pk]), follow=True).status_code == 200
    assert names_seen(client, "bi-thu-khac") == set()


def merged(one, into, day=date(2026, 6, 1)):
    """One cell goes into another, with everybody in it."""
    plan = procedure.reorganisation.draw_reorganisation(by=MACHINE, name="Nhập", day=day, decision=builders.PAPER)
    step = builders.StepGiven(what="merge", organisation=one, into=into)
    procedure.reorganisation.change_reorganisation(plan, by=MACHINE, add=[step])
    procedure.reorganisation.apply_reorganisation(plan, by=MACHINE)


def test_who_keeps_a_list_drops_it_once(client, play):
    pk = builders.kept_list(play.officer, play.tree.district)
    enter(client)
    assert client.post(reverse("drop-list", args=[pk])).status_code == 302
    assert not OwnList.unscoped.exists()
    assert client.post(reverse("drop-list", args=[pk])).status_code == 404


def test_what_a_newer_version_no_longer_knows_is_left_out():
    asked = wish.of({"figure": "x", "check": "y", "asked": {"gioi": "f", "cu": "1"}, "columns": ["sinh", "cu"]})
    assert asked == wish.Wish(asked=(("gioi", "f"),), columns=("sinh",))


@pytest.mark.parametrize("check", checks.BY_KEY)
def test_every_place_to_look_at_again_is_chosen_said_kept_and_printed(client, play, check):
    enter(client)
    said = checks.BY_KEY[check].title_on(builders.TODAY)
    answer = client.get(reverse("own-list", args=[play.tree.committee.pk]), {"loc": "1", "loi": check})
    assert (check, said) in answer.context["form"].fields["loi"].choices
    assert [one["words"] for one in answer.context["chips"]] == [said]
    assert kept(client, play.tree.committee, "Xem lại", loi=check, shared="on").status_code == 302
    assert [one["words"] for one in client.get(reverse("own-lists")).context["lists"]] == [said]
    _, data = taken(client, play.tree.committee, loi=check)
    about = {row[0].value: row[1].value for row in openpyxl.load_workbook(io.BytesIO(data)).worksheets[-1].iter_rows()}
    assert about["Điều kiện"] == said


def test_an_address_and_json_bring_the_same_wish_back(client, play):
    enter(client)
    asked = wish.Wish("official", "no_card", (("gioi", "m"), ("vao-tu", "2010-01-01")), ("sinh", "the"))
    assert wish.of(json.loads(json.dumps(asked.plain()))) == asked
    answer = kept(client, play.tree.committee, "x", muc="official", loi="no_card", gioi="m",
                  cot=["the", "sinh"], **{"vao-tu": "1/1/2010"})  # fmt: skip
    there = client.get(answer.url)
    assert client.get(there.url).status_code == 200
    assert {key: said[0] for key, said in parse_qs(urlsplit(there.url).query).items()} | {"ds": "", "cot": ""} == {
        "muc": "official", "loi": "no_card", "gioi": "m", "vao-tu": "2010-01-01", "cot": "", "ds": "",
    }  # fmt: skip
