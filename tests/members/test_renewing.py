"""A password that opens many people's records is given anew by two people; a secretary's by the administrator alone."""

import re
from datetime import date

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members import procedure
from members.errors import RuleBroken
from members.models import Account, Act, PasswordRenewal, Role, Term
from members.views.histories import SIGN_IN
from tests import builders
from tests.builders import MACHINE, PASSWORD, TODAY
from tests.members.officer_play import cast, ground
from tests.members.test_accounts import signed_in
from tests.members.test_session import GOOD, words

__all__ = ["cast", "ground"]
pytestmark = pytest.mark.django_db


def page_of(client, account):
    return words(client.get(reverse("account", args=[account.pk])))


def asked(client, cast, account):
    signed_in(client, cast.administrator).post(reverse("ask-renewal", args=[account.pk]))
    return PasswordRenewal.objects.get(account=account, confirmed_on=None)


def confirmed(client, cast, renewal):
    """The first password, as the second officer sees it."""
    answer = signed_in(client, cast.second_officer).post(reverse("confirm-renewal", args=[renewal.pk]))
    return answer.context["password"]


def opens(account, password):
    return Account.objects.get(pk=account.pk).check_password(password)


def test_the_administrator_does_not_renew_an_officers_password_alone(cast, client):
    page = page_of(signed_in(client, cast.administrator), cast.officer)
    assert "Đề nghị cấp lại mật khẩu" in page and "phải có cán bộ tổ chức khác xác nhận" in page
    answer = client.post(reverse("reset-password", args=[cast.officer.pk]), follow=True)
    assert "phải có cán bộ tổ chức khác xác nhận" in words(answer)
    assert opens(cast.officer, PASSWORD)


def test_an_officer_confirms_gets_the_password_and_the_asker_never_sees_it(cast, client):
    renewal = asked(client, cast, cast.officer)
    assert opens(cast.officer, PASSWORD)
    assert client.post(reverse("confirm-renewal", args=[renewal.pk])).status_code == 403
    signed_in(client, cast.second_officer)
    assert "Cấp lại mật khẩu: Ma Văn Thượng" in words(client.get(reverse("today")))
    password = client.post(reverse("confirm-renewal", args=[renewal.pk])).context["password"]
    assert opens(cast.officer, password) and not opens(cast.officer, PASSWORD)
    row = PasswordRenewal.objects.get(pk=renewal.pk)
    assert (row.asked_by, row.confirmed_by, row.confirmed_on) == (cast.administrator, cast.second_officer, TODAY)


def test_the_history_of_the_account_says_who_asked_and_who_gave(cast, client):
    renewal = asked(client, cast, cast.officer)
    password = confirmed(client, cast, renewal)
    shown = client.get(reverse("account-history", args=[cast.officer.pk]), {"phan": SIGN_IN}).context["lines"]
    assert [(one.who, one.what) for one in shown[:2]] == [
        ("Lục Thị Yên", "xác nhận cấp lại mật khẩu"), ("Vi Văn Thái", "đề nghị cấp lại mật khẩu"),
    ]  # fmt: skip
    assert not any(password in act.values_row.body for act in Act.objects.select_related("values_row"))


def test_the_holder_is_told_at_the_next_sign_in(cast, client):
    renewal = asked(client, cast, cast.officer)
    password = confirmed(client, cast, renewal)
    client.post(reverse("logout"))
    said = words(signed_in(client, cast.officer, password).get(reverse("password")))
    assert "Vi Văn Thái đề nghị cấp lại mật khẩu" in said
    assert "Lục Thị Yên xác nhận cấp lại mật khẩu" in said
    client.post(reverse("password"), {"old": password, "new": GOOD, "again": GOOD})
    assert "Lục Thị Yên" not in words(client.get(reverse("password")))


def test_the_holder_sees_what_is_asked_and_says_no(cast, client):
    renewal = asked(client, cast, cast.officer)
    signed_in(client, cast.officer)
    assert "Cấp lại mật khẩu của đồng chí" in words(client.get(reverse("today")))
    assert "Người khác phải xác nhận việc cấp lại mật khẩu của đồng chí" in page_of(client, cast.officer)
    client.post(reverse("confirm-renewal", args=[renewal.pk]))
    assert opens(cast.officer, PASSWORD)
    client.post(reverse("drop-renewal", args=[renewal.pk]))
    assert not PasswordRenewal.objects.exists()
    with pytest.raises(RuleBroken, match="đã được bỏ"):
        procedure.renewing.confirm_renewal(renewal, by=builders.actor(cast.second_officer), password=GOOD)


