"""Papers of one file: what each says, what is missing, who may print it, in whose name, and the line that stays."""

from datetime import date, timedelta

import pytest

from admissions import procedure
from admissions.models import Applicant, StepKind
from admissions.papers import known, made
from admissions.procedure.reading import read
from admissions.rules.papers import BY_CODE, OF_A_FILE, number_of
from kit.calendar import PartialDate, print_day
from members import procedure as plain
from members import rights, scope
from members.models import OfficeHolding
from tests import builders
from tests.admissions import play
from tests.admissions.papers_play import drawn, missing, probationer, settled
from tests.builders import MACHINE, TODAY
from tests.members.officer_play import cast, ground, officer

__all__ = ["cast", "ground", "officer", "probationer", "settled"]
pytestmark = [pytest.mark.django_db]
S = StepKind
RESOLVED = date(2026, 5, 5)


def test_the_resolution_of_the_cell_says_the_vote_and_leaves_what_it_concluded_to_the_pen(cast, settled):
    one = play.until(play.found(cast.tree.cell), S.CELL)
    said, day = drawn(one, "cell-resolution"), play.day_of(S.CELL)
    assert f"ngày {day.day:02} tháng {day.month} năm {day.year}" in said
    for part in (
        "Mẫu 6-KNĐ", "CHI BỘ THÔN 1", "ĐẢNG BỘ XÃ AN KHÊ", "Số 12-NQ/CB", "đề nghị kết nạp đảng viên", "Giàng Thị Mỷ",
        "sinh ngày 18/9/2001", "được tính khi biểu quyết: 9 đồng chí. Có mặt: 8 đồng chí",
        "8 đồng chí tán thành, đạt 88,9%", "đề nghị Đảng ủy xã An Khê xét", "T/M CHI BỘ", "BÍ THƯ", "Lù Thị Hoa",
        "điền bằng tay, sổ không lưu: chủ trì, thư ký hội nghị",
    ):  # fmt: skip
        assert part in said, part


def test_a_re_admission_says_so(cast, settled):
    former = builders.member("Sùng A Chía", cast.tree.other_cell, birth=PartialDate(1980, 4, 12))
    plain.standing.depart(former, by=MACHINE, kind="striking_off", day=date(2020, 3, 4))
    one = play.found(cast.tree.cell, "Sùng A Chía", birth=PartialDate(1980, 4, 12), sex="m", again=True)
    waits = "Đơn làm được từ ngày 04/3/2023: đủ 36 tháng từ ngày ra khỏi Đảng."
    assert waits in drawn(one, "progress")
    play.until(one, S.CONSENT)
    assert waits not in drawn(one, "progress")
    assert "đề nghị kết nạp lại đảng viên" in drawn(one, "cell-resolution")
    said = drawn(one, "decision")
    assert "kết nạp lại đảng viên" in said
    assert "đồng ý kết nạp lại" in said
    play.do(one, S.DECISION)
    assert "tổ chức lễ kết nạp lại quần chúng Sùng A Chía" in drawn(one, "ceremony")
    assert "Văn bản kết luận không thuộc trường hợp không kết nạp lại" in drawn(one, "contents")
    assert "hồ sơ kết nạp lại của Sùng A Chía" in drawn(one, "progress")


def test_a_cell_too_small_to_vote_has_no_resolution_and_the_decision_says_why(cast, settled):
    one = play.until(play.found(cast.tree.cell), S.GATHERED)
    day = play.day_of(S.CELL)
    procedure.refer_small_cell(one, by=MACHINE, day=day, decision=play.paper("04-CV/CB", day))
    assert "không đủ đảng viên chính thức" in missing(one, "cell-resolution")
    play.do(one, S.COMMITTEE)
    for code in ("committee-resolution", "proposal", "decision", "progress", "contents"):
        said = drawn(one, code)
        assert "04-CV/CB" in said, code
        assert "không đủ đảng viên chính thức" in said, code
    said = drawn(one, "decision")
    assert said.index("04-CV/CB") < said.index("Nghị quyết số 14-NQ/CB"), "what the cell did comes first"


