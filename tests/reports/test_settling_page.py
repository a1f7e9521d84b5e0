"""The page of the settling: one point open with three sides, four choices in place; both sides work on it at once."""

import io
from datetime import date

import pytest
import time_machine
from django.urls import reverse
from openpyxl import load_workbook

from kit.calendar import PartialDate
from kit.drawing.remarks import HEAD
from members import history, jobs
from members import procedure as members
from members.models import Job, Look, LookValues, Member, Placement
from reports.reconciliation.models import Answer, Choice, Difference, Kind
from reports.reconciliation.procedure import receiving
from reports.reconciliation.procedure.freezing import freeze
from tests import builders
from tests.builders import MACHINE, PAPER
from tests.reports import play, settling
from tests.reports.pages import questions, text
from tests.reports.settling import UN
from tests.signing_in import signed_in

pytestmark = [pytest.mark.django_db]
LATER = "15/8/2026"


@pytest.fixture
def secretary(cast):
    return signed_in(cast.committee_secretary)


def sent(cast, own, *rows):
    return play.sent(own, play.file(*rows), who=cast.committee_secretary)


def differing(cast, own):
    """Two people, each with one point."""
    return sent(cast, own, play.row(birth="6/4/1965"), play.row(**UN | {"card": "22222223"}))


def unclear(cast, own):
    """A row that may be either of two people."""
    for card, born in (("55555555", PartialDate(1979, 9, 2)), ("66666666", PartialDate(1979, 3, 17))):
        play.person("Giàng Seo Lử", cast.tree.cell, card, born)
    row = play.row("Giàng Seo Lử", birth="1979", card="", admitted="", official="")
    return settling.point(sent(cast, own, play.row(), play.row(**UN), row), Kind.UNCLEAR)


def signed(own):
    with history.act("make_sample_district", by=MACHINE):
        freeze(own, by=MACHINE, signed_on=MACHINE.day)


def page_of(point):
    return reverse("difference", args=[point.list.reconciliation_id, point.pk])


# --- it works ---


def test_one_point_is_open_with_three_sides_and_the_proposal_preselected_but_not_written(secretary, cast, own):
    differing(cast, own)
    answer = secretary.get(reverse("settling", args=[own.pk]), follow=True)
    text = answer.content.decode()
    assert "Lò Văn Ún" in text and "Sùng A Páo" in text
    assert text.count('<li class="person open"') == 1
    assert "Đã chọn 0 trên 2, <b>còn 2</b>" in text
    assert 'value="wait" id="cach3" checked' in text
    assert "Chương trình đề nghị, chưa ghi." in text
    assert not Answer.unscoped.exists()


def test_written_it_goes_on_to_the_next_and_the_last_shows_what_was_chosen(secretary, cast, own):
    list_ = differing(cast, own)
    first, second = settling.point(list_, Kind.NUMBER), settling.point(list_, Kind.DATE)
    answer = secretary.post(page_of(first), {"choice": "fix_list", "answered": "0"})
    assert answer.status_code == 302 and answer["Location"].startswith(page_of(second))
    text = secretary.get(answer["Location"]).content.decode()
    assert "Đã ghi: Lò Văn Ún, Giữ như sổ, cơ sở sửa danh sách." in text
    assert "Đã chọn 1 trên 2, <b>còn 1</b>" in text
    answer = secretary.post(page_of(second), {"choice": "wait", "due_on": LATER, "answered": "0"}, follow=True)
    text = answer.content.decode()
    assert "Mọi điểm lệch đã có trả lời" in text
    assert "Chờ đến 15/8/2026" in text and "Nguyễn Thị Hòa, đảng ủy cơ sở" in text
    assert Answer.unscoped.get(key=second.key).due_on == date(2026, 8, 15)
    sent(cast, own, play.row(), play.row(**UN))
    text = secretary.get(reverse("answers", args=[own.pk])).content.decode()
    assert "Không còn lệch" in text and "Chờ đến" not in text
    assert "Đã chọn 0 trên 0" in text and "Đã chọn (0)" in text, "one number under one word"
    assert "Kê cả 2 trả lời không tính vào số đã chọn" in text


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"choice": "wait"}, "Ghi ngày chờ đến."),
        ({"choice": "both"}, "Ghi lý do để cả hai."),
        ({"choice": "fix_record"}, "Ghi số hoặc ngày của giấy tờ làm căn cứ."),
        ({}, "Chọn cách trả lời"),
        ({"choice": "wait", "due_on": "32/13/2026"}, "dạng ngày/tháng/năm"),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_what_was_typed_stays(cast, own, given, sentence):
    officer = signed_in(cast.officer)
    point = settling.point(differing(cast, own), Kind.DATE)
    answer = officer.post(page_of(point), {**given, "body": "Đảng ủy xã", "answered": "0"})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert 'value="Đảng ủy xã"' in answer.content.decode()
    assert not Answer.unscoped.exists()


