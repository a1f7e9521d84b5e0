"""Accounts and roles on the screen: made by one person, confirmed by a second."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from members import procedure, rights
from members.errors import RuleBroken
from members.models import Account, Act, Role
from tests import builders
from tests.builders import MACHINE, PASSWORD
from tests.ground import laid

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


ground = laid(builders.make_cast, "2026-06-30 05:00:00+00:00")


@pytest.fixture
def cast(ground, db):
    with time_machine.travel("2026-06-30 05:00:00+00:00", tick=True):
        yield ground.found()


def signed_in(client, who, password=PASSWORD):
    client.post(reverse("login"), {"username": who.username, "password": password})
    return client


def test_an_account_begins_with_a_password_shown_once_and_no_right(cast, client):
    said = signed_in(client, cast.administrator).post(
        reverse("create-account"), {"username": "Bi-Thu-Moi", "full_name": "Nông Thị Mẩy"}
    )
    made = Account.objects.get(username="bi-thu-moi")
    password = said.context["password"]
    assert password in said.content.decode()
    assert made.check_password(password)
    assert made.must_change_password
    assert rights.actor_for(made, date(2026, 6, 30)).roles == ()


@pytest.mark.parametrize(
    ("typed", "example"),
    [("Bí Thư Thôn", "bi-thu-thon"), ("bi thu", "bi-thu"), ("bi@thu", "bi-thu"), ("đỗ", "do"), ("-", "bi-thu-thon-3")],
)
def test_a_user_name_is_one_that_any_keyboard_types(cast, client, typed, example):
    said = signed_in(client, cast.administrator).post(
        reverse("create-account"), {"username": typed, "full_name": "Nông Thị Mẩy"}
    )
    assert said.status_code == 422
    assert said.context["form"].errors["username"] == [
        f"Tên đăng nhập chỉ gồm chữ không dấu, số, dấu gạch nối; không có dấu cách. Ví dụ {example}."
    ]
    assert not Account.objects.filter(full_name="Nông Thị Mẩy").exists()


def test_a_role_counts_once_a_second_person_confirmed_it(cast, client):
    new = builders.account("bi-thu-moi", "Nông Thị Mẩy")
    given = {"kind": "cell", "organisation": cast.tree.cell.pk, "day": "1/6/2026"}
    assert signed_in(client, cast.administrator).post(reverse("grant-role", args=[new.pk]), given).status_code == 302
    role = Role.unscoped.get(account=new)
    assert rights.actor_for(new, date(2026, 6, 30)).roles == ()
    assert client.post(reverse("confirm-role", args=[role.pk])).status_code == 403
    signed_in(client, cast.officer).post(reverse("confirm-role", args=[role.pk]))
    held = rights.actor_for(new, date(2026, 6, 30)).roles
    assert [(one.kind, one.organisation) for one in held] == [("cell", cast.tree.cell.pk)]
    role.refresh_from_db()
    assert (role.confirmed_by, role.confirmed_on) == (cast.officer, date(2026, 6, 30))


def test_who_gave_a_role_does_not_confirm_it(cast, client):
    """One account that is administrator and officer is still one person."""
    both = builders.role(builders.account("hai-vai", "Lý Thị Hai"), "officer", cast.tree.district)
    builders.role(both, "administrator", cast.tree.district)
    new = builders.account("bi-thu-moi", "Nông Thị Mẩy")
    given = {"kind": "cell", "organisation": cast.tree.cell.pk, "day": "1/6/2026"}
    signed_in(client, both).post(reverse("grant-role", args=[new.pk]), given)
    role = Role.unscoped.get(account=new)
    page = client.get(reverse("account", args=[new.pk])).content.decode()
    assert "Đồng chí đã giao vai trò này; người khác phải xác nhận." in page
    assert reverse("confirm-role", args=[role.pk]) not in page
    assert "Nông Thị Mẩy" not in client.get(reverse("today")).content.decode()
    client.post(reverse("confirm-role", args=[role.pk]))
    role.refresh_from_db()
    assert role.confirmed_on is None
    signed_in(client, cast.second_officer).post(reverse("confirm-role", args=[role.pk]))
    role.refresh_from_db()
    assert role.confirmed_by == cast.second_officer


def test_nobody_confirms_his_own_role(cast, client):
    role = procedure.roles.grant_role(
        cast.officer, by=MACHINE, kind="committee", organisation=cast.tree.committee, day=date(2026, 6, 1)
    )
    signed_in(client, cast.officer).post(reverse("confirm-role", args=[role.pk]))
    role.refresh_from_db()
    assert role.confirmed_on is None
    with pytest.raises(RuleBroken, match="Người khác phải xác nhận"):
        procedure.roles.confirm_role(role, by=builders.actor(cast.officer))


def test_the_database_refuses_it_too(cast):
    role = procedure.roles.grant_role(
        builders.account("bi-thu-moi", "Nông Thị Mẩy"), by=builders.actor(cast.administrator), kind="cell",
        organisation=cast.tree.cell, day=date(2026, 6, 1),
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Role.unscoped.filter(pk=role.pk).update(confirmed_by=cast.administrator, confirmed_on=date(2026, 6, 30))


def test_a_blocked_account_is_out_at_its_next_click(cast, client):
    inside = signed_in(client, cast.cell_secretary)
    assert inside.get("/").status_code == 200
    procedure.roles.block_account(cast.cell_secretary, by=builders.actor(cast.administrator))
    assert inside.get("/").status_code == 302


def test_a_reset_password_ends_the_old_one_and_never_stands_in_the_history(cast, client):
    said = signed_in(client, cast.administrator).post(reverse("reset-password", args=[cast.cell_secretary.pk]))
    password = said.context["password"]
    cast.cell_secretary.refresh_from_db()
    assert cast.cell_secretary.check_password(password)
    assert cast.cell_secretary.must_change_password
    line = Act.objects.filter(verb="reset_password").get()
    assert password not in line.values_row.body


def test_first_passwords_differ_and_can_be_typed(cast, client):
    inside = signed_in(client, cast.administrator)
    seen = {inside.post(reverse("reset-password", args=[cast.cell_secretary.pk])).context["password"] for _ in range(8)}
    assert len(seen) == 8
    assert all(len(one) >= 16 and one.isascii() and one == one.lower() for one in seen)


def waiting_roles(cast, count):
    """Roles that the administrator has given to new secretaries of the cell's committee."""
    return [
        procedure.roles.grant_role(
            builders.account(f"bi-thu-{number}", f"Nông Thị {letter}"), by=builders.actor(cast.administrator),
            kind="cell", organisation=cast.tree.cell, day=date(2026, 6, 1),
        )
        for number, letter in zip(range(count), "ABCDEFGHIJ", strict=False)
    ]  # fmt: skip


