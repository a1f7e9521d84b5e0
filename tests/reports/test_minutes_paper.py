"""The paper of the minutes: everything said is on it, a draft says so, the same minutes are the same bytes."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from members.movements import Balance, Movement
from reports.reconciliation import papers
from reports.reconciliation.rules import minutes as rules
from tests.reports import minutes


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


@pytest.fixture(scope="module")
def drawn():
    return papers.draw(minutes.made())


def test_every_number_name_and_answer_stands_on_the_paper(drawn):
    said = text_of(drawn)
    wanted = [total.label for total in minutes.TOTALS] + [minutes.BALANCE[-1].remark]
    for line in minutes.BALANCE:
        wanted += [line.label, *(part for one in line.named for part in (one.name, one.said))]
    for case in minutes.CASES:
        wanted += [case.name, case.cell, case.theirs, case.ours, case.settled]
    # A line may end behind the hyphen of a number.
    bare = said.replace(" ", "")
    assert [one for one in wanted if one.replace(" ", "") not in bare] == []
    assert "Có 3 trường hợp lệch, hai bên đã xử lý 2 trường hợp, còn 1 trường hợp nêu tại mục V." in said
    assert "BAN TỔ CHỨC - NỘI VỤ" in said
    assert "Phan Thị Hồng Loan" in said


def test_a_draft_says_so_and_signed_minutes_do_not(drawn):
    signed = text_of(papers.draw(minutes.made(draft=False, number="02-BB/ĐU")))
    assert "Dự thảo" in text_of(drawn)
    assert "Dự thảo" not in signed
    assert "Số 02-BB/ĐU" in signed
    assert "Số hồ sơ đảng viên đang giữ – 608" in signed


def test_the_same_minutes_are_the_same_bytes(drawn):
    assert papers.draw(minutes.made()) == drawn


def test_nothing_open_and_nothing_different_is_said_in_words():
    said = text_of(papers.draw(minutes.made(cases=(), open=())))
    assert "Không có trường hợp lệch." in said
    assert "Không còn việc nào chưa xử lý." in said


def test_no_file_kept_is_a_number_too():
    said = text_of(papers.draw(minutes.made(draft=False, files=0)))
    assert "Số hồ sơ đảng viên đang giữ – 0 – 0" in said


def test_minutes_on_numbers_say_nothing_of_lists_that_were_not_compared():
    same = [replace(one, theirs=one.ours) for one in minutes.TOTALS]
    light = minutes.made(is_full=False, totals=same, cases=(), open=())
    said = text_of(papers.draw(light))
    assert light.title == "Biên bản đối khớp số lượng đảng viên 6 tháng đầu năm 2026"
    assert "đối khớp số lượng đảng viên 6 tháng đầu năm 2026" in said
    assert "không đối khớp từng đảng viên" in said
    assert "Số liệu của hai bên bằng nhau ở mọi chỉ tiêu." in said
    assert "danh sách 609 đảng viên theo hồ sơ của Ban Tổ chức - Nội vụ khu vực Bắc Vân Giang" in said
    for words in ("đối khớp danh sách", "Sau khi đối khớp từng", "trường hợp lệch", "đã thống nhất là phụ lục",
                  "VIỆC CÒN LẠI"):  # fmt: skip
        assert words not in said


def test_a_draft_on_numbers_names_what_still_differs_and_that_none_have_come():
    said = text_of(papers.draw(minutes.made(is_full=False, cases=(), open=())))
    assert "Số liệu của hai bên còn lệch: Đảng viên chính thức; Đảng viên dự bị; Tổng số" in said
    nothing = [replace(one, theirs=None) for one in minutes.TOTALS]
    assert "Chưa có số liệu của Đảng ủy xã" in text_of(papers.draw(minutes.made(is_full=False, totals=nothing)))


def test_what_nobody_has_answered_is_counted_apart_in_a_draft():
    cases = [*minutes.CASES, replace(minutes.CASES[0], name="Lò Văn Ún", settled="Chưa trả lời", answered=False)]
    said = text_of(papers.draw(minutes.made(cases=cases)))
    assert "Có 4 trường hợp lệch, hai bên đã xử lý 2 trường hợp, còn 1 trường hợp nêu tại mục V, 1 trường hợp" in said
    assert "xử lý xong" not in said


def test_a_hundred_cases_repeat_the_head_and_lose_nobody():
    many = [replace(minutes.CASES[0], name=f"Người Thứ {number}") for number in range(100)]
    pdf = papers.draw(minutes.made(cases=many, open=()))
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    said = " ".join(" ".join(pages).split())
    assert all(f"Người Thứ {number} " in said for number in range(100))
    rows = [page for page in pages if page.count("Người Thứ") > 1]
    assert len(rows) > 2
    assert all("Cách xử lý" in page for page in rows)


def test_signs_are_those_of_print():
    assert [rules.signed(number) for number in (3, 0, -2)] == ["+3", "0", "−2"]
    assert minutes.TOTALS[4].apart == "−1"
    assert rules.Total("", None, 608, 608).apart == "–"


def test_movements_become_lines_with_the_people_behind_each():
    day = date(2026, 3, 3)
    moved = (
        Movement(1, day, "striking_off", False, is_probationary=True), Movement(2, day, "within", False),
        Movement(3, day, "within", True),
    )  # fmt: skip
    lines = rules.movement_lines(
        Balance(frozenset({1, 2}), frozenset({3}), moved), {1: "Đàm Văn Sỹ", 2: "Ma Thị Hiểu", 3: "Tô Văn Rưỡng"},
        ["Quyết định số 31", "03/3/2026", "03/3/2026"], whole="khu vực",
    )  # fmt: skip
    by_label = {(one.mark, one.label): one for one in lines}
    assert by_label["B", "Tăng trong kỳ"].said == "+1"
    assert by_label["C", "Giảm trong kỳ"].said == "−2"
    assert by_label["3", "Xóa tên"].named == [rules.Named("Đàm Văn Sỹ", "đảng viên dự bị, Quyết định số 31")]
    assert by_label["", "Chuyển đến từ đảng bộ khác trong khu vực"].number == 1
    assert by_label["", "Chuyển đi đảng bộ khác trong khu vực"].named == [rules.Named("Ma Thị Hiểu", "03/3/2026")]
    # What the form has no line for stands only where somebody went that way.
    assert ("9", "Chưa rõ lý do") not in by_label


def test_every_way_has_a_line():
    from members import movements

    assert {way for _, _, way in rules.COMING} == set(movements.INCREASES)
    assert {way for _, _, way in rules.GOING} == set(movements.DECREASES)


def test_what_is_said_only_at_the_signing_changes_nothing_of_what_was_confirmed():
    draft = minutes.made()
    final = rules.at_signing(draft, number="02-BB/ĐU", place_and_day="Khe Trúc, ngày 12 tháng 7 năm 2026",
                             their_people=["Đồng chí A"], our_people=["Đồng chí B"], files=608)  # fmt: skip
    assert rules.digest(final) == rules.digest(draft)
    assert (final.draft, final.number) == (False, "02-BB/ĐU")
    assert rules.digest(minutes.made(agreed=610)) != rules.digest(draft)
    assert rules.digest(minutes.made(cases=minutes.CASES[:2])) != rules.digest(draft)
