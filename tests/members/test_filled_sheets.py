"""Office holders, areas and accounts from sheets that the program makes and an office fills in."""

import io
from datetime import date

import openpyxl
import pytest
import time_machine
from django.urls import reverse

from kit.calendar import PartialDate
from members import filling, procedure, scope
from members.filling.sectors import proposed
from members.models import Account, Act, Look, OfficeHolding, Place, Role, Term, Upload
from tests import builders
from tests.builders import MACHINE
from tests.ground import laid
from tests.members.test_session import enter, words

pytestmark = pytest.mark.django_db
NOON = "2026-06-30 05:00:00+00:00"
DAY = date(2026, 6, 30)


def with_a_person():
    made = builders.make_cast()
    made.person = builders.member("Giàng Seo Lử", made.tree.cell)
    return made


ground = laid(with_a_person, NOON)


@pytest.fixture
def cast(ground, db):
    with time_machine.travel(NOON, tick=True):
        yield ground.found()


def taken(client, key):
    """The sheet as the office gets it, opened by another program than ours."""
    answer = client.post(reverse("empty-sheet", args=[key]), {"muc-dich": "ghi chức vụ"})
    assert answer.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))


def rows_of(book):
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    return sheet, heads


def fill(book, **by_code):
    """Write values, by head, into the row of each organisation's code."""
    sheet, heads = rows_of(book)
    for row in sheet.iter_rows(min_row=3):
        for head, value in by_code.get(str(row[0].value), {}).items():
            row[heads.index(head)].value = value
    return book


def send(client, key, book):
    to = io.BytesIO()
    book.save(to)
    to.seek(0)
    to.name = f"{key}.xlsx"
    answer = client.post(reverse("sheet", args=[key]), {"file": to})
    if answer.status_code != 302:
        return answer, None
    return client.get(answer["Location"]), Upload.objects.filter(purpose="sheet").order_by("-pk").first()


def write(client, key, answer, upload, **more):
    given = {"plan": answer.context["plan"].digest, **more}
    return client.post(reverse("write-sheet", args=[key, upload.pk]), given, follow=True)


CELL = "38.168.053.000.001"
HELD = {"Họ và tên": "GIÀNG SEO LỬ", "Giữ chức vụ từ ngày": "01/3/2025", "Số quyết định chuẩn y": "12-QĐ/ĐU",
        "Ngày quyết định": date(2025, 2, 25), "Cơ quan quyết định": "Đảng ủy xã An Khê"}  # fmt: skip


def test_the_sheet_lists_every_organisation_without_a_secretary(cast, client):
    enter(client)
    sheet, _ = rows_of(taken(client, "chuc-vu"))
    codes = {row[0].value for row in sheet.iter_rows(min_row=3) if row[0].value}
    with scope.opened(scope.whole_register(DAY)):
        assert codes == set(Term.objects.values_list("code", flat=True))


def test_a_filled_holder_is_shown_written_once_and_known_the_next_time(cast, client):
    enter(client)
    answer, upload = send(client, "chuc-vu", fill(taken(client, "chuc-vu"), **{CELL: HELD}))
    where = "tại Chi bộ Thôn 1, Đảng bộ xã An Khê"
    assert f"Giàng Seo Lử giữ chức vụ bí thư từ 01/3/2025 {where}" in words(answer)
    assert not OfficeHolding.unscoped.exists()
    assert "Đã ghi 1 dòng" in words(write(client, "chuc-vu", answer, upload))
    held = OfficeHolding.unscoped.select_related("decision").get()
    assert (held.member, held.since, held.decision.number) == (cast.person, date(2025, 3, 1), "12-QĐ/ĐU")
    assert [act.verb for act in Act.objects.order_by("number")][-2:] == ["enter_sheet", "hold_office"]
    sheet, heads = rows_of(taken(client, "chuc-vu"))
    row = next(row for row in sheet.iter_rows(min_row=3) if row[0].value == CELL)
    assert row[heads.index("Họ và tên")].value == "Giàng Seo Lử"


