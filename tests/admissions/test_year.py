"""The year of admissions on its page: each committee against its target and the year before, and the names behind."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse

from admissions import figures, procedure
from admissions.models import StepKind
from admissions.rules.year import Left, left_of
from members.models import Look
from members.procedure import places, tree
from tests import builders
from tests.admissions import play
from tests.builders import MACHINE
from tests.members.officer_play import cast, ground, officer
from tests.reports.pages import questions, text
from tests.signing_in import signed_in

__all__ = ["cast", "ground", "officer"]
pytestmark = pytest.mark.django_db
S = StepKind
NEW_YEAR, TODAY = date(2026, 1, 1), MACHINE.day


def year_of(since=NEW_YEAR, day=TODAY):
    with builders.whole():
        return figures.year_of(since, day)


def admitted(cell, name, day, **given):
    given = {"official_on": None, "recognition_decision": None} | given
    return builders.member(name, cell, admitted_on=day, **given)


def links(answer):
    """{what a link is called to those who listen: where it leads}."""
    found = re.findall(r'<a href="([^"]+)" aria-label="([^"]+)"', answer.content.decode())
    return {unescape(label): unescape(href) for href, label in found}


@pytest.mark.postgres
class TestWhatIsCounted:
    def test_a_file_waits_for_one_thing_on_each_day(self, cast):
        play.until(play.found(cast.tree.cell), S.COMMITTEE)
        here = cast.tree.committee.pk
        at = {
            play.FOUND - timedelta(1): None, play.FOUND: "nguon", play.day_of(S.CLASS_PROPOSED): "lop",
            play.day_of(S.CERTIFICATE): "ho-so", play.day_of(S.GATHERED): "chi-bo", play.day_of(S.CELL): "dang-uy",
            play.day_of(S.COMMITTEE): "cap-quyet-dinh",
        }  # fmt: skip
        for day, key in at.items():
            now = year_of(day, day).now
            assert {one for one, lines in now.items() if lines[here]} == ({key, "dang-xet"} if key else set())

    def test_who_is_decided_on_waits_for_the_ceremony_and_then_is_admitted(self, cast):
        one = play.until(play.found(cast.tree.cell), S.RECORDS)
        held = play.day_of(S.CEREMONY)
        before, after = year_of(held - timedelta(1), held - timedelta(1)).now, year_of(held, held).now
        assert (before["cho-le"].total(), before["ket-nap"].total()) == (1, 0)
        assert (after["cho-le"].total(), after["ket-nap"].total()) == (0, 1)
        assert one.member_id

    def test_who_was_stopped_waits_until_that_day(self, cast):
        one = play.found(cast.tree.cell)
        procedure.stop_file(one, by=MACHINE, kind="withdrawn", day=date(2026, 5, 4))
        assert year_of(day=date(2026, 5, 3)).now["dang-xet"].total() == 1
        assert year_of(day=date(2026, 5, 4)).now["dang-xet"].total() == 0

    def test_an_admission_is_of_the_place_of_that_day_and_of_the_year_of_that_day(self, cast):
        """Also of whom the register has no file."""
        admitted(cast.tree.cell, "Vàng Seo Nay", date(2026, 2, 3))
        admitted(cast.tree.other_cell, "Vàng Seo Trước", date(2025, 2, 3))
        admitted(cast.tree.other_cell, "Vàng Seo Sau", date(2025, 9, 2))
        found = year_of()
        assert dict(found.now["ket-nap"]) == {cast.tree.committee.pk: 1}
        assert dict(found.before["ket-nap"]) == {cast.tree.other_committee.pk: 1}

    def test_the_average_of_a_step_says_of_how_many_files(self, cast):
        play.until(play.found(cast.tree.cell), S.SYMPATHISER)
        late = play.found(cast.tree.cell, "Giàng Thị Mai")
        play.do(late, S.SYMPATHISER, day=play.FOUND + timedelta(days=20))
        (step,) = [one for one in year_of(date(2025, 1, 1)).stages if one.kind == S.SYMPATHISER]
        assert (step.done, step.days, step.waiting) == (2, 17.0, 0)

    @pytest.mark.parametrize(
        ("admitted_on", "group"),
        [
            (None, Left.UNKNOWN), (date(2025, 6, 29), Left.OVER), (date(2025, 6, 30), Left.DAYS_30),
            (date(2025, 7, 30), Left.DAYS_30), (date(2025, 7, 31), Left.DAYS_90), (date(2025, 9, 28), Left.DAYS_90),
            (date(2025, 9, 29), Left.DAYS_180), (date(2025, 12, 27), Left.DAYS_180), (date(2025, 12, 28), Left.MORE),
        ],
    )  # fmt: skip
    def test_the_last_day_of_a_probation_is_in_time(self, admitted_on, group):
        assert left_of(admitted_on, TODAY)[0] is group

    def test_an_empty_period_is_none(self, cast):
        with pytest.raises(ValueError, match="empty"):
            year_of(TODAY, TODAY - timedelta(1))


class TestTheRecognition:
    def test_its_steps_count_from_the_end_of_the_months_and_say_who_waits(self, cast, officer):
        done = play.recognised(play.gathered(play.probationer(cast.tree.cell)))
        play.probationer(cast.tree.cell, "Vàng Thị Súa")
        found = {str(one.kind): one for one in year_of().after}
        # The certificate was given half-way through the months, in the year before.
        assert (found["certificate"].waiting, found["certificate"].done) == (1, 0)
        assert {one.kind: one.done for one in year_of(date(2025, 1, 1)).after}["certificate"] == 1
        assert found["decision"].done == 1 and found["decision"].days is not None
        page = officer.get(reverse("year"))
        to = links(page)
        (waits,) = [to[label] for label in to if "đang chờ bước Công nhận 1. " in label]
        named = text(officer.get(waits))
        assert "Vàng Thị Súa" in named and done.full_name not in named
        (made,) = [to[label] for label in to if "đã làm bước Công nhận 8. " in label]
        named = text(officer.get(made))
        assert done.full_name in named and "Vàng Thị Súa" not in named

    @pytest.mark.parametrize("key", ["cho-cn-xet", "buoc-cn-", "cho-xet", "buoc-", "cn-decision"])
    def test_a_step_that_is_none_has_no_names(self, cast, officer, key):
        assert officer.get(reverse("year-names"), {"gi": key}).status_code == 404


class TestThePage:
    def test_it_says_the_year_in_words_and_each_number_opens_its_names(self, cast, officer):
        play.target(cast.tree.committee, 4)
        play.found(cast.tree.cell, "Giàng Thị Mỷ")
        admitted(cast.tree.cell, "Vàng Seo Nay", date(2026, 2, 3))
        page = officer.get(reverse("year"))
        said = text(page)
        assert "Đã kết nạp 1 người; cùng kỳ năm trước 0 người, hơn 1." in said
        assert "Chỉ tiêu năm 2026 là 4 người: đạt 25,0%." in said
        assert "1/4" in said
        to = links(page)
        assert "Vàng Seo Nay" in text(officer.get(to["1: Đã kết nạp, Đảng bộ xã An Khê"]))
        assert "Giàng Thị Mỷ" in text(officer.get(to["1: Trong nguồn, Đảng bộ xã An Khê"]))
        assert "12/01/2026" in text(officer.get(to["4: chỉ tiêu, Đảng bộ xã An Khê"]))
        assert "03/02/2027 (còn 218 ngày)" in text(officer.get(to["1: còn hơn 180 ngày"]))

    def test_every_link_of_the_page_opens_as_many_names_as_it_says(self, cast, officer):
        for at, end in enumerate((S.CLASS_PROPOSED, S.GATHERED, S.CELL, S.DECISION, S.RECORDS)):
            play.until(play.found(cast.tree.cell, f"Giàng Seo Số {at}"), end)
        admitted(cast.tree.other_cell, "Vàng Seo Trước", date(2025, 2, 3))
        for asked in ({}, {"tu": "1/1/2025", "den": "31/12/2025"}):
            to = links(officer.get(reverse("year"), asked))
            assert len(to) > 8
            for label, href in to.items():
                rows = re.findall(r'<th scope="row"', officer.get(href).content.decode())
                assert len(rows) == int(label.partition(":")[0]), (label, href)

    def test_a_past_day_says_what_was_then(self, cast, officer):
        play.until(play.found(cast.tree.cell), S.CERTIFICATE)
        said = links(officer.get(reverse("year"), {"tu": "1/1/2025", "den": "20/2/2025"}))
        assert "1: Trong nguồn, Đảng bộ xã An Khê" in said
        assert "1: Làm hồ sơ, Đảng bộ xã An Khê" not in said

    def test_the_names_of_last_year_are_those_of_the_place_that_carries_them_on(self, cast, officer):
        one = admitted(cast.tree.sibling, "Vàng Seo Trước", date(2025, 2, 3))
        moved = date(2026, 3, 2)
        places.move(one, by=MACHINE, organisation=cast.tree.cell, day=moved)
        tree.close_organisation(cast.tree.sibling, by=MACHINE, day=moved, successor=cast.tree.other_cell)
        to = links(officer.get(reverse("year")))
        href = to["1: Đã kết nạp, Đảng bộ xã Tân Lập, cùng kỳ năm trước"]
        assert "cay=" in href
        assert "Vàng Seo Trước" in text(officer.get(href))

    def test_a_committee_sees_its_own_line_and_a_cell_itself(self, cast):
        play.found(cast.tree.cell)
        play.found(cast.tree.other_cell, "Giàng Thị Xa")
        page = signed_in(cast.committee_secretary).get(reverse("year"))
        assert "1: Trong nguồn, Đảng bộ xã An Khê" in links(page)
        assert "Tân Lập" not in page.content.decode()
        assert "1: Trong nguồn, Chi bộ Thôn 1" in links(signed_in(cast.cell_secretary).get(reverse("year")))

    def test_names_of_another_part_are_not_there(self, cast):
        play.found(cast.tree.other_cell, "Giàng Thị Xa")
        admitted(cast.tree.other_cell, "Vàng Seo Xa", date(2026, 2, 3))
        client = signed_in(cast.committee_secretary)
        for key in ("dang-xet", "ket-nap", "du-bi-tren-180"):
            assert "Xa" not in text(client.get(reverse("year-names"), {"gi": key}))
        other = {"gi": "ket-nap", "noi": str(cast.tree.other_committee.pk)}
        assert client.get(reverse("year-names"), other).status_code == 404

    @pytest.mark.parametrize(
        "asked", [{"gi": "khong-co"}, {"gi": "du-bi-x"}, {"gi": "cho-x"}, {"noi": "x"}, {"noi": "9" * 30},
                  {"tu": "2/2/2026", "den": "1/1/2026"}, {"den": "32/1/2026"}],
    )  # fmt: skip
    def test_what_is_no_figure_no_place_and_no_period_is_not_there(self, cast, officer, asked):
        assert officer.get(reverse("year-names"), asked).status_code == 404

    @pytest.mark.parametrize(
        ("asked", "sentence"),
        [({"den": "1/7/2026"}, "Ngày này chưa đến"), ({"tu": "2/2/2026", "den": "1/1/2026"}, "Ngày cuối phải từ"),
         ({"tu": "x"}, "theo dạng ngày/tháng/năm")],
    )  # fmt: skip
    def test_a_period_that_is_none_says_why_and_shows_this_year(self, cast, officer, asked, sentence):
        answer = officer.get(reverse("year"), asked)
        assert answer.status_code == 422
        assert sentence in text(answer)
        assert "Kết nạp từ 01/01/2026 đến hết 30/6/2026" in text(answer)

    def test_a_period_of_two_years_has_no_target(self, cast, officer):
        play.target(cast.tree.committee, 4)
        said = text(officer.get(reverse("year"), {"tu": "1/7/2025", "den": "30/6/2026"}))
        assert "Chỉ so với chỉ tiêu khi xem từ đầu một năm" in said
        assert "1/4" not in said

    def test_who_looks_at_names_leaves_a_line(self, cast, officer):
        one = admitted(cast.tree.cell, "Vàng Seo Nay", date(2026, 2, 3))
        officer.get(reverse("year-names"), {"gi": "ket-nap"})
        look = Look.objects.get(page="year-names")
        assert f",{one.pk}," in look.values_row.members

    def test_neither_page_asks_more_often_for_more_files_people_and_places(self, cast, officer):
        def grow(many, first):
            for at in range(first, first + many):
                cell = builders.organisation(f"Chi bộ Thôn số {at}", "cell", cast.tree.committee)
                builders.organisation(f"Đảng bộ xã số {at}", "committee", cast.tree.district)
                play.until(play.found(cell, f"Giàng Seo Số {at}"), S.CLASS_PROPOSED)
                admitted(cell, f"Vàng Seo Số {at}", date(2026, 2, 3))
                play.target(builders.organisation(f"Chi bộ cơ sở số {at}", "grass_cell", cast.tree.district), at + 1)

        pages = [reverse("year"), reverse("year-names"), f"{reverse('year-names')}?gi=ket-nap", reverse("targets")]
        grow(2, 0)
        before = [len(questions(officer, one)) for one in pages]
        grow(6, 2)
        assert [len(questions(officer, one)) for one in pages] == before


def test_the_page_leads_to_each_of_its_parts_without_a_script(cast, officer):
    page = officer.get(reverse("year"), {"tu": "01/01/2026", "den": "31/03/2026"}).content.decode()
    (contents,) = re.findall(r'<nav[^>]*aria-label="Mục trong trang".*?</nav>', page, re.DOTALL)
    named = re.findall(r'href="#([^"]+)"', contents)
    assert named == re.findall(r'<h2 id="([^"]+)"', page)
    assert f"{reverse('enterprises')}?ngay=31/3/2026" in unescape(contents).replace("%2F", "/")


def test_the_standing_committee_reads_each_number_with_its_names_and_opens_no_page(cast, officer):
    play.target(cast.tree.committee, 12)
    one = play.found(cast.tree.cell)
    play.probationer(cast.tree.cell, "Vàng Thị Súa")
    reader = signed_in(cast.reader)
    page = reader.get(reverse("year"))
    numbers = [
        [re.sub(r"<[^>]+>", "", cell).strip()
         for cell in re.findall(r"<td[^>]*>(.*?)</td>", one.get(reverse("year")).content.decode(), re.DOTALL)]
        for one in (reader, officer)
    ]  # fmt: skip
    assert numbers[0] == numbers[1]
    assert "12" in numbers[0]
    assert "Đang xét 1 hồ sơ" in text(page)
    for name in ("targets", "enterprises", "applicants"):
        assert not re.search(f'href="{reverse(name)}["?#]', page.content.decode())
    assert links(page).keys() == {key for key in links(officer.get(reverse("year"))) if "chỉ tiêu" not in key}
    seen = ""
    for label, href in links(page).items():
        named = reader.get(href)
        seen += text(named)
        rows = named.content.decode().partition("<tbody")[2].partition("</tbody>")[0]
        assert str(rows.count("<tr")) == label.partition(":")[0]
        assert "<a " not in rows
    assert one.full_name in seen and "Vàng Thị Súa" in seen
    assert reverse("year") in reader.get(reverse("admission-progress")).content.decode()