def test_a_resolution_without_the_name_of_who_made_it_is_of_who_voted(cast, settled):
    """Found by looking at a decision: "Xét Nghị quyết số 30-NQ/ĐU, ngày 10/9/2026", and of nobody."""
    one = play.until(play.found(cast.tree.cell), S.GATHERED)
    for kind, number in ((S.CELL, "21-NQ/CB"), (S.COMMITTEE, "30-NQ/ĐU")):
        play.do(one, kind, decision=builders.Paper(number, play.day_of(kind)))
    assert "của Chi bộ Thôn 1" in drawn(one, "committee-resolution")
    said = drawn(one, "decision")
    for number, kind, body in (("21-NQ/CB", S.CELL, "Chi bộ Thôn 1"), ("30-NQ/ĐU", S.COMMITTEE, "Đảng ủy xã An Khê")):
        assert f"Xét Nghị quyết số {number}, ngày {print_day(play.day_of(kind))} của {body}" in said


def test_the_committee_asks_who_decides_and_the_decision_follows_it(cast, settled):
    one = play.until(play.found(cast.tree.cell), S.COMMITTEE)
    said = drawn(one, "committee-resolution")
    for part in ("Mẫu 8-KNĐ", "ĐẢNG ỦY XÃ AN KHÊ", "ĐẢNG BỘ HUYỆN BẮC QUANG", "Tổng số cấp ủy viên: 9", "Số 14-NQ/CB",
                 "đề nghị Ban Thường vụ Huyện ủy Bắc Quang xét", "T/M ĐẢNG ỦY"):  # fmt: skip
        assert part in said, part
    proposal = drawn(one, "proposal")
    for part in ("TỜ TRÌNH", "-TTr/ĐU", "Kính gửi: Ban Thường vụ Huyện ủy Bắc Quang", "Nghị quyết số 12-NQ/CB",
                 "Nghị quyết số 14-NQ/CB", "8/9 đồng chí tán thành", "Đơn xin vào Đảng"):  # fmt: skip
        assert part in proposal, part
    open_ = drawn(one, "decision")
    assert "-QĐ/HU" in open_
    assert "ngày tháng năm 2026" in open_
    play.do(one, S.DECISION, decision=play.paper("21-QĐ/HU", play.day_of(S.DECISION), "Ban Thường vụ Huyện ủy"))
    said = drawn(one, "decision")
    for part in ("Mẫu 9-KNĐ", "Số 21-QĐ/HU", "BAN THƯỜNG VỤ HUYỆN ỦY BẮC QUANG", "Hoàng Trọng Khuyến",
                 "Điều 1. Kết nạp quần chúng Giàng Thị Mỷ", "Căn cứ Quy định số 294-QĐ/TW",
                 "30 ngày làm việc kể từ ngày chi bộ nhận được"):  # fmt: skip
        assert part in said, part


def test_a_proposal_printed_once_the_rule_is_another_went_to_whoever_decided(cast, settled):
    """Found by looking at one: the committee proposed to its own standing committee what the district had decided."""
    one = play.until(play.found(cast.tree.cell), S.DECISION)
    said = drawn(one, "proposal", date(2026, 8, 3))
    assert "Kính gửi: Ban Thường vụ Huyện ủy Bắc Quang" in said
    assert "trình Ban Thường vụ Huyện ủy Bắc Quang xét" in said


@pytest.mark.parametrize(
    ("parent", "body", "is_under", "symbol"),
    [("Huyện ủy Bắc Quang", "Ban Tổ chức", True, "-QĐ/HU"), ("Tỉnh ủy Hà Giang", "Văn phòng", False, "-QĐ/TU"),
     ("Huyện ủy Bắc Quang", "Cơ quan Tổ chức - Nội vụ", True, "-QĐ/HU")],
)  # fmt: skip
def test_a_board_that_keeps_the_register_decides_on_nobody(cast, settled, parent, body, is_under, symbol):
    """Found by looking at one: "Ban Tổ chức quyết định", signed by the head of that board."""
    said = {"parent_body": parent, "issuing_body": body, "signer_authority": "", "signer_post": "TRƯỞNG BAN"}
    for key, value in said.items():
        plain.office.set_office(by=MACHINE, key=key, value=value, day=date(2021, 1, 1))
    one = play.until(play.found(cast.tree.cell), S.DECISION)
    decision = drawn(one, "decision")
    for part in (f"BAN THƯỜNG VỤ {parent.upper()} QUYẾT ĐỊNH:", "T/M BAN THƯỜNG VỤ", "chức vụ, họ tên người ký"):
        assert part in decision, part
    assert (f"… {parent.upper()} *" in decision) is is_under
    assert body.upper() not in decision and "TRƯỞNG BAN" not in decision and "Khuyến" not in decision
    assert f"Kính gửi: Ban Thường vụ {parent}" in drawn(one, "proposal")
    assert f"đề nghị Ban Thường vụ {parent} xét" in drawn(one, "committee-resolution")
    fresh = play.until(play.found(cast.tree.cell, "Thào Thị Dí"), S.COMMITTEE)
    assert symbol in drawn(fresh, "decision")
    # A board whose head signs for the standing committee names him.
    plain.office.set_office(by=MACHINE, key="signer_authority", value="T/M BAN THƯỜNG VỤ", day=date(2021, 1, 1))
    assert "Khuyến" in drawn(one, "decision") and "họ tên người ký" not in drawn(one, "decision")