def test_an_office_that_begins_on_a_day_to_come_is_shown_as_worth_a_second_look(cast, client):
    """Somebody may take office next month; a year mistyped is seen before it is written."""
    enter(client)
    answer, _ = send(client, "chuc-vu", fill(taken(client, "chuc-vu"), **{CELL: HELD}))
    assert "chưa đến" not in words(answer)
    late = {**HELD, "Giữ chức vụ từ ngày": "01/8/2030"}
    answer, upload = send(client, "chuc-vu", fill(taken(client, "chuc-vu"), **{CELL: late}))
    assert "Cần xem lại: ngày 01/8/2030 chưa đến" in words(answer)
    assert "Đã ghi 1 dòng" in words(write(client, "chuc-vu", answer, upload))


def test_what_can_not_be_written_names_its_cell_and_keeps_the_rest_back(cast, client):
    enter(client)
    wrong = {**HELD, "Họ và tên": "Lù Văn Vắng"}
    book = fill(taken(client, "chuc-vu"), **{CELL: HELD, "38.168.053.000.002": wrong})
    answer, upload = send(client, "chuc-vu", book)
    said = words(answer)
    assert "Không thấy Lù Văn Vắng trong sổ" in said
    assert "Đúng rồi, ghi vào sổ" not in said
    write(client, "chuc-vu", answer, upload)
    assert not OfficeHolding.unscoped.exists()


def test_two_of_one_name_are_asked_for_their_birth(cast, client):
    builders.member("Giàng Seo Lử", cast.tree.cell, birth=PartialDate(1970))
    enter(client)
    answer, _ = send(client, "chuc-vu", fill(taken(client, "chuc-vu"), **{CELL: HELD}))
    assert "Có 2 người tên GIÀNG SEO LỬ; ghi thêm ngày sinh." in words(answer)
    book = fill(taken(client, "chuc-vu"), **{CELL: {**HELD, "Ngày sinh": "1970"}})
    answer, _ = send(client, "chuc-vu", book)
    assert "giữ chức vụ bí thư" in words(answer)


def test_when_the_register_changed_meanwhile_nothing_is_written(cast, client):
    enter(client)
    answer, upload = send(client, "chuc-vu", fill(taken(client, "chuc-vu"), **{CELL: HELD}))
    procedure.offices.hold_office(
        cast.person, by=builders.MACHINE, organisation=cast.tree.cell, office="secretary", day=date(2024, 1, 1)
    )
    write(client, "chuc-vu", answer, upload)
    assert OfficeHolding.unscoped.get().since == date(2024, 1, 1)


def test_areas_make_the_places_that_are_not_known_yet(cast, client):
    enter(client)
    area = {"Thôn, tổ dân phố": "Thôn 1; Thôn 1B", "Thuộc xã, phường": "xã An Khê", "Từ ngày": "01/7/2025"}
    answer, upload = send(client, "dia-ban", fill(taken(client, "dia-ban"), **{CELL: area}))
    assert not Place.objects.exists()
    write(client, "dia-ban", answer, upload)
    with scope.opened(scope.whole_register(DAY)):
        term = Term.objects.on(DAY).get(organisation=cast.tree.cell)
    assert {str(place) for place in term.places.all()} == {"Thôn 1", "Thôn 1B"}
    assert {place.within.name for place in term.places.all()} == {"xã An Khê"}
    answer, _ = send(client, "dia-ban", taken(client, "dia-ban"))
    assert {line.outcome for line in answer.context["plan"].lines} == {"same"}
    assert "Mọi dòng đã điền đều có trong sổ" in words(answer)


def test_one_sheet_settles_many_cells_as_the_tree_changes_with_each(cast, client):
    """The officer's own part is told from the tree: it stayed that of the first row only."""
    enter(client)
    area = {"Thôn, tổ dân phố": "Thôn 1", "Thuộc xã, phường": "xã An Khê", "Từ ngày": "01/7/2025"}
    other = area | {"Thôn, tổ dân phố": "Thôn 2"}
    answer, upload = send(
        client, "dia-ban", fill(taken(client, "dia-ban"), **{CELL: area, "38.168.053.000.002": other})
    )
    assert {line.outcome for line in answer.context["plan"].lines} == {"new"}
    assert "Đã ghi" in words(write(client, "dia-ban", answer, upload))
    with scope.opened(scope.whole_register(DAY)):
        assert Term.objects.on(DAY).exclude(places=None).count() == 2


