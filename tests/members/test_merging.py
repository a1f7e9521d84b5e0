"""One person with two records: merged by what a person chose, nothing lost, taken back whole; or told apart."""

from __future__ import annotations

from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from members import finding, registry, rights
from members.errors import NotAllowed, Outdated, RuleBroken
from members.merged import kept_of
from members.models import (
    Act,
    Exemption,
    Finding,
    Member,
    Membership,
    Merge,
    NotSame,
    Placement,
    Proposal,
)
from members.procedure import people, places, readmitting, standing
from members.procedure.merging import check_merge, merge_members, set_not_same, take_back_not_same, undo_merge
from members.procedure.people import NumberGiven
from members.procedure.proposals import propose
from members.procedure.revert import revert
from tests import builders
from tests.builders import MACHINE, TODAY
from tests.ground import laid
from tests.properties.plain import dump, facts

pytestmark = pytest.mark.django_db
WHY = "đã xem hồ sơ giấy, là một người"
MOVED = date(2020, 5, 1)


ground = laid(builders.make_tree)


@pytest.fixture
def tree(ground, db):
    return ground.found()


@pytest.fixture
def two(tree):
    """The same person entered in Thôn 1 with an old card number, and years later again in Thôn 2."""
    first = builders.member(
        "Giàng Seo Lử", tree.cell, source_id="M1", numbers=[NumberGiven("card8", "12345678")], theory="elementary"
    )
    second = builders.member("Giàng Seo Lừ", tree.sibling, since=MOVED, source_id="M2", schooling="upper")
    standing.exempt(second, by=MACHINE, reason="age", day=date(2024, 1, 1))
    return first, second


def points(kept, absorbed):
    return {one.label: one for one in check_merge(kept, absorbed).joining.points}


def key_of(kept, absorbed, label):
    return points(kept, absorbed)[label].key


def as_chosen(kept, absorbed, **ways):
    """Everything that is open decided: by label as said, else for the kept record."""
    found = check_merge(kept, absorbed).joining.points
    return {one.key: ways.get(one.label.split()[0], one.proposed or "kept") for one in found}


def merged(kept, absorbed, **ways):
    chosen = as_chosen(kept, absorbed, **ways)
    return merge_members(kept, by=MACHINE, absorbed=absorbed, choices=chosen, why=WHY)


# --- what is asked, and what is not ---


def test_only_what_differs_is_asked_and_what_one_side_alone_knows_is_proposed(two):
    asked = {label: one.proposed for label, one in points(*two).items()}
    assert asked == {
        "Họ và tên": "", "Mã trên cơ sở dữ liệu": "", "Nơi sinh hoạt": "", "Học vấn phổ thông": "absorbed",
        "Lý luận chính trị": "kept", "Miễn công tác và sinh hoạt": "absorbed",
    }  # fmt: skip


def test_nobody_chooses_for_the_office_where_both_sides_differ(two):
    with pytest.raises(RuleBroken, match="Chọn bên đúng cho mục: Họ và tên") as refused:
        merge_members(two[0], by=MACHINE, absorbed=two[1], why=WHY)
    assert refused.value.field == "full_name"
    assert not Merge.unscoped.exists()


def test_a_merge_says_why(two):
    with pytest.raises(RuleBroken, match="lý do"):
        merge_members(two[0], by=MACHINE, absorbed=two[1], why=" ")


# --- what comes of it ---


def test_both_places_stand_one_after_the_other_where_that_is_said(two, tree):
    kept, absorbed = two
    merged(kept, absorbed, Nơi="follow", Họ="absorbed")
    stood = Placement.unscoped.filter(member=kept).order_by("since").values_list("organisation", "since", "until")
    assert list(stood) == [(tree.cell.pk, date(2010, 5, 18), MOVED), (tree.sibling.pk, MOVED, None)]
    kept.refresh_from_db()
    assert (kept.full_name, kept.source_id, kept.schooling) == ("Giàng Seo Lừ", "M1", "upper")
    assert Exemption.unscoped.get().membership.member == kept


def test_the_place_that_was_not_chosen_falls_away_and_stands_in_the_line(two, tree):
    kept, absorbed = two
    merged(kept, absorbed, Nơi="absorbed")
    assert Placement.unscoped.get().organisation == tree.sibling
    assert (
        f'"organisation_id":[{tree.cell.pk},null]' in Act.objects.get(verb="merge_members", inside=None).values_row.body
    )


