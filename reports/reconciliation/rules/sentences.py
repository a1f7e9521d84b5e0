"""A difference told in the words of an office: one sentence of what happened, one of what is proposed."""

from __future__ import annotations

import re

from kit.calendar import PartialDate, print_day
from members.comparing import status
from reports.reconciliation.models import Answer, Answers, Change, Kind, Proposal
from reports.reconciliation.rules.sides import GUEST_HERE, GUEST_OUTSIDE, OF_STATUS, Sides, slipped

FIELDS = {
    "full_name": "Họ và tên", "sex": "Giới tính", "birth_date": "Ngày sinh", "admitted_on": "Ngày vào Đảng",
    "official_on": "Ngày chính thức", "card_number": "Số thẻ", "unit": "Chi bộ", "status": "Trạng thái",
}  # fmt: skip
STATUSES = frozenset(OF_STATUS.values())
FIELDS |= dict.fromkeys(STATUSES, FIELDS["status"])
SEXES = {"m": "Nam", "f": "Nữ"}
DAYS = frozenset({"birth_date", "admitted_on", "official_on"})
ANSWERED_ABOVE = "Có thể đã có hồ sơ ở nơi khác, cấp trên trả lời."

# Of a value that differs: what happened.
OF_VALUES = {
    Change.THEY: "Cơ sở vừa đổi; sổ giữ như lần trước ký.",
    Change.WE: "Sổ vừa đổi; danh sách còn như lần trước ký.",
    Change.BOTH: "Cả hai bên đều đã đổi từ lần trước ký.",
    Change.LONG: "Lệch từ lần trước, hai bên chưa đổi gì.",
    Change.UNKNOWN: "Lệch đã lâu, chưa rõ từ khi nào: lần trước chưa ký về điểm này.",
}
# Of somebody who stands on one side alone.
OF_PEOPLE: dict[Kind, dict[Change, str]] = {
    Kind.ONLY_THEIRS: {
        Change.THEY: "Danh sách mới ghi thêm người này; sổ chưa có.",
        Change.WE: "Lần trước hai bên đã ký có người này; sổ nay không còn.",
        Change.BOTH: "Lần trước ký, sổ có người này mà danh sách không ghi; nay danh sách ghi, sổ không còn.",
        Change.LONG: "Lần trước ký, danh sách đã ghi người này mà sổ không có; nay vẫn vậy.",
        Change.UNKNOWN: "Danh sách có người này, sổ không có; chưa rõ từ khi nào.",
    },
    Kind.ELSEWHERE: dict.fromkeys(Change, ANSWERED_ABOVE),
    Kind.ONLY_OURS: {
        Change.THEY: "Lần trước hai bên đã ký có người này; danh sách nay không ghi.",
        Change.WE: "Sổ mới ghi thêm người này từ lần trước ký; danh sách chưa có.",
        Change.BOTH: "Lần trước ký, danh sách ghi người này mà sổ không có; nay sổ có, danh sách không ghi.",
        Change.LONG: "Lần trước ký, sổ đã có người này mà danh sách không ghi; nay vẫn vậy.",
        Change.UNKNOWN: "Sổ có người này, danh sách không ghi; chưa rõ từ khi nào.",
    },
    Kind.TWO_LISTS: {
        Change.THEY: "Danh sách mới ghi thêm; đảng ủy khác trong đợt này cũng ghi người này.",
        Change.LONG: "Lần trước ký, danh sách đã ghi người này; đảng ủy khác trong đợt này cũng ghi.",
        Change.UNKNOWN: "Đảng ủy khác trong đợt này cũng ghi người này; chưa rõ từ khi nào.",
    },
    Kind.MOVED: {
        Change.THEY: "Danh sách ghi lại người mà sổ đã ghi chuyển đi.",
        Change.WE: "Từ lần trước ký, sổ đã ghi chuyển đi; danh sách còn giữ tên.",
        Change.BOTH: "Lần trước ký, sổ có người này mà danh sách không ghi; nay danh sách ghi, sổ đã ghi chuyển đi.",
        Change.LONG: "Lần trước ký, sổ đã ghi chuyển đi mà danh sách còn giữ tên; nay vẫn vậy.",
        Change.UNKNOWN: "Sổ ghi đã chuyển đi; danh sách còn giữ tên.",
    },
    Kind.LEFT: {
        Change.THEY: "Danh sách ghi lại người mà sổ đã đưa ra khỏi danh sách.",
        Change.WE: "Từ lần trước ký, sổ đã đưa ra khỏi danh sách; danh sách còn giữ tên.",
        Change.BOTH: "Lần trước ký, sổ có người này mà danh sách không ghi; nay danh sách ghi, sổ đã đưa ra.",
        Change.LONG: "Lần trước ký, sổ đã đưa ra khỏi danh sách mà danh sách còn giữ tên; nay vẫn vậy.",
        Change.UNKNOWN: "Sổ đã đưa ra khỏi danh sách; danh sách còn giữ tên.",
    },
    Kind.GUEST: {
        Change.THEY: "Danh sách mới ghi người đến sinh hoạt tạm thời như đảng viên của mình.",
        Change.WE: "Từ lần trước ký, người này chỉ còn sinh hoạt tạm thời ở đây; danh sách tính như của mình.",
        Change.BOTH: "Lần trước ký, sổ tính ở đây mà danh sách không ghi; nay danh sách ghi, sổ chỉ ghi tạm thời.",
        Change.LONG: "Lần trước ký, danh sách đã tính người sinh hoạt tạm thời này như của mình; nay vẫn vậy.",
        Change.UNKNOWN: "Người này sinh hoạt tạm thời ở đây, được tính ở nơi chính thức; danh sách tính như của mình.",
    },
}
# Of a guest by the list whom our records do not have here.
OF_GUESTS = {
    Change.THEY: "Danh sách mới ghi người này tạm thời ở đây; sổ không ghi.",
    Change.WE: "Từ lần trước ký, sổ không còn ghi người này ở đây; danh sách ghi tạm thời ở đây.",
    Change.BOTH: "Từ lần trước ký, danh sách mới ghi tạm thời ở đây, sổ không còn ghi ở đây.",
    Change.LONG: "Lần trước ký, danh sách đã ghi người này mà sổ không ghi ở đây; nay vẫn vậy.",
    Change.UNKNOWN: "Danh sách ghi người này tạm thời ở đây, sổ không ghi; chưa rõ từ khi nào.",
}
OF_ONE_SIDE = {
    Kind.PROBATION: "Đã hết thời gian dự bị mà cả hai bên chưa có ngày chính thức.",
    Kind.IMPLAUSIBLE: "Các ngày không thể cùng đúng.",
}
OF_LATER = "Đã hết thời gian dự bị mà đến ngày cuối kỳ chưa được công nhận; danh sách ghi chính thức từ ngày sau đó."
OF_THE_LIST = {
    Kind.TWICE: "Người này đã có ở dòng khác của danh sách.", Kind.UNCLEAR: "Chưa chắc là người nào trong sổ.",
}  # fmt: skip
# Since when one side alone, or the list by itself, says so.
SINCE = {
    **dict.fromkeys((Change.THEY, Change.WE, Change.BOTH), "Có từ sau lần trước ký."),
    Change.LONG: "Đã có từ lần trước ký.", Change.UNKNOWN: "Chưa rõ từ khi nào.",
}  # fmt: skip
OF_PROPOSALS = {
    Proposal.FIX_LIST: "cơ sở sửa danh sách của mình", Proposal.FIX_RECORD: "ghi vào sổ theo danh sách, có giấy tờ",
    Proposal.WAIT: "chờ giấy tờ", Proposal.WHO: "chọn đúng người trước",
}  # fmt: skip
WAITS_FOR = {
    Kind.ONLY_THEIRS: "chờ quyết định kết nạp hoặc giấy giới thiệu", Kind.ONLY_OURS: "hỏi lại vì sao không ghi",
    Kind.PROBATION: "chờ quyết định công nhận chính thức", Kind.ELSEWHERE: "cấp trên trả lời",
    Kind.TWO_LISTS: "cấp trên trả lời", Kind.STATUS: "chờ quyết định hoặc giấy tờ của việc ấy",
    Kind.NAME: "chờ quyết định hoặc giấy khai sinh",
}  # fmt: skip