def test_the_officer_writes_the_register_from_here(cast, own):
    officer = signed_in(cast.officer)
    point = settling.point(sent(cast, own, play.row(cell="Chi bộ Thôn 2"), play.row(**UN)), Kind.CELL)
    text = officer.get(page_of(point)).content.decode()
    assert f'<option value="{cast.tree.sibling.pk}" selected>' in text, "the cell that the list names"
    given = {"choice": "fix_record", "organisation": cast.tree.sibling.pk, "day": "1/4/2026", "number": "7-QĐ/ĐU"}
    assert officer.post(page_of(point), {**given, "answered": "0"}).status_code == 302
    place = Placement.unscoped.get(member__full_name="Sùng A Páo", until=None)
    assert (place.organisation, place.since) == (cast.tree.sibling, date(2026, 4, 1))
    text = officer.get(reverse("answers", args=[own.pk])).content.decode()
    assert "Đã ghi vào sổ 30/6/2026" in text and "giấy tờ số 7-QĐ/ĐU" in text


def test_where_somebody_is_away_is_asked_of_the_committee_and_entered_by_the_officer(cast, own):
    rows = play.row(note="Tạm thời chuyển đi"), play.row(**UN)
    point = settling.point(sent(cast, own, *rows), Kind.STATUS)
    given = {"choice": "fix_record", "outside": "Đảng bộ thành phố Hà Nội", "day": "1/3/2026", "until": "1/10/2026",
             "number": "9-GTSH", "signed_on": "1/3/2026", "body": "Đảng ủy xã"}  # fmt: skip
    secretary = signed_in(cast.committee_secretary)
    text = secretary.get(page_of(point)).content.decode()
    assert "Theo danh sách, ghi tạm thời chuyển đi" in text and "Hoặc nơi ngoài đảng bộ" in text
    assert "tạm thời nơi khác" in text
    assert secretary.post(page_of(point), given | {"answered": "0"}).status_code == 302
    said = Answer.unscoped.get()
    if said.waits_on_officer:
        officer = signed_in(cast.officer)
        assert 'value="Đảng bộ thành phố Hà Nội"' in officer.get(page_of(point)).content.decode()
        assert officer.post(page_of(point), given | {"answered": said.act}).status_code == 302
    stay = Placement.unscoped.temporary().get()
    assert (stay.outside, stay.since, stay.until) == (given["outside"], date(2026, 3, 1), date(2026, 10, 1))


def test_a_guest_by_the_list_says_so_and_the_officer_enters_him_as_one(cast, own):
    guest = play.FOREIGN | {"note": "Đến sinh hoạt tạm thời"}
    point = settling.point(sent(cast, own, play.row(), play.row(**UN), guest), Kind.ELSEWHERE)
    officer = signed_in(cast.officer)
    text = officer.get(page_of(point)).content.decode()
    assert "Chi bộ Thôn 1, tạm thời ở đây" in text and "Theo danh sách, ghi tạm thời chuyển đến" in text
    assert "Ghi chuyển về đây" not in text
    given = {"choice": "fix_record", "organisation": cast.tree.cell.pk, "day": "1/3/2026", "until": "1/10/2026",
             "number": "9-GTSH", "answered": "0"}  # fmt: skip
    assert officer.post(page_of(point), given).status_code == 302
    assert Placement.unscoped.temporary().get().organisation == cast.tree.cell
    text = officer.get(reverse("answers", args=[own.pk])).content.decode()
    assert "Chi bộ Thôn 1, tạm thời ở đây" in text