def test_a_board_of_which_nobody_said_whose_it_is_stands_as_it_is(cast, settled):
    """Found by reading: "Ban Thường vụ" with nobody after it."""
    for key, value in {"parent_body": "", "issuing_body": "Ban Tổ chức Huyện ủy", "signer_authority": ""}.items():
        plain.office.set_office(by=MACHINE, key=key, value=value, day=date(2021, 1, 1))
    decision = drawn(play.until(play.found(cast.tree.cell), S.DECISION), "decision")
    assert "BAN TỔ CHỨC HUYỆN ỦY QUYẾT ĐỊNH:" in decision


def test_where_the_committee_decides_there_is_no_proposal_and_it_signs(cast, settled):
    procedure.authorise(cast.tree.committee, by=MACHINE, day=date(2024, 1, 1),
                        decision=play.paper("4-QĐ/HU", date(2024, 1, 1), "Huyện ủy"))  # fmt: skip
    one = play.until(play.found(cast.tree.cell), S.COMMITTEE)
    assert missing(one, "proposal") == "Không trình cấp trên: quyết định kết nạp do đảng ủy cơ sở, được ủy quyền."
    said = drawn(one, "decision")
    assert "-QĐ/ĐU" in said
    assert "ĐẢNG ỦY XÃ AN KHÊ QUYẾT ĐỊNH:" in said
    assert "ban hành quyết định kết nạp theo ủy quyền" in drawn(one, "committee-resolution")


def test_by_the_rule_of_2026_the_standing_committee_signs_on_the_ground_of_the_authorisation(cast, settled):
    """208-QĐ/TW; Med. Found by looking at one: "T/M ĐẢNG ỦY", and no word of the paper that lets it decide."""
    procedure.authorise(cast.tree.committee, by=MACHINE, day=date(2024, 1, 1),
                        decision=play.paper("4-QĐ/HU", date(2024, 1, 1), "Huyện ủy"))  # fmt: skip
    one = play.until(play.found(cast.tree.cell), S.COMMITTEE)
    ground = "Căn cứ văn bản số 4-QĐ/HU, ngày 01/01/2024 của Huyện ủy về việc ủy quyền cho Đảng ủy xã An Khê"
    before = drawn(one, "decision")
    assert ground in before and "T/M ĐẢNG ỦY" in before
    said = drawn(one, "decision", date(2026, 8, 3))
    for part in (ground, "BAN THƯỜNG VỤ ĐẢNG ỦY XÃ AN KHÊ QUYẾT ĐỊNH:", "T/M BAN THƯỜNG VỤ", "-QĐ/ĐU"):
        assert part in said, part
    assert "T/M ĐẢNG ỦY" not in said
    day = play.day_of(S.DECISION)
    play.do(one, S.DECISION, decision=play.paper("21-QĐ/ĐU", day, "Ban Thường vụ Đảng ủy xã An Khê"))
    signed = drawn(one, "decision")
    assert "BAN THƯỜNG VỤ ĐẢNG ỦY XÃ AN KHÊ QUYẾT ĐỊNH:" in signed and "T/M BAN THƯỜNG VỤ" in signed


def test_a_decision_bears_the_body_that_was_typed_with_it(cast, settled):
    one = play.until(play.found(cast.tree.cell), S.COMMITTEE)
    day = play.day_of(S.DECISION)
    play.do(one, S.DECISION, decision=play.paper("21-QĐ/TU", day, "Ban Thường vụ Thị ủy Nà Hang"))
    said = drawn(one, "decision")
    assert "BAN THƯỜNG VỤ THỊ ỦY NÀ HANG QUYẾT ĐỊNH:" in said and "T/M BAN THƯỜNG VỤ" in said
    assert "BẮC QUANG QUYẾT ĐỊNH" not in said and "họ tên người ký" in said


