"""What the office has settled for itself, asked for a day. `KEYS` says every key with its meaning and its default."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from kit.calendar import is_weekend, print_day
from members import kept
from members.errors import RuleBroken, who_wrote
from members.models import Setting

KEYS: dict[str, tuple[str, str]] = {
    "office_name": ("Tên cơ quan giữ sổ", "Sổ đảng viên"),
    "parent_body": ("Cơ quan cấp trên, in ở đầu văn bản", ""),
    "issuing_body": ("Cơ quan ban hành, in ở đầu văn bản", ""),
    "committee_parent": ("Đảng bộ cấp trên của các đảng ủy, in ở đầu văn bản của đảng ủy", ""),
    "symbol": ("Ký hiệu cơ quan, in ở dòng số của báo cáo, sau tên loại (ví dụ BTCTU)", ""),
    "place_name": ("Địa danh, in trước ngày tháng", ""),
    "signer_authority": ("Quyền hạn ký (T/M, T/L …)", ""),
    "signer_post": ("Chức vụ người ký", ""),
    "signer_name": ("Họ tên người ký", ""),
    "list_copies": (
        "Nơi nhận danh sách của cơ quan, cách nhau bằng dấu chấm phẩy", "Ban Thường vụ (để báo cáo); Lưu",
    ),
    "first_day": ("Ngày bắt đầu quản lý bằng sổ này", ""),
    "unused_warned_days": ("Tài khoản bao nhiêu ngày không đăng nhập thì nhắc", "60"),
    "unused_blocked_days": ("Tài khoản bao nhiêu ngày không đăng nhập thì khóa", "90"),
    "uploads_kept_days": ("Tệp danh sách gửi lên, nhập chưa xong, giữ bao nhiêu ngày thì xóa", "30"),
    "admission_forms": (
        "Số mẫu giấy tờ kết nạp, nơi nào khác danh mục của chương trình (ví dụ: 6-KNĐ = 5-KNĐ; 9-KNĐ = 8-KNĐ)", "",
    ),
}  # fmt: skip

# Keys whose value is a day, kept as ISO.
DAYS = frozenset({"first_day"})
# Keys that are never empty: every print carries them.
NAMED = frozenset({"office_name"})
# Keys that are one number with another: less than a week would lock out whoever is on leave.
UNUSED = frozenset({"unused_warned_days", "unused_blocked_days"})
# Keys whose value is a number of days, with the fewest and the most it may be. A workbook of names is kept no longer
# than a month, whatever the office wishes.
NUMBERS = {**dict.fromkeys(UNUSED, (7, 999)), "uploads_kept_days": (1, 30)}
LONGEST_COPY = 80
# Nobody is off longer than at Tết; more is a slip of the hand.
LONGEST_HOLIDAY = 14
LONGEST_FORM = 20


def setting(key: str, day: date) -> str:
    """The office's word for `key` on that day, else the default. Raises KeyError for an unknown key."""
    _, default = KEYS[key]
    value = kept.setting(key, day)
    return default if value is None else value


def settings_on(day: date) -> dict[str, str]:
    """All of them, kept or in one query."""
    said = kept.settings(day)
    return {key: said.get(key, default) for key, (_, default) in KEYS.items()}


def called(key: str) -> str:
    """The entry in a word or two: "Cơ quan cấp trên"; of one that is asked no more, what it was."""
    return re.split(r"[,(]", KEYS[key][0])[0].strip() if key in KEYS else "cài đặt của cơ quan"


def in_words(key: str, value: str) -> str:
    """A value as pages show it."""
    return print_day(date.fromisoformat(value)) if key in DAYS and value else value


def first_day(day: date) -> date | None:
    """The first day of the register as known on that day; None before the office has settled it."""
    said = setting("first_day", day)
    return date.fromisoformat(said) if said else None


def holidays() -> tuple[frozenset[date], frozenset[date]]:
    """Days off, and Saturdays and Sundays that are worked in exchange."""
    rows = kept.holidays()
    return frozenset(d for d, worked in rows if not worked), frozenset(d for d, worked in rows if worked)


def check_worked(day: date, *, is_worked: bool) -> None:
    """Worked in exchange is a Saturday or Sunday: any other day is worked without being noted. Raises RuleBroken."""
    if is_worked and not is_weekend(day):
        sentence = (
            f"Ngày {print_day(day)} không phải thứ Bảy, Chủ nhật nên vốn là ngày làm việc; chỉ ghi làm bù cho thứ Bảy, "
            "Chủ nhật."
        )
        raise RuleBroken("arithmetic.weekend", sentence, field="day")


def check_days(day: date, until: date) -> None:
    """Several days noted at once, with the last one. Raises RuleBroken."""
    if until < day:
        raise RuleBroken("arithmetic.order", "Ngày cuối phải sau ngày đầu.", field="until")
    if (until - day).days >= LONGEST_HOLIDAY:
        sentence = f"Một lần ghi được nhiều nhất {LONGEST_HOLIDAY} ngày liền; xem lại ngày cuối."
        raise RuleBroken("arithmetic.order", sentence, field="until")


def noted(days: Sequence[date], *, is_worked: bool) -> str:
    """What days off or days worked change, for who has noted them."""
    day = days[0]
    if len(days) > 1:
        counted = [one for one in days if is_worked or not is_weekend(one)]
        what = "làm bù" if is_worked else "nghỉ"
        return f"Đã ghi {len(days)} ngày {what}, từ {print_day(day)} đến {print_day(days[-1])}; trong đó " + (
            f"{len(counted)} ngày được tính là ngày làm việc." if is_worked
            else f"{len(counted)} ngày thường không tính là ngày làm việc."
        )  # fmt: skip
    if is_worked:
        return f"Đã ghi ngày làm bù: {print_day(day)} được tính là ngày làm việc."
    if is_weekend(day):
        return f"Đã ghi ngày nghỉ. {print_day(day)} là thứ Bảy hoặc Chủ nhật, vốn không tính: thời hạn vẫn như trước."
    return f"Đã ghi ngày nghỉ: {print_day(day)} không tính là ngày làm việc."