def test_the_id_of_the_source_goes_over_without_two_having_it(two):
    kept, absorbed = two
    merged(kept, absorbed, Mã="absorbed")
    kept.refresh_from_db()
    absorbed.refresh_from_db()
    # A list that still bears the one that was not chosen finds the kept record by it.
    assert (kept.source_id, absorbed.source_id) == ("M2", "M1")
    undo_merge(Merge.unscoped.get(), by=MACHINE, why="nhầm")
    kept.refresh_from_db()
    absorbed.refresh_from_db()
    assert (kept.source_id, absorbed.source_id) == ("M1", "M2")


def test_the_absorbed_record_is_in_no_list_no_search_and_on_no_page_but_leads_to_the_other(two):
    kept, absorbed = two
    merged(kept, absorbed)
    with builders.whole():
        assert list(Member.objects.all()) == [kept]
        assert [one.member for one in finding.people("giang seo lu", TODAY, limit=9).hits] == [kept.pk]
    assert not Placement.unscoped.filter(member=absorbed).exists()
    assert not Membership.unscoped.filter(member=absorbed).exists()
    assert kept_of([absorbed.pk, kept.pk]) == {absorbed.pk: kept.pk}


def test_an_earlier_spell_of_the_absorbed_record_goes_over_whole(tree):
    kept = builders.member("Vừ Thị Mỷ", tree.cell, admitted_on=date(2015, 3, 3), official_on=date(2016, 3, 3))
    old = builders.member("Vừ Thị Mỷ", tree.sibling, admitted_on=date(2001, 3, 3), official_on=date(2002, 3, 3))
    standing.depart(old, by=MACHINE, kind="own_wish", day=date(2005, 1, 1))
    merged(kept, old)
    spells = Membership.unscoped.filter(member=kept).order_by("admitted_on")
    assert [one.admitted_on.year for one in spells] == [2001, 2015]
    gone = spells[0].departures(manager="unscoped").get()
    assert (gone.since, gone.until) == (date(2005, 1, 1), date(2015, 3, 3))
    with builders.whole():
        assert list(Member.objects.all()) == [kept]
    undo_merge(Merge.unscoped.get(), by=MACHINE, why="nhầm")
    gone.refresh_from_db()
    assert (gone.until, gone.membership.member) == (None, old)


def test_who_was_admitted_again_is_held_against_each_spell_for_its_own_days(tree):
    kept = builders.leaver("Vừ Thị Mỷ", tree.cell, kind="striking_off", day=date(2015, 1, 1))
    readmitting.readmit(kept, by=MACHINE, organisation=tree.cell, day=date(2020, 3, 3))
    other = builders.member("Vừ Thị Mỷ", tree.sibling, admitted_on=date(2020, 3, 3), official_on=date(2021, 3, 3))
    chosen = {one.key: "kept" for one in check_merge(kept, other).joining.points}
    merge_members(kept, by=MACHINE, absorbed=other, choices=chosen, why=WHY)
    assert Membership.unscoped.filter(member=kept).count() == 2


def test_a_merge_that_would_contradict_itself_is_refused_with_what_does(tree):
    kept = builders.member("Vừ Thị Mỷ", tree.cell)
    gone = builders.member("Vừ Thị Mỷ", tree.sibling)
    standing.depart(gone, by=MACHINE, kind="moved_out", day=date(2020, 1, 1))
    with pytest.raises(RuleBroken, match="khi đã ra khỏi danh sách"):
        merged(kept, gone, Nơi="kept")
    merged(kept, gone, Nơi="kept", Ra="left")


def test_days_chosen_from_both_sides_that_contradict_each_other_are_refused(tree):
    kept = builders.member("Vừ Thị Mỷ", tree.cell, admitted_on=date(2010, 5, 18), official_on=date(2011, 5, 18))
    later = builders.member("Vừ Thị Mỷ", tree.cell, admitted_on=date(2020, 5, 18), official_on=date(2021, 5, 18))
    chosen = {one.key: "absorbed" if one.key.startswith(("admitted", "placements")) else "kept"
              for one in check_merge(kept, later).joining.points}  # fmt: skip
    with pytest.raises(RuleBroken, match="Ngày chính thức 18/5/2011 trước ngày vào Đảng 18/5/2020"):
        merge_members(kept, by=MACHINE, absorbed=later, choices=chosen, why=WHY)