def confirm(client, *chosen):
    return client.post(reverse("waiting-roles"), {"vai-tro": [one.pk for one in chosen]}, follow=True)


def test_many_roles_are_confirmed_in_one_act_with_a_line_for_each(cast, client):
    given = waiting_roles(cast, 6)
    page = signed_in(client, cast.officer).get(reverse("today")).content.decode()
    assert "6 vai trò" in page and reverse("waiting-roles") in page
    said = confirm(client, *given[:5]).content.decode()
    assert "Đã xác nhận 5 vai trò" in said and "Nông Thị F" in said
    assert Role.unscoped.filter(pk__in=[one.pk for one in given], confirmed_by=cast.officer).count() == 5
    lines = Act.objects.filter(verb="confirm_role", actor=cast.officer.full_name)
    assert lines.count() == 5
    assert Act.objects.filter(verb="confirm_roles", inside=None).count() == 1


def test_roles_one_has_given_oneself_wait_for_another(cast, client):
    [role] = waiting_roles(cast, 1)
    both = builders.role(builders.account("hai-vai", "Lý Thị Hai"), "officer", cast.tree.district)
    Role.unscoped.filter(pk=role.pk).update(granted_by=both)
    page = signed_in(client, both).get(reverse("waiting-roles")).content.decode()
    assert "Nông Thị A" not in page and "chờ người khác xác nhận" in page
    assert "Đồng chí đã giao vai trò này" in confirm(client, role).content.decode()
    role.refresh_from_db()
    assert role.confirmed_on is None


def test_one_role_that_cannot_be_confirmed_holds_up_all_and_is_named(cast, client):
    given = waiting_roles(cast, 3)
    procedure.roles.confirm_role(given[1], by=builders.actor(cast.second_officer))
    said = confirm(signed_in(client, cast.officer), *given).content.decode()
    assert "Nông Thị B: Vai trò này đã được xác nhận. Chưa xác nhận vai trò nào." in said
    assert Role.unscoped.filter(pk__in=[one.pk for one in given], confirmed_on=None).count() == 2


def test_a_role_ended_meanwhile_is_told(cast, client):
    given = waiting_roles(cast, 2)
    procedure.roles.end_role(given[0], by=builders.actor(cast.administrator), day=date(2026, 6, 1))
    assert "Có vai trò vừa được thôi" in confirm(signed_in(client, cast.officer), *given).content.decode()


def test_the_administrator_sees_who_waits_and_confirms_nobody(cast, client):
    given = waiting_roles(cast, 1)
    page = signed_in(client, cast.administrator).get(reverse("waiting-roles")).content.decode()
    assert "chờ người khác xác nhận" in page and 'name="vai-tro"' not in page
    assert client.post(reverse("waiting-roles"), {"vai-tro": [given[0].pk]}).status_code == 403


def test_nothing_ticked_is_said(cast, client):
    assert "Chọn ít nhất một vai trò" in confirm(signed_in(client, cast.officer)).content.decode()


def dated_role(cast, since, until):
    new = builders.account("bi-thu-moi", "Nông Thị Mẩy")
    return procedure.roles.grant_role(new, by=MACHINE, kind="cell", organisation=cast.tree.cell, day=since, until=until)