def test_who_writes_otherwise_by_a_sheet_gives_one_reason_as_in_a_form(cast, client):
    """From the very day on which it was written; what nobody had written down is asked for none."""
    enter(client)
    said = {"Thôn, tổ dân phố": "Thôn 1", "Thuộc xã, phường": "xã An Khê", "Từ ngày": "01/01/2025"}
    answer, upload = send(client, "dia-ban", fill(taken(client, "dia-ban"), **{CELL: said}))
    assert "Lý do sửa" not in words(answer)
    write(client, "dia-ban", answer, upload)
    said |= {"Thôn, tổ dân phố": "Thôn 9"}
    answer, upload = send(client, "dia-ban", fill(taken(client, "dia-ban"), **{CELL: said}))
    assert "Bảng sửa điều đã ghi ở 1 dòng" in words(answer)
    refused = write(client, "dia-ban", answer, upload)
    assert refused.status_code == 422 and "Nhập lý do sửa" in words(refused)
    assert Act.objects.filter(verb="enter_sheet").count() == 1
    assert "Đã ghi" in words(write(client, "dia-ban", answer, upload, why="Nghị quyết 3 của đảng ủy"))
    newest = Act.objects.filter(verb="enter_sheet").order_by("number").last()
    assert newest.values_row.said()["why"] == "Nghị quyết 3 của đảng ủy"
    with scope.opened(scope.whole_register(DAY)):
        [place] = Term.objects.on(DAY).get(organisation=cast.tree.cell).places.all()
    assert place.name == "Thôn 9"


APPROVED = {"Số quyết định chuẩn y": "12-QĐ/ĐU", "Ngày quyết định": "25/5/2024",
            "Cơ quan quyết định": "Đảng ủy xã An Khê"}  # fmt: skip


def in_office(cast, decision=None):
    return procedure.offices.hold_office(
        cast.person, by=MACHINE, organisation=cast.tree.cell, office="secretary", day=date(2024, 6, 1),
        decision=decision,
    )  # fmt: skip


def test_the_decision_that_was_missing_is_taken_from_the_row_that_was_there(cast, client):
    held = in_office(cast)
    enter(client)
    answer, upload = send(client, "chuc-vu", fill(taken(client, "chuc-vu"), **{CELL: APPROVED}))
    assert "Giàng Seo Lử giữ chức vụ bí thư: quyết định chuẩn y 12-QĐ/ĐU" in words(answer)
    assert "Lý do sửa" not in words(answer)
    write(client, "chuc-vu", answer, upload)
    held.refresh_from_db()
    assert (held.decision.number, held.decision.signed_on) == ("12-QĐ/ĐU", date(2024, 5, 25))
    answer, _ = send(client, "chuc-vu", taken(client, "chuc-vu"))
    assert "Đã có: 1" in words(answer)


def test_another_decision_than_is_written_is_corrected_by_the_reason_of_the_sheet(cast, client):
    held = in_office(cast, builders.PAPER)
    enter(client)
    answer, upload = send(client, "chuc-vu", fill(taken(client, "chuc-vu"), **{CELL: APPROVED}))
    assert "Bảng sửa điều đã ghi ở 1 dòng" in words(answer)
    assert write(client, "chuc-vu", answer, upload).status_code == 422
    write(client, "chuc-vu", answer, upload, why="theo bản gốc")
    held.refresh_from_db()
    assert held.decision.number == "12-QĐ/ĐU"
    assert Act.objects.get(verb="correct_office").values_row.said()["why"] == "theo bản gốc"


def test_a_row_whose_decision_was_taken_out_leaves_the_one_that_is_written(cast, client):
    held = in_office(cast, builders.PAPER)
    enter(client)
    empty = dict.fromkeys(APPROVED, "")
    answer, _ = send(client, "chuc-vu", fill(taken(client, "chuc-vu"), **{CELL: empty}))
    assert "Đã có: 1" in words(answer)
    held.refresh_from_db()
    assert held.decision is not None


def of_no_sort(cell):
    """As an import leaves a tree without a beginning: nobody has said what sort this cell is."""
    Term.unscoped.update(since=None)
    Term.unscoped.filter(organisation=cell).update(sector="other")