def test_values_of_a_list_that_are_to_be_settled_go_along(two):
    kept, absorbed = two
    for one in two:
        Finding.unscoped.create(member=one, code="x", field="birth", file="a", sheet="b", cell="C3")
    Finding.unscoped.create(member=absorbed, code="y", field="sex", file="a", sheet="b", cell="D3")
    merged(kept, absorbed)
    assert sorted(Finding.unscoped.values_list("member", "code")) == sorted(
        [(kept.pk, "x"), (kept.pk, "y"), (absorbed.pk, "x")]
    )


# --- when it is refused ---


def test_two_that_were_told_apart_are_not_merged_until_that_is_taken_back(two):
    pair = set_not_same(two[1], by=MACHINE, other=two[0], why="hai cha con")
    assert (pair.first, pair.second, pair.reason) == (*two, "hai cha con")
    with pytest.raises(RuleBroken, match="không phải một người"):
        merged(*two)
    take_back_not_same(pair, by=MACHINE, why="ghi nhầm")
    merged(*two)


def test_who_is_told_apart_from_somebody_else_is_kept_and_not_absorbed(two, tree):
    """Else the note would be read of nobody, and nobody could take it back."""
    kept, absorbed = two
    set_not_same(absorbed, by=MACHINE, other=builders.member("Giàng Seo Lư", tree.cell), why="hai anh em")
    with pytest.raises(RuleBroken, match="Hãy giữ hồ sơ ấy"):
        check_merge(kept, absorbed)
    check_merge(absorbed, kept)


@pytest.mark.postgres
def test_the_database_keeps_each_pair_once_and_in_one_order(two):
    set_not_same(two[0], by=MACHINE, other=two[1], why="hai cha con")
    with pytest.raises(RuleBroken, match="Đã ghi"):
        set_not_same(two[1], by=MACHINE, other=two[0], why="hai cha con")
    given = {"noted_on": TODAY, "reason": "x"}
    for first, second in (two, reversed(two), (two[0], two[0])):
        with pytest.raises(IntegrityError), transaction.atomic():
            NotSame.unscoped.create(first=first, second=second, **given)
    with pytest.raises(IntegrityError), transaction.atomic():
        Merge.unscoped.create(kept=two[0], absorbed=two[0], merged_on=TODAY, act=1)


def test_nobody_is_merged_twice_with_oneself_or_with_who_is_no_more(two, tree):
    third = builders.member("Lò Văn Pao", tree.cell)
    with pytest.raises(RuleBroken, match="hai hồ sơ khác nhau"):
        merged(two[0], two[0])
    merged(*two)
    for pair in ((third, two[1]), (two[1], third)):
        with pytest.raises(RuleBroken, match="đã được gộp vào"):
            merged(*pair)


def test_a_correction_that_waits_is_answered_first(two):
    propose(two[1], by=MACHINE, verb="correct_member", given={"sex": "f"}, why="ghi nhầm")
    with pytest.raises(RuleBroken, match="đề nghị sửa đang chờ"):
        merged(*two)
    assert Proposal.unscoped.get().member == two[1]


def test_who_looks_at_an_old_page_is_told(two):
    kept, absorbed = (Member.unscoped.get(pk=one.pk) for one in two)
    chosen = as_chosen(kept, absorbed)
    people.correct_member(absorbed, by=MACHINE, sex="f", why="ghi nhầm")
    with pytest.raises(Outdated):
        merge_members(
            kept, by=MACHINE, absorbed=absorbed, choices=chosen, why=WHY, seen=(kept.changed_by, absorbed.changed_by)
        )


def test_the_right_is_needed_on_both_units(tree):
    """An officer of one commune merges its records, and none with a record of the next."""
    officer = builders.role(builders.account("can-bo-xa", "Ma Văn Thượng"), "officer", tree.committee)
    mine, here = builders.member("Lò Văn Pao", tree.cell), builders.member("Lò Văn Pao", tree.sibling)
    there = builders.member("Lò Văn Pao", tree.other_cell)
    by = builders.actor(officer)
    for pair in ((mine, there), (there, mine)):
        with pytest.raises(NotAllowed):
            merge_members(pair[0], by=by, absorbed=pair[1], choices=as_chosen(*pair), why=WHY)
        with pytest.raises(NotAllowed):
            set_not_same(pair[0], by=by, other=pair[1], why=WHY)
    merge_members(mine, by=by, absorbed=here, choices=as_chosen(mine, here), why=WHY)