def test_the_province_decides_on_who_is_over_sixty_on_the_ground_of_its_own_consent(cast, settled):
    old = play.found(cast.tree.cell, birth=PartialDate(1964, 1, 18))
    agreed = play.paper("15-CV/TU", date(2025, 1, 2), "Ban Thường vụ Tỉnh ủy")
    assert "ban thường vụ tỉnh ủy đồng ý xét kết nạp người trên 60 tuổi" in drawn(old, "contents")
    procedure.correct_applicant(old, by=MACHINE, exception=agreed, why="văn bản đồng ý")
    one = play.until(old, S.COMMITTEE)
    said = drawn(one, "decision", date(2026, 8, 1))
    for part in ("-QĐ/TU", "BAN THƯỜNG VỤ TỈNH ỦY … QUYẾT ĐỊNH:", "15-CV/TU", "đồng ý xét kết nạp người trên 60 tuổi"):
        assert part in said, part
    assert "Kính gửi: Ban Thường vụ Tỉnh ủy …" in drawn(one, "proposal", date(2026, 8, 1))
    assert "15-CV/TU" in drawn(one, "contents")
    for key, value in (("parent_body", ""), ("issuing_body", "Tỉnh ủy Hà Giang"), ("symbol", "TU")):
        plain.office.set_office(by=MACHINE, key=key, value=value, day=date(2020, 1, 1))
    said = drawn(one, "decision", date(2026, 8, 1))
    assert "BAN THƯỜNG VỤ TỈNH ỦY HÀ GIANG QUYẾT ĐỊNH:" in said and "Khuyến" in said


def test_the_paper_on_schooling_is_a_ground_of_the_decision(cast, settled):
    agreed = play.paper("16-CV/TU", date(2025, 1, 2), "Ban Thường vụ Tỉnh ủy")
    one = play.found(cast.tree.cell, schooling="primary")
    procedure.correct_applicant(one, by=MACHINE, exception=agreed, why="văn bản đồng ý")
    play.until(one, S.COMMITTEE)
    said = drawn(one, "decision")
    assert "16-CV/TU" in said and "đồng ý xét kết nạp trường hợp riêng về học vấn" in said
    assert "đồng ý xét" not in drawn(play.until(play.found(cast.tree.cell, "Thào Thị Dí"), S.COMMITTEE), "decision")


def test_a_paper_that_waits_says_what_is_missing(cast):
    one = play.found(cast.tree.cell)
    assert missing(one, "helper") == "Chưa phân công người giúp đỡ."
    assert missing(one, "cell-resolution") == "Chưa ghi lần chi bộ biểu quyết đủ phiếu (bước 12)."
    assert missing(one, "committee-resolution").endswith("(bước 14).")
    assert missing(one, "ceremony") == "Chưa ghi quyết định kết nạp (bước 15)."
    assert missing(one, "opinions") == "Chưa ghi đơn xin vào Đảng (bước 5)."
    assert missing(one, "probation-opinions") == "Chưa ghi lễ kết nạp (bước 16)."
    assert missing(one, "decision") == "Cần bước 14 trước."
    assert "công nhận chính thức" in missing(one, "cell-recognition")
    assert (missing(one, "contents"), missing(one, "progress")) == ("", "")
    procedure.stop_file(one, by=MACHINE, kind="stopped", day=play.FOUND)
    assert "thôi xét" in missing(one, "opinions")


def test_the_papers_of_a_stopped_file_say_how_it_ended_and_call_nothing_missing(cast):
    """Found by looking: the contents of a file that was withdrawn said that its decision was missing."""
    one = play.until(play.found(cast.tree.cell), S.PROFILE)
    day = play.day_of(S.VERIFIED)
    procedure.stop_file(one, by=MACHINE, kind="withdrawn", day=day, decision=play.paper("", day, "Giàng Thị Mỷ"))
    how = f"Thôi xét từ ngày {print_day(day)}: người xin vào Đảng rút đơn"
    for code in ("contents", "progress"):
        assert how in drawn(one, code), code
    said = drawn(one, "contents")
    assert "có 3 giấy tờ." in said and "thiếu " not in said.partition("I- Hồ sơ")[2].partition("Nơi nhận")[0].lower()
    procedure.take_file_up(one, by=MACHINE, why="ghi nhầm")
    assert "có 3, thiếu 9 giấy tờ" in drawn(one, "contents")