def test_the_sheet_proposes_the_sort_of_a_cell_from_its_name_and_the_office_decides(cast, client):
    of_no_sort(cast.tree.cell)
    procedure.office.set_office(by=builders.MACHINE, key="first_day", value="2025-07-01", day=None)
    enter(client)
    book = taken(client, "dia-ban")
    sheet, heads = rows_of(book)
    said = {row[0].value: row[heads.index("Loại hình")].value for row in sheet.iter_rows(min_row=3)}
    assert said[CELL] == "thôn, tổ dân phố"
    answer, upload = send(client, "dia-ban", fill(book, **{CELL: {"Loại hình": "trường học"}}))
    assert {line.problem for line in answer.context["plan"].lines} == {""}
    write(client, "dia-ban", answer, upload)
    with scope.opened(scope.whole_register(DAY)):
        term = Term.objects.on(DAY).get(organisation=cast.tree.cell)
    assert (term.sector, term.since) == ("school", date(2025, 7, 1))


def test_a_cell_with_an_area_is_one_of_a_village(cast, client):
    enter(client)
    said = {"Loại hình": "cơ quan", "Thôn, tổ dân phố": "Thôn 1"}
    answer, _ = send(client, "dia-ban", fill(taken(client, "dia-ban"), **{CELL: said}))
    [line] = answer.context["plan"].of("rejected")
    assert (line.problem, line.cell[:1]) == ("Chi bộ có địa bàn thì chọn loại hình “thôn, tổ dân phố”.", "D")


@pytest.mark.parametrize(
    ("name", "sector"),
    [
        ("Chi bộ Thôn 3", "residential"), ("Chi bộ tổ dân phố số 5", "residential"), ("Chi bộ Bản Lùng", "residential"),
        ("Chi bộ Trường Tiểu học Bản Phố", "school"), ("Chi bộ Trạm Y tế", "health"), ("Chi bộ Công an xã", "forces"),
        ("Chi bộ Hợp tác xã Toàn Thắng", "enterprise"), ("Chi bộ Cơ quan", "office"), ("Chi bộ số 5", "other"),
    ],
)  # fmt: skip
def test_what_a_name_says_of_the_sort(name, sector):
    assert proposed(name) == sector


def test_accounts_wait_for_their_second_person_and_cannot_sign_in_yet(cast, client):
    enter(client, username="quan-tri")
    code = "38.168.053.000.002"
    answer, upload = send(
        client, "tai-khoan", fill(taken(client, "tai-khoan"), **{code: {"Họ và tên": "Sùng A Chúng"}})
    )
    assert "thon-2-xa-an-khe: Sùng A Chúng" in words(answer)
    done = write(client, "tai-khoan", answer, upload)
    assert reverse("slips") in done.content.decode(), "what comes next is one press away"
    made = Account.objects.get(username="thon-2-xa-an-khe")
    assert not made.has_usable_password()
    assert Role.unscoped.get(account=made).confirmed_on is None


def test_after_a_congress_the_new_secretary_gets_the_account_and_the_old_role_ends(cast, client):
    procedure.offices.hold_office(
        cast.person, by=builders.MACHINE, organisation=cast.tree.cell, office="secretary", day=date(2026, 6, 1)
    )
    enter(client)
    book = taken(client, "tai-khoan")
    answer, _ = send(client, "tai-khoan", book)
    assert "Vai trò của đồng chí không làm việc này" in words(answer)
    enter(client, username="quan-tri")
    answer, upload = send(client, "tai-khoan", book)
    assert [one.problem for one in answer.context["plan"].lines if one.problem] == []
    (line,) = answer.context["plan"].of("new")
    assert "Giàng Seo Lử, bí thư chi bộ" in line.said and "thay Hoàng Seo Phừ" in line.said
    write(client, "tai-khoan", answer, upload)
    assert Role.unscoped.get(account=cast.cell_secretary).until == date(2026, 6, 30)
    assert Role.unscoped.get(organisation=cast.tree.cell, until=None).account.full_name == "Giàng Seo Lử"


def test_each_sheet_is_for_whom_its_verb_is(cast, client):
    enter(client, username="quan-tri")
    assert client.get(reverse("sheet", args=["chuc-vu"])).status_code == 403
    enter(client, username="bi-thu-xa")
    for key in filling.kinds():
        assert client.get(reverse("sheet", args=[key])).status_code == 403
    assert client.get("/bang/khong-co/").status_code == 404


