"""The roster as of a day: on the screen's reading, as PDF, as workbook, by command and by job."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pypdf
import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from kit.calendar import PartialDate
from members import jobs, papers, printing, procedure, rights, rosters, scope
from members.models import Job, Look, Member
from tests import builders
from tests.builders import MACHINE, PASSWORD, TODAY

pytestmark = pytest.mark.django_db


def people_of_the_play(tree):
    one = builders.member("Giàng Seo Lử", tree.cell, birth=PartialDate(1980, 4, 12))
    builders.member("Ngô Thị Ưỡng", tree.cell, sex="f")
    builders.member(
        "Đỗ Văn Ẩn", tree.sibling, admitted_on=date(2026, 1, 5), official_on=None, recognition_decision=None
    )
    guest = builders.member("Lò Văn Pảo", tree.other_cell)
    procedure.people.note_number(one, by=MACHINE, kind="card8", value="00012345", day=date(2012, 1, 1))
    procedure.places.place_temporarily(
        guest, by=MACHINE, organisation=tree.cell, day=date(2026, 2, 1), until=date(2026, 9, 1)
    )
    return one


def read(tree, where, day):
    with builders.whole():
        return {
            cell.name: [(e.number, e.full_name, e.note) for e in cell.entries] for cell in rosters.cells(where, day)
        }


def test_people_stand_by_cell_and_by_given_name_with_guests_last_and_not_counted():
    tree = builders.make_tree()
    people_of_the_play(tree)
    assert read(tree, tree.committee, TODAY) == {
        "Chi bộ Thôn 1": [
            (1, "Giàng Seo Lử", ""),
            (2, "Ngô Thị Ưỡng", ""),
            (0, "Lò Văn Pảo", "Tạm thời đến, không tính"),
        ],
        "Chi bộ Thôn 2": [(3, "Đỗ Văn Ẩn", "Dự bị")],
    }
    assert read(tree, tree.other_committee, TODAY) == {"Chi bộ Thôn Đồng": [(1, "Lò Văn Pảo", "Tạm thời chuyển đi")]}


def test_totals_by_kind_add_up():
    tree = builders.make_tree()
    people_of_the_play(tree)
    with builders.whole():
        found = {label: value for label, value, _ in rosters.totals(tree.committee, TODAY)}
    assert found["Đảng viên chính thức"] + found["Đảng viên dự bị"] == found["Tổng số đảng viên"] == 3
    assert found["Ngoài tổng số: tạm thời đến"] == 1


def test_a_past_day_shows_who_stood_there_then():
    tree = builders.make_tree()
    one = people_of_the_play(tree)
    procedure.places.move(one, by=MACHINE, organisation=tree.other_cell, day=date(2026, 6, 1))
    assert (1, "Giàng Seo Lử", "") in read(tree, tree.cell, date(2026, 5, 31))["Chi bộ Thôn 1"]
    assert all(name != "Giàng Seo Lử" for _, name, _ in read(tree, tree.cell, date(2026, 6, 1))["Chi bộ Thôn 1"])


def filled(tree, where, day=TODAY):
    """{name: (columns 6, 9 and 11 of the register list)}."""
    with builders.whole():
        entries = [entry for cell in rosters.cells(where, day) for entry in cell.entries]
    rows = [papers.FORMS["roster"].row(entry) for entry in entries]
    return {row[1]: (row[5], row[8], row[10]) for row in rows}


def test_cells_of_one_name_are_told_apart_by_their_committee():
    tree = builders.make_tree()
    same = builders.organisation("Chi bộ Thôn 1", "cell", tree.other_committee)
    for name, where in (("Lò Văn Pảo", tree.cell), ("Tráng A Vàng", same), ("Bế Thị Lụa", tree.grass_cell)):
        builders.member(name, where)
    to = io.BytesIO()
    with builders.whole():
        titles = [cell.title for cell in rosters.cells(tree.district, TODAY)]
        own = [cell.title for cell in rosters.cells(tree.committee, TODAY)]
        papers.print_roster(to, "roster", tree.district, TODAY, by=MACHINE)
    assert titles == ["Chi bộ Thôn 1, Đảng bộ xã An Khê", "Chi bộ Thôn 1, Đảng bộ xã Tân Lập", "Chi bộ Kho bạc"]
    assert own == ["Chi bộ Thôn 1"]
    marks = [mark.title for mark in pypdf.PdfReader(to).outline]
    assert marks == [f"{title} – 1 đảng viên" for title in titles]


def test_soldiers_police_and_retired_stand_in_their_own_column():
    tree = builders.make_tree()
    for name, occupation in (("Lò Văn Pảo", "forces"), ("Bế Thị Lụa", "retired"), ("Ngô Thị Ưỡng", "farmer")):
        builders.member(name, tree.cell, occupation=occupation)
    found = filled(tree, tree.cell)
    assert found["Lò Văn Pảo"][:2] == ("", "quân đội, công an")
    assert found["Bế Thị Lụa"][:2] == ("", "nghỉ hưu")
    assert found["Ngô Thị Ưỡng"][:2] == ("nông dân", "")


def test_who_came_from_another_committee_stands_with_the_day_and_its_name_of_then():
    tree = builders.make_tree()
    one, two = builders.member("Lò Văn Pảo", tree.other_cell), builders.member("Bế Thị Lụa", tree.sibling)
    move = procedure.places.move
    move(one, by=MACHINE, organisation=tree.sibling, day=date(2020, 5, 4))
    move(one, by=MACHINE, organisation=tree.cell, day=date(2022, 2, 1))
    move(two, by=MACHINE, organisation=tree.cell, day=date(2022, 2, 1))
    procedure.tree.rename_organisation(
        tree.other_committee, by=MACHINE, name="Đảng bộ xã Khe Trúc", day=date(2025, 7, 1)
    )
    found = filled(tree, tree.cell)
    assert found["Lò Văn Pảo"][2] == "04/5/2020\nĐảng bộ xã Tân Lập"
    assert found["Bế Thị Lụa"][2] == "", "moves inside one committee are none"
    assert filled(tree, tree.other_cell, date(2020, 5, 3))["Lò Văn Pảo"][2] == ""


def test_who_moved_with_the_whole_cell_came_from_nowhere():
    tree = builders.make_tree()
    builders.member("Lò Văn Pảo", tree.cell)
    procedure.tree.move_organisation(tree.cell, by=MACHINE, parent=tree.other_committee, day=date(2025, 7, 1))
    assert filled(tree, tree.cell)["Lò Văn Pảo"][2] == ""


def asked(cast, who, where, **more):
    with scope.opened(rights.scope_of(builders.actor(who))):
        given = {"name": "roster-short", "kind": "pdf", "why": "trình ban thường vụ", **more}
        return printing.ask(who, where, TODAY, at=timezone.now(), **given)


def text_of(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


@pytest.mark.parametrize("name", papers.FORMS)
def test_the_pdf_names_everybody_and_is_the_same_twice(name):
    tree = builders.make_tree()
    people_of_the_play(tree)
    drawn = []
    for _ in range(2):
        to = io.BytesIO()
        with builders.whole():
            papers.print_roster(to, name, tree.district, TODAY, by=MACHINE)
        drawn.append(to.getvalue())
    said = "\n".join(text_of(drawn[0]))
    for words in ("Giàng Seo Lử", "Ngô Thị Ưỡng", "Đỗ Văn Ẩn", "ĐẢNG CỘNG SẢN VIỆT NAM", "00012345", "Chi bộ Thôn 1"):
        assert words in said
    assert drawn[0] == drawn[1]


def test_the_workbook_holds_numbers_as_text_and_nothing_as_formula():
    tree = builders.make_tree()
    people_of_the_play(tree)
    # No name that the register takes begins so: what was kept before it asked is not reckoned either.
    Member.unscoped.filter(pk=builders.member("Nguyễn", tree.cell).pk).update(full_name="=1+1 Nguyễn")
    to = io.BytesIO()
    with builders.whole():
        papers.print_roster(
            to, "roster-short", tree.cell, TODAY, by=MACHINE, kind="xlsx", about=(("Người xuất", "ai đó"),)
        )
    book = openpyxl.load_workbook(io.BytesIO(to.getvalue()))
    cells = [cell for row in book["Danh sách"].iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type != "f" for cell in cells)
    assert {"00012345", "=1+1 Nguyễn"} <= {cell.value for cell in cells}
    assert book["Xuất bởi"]["B1"].value == "ai đó"


def test_the_command_prints_the_roster_of_one_committee_as_of_a_day(tmp_path):
    tree = builders.make_tree()
    people_of_the_play(tree)
    to = tmp_path / "so.pdf"
    call_command("print_report", "roster", organisation="38.168.053", as_of="2026-03-01", output=str(to))
    said = "\n".join(text_of(to.read_bytes()))
    assert "Giàng Seo Lử" in said
    assert "đến ngày 01/3/2026" in said
    assert looked_at("print_report") == set(Member.unscoped.values_list("pk", flat=True))


def looked_at(page):
    """Ids of everybody whom a look of that kind has seen."""
    look = Look.objects.select_related("values_row").get(page=page)
    ids = [int(pk) for pk in look.values_row.members.split(",") if pk]
    assert len(ids) == look.count
    return set(ids)


@pytest.mark.parametrize("kind", printing.KINDS)
def test_the_look_at_a_file_names_everybody_on_it_the_guest_too(kind):
    cast = builders.make_cast()
    people_of_the_play(cast.tree)
    asked(cast, cast.cell_secretary, cast.tree.cell, kind=kind)
    with time_machine.travel("2026-06-30 05:00:00+00:00"):
        jobs.run_waiting(timezone.now())
    names = Member.unscoped.filter(pk__in=looked_at("roster-file")).values_list("full_name", flat=True)
    assert set(names) == {"Giàng Seo Lử", "Ngô Thị Ưỡng", "Lò Văn Pảo"}


def test_a_workbook_by_command_says_who_took_it_out(tmp_path):
    tree = builders.make_tree()
    people_of_the_play(tree)
    to = tmp_path / "so.xlsx"
    call_command("print_report", "roster-short", as_of="2026-03-01", output=str(to))
    said = {row[0].value: row[1].value for row in openpyxl.load_workbook(to)["Xuất bởi"].iter_rows()}
    assert said["Người xuất"].startswith("máy chủ")
    assert said["Số liệu của ngày"] == "01/3/2026"


NO_LIST = "Chỉ có danh sách của một ngày từ 01/01/2006, ngày bắt đầu quản lý bằng sổ này, đến 30/6/2026."


@pytest.mark.parametrize("day", ["2099-01-01", "1900-01-01"])
def test_no_list_of_a_day_that_has_not_come_or_before_the_register_begins(day, tmp_path, capsys):
    builders.make_tree()
    procedure.office.set_office(by=MACHINE, key="first_day", value="2006-01-01", day=None)
    with pytest.raises(SystemExit) as stopped, time_machine.travel("2026-06-30 05:00:00+00:00"):
        call_command("print_report", "roster", as_of=day, output=str(tmp_path / "so.pdf"))
    assert stopped.value.code == 2
    said = capsys.readouterr().err.strip()
    assert said == NO_LIST


@pytest.mark.parametrize("page", ["roster", "people", "own-list"])
def test_no_page_lists_anybody_of_a_day_before_the_register_begins(page, client):
    cast = builders.make_cast()
    builders.member("Giàng Seo Lử", cast.tree.cell, admitted_on=date(2001, 5, 19), official_on=date(2002, 5, 19))
    procedure.office.set_office(by=MACHINE, key="first_day", value="2006-01-01", day=None)
    with time_machine.travel("2026-06-30 05:00:00+00:00"):
        client.post(reverse("login"), {"username": "can-bo", "password": PASSWORD})
        address = reverse(page, args=[cast.tree.cell.pk])
        before, first = (
            client.get(address, {"ngay": day}).content.decode() for day in ("31/12/2005", "01/01/2006")
        )  # fmt: skip
    assert NO_LIST in before and "Giàng Seo Lử" not in before and "In danh sách" not in before
    assert NO_LIST not in first and "Giàng Seo Lử" in first


def test_the_page_prints_no_list_of_such_a_day_either(client):
    cast = builders.make_cast()
    procedure.office.set_office(by=MACHINE, key="first_day", value="2006-01-01", day=None)
    given = {"mau": "roster.pdf", "muc-dich": "trình ban thường vụ"}
    with time_machine.travel("2026-06-30 05:00:00+00:00"):
        client.post(reverse("login"), {"username": "can-bo", "password": PASSWORD})
        for day in ("31/12/2005", "01/7/2026"):
            address = reverse("print-roster", args=[cast.tree.cell.pk])
            said = client.post(address, {**given, "ngay": day}, follow=True).content.decode()
            assert NO_LIST in said
    assert not Job.objects.exists()


@pytest.mark.parametrize(("given", "field", "sentence"), [
    ({"muc-dich": " "}, "muc-dich", "Ghi mục đích in, ví dụ: trình ban thường vụ"),
    ({"mau": "so.doc"}, "mau", "Chọn mẫu in và loại tệp trong danh sách"),
])  # fmt: skip
def test_what_is_missing_is_said_at_its_field_and_day_and_choice_stay(client, given, field, sentence):
    cast = builders.make_cast()
    people_of_the_play(cast.tree)
    address = reverse("print-roster", args=[cast.tree.committee.pk])
    with time_machine.travel("2026-06-30 05:00:00+00:00"):
        client.post(reverse("login"), {"username": "can-bo", "password": PASSWORD})
        asked = {"ngay": "1/3/2026", "mau": "roster-short.xlsx", "muc-dich": "trình ban thường vụ", **given}
        answer = client.post(address, asked)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert answer.context["taking"].errors == {field: [sentence]}
    assert f'id="{field}_error">{sentence}</span>' in page
    assert answer.context["day"] == date(2026, 3, 1) and 'name="ngay" value="01/3/2026"' in page
    assert ("mau" in given) or '<option value="roster-short.xlsx" selected>' in page
    assert ("muc-dich" in given) or 'value="trình ban thường vụ"' in page
    # What leads on from here leads to the page, not to the printing.
    assert f'action="{reverse("roster", args=[cast.tree.committee.pk])}"' in page and f'href="{address}' not in page
    assert not Job.objects.exists()


@pytest.mark.parametrize("day", ["", "hôm qua", "31/2/2026"])
def test_a_day_that_nobody_reads_is_said_at_the_day(client, day):
    cast = builders.make_cast()
    with time_machine.travel("2026-06-30 05:00:00+00:00"):
        client.post(reverse("login"), {"username": "can-bo", "password": PASSWORD})
        asked = {"ngay": day, "mau": "roster-short.xlsx", "muc-dich": "trình ban thường vụ"}
        answer = client.post(reverse("print-roster", args=[cast.tree.committee.pk]), asked)
    page = answer.content.decode()
    assert answer.status_code == 422 and 'id="ngay-loi">Nhập ngày theo dạng' in page
    assert '<option value="roster-short.xlsx" selected>' in page and 'value="trình ban thường vụ"' in page
    assert not Job.objects.exists()


@pytest.mark.parametrize("day", ["1/1/1800", "9999-12-31"])
def test_a_year_that_no_record_has_is_told_as_a_year(client, day):
    """The form of the day is right: who is told to type it in that form types it again."""
    cast = builders.make_cast()
    organisation, sentence = cast.tree.committee.pk, "Chỉ xem được ngày của các năm từ 1900 đến 2199"
    with time_machine.travel("2026-06-30 05:00:00+00:00"):
        client.post(reverse("login"), {"username": "can-bo", "password": PASSWORD})
        asked = {"ngay": day, "mau": "roster-short.xlsx", "muc-dich": "trình ban thường vụ"}
        answers = [client.get(reverse(name, args=[organisation]), {"ngay": day}) for name in ("organisation", "roster")]
        answers.append(client.post(reverse("print-roster", args=[organisation]), asked))
    for answer in answers:
        assert f'id="ngay-loi">{sentence}</span>' in answer.content.decode()
    assert not Job.objects.exists()


WHOLE = "Tài khoản này không xem cả đảng bộ; ghi mã tổ chức của mình: --organisation CODE."
NO_PEOPLE = "Tài khoản này không xem danh sách đảng viên của Đảng bộ huyện Vân Sơn."


@pytest.mark.parametrize(("given", "sentence"), [
    (["roster", "--by", "quan-tri"], NO_PEOPLE),
    (["roster-short", "--by", "quan-tri", "--organisation", "38.168"], NO_PEOPLE),
    (["roster", "--by", "bi-thu-thon"], WHOLE),
    (["roster", "--by", "bi-thu-xa", "--as-of", "2026-03-01"], WHOLE),
])  # fmt: skip
def test_the_command_prints_no_roster_that_the_page_does_not_show(given, sentence, capsys, tmp_path):
    people_of_the_play(builders.make_cast().tree)
    with pytest.raises(SystemExit) as stopped, time_machine.travel("2026-06-30 05:00:00+00:00"):
        call_command("print_report", *given, "--output", str(tmp_path / "x.pdf"))
    assert stopped.value.code == 2
    assert capsys.readouterr().err.strip() == sentence
    assert list(tmp_path.iterdir()) == []


def test_who_also_keeps_accounts_prints_the_lists_of_the_own_part_alone(capsys, tmp_path):
    cast = builders.make_cast()
    people_of_the_play(cast.tree)
    builders.role(cast.administrator, "cell", cast.tree.cell)
    given = ["roster", "--by", "quan-tri", "--output", str(tmp_path / "x.pdf")]
    with time_machine.travel("2026-06-30 05:00:00+00:00"):
        with pytest.raises(SystemExit):
            call_command("print_report", *given)
        call_command("print_report", *given, "--organisation", "38.168.053.000.001")
    assert capsys.readouterr().err.strip() == NO_PEOPLE
    assert [one.name for one in tmp_path.iterdir()] == ["x.pdf"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (["roster", "--output", "x.pdf", "--organisation", "99"], "Không có tổ chức mang mã 99"),
        (["roster", "--output", "x.pdf", "--as-of", "hôm qua"], "không đúng dạng"),
        (["roster", "--output", "x.pdf", "--as-of", "2026-6"], "chưa đủ ngày, tháng, năm"),
        (["roster", "--output", "x.pdf", "--as-of", "2026-13-01"], "Trong lịch không có ngày 2026-13-01."),
        (["roster", "--output", "x.pdf", "--as-of", "30/2/2026"], "Trong lịch không có ngày 30/2/2026."),
        (
            ["roster", "--output", "x.pdf", "--as-of", "1815-06-30"],
            "Ngày 1815-06-30 ở ngoài những năm sổ nhận, từ 1900 đến 2199.",
        ),
        (["roster", "--output", "/khong/co/x.pdf"], "Không ghi được tệp /khong/co/x.pdf: không có thư mục /khong/co."),
        (["roster", "--output", f"{'x' * 300}.pdf"], "tên tệp dài quá."),
        (["cards", "--output", "x.pdf"], "Không có biểu mẫu cards"),
        (["roster"], "Ghi tệp kết quả"),
        (["roster", "--output", "x.pdf", "--by", "ai-do"], "Không có tài khoản"),
    ],
)
def test_a_refusal_of_the_command_is_one_line_and_code_two(given, sentence, capsys, tmp_path, monkeypatch):
    builders.make_tree()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as stopped:
        call_command("print_report", *given)
    said = capsys.readouterr().err.strip()
    assert stopped.value.code == 2
    assert sentence in said
    assert "\n" not in said
    assert list(tmp_path.iterdir()) == []