def test_what_the_committee_asks_for_stands_in_the_officer_s_form(cast, own):
    born = PartialDate(1990, 1, 2)
    play.person("Hà Thị Mỉ", cast.tree.cell, "44444444", born, sex="f", admitted_on=date(2025, 2, 3), official_on=None)
    young = play.row("Hà Thị Mỉ", birth="2/1/1990", sex="Nữ", card="44444444", admitted="3/2/2025", official="")
    point = settling.point(sent(cast, own, play.row(), play.row(**UN), young), Kind.PROBATION)
    given = {"choice": "fix_record", "day": "3/2/2026", "number": "9-QĐ/HU", "answered": "0"}
    signed_in(cast.committee_secretary).post(page_of(point), given)
    assert Answer.unscoped.get().waits_on_officer
    officer = signed_in(cast.officer)
    text = officer.get(page_of(point)).content.decode()
    assert 'value="03/02/2026"' in text.replace('value="03/2/2026"', 'value="03/02/2026"') and 'value="9-QĐ/HU"' in text
    said = Answer.unscoped.get()
    officer.post(page_of(point), given | {"answered": said.act})
    spell = Member.unscoped.get(full_name="Hà Thị Mỉ").memberships(manager="unscoped").get()
    assert (spell.official_on, spell.recognition_decision.number) == (date(2026, 2, 3), "9-QĐ/HU")


def test_taken_back_from_the_page_the_register_is_as_before(cast, own):
    officer = signed_in(cast.officer)
    point = settling.point(differing(cast, own), Kind.DATE)
    officer.post(page_of(point), {"choice": "fix_record", "number": "7", "answered": "0"})
    assert Member.unscoped.get(full_name="Sùng A Páo").birth_on == date(1965, 4, 6)
    said = Answer.unscoped.get()
    officer.post(reverse("take-back-answer", args=[own.pk, said.pk]), {"thay": said.act})
    assert Member.unscoped.get(full_name="Sùng A Páo").birth_on == date(1965, 6, 4)
    assert not Answer.unscoped.exists()
    assert Difference.unscoped.filter(key=point.key).exists()


def test_the_minutes_name_whom_a_row_may_mean_as_the_name_is_written(cast, own):
    unclear(cast, own)
    page = text(signed_in(cast.officer).get(reverse("minutes", args=[own.pk])))
    assert "Giàng Seo Lử, sinh 1979, Chi bộ Thôn 1" in page and "Giàng seo lử" not in page


def test_what_waits_on_the_officer_is_said_to_the_committee_and_asks_it_nothing(secretary, cast, own):
    play.person("Vừ Mí Kẻ", cast.tree.other_cell, "33333333", PartialDate(1982, 7, 21))
    list_ = sent(cast, own, play.row(), play.row(**UN), play.row("Vừ Mí Kẻ", birth="21/7/1982", card="33333333"))
    text = secretary.get(page_of(settling.point(list_, Kind.ELSEWHERE))).content.decode()
    assert "Điểm này cán bộ tổ chức trả lời." in text
    assert 'name="choice"' not in text and 'name="nguoi"' not in text
    assert "Chi bộ Thôn Đồng" not in text and "Tân Lập" not in text


def test_the_officer_chooses_who_it_is_and_the_list_is_compared_anew(cast, own):
    officer, point = signed_in(cast.officer), unclear(cast, own)
    text = officer.get(page_of(point)).content.decode()
    assert "sinh 02/9/1979" in text and "sinh 17/3/1979" in text
    son = Member.unscoped.get(birth_on=date(1979, 3, 17))
    officer.post(reverse("choose-person", args=[own.pk, point.pk]), {"nguoi": son.pk})
    assert settling.kinds(play.differences(point.list)) == [Kind.ONLY_OURS]
    assert play.differences(point.list)[0].member.birth_on == date(1979, 9, 2)


def test_without_a_person_nothing_is_chosen(cast, own):
    officer = signed_in(cast.officer)
    list_ = sent(cast, own, play.row(), play.row(**UN), play.row("Hạng Thị Chu", birth="9/9/1990", card="99999999"))
    point = settling.point(list_, Kind.ONLY_THEIRS)
    for asked in ({}, {"nguoi": "x"}, {"nguoi": "999999"}):
        answer = officer.post(reverse("choose-person", args=[own.pk, point.pk]), asked, follow=True)
        assert "Chọn một người trong danh sách, hoặc không ai." in answer.content.decode()


# --- spelling together ---


def spelt(cast, own):
    for name, other in (("Sùng A Páo", "Sùng A Lý"), ("Lò Văn Ún", "Lò Văn Mỹ")):
        members.people.correct_member(Member.unscoped.get(full_name=name), by=MACHINE, why="nhầm", full_name=other)
    return sent(cast, own, play.row("Sùng A Lí"), play.row(**UN | {"name": "Lò Văn Mĩ"}))


