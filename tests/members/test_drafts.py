"""Half a form is typed, the line dies: the next day the same page holds what was typed."""

import json
import re
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from members import drafts, procedure
from members.models import Act, Draft, Exemption, Look, Member, Place, Role, Term
from members.models.sending import KEPT
from tests import builders
from tests.builders import MACHINE
from tests.ground import laid
from tests.members.test_two_editors import again, fields
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
EVENING = "2026-11-24 07:05:00+00:00"
NEXT_DAY = "2026-11-25 01:30:00+00:00"
NOTE = "Đang tiếp tục bản nhập dở giữ lúc 14:05 ngày 24/11/2026"
KEEP, DROP = "/nhap-do/giu/", "/nhap-do/bo/"


def mark_on(answer):
    return re.search(r'name="lan-gui" value="([0-9a-f]{32})"', answer.content.decode())[1]


def as_sent(values):
    """Fields as a browser writes them down: a list for each, nothing for a box without a tick."""
    return {name: [str(one) for one in (value if isinstance(value, list) else [value])]
            for name, value in values.items() if value not in ([], None)}  # fmt: skip


def left(client, address, leave=(), **typed):
    """Open a page, type, leave the field; `leave` are boxes whose tick is taken away."""
    page = client.get(address)
    said = {name: value for name, value in {**fields(page.context["form"]), **typed}.items() if name not in leave}
    return client.post(KEEP, {"trang": address, "dau": mark_on(page), "cac-o": json.dumps(as_sent(said))})


ground = laid(builders.make_cast, EVENING)


@pytest.fixture
def cast(ground, db):
    with time_machine.travel(EVENING, tick=False):
        yield ground.found()


@pytest.fixture
def someone(cast):
    return builders.member("Giàng Seo Lử", cast.tree.cell, profile_number="001977", sex="m")


@pytest.fixture
def secretary(cast):
    return signed_in(cast.cell_secretary)


@pytest.fixture
def exempting(someone):
    return reverse("exempt", args=[someone.pk])


TYPED = {"reason": "age", "day": "1/11/2026", "number": "05-NQ/CB"}


def test_what_was_typed_stands_there_again_the_next_day(cast, secretary, exempting):
    answer = left(secretary, exempting, **TYPED)
    assert (answer.status_code, answer.content.decode()) == (200, "Đã giữ bản nháp lúc 14:05")
    with time_machine.travel(NEXT_DAY, tick=False):
        page = signed_in(cast.cell_secretary).get(exempting)
    assert NOTE in page.content.decode()
    assert {name: page.context["form"][name].value() for name in TYPED} == TYPED
    assert not page.context["form"].is_bound, "nothing is called wrong that is only half-done"


def test_what_is_typed_later_stands_in_the_place_of_what_was_typed_before(secretary, exempting):
    left(secretary, exempting, **TYPED)
    left(secretary, exempting, day="02/12/2026")
    assert secretary.get(exempting).context["form"]["day"].value() == "02/12/2026"
    assert Draft.objects.count() == 1


def test_every_kind_of_field_comes_back_as_it_was(cast):
    officer, cell = signed_in(cast.officer), cast.tree.cell
    village, hamlet = Place.objects.create(name="Thôn 1"), Place.objects.create(name="Thôn 2")
    procedure.tree.set_area(cell, by=MACHINE, day=date(2026, 1, 1), places=[village])
    typed = {
        ("enter", "sex"): "f", ("enter", "birth"): "4/1987", ("enter", "admitted_on"): "3.2.2010",
        ("enter", "organisation"): str(cast.tree.sibling.pk), ("set-area", "places"): [str(village.pk), str(hamlet.pk)],
        ("congress", "deputies"): "Giàng Seo Lử\nTẩn Láo Sử", ("change-kind", "in_private_enterprise"): "on",
        ("hold-office", "office"): "deputy",
    }  # fmt: skip
    for (name, field), value in typed.items():
        address = reverse(name, args=[cell.pk])
        left(officer, address, **{field: value})
        shown = officer.get(address).context["form"][field].value()
        assert shown == (True if value == "on" else value), (name, field)