def test_a_role_with_a_day_of_its_end_can_be_ended_sooner(cast, client):
    role = dated_role(cast, date(2026, 1, 1), date(2030, 1, 1))
    procedure.roles.confirm_role(role, by=MACHINE)
    page = signed_in(client, cast.administrator).get(reverse("account", args=[role.account_id])).content.decode()
    assert reverse("end-role", args=[role.pk]) in page
    assert client.post(reverse("end-role", args=[role.pk]), {"day": "30/6/2026"}).status_code == 302
    role.refresh_from_db()
    assert role.until == date(2026, 6, 30)
    assert (
        reverse("end-role", args=[role.pk])
        not in client.get(reverse("account", args=[role.account_id])).content.decode()
    )


def test_a_dated_role_that_has_not_begun_is_taken_away(cast, client):
    role = dated_role(cast, date(2026, 8, 1), date(2026, 9, 1))
    signed_in(client, cast.administrator)
    assert client.post(reverse("end-role", args=[role.pk]), {"day": "30/6/2026"}).status_code == 302
    assert not Role.unscoped.filter(pk=role.pk).exists()


def test_a_role_that_has_ended_is_not_ended_again_nor_taken_away(cast):
    role = dated_role(cast, date(2026, 1, 1), date(2026, 3, 1))
    with pytest.raises(RuleBroken, match="Đã kết thúc"):
        procedure.roles.end_role(role, by=MACHINE, day=date(2026, 6, 30))


@pytest.mark.parametrize("page", ["today", "organisations"])
def test_whose_role_has_ended_is_told_so_from_that_day_on_while_the_session_is_open(cast, client, page):
    """A role until 2 July is one of 1 July, and on the day after the page says what has become of it."""
    someone = builders.member("Giàng Seo Lử", cast.tree.cell)
    deputy = builders.account("tam-quyen", "Lường Văn Tạm")
    begun, over = date(2026, 7, 1), date(2026, 7, 2)
    given = procedure.roles.grant_role(
        deputy, by=MACHINE, kind="committee", organisation=cast.tree.committee, day=begun, until=over
    )  # fmt: skip
    signed_in(client, deputy)
    address = reverse(page)
    assert "đang chờ cán bộ tổ chức xác nhận" in client.get(address).content.decode()
    procedure.roles.confirm_role(given, by=builders.actor(cast.officer))
    assert "có hiệu lực từ ngày 01/7/2026" in client.get(address).content.decode()
    with time_machine.travel("2026-07-01T16:50:00Z", tick=False):
        signed_in(client, deputy)
        assert client.get(reverse("person", args=[someone.pk])).status_code == 200
    with time_machine.travel("2026-07-01T17:10:00Z", tick=False):
        assert client.get(reverse("person", args=[someone.pk])).status_code == 404
        said = client.get(address).content.decode()
    assert "Vai trò bí thư, văn phòng đảng ủy, Đảng bộ xã An Khê, của đồng chí đã hết từ ngày 02/7/2026." in said


@pytest.mark.parametrize(("day", "told"), [(date(2026, 7, 14), True), (date(2026, 7, 15), False)])
def test_a_role_that_ends_before_long_is_told_to_its_holder_and_to_who_keeps_accounts(cast, client, day, told):
    deputy = builders.account("tam-quyen", "Lường Văn Tạm")
    given = procedure.roles.grant_role(
        deputy, by=MACHINE, kind="committee", organisation=cast.tree.committee, day=date(2026, 6, 1), until=day
    )
    procedure.roles.confirm_role(given, by=builders.actor(cast.officer))
    for who, whose in ((deputy, " của đồng chí"), (cast.administrator, ": Lường Văn Tạm"), (cast.cell_secretary, None)):
        said = signed_in(client, who).get(reverse("today")).content.decode()
        client.logout()
        assert (f"Vai trò bí thư, văn phòng đảng ủy, Đảng bộ xã An Khê{whose}" in said) == (told and whose is not None)
        assert ("Đến hết ngày 13/7/2026" in said) == (told and whose is not None)


def test_a_role_that_goes_on_by_another_is_not_told_and_of_many_it_is_said_how_many(cast, client):
    ends = date(2026, 7, 10)
    for number in range(7):
        one = builders.account(f"tam-{number}", f"Lường Văn Số {number}")
        builders.role(one, "cell", cast.tree.cell, day=date(2026, 6, 1), until=ends)
        if number == 0:
            procedure.roles.grant_role(one, by=MACHINE, kind="cell", organisation=cast.tree.cell, day=ends)
    said = signed_in(client, cast.administrator).get(reverse("today")).content.decode()
    assert "Lường Văn Số 0" not in said and "Lường Văn Số 5" in said and "Lường Văn Số 6" not in said
    assert "1 vai trò nữa" in said


def test_who_was_never_given_a_role_is_told_so(cast, client):
    fresh = builders.account("moi", "Lường Văn Mới")
    signed_in(client, fresh)
    assert "chưa được giao vai trò nào" in client.get(reverse("today")).content.decode()