def test_another_sheet_is_refused_with_what_to_do(cast, client):
    enter(client)
    book = openpyxl.Workbook()
    book.active.append(["STT", "Họ và tên"])
    answer, _ = send(client, "chuc-vu", book)
    assert answer.status_code == 422
    assert "Lấy lại bảng trống rồi điền vào đó" in words(answer)


def test_the_same_facts_give_the_same_bytes(cast):
    with scope.opened(scope.whole_register(DAY)):
        for kind in filling.kinds().values():
            one, other = io.BytesIO(), io.BytesIO()
            filling.make(kind, one, DAY)
            filling.make(kind, other, DAY)
            assert one.getvalue() == other.getvalue()


def test_an_organisation_without_a_code_is_meant_by_its_name_and_what_it_stands_under(cast, client):
    part = builders.organisation("Đảng bộ bộ phận Khu chợ", "part", cast.tree.committee)
    builders.organisation("Đảng bộ bộ phận Khu chợ", "part", cast.tree.other_committee)
    enter(client)
    sheet, heads = rows_of(book := taken(client, "chuc-vu"))
    for row in sheet.iter_rows(min_row=3):
        if (row[1].value, row[2].value) == ("Đảng bộ bộ phận Khu chợ", "Đảng bộ xã An Khê"):
            for head, value in HELD.items():
                row[heads.index(head)].value = value
    answer, upload = send(client, "chuc-vu", book)
    assert [line.outcome for line in answer.context["plan"].lines] == ["new"]
    write(client, "chuc-vu", answer, upload)
    with builders.whole():
        assert OfficeHolding.objects.get().organisation == part


def test_two_organisations_of_one_name_under_one_need_a_code(cast, client):
    for _ in range(2):
        builders.organisation("Đảng bộ bộ phận Khu chợ", "part", cast.tree.committee)
    enter(client)
    sheet, heads = rows_of(book := taken(client, "chuc-vu"))
    row = next(row for row in sheet.iter_rows(min_row=3) if row[1].value == "Đảng bộ bộ phận Khu chợ")
    for head, value in HELD.items():
        row[heads.index(head)].value = value
    answer, _ = send(client, "chuc-vu", book)
    assert "ghi mã tổ chức" in words(answer)


def test_rows_that_change_nothing_are_counted_and_not_listed(cast, client):
    enter(client)
    book = fill(taken(client, "chuc-vu"), **{CELL: HELD})
    answer, upload = send(client, "chuc-vu", book)
    write(client, "chuc-vu", answer, upload)
    answer, _ = send(client, "chuc-vu", taken(client, "chuc-vu"))
    assert "Đã có: 1" in words(answer)
    assert "Giàng Seo Lử" not in words(answer)


@pytest.mark.parametrize("key", ["chuc-vu", "tai-khoan"])
def test_a_sheet_that_names_members_is_taken_for_a_purpose_that_stays_with_the_look(cast, client, key):
    procedure.offices.hold_office(
        cast.person, by=MACHINE, organisation=cast.tree.cell, office="secretary", day=date(2024, 1, 1)
    )
    enter(client)
    before = Look.objects.count()
    refused = client.post(reverse("empty-sheet", args=[key]), {"muc-dich": "  "}, follow=True)
    assert refused.status_code == 422 and 'id="muc-dich_error">Ghi mục đích lấy bảng' in words(refused)
    assert 'name="muc-dich"' in words(refused)
    assert Look.objects.filter(page=f"sheet-{key}").count() == 0 and Look.objects.count() == before
    taken(client, key)
    look = Look.objects.get(page=f"sheet-{key}")
    assert look.count == 1 and "ghi chức vụ" in look.values_row.asked


def test_a_sheet_without_members_is_taken_as_it_is(cast, client):
    enter(client)
    assert 'name="muc-dich"' not in words(client.get(reverse("sheet", args=["dia-ban"])))
    assert client.post(reverse("empty-sheet", args=["dia-ban"])).status_code == 200
    client.post("/dang-xuat/")
    enter(client, username="quan-tri")
    assert client.post(reverse("empty-sheet", args=["tai-khoan"])).status_code == 200