def test_spelling_alone_is_shown_and_answered_together(secretary, cast, own):
    list_ = spelt(cast, own)
    page = secretary.get(reverse("spelling", args=[own.pk]))
    text = page.content.decode()
    assert "Lò Văn Mĩ" in text and "Lò Văn Mỹ" in text
    mark = page.context["form"]["mark"].value()
    settling.answered(play.differences(list_)[0], Choice.FIX_LIST, by=builders.actor(cast.committee_secretary))
    answer = secretary.post(reverse("spelling", args=[own.pk]), {"choice": "fix_list", "mark": mark})
    assert answer.status_code == 422 and "vừa đổi từ lúc xem" in answer.content.decode()
    mark = answer.context["form"].fields["mark"].initial
    answer = secretary.post(reverse("spelling", args=[own.pk]), {"choice": "fix_list", "mark": mark}, follow=True)
    assert "Đã ghi cho 1 điểm chỉ khác cách viết." in answer.content.decode()
    assert Answer.unscoped.count() == 2


# --- the workbook with remarks ---


def book_of(answer):
    return load_workbook(io.BytesIO(b"".join(answer.streaming_content)))


def test_the_committee_gets_its_own_list_back_with_remarks_and_coloured_cells(secretary, cast, own):
    list_ = differing(cast, own)
    settling.answered(settling.point(list_, Kind.NUMBER), Choice.FIX_LIST, by=builders.actor(cast.committee_secretary))
    answer = secretary.post(reverse("remarked-list", args=[own.pk]))
    page = book_of(answer).active
    head = {cell.value: cell.column for cell in page[2]}
    assert head[HEAD] == 9
    assert page.cell(3, 9).value == "Ngày sinh: danh sách ghi 06/4/1965, sổ ghi 04/6/1965. Chưa trả lời."
    assert page.cell(4, 9).value == (
        "Số thẻ: danh sách ghi 22222223, sổ ghi 22222222. Đã thống nhất: cơ sở sửa danh sách."
    )
    coloured = {(cell.row, cell.column) for row in page for cell in row if cell.fill.fgColor.rgb.endswith("FFE8A3")}
    assert coloured == {(3, head["Ngày sinh"]), (4, head["Số thẻ ĐV"])}
    assert (
        "(đối khớp).xlsx" in answer.headers["Content-Disposition"] or "%C4%91" in answer.headers["Content-Disposition"]
    )
    look = Look.objects.filter(page="remarked-list").get()
    assert look.count == 2
    assert "để cơ sở sửa danh sách của mình" in LookValues.objects.get(look=look).asked


def test_who_is_missing_in_the_list_is_named_on_a_sheet_of_its_own(secretary, cast, own):
    list_ = sent(cast, own, play.row())
    book = book_of(secretary.post(reverse("remarked-list", args=[own.pk])))
    assert book.sheetnames[1:] == ["Chỉ có trong sổ"]
    assert book["Chỉ có trong sổ"]["A2"].value == "Lò Văn Ún, Chi bộ Thôn 2. Chưa trả lời."
    out = io.BytesIO()
    book.save(out)
    second = play.sent(own, out.getvalue(), who=cast.committee_secretary)
    assert (second.rows, settling.kinds(play.differences(second))) == (1, [Kind.ONLY_OURS])
    assert list_.pk != second.pk


def test_mended_there_and_sent_again_only_what_changed_is_asked(secretary, cast, own):
    list_ = differing(cast, own)
    for one in play.differences(list_):
        settling.answered(one, Choice.FIX_LIST, by=builders.actor(cast.committee_secretary))
    book = book_of(secretary.post(reverse("remarked-list", args=[own.pk])))
    assert book.active["C3"].value == "6/4/1965"
    book.active["C3"] = "4/6/1965"
    out = io.BytesIO()
    book.save(out)
    second = play.sent(own, out.getvalue(), who=cast.committee_secretary)
    assert second.rows == 2
    assert settling.kinds(play.differences(second)) == [Kind.NUMBER]
    assert not Difference.unscoped.filter(list=second).unsettled().exists()


def test_the_workbook_tells_nothing_of_people_elsewhere(secretary, cast, own):
    play.person("Vừ Mí Kẻ", cast.tree.other_cell, "33333333", PartialDate(1982, 7, 21))
    sent(cast, own, play.row(), play.row(**UN), play.row("Vừ Mí Kẻ", birth="22/7/1982", card="33333333"))
    page = book_of(secretary.post(reverse("remarked-list", args=[own.pk]))).active
    said = " ".join(str(cell.value) for row in page for cell in row)
    assert "Có thể đã có hồ sơ ở nơi khác." in said
    for secret in ("Tân Lập", "Thôn Đồng", "21/7/1982"):
        assert secret not in said


