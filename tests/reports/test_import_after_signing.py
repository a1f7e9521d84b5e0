"""A list that is imported after the minutes are signed: whoever writes it says once why it changes what was signed."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from members import importing, jobs, rights
from members.errors import RuleBroken
from members.importing import signed
from members.models import Act, Job, Member
from members.registry import SignedDay
from members.rules import signed as rules
from members.uploads import work
from reports.reconciliation.models import Round, Signing
from reports.reconciliation.procedure import since_signed
from tests.builders import MACHINE
from tests.members.importing.files import opened
from tests.reports import play
from tests.reports.after_signing import LATER, cast, ground
from tests.reports.pages import text
from tests.signing_in import signed_in

__all__ = ["cast", "ground"]
pytestmark = pytest.mark.django_db
WHY = "hồ sơ kết nạp chuyển muộn"
MAI = play.row("Giàng Thị Mai", sex="Nữ", birth="2/1/1990", card="55555555", admitted="18/5/2026", official="")
MI = play.row("Hà Thị Mỉ", sex="Nữ", card="44444444", cell="Chi bộ Thôn 2", official="")


def plan_of(cast, *rows, titles=(play.TITLE,)):
    by = rights.actor_for(cast.officer, LATER)
    return importing.make_plan(opened(play.file(*rows, titles=titles)), by=by), by


def late_line():
    signing = Signing.unscoped.select_related("reconciliation__round").get()
    found = since_signed.later(signing.reconciliation, signing, today=LATER)
    return [(one.name, one.now, one.said) for one in found]


TOUCHING = {
    "ghi tên": MAI,
    "chính thức trước ngày cuối kỳ": MI | {"official": "18/5/2011"},
}
ELSEWHERE = {
    "kết nạp sau ngày cuối kỳ": MAI | {"admitted": "5/7/2026"},
    "chính thức sau ngày cuối kỳ": MI | {"admitted": "18/5/2010", "official": "5/7/2026"},
    "ngày sinh": play.row(birth="6/4/1965"),
    "không đổi gì": play.row(),
}


@pytest.mark.parametrize("what", TOUCHING)
def test_whoever_imports_what_changes_the_signed_day_says_why(cast, what):
    plan, by = plan_of(cast, TOUCHING[what])
    with pytest.raises(RuleBroken, match="1 dòng của tệp đổi điều đã ký: biên bản đối khớp số 02-BB/ĐU của Đảng bộ xã"):
        importing.apply(plan, by=by)
    assert not Act.objects.filter(verb="import_members").exists()
    importing.apply(plan, by=by, why=WHY)
    ((_, _, said),) = late_line()
    assert WHY in said, "it stands beside the signed figures"


@pytest.mark.parametrize("what", ELSEWHERE)
def test_what_leaves_the_signed_day_as_it_was_is_asked_nothing(cast, what):
    plan, by = plan_of(cast, ELSEWHERE[what])
    importing.apply(plan, by=by)
    assert late_line() == []


def test_what_another_committee_s_list_says_is_asked_nothing(cast):
    plan, by = plan_of(cast, MAI | {"cell": "Chi bộ Thôn Đồng"}, titles=("ĐẢNG BỘ XÃ TÂN LẬP",))
    assert importing.apply(plan, by=by).created == 1


def test_a_place_that_begins_with_the_admission_is_asked_about_when_that_day_moves_over_the_signed_one(cast):
    plan, _ = plan_of(cast, MAI)
    importing.apply(plan, by=MACHINE)
    plan, by = plan_of(cast, MAI | {"admitted": "5/7/2026"})
    assert [name for _, name in signed.touched(plan).signed] == ["Đảng bộ xã An Khê"]
    with pytest.raises(RuleBroken):
        importing.apply(plan, by=by)


def test_every_paper_that_the_rows_touch_is_named_not_the_first_alone(cast):
    """Tân Lập has signed, too; the same file says of one of each committee that he was official."""
    play.person("Giàng A Sử", cast.tree.other_cell, "77777777", official_on=None)
    play.signed_light(play.of(Round.objects.get(), cast.tree.other_committee))
    su = MI | {"name": "Giàng A Sử", "card": "77777777", "cell": "Chi bộ Thôn Đồng", "sex": "Nam"}
    both = [one | {"official": "18/5/2011"} for one in (MI, su)]
    plan, by = plan_of(cast, *both, titles=())
    paper = "biên bản đối khớp số 02-BB/ĐU của Đảng bộ xã {}, đến ngày 30/6/2026, ký ngày 30/6/2026"
    said = f"2 dòng của tệp đổi điều đã ký: {paper.format('An Khê')}; {paper.format('Tân Lập')}. Ghi lý do"
    with pytest.raises(RuleBroken, match=re.escape(said)):
        importing.apply(plan, by=by)


def test_of_more_papers_than_are_read_in_one_sentence_the_rest_is_counted():
    day = date(2026, 6, 30)
    some = [(SignedDay(day, pk, f"biên bản số {pk}", day), f"xã {pk}") for pk in range(1, 6)]
    said = rules.asked(some, "5 dòng của tệp", "những dòng ấy")
    assert "biên bản số 3 của xã 3, đến ngày 30/6/2026, ký ngày 30/6/2026; và 2 biên bản khác. Ghi lý do" in said
    assert "xã 4" not in said


def test_the_line_of_nobody_else_gets_the_reason(cast):
    later = play.row("Vàng Thị Sao", sex="Nữ", birth="3/2/1999", card="66666666", admitted="5/7/2026", official="")
    plan, by = plan_of(cast, MAI, later, play.row(birth="6/4/1965"))
    importing.apply(plan, by=by, why=WHY)
    lines = {one.member_id: one.values_row.body for one in Act.objects.filter(inside__isnull=False)}
    told = {name: WHY in lines[Member.unscoped.get(full_name=name).pk] for name in ("Giàng Thị Mai", "Vàng Thị Sao")}
    assert told == {"Giàng Thị Mai": True, "Vàng Thị Sao": False}
    assert WHY in lines[Member.unscoped.get(full_name="Sùng A Páo").pk], "who is corrected is told why, too"


def test_the_command_is_not_refused_and_the_line_says_what_it_was(cast, tmp_path):
    file = tmp_path / "an-khe.xlsx"
    file.write_bytes(play.file(MAI))
    call_command("import_members", str(file))
    ((_, _, said),) = late_line()
    assert "nhập bằng lệnh từ tệp an-khe.xlsx, không ghi lý do" in said


def test_the_command_takes_a_reason(cast, tmp_path):
    file = tmp_path / "an-khe.xlsx"
    file.write_bytes(play.file(MAI))
    call_command("import_members", str(file), why=WHY)
    ((_, _, said),) = late_line()
    assert said.endswith(WHY)


# --- the page ---


def sent(client, *rows):
    answer = client.post(reverse("imports"), {"file": SimpleUploadedFile("an-khe.xlsx", play.file(*rows))})
    return int(re.search(r"\d+", answer["Location"])[0])


def test_the_plan_asks_one_reason_and_nothing_is_written_without_it(cast):
    officer = signed_in(cast.officer)
    pk = sent(officer, MAI, MI | {"official": "18/5/2011"})
    page = officer.get(reverse("import-plan", args=[pk]))
    assert "2 dòng của tệp đổi điều đã ký: biên bản đối khớp số 02-BB/ĐU của Đảng bộ xã An Khê" in text(page)
    given = {"plan": page.context["head"]["digest"]}
    refused = officer.post(reverse("confirm-import", args=[pk]), given)
    assert refused.status_code == 422
    assert "Nhập lý do sửa" in text(refused)
    assert not Member.unscoped.filter(full_name="Giàng Thị Mai").exists()
    assert officer.post(reverse("confirm-import", args=[pk]), given | {"why": WHY}).status_code == 302
    assert [WHY in said for _, _, said in late_line()] == [True, True]


def test_a_plan_that_touches_nothing_signed_asks_for_no_reason(cast):
    officer = signed_in(cast.officer)
    page = officer.get(reverse("import-plan", args=[sent(officer, MAI | {"admitted": "5/7/2026"})]))
    assert not page.context["asks"]
    assert "Lý do sửa" not in text(page)


def test_a_long_list_takes_the_reason_along(cast, monkeypatch):
    monkeypatch.setattr(work, "LONG_ROWS", 0)
    officer = signed_in(cast.officer)
    waiting = officer.post(reverse("imports"), {"file": SimpleUploadedFile("an-khe.xlsx", play.file(MAI))})
    assert waiting.status_code == 302
    jobs.run_waiting(timezone.now())
    pk = Job.objects.get().asked["upload"]
    page = officer.get(reverse("import-plan", args=[pk]))
    said = {"plan": page.context["head"]["digest"], "why": WHY}
    officer.post(reverse("confirm-import", args=[pk]), said)
    jobs.run_waiting(timezone.now())
    ((_, _, told),) = late_line()
    assert WHY in told