def test_a_tick_that_was_taken_away_stays_away(cast):
    officer, cell = signed_in(cast.officer), cast.tree.cell
    procedure.tree.change_kind(
        cell, by=MACHINE, day=date(2026, 1, 1), in_private_enterprise=True, kind=builders.kind("cell")
    )
    address = reverse("change-kind", args=[cell.pk])
    assert officer.get(address).context["form"]["in_private_enterprise"].value() is True
    left(officer, address, leave=["in_private_enterprise"])
    assert officer.get(address).context["form"]["in_private_enterprise"].value() is False


def test_who_was_sought_and_chosen_in_a_large_place_stands_there_again_and_is_looked_at(cast):
    builders.crowd(120, cast.tree.cell)
    someone = builders.member("Vừ Mí Páo", cast.tree.cell)
    officer, address = signed_in(cast.officer), reverse("hold-office", args=[cast.tree.cell.pk])
    left(officer, address, seek="Vừ Mí Páo", member=str(someone.pk), day="01/11/2026")
    before = Look.objects.count()
    page = officer.get(address)
    assert page.context["form"]["member"].value() == str(someone.pk)
    assert [pk for pk, _ in page.context["form"].fields["member"].choices] == [someone.pk]
    assert Look.objects.count() == before + 1


def test_the_paper_that_allows_it_comes_back_too(cast, someone):
    officer, address = signed_in(cast.officer), reverse("correct-member", args=[someone.pk])
    asked = officer.post(address, {**fields(officer.get(address).context["form"]), "birth": "1999", "why": "theo thẻ"})
    assert asked.status_code == 422
    typed = {**fields(asked.context["form"]), "passed_number": "12-QĐ/HU"}
    officer.post(KEEP, {"trang": address, "dau": mark_on(asked), "cac-o": json.dumps(as_sent(typed))})
    page = officer.get(address)
    assert page.context["form"]["passed_number"].value() == "12-QĐ/HU"
    assert "Chưa ghi: cần giấy tờ cho phép" in page.content.decode()


def test_dropped_the_form_begins_anew(secretary, exempting):
    left(secretary, exempting, **TYPED)
    answer = secretary.post(DROP, {"trang": exempting})
    assert (answer.status_code, answer["Location"]) == (302, exempting)
    page = secretary.get(exempting)
    assert page.context["form"]["day"].value() is None
    assert "bản nhập dở" not in page.content.decode()


def test_carried_out_it_is_gone(secretary, exempting, someone):
    left(secretary, exempting, **TYPED)
    page = secretary.get(exempting)
    sent = {**fields(page.context["form"]), "lan-gui": mark_on(page)}
    assert secretary.post(exempting, sent).status_code == 302
    assert Exemption.unscoped.get().since == date(2026, 11, 1)
    assert Draft.objects.count() == 0


def test_refused_it_stays(secretary, exempting):
    left(secretary, exempting, **TYPED)
    page = secretary.get(exempting)
    assert secretary.post(exempting, {**fields(page.context["form"]), "day": "31/02/2026"}).status_code == 422
    assert secretary.get(exempting).context["form"]["day"].value() == "1/11/2026"


def test_what_comes_late_behind_the_form_that_was_sent_is_no_draft(secretary, exempting, cast):
    """On a poor line the last field may arrive after the form itself."""
    page = secretary.get(exempting)
    sent = {**fields(page.context["form"]), **TYPED, "lan-gui": mark_on(page)}
    assert secretary.post(exempting, sent).status_code == 302
    late = {"trang": exempting, "dau": mark_on(page), "cac-o": json.dumps(as_sent({**sent, "lan-gui": None}))}
    assert secretary.post(KEEP, late).status_code == 200
    assert "bản nhập dở" not in secretary.get(exempting).content.decode()
    assert "Đang nhập dở" not in secretary.get("/").content.decode()


