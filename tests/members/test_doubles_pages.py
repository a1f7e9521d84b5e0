"""The page of those who may stand twice, and the page on which two records are merged."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kit.calendar import PartialDate
from members import doubles, jobs, rights
from members.errors import Refusal
from members.models import Draft, Job, Member, Merge, NotSame, PossibleDouble
from members.procedure import people
from members.procedure.merging import check_merge, merge_members, set_not_same
from members.procedure.people import NumberGiven
from members.views import doubles as pages
from tests import builders
from tests.builders import MACHINE, PASSWORD, TODAY
from tests.ground import laid
from tests.members.test_drafts import left

pytestmark = pytest.mark.django_db
BORN = PartialDate(1970, 3, 4)


class Play:
    """Giàng Seo Lử stands in Thôn 1 of An Khê and, with a slip in the name, in Tân Lập; twice in An Khê stands Vừ Thị
    Mỷ; and thirty people of whom nobody stands twice."""

    def __init__(self) -> None:
        self.cast = builders.make_cast()
        tree = self.cast.tree
        card, other = [NumberGiven("card8", "12345678")], [NumberGiven("card8", "87654321")]
        self.here = builders.member("Giàng Seo Lử", tree.cell, birth=BORN, numbers=card)
        self.there = builders.member("Giàng Seo Lừ", tree.other_cell, birth=BORN, numbers=card)
        self.first = builders.member("Vừ Thị Mỷ", tree.cell, birth=PartialDate(1981, 5, 6), numbers=other, sex="f")
        self.second = builders.member("Vừ Thị Mỷ", tree.sibling, birth=PartialDate(1981, 5, 6), numbers=other, sex="f")

    def client(self, who: str) -> Client:
        client = Client()
        client.post(reverse("login"), {"username": getattr(self.cast, who).username, "password": PASSWORD})
        return client

    def searched(self) -> None:
        with builders.whole():
            found = doubles.pairs(TODAY)
        doubles.look_for_doubles(by=MACHINE, **found._asdict())

    def merging(self, client: Client, kept: Member, absorbed: Member, **said):
        points = check_merge(kept, absorbed).joining.points
        given = {one.key: one.proposed or "kept" for one in points} | {"why": "một người hai hồ sơ"} | said
        return client.post(reverse("merge", args=[kept.pk, absorbed.pk]), given)


ground = laid(Play, f"{TODAY}T05:00:00Z")


@pytest.fixture
def play(ground, db):
    with time_machine.travel(f"{TODAY}T05:00:00Z", tick=True):
        yield ground.found()


def text(answer) -> str:
    return answer.content.decode()


def test_the_search_is_a_job_that_the_officer_asks_for_and_finds_both_pairs(play):
    officer = play.client("officer")
    officer.post(reverse("search-doubles"))
    assert jobs.run_waiting(timezone.now()) == 1
    pairs = {frozenset(pair) for pair in PossibleDouble.unscoped.values_list("first", "second")}
    assert pairs == {frozenset((play.here.pk, play.there.pk)), frozenset((play.first.pk, play.second.pk))}
    shown = text(officer.get(reverse("doubles")))
    assert "Cần xem (2)" in shown
    assert "Vì sao" in shown
    assert "Hồ sơ có thể trùng: 2 cặp" in text(officer.get(reverse("today")))
    assert reverse("doubles") in text(officer.get(reverse("job", args=[Job.objects.get().pk])))


def test_a_search_that_is_cancelled_leaves_what_an_earlier_one_found(play):
    play.searched()
    officer = play.client("officer")
    officer.post(reverse("search-doubles"))
    job = Job.objects.get()

    def cancelled(work):
        jobs.cancel(job, at=timezone.now())
        return doubles.job(work)

    kept = jobs._kinds[doubles.KIND]
    jobs._kinds[doubles.KIND] = replace(kept, function=cancelled)
    try:
        before = list(PossibleDouble.unscoped.values_list("pk", flat=True))
        jobs.run_waiting(timezone.now())
    finally:
        jobs._kinds[doubles.KIND] = kept
    assert list(PossibleDouble.unscoped.values_list("pk", flat=True)) == before


def test_who_sees_one_side_is_told_that_there_may_be_another_and_nothing_of_it(play):
    play.searched()
    for who, mine in (("committee_secretary", "Giàng Seo Lử"), ("outsider", "Giàng Seo Lừ")):
        shown = text(play.client(who).get(reverse("doubles")))
        assert mine in shown
        assert "Có thể đã có hồ sơ ở nơi khác, cấp trên trả lời." in shown
        assert ("Giàng Seo Lừ" if mine == "Giàng Seo Lử" else "Giàng Seo Lử") not in shown
        assert "Thôn Đồng" not in shown or who == "outsider"
    assert "Vừ Thị Mỷ" not in text(play.client("outsider").get(reverse("doubles")))


@pytest.fixture
def four_pairs(play, monkeypatch):
    """Two on a page; of the four the second and the third have the same evidence. By evidence, the strongest first."""
    monkeypatch.setattr(doubles, "PAGE", 2)
    people = sorted((play.here, play.there, play.first, play.second), key=lambda one: one.pk)
    for bits, (one, other) in zip((9.5, 20.25, 7.0, 9.5), combinations(people, 2), strict=False):
        PossibleDouble.unscoped.create(first=one, second=other, bits=bits, why=[], found_on=TODAY)
    return list(PossibleDouble.unscoped.order_by("-bits", "pk"))


def test_the_pairs_are_paged_by_evidence_and_none_is_shown_twice_or_left_out(play, four_pairs):
    officer = play.client("officer")

    def shown(query=""):
        page = text(officer.get(reverse("doubles") + query))
        assert "Cần xem (4)" in page
        assert "2 trong 4 cặp" in page
        return page, [one.pk for one in four_pairs if reverse("not-same", args=[one.pk]) in page]

    first, second, third, fourth = (one.pk for one in four_pairs)
    page, pairs = shown()
    assert pairs == [first, second]
    assert f'href="?sau={second}" rel="next"' in page
    page, pairs = shown(f"?sau={second}")
    assert pairs == [third, fourth]
    assert 'rel="next"' not in page
    assert f'href="?truoc={third}" rel="prev"' in page
    assert shown(f"?truoc={third}")[1] == [first, second]
    for nonsense in ("?sau=999999", "?sau=x", f"?sau={fourth}", f"?truoc={first}"):
        assert shown(nonsense)[1] == [first, second]


def test_a_committee_tells_two_of_its_own_apart_and_they_are_not_asked_about_again(play):
    play.searched()
    pair = PossibleDouble.unscoped.get(first=play.first)
    secretary = play.client("committee_secretary")
    assert secretary.post(reverse("not-same", args=[pair.pk]), {"why": "hai chị em"}).status_code == 302
    assert NotSame.unscoped.get().reason == "hai chị em"
    play.searched()
    assert not PossibleDouble.unscoped.filter(first=play.first).exists()
    assert "hai chị em" in text(secretary.get(reverse("doubles")))
    other = PossibleDouble.unscoped.get(first=play.here)
    assert secretary.post(reverse("not-same", args=[other.pk]), {"why": "x"}).status_code == 404
    assert (
        secretary.post(reverse("same-after-all", args=[NotSame.unscoped.get().pk]), {"why": "nhầm"}).status_code == 302
    )
    assert not NotSame.unscoped.exists()


def test_the_page_asks_where_both_differ_and_merges_what_was_chosen(play):
    officer = play.client("officer")
    page = text(officer.get(reverse("merge", args=[play.here.pk, play.there.pk])))
    assert "Giàng Seo Lừ" in page
    assert "Hai bên ghi giống nhau" in page
    assert "Nhật ký (1) ở lại hồ sơ được gộp: dòng nhật ký không bao giờ đổi" in page
    assert officer.post(reverse("merge", args=[play.here.pk, play.there.pk]), {"why": "x"}).status_code == 422
    assert not Merge.unscoped.exists()
    assert play.merging(officer, play.here, play.there, full_name="absorbed").status_code == 302
    play.here.refresh_from_db()
    assert play.here.full_name == "Giàng Seo Lừ"


def test_of_two_card_numbers_no_more_is_shown_than_tells_them_apart(play):
    another = builders.member(
        "Giàng Seo Lư", play.cast.tree.cell, birth=BORN, numbers=[NumberGiven("card8", "12445678")]
    )
    page = text(play.client("officer").get(reverse("merge", args=[play.here.pk, another.pk])))
    assert "số thẻ theo Quyết định 85 ••3••678, từ trước" in page
    assert "số thẻ theo Quyết định 85 ••4••678, từ trước" in page
    assert not {"12345678", "12445678"} & set(re.findall(r"\d{8}", page))


def test_what_was_chosen_and_typed_survives_a_lost_line_until_it_is_sent(play):
    officer, address = play.client("officer"), reverse("merge", args=[play.here.pk, play.there.pk])
    kept = left(officer, address, full_name="absorbed", why="chuyển đến năm 2010")
    assert "Đã giữ bản nháp" in text(kept)
    page = officer.get(address)
    assert "Đang tiếp tục bản nhập dở" in text(page)
    form = page.context["form"]
    assert (form["full_name"].value(), form["why"].value()) == ("absorbed", "chuyển đến năm 2010")
    assert re.search(r'name="full_name" value="absorbed"[^>]* checked', text(page))
    people.correct_member(play.there, by=MACHINE, sex="f", why="ghi nhầm")
    play.there.refresh_from_db()
    sent = {name: form[name].value() for name in ("full_name", "why", "seen", "seen_other")}
    refused = play.merging(officer, play.here, play.there, **sent)
    assert refused.status_code == 422
    assert "vừa sửa" in text(refused), "the other record was changed since that was chosen"
    assert play.merging(officer, play.here, play.there, full_name="absorbed").status_code == 302
    assert not Draft.objects.exists()


def test_a_committee_keeps_no_draft_of_a_merge(play):
    secretary = play.client("committee_secretary")
    for other, answer in ((play.second, 403), (play.there, 404)):
        address = reverse("merge", args=[play.here.pk, other.pk])
        given = {"trang": address, "dau": "0" * 32, "cac-o": '{"why": ["x"]}'}
        assert secretary.post(reverse("keep-draft"), given).status_code == answer
    assert not Draft.objects.exists()


def test_an_old_link_leads_to_the_kept_record_which_shows_the_merge_and_undoes_it(play):
    officer = play.client("officer")
    play.merging(officer, play.here, play.there)
    merge = Merge.unscoped.get()
    assert officer.get(reverse("person", args=[play.there.pk])).url == reverse("person", args=[play.here.pk])
    kept = text(officer.get(reverse("person", args=[play.here.pk])))
    assert reverse("merged", args=[merge.pk]) in kept
    page = text(officer.get(reverse("merged", args=[merge.pk])))
    assert "Đã ghi về hồ sơ được gộp" in page
    assert reverse("undo-merge", args=[merge.pk]) in page
    assert officer.post(reverse("undo-merge", args=[merge.pk]), {"why": "gộp nhầm"}).status_code == 302
    assert officer.get(reverse("person", args=[play.there.pk])).status_code == 200


@pytest.fixture
def chain(play):
    """Giàng Seo Lừ of Tân Lập into Giàng Seo Lử of An Khê, and that one into a third record, in Tân Lập: the merges in
    that order."""
    third = builders.member("Giàng A Lử", play.cast.tree.other_cell)
    officer = play.client("officer")
    play.merging(officer, play.here, play.there)
    ends = [one.key for one in check_merge(third, play.here).joining.points if one.kind == "placements"]
    play.merging(officer, third, play.here, **dict.fromkeys(ends, "kept"))
    return list(Merge.unscoped.order_by("act"))


@pytest.mark.postgres
def test_who_opens_the_last_record_of_a_chain_sees_each_merge_of_it(play, chain):
    outsider, officer = play.client("outsider"), play.client("officer")
    page = text(outsider.get(reverse("person", args=[chain[1].kept_id])))
    for one in chain:
        assert f'href="{reverse("merged", args=[one.pk])}"' in page
        assert outsider.get(reverse("merged", args=[one.pk])).status_code == 200
    assert "gộp vào Giàng Seo Lử ngày" in page
    pages = [text(officer.get(reverse("merged", args=[one.pk]))) for one in chain]
    offered = [reverse("undo-merge", args=[one.pk]) in page for one, page in zip(chain, pages, strict=True)]
    assert offered == [False, True]
    old = officer.get(reverse("person", args=[chain[0].absorbed_id]))
    assert old.url == reverse("person", args=[chain[1].kept_id])


def test_a_chain_is_seen_by_nobody_who_does_not_open_its_last_record(play, chain):
    """The committee of An Khê saw the first merge until its record became part of one in Tân Lập."""
    for who in ("committee_secretary", "cell_secretary", "reader"):
        client = play.client(who)
        for one in chain:
            assert client.get(reverse("merged", args=[one.pk])).status_code == 404
            assert client.get(reverse("undo-merge", args=[one.pk])).status_code == 404


def test_the_first_merge_of_a_chain_waits_for_the_second_and_says_so(play, chain):
    officer, (first, second) = play.client("officer"), chain
    stands = "hãy hoàn lại trước: gộp Giàng Seo Lử vào Giàng A Lử."
    page = text(officer.get(reverse("merged", args=[first.pk])))
    assert stands in page
    assert "Hồ sơ ấy sau đó được gộp vào hồ sơ" in page
    assert reverse("undo-merge", args=[first.pk]) not in page
    refused = officer.post(reverse("undo-merge", args=[first.pk]), {"why": "gộp nhầm"})
    assert refused.status_code == 422
    assert stands in text(refused)
    for one in (second, first):
        assert officer.post(reverse("undo-merge", args=[one.pk]), {"why": "gộp nhầm"}).status_code == 302
    assert not Merge.unscoped.exists()


def test_who_is_not_in_the_unit_of_the_kept_record_is_led_nowhere(play):
    play.merging(play.client("officer"), play.there, play.here)
    secretary = play.client("committee_secretary")
    assert secretary.get(reverse("person", args=[play.here.pk]), follow=True).status_code == 404
    assert secretary.get(reverse("merged", args=[Merge.unscoped.get().pk])).status_code == 404


def test_a_committee_does_not_merge(play):
    secretary = play.client("committee_secretary")
    assert play.merging(secretary, play.first, play.second).status_code == 403
    assert play.merging(secretary, play.here, play.there).status_code == 404


def test_who_may_be_this_person_is_named_from_the_record_itself(play):
    page = text(play.client("officer").get(reverse("merge-with", args=[play.here.pk])))
    assert reverse("merge", args=[play.here.pk, play.there.pk]) in page
    assert "cùng số thẻ" in page
    choices = {one.key: one.proposed or "kept" for one in check_merge(play.here, play.there).joining.points}
    merge_members(play.here, by=MACHINE, absorbed=play.there, choices=choices, why="một người")
    assert "Không thấy ai" in text(play.client("officer").get(reverse("merge-with", args=[play.here.pk])))


@pytest.mark.parametrize(("who", "led"), [("officer", True), ("committee_secretary", True), ("reader", False)])
def test_the_page_of_a_committee_leads_there_before_anybody_was_looked_for(play, who, led):
    page = text(play.client(who).get(reverse("organisation", args=[play.cast.tree.committee.pk])))
    assert (f'href="{reverse("doubles")}"' in page) == led


def test_a_search_that_failed_says_so_on_its_page_and_can_be_asked_for_again(play, monkeypatch):
    def fails(work):
        raise Refusal("Đĩa đầy.")

    officer = play.client("officer")
    officer.post(reverse("search-doubles"))
    monkeypatch.setitem(jobs._kinds, doubles.KIND, replace(jobs._kinds[doubles.KIND], function=fails))
    jobs.run_waiting(timezone.now())
    assert "Đĩa đầy." in text(officer.get(reverse("job", args=[Job.objects.get().pk])))
    assert "Tìm trong toàn sổ" in text(officer.get(reverse("doubles")))


@pytest.mark.parametrize("who", ["officer", "committee_secretary", "cell_secretary", "reader", "outsider"])
def test_what_one_may_do_to_many_is_what_one_may_do_to_each(play, who):
    actor = builders.actor(getattr(play.cast, who))
    gone = builders.leaver("Vàng Mí Sính", play.cast.tree.cell)
    people = [one.pk for one in (play.here, play.there, play.first, play.second, gone)]
    for pk, verbs in rights.allowed_of_people(actor, people).items():
        case = rights.case_of_person(pk, actor.day)
        assert verbs == {verb for verb in rights.VERBS if rights.may(actor, verb, case)}


def test_who_was_told_apart_long_ago_is_found_on_the_pages_behind(play, monkeypatch):
    monkeypatch.setattr(pages, "APART", 1)
    officer = play.client("officer")
    for other in (play.there, play.first):
        set_not_same(play.here, by=MACHINE, other=other, why=f"không phải {other.full_name}")
    newest = NotSame.unscoped.order_by("-pk")[0]
    page = text(officer.get(reverse("doubles")))
    assert "không phải Vừ Thị Mỷ" in page
    assert "không phải Giàng Seo Lừ" not in page
    assert f'href="?cu-hon={newest.pk}#khac"' in page
    assert "không phải Giàng Seo Lừ" in text(officer.get(reverse("doubles") + f"?cu-hon={newest.pk}"))


def test_the_page_asks_no_more_often_for_two_pairs_than_for_one(play):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            officer.get(reverse("doubles"))
        return len(captured)

    play.searched()
    officer = play.client("officer")
    asked()
    two = asked()
    PossibleDouble.unscoped.order_by("pk").first().delete()
    assert asked() == two