def test_who_asked_does_not_confirm(cast, client):
    """One account that is administrator and officer is still one person."""
    both = builders.role(builders.account("hai-vai", "Lý Thị Hai"), "officer", cast.tree.district)
    builders.role(both, "administrator", cast.tree.district)
    signed_in(client, both).post(reverse("ask-renewal", args=[cast.officer.pk]))
    renewal = PasswordRenewal.objects.get()
    client.post(reverse("confirm-renewal", args=[renewal.pk]))
    assert opens(cast.officer, PASSWORD)
    assert "người khác phải xác nhận" in page_of(client, cast.officer)
    for wrong in (both, cast.officer):
        with pytest.raises(IntegrityError), transaction.atomic():
            PasswordRenewal.objects.update(confirmed_by=wrong, confirmed_on=TODAY)


def test_it_is_asked_once(cast, client):
    asked(client, cast, cast.officer)
    client.post(reverse("ask-renewal", args=[cast.officer.pk]))
    assert PasswordRenewal.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        PasswordRenewal.objects.create(account=cast.officer, asked_on=TODAY)


def test_where_no_other_officer_is_left_it_is_done_at_the_server(cast, client, capsys):
    procedure.roles.block_account(cast.second_officer, by=MACHINE)
    page = page_of(signed_in(client, cast.administrator), cast.officer)
    assert "manage.py renew_password can-bo" in page and "Đề nghị cấp lại mật khẩu" not in page
    call_command("renew_password", "can-bo")
    password = capsys.readouterr().out.split(": ")[1].split()[0]
    assert opens(cast.officer, password)
    line = Act.objects.get(verb="reset_password")
    assert line.actor.startswith("máy chủ (")


def test_at_the_server_nothing_is_left_to_confirm_and_an_account_is_still_bound(cast, client, capsys):
    asked(client, cast, cast.officer)
    with pytest.raises(SystemExit):
        call_command("renew_password", "can-bo", by="quan-tri")
    assert "cán bộ tổ chức khác xác nhận" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        call_command("renew_password", "khong-co")
    call_command("renew_password", "can-bo")
    assert not PasswordRenewal.objects.filter(confirmed_on=None).exists()


@pytest.mark.parametrize("who", ["committee_secretary", "cell_secretary", "administrator"])
def test_what_reads_one_committee_or_nobody_the_administrator_renews_alone(cast, client, who):
    account = getattr(cast, who)
    if who == "administrator":
        account = builders.role(builders.account("quan-tri-2", "Nông Văn Páo"), "administrator", cast.tree.district)
    answer = signed_in(client, cast.administrator).post(reverse("reset-password", args=[account.pk]))
    assert opens(account, answer.context["password"])
    client.post(reverse("ask-renewal", args=[account.pk]))
    assert not PasswordRenewal.objects.exists()


def test_a_reader_of_the_whole_an_officer_of_a_part_and_who_waits_for_it_are_guarded(cast):
    part = builders.role(builders.account("can-bo-xa", "Lự Thị Mai"), "officer", cast.tree.committee)
    waits = builders.account("cho", "Sần Thị Páo")
    procedure.roles.grant_role(waits, by=MACHINE, kind="reader", organisation=cast.tree.district, day=TODAY)
    over = builders.role(builders.account("vp", "Vàng A Sử"), "committee", cast.tree.district)
    gone = builders.role(builders.account("cu", "Lừu A Tủa"), "officer", cast.tree.district)
    procedure.roles.end_role(Role.unscoped.get(account=gone), by=MACHINE, day=date(2020, 1, 1))
    every = [cast.reader, part, waits, over, gone, cast.committee_secretary, cast.administrator]
    assert procedure.renewing.wide(every, TODAY) == {cast.reader.pk, part.pk, waits.pk, over.pk}


def test_editing_which_kinds_may_stand_under_which_takes_nobody_out_of_the_two_hands(cast):
    """What stands there counts, not what may be put there from now on."""
    area = builders.kind("area")
    for code in ("committee", "grass_cell"):
        procedure.kinds.correct_kind(builders.kind(code), by=MACHINE, why="chỉ dưới khu vực", under=[area])
    assert procedure.renewing.wide([cast.reader], TODAY) == {cast.reader.pk}


