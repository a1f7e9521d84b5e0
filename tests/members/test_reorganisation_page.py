"""The pages of a plan: drawn, filled with steps, seen before, carried out, taken back; who may, and what is refused."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from kit.calendar import print_day
from members import procedure, rights, scope
from members.models import Act, Closure, Look, Member, Reorganisation, ReorganisationStep, Term
from members.procedure import people, places, reorganisation, standing
from members.views import reorganisation_parts as parts
from tests import builders
from tests.builders import MACHINE
from tests.members.plan_pages import apply, ground, page, play, send
from tests.members.plans import DAY, MERGE, RENAME, called, changed, drawn, make, names_in, step
from tests.members.test_merging import merged
from tests.members.test_session import enter, words

__all__ = ["ground", "play"]
pytestmark = [pytest.mark.django_db]

# --- it works ---


def test_a_merger_is_planned_seen_written_and_taken_back(client, play):
    answer = client.post(reverse("draw-reorganisation"), {
        "name": "Sắp xếp chi bộ thôn", "day": "1/6/2026", "number": "12-QĐ/HU", "signed_on": "20/5/2026",
        "body": "Ban Thường vụ Huyện ủy",
    })  # fmt: skip
    plan = Reorganisation.unscoped.get()
    assert answer["Location"] == reverse("reorganisation", args=[plan.pk])
    answer = send(client, plan, "reorganisation-nhap", organisations=[play.tree.sibling.pk, play.tree.cell.pk],
                  new_name="Chi bộ Thôn 12", new_kind=builders.kind("cell").pk, new_parent=play.tree.committee.pk,
                  new_sector="residential")  # fmt: skip
    assert answer.status_code == 302
    said = words(page(client, plan))
    assert "6 đảng viên đổi nơi sinh hoạt" in said
    assert "Số 12-QĐ/HU" in said
    assert not Closure.unscoped.exists()
    assert apply(client, plan).status_code == 302
    assert len(names_in(called("Chi bộ Thôn 12"), DAY)) == 6
    plan.refresh_from_db()
    assert "Đã ghi vào sổ 30/6/2026" in words(page(client, plan))
    answer = send(client, plan, "take-back-reorganisation", why="Quyết định bị thu hồi")
    assert answer.status_code == 302
    assert len(names_in(play.tree.sibling, DAY)) == 3
    assert "Đã hoàn lại 30/6/2026" in words(page(client, plan))
    assert apply(client, plan).status_code == 302


def test_every_kind_of_step_has_its_page(client, play):
    plan, tree = drawn(), play.tree
    empty = builders.organisation("Chi bộ Trống", "cell", tree.committee)
    given = {
        "reorganisation-lap": {"name": "Đảng bộ xã Mới", "kind": builders.kind("committee").pk, "sector": "residential",
                               "into": tree.district.pk},
        "reorganisation-cap-tren": {"organisations": [tree.cell.pk], "into": tree.other_committee.pk},
        "reorganisation-ten": {f"ten-{tree.cell.pk}": "Chi bộ Bản Mới", f"ma-{tree.sibling.pk}": "38.9"},
        "reorganisation-loai": {"organisations": [tree.grass_cell.pk], "kind": builders.kind("committee").pk},
        "reorganisation-ket-thuc": {"organisations": [empty.pk], "into": tree.cell.pk},
    }  # fmt: skip
    for name, typed in given.items():
        plan.refresh_from_db()
        within = f"?trong={tree.committee.pk}" if name == "reorganisation-ten" else ""
        answer = client.post(f"{reverse(name, args=[plan.pk])}{within}", {"seen": plan.version, **typed})
        assert answer.status_code == 302, words(answer)
    assert sorted(ReorganisationStep.unscoped.values_list("what", flat=True)) == [
        "close", "kind", "make", "move", "rename", "rename",
    ]  # fmt: skip
    apply(client, plan)
    assert Term.unscoped.on(DAY).get(organisation=tree.cell).name == "Chi bộ Bản Mới"
    assert Term.unscoped.on(DAY).get(organisation=tree.sibling).code == "38.9"
    assert called("Đảng bộ xã Mới")


def test_some_are_split_off_by_ticks_and_by_where_they_live(client, play):
    plan, cell = drawn(), play.tree.cell
    for number in range(3):
        builders.member(f"Thêm {number}", cell)
    people = list(Member.unscoped.filter(placements__organisation=cell).order_by("pk"))
    place = builders.procedure.tree.name_place(by=MACHINE, name="Bản Trên")
    for one in people[:3]:
        builders.procedure.people.note_residence(one, by=MACHINE, address="Bản Trên", place=place, day=DAY)
    answer = page(client, plan, "reorganisation-tach", tu=cell.pk)
    assert "ở Bản Trên" in words(answer)
    assert Look.objects.order_by("pk").last().count == 6
    address = f"{reverse('reorganisation-tach', args=[plan.pk])}?tu={cell.pk}"
    typed = {"seen": plan.version, "people": [people[3].pk], "residents": [place.pk], "into": play.tree.sibling.pk}
    assert client.post(address, typed).status_code == 302
    assert ReorganisationStep.unscoped.get().people == [one.pk for one in people[:4]]
    assert client.post(address, {"into": play.tree.other_cell.pk}).status_code == 422


def test_rows_of_a_workbook_are_pasted(client, play):
    plan, tree = drawn(), play.tree
    rows = [
        ("Chi bộ Thôn 12", "Lập mới", "38.168.053", "38.168.053.000.012", "chi bộ"),
        ("38.168.053.000.001", "nhập", "chi bo thon 12"),
        ("Chi bộ Thôn 2, Đảng bộ xã An Khê", "NHẬP", "Chi bộ Thôn 12"),
        ("Chi bộ Thôn Đồng", "đổi tên", "Chi bộ Đồng Cao", "38.9"),
        ("Chi bộ Kho bạc", "đổi loại", "đảng bộ cơ sở"),
    ]
    text = "\n".join("\t".join(row) for row in rows)
    assert send(client, plan, "reorganisation-bang", rows=text).status_code == 302
    apply(client, plan)
    assert len(names_in(called("Chi bộ Thôn 12"), DAY)) == 6
    assert Term.unscoped.on(DAY).get(organisation=tree.other_cell).name == "Chi bộ Đồng Cao"
    assert Term.unscoped.on(DAY).get(organisation=tree.grass_cell).kind.code == "committee"


def test_a_pasted_name_is_read_as_the_lists_of_choices_write_it(client, play):
    builders.organisation("Chi bộ Thôn 1", "cell", play.tree.other_committee)
    plan = drawn()
    first, second = "Chi bộ Thôn 1 (Xã An Khê)", "Chi bộ Thôn 2 (Xã An Khê)"
    page = client.get(reverse("reorganisation-nhap", args=[plan.pk])).content.decode()
    assert f">{first}<" in page
    assert f">{second}<" in page
    rows = f"{first}\tnhập\t{second}"
    assert send(client, plan, "reorganisation-bang", rows=rows).status_code == 302
    made = ReorganisationStep.unscoped.get()
    assert (made.organisation_id, made.into_id) == (play.tree.cell.pk, play.tree.sibling.pk)


def test_a_pasted_row_that_is_not_understood_is_told_by_its_number(client, play):
    plan = drawn()
    builders.organisation("Chi bộ Thôn 1", "cell", play.tree.other_committee)
    rows = "Chi bộ Thôn 2;nhập;Chi bộ Thôn 9\nChi bộ Thôn 2;gộp;x\n\nChi bộ Thôn 1;kết thúc\nChi bộ Kho bạc;đổi loại;x"
    answer = send(client, plan, "reorganisation-bang", rows=rows)
    (said,) = answer.context["form"].errors["rows"]
    for sentence in ("Dòng 1: không thấy tổ chức “Chi bộ Thôn 9”", "Dòng 2: cột thứ hai", "Dòng 4: có nhiều tổ chức",
                     "Dòng 5: loại tổ chức là một trong"):  # fmt: skip
        assert sentence in said
    assert not ReorganisationStep.unscoped.exists()


def test_rows_refused_for_one_reason_are_told_together(client, play):
    plan = drawn()
    rows = [f"Chi bộ Thôn {1 + number % 2};gộp;x" for number in range(30)]
    rows[4:6] = ["Chi bộ Thôn 2;nhập;Chi bộ Thôn 9", "Chi bộ Thôn 1;nhập;Chi bộ Thôn 9"]
    answer = send(client, plan, "reorganisation-bang", rows="\n".join(rows))
    (said,) = answer.context["form"].errors["rows"]
    assert said.count("cột thứ hai là một trong các việc") == 1
    assert said.startswith("Dòng 1, 2, 3, 4, 7, 8, 9,")
    assert "và 8 dòng khác: cột thứ hai" in said
    assert said.endswith("Dòng 5, 6: không thấy tổ chức “Chi bộ Thôn 9” vào ngày có hiệu lực.")


def test_before_opens_the_list_of_the_day_before(client, play):
    plan = drawn(step(MERGE, play.tree.sibling, play.tree.cell))
    eve = print_day(DAY - timedelta(days=1))
    address = f"{reverse('people', args=[play.tree.sibling.pk])}?ngay={eve}"
    assert address in client.get(reverse("reorganisation", args=[plan.pk])).content.decode()
    assert "3 người" in words(client.get(address))


def test_names_before_and_after_stand_behind_the_numbers(client, play):
    plan = drawn(step(MERGE, play.tree.sibling, play.tree.cell))
    planned = ReorganisationStep.unscoped.get()
    answer = client.get(reverse("reorganisation-step", args=[plan.pk, planned.pk]))
    sections = {one["name"]: (one["before_count"], one["after_count"]) for one in answer.context["sections"]}
    assert sections == {"Chi bộ Thôn 2": (3, 0), "Chi bộ Thôn 1": (3, 6)}
    assert words(answer).count("mới đến") == 3
    assert Look.objects.order_by("pk").last().count == 6
    apply(client, plan)
    again = client.get(reverse("reorganisation-step", args=[plan.pk, planned.pk]))
    assert {one["name"]: (one["before_count"], one["after_count"]) for one in again.context["sections"]} == sections


def test_offices_accounts_and_open_cases_stand_on_the_page(client, play):
    someone = Member.unscoped.filter(placements__organisation=play.tree.cell).first()
    builders.procedure.offices.hold_office(
        someone, by=MACHINE, organisation=play.tree.cell, office="secretary", day=DAY
    )
    builders.procedure.proposals.propose(
        someone, by=builders.actor(play.cell_secretary), why="theo giấy khai sinh", verb="correct_member",
        given={"sex": "f"},
    )  # fmt: skip
    said = re.sub("<[^>]+>", "", words(page(client, drawn(step(MERGE, play.tree.cell, play.tree.sibling)))))
    assert f"{someone.full_name}, bí thư Chi bộ Thôn 1" in said
    assert "Hoàng Seo Phừ" in said
    assert "theo sang đây, chờ cán bộ tổ chức xác nhận" in said
    assert "vẫn chờ cán bộ tổ chức trả lời" in said


def test_a_refused_step_says_why_and_nothing_is_offered_to_write(client, play):
    plan = drawn(step("close", play.tree.cell, play.tree.sibling))
    answer = page(client, plan)
    assert "Còn 3 người sinh hoạt" in words(answer)
    assert "Ghi cả phương án vào sổ" not in words(answer)
    assert apply(client, plan).status_code == 422


def test_a_doubt_is_ticked_with_the_paper_of_the_plan(client, play):
    two = list(Member.unscoped.filter(placements__organisation=play.tree.cell).values_list("pk", flat=True)[:2])
    plan = drawn(step("split", play.tree.cell, play.tree.sibling, people=two))
    answer = page(client, plan)
    assert "còn 1 đảng viên chính thức" in words(answer)
    assert apply(client, plan).status_code == 422
    marks = re.search(r'name="dau" value="([^"]+)"', answer.content.decode())[1]
    assert apply(client, plan, **{"dau": marks, "van-lam": "1"}).status_code == 302


def test_steps_are_taken_out_again(client, play):
    new = make("Chi bộ Thôn 12", play.tree.committee)
    plan = drawn(new, step(MERGE, play.tree.cell, new), step(RENAME, play.tree.sibling, name="Chi bộ Hai"))
    made, _, renamed = ReorganisationStep.unscoped.order_by("pk")
    assert send(client, plan, "drop-reorganisation-steps", viec=[renamed.pk]).status_code == 302
    plan.refresh_from_db()
    answer = send(client, plan, "drop-reorganisation-steps", viec=[made.pk])
    assert "bỏ những việc ấy trước" in words(answer)
    assert "Đánh dấu" in words(send(client, plan, "drop-reorganisation-steps"))
    assert ReorganisationStep.unscoped.count() == 2


def test_a_draft_goes_and_the_list_says_what_became_of_each(client, play):
    plan = drawn(step(MERGE, play.tree.cell, play.tree.sibling), name="Bỏ đi")
    done = drawn(step(RENAME, play.tree.other_cell, name="Chi bộ Đồng Cao"), name="Làm luôn")
    apply(client, done)
    assert send(client, plan, "discard-reorganisation").status_code == 302
    said = words(client.get(reverse("reorganisations")))
    assert "Làm luôn" in said
    assert "Có hiệu lực từ 01/6/2026" in said
    assert not Reorganisation.unscoped.filter(name="Bỏ đi").exists()


def test_a_plan_for_a_day_to_come_is_seen_and_waits(client, play):
    plan = drawn(step(MERGE, play.tree.cell, play.tree.sibling), day=DAY.replace(month=9))
    said = words(page(client, plan))
    assert "Đến 01/9/2026 mới ghi vào sổ được" in said
    assert "3 đảng viên đổi nơi sinh hoạt" in said
    assert apply(client, plan).status_code == 422


# --- two at once, and what was done since ---


def test_what_was_done_since_is_told_and_looked_over(client, play):
    plan = drawn(step(MERGE, play.tree.cell, play.tree.sibling))
    someone = Member.unscoped.filter(placements__organisation=play.tree.cell).first()
    standing.depart(someone, by=builders.actor(play.second_officer), kind="death", day=DAY)
    answer = apply(client, plan)
    assert answer.status_code == 422
    said = words(answer)
    assert "Lục Thị Yên: ghi ra khỏi danh sách" in said
    assert "Ghi cả phương án vào sổ" not in said
    assert send(client, plan, "look-over-reorganisation").status_code == 302
    assert apply(client, plan).status_code == 302


def test_of_many_changes_since_the_newest_are_lines_and_nobody_is_named_twice_or_left_out(client, play, monkeypatch):
    monkeypatch.setattr(parts, "SHOWN", 2)
    plan = drawn(step(MERGE, play.tree.cell, play.tree.sibling))
    three = list(Member.unscoped.filter(placements__organisation=play.tree.cell).order_by("pk"))
    for one in three:
        people.correct_member(one, by=builders.actor(play.second_officer), why="Giấy khai sinh", other_names="Mai")
    told = [(one["what"], one["member"]) for one in page(client, plan).context["changed"]]
    put_right = procedure.VERBS["correct_member"].title
    assert told == [(put_right, three[2].pk), (put_right, three[1].pk), ("có thay đổi", three[0].pk)]


def test_the_second_press_and_the_second_officer_are_told(client, play):
    plan = drawn(step(MERGE, play.tree.cell, play.tree.sibling))
    seen = plan.version
    changed(plan, step(RENAME, play.tree.other_cell, name="Chi bộ Đồng Cao"))
    answer = client.post(reverse("apply-reorganisation", args=[plan.pk]), {"seen": seen})
    assert "vừa được sửa" in words(answer)
    apply(client, plan)
    answer = apply(client, plan)
    assert answer.status_code == 422
    assert "đã ghi vào sổ ngày 30/6/2026" in words(answer)


def test_what_stands_on_it_is_listed_with_links(client, play):
    plan = drawn(step(MERGE, play.tree.cell, play.tree.sibling))
    apply(client, plan)
    someone = Member.unscoped.filter(placements__organisation=play.tree.sibling).order_by("pk").first()
    standing.depart(someone, by=builders.actor(play.second_officer), kind="own_wish", day=builders.TODAY)
    answer = page(client, plan, "take-back-reorganisation")
    assert "Chưa hoàn lại được: 1 việc" in words(answer)
    assert "Lục Thị Yên: ghi ra khỏi danh sách" in words(answer)
    # Nobody is named who has left: the door where the officer says what for, from which it is taken back.
    assert reverse("leaver", args=[someone.pk]) in words(answer)
    assert someone.full_name not in words(answer)
    plan.refresh_from_db()
    answer = send(client, plan, "take-back-reorganisation", why="thử")
    assert answer.status_code == 422
    assert names_in(play.tree.cell, DAY) == []


def test_of_a_record_that_became_part_of_another_that_one_is_named(play):
    """What was done to the former record stands in the way; whose it is by now opens from there, also once that one has
    left in its turn."""
    former, kept = (builders.member("Giàng Seo Lừ", play.tree.other_cell, source_id=name) for name in ("M1", "M2"))
    people.correct_member(former, by=MACHINE, why="Giấy khai sinh", other_names="Mai")
    act = Act.objects.filter(verb="correct_member", member=former).latest("number")
    merged(kept, former)
    assert told_of(act, play.officer) == ("Giàng Seo Lừ", kept.pk, reverse("person", args=[kept.pk]))
    standing.depart(kept, by=MACHINE, kind="own_wish", day=builders.TODAY)
    whom, member, href = told_of(act, play.officer)
    assert (member, href) == (None, reverse("leaver", args=[kept.pk])) and "Giàng" not in whom


def told_of(act, by):
    with scope.opened(rights.scope_of(builders.actor(by))):
        (one,) = parts.later([act])
    return one["whom"], one["member"], one["href"]


def test_what_stands_on_it_is_taken_back_from_the_list(client, play, monkeypatch):
    plan = drawn(step(MERGE, play.tree.cell, play.tree.sibling))
    apply(client, plan)
    two = Member.unscoped.filter(placements__organisation=play.tree.sibling).order_by("pk")[:2]
    for one in list(two):
        places.move(one, by=MACHINE, organisation=play.tree.other_cell, day=builders.TODAY)
    moved = Act.objects.filter(verb="move").latest("number")
    monkeypatch.setattr(parts, "SHOWN", 1)
    answer = words(page(client, plan, "take-back-reorganisation"))
    assert "Chưa hoàn lại được: 2 việc" in answer
    assert "và 1 việc trước đó" in answer
    assert reverse("line", args=[moved.pk]) in answer
    assert reverse("revert", args=[moved.pk]) in words(client.get(reverse("line", args=[moved.pk])))


def test_whoever_is_named_by_what_was_done_since_or_stands_on_it_was_looked_at(client, play):
    """The lines name people: the look says whom, before it is carried out and when it is to be taken back."""
    plan = drawn(step(MERGE, play.tree.cell, play.tree.sibling))
    one = builders.member("Tẩn Láo Tả", play.tree.cell)
    assert "Tẩn Láo Tả" in words(page(client, plan))
    assert f",{one.pk}," in Look.objects.latest("pk").values_row.members
    assert send(client, plan, "look-over-reorganisation").status_code == 302
    assert apply(client, plan).status_code == 302
    places.move(one, by=MACHINE, organisation=play.tree.other_cell, day=builders.TODAY)
    assert "Tẩn Láo Tả" in words(page(client, plan, "take-back-reorganisation"))
    look = Look.objects.latest("pk")
    assert (look.page, f",{one.pk}," in look.values_row.members) == ("reorganisation", True)


def test_who_would_add_to_a_plan_that_was_written_meanwhile_is_told(client, play):
    plan = drawn(step(MERGE, play.tree.cell, play.tree.sibling))
    apply(client, plan)
    for name in ("reorganisation-ten", "change-reorganisation"):
        answer = client.post(reverse(name, args=[plan.pk]), {"name": "Tên", "day": "1/6/2026"}, follow=True)
        assert "đã ghi vào sổ ngày 30/6/2026, không sửa được nữa" in words(answer)
    for name in ("drop-reorganisation-steps", "look-over-reorganisation", "discard-reorganisation"):
        answer = send(client, plan, name, viec="1")
        assert (answer.status_code, "đã ghi vào sổ ngày" in words(answer)) == (422, True)


# --- others, and bad input ---


def test_nobody_but_an_officer_reads_a_draft(client, play):
    plan = drawn(step(MERGE, play.tree.cell, play.tree.sibling))
    for username in ("thuong-truc", "bi-thu-xa", "bi-thu-thon", "quan-tri"):
        client.logout()
        enter(client, username)
        for name in ("reorganisation", "take-back-reorganisation", "reorganisation-nhap"):
            assert page(client, plan, name).status_code == 403
        assert client.get(reverse("reorganisations")).status_code == 403
        assert "Sắp xếp tổ chức" not in words(client.get("/"))


def test_nonsense_is_refused_at_its_field(client, play):
    plan = drawn()
    for name, typed, field, sentence in (
        ("reorganisation-nhap", {"into": play.tree.cell.pk}, "organisations", "Chọn những tổ chức được nhập"),
        ("reorganisation-nhap", {"organisations": [play.tree.cell.pk]}, "into", "Chọn nơi nhận, hoặc ghi tên"),
        ("reorganisation-nhap", {"organisations": [play.tree.cell.pk], "new_name": "Mới"}, "new_kind", "Chọn loại"),
        ("reorganisation-nhap", {"organisations": ["x"], "into": "moi-999"}, "into", "Chọn nơi nhận trong danh sách"),
        ("reorganisation-cap-tren", {"organisations": [play.tree.cell.pk]}, "into", "Chọn ô “Trực thuộc”"),
        ("reorganisation-loai", {"organisations": [play.tree.cell.pk]}, "kind", "Chọn loại tổ chức"),
        ("reorganisation-lap", {"name": " "}, "name", "Nhập tên đầy đủ"),
        ("reorganisation-ten", {}, "__all__", "Ghi tên mới hoặc mã mới"),
        ("change-reorganisation", {"name": "Tên", "day": "31/2/2026"}, "day", "theo dạng ngày/tháng/năm"),
        ("change-reorganisation", {"name": "", "day": "1/2/2026"}, "name", "Nhập tên phương án"),
    ):
        answer = send(client, plan, name, **typed)
        assert answer.status_code == 422, name
        assert sentence in " ".join(answer.context["form"].errors[field]), answer.context["form"].errors
    assert not ReorganisationStep.unscoped.exists()


@pytest.mark.parametrize("query", ["tu=999999", "tu=9999999999999", "trong=x", "trong=99999"])
def test_an_address_pushed_to_nonsense_has_an_answer(client, play, query):
    plan = drawn()
    for name in ("reorganisation-tach", "reorganisation-ten", "reorganisation-nhap"):
        assert client.get(f"{reverse(name, args=[plan.pk])}?{query}").status_code in (200, 404)


def test_what_was_made_and_taken_back_has_no_page(client, play):
    new = make("Chi bộ Thôn 12", play.tree.committee)
    plan = reorganisation.apply_reorganisation(drawn(new, step(MERGE, play.tree.cell, new)), by=MACHINE)
    made = called("Chi bộ Thôn 12")
    assert client.get(reverse("organisation", args=[made.pk])).status_code == 200
    reorganisation.take_back_reorganisation(plan, by=MACHINE, why="thử")
    for name in ("organisation", "people", "roster", "rename-organisation"):
        assert client.get(reverse(name, args=[made.pk])).status_code == 404