def test_after_seven_days_it_is_not_shown_and_then_swept(cast, secretary, exempting):
    left(secretary, exempting, **TYPED)
    kept = datetime.fromisoformat(EVENING)
    with time_machine.travel(kept + KEPT - timedelta(minutes=1), tick=False):
        assert signed_in(cast.cell_secretary).get(exempting).context["form"]["day"].value() == "1/11/2026"
        assert drafts.sweep(timezone.now()) == 0
    with time_machine.travel(kept + KEPT + timedelta(minutes=1), tick=False):
        client = signed_in(cast.cell_secretary)
        assert client.get(exempting).context["form"]["day"].value() is None
        assert "Đang nhập dở" not in client.get("/").content.decode()
        assert drafts.sweep(timezone.now()) == 1
    assert KEPT.days == 7


def test_nobody_else_finds_it(cast, secretary, exempting):
    left(secretary, exempting, **TYPED)
    for who in (cast.officer, cast.committee_secretary):
        client = signed_in(who)
        assert client.get(exempting).context["form"]["day"].value() is None
        assert "Đang nhập dở" not in client.get("/").content.decode()
        client.post(DROP, {"trang": exempting})
    assert Draft.objects.count() == 1


def test_with_another_key_there_is_no_draft_and_no_error(cast, secretary, exempting, settings):
    left(secretary, exempting, **TYPED)
    settings.SECRET_KEY = "another"
    page = signed_in(cast.cell_secretary).get(exempting)
    assert (page.status_code, page.context["form"]["day"].value()) == (200, None)
    assert "bản nhập dở" not in page.content.decode()


def test_a_page_that_is_mine_no_more_gives_nothing_and_takes_nothing(cast, secretary, exempting):
    page = secretary.get(exempting)
    left(secretary, exempting, **TYPED)
    Draft.objects.update(sealed=b"")
    procedure.roles.end_role(Role.unscoped.get(account=cast.cell_secretary), by=MACHINE, day=date(2026, 11, 24))
    assert secretary.get(exempting).status_code == 404
    answer = secretary.post(KEEP, {"trang": exempting, "dau": mark_on(page), "cac-o": json.dumps({"day": ["1"]})})
    assert answer.status_code == 404
    assert bytes(Draft.objects.get().sealed) == b""


def test_a_page_without_the_right_takes_nothing(secretary, someone):
    address = reverse("depart", args=[someone.pk])
    answer = secretary.post(KEEP, {"trang": address, "dau": "0" * 32, "cac-o": "{}"})
    assert (answer.status_code, Draft.objects.count()) == (403, 0)


@pytest.mark.parametrize("given", [
    {"trang": "/"}, {"trang": "/khong-co/"}, {"trang": ""}, {"trang": "//khac.vn/"}, {"trang": "/doi-mat-khau/"},
    {"cac-o": "{"}, {"cac-o": "[1]"}, {"cac-o": '{"day": 1}'}, {"cac-o": '{"day": [1]}'}, {"cac-o": "null"},
    {"cac-o": json.dumps({"day": ["ă" * drafts.LARGEST]}, ensure_ascii=False)},
    {"cac-o": '{"day": ["' + "a" * 1_000_000},
    {"cac-o": "[" * 100_000}, {"dau": ""}, {"dau": "x" * 999},
])  # fmt: skip
def test_nonsense_gets_one_sentence_and_keeps_nothing(secretary, exempting, given):
    answer = secretary.post(KEEP, {"trang": exempting, "dau": "0" * 32, "cac-o": '{"day": ["1"]}', **given})
    assert answer.status_code == 422
    assert re.fullmatch(r"(Chưa giữ được bản nháp: .+|Trang này không giữ bản nháp)\.", answer.content.decode())
    assert Draft.objects.count() == 0


