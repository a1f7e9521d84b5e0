"""Handing over an office of which there is one is one act: by the same paper one stops and the other begins."""

from datetime import date

import pytest
from django.urls import reverse

from members import procedure
from members.errors import RuleBroken
from members.models import Act, OfficeHolding
from tests import builders
from tests.builders import MACHINE
from tests.ground import laid
from tests.members.officer_play import NOON, cast
from tests.members.test_session import enter, words

__all__ = ["cast"]
pytestmark = pytest.mark.django_db
PAPER = {"number": "12-QĐ/ĐU", "signed_on": "25/5/2026", "body": "Đảng ủy xã An Khê"}
DAY = date(2026, 6, 1)


def with_a_secretary():
    made = builders.make_cast()
    made.old = builders.member("Giàng Seo Lử", made.tree.cell)
    made.new = builders.member("Tẩn A Páo", made.tree.cell)
    made.office = procedure.offices.hold_office(
        made.old, by=MACHINE, organisation=made.tree.cell, office="secretary", day=date(2026, 1, 1)
    )
    return made


ground = laid(with_a_secretary, NOON)


def held(cast):
    rows = OfficeHolding.unscoped.filter(organisation=cast.tree.cell).order_by("since", "pk").select_related("member")
    return [(one.member.full_name, one.office, one.since, one.until) for one in rows]


BEFORE = [("Giàng Seo Lử", "secretary", date(2026, 1, 1), None)]
HANDED_OVER = [
    ("Giàng Seo Lử", "secretary", date(2026, 1, 1), DAY), ("Tẩn A Páo", "secretary", DAY, None),
]  # fmt: skip


def send(client, cast, **more):
    said = {"member": cast.new.pk, "office": "secretary", "instead_of": "on", "day": "1/6/2026", **PAPER, **more}
    return client.post(reverse("hold-office", args=[cast.tree.cell.pk]), said)


def test_the_page_names_who_holds_it_and_one_press_hands_it_over(cast, client):
    enter(client, username="bi-thu-xa")
    form = client.get(reverse("hold-office", args=[cast.tree.cell.pk])).context["form"]
    assert form["instead_of"].label == "Thay đồng chí Giàng Seo Lử, bí thư từ 01/01/2026: thôi giữ từ cùng ngày"
    assert send(client, cast).status_code == 302
    assert held(cast) == HANDED_OVER


def test_it_is_one_act_by_one_paper_with_a_line_about_each(cast, client):
    enter(client, username="bi-thu-xa")
    send(client, cast)
    whole, inner = Act.objects.get(verb="hold_office", inside=None, account__isnull=False), Act.objects.last()
    assert (inner.verb, inner.inside, inner.member, whole.member) == ("end_office", whole.number, cast.old, cast.new)
    paper = OfficeHolding.unscoped.get(since=DAY).decision_id
    assert f'"decision":{paper}' in inner.values_row.body.replace(" ", "")
    enter(client)
    page = words(client.get(reverse("line", args=[whole.pk])))
    assert "Tẩn A Páo" in page
    assert "Giàng Seo Lử" in page


def test_a_deputy_who_becomes_secretary_is_deputy_no_longer(cast, client):
    procedure.offices.hold_office(
        cast.new, by=MACHINE, organisation=cast.tree.cell, office="deputy", day=date(2026, 2, 1)
    )
    before = held(cast)
    enter(client, username="bi-thu-xa")
    assert "Tài khoản không đổi theo" in words(client.get(reverse("hold-office", args=[cast.tree.cell.pk])))
    assert send(client, cast).status_code == 302
    assert held(cast) == [
        ("Giàng Seo Lử", "secretary", date(2026, 1, 1), DAY),
        ("Tẩn A Páo", "deputy", date(2026, 2, 1), DAY),
        ("Tẩn A Páo", "secretary", DAY, None),
    ]
    whole = Act.objects.get(verb="hold_office", inside=None, account__isnull=False)
    assert {one.verb for one in Act.objects.filter(inside=whole.number)} == {"end_office"}
    enter(client)
    assert client.post(reverse("revert", args=[whole.pk]), {"why": "ghi nhầm"}).status_code == 302
    assert held(cast) == before


TOLD = {
    "1/6/2026": "Tài khoản của Giàng Seo Lử còn vai trò ở đây",
    "1/9/2026": "Từ ngày 01/9/2026 tài khoản của Giàng Seo Lử vẫn còn vai trò ở đây",
}


@pytest.mark.parametrize("day", TOLD)
def test_whose_account_still_reads_there_is_said_once_the_office_is_anothers(cast, client, day):
    builders.role(builders.account("thon-1-cu", "Giàng Seo Lử"), "cell", cast.tree.cell)
    enter(client, username="bi-thu-xa")
    assert send(client, cast, day=day).status_code == 302
    said = words(client.get(reverse("organisation", args=[cast.tree.cell.pk])))
    assert [one for one in TOLD.values() if one in said] == [TOLD[day]]