def test_a_level_between_is_wide_with_anything_below_it_or_nothing_and_a_part_of_a_committee_is_not(cast):
    level = procedure.kinds.add_kind(by=MACHINE, name="liên xã", under=[builders.kind("above")])
    committee, tree = builders.kind("committee"), cast.tree
    procedure.kinds.correct_kind(committee, by=MACHINE, why="cấp mới", under=[*committee.may_stand_under.all(), level])
    between = builders.organisation("Đảng bộ liên xã Vân", "lien_xa", tree.district)
    part = builders.organisation("Đảng bộ bộ phận Chợ", "part", tree.committee)
    over = builders.role(builders.account("lien-xa", "Vàng A Sử"), "committee", between)
    inside = builders.role(builders.account("bo-phan", "Lừu A Tủa"), "committee", part)
    assert procedure.renewing.wide([over, inside, cast.reader], TODAY) == {over.pk, cast.reader.pk}
    builders.organisation("Đảng bộ xã Mới", "committee", between)
    assert procedure.renewing.wide([over, inside, cast.reader], TODAY) == {over.pk, cast.reader.pk}


def test_the_first_password_of_a_new_officer_is_not_the_administrators_to_know(cast, client):
    made = signed_in(client, cast.administrator).post(
        reverse("create-account"), {"username": "can-bo-moi", "full_name": "Nông Thị Mẩy"}
    )
    seen, new = made.context["password"], Account.objects.get(username="can-bo-moi")
    client.post(reverse("grant-role", args=[new.pk]),
                {"kind": "officer", "organisation": cast.tree.district.pk, "day": "1/6/2026"})  # fmt: skip
    assert not opens(new, seen)
    signed_in(client, cast.officer).post(reverse("confirm-role", args=[Role.unscoped.get(account=new).pk]))
    renewal = PasswordRenewal.objects.get(account=new)
    password = client.post(reverse("confirm-renewal", args=[renewal.pk])).context["password"]
    assert opens(new, password)


def test_a_secretary_who_becomes_officer_keeps_the_password_he_has_chosen(cast, client):
    signed_in(client, cast.administrator).post(
        reverse("grant-role", args=[cast.cell_secretary.pk]),
        {"kind": "officer", "organisation": cast.tree.district.pk, "day": "1/6/2026"},
    )
    assert opens(cast.cell_secretary, PASSWORD)
    assert not PasswordRenewal.objects.exists()


def test_blocking_the_account_drops_what_was_asked_for_it(cast, client):
    asked(client, cast, cast.officer)
    signed_in(client, cast.second_officer).post(reverse("block-account", args=[cast.officer.pk]))
    assert not PasswordRenewal.objects.exists()
    assert "Cấp lại mật khẩu: Ma Văn Thượng" not in words(client.get(reverse("today")))
    lines = list(Act.objects.order_by("-number").values_list("verb", flat=True)[:2])
    assert lines == ["drop_renewal", "block_account"]


def test_nobody_confirms_a_password_for_an_account_that_is_blocked(cast, client):
    """As an earlier version left it: blocked, and still asked for."""
    renewal = asked(client, cast, cast.officer)
    Account.objects.filter(pk=cast.officer.pk).update(is_active=False)
    signed_in(client, cast.second_officer)
    assert "Cấp lại mật khẩu: Ma Văn Thượng" not in words(client.get(reverse("today")))
    client.post(reverse("confirm-renewal", args=[renewal.pk]))
    assert opens(cast.officer, PASSWORD)
    page = page_of(client, cast.officer)
    assert "Tài khoản đang khóa; mở khóa trước" in page and "Bỏ đề nghị" in page


def test_whoever_gives_a_password_locks_the_account_before_what_is_asked_for_it(cast, client):
    """Confirmed at the office and renewed at the server in one moment, neither waits for the other in a circle."""
    for give in (
        lambda one: procedure.renewing.confirm_renewal(one, by=builders.actor(cast.second_officer), password=GOOD),
        lambda one: procedure.renewing.reset_password(one.account, by=MACHINE, password=GOOD),
    ):
        renewal = asked(client, cast, cast.officer)
        with CaptureQueriesContext(connection) as questions:
            give(renewal)
        tables = [re.search(r'FROM "(members_account|members_passwordrenewal)"', one["sql"]) for one in questions]
        assert next(one[1] for one in tables if one) == "members_account"


def granted(client, cast, account, kind="reader", where=None):
    """What the page says after the administrator has given a role."""
    given = {"kind": kind, "organisation": (where or cast.tree.district).pk, "day": "1/6/2026"}
    return words(signed_in(client, cast.administrator).post(
        reverse("grant-role", args=[account.pk]), given, follow=True
    ))  # fmt: skip