def test_merging_is_a_correction_and_corrections_are_the_officers():
    assert rights.VERBS["merge_members"] == rights.VERBS["undo_merge"] == rights.VERBS["correct_member"]


# --- taken back ---


def undone(merge):
    return undo_merge(merge, by=MACHINE, why="gộp nhầm")


@pytest.mark.postgres
@pytest.mark.parametrize("ways", [{}, {"Nơi": "absorbed"}, {"Nơi": "follow"}])
def test_taken_back_everything_is_as_before_and_it_can_be_done_again(two, ways):
    kept, absorbed = two
    Finding.unscoped.create(member=absorbed, code="y", field="sex", file="a", sheet="b", cell="D3")
    before = facts(dump())
    for _ in range(2):
        merge = merged(kept, absorbed, Mã="absorbed", Họ="absorbed", **ways)
        assert facts(dump()) != before
        assert undone(merge) == absorbed
        assert facts(dump()) == before
    with builders.whole():
        assert set(Member.objects.all()) == set(two)


def test_what_came_after_on_other_facts_stays_and_does_not_hinder(two):
    merge = merged(*two)
    people.note_residence(two[0], by=MACHINE, address="Thôn 1", day=date(2026, 1, 1))
    undone(merge)
    assert two[0].residences(manager="unscoped").get().address == "Thôn 1"


def test_what_stands_on_it_is_named_and_taken_back_first(two, tree):
    merge = merged(*two, Nơi="absorbed")
    places.move(two[0], by=MACHINE, organisation=tree.other_cell, day=date(2026, 2, 1))
    with pytest.raises(RuleBroken, match="chuyển sinh hoạt") as refused:
        undone(merge)
    assert refused.value.others == ("máy chủ (kiểm thử): chuyển sinh hoạt chính thức",)
    assert Merge.unscoped.exists()


def test_what_was_done_since_and_taken_back_does_not_hinder(two, tree):
    before = facts(dump())
    merge = merged(*two, Nơi="absorbed")
    places.move(two[0], by=MACHINE, organisation=tree.other_cell, day=date(2026, 2, 1))
    revert(Act.objects.get(verb="move"), by=MACHINE, why="nhầm")
    undone(merge)
    assert facts(dump()) == before


def test_a_plain_fact_that_the_merge_did_not_choose_may_be_corrected_meanwhile(two):
    kept = two[0]
    standing.exempt(kept, by=MACHINE, reason="strength", day=date(2024, 3, 1))
    merge = merged(*two, Miễn="absorbed")
    standing.end_exemption(Exemption.unscoped.get(), by=MACHINE, day=date(2025, 1, 1))
    revert(Act.objects.get(verb="end_exemption"), by=MACHINE, why="nhầm")
    people.correct_member(kept, by=MACHINE, full_name="Giàng Seo Lừ", why="ghi nhầm")
    undone(merge)
    kept.refresh_from_db()
    assert kept.full_name == "Giàng Seo Lừ"


def test_of_two_merges_the_later_goes_back_first(two, tree):
    third = builders.member("Giàng Seo Lử", tree.other_cell)
    earlier = merged(*two)
    later = merged(third, two[0])
    assert kept_of([two[1].pk]) == {two[1].pk: third.pk}
    with pytest.raises(RuleBroken, match="gộp Giàng Seo Lử vào Giàng Seo Lử"):
        undone(earlier)
    undone(later)
    undone(earlier)


def test_an_older_act_on_what_went_over_is_taken_back_after_the_merge(two):
    exempted = Act.objects.get(verb="exempt")
    merge = merged(*two)
    with pytest.raises(RuleBroken, match="hoàn lại việc sau trước"):
        revert(exempted, by=MACHINE, why="nhầm")
    undone(merge)
    revert(exempted, by=MACHINE, why="nhầm")


# --- the registry ---


def test_every_column_that_points_at_a_person_or_a_spell_has_a_decision():
    """A table that is new fails here until somebody says what a merge does with its rows."""
    pointing = {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model in (Member, Membership)
    }
    decided = registry.entries("merge")
    assert pointing == set(decided)
    for label, one in decided.items():
        assert one.fate in (registry.TAKEN, registry.CHOSEN, registry.STAYS, registry.REFUSES), label
        assert one.said or one.fate in (registry.TAKEN, registry.CHOSEN), f"{label} does not say why"
    assert not [model for model in apps.get_models() for field in model._meta.many_to_many
                if field.related_model in (Member, Membership)]  # fmt: skip