@pytest.mark.parametrize(("ends", "told"), [(None, True), (date(2026, 8, 1), False)])
def test_of_an_office_that_ends_on_a_day_to_come_the_account_is_told_unless_it_ends_too(cast, client, ends, told):
    builders.role(builders.account("thon-1-cu", "Giàng Seo Lử"), "cell", cast.tree.cell, until=ends)
    enter(client, username="bi-thu-xa")
    client.post(reverse("end-office", args=[cast.office.pk]), {"day": "1/8/2026", **PAPER})
    said = words(client.get(reverse("organisation", args=[cast.tree.cell.pk])))
    assert ("Từ ngày 01/8/2026 tài khoản của Giàng Seo Lử vẫn còn vai trò ở đây" in said) == told


def test_of_an_organisation_that_ends_the_accounts_on_it_are_told(cast, client):
    empty = builders.organisation("Chi bộ Thôn 9", "cell", cast.tree.committee, code="38.168.053.000.009")
    procedure.offices.hold_office(
        cast.old, by=MACHINE, organisation=empty, office="secretary", day=date(2026, 1, 1)
    )  # fmt: skip
    builders.role(builders.account("thon-9", "Giàng Seo Lử"), "cell", empty)
    enter(client)
    answer = client.post(reverse("close-organisation", args=[empty.pk]), {"day": "1/9/2026", **PAPER})
    assert answer.status_code == 302, words(answer)
    said = words(client.get(reverse("organisation", args=[empty.pk])))
    assert "Tài khoản của Giàng Seo Lử còn vai trò ở đây: báo quản trị hệ thống thôi vai trò ấy" in said


def test_who_was_secretary_for_a_while_stays_deputy(cast):
    for office, day, until in (("deputy", date(2025, 1, 1), None), ("secretary", date(2025, 3, 1), date(2025, 6, 1))):
        procedure.offices.hold_office(
            cast.new, by=MACHINE, organisation=cast.tree.cell, office=office, day=day, until=until
        )
    assert ("Tẩn A Páo", "deputy", date(2025, 1, 1), None) in held(cast)


def test_it_is_taken_back_as_one_act(cast, client):
    enter(client, username="bi-thu-xa")
    send(client, cast)
    whole = Act.objects.get(verb="hold_office", inside=None, account__isnull=False)
    enter(client)
    assert client.post(reverse("revert", args=[whole.pk]), {"why": "ghi nhầm"}).status_code == 302
    assert held(cast) == BEFORE


def test_without_the_tick_it_is_refused_as_before(cast, client):
    enter(client, username="bi-thu-xa")
    answer = send(client, cast, instead_of="")
    assert answer.status_code == 422
    assert "Giàng Seo Lử đang là bí thư" in str(answer.context["form"].errors["office"])
    assert held(cast) == BEFORE


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"office": "deputy"}, "instead_of", "Chỉ chức vụ bí thư mới thay người đang giữ trong cùng một việc."),
        ({"day": "1/1/2026"}, "day", "Ngày thôi giữ phải sau ngày bắt đầu."),
    ],
)
def test_nonsense_gets_its_sentence_and_ends_nothing(cast, client, given, field, sentence):
    enter(client, username="bi-thu-xa")
    answer = send(client, cast, **given)
    assert answer.status_code == 422
    assert sentence in " ".join(answer.context["form"].errors[field])
    assert held(cast) == BEFORE


def test_nobody_takes_his_own_place(cast, client):
    enter(client, username="bi-thu-xa")
    answer = send(client, cast, member=cast.old.pk)
    assert "Người mới và người thôi giữ là một." in " ".join(answer.context["form"].errors["member"])
    assert held(cast) == BEFORE


def test_who_may_not_be_elected_ends_nobodys_office(cast, client):
    probationer = builders.member("Vàng A Chư", cast.tree.cell, admitted_on=date(2026, 1, 5), official_on=None)
    enter(client, username="bi-thu-xa")
    answer = send(client, cast, member=probationer.pk)
    assert "Đảng viên dự bị chưa được bầu" in words(answer)
    assert held(cast) == BEFORE


def test_an_office_of_another_organisation_is_not_taken_over(cast):
    elsewhere = procedure.offices.hold_office(
        cast.old, by=MACHINE, organisation=cast.tree.committee, office="secretary", day=date(2026, 1, 1)
    )
    with pytest.raises(RuleBroken, match="không phải của tổ chức này"):
        procedure.offices.hold_office(
            cast.new, by=MACHINE, organisation=cast.tree.cell, office="secretary", day=DAY, instead_of=elsewhere
        )


def test_where_nobody_holds_it_nothing_is_asked(cast, client):
    enter(client, username="bi-thu-xa")
    form = client.get(reverse("hold-office", args=[cast.tree.sibling.pk])).context["form"]
    assert "instead_of" not in form.fields
