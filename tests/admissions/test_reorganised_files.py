"""A plan of reorganisation names every open file that it touches, each with what becomes of it."""

from datetime import date

import pytest
from django.urls import reverse

from admissions import attention, procedure
from admissions.procedure.reading import read
from members.errors import NotAllowed, RuleBroken
from members.forms import under_way
from members.models import Departure, Look, Membership, Placement
from members.procedure import standing
from members.procedure import tree as tree_verbs
from tests import builders
from tests.admissions import play as files
from tests.builders import MACHINE
from tests.members import plans
from tests.members.plan_pages import ground, page, play
from tests.members.plans import CLOSE, MERGE, MOVE, RENAME, SPLIT, applied, drawn, step
from tests.reports.pages import text
from tests.signing_in import signed_in

__all__ = ["ground", "play"]
pytestmark = [pytest.mark.django_db]


@pytest.fixture
def one(play):
    return files.found(play.tree.cell)


def file_page(play, one):
    return text(signed_in(play.officer).get(reverse("applicant", args=[one.pk])))


def told(client, plan):
    """{whose file: its fate}"""
    return {case.what: case.fate for case in page(client, plan).context["cases"]}


OF_ONE = "Hồ sơ kết nạp của Giàng Thị Mỷ"


def test_a_cell_that_is_merged_hands_its_files_on(client, play, one):
    plan = drawn(step(MERGE, play.tree.cell, play.tree.sibling))
    assert told(client, plan) == {OF_ONE: "theo sang Chi bộ Thôn 2, các bước đã ghi giữ nguyên"}
    plans.reorganisation.apply_reorganisation(plan, by=MACHINE)
    assert read(one, MACHINE.day).cell == play.tree.sibling.pk
    plan.refresh_from_db()
    plans.taken_back(plan)
    assert read(one, MACHINE.day).cell == play.tree.cell.pk


def test_the_page_of_a_file_says_which_cell_ended_and_which_considers_further(play, one):
    """Found by looking: the file was another cell's, and nothing said why."""
    assert "xét tiếp, các bước" not in file_page(play, one)
    plans.reorganisation.apply_reorganisation(drawn(step(MERGE, play.tree.cell, play.tree.sibling)), by=MACHINE)
    shown = file_page(play, one)
    assert "Chi bộ Thôn 1 kết thúc (Số" in shown
    assert "; Chi bộ Thôn 2 xét tiếp, các bước đã ghi giữ nguyên." in shown


def test_one_act_tells_before_what_becomes_of_each_file_as_a_plan_does(play, one):
    """Found by looking: the page that ends a cell said nothing of the files that nobody would consider any more."""
    officer = signed_in(play.officer)
    shown = officer.get(reverse("close-organisation", args=[play.tree.cell.pk]))
    assert shown.context["form"].told() == [under_way.ENDING, f"{OF_ONE}: {attention.NOWHERE}."]
    assert OF_ONE in text(shown)
    for above in (play.tree.cell, play.tree.committee):
        shown = officer.get(reverse("move-organisation", args=[above.pk]))
        fate = attention.CARRIED.format("nơi chọn ở dưới")
        assert shown.context["form"].told() == [under_way.MOVING, f"{OF_ONE}: {fate}."]
    shown = officer.get(reverse("close-organisation", args=[play.tree.sibling.pk]))
    assert shown.context["form"].told() == []


def test_a_probationer_named_on_such_a_page_was_looked_at(play):
    admitted = files.until(files.found(play.tree.sibling, "Lù Thị Sua"), files.StepKind.RECORDS)
    signed_in(play.officer).get(reverse("close-organisation", args=[play.tree.sibling.pk]))
    look = Look.objects.filter(page="close_organisation").latest("pk")
    assert f",{admitted.member_id}," in look.values_row.members


