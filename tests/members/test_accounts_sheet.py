"""The sheet of accounts after a change of secretary: only the role of who is replaced ends, all others are named."""

from datetime import date

import pytest
import time_machine

from members import procedure, scope
from members.filling import secretaries
from members.models import Account, Role
from tests import builders
from tests.ground import laid
from tests.members.test_filled_sheets import CELL, NOON, fill, rows_of, send, taken, write
from tests.members.test_session import enter

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 30)
COMMITTEE = "38.168.053"


def _made():
    made = builders.make_cast()
    made.person = builders.member("Giàng Seo Lử", made.tree.cell)
    return made


ground = laid(_made, NOON)


@pytest.fixture
def cast(ground, db):
    with time_machine.travel(NOON, tick=True):
        yield ground.found()


def secretary(who, where, since=date(2026, 6, 1)):
    return procedure.offices.hold_office(who, by=builders.MACHINE, organisation=where, office="secretary", day=since)


def former(who, where, since=date(2025, 1, 1), until=date(2026, 6, 1)):
    held = secretary(who, where, since)
    procedure.offices.end_office(held, by=builders.MACHINE, day=until)
    return held


def row_of(book, name):
    sheet, heads = rows_of(book)
    return next(
        dict(zip(heads, [cell.value for cell in row], strict=True))
        for row in sheet.iter_rows(min_row=3)
        if row[1].value == name
    )


def code_of(where):
    with scope.opened(scope.whole_register(DAY)):
        return where.terms.get().code


def planned(client, **by_code):
    """The officer takes the sheet, the administrator fills in the rest and sends it; (answer, upload, lines)."""
    enter(client)
    book = fill(taken(client, "tai-khoan"), **by_code)
    client.post("/dang-xuat/")
    enter(client, username="quan-tri")
    answer, upload = send(client, "tai-khoan", book)
    return answer, upload, [one for one in answer.context["plan"].lines if one.outcome != "same"]


def roles_at(where):
    """{user name: day of its end} of the roles that go on there."""
    return dict(Role.unscoped.filter(organisation=where).after(DAY).values_list("account__username", "until"))


def test_the_clerk_of_a_committee_keeps_his_role_when_the_secretary_changes(cast, client):
    committee = cast.tree.committee
    builders.role(builders.account("van-phong", "Vàng Thị Phượng"), "committee", committee)
    former(builders.member("Nguyễn Thị Hòa", cast.tree.sibling), committee)
    secretary(cast.person, committee)
    answer, upload, [line] = planned(client)
    assert "thay Nguyễn Thị Hòa (bi-thu-xa)" in line.said
    assert "vẫn giữ vai trò ở đây: Vàng Thị Phượng (van-phong)" in line.said
    write(client, "tai-khoan", answer, upload)
    assert "bi-thu-xa" not in roles_at(committee) and roles_at(committee)["van-phong"] is None


def test_of_several_accounts_every_one_is_looked_at(cast, client):
    """The secretary has his account; another of the office, found later, does not hide it."""
    committee = cast.tree.committee
    secretary(builders.member("Nguyễn Thị Hòa", cast.tree.sibling), committee)
    builders.role(builders.account("van-phong", "Vàng Thị Phượng"), "committee", committee)
    enter(client)
    sheet, _ = rows_of(taken(client, "tai-khoan"))
    assert "Đảng bộ xã An Khê" not in {row[1].value for row in sheet.iter_rows(min_row=3)}


def test_a_former_secretary_whose_role_has_a_day_of_its_end_is_replaced_too(cast, client):
    Role.unscoped.filter(organisation=cast.tree.cell).update(until=date(2030, 1, 1))
    secretary(cast.person, cast.tree.cell)
    answer, upload, [line] = planned(client)
    assert "thay Hoàng Seo Phừ (bi-thu-thon, đến 31/12/2029)" in line.said
    write(client, "tai-khoan", answer, upload)
    assert "bi-thu-thon" not in roles_at(cast.tree.cell)
    assert Role.unscoped.get(account=cast.cell_secretary).until == DAY


def test_a_former_secretary_who_keeps_his_role_beside_the_new_one_stands_in_the_next_sheet(cast, client):
    cell = cast.tree.cell
    former(builders.member("Hoàng Seo Phừ", cell), cell)
    secretary(cast.person, cell)
    builders.role(builders.account("thon-1", "Giàng Seo Lử"), "cell", cell)
    answer, upload, [line] = planned(client)
    assert "đã có vai trò; thôi vai trò của Hoàng Seo Phừ (bi-thu-thon) từ 30/6/2026" in line.said
    write(client, "tai-khoan", answer, upload)
    assert roles_at(cell) == {"thon-1": None}