def test_a_file_whose_cell_has_ended_is_printed_as_far_as_it_went(cast):
    cell = builders.organisation("Chi bộ Thôn 9", "cell", cast.tree.committee)
    one = play.until(play.found(cell), S.CELL)
    plain.tree.close_organisation(cell, by=MACHINE, day=date(2026, 6, 1), decision=builders.PAPER)
    assert "CHI BỘ THÔN 9" in drawn(one, "cell-resolution")
    assert "chi bộ xét: Chi bộ Thôn 9." in drawn(one, "contents")
    assert "chi bộ kế tục" in missing(one, "opinions")


def test_a_vote_that_fell_short_makes_no_resolution(cast):
    one = play.until(play.found(cast.tree.cell), S.GATHERED)
    play.do(one, S.CELL, base=9, present=8, in_favour=3, against=5, decision=None)
    assert missing(one, "cell-resolution").endswith("đủ phiếu (bước 12).")
    assert "3/9 tán thành, cần 6: chưa đủ" in drawn(one, "progress")


def test_the_ceremony_record_says_who_reads_what_and_begins_the_probation(probationer):
    said = drawn(probationer, "ceremony")
    for part in ("BIÊN BẢN", "-BB/CB", "đọc Quyết định số 15-NQ/CB", "Giàng Thị Mỷ đọc lời tuyên thệ",
                 "phân công đồng chí Lù Thị Hoa giúp đỡ", "là 12 tháng, từ ngày", "NGƯỜI GHI BIÊN BẢN",
                 "NGƯỜI ĐIỀU HÀNH"):  # fmt: skip
        assert part in said, part


def test_the_helper_s_assignment_bears_the_name_of_that_day(cast, probationer, settled):
    plain.name_changes.change_name(
        settled, by=MACHINE, full_name="Lù Thị Hồng", day=date(2026, 3, 1), decision=builders.PAPER
    )
    settled.refresh_from_db()
    said = drawn(probationer, "helper")
    for part in ("phân công đảng viên chính thức giúp đỡ người vào Đảng", "Phân công đồng chí Lù Thị Hoa",
                 "từ ngày 06/01/2025", "Nghị quyết số 02-NQ/CB"):  # fmt: skip
        assert part in said, part
    assert "Lù Thị Hồng" not in said


def test_head_and_signer_are_those_of_the_day_the_paper_bears(cast, settled):
    one = play.until(play.found(cast.tree.cell), S.CELL)
    plain.tree.rename_organisation(
        cast.tree.cell, by=MACHINE, day=date(2026, 1, 1), name="Chi bộ Thôn Nà Mạ", decision=builders.PAPER
    )
    held = OfficeHolding.unscoped.get(organisation=cast.tree.cell, office="secretary")
    plain.offices.end_office(held, by=MACHINE, day=date(2026, 1, 1))
    other = builders.member("Tẩn Láo Lở", cast.tree.cell)
    plain.offices.hold_office(other, by=MACHINE, organisation=cast.tree.cell, office="secretary", day=date(2026, 1, 1))
    then, now = drawn(one, "cell-resolution"), drawn(one, "progress")
    assert "CHI BỘ THÔN 1" in then
    assert "Lù Thị Hoa" in then
    assert "CHI BỘ THÔN NÀ MẠ" in now
    assert "Tẩn Láo Lở" in now


def test_the_table_of_contents_says_what_is_there_what_is_missing_and_what_nobody_wrote_down(probationer):
    said = drawn(probationer, "contents")
    for part in ("T/M ĐẢNG ỦY", "có 17, thiếu 2 giấy tờ",
                 "1 Giấy chứng nhận học lớp bồi dưỡng nhận thức về Đảng CN-NTVĐ",
                 "II- Hồ sơ công nhận đảng viên chính thức",
                 "13 Giấy chứng nhận học lớp đảng viên mới Số 3/CN", "10-KNĐ ngày", "11-KNĐ ngày", "12-KNĐ ngày",
                 "Số 07-NQ/CB, 05/5/2026", "Nghị quyết của đảng ủy cơ sở 15-KNĐ thiếu"):  # fmt: skip
        assert part in said, part