def test_a_draft_is_no_act_and_no_look_and_nothing_can_be_read_of_it(secretary, exempting):
    page = secretary.get(exempting)
    acts, looks = Act.objects.count(), Look.objects.count()
    typed = {"csrfmiddlewaretoken": ["x"], "lan-gui": ["y"], "number": ["05-NQ/CB"]}
    secretary.post(KEEP, {"trang": exempting, "dau": mark_on(page), "cac-o": json.dumps(typed)})
    assert (Act.objects.count(), Look.objects.count()) == (acts, looks)
    row = Draft.objects.get()
    # Two letters alone stand in a cipher by chance now and then.
    assert b"05-NQ/CB" not in bytes(row.sealed)
    kept = drafts.of(row.account, row.page, now=timezone.now())
    assert dict(kept.typed.lists()) == {"number": ["05-NQ/CB"]}


def test_only_the_newest_forty_are_kept(cast):
    at = timezone.now()
    for number in range(drafts.MOST + 3):
        drafts.keep(cast.officer, f"/{number}/", {}, mark="0" * 32, at=at + timedelta(minutes=number))
    assert Draft.objects.count() == drafts.MOST
    assert not Draft.objects.filter(page__in=["/0/", "/1/", "/2/"]).exists()


def test_a_blocked_account_has_begun_nothing(cast, secretary, exempting):
    left(secretary, exempting, **TYPED)
    procedure.roles.block_account(cast.cell_secretary, by=MACHINE)
    assert Draft.objects.count() == 0


def test_the_start_page_leads_back_and_names_nobody(secretary, exempting):
    left(secretary, exempting, **TYPED)
    page = " ".join(secretary.get("/").content.decode().split())
    assert f'<a href="{exempting}">Miễn công tác và sinh hoạt</a>, giữ lúc 14:05 ngày 24/11/2026' in page
    assert "Giàng Seo Lử" not in page
    answer = secretary.post(DROP, {"trang": exempting, "ve": "hom-nay"})
    assert answer["Location"] == "/"
    assert "Đang nhập dở" not in secretary.get("/").content.decode()


def test_what_somebody_else_has_changed_meanwhile_is_told_and_stays(cast, someone):
    """The draft remembers what the page had shown when it was begun."""
    address = reverse("correct-member", args=[someone.pk])
    first, second = signed_in(cast.officer), signed_in(cast.second_officer)
    left(second, address, other_names="Lử A", why="theo thẻ")
    one = fields(first.get(address).context["form"])
    assert first.post(address, {**one, "profile_number": "000777", "why": "theo sổ"}).status_code == 302
    told, done = again(second, address, fields(second.get(address).context["form"]))
    assert "001977 → 000777" in " ".join(told.content.decode().split())
    assert done.status_code == 302
    now = Member.unscoped.get(pk=someone.pk)
    assert (now.profile_number, now.other_names) == ("000777", "Lử A")


def test_the_pages_of_the_office_keep_drafts_too(cast):
    """An account, a role, a setting, a day off, a plan: each its own page."""
    both = builders.role(cast.officer, "administrator", cast.tree.district)
    client = signed_in(both)
    plan = builders.plan(cast.tree)["plan"]
    typed = {
        reverse("create-account"): ("full_name", "Nông Văn Dự"), reverse("office"): ("value", "Ban Tổ chức"),
        reverse("holidays"): ("name", "Giỗ Tổ"), reverse("draw-reorganisation"): ("name", "Sắp xếp 2027"),
        reverse("change-reorganisation", args=[plan]): ("name", "Sắp xếp lại"),
        reverse("grant-role", args=[cast.reader.pk]): ("until", "01/01/2027"),
    }  # fmt: skip
    for address, (field, value) in typed.items():
        assert left(client, address, **{field: value}).status_code == 200, address
        page = client.get(address)
        assert page.context["form"][field].value() == value
        assert NOTE in page.content.decode()
    assert Term.unscoped.filter(name="Sắp xếp 2027").count() == 0


def test_the_address_of_a_page_is_one_however_it_is_typed(secretary, someone, exempting):
    left(secretary, exempting, **TYPED)
    typed = exempting.replace(f"/{someone.pk}/", f"/00{someone.pk}/")
    assert secretary.get(typed).context["form"]["day"].value() == "1/11/2026"
