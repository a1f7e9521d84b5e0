"""A level of the Party appears and vanishes by what the officer types: no programmer, no migration."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from members import procedure
from members.errors import RuleBroken
from members.models import Act, Kind, Organisation, Term
from members.procedure import kinds, tree
from members.procedure.reorganisation import StepGiven
from members.rules import kinds as rules
from tests import builders
from tests.builders import MACHINE, PAPER, TODAY
from tests.members.test_session import enter, words

pytestmark = pytest.mark.django_db
NOON = f"{TODAY}T05:00:00Z"
SINCE, GONE = date(2026, 1, 1), date(2026, 6, 1)


@pytest.fixture
def cast():
    return builders.make_cast()


@pytest.fixture
def office(cast, client):
    with time_machine.travel(NOON, tick=False):
        enter(client)
        yield client


def kind(name):
    return Kind.objects.get(name=name)


def sent(client, page, given, *args):
    """Typed over what the page shows, as a browser sends it."""
    form = client.get(reverse(page, args=args)).context["form"]
    shown = {one.html_name: one.value() for one in form if one.value() not in (None, False, "")}
    return client.post(reverse(page, args=args), {**shown, **given})


def refused(answer, sentence):
    assert answer.status_code == 422
    assert sentence in words(answer)


def made(client, name, of, under):
    given = {"name": name, "kind": kind(of).pk, "sector": "other", "day": "1/1/2026"}
    assert sent(client, "create-organisation", given, under.pk).status_code == 302
    return Organisation.unscoped.get(terms__name=name)


def test_a_level_appears_is_lived_in_and_vanishes_by_forms_alone(office, cast):
    committee, part, cell = (builders.kind(code).pk for code in ("committee", "part", "cell"))
    assert sent(office, "kinds", {"name": "đảng bộ liên thôn", "under": [committee]}).status_code == 302
    level = kind("đảng bộ liên thôn").pk
    given = {"under": [committee, part, level], "why": "Hướng dẫn mới về mô hình"}
    assert sent(office, "correct-kind", given, cell).status_code == 302
    union = made(office, "Đảng bộ Liên thôn Một", "đảng bộ liên thôn", cast.tree.committee)
    below = made(office, "Chi bộ Thôn Chín", "chi bộ", union)
    assert "đảng bộ liên thôn" in words(office.get(reverse("kinds")))

    assert sent(office, "retire-kind", {"day": "1/6/2026"}, level).status_code == 302
    again = {"name": "Đảng bộ Liên thôn Hai", "kind": level, "sector": "other", "day": "1/6/2026"}
    refused(sent(office, "create-organisation", again, cast.tree.committee.pk), "thôi dùng từ ngày 01/6/2026")
    refused(
        sent(office, "change-kind", {"kind": level, "day": "2/6/2026"}, cast.tree.committee.pk),
        "thôi dùng từ ngày 01/6/2026",
    )
    # What nobody had noted while the kind was in use is still noted.
    assert sent(office, "create-organisation", {**again, "day": "1/5/2026"}, cast.tree.committee.pk).status_code == 302
    # And under the cells' rules of before, no cell may be put there any more.
    given = {"under": [committee, part], "why": "Bỏ cấp liên thôn"}
    assert sent(office, "correct-kind", given, cell).status_code == 302
    refused(
        sent(office, "create-organisation", {"name": "Chi bộ Thôn Mười", "kind": cell, "sector": "other",
                                             "day": "2/6/2026"}, union.pk), "Chọn loại tổ chức",
    )  # fmt: skip

    # What stands goes on: renamed, its paper and area noted, moved where it may stand, and closed.
    for where in (union, below):
        given = {"name": "Tên mới", "day": "1/7/2026"}
        assert sent(office, "rename-organisation", given, where.pk).status_code == 302
    refused(sent(office, "close-organisation", {"day": "1/8/2026"}, union.pk), "Còn tổ chức trực thuộc")
    moved = {"parent": cast.tree.committee.pk, "day": "1/8/2026"}
    assert sent(office, "move-organisation", moved, below.pk).status_code == 302
    refused(sent(office, "move-organisation", {"parent": union.pk, "day": "1/9/2026"}, below.pk), "không đứng dưới")
    assert sent(office, "close-organisation", {"day": "2/8/2026"}, union.pk).status_code == 302
    assert sent(office, "close-organisation", {"day": "2/8/2026"}, below.pk).status_code == 302


def test_who_stands_where_his_kind_may_stand_no_more_is_renamed_corrected_and_closed(cast):
    kinds.correct_kind(builders.kind("cell"), by=MACHINE, why="bỏ cấp", under=[builders.kind("part")])
    tree.rename_organisation(cast.tree.cell, by=MACHINE, day=date(2026, 2, 1), name="Chi bộ Thôn 1 A")
    tree.rename_organisation(cast.tree.committee, by=MACHINE, day=date(2026, 2, 1), name="Đảng bộ xã An Khê A")
    term = cast.tree.cell.terms(manager="unscoped").get(name="Chi bộ Thôn 1 A")
    tree.correct_term(term, by=MACHINE, why="gõ nhầm", since=date(2026, 1, 15))
    with pytest.raises(RuleBroken, match="không đứng dưới"):
        tree.move_organisation(cast.tree.cell, by=MACHINE, day=date(2026, 3, 1), parent=cast.tree.other_committee)
    with pytest.raises(RuleBroken, match="không đứng dưới"):
        builders.organisation("Chi bộ Thôn 12", "cell", cast.tree.committee, date(2026, 3, 1))
    tree.close_organisation(cast.tree.cell, by=MACHINE, day=date(2026, 4, 1), successor=cast.tree.sibling)


def test_a_parent_does_not_become_of_a_kind_under_which_its_cells_may_not_stand(cast):
    with pytest.raises(RuleBroken, match="không đứng dưới"):
        tree.change_kind(cast.tree.committee, by=MACHINE, day=SINCE, kind=builders.kind("above"))


def test_two_kinds_of_one_name_are_refused_however_it_is_written(office):
    for name in ("chi bộ", "CHI  BỘ", "Chi bo"):
        refused(sent(office, "kinds", {"name": name, "under": [builders.kind("part").pk]}), "Đã có loại chi bộ")
    refused(sent(office, "correct-kind", {"name": "Chi Bộ", "why": "x"}, builders.kind("part").pk), "Đã có loại chi bộ")


def test_a_kind_stands_somewhere_and_not_under_itself_or_what_holds_members(office):
    refused(sent(office, "kinds", {"name": "tổ đảng"}), "Chọn loại cấp trên")
    refused(sent(office, "kinds", {"name": "tổ đảng", "under": [builders.kind("cell").pk]}), "trong danh sách")
    committee, part = builders.kind("committee"), builders.kind("part")
    refused(
        sent(office, "correct-kind", {"under": [part.pk], "why": "x"}, committee.pk),
        "Loại đảng bộ bộ phận đang đứng dưới đảng bộ cơ sở",
    )
    with pytest.raises(RuleBroken, match="chính nó"):
        kinds.correct_kind(part, by=MACHINE, why="x", under=[part])
    with pytest.raises(RuleBroken, match="sinh hoạt trực tiếp"):
        kinds.add_kind(by=MACHINE, name="tổ đảng", under=[builders.kind("cell")])


def test_what_a_kind_is_may_be_said_anew_until_an_organisation_is_of_it(office, cast):
    sent(office, "kinds", {"name": "đảng bộ khối", "under": [builders.kind("above").pk]})
    block = kind("đảng bộ khối")
    assert sent(office, "correct-kind", {"is_grass_roots": "on", "why": "chọn thiếu"}, block.pk).status_code == 302
    assert kind("đảng bộ khối").is_grass_roots
    builders.organisation("Đảng bộ Khối Một", "dang_bo_khoi", cast.tree.district, SINCE)
    assert "is_grass_roots" not in office.get(reverse("correct-kind", args=[block.pk])).context["form"].fields
    with pytest.raises(RuleBroken, match="chỉ sửa được tên"):
        kinds.correct_kind(block, by=MACHINE, why="x", is_grass_roots=False)
    with pytest.raises(RuleBroken, match="đang đứng dưới loại này"):
        rules.check_holds_nothing(builders.kind("committee"), holds_members=True)


def test_a_kind_that_was_taken_since_or_that_a_plan_needs_is_not_retired(office, cast):
    part = builders.kind("part")
    builders.organisation("Đảng bộ bộ phận Chợ", "part", cast.tree.committee, SINCE)
    refused(sent(office, "retire-kind", {"day": "1/1/2026"}, part.pk), "Đảng bộ bộ phận Chợ")
    drawn = procedure.reorganisation.draw_reorganisation(by=MACHINE, name="Lập khối", day=GONE, decision=PAPER)
    step = StepGiven("make", into=cast.tree.district, name="Chi bộ Chợ", kind=builders.kind("grass_cell"))
    procedure.reorganisation.change_reorganisation(drawn, by=MACHINE, add=[step])
    planned = builders.kind("grass_cell")
    refused(sent(office, "retire-kind", {"day": "1/1/2026"}, planned.pk), "Phương án “Lập khối” đang chuẩn bị")
    assert sent(office, "retire-kind", {"day": "2/6/2026"}, planned.pk).status_code == 302
    assert sent(office, "retire-kind", {"day": "2/1/2026"}, part.pk).status_code == 302
    refused(sent(office, "retire-kind", {"day": "2/1/2026"}, part.pk), "Đã thôi dùng từ ngày 02/01/2026")


def test_a_day_is_not_moved_to_where_the_kind_is_used_no_more(cast):
    where = builders.organisation("Đảng bộ bộ phận Chợ", "part", cast.tree.committee, SINCE)
    kinds.retire_kind(builders.kind("part"), by=MACHINE, day=GONE)
    term = where.terms(manager="unscoped").get()
    with pytest.raises(RuleBroken, match="thôi dùng"):
        tree.correct_term(term, by=MACHINE, why="gõ nhầm", since=GONE)
    tree.rename_organisation(where, by=MACHINE, day=GONE, name="Đảng bộ bộ phận Chợ Mới", decision=PAPER)
    assert Term.unscoped.filter(organisation=where, since=GONE, kind__code="part").exists()


def test_an_open_start_takes_no_kind_that_is_out_of_use_today(cast):
    kinds.retire_kind(builders.kind("part"), by=MACHINE, day=GONE)
    with pytest.raises(RuleBroken, match="thôi dùng"):
        builders.organisation("Đảng bộ bộ phận Chợ", "part", cast.tree.committee, None)


def test_a_kind_taken_back_into_use_is_taken_again(office, cast):
    part = builders.kind("part")
    sent(office, "retire-kind", {"day": "1/1/2026"}, part.pk)
    refused(sent(office, "take-kind-back", {"why": ""}, part.pk), "lý do")
    assert sent(office, "take-kind-back", {"why": "Thí điểm tiếp"}, part.pk).status_code == 302
    refused(sent(office, "take-kind-back", {"why": "Thí điểm tiếp"}, part.pk), "Loại này đang dùng")
    builders.organisation("Đảng bộ bộ phận Chợ", "part", cast.tree.committee, GONE)
    newest, first = office.get(reverse("kinds")).context["lines"]
    assert [newest.what, first.what] == ["dùng lại loại tổ chức", "thôi dùng loại tổ chức"]
    line = words(office.get(first.href))
    assert "Đảng bộ bộ phận, thôi dùng từ ngày" in line and "01/01/2026" in line


def test_the_line_says_what_stood_above_before_and_after(office):
    cell, committee, part = (builders.kind(code) for code in ("cell", "committee", "part"))
    sent(office, "correct-kind", {"under": [committee.pk], "why": "Bỏ cấp bộ phận"}, cell.pk)
    [line] = office.get(reverse("kinds")).context["lines"]
    page = words(office.get(line.href))
    assert "Chi bộ, đứng dưới" in page and f"{committee.name}, {part.name}" in page and "Bỏ cấp bộ phận" in page


def test_who_writes_second_keeps_what_the_first_wrote(office, cast):
    part = builders.kind("part")
    form = office.get(reverse("correct-kind", args=[part.pk])).context["form"]
    shown = {one.html_name: one.value() for one in form if one.value() not in (None, False, "")}
    kinds.correct_kind(part, by=MACHINE, why="x", name="đảng bộ bộ phận, khối")
    given = {**shown, "under": [builders.kind("committee").pk, builders.kind("above").pk], "why": "theo đề án"}
    assert office.post(reverse("correct-kind", args=[part.pk]), given).status_code == 302
    now = Kind.objects.get(pk=part.pk)
    assert now.name == "đảng bộ bộ phận, khối" and now.may_stand_under.count() == 2


def test_only_the_officer_keeps_kinds(cast, client):
    with time_machine.travel(NOON, tick=False):
        enter(client, cast.administrator.username)
        assert client.get(reverse("kinds")).status_code == 403


def test_a_day_is_not_moved_to_where_the_parent_was_of_another_kind(cast):
    block = kinds.add_kind(by=MACHINE, name="đảng bộ khối", under=[builders.kind("above")])
    where = builders.organisation("Đảng bộ Khối", block.code, cast.tree.district, date(2010, 1, 1))
    tree.change_kind(where, by=MACHINE, day=date(2020, 1, 1), kind=builders.kind("committee"))
    tree.move_organisation(cast.tree.cell, by=MACHINE, day=date(2021, 1, 1), parent=where)
    moved = cast.tree.cell.terms(manager="unscoped").get(since=date(2021, 1, 1))
    with pytest.raises(RuleBroken, match="không đứng dưới"):
        tree.correct_term(moved, by=MACHINE, why="gõ nhầm", since=date(2019, 1, 1))


def test_a_move_is_taken_back_though_its_kind_may_stand_there_no_more(cast):
    """It stood there before the move: so it only stands there longer."""
    tree.move_organisation(cast.tree.cell, by=MACHINE, day=SINCE, parent=cast.tree.other_committee)
    act = Act.objects.order_by("number").last()
    kinds.correct_kind(builders.kind("cell"), by=MACHINE, why="bỏ cấp", under=[builders.kind("part")])
    procedure.revert.revert(act, by=MACHINE, why="ghi nhầm")
    assert cast.tree.cell.terms(manager="unscoped").get().parent == cast.tree.committee


def test_a_name_out_of_use_is_said_to_be_used_again_and_not_added_twice(office):
    part = builders.kind("part")
    sent(office, "retire-kind", {"day": "2/6/2026"}, part.pk)
    refused(
        sent(office, "kinds", {"name": "Đảng bộ bộ phận", "under": [builders.kind("committee").pk]}),
        "Đã có loại đảng bộ bộ phận, thôi dùng từ 02/6/2026; cần lại thì bấm Dùng lại ở loại ấy.",
    )


def test_no_grass_roots_organisation_stands_under_another_by_way_of_others_neither(office):
    committee, part, above = (builders.kind(code) for code in ("committee", "part", "above"))
    sentence = "Tổ chức cơ sở đảng không đứng dưới tổ chức cơ sở đảng khác: "
    for under in (committee, part):
        given = {"name": "đảng bộ khối", "under": [above.pk, under.pk], "is_grass_roots": "on"}
        refused(sent(office, "kinds", given), f"{sentence}loại này dưới đảng bộ cơ sở")
    level = kinds.add_kind(by=MACHINE, name="liên xã", under=[above])
    kinds.correct_kind(committee, by=MACHINE, why="thêm cấp", under=[above, level])
    with pytest.raises(RuleBroken, match=f"{sentence}đảng bộ cơ sở dưới loại này"):
        kinds.correct_kind(level, by=MACHINE, why="nhầm", is_grass_roots=True)
    assert not kind("liên xã").is_grass_roots


def shown_on(form):
    return {one.html_name: one.value() for one in form if one.value() not in (None, False, "")}


def test_of_two_officers_who_edit_one_kind_the_second_reads_what_the_first_wrote(office, cast):
    cell, committee, part = (builders.kind(code) for code in ("cell", "committee", "part"))
    level = kinds.add_kind(by=MACHINE, name="đảng bộ liên thôn", under=[committee])
    page = reverse("correct-kind", args=[cell.pk])
    stale = shown_on(office.get(page).context["form"])
    kinds.correct_kind(cell, by=MACHINE, why="có cấp mới", under=[committee, part, level])
    answer = office.post(page, {**stale, "under": [committee.pk], "why": "bỏ đảng bộ bộ phận"})
    refused(answer, "Loại này vừa được sửa: nay đứng dưới đảng bộ cơ sở; ")
    assert "đảng bộ liên thôn" in words(answer)
    assert set(cell.may_stand_under.all()) == {committee, part, level}
    assert office.post(page, shown_on(answer.context["form"])).status_code == 302
    assert set(cell.may_stand_under.all()) == {committee}


def test_of_two_who_rename_one_kind_the_second_is_told(office):
    part = builders.kind("part")
    page = reverse("correct-kind", args=[part.pk])
    stale = shown_on(office.get(page).context["form"])
    kinds.correct_kind(part, by=MACHINE, why="theo quy định", name="đảng bộ bộ phận thôn")
    refused(office.post(page, {**stale, "name": "đảng bộ phận", "why": "gõ nhầm"}), "Loại này vừa được đổi tên thành")
    # Who ticks other kinds alone leaves the name as it stands by now.
    under = [builders.kind("committee").pk, builders.kind("above").pk]
    assert office.post(page, {**stale, "under": under, "why": "thêm nơi đứng"}).status_code == 302
    assert kind("đảng bộ bộ phận thôn").may_stand_under.count() == 2
