"""A rename that is written for a day to come changes nothing that is said before that day."""

from datetime import date

import pytest
from django.urls import reverse

from members import kept, procedure
from members.errors import RuleBroken
from members.models import Act, Proposal, Term
from members.rules.organisations import check_empty
from tests import builders
from tests.builders import MACHINE
from tests.ground import laid
from tests.members.officer_play import NOON, cast
from tests.members.test_session import enter, words
from tests.signing_in import signed_in

__all__ = ["cast"]
pytestmark = pytest.mark.django_db
RENAMED = date(2027, 10, 1)
CODE = "38.168.053.000.001"


def with_a_rename_to_come():
    made = builders.make_cast()
    made.holder = builders.member("Giàng Seo Lử", made.tree.cell)
    made.office = procedure.offices.hold_office(
        made.holder, by=MACHINE, organisation=made.tree.cell, office="secretary", day=date(2025, 1, 1)
    )
    for where, name in ((made.tree.cell, "Chi bộ Thôn Mới"), (made.tree.committee, "Đảng bộ xã Mới")):
        procedure.tree.rename_organisation(where, by=MACHINE, day=RENAMED, name=name)
    return made


ground = laid(with_a_rename_to_come, NOON)


@pytest.mark.parametrize("page", ["rename-organisation", "close-organisation", "hold-office", "congress"])
def test_what_is_done_with_an_organisation_is_headed_with_its_name_of_today(cast, client, page):
    enter(client)
    answer = client.get(reverse(page, args=[cast.tree.cell.pk]))
    assert answer.context["heading"] == "Chi bộ Thôn 1"


def test_so_is_the_end_of_an_office_and_a_day_put_right(cast, client):
    enter(client)
    term = Term.unscoped.get(organisation=cast.tree.cell, since=RENAMED)
    for page, row in (("end-office", cast.office), ("correct-term", term)):
        assert client.get(reverse(page, args=[row.pk])).context["heading"] == "Chi bộ Thôn 1"


def test_so_is_the_page_of_an_authorisation(cast, client):
    enter(client)
    answer = client.get(reverse("authorise-committee", args=[cast.tree.committee.pk]))
    assert answer.context["heading"] == "Đảng bộ xã An Khê"


def test_a_code_that_is_carried_is_refused_with_the_name_of_that_day(cast):
    def made(day):
        with pytest.raises(RuleBroken) as refused:
            procedure.tree.create_organisation(
                by=MACHINE, name="Chi bộ 9", kind=builders.kind("cell"), parent=cast.tree.committee, day=day, code=CODE
            )
        return refused.value.sentence

    assert made(date(2026, 6, 1)) == f"Mã {CODE} đang dùng cho Chi bộ Thôn 1."
    assert made(RENAMED) == f"Mã {CODE} đang dùng cho Chi bộ Thôn Mới."


def test_before_its_beginning_an_organisation_is_called_as_it_began(cast, client):
    made = builders.organisation("Chi bộ Chợ", "cell", cast.tree.committee, date(2026, 1, 1))
    procedure.tree.rename_organisation(made, by=MACHINE, day=RENAMED, name="Chi bộ Phố")
    early = date(2025, 6, 1)
    assert kept.called([made.pk], early) == {made.pk: "Chi bộ Chợ"}
    with pytest.raises(RuleBroken, match="Chi bộ Chợ chưa có vào ngày 01/6/2025"):
        procedure.tree.rename_organisation(made, by=MACHINE, day=early, name="Chi bộ Núi")
    enter(client)
    assert "Phố" not in words(client.get(reverse("organisation", args=[made.pk]), {"ngay": "1/6/2025"})).split("Quá")[0]


def test_what_stands_below_is_named_once_and_as_on_the_day_of_closing(cast):
    for day, name in ((date(2026, 6, 1), "Chi bộ Thôn 1"), (date(2028, 1, 1), "Chi bộ Thôn Mới")):
        with pytest.raises(RuleBroken) as refused:
            check_empty(cast.tree.committee, day)
        assert list(refused.value.others) == sorted([name, "Chi bộ Thôn 2"])


def test_a_correction_is_asked_for_and_entered_in_the_name_that_the_unit_bears(cast):
    secretary, officer = signed_in(cast.cell_secretary), signed_in(cast.officer)
    given = {"full_name": "Giàng Seo Lử", "sex": "m", "birth": "12/4/1987", "why": "theo giấy khai sinh"}
    assert secretary.post(reverse("propose-member", args=[cast.holder.pk]), given).status_code == 302
    one = Proposal.unscoped.get()
    assert officer.get(reverse("proposal", args=[one.pk])).context["proposal"].unit == "Chi bộ Thôn 1"
    assert officer.post(reverse("accept-proposal", args=[one.pk]), {}).status_code == 302
    entered = Act.objects.filter(verb="correct_member").latest("number")
    assert "Theo đề nghị của Chi bộ Thôn 1" in entered.values_row.body