def test_a_file_of_a_cell_that_had_gone_into_the_one_that_ends_is_told(client, play):
    """It is led by the one that ends now."""
    files.found(play.tree.grass_cell)
    tree_verbs.close_organisation(
        play.tree.grass_cell, by=MACHINE, day=date(2026, 5, 1), successor=play.tree.other_cell
    )
    plan = drawn(step(MERGE, play.tree.other_cell, play.tree.sibling))
    assert told(client, plan) == {OF_ONE: attention.GOES_ON.format("Chi bộ Thôn 2")}


def test_a_cell_under_another_committee_keeps_its_files(client, play, one):
    plan = drawn(step(MOVE, play.tree.cell, play.tree.other_committee))
    assert told(client, plan) == {OF_ONE: "ở lại chi bộ; bước sau theo cấp trên mới là Đảng bộ xã Tân Lập"}


def test_a_cell_that_gives_people_keeps_its_files(client, play, one):
    people = list(play.tree.cell.placements(manager="unscoped").values_list("member", flat=True))[:1]
    plan = drawn(step(SPLIT, play.tree.cell, play.tree.sibling, people=people))
    assert told(client, plan) == {OF_ONE: attention.STAYS}


def test_what_is_not_touched_stopped_or_admitted_is_not_told(client, play, one):
    plan = drawn(step(RENAME, play.tree.cell, name="Chi bộ Thôn Một"))
    assert told(client, plan) == {}
    files.found(play.tree.other_cell, "Vàng Thị Súa")
    files.procedure.stop_file(one, by=MACHINE, kind="withdrawn", day=files.FOUND)
    plan = drawn(step(CLOSE, play.tree.grass_cell, play.tree.cell))
    assert told(client, plan) == {}


def test_what_a_committee_was_authorised_to_ends_with_it_and_is_told(client, play):
    where, into = play.tree.other_committee, play.tree.committee
    paper = files.paper("12-QĐ/HU", date(2025, 2, 20), "Ban Thường vụ Huyện ủy")
    procedure.authorise(where, by=MACHINE, day=date(2025, 3, 1), decision=paper)
    procedure.authorise(into, by=MACHINE, day=date(2025, 3, 1), decision=paper)
    what = "Ủy quyền quyết định kết nạp của Đảng bộ xã Tân Lập"
    plan = drawn(step(MERGE, where, into))
    assert told(client, plan)[what] == attention.ENDS_WITH
    assert "Ủy quyền quyết định kết nạp của Đảng bộ xã An Khê" not in told(client, plan)
    reader = signed_in(play.officer)
    past = {"nhom": "da-ket-thuc"}
    assert "Tân Lập" not in text(reader.get(reverse("authorisations"), past))
    plans.reorganisation.apply_reorganisation(plan, by=MACHINE)
    said = text(reader.get(reverse("authorisations"), past))
    for part in ("Đảng bộ xã Tân Lập", "từ 01/3/2025 đến trước 01/6/2026", "12-QĐ/HU",
                 "đảng ủy kết thúc hoạt động, nhập vào Đảng bộ xã An Khê"):  # fmt: skip
        assert part in said, part
    assert "Tân Lập" not in text(reader.get(reverse("authorisations")))


def test_an_authorisation_that_had_ended_before_is_not_told_and_keeps_its_own_end(client, play):
    where = play.tree.other_committee
    paper = files.paper("12-QĐ/HU", date(2025, 2, 20), "Ban Thường vụ Huyện ủy")
    given = procedure.authorise(where, by=MACHINE, day=date(2025, 3, 1), decision=paper)
    procedure.end_authorisation(given, by=MACHINE, day=date(2026, 1, 1))
    plan = drawn(step(MERGE, where, play.tree.committee))
    assert told(client, plan) == {}
    plans.reorganisation.apply_reorganisation(plan, by=MACHINE)
    said = text(signed_in(play.officer).get(reverse("authorisations"), {"nhom": "da-ket-thuc"}))
    assert "từ 01/3/2025 đến trước 01/01/2026" in said
    assert "kết thúc hoạt động" not in said


# --- what was recorded before the cell ended is taken back where the file is by now ---

MERGED = date(2026, 6, 20)