def test_a_long_list_is_given_by_a_job(secretary, cast, own, monkeypatch):
    differing(cast, own)
    monkeypatch.setattr(receiving, "is_long", lambda upload: True)
    answer = secretary.post(reverse("remarked-list", args=[own.pk]))
    job = Job.objects.get(kind="remarked-list")
    assert answer["Location"] == reverse("job", args=[job.pk])
    jobs.run(jobs.claim(job.asked_at))
    job.refresh_from_db()
    assert (job.state(job.asked_at), job.refusal) == ("done", "")
    assert jobs.path_of(job).read_bytes()[:2] == b"PK"


# --- who ---


@pytest.mark.parametrize(("who", "status"), [("outsider", 404), ("cell_secretary", 404), ("administrator", 404),
                                             ("reader", 403)])  # fmt: skip
def test_nobody_else_comes_here(cast, own, who, status):
    point = settling.point(differing(cast, own), Kind.DATE)
    said = settling.answered(point, Choice.FIX_LIST)
    other = signed_in(getattr(cast, who))
    for name, args in (("settling", [own.pk]), ("difference", [own.pk, point.pk]), ("answers", [own.pk]),
                       ("spelling", [own.pk])):  # fmt: skip
        assert other.get(reverse(name, args=args)).status_code == status, name
    for name, args in (("take-back-answer", [own.pk, said.pk]), ("choose-person", [own.pk, point.pk]),
                       ("remarked-list", [own.pk]), ("difference", [own.pk, point.pk])):  # fmt: skip
        assert other.post(reverse(name, args=args)).status_code == status, name
    assert Answer.unscoped.count() == 1


NAMES = ("Nông Bích", "Lù Seo", "Vi Trọng", "Bế Kim", "Hầu Thào", "Tẩn Láo", "Cử Chá", "Đèo Văn", "Quàng Khánh")


def test_the_same_number_of_queries_for_one_and_for_many(secretary, cast, own):
    counts = []
    for many in (2, 9):
        rows = []
        for number, name in enumerate(NAMES[:many]):
            card, year = f"7{number}35{many}91{number}", 1950 + number
            name = f"{name} {'Sơn' if many == 2 else 'Lâm'}"
            play.person(name, cast.tree.cell, card, PartialDate(year, 3, 4))
            rows.append(play.row(name, birth=f"14/3/{year}", card=card))
        list_ = sent(cast, own, play.row(), play.row(**UN), *rows)
        points = [one for one in play.differences(list_) if one.kind == Kind.DATE]
        assert len(points) >= many - 2
        secretary.get(page_of(points[0]))
        counts.append(len(questions(secretary, page_of(points[0]))))
        why = secretary.get(page_of(points[0])).content.decode().count("Vì sao là người này")
        assert why == len({one.subject for one in points}), "each with why, and none asks for it by itself"
    assert counts[0] == counts[1]


def test_the_start_page_counts_only_what_still_waits(secretary, cast, own):
    list_ = differing(cast, own)
    assert "2 điểm lệch chờ đồng chí" in secretary.get(reverse("today")).content.decode()
    settling.answered(settling.point(list_, Kind.DATE), Choice.FIX_RECORD, paper=PAPER,
                      by=builders.actor(cast.committee_secretary))  # fmt: skip
    assert "1 điểm lệch chờ đồng chí" in secretary.get(reverse("today")).content.decode()
    secretary.logout()
    officer = signed_in(cast.officer)
    assert "1 điểm lệch chờ đồng chí" in officer.get(reverse("today")).content.decode()


def test_papers_that_should_have_come_are_late_on_both_start_pages(cast, own):
    list_ = differing(cast, own)
    settling.answered(settling.point(list_, Kind.DATE), Choice.WAIT, by=builders.actor(cast.committee_secretary),
                      due_on=date(2026, 7, 10))  # fmt: skip
    with time_machine.travel("2026-07-20 05:00:00+00:00", tick=True):
        for who in (cast.officer, cast.committee_secretary):
            page = signed_in(who).get(reverse("today")).content.decode()
            assert "1 điểm lệch chờ giấy tờ đã quá hạn" in page
            assert "Quá hạn 10 ngày" in page
    settling.answered(settling.point(list_, Kind.DATE), Choice.FIX_LIST, by=builders.actor(cast.committee_secretary))
    with time_machine.travel("2026-07-20 05:00:00+00:00", tick=True):
        assert "chờ giấy tờ đã quá hạn" not in signed_in(cast.officer).get(reverse("today")).content.decode()