def test_a_new_secretary_of_the_name_of_the_old_one_is_somebody_else(cast, client):
    cell = cast.tree.cell
    former(builders.member("Hoàng Seo Phừ", cell), cell)
    secretary(builders.member("Hoàng Seo Phừ", cast.tree.sibling), cell)
    answer, upload, [line] = planned(client)
    assert "thon-1-xa-an-khe: Hoàng Seo Phừ" in line.said and "thay Hoàng Seo Phừ (bi-thu-thon)" in line.said
    write(client, "tai-khoan", answer, upload)
    assert roles_at(cell) == {"thon-1-xa-an-khe": None}
    enter(client)
    sheet, _ = rows_of(taken(client, "tai-khoan"))
    assert CELL not in {row[0].value for row in sheet.iter_rows(min_row=3)}


def test_one_person_in_two_offices_gets_one_account_with_two_roles(cast, client):
    secretary(cast.person, cast.tree.committee)
    secretary(cast.person, cast.tree.sibling)
    answer, upload, lines = planned(client)
    assert [one.problem for one in lines] == ["", ""]
    assert sum("thêm vai trò cho tài khoản đã có" in one.said for one in lines) == 1
    write(client, "tai-khoan", answer, upload)
    account = Account.objects.get(full_name="Giàng Seo Lử")
    assert Role.unscoped.filter(account=account).count() == 2


def test_a_user_name_of_the_same_person_gets_a_further_role_and_that_of_another_is_refused(cast, client):
    code = code_of(cast.tree.sibling)
    given = {"Họ và tên": "Hoàng Seo Phừ", "Tên đăng nhập": "bi-thu-thon"}
    _, _, [line] = planned(client, **{code: given})
    assert "bi-thu-thon: Hoàng Seo Phừ, bí thư chi bộ Chi bộ Thôn 2" in line.said
    _, _, [line] = planned(client, **{code: {**given, "Họ và tên": "Sùng A Chúng"}})
    assert line.problem == "Tên đăng nhập này của Hoàng Seo Phừ; ghi tên đăng nhập khác." and line.cell[:1] == "F"


@pytest.mark.parametrize("said", ["khong-co", "bi-thu-khac"])
def test_whom_nobody_knows_there_cannot_be_replaced(cast, client, said):
    secretary(cast.person, cast.tree.cell)
    _, _, [line] = planned(client, **{CELL: {"Thay cho": said}})
    assert line.problem == f"“{said}” không giữ vai trò nào ở tổ chức này; ghi tên đăng nhập."
    assert line.cell[:1] == "G"


def test_who_is_not_named_as_replaced_keeps_his_role_and_the_preview_says_so(cast, client):
    secretary(cast.person, cast.tree.cell)
    answer, upload, [line] = planned(client, **{CELL: {"Thay cho": None}})
    assert line.said.endswith("; vẫn giữ vai trò ở đây: Hoàng Seo Phừ (bi-thu-thon)")
    write(client, "tai-khoan", answer, upload)
    assert roles_at(cast.tree.cell)["bi-thu-thon"] is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "above", "login"),
    [("Chi bộ Tòa án nhân dân khu vực Mường Khoang", "Khu vực Mường Khoang", "toa-an-nhan-dan-khu-vuc"),
     ("Chi bộ Trung tâm Giáo dục thường xuyên khu vực Mường Khoang", "Đảng bộ X", "trung-tam-giao-duc-thuong"),
     ("Chi bộ Đội sản xuất 1", "Đảng bộ Công ty Cổ phần Chè", "doi-san-xuat-1-cong-ty"),
     ("Chi bộ " + "A" * 60, "", "a" * 24)],
)  # fmt: skip
def test_a_name_to_sign_in_with_is_of_whole_words_that_two_fingers_can_type(name, above, login):
    made = secretaries.free_name(name, above, is_cell=True)
    assert made == login[:24] or login.startswith(f"{made}-")
    assert len(made) <= 24
    assert not made.endswith("-")


def test_a_name_that_is_free_is_proposed(cast):
    assert secretaries.free_name("Chi bộ Thôn 1", "Đảng bộ xã An Khê", is_cell=True) == "thon-1-xa-an-khe"
    builders.account("xa-an-khe", "Lò Thị A")
    assert secretaries.free_name("Đảng bộ xã An Khê", "Đảng bộ huyện", is_cell=False) == "xa-an-khe-2"