def test_a_later_role_leaves_the_first_password_that_an_officer_has_handed_over(cast, client):
    renewal = asked(client, cast, cast.officer)
    password = confirmed(client, cast, renewal)
    for kind, where in (("cell", cast.tree.cell), ("reader", cast.tree.district)):
        assert "không dùng được nữa" not in granted(client, cast, cast.officer, kind, where)
        assert opens(cast.officer, password)
    assert not PasswordRenewal.objects.filter(confirmed_on=None).exists()


def test_the_first_password_made_at_the_server_opens_a_wide_account_too(cast, client, capsys):
    call_command("renew_password", "can-bo")
    password = capsys.readouterr().out.split(": ")[1].split()[0]
    granted(client, cast, cast.officer)
    assert opens(cast.officer, password)


def test_the_page_says_that_a_first_password_opens_nothing_any_more(cast, client):
    made = signed_in(client, cast.administrator).post(
        reverse("create-account"), {"username": "doc-moi", "full_name": "Nông Thị Mẩy"}
    )
    new = Account.objects.get(username="doc-moi")
    assert "Mật khẩu đầu đã cấp không dùng được nữa" in granted(client, cast, new)
    assert not opens(new, made.context["password"])
    assert "không dùng được nữa" not in granted(client, cast, new, "officer")


def new_reader(client, cast, where, day=date(2026, 6, 1)):
    """(account, its first password) of somebody whom the administrator has made a reader there."""
    made = signed_in(client, cast.administrator).post(
        reverse("create-account"), {"username": "bi-thu-moi", "full_name": "Nông Thị Mẩy"}
    )
    new = Account.objects.get(username="bi-thu-moi")
    by = builders.actor(cast.administrator)
    procedure.roles.grant_role(new, by=by, kind="reader", organisation=where, day=day)
    return new, made.context["password"]


def test_a_role_that_follows_to_what_stands_over_committees_ends_the_known_first_password(cast, client):
    ending = builders.organisation("Đảng bộ xã Tả Phìn", "committee", cast.tree.district)
    new, seen = new_reader(client, cast, ending)
    assert opens(new, seen)
    procedure.tree.close_organisation(ending, by=builders.actor(cast.officer), day=TODAY, successor=cast.tree.district)
    assert not opens(new, seen)
    assert PasswordRenewal.objects.get(account=new).asked_by == cast.officer


def test_a_role_on_what_comes_to_stand_over_committees_later_is_wide_when_it_is_given(cast, client):
    later = builders.organisation("Đảng ủy khu vực", "committee", cast.tree.district, day=date(2026, 7, 15))
    Term.unscoped.filter(organisation=later).update(kind=builders.kind("above"))
    new, seen = new_reader(client, cast, later, date(2026, 7, 15))
    assert not opens(new, seen)


def test_who_is_confirmed_after_the_unit_became_wide_gets_another_first_password(cast, client):
    new, seen = new_reader(client, cast, cast.tree.committee)
    assert opens(new, seen)
    Term.unscoped.filter(organisation=cast.tree.committee).update(kind=builders.kind("above"))
    signed_in(client, cast.officer).post(reverse("confirm-role", args=[Role.unscoped.get(account=new).pk]))
    assert not opens(new, seen)
    assert PasswordRenewal.objects.filter(account=new, confirmed_on=None).exists()


def test_slips_leave_them_out_and_say_so(cast, client):
    for username, name, kind, where in (
        ("thon-1", "Sùng A Chúng", "cell", cast.tree.cell), ("doc", "Vàng Thị Dợ", "reader", cast.tree.district),
    ):  # fmt: skip
        account = procedure.roles.create_account(by=MACHINE, username=username, full_name=name, password=None)
        procedure.roles.grant_role(account, by=MACHINE, kind=kind, organisation=where, day=date(2026, 6, 1))
    page = signed_in(client, cast.administrator).get(reverse("slips"))
    assert [one.full_name for _, some in page.context["groups"] for one in some] == ["Sùng A Chúng"]
    assert "Không in phiếu ở đây" in words(page) and "Vàng Thị Dợ" in words(page)
    with pytest.raises(RuleBroken, match="cán bộ tổ chức khác xác nhận"):
        procedure.renewing.give_first_passwords(
            by=builders.actor(cast.administrator), hashes={Account.objects.get(username="doc").pk: "!"}
        )