def test_a_committee_prints_no_decision_of_the_level_above(cast, settled):
    one = play.recognised(play.gathered(play.probationer(cast.tree.cell)))
    with scope.opened(rights.scope_of(builders.actor(cast.committee_secretary))):
        file = read(one, TODAY)
        assert not known.may_print(BY_CODE["recognition-decision"], file, {"record_recognition"})


def test_the_ceremony_record_names_who_helps_on_that_day(cast, settled):
    one = play.until(play.found(cast.tree.cell), S.CEREMONY)
    later = builders.member("Vừ Mí Pó", cast.tree.cell)
    held = one.steps(manager="unscoped").get(kind=S.CEREMONY).day
    procedure.assign_helper(one, by=MACHINE, member=later, day=held + timedelta(days=30))
    one = Applicant.unscoped.get(pk=one.pk)
    assert "Vừ Mí Pó" not in drawn(one, "ceremony")


def test_the_table_of_contents_that_a_cell_prints_names_the_committee_s_secretary(cast, settled):
    one, head = play.found(cast.tree.cell), builders.member("Phàn Thị Mẩy", cast.tree.sibling)
    plain.offices.hold_office(
        head, by=MACHINE, organisation=cast.tree.committee, office="secretary", day=date(2020, 1, 1)
    )
    actor = builders.actor(cast.cell_secretary)
    with scope.opened(rights.scope_of(actor)):
        paper = made.WRITERS["contents"](read(one, TODAY))
    assert paper.right.name == "Phàn Thị Mẩy"


def test_of_a_verification_the_table_says_how_many_answered_and_no_more(cast):
    one = play.until(play.found(cast.tree.cell), S.PROFILE)
    play.answer(play.ask(one, "Công an xã Bản Díu"))
    play.ask(one)
    said = drawn(one, "contents")
    assert "1/2 nơi đã trả lời" in said
    assert "Bản Díu" not in said
    assert "Công an" not in said


def test_the_progress_sheet_says_who_does_what_by_when(cast, settled):
    one = play.until(play.found(cast.tree.cell), S.CELL)
    said = drawn(one, "progress")
    for part in ("PHIẾU THEO DÕI TIẾN ĐỘ", "8/9 tán thành", "bỏ qua theo quy định", "Việc tiếp theo",
                 "Bước 14, Đảng ủy cơ sở xét, biểu quyết: đảng ủy cơ sở", "Quyết định kết nạp: hạn"):  # fmt: skip
        assert part in said, part


def test_the_opinion_sheets_have_heads_and_lines_and_no_opinion(probationer):
    for code, form in (("opinions", "5-KNĐ"), ("probation-opinions", "12-KNĐ")):
        said = drawn(probationer, code)
        assert f"Mẫu {form}" in said
        assert "Ý KIẾN CỦA CHI ỦY (CHI BỘ) NƠI CƯ TRÚ" in said
        assert "sổ không lưu: mọi ý kiến nhận xét" in said


def test_the_office_sets_the_number_of_a_form_from_a_day_on(cast, probationer):
    plain.office.set_office(by=MACHINE, key="admission_forms", value="13-KNĐ = 11-KNĐ", day=date(2026, 5, 1))
    assert "Mẫu 11-KNĐ" in drawn(probationer, "cell-recognition")
    numbers = BY_CODE["cell-recognition"].numbers
    assert [number_of(numbers, day) for day in (date(2016, 1, 1), date(2026, 4, 30))] == ["", "13-KNĐ"]


@pytest.mark.parametrize("value", ["6-KNĐ", "6-KNĐ = ", "= 5", "6 = 5 = 4", "6-KNĐ = 5; 6-KNĐ = 4", "6 = " + "x" * 21])
def test_a_number_of_a_form_is_said_in_pairs(value):
    from members import office
    from members.errors import RuleBroken

    with pytest.raises(RuleBroken, match="cặp số mẫu"):
        office.check_value("admission_forms", value, TODAY)


def test_every_paper_of_a_file_has_a_writer_and_a_right():
    assert set(made.WRITERS) == {kind.code for kind in OF_A_FILE}
    assert {kind.verb for kind in OF_A_FILE} <= set(rights.VERBS)
    assert set(known.FACTS) < set(made.WRITERS)
