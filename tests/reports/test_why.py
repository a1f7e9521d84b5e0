"""Every link of a sent list explains itself: on the page of the settling as on that of comparing, to who has sight."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kit.calendar import PartialDate
from members import procedure as members
from members.models import Member
from reports.reconciliation.models import Kind, ListedPerson
from reports.reconciliation.procedure import choosing
from tests import builders
from tests.reports import play, settling
from tests.reports.pages import text
from tests.reports.settling import UN
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
WHY = "Vì sao là người này"
SWAPPED = play.row("Sùng A Pao", birth="6/4/1965")


def opened(client, one):
    return client.get(reverse("difference", args=[one.list.reconciliation_id, one.pk]))


def tenths(rows):
    return [round(10 * float(points.replace(",", ".").replace("−", "-"))) for _, _, points in rows]


def adds_up(rows):
    *parts, total = tenths(rows)
    return [field for field, _, _ in rows[-2:]] == ["Khi chưa so gì", "Cộng"] and sum(parts) == total


@pytest.fixture
def officer(cast):
    return signed_in(cast.officer)


@pytest.mark.postgres
def test_the_same_pair_is_explained_in_the_same_words_on_both_pages_and_adds_up(officer, own):
    file = play.file(SWAPPED, play.row(**UN))
    said = {"file": SimpleUploadedFile("an-khe.xlsx", file), "day": "30/06/2026"}
    (compared, *_) = officer.get(officer.post(reverse("comparisons"), said)["Location"]).context["rows"]
    page = opened(officer, settling.point(play.sent(own, file), Kind.DATE))
    (why,) = page.context["person"].why
    assert why.rows == compared["why"]
    assert adds_up(why.rows) and tenths(why.rows)[-1] > 0
    assert ("Ngày sinh", "ngày và tháng đổi chỗ") in [(field, seen) for field, seen, _ in why.rows]
    assert WHY in text(page) and "ngày và tháng đổi chỗ" in text(page)


def test_the_committee_reads_why_of_its_own_people_also_in_the_whole_list(cast, own):
    point = settling.point(play.sent(own, play.file(SWAPPED, play.row(**UN))), Kind.DATE)
    secretary = signed_in(cast.committee_secretary)
    assert adds_up(opened(secretary, point).context["person"].why[0].rows)
    assert WHY in text(secretary.get(reverse("reconciliation", args=[own.pk])))


def test_of_a_record_elsewhere_the_officer_alone_reads_why(cast, own, officer):
    point = settling.point(play.sent(own, play.file(*play.BOTH, play.FOREIGN)), Kind.ELSEWHERE)
    (why,) = opened(officer, point).context["person"].why
    assert ("Số thẻ", "giống nhau") in [(field, seen) for field, seen, _ in why.rows]
    page = opened(signed_in(cast.committee_secretary), point)
    assert page.context["person"].why == [] and "Vì sao" not in text(page)


def test_of_who_moved_away_the_committee_reads_no_more_than_that(cast, own, officer):
    person = Member.unscoped.get(full_name="Sùng A Páo")
    members.places.move(person, by=builders.MACHINE, organisation=cast.tree.other_cell, day=date(2026, 3, 1))
    point = settling.point(play.sent(own, play.file(*play.BOTH)), Kind.MOVED)
    assert opened(signed_in(cast.committee_secretary), point).context["person"].why == []
    assert opened(officer, point).context["person"].why


def test_whoever_stands_in_two_rows_is_explained_row_by_row(own, officer):
    again = SWAPPED | {"card": "", "cell": "Chi bộ Thôn 2"}
    point = settling.point(play.sent(own, play.file(SWAPPED, play.row(**UN), again)), Kind.TWICE)
    page = opened(officer, point)
    why = page.context["person"].why
    assert len({one.head for one in why}) == len({one.row for one in play.differences(point.list)}) == 2
    assert all(adds_up(one.rows) for one in why)
    cells = [seen for one in why for field, seen, _ in one.rows if field == "Nơi sinh hoạt"]
    assert cells == ["cùng chi bộ", "cùng đảng bộ, khác chi bộ"]


def unclear(cast, own):
    """Father and son of one name in one cell; the row does not say which."""
    for card, born in (("44444444", PartialDate(1950, 3, 4)), ("55555555", PartialDate(1980, 5, 6))):
        play.person("Hạng A Dế", cast.tree.cell, card, born)
    row = play.row("Hạng A Dế", birth="", card="", admitted="", official="", sex="Nữ")
    return settling.point(play.sent(own, play.file(*play.BOTH, row)), Kind.UNCLEAR)


def test_each_of_those_a_row_may_mean_is_explained_to_the_officer_alone(cast, own, officer):
    point = unclear(cast, own)
    page = opened(officer, point)
    assert len(page.context["candidates"]) == 2
    assert all(adds_up(one.why) for one in page.context["candidates"])
    assert text(page).count("Vì sao có thể là người này") == 2
    assert "Vì sao có thể" not in text(opened(signed_in(cast.committee_secretary), point))


def test_a_link_alike_in_every_field_says_why_it_is_asked_about_all_the_same(cast, own, officer):
    """Father and son of one name in one cell; the row is the son's, word for word."""
    for card, born in (("44444444", PartialDate(1950, 3, 4)), ("55555555", PartialDate(1980, 5, 6))):
        play.person("Hạng A Dế", cast.tree.cell, card, born)
    row = play.row("Hạng A Dế", birth="6/5/1980", card="55555555")
    point = settling.point(play.sent(own, play.file(*play.BOTH, row)), Kind.UNCLEAR)
    page = opened(officer, point)
    asked = [one.why[0] for one in page.context["candidates"] if one.why[0][0] == "Còn hỏi vì"]
    sentence = "trong sổ còn người khác cùng họ tên (không kể dấu), ở cùng chi bộ hoặc cùng năm sinh"
    assert asked == [("Còn hỏi vì", sentence, "0,0")] and sentence in text(page)
    assert all(adds_up(one.why) for one in page.context["candidates"])


def test_who_was_chosen_by_a_person_is_said_to_be_and_not_counted(cast, own, officer):
    point = unclear(cast, own)
    son = Member.unscoped.get(full_name="Hạng A Dế", birth_on=date(1980, 5, 6))
    choosing.choose_person(point, by=builders.actor(cast.officer), member=son)
    settling.again(point.list)
    page = opened(officer, settling.point(point.list, Kind.SEX))
    (why,) = page.context["person"].why
    assert why.rows[0] == ("Người này", "cán bộ tổ chức đã chọn", "0,0")
    assert adds_up(why.rows)


def test_a_list_that_was_compared_before_reasons_were_kept_says_so(own, officer):
    point = settling.point(play.sent(own, play.file(SWAPPED, play.row(**UN))), Kind.DATE)
    ListedPerson.unscoped.update(why=[])
    page = opened(officer, point)
    assert "so trước khi chương trình giữ lại vì sao nhận ra người" in text(page)
    assert WHY not in text(page)


def test_what_is_kept_of_a_link_is_small(own):
    play.sent(own, play.file(SWAPPED, play.row(**UN)))
    kept = list(ListedPerson.unscoped.values_list("why", flat=True))
    assert len(kept) == 2
    assert all(why and len(str(why)) < 500 for why in kept)