def shown(rows: Iterable[Setting]) -> list[str]:
    """What a page shows of one key, row by row: its first day and its value."""
    return sorted(f"{one.since or ''} {one.value}" for one in rows)


def check_unchanged(rows: Iterable[Setting], seen: Sequence[str] | None, is_own: Callable[[Setting], bool]) -> None:
    """Raises RuleBroken, saying what is new, when the key is not as the page that is sent has shown it. `is_own`:
    whether who sends it wrote that entry."""
    new = [one for one in rows if seen is not None and shown([one])[0] not in seen]
    if seen is None or (not new and len(list(rows)) == len(seen)):
        return
    said = "; ".join(f"“{in_words(one.key, one.value)}” {_from(one.since)}" for one in new)
    who = who_wrote(all(map(is_own, new)))
    sentence = f"{who} vừa ghi mục này: {said}. " if said else "Mục này vừa có nội dung được bỏ. "
    raise RuleBroken("office.changed", f"{sentence}Bấm lại nếu vẫn ghi như đồng chí đã gõ.", field="value")


def _from(since: date | None) -> str:
    return f"từ ngày {print_day(since)}" if since else "từ trước đến nay"


def number(key: str, day: date) -> int:
    """The number the office has settled for `key` on that day."""
    return int(setting(key, day))


def copies(value: str) -> list[str]:
    """Who gets a list, one by one, without what the paper writes behind each."""
    return [one.strip().rstrip(",.") for one in value.split(";")]


def check_copies(value: str) -> None:
    """Somebody keeps every paper, and no name is so long that it pushes the signature off it. Raises RuleBroken."""
    named = copies(value)
    if not all(named):
        sentence = "Ghi từng nơi nhận, cách nhau bằng dấu chấm phẩy, ví dụ: Ban Thường vụ (để báo cáo); Lưu."
        raise RuleBroken("office.copies", sentence, field="value")
    if long := next((one for one in named if len(one) > LONGEST_COPY), None):
        raise RuleBroken("office.copies", f"“{long[:30]}…” dài quá {LONGEST_COPY} chữ.", field="value")


def pairs(value: str) -> dict[str, str]:
    """ "6-KNĐ = 5-KNĐ; 9-KNĐ = 8-KNĐ": what each stands as."""
    said = (one.partition("=") for one in value.split(";"))
    return {before.strip(): after.strip() for before, _, after in said if before.strip()}


def check_pairs(value: str) -> None:
    """Each names one number and the one that stands in its place, short enough for a head. Raises RuleBroken."""
    parts = [one for one in value.split(";") if one.strip()]
    wrong = [one for one in parts if one.count("=") != 1 or not all(0 < len(half.strip()) <= LONGEST_FORM
                                                                    for half in one.split("="))]  # fmt: skip
    if wrong or len(pairs(value)) != len(parts):
        sentence = "Ghi từng cặp số mẫu, cách nhau bằng dấu chấm phẩy, ví dụ: 6-KNĐ = 5-KNĐ; 9-KNĐ = 8-KNĐ."
        raise RuleBroken("office.forms", sentence, field="value")


def check_number(key: str, value: str) -> None:
    """Raises RuleBroken unless the value is a number of days, as many as this key may be."""
    fewest, most = NUMBERS[key]
    if not (value.isascii() and value.isdigit()) or not fewest <= int(value) <= most:
        raise RuleBroken("office.number", f"Ghi số ngày bằng chữ số, từ {fewest} đến {most}.", field="value")


def check_value(key: str, value: str, today: date) -> None:
    """What this key takes, whatever the other keys say. Raises RuleBroken."""
    if key in NAMED and not value:
        raise RuleBroken("office.name", "Ghi tên cơ quan: mọi bản in đều mang tên ấy.", field="value")
    if key in DAYS:
        check_first_day(value, today)
    if key in NUMBERS:
        check_number(key, value)
    if key == "list_copies":
        check_copies(value)
    if key == "admission_forms":
        check_pairs(value)


def check_first_day(value: str, today: date) -> None:
    """An ISO day that has come: before it the register answers nothing. Raises RuleBroken."""
    try:
        first = date.fromisoformat(value)
    except ValueError as error:
        raise RuleBroken("office.first_day", "Ghi ngày bắt đầu theo dạng ngày/tháng/năm.", field="value") from error
    if first > today:
        sentence = f"Ngày bắt đầu không được sau hôm nay, {print_day(today)}."
        raise RuleBroken("office.first_day", sentence, field="value")


def check_warned_first(rows: Iterable[Setting], field: str = "value") -> None:
    """Raises RuleBroken where, on some day, an account would be blocked before anybody is told of it. `rows`: both
    numbers as they are to stand."""
    rows = list(rows)
    changes = {one.since or date.min for one in rows} | {one.until for one in rows if one.until}
    for day in sorted(changes):
        said = {key: KEYS[key][1] for key in UNUSED} | {one.key: one.value for one in rows if one.holds_on(day)}
        warned, blocked = int(said["unused_warned_days"]), int(said["unused_blocked_days"])
        if blocked <= warned:
            since = "" if day == date.min else f" từ ngày {print_day(day)}"
            sentence = f"Số ngày khóa phải lớn hơn số ngày nhắc, đây là {blocked} và {warned}{since}."
            raise RuleBroken("office.warned_first", sentence, field=field)