def officer(play):
    """Of the whole register, and no machine: every right is asked."""
    return builders.actor(play.officer)


def spell_of(one):
    return Membership.unscoped.get(member=one.member)


def place_of(one):
    return Placement.unscoped.get(member=one.member, until=None).organisation_id


def ended(play, into=None):
    applied(step(MERGE, play.tree.cell, into or play.tree.sibling), day=MERGED)


def part_officer(play, committee):
    """Of that committee with its cells alone."""
    name = f"phu-trach-{committee.pk}"
    return builders.role(builders.account(name, "Lục Văn Bảo"), "officer", committee)


def test_a_recognition_goes_back_where_the_file_is_though_the_cell_has_ended_since(play):
    one = files.recognised(files.gathered(files.probationer(play.tree.cell)))
    one.refresh_from_db()
    ended(play, into=play.tree.other_cell)
    assert place_of(one) == play.tree.other_cell.pk
    here, there = (part_officer(play, where) for where in (play.tree.committee, play.tree.other_committee))
    with pytest.raises(NotAllowed):
        procedure.take_back_recognition(one, by=builders.actor(here), why="ghi nhầm người")
    procedure.take_back_recognition(one, by=builders.actor(there), why="ghi nhầm người")
    assert spell_of(one).official_on is None
    assert place_of(one) == play.tree.other_cell.pk


def test_who_was_struck_off_by_mistake_comes_back_by_the_officer_of_that_part(play):
    """The person has no place that would answer: the file has."""
    one = files.struck_off(files.gathered(files.probationer(play.tree.cell)))
    one.refresh_from_db()
    here, there = (part_officer(play, where) for where in (play.tree.committee, play.tree.other_committee))
    with pytest.raises(NotAllowed):
        procedure.take_back_striking_off(one, by=builders.actor(there), why="ghi nhầm người")
    procedure.take_back_striking_off(one, by=builders.actor(here), why="ghi nhầm người")
    assert place_of(one) == play.tree.cell.pk


def test_the_page_takes_the_recognition_back_as_well(play):
    one = files.recognised(files.gathered(files.probationer(play.tree.cell)))
    ended(play, into=play.tree.other_cell)
    where = reverse("take-back-recognition", args=[one.pk])
    client = signed_in(part_officer(play, play.tree.other_committee))
    assert where in client.get(reverse("applicant", args=[one.pk])).content.decode()
    answer = client.post(where, {"why": "ghi nhầm người"})
    assert answer.status_code == 302
    one.refresh_from_db()
    assert spell_of(one).official_on is None


def test_a_striking_off_stays_under_the_end_of_the_cell_and_says_so(play):
    """The person would stand in a cell that is no more; once its end is taken back, it goes."""
    one = files.struck_off(files.gathered(files.probationer(play.tree.cell)))
    one.refresh_from_db()
    applied(step(MERGE, play.tree.cell, play.tree.sibling), day=MERGED)
    with pytest.raises(RuleBroken, match="20/6/2026") as refused:
        procedure.take_back_striking_off(one, by=officer(play), why="ghi nhầm người")
    assert refused.value.rule == "tree.open"
    assert Departure.unscoped.filter(membership__member=one.member).exists()


def test_a_second_ceremony_stays_under_the_merger_that_moved_the_member(play):
    former = builders.member("Sùng A Chía", play.tree.other_cell, birth=files.BORN)
    standing.depart(former, by=MACHINE, kind="striking_off", day=date(2020, 3, 4))
    one = files.until(files.found(play.tree.cell, "Sùng A Chía", sex="m", again=True), files.StepKind.CEREMONY)
    one.refresh_from_db()
    ended(play)
    held = files.Step.unscoped.get(applicant=one, kind=files.StepKind.CEREMONY)
    with pytest.raises(RuleBroken, match=r"Đã có sửa đổi sau việc này.*chuyển sinh hoạt chính thức") as refused:
        procedure.take_back_step(held, by=officer(play), why="ghi nhầm người")
    assert refused.value.others
