"""What a page is for, in one paragraph, and where the guide says more: one table, by URL name.

`AppConfig.ready` puts the entries of this app into the registry's store `help`; other apps add theirs there.
"""

from __future__ import annotations

from dataclasses import dataclass

from members import registry

# Sections of `docs/huong-dan.md` by their anchors (see `members.guide`).
TASKS = "tám-việc-thường-làm"
SIGN_IN = "1-đăng-nhập-đổi-mật-khẩu"
WAYS = "2-tìm-đường-trong-sổ"
ROSTER = "3-danh-sách-vào-một-ngày-bất-kỳ-in-ra"
OWN_LIST = "danh-sách-riêng-tự-chọn-người-tự-chọn-cột"
TREND = "hồ-sơ-cần-xem-lại-tăng-hay-giảm"
NAMES = "đổi-tên-theo-quyết-định"
PERSON = "4-hồ-sơ-một-đảng-viên"
CORRECT = "sửa-một-ngày-hay-một-chỗ-sai"
PAPER = "khi-chương-trình-hỏi-giấy-tờ-cho-phép"
PROPOSE = "đề-nghị-sửa-trả-lời-đề-nghị"
MOVE = "chuyển-sinh-hoạt-chính-thức"
EXEMPT = "miễn-sinh-hoạt"
DOUBLES = "hai-hồ-sơ-của-một-người"
DEPART = "ra-khỏi-danh-sách"
ENTER = "5-ghi-tên-một-đảng-viên"
TREE = "6-cây-tổ-chức"
PLAN = "sắp-xếp-nhiều-tổ-chức-theo-một-quyết-định"
IMPORT = "7-nhập-danh-sách"
COMPARE = "8-đối-chiếu-danh-sách-của-đảng-ủy"
ACCOUNTS = "9-tài-khoản-và-vai-trò"
RIGHTS = "10-ai-được-làm-gì"
OFFICE = "11-cài-đặt-ngày-nghỉ-quy-định"
KINDS = "loại-tổ-chức"
KEPT = "13-những-gì-được-ghi-lại"


@dataclass(frozen=True)
class Help:
    """`words`: two to four sentences for somebody who has never seen the page; `anchor`: a section of the guide;
    `by_hand`: the page is a form that is worth having on paper, to be filled in with a pen."""

    words: str
    anchor: str
    by_hand: bool = False


def form(words: str, anchor: str) -> Help:
    """Help for a page whose form can also be filled in with a pen."""
    return Help(words, anchor, by_hand=True)


def of(url_name: str) -> Help | None:
    """Help for the page of that URL name; None where there is none."""
    found: Help | None = registry.entry("help", url_name)
    return found