def happened(kind: Kind, change: Change, sides: Sides, field: str = "") -> str:
    """What became of it since both signed."""
    if kind is Kind.MOVED and field in (GUEST_HERE, GUEST_OUTSIDE):
        return OF_GUESTS[change]
    if kind is Kind.PROBATION and sides.listed != sides.record:
        return f"{OF_LATER} {SINCE[change]}"
    if kind in OF_PEOPLE:
        return OF_PEOPLE[kind][change]
    if kind in OF_THE_LIST and change is Change.UNKNOWN:
        return OF_THE_LIST[kind]
    if alone := OF_THE_LIST.get(kind) or OF_ONE_SIDE.get(kind):
        return f"{alone} {SINCE[change]}"
    if kind is Kind.NUMBER and slipped(sides.listed, sides.record):
        return f"Chỉ lệch một chỗ trong dãy số. {OF_VALUES[change]}"
    return OF_VALUES[change]


def proposed(kind: Kind, proposal: Proposal) -> str:
    """What the program would do, for `Đề nghị: …`."""
    if proposal is Proposal.WAIT:
        return WAITS_FOR.get(kind, OF_PROPOSALS[proposal])
    return OF_PROPOSALS[proposal]


# As a double is kept; what was answered hangs on these words.
_TWICE = re.compile(r"dòng (\d+), trước đó dòng (\d+)(?: trang (.+))?")


def twice(said: str, sheet: str = "") -> str:
    """Of a double both rows as an office says it: "Dòng 72 và dòng 207 là cùng một người". `said`: as it is kept;
    `sheet`: that of the later row."""
    found = _TWICE.fullmatch(said)
    if found is None:
        return said[:1].upper() + said[1:]
    second, first, other = int(found[1]), int(found[2]), found[3]
    if other is None:
        first, second = sorted((first, second))
        return f"Dòng {first} và dòng {second} là cùng một người"
    here = f" trang {sheet}" if sheet else " trang này"
    return f"Dòng {first} trang {other} và dòng {second}{here} là cùng một người"


def paper_of(said: Answer) -> list[str]:
    """Number, day and body of the paper that an answer stands on, as far as they were given."""
    number, day = said.paper_number and f"số {said.paper_number}", said.paper_on and f"ngày {print_day(said.paper_on)}"
    return [part for part in (number, day, said.paper_body) if part]


def terms_of(said: Answer) -> list[str]:
    """Until when an answer waits, and its reason."""
    return [part for part in (f"đến {print_day(said.due_on)}" if said.due_on else "", said.reason) if part]


def waits_on(answers: Answers) -> str:
    return f"Chờ {answers.label} trả lời"


def value(field: str, said: str, nothing: str = "không ghi") -> str:
    """A kept value as people read it."""
    if not said:
        return nothing
    if field == "sex":
        return SEXES.get(said, nothing)
    if field in DAYS:
        try:
            return str(PartialDate.kept(said))
        except ValueError:
            return said
    if field in STATUSES:
        return status.in_words(said)
    return said


def gone_since(word: str, day: object) -> str:
    """What our records say of who has moved or left."""
    return f"{word} từ {print_day(day)}" if day else word  # type: ignore[arg-type]
