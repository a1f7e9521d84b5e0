"""A cell of a filled sheet that holds more than the register keeps is refused by its name, on every database."""

import re

import pytest

from members.models import Account, Decision, Place
from tests.members.test_accounts_sheet import planned
from tests.members.test_filled_sheets import CELL, HELD, cast, enter, fill, ground, send, taken, words, write

__all__ = ["cast", "ground"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("key", "row", "head", "longest"),
    [
        ("chuc-vu", HELD, "Số quyết định chuẩn y", 60),
        ("chuc-vu", HELD, "Cơ quan quyết định", 160),
        ("dia-ban", {"Thuộc xã, phường": "xã An Khê", "Từ ngày": "01/7/2025"}, "Thôn, tổ dân phố", 120),
        ("dia-ban", {"Thôn, tổ dân phố": "Thôn 1", "Từ ngày": "01/7/2025"}, "Thuộc xã, phường", 120),
    ],
)
def test_a_cell_takes_as_many_letters_as_the_register_keeps_and_no_more(cast, client, key, row, head, longest):
    enter(client)
    answer, upload = send(client, key, fill(taken(client, key), **{CELL: {**row, head: "Ă" * (longest + 1)}}))
    said = words(answer)
    assert f"dài {longest + 1} ký tự; ghi nhiều nhất {longest} ký tự" in said
    assert [bool(line.cell) for line in answer.context["plan"].of("rejected")] == [True]
    write(client, key, answer, upload)
    assert not Decision.objects.filter(number__startswith="Ă").exists() and not Place.objects.exists()
    answer, upload = send(client, key, fill(taken(client, key), **{CELL: {**row, head: "Ă" * longest}}))
    assert re.search(r"Đã ghi \d dòng", words(write(client, key, answer, upload)))


def test_one_of_several_places_may_be_too_long(cast, client):
    enter(client)
    area = {"Thôn, tổ dân phố": f"Thôn 1; {'Ă' * 121}", "Từ ngày": "01/7/2025"}
    answer, _ = send(client, "dia-ban", fill(taken(client, "dia-ban"), **{CELL: area}))
    assert "dài 121 ký tự" in words(answer)


def test_several_short_places_may_be_longer_together(cast, client):
    enter(client)
    area = {"Thôn, tổ dân phố": "; ".join(f"Thôn {'Ă' * 50} {number}" for number in range(9)), "Từ ngày": "01/7/2025"}
    answer, _ = send(client, "dia-ban", fill(taken(client, "dia-ban"), **{CELL: area}))
    assert not answer.context["plan"].of("rejected")


def test_places_with_a_comma_between_them_are_asked_about_before_they_are_one(cast, client):
    enter(client)
    area = {"Thôn, tổ dân phố": "Thôn 1, Thôn 2", "Từ ngày": "01/7/2025"}
    answer, _ = send(client, "dia-ban", fill(taken(client, "dia-ban"), **{CELL: area}))
    assert "“Thôn 1, Thôn 2” được ghi là tên của một nơi; nếu là nhiều nơi thì sửa thành dấu chấm phẩy" in words(answer)
    area["Thôn, tổ dân phố"] = "Thôn 1; Thôn 2"
    answer, _ = send(client, "dia-ban", fill(taken(client, "dia-ban"), **{CELL: area}))
    assert "một nơi" not in words(answer)


@pytest.mark.parametrize(
    ("head", "said", "letters", "longest"),
    [
        ("Họ và tên", "Ă" * 121, 121, 120),
        ("Tên đăng nhập", "a" * 61, 61, 60),
        # Written without marks it is longer.
        ("Tên đăng nhập", "ß" * 31, 62, 60),
    ],
)
def test_the_names_of_an_account_are_as_long_as_an_account_has_them(cast, client, head, said, letters, longest):
    cell = {"Vai trò": "bí thư chi bộ", "Họ và tên": "Lý A Dơ", head: said}
    _, _, [line] = planned(client, **{"38.168.053.000.002": cell})
    assert (line.outcome, bool(line.cell)) == ("rejected", True)
    assert f"dài {letters} ký tự; ghi nhiều nhất {longest} ký tự" in line.problem
    assert not Account.objects.filter(full_name=cell["Họ và tên"]).exists()
