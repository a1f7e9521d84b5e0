"""The order of a list, and a name taken apart."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit import names
from tests.kit.test_names_writing import some_name, some_text

# Put in order by hand, as an office lists people: given name, family, middle; letters before tones, word by word.
IN_ORDER = [
    "An",
    "Lê An",
    "Lê Thị An",
    "Lê Văn An",
    "Nguyễn Văn An",
    "Nguyễn Văn Án",
    "Trần Ang",
    "Lê Anh",
    "Vũ Ảnh",
    "Vũ Ánh",
    "Đỗ Ăn",
    "Bùi Âu",
    "Lê Ba",
    "Lê Bà",
    "Lê Bả",
    "Lê Bã",
    "Lê Bá",
    "Lê Bạ",
    "Lê Bang",
    "Lê Bảo",
    "Lê Bằng",
    "Lê Bân",
    "Đinh Chi",
    "Dương Công",
    "Đinh Công",
    "Lê Cường",
    "Phạm Danh",
    "Phạm Dũng",
    "Phạm Duy",
    "Phạm Dương",
    "Phạm Đào",
    "Phạm Đạo",
    "Phạm Đăng",
    "Phạm Đức",
    "Lê Em",
    "Lê Êm",
    "Lê Giang",
    "An Hoa",
    "Trần Hoa",
    "An Hòa",
    "Trần Hoà",
    "An Hóa",
    "Lê Hồng",
    "Lê Hợp",
    "Lê Huệ",
    "Lê Hương",
    "Lê Khánh",
    "H'Linh Kpă",
    "Nguyễn Linh",
    "Lê Lý",
    "Lê Năm",
    "Lê Nga",
    "Lê Ngọc",
    "Lê Nhân",
    "Lê Oanh",
    "Lê Ơn",
    "Lê Phúc",
    "Lê Quang",
    "Lê Sơn",
    "Lê Tâm",
    "Lê Thanh",
    "Y Thuyên Ksor",
    "Lê Tùng",
    "Lê Tư",
    "Lê Uyên",
    "Lê Ưng",
    "Lê Vinh",
    "Lê Xuân",
    "Lê Yến",
]


def test_a_list_is_in_the_order_of_the_office() -> None:
    mixed = IN_ORDER[1::2] + IN_ORDER[::2]
    assert sorted(mixed, key=names.sort_key) == IN_ORDER
    assert len({names.sort_key(name) for name in IN_ORDER}) == len(IN_ORDER)


def test_highland_people_stand_at_their_own_name_not_at_the_marker() -> None:
    assert names.sort_key("Y Thuyên Ksor").startswith(names.sort_key("Thuyên"))
    assert names.sort_key("H'Linh Kpă").startswith(names.sort_key("Linh"))


def test_a_letter_with_a_highland_mark_stands_behind_the_plain_one() -> None:
    assert sorted(["Ñan", "Nang", "Nạn", "Nan"], key=names.sort_key) == ["Nan", "Nạn", "Ñan", "Nang"]


@given(some_text)
def test_a_key_is_bounded_plain_text(text: str) -> None:
    key = names.sort_key(text * 20)
    assert key.isascii()
    assert len(key) <= names.SORT_KEY_MAX
    assert key.isprintable()


@given(some_name)
def test_the_way_of_writing_does_not_move_a_person(name: str) -> None:
    key = names.sort_key(name)
    assert names.sort_key("  " + name.upper().replace(" ", "\u00a0 ")) == key
    assert names.sort_key(unicodedata.normalize("NFD", name)) == key


@given(st.sampled_from("".join(names.ALPHABET).lower()), some_name)
def test_a_jump_lands_before_all_names_of_the_letter_and_behind_those_before_it(letter: str, name: str) -> None:
    initial = "".join(names.split(name).given[:1])
    plain = unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", initial) if c not in TONES))
    behind = names.sort_key(name) >= names.jump_key(letter)
    assert behind == (names.ALPHABET.index(plain.upper()) >= names.ALPHABET.index(letter.upper()))


TONES = "\u0300\u0309\u0303\u0301\u0323"


@pytest.mark.parametrize(
    ("full_name", "family", "middle", "given_name"),
    [
        ("Nguyễn Thị Minh Khai", "Nguyễn", "Thị Minh", "Khai"),
        ("Lê Lợi", "Lê", "", "Lợi"),
        ("  Giàng  A Sử", "Giàng", "A", "Sử"),
        ("Tôn Thất Tùng", "Tôn Thất", "", "Tùng"),
        ("Tôn Nữ", "Tôn", "", "Nữ"),
        ("Công Tằng Tôn Nữ Thị Hà", "Công Tằng Tôn Nữ", "Thị", "Hà"),
        ("Y Thuyên Ksor", "Ksor", "Y", "Thuyên"),
        ("Y Đai", "", "Y", "Đai"),
        ("Y Thanh Hà Niê Kdăm", "Niê Kdăm", "Y Thanh", "Hà"),
        ("Y Siu", "", "Y", "Siu"),
        ("H'Linh Kpă", "Kpă", "H'", "Linh"),
        ("H’ Linh Buôn Yă", "Buôn Yă", "H’", "Linh"),
        ("Nay H'Wil", "Nay", "H'", "Wil"),
        ("K'Wẻ", "", "K'", "Wẻ"),
        ("Ksor Phước", "Ksor", "", "Phước"),
        ("An", "", "", "An"),
        ("", "", "", ""),
    ],
)
def test_a_full_name_is_taken_apart(full_name: str, family: str, middle: str, given_name: str) -> None:
    assert names.split(full_name) == names.Name(family, middle, given_name)


@given(some_name)
def test_no_letter_of_a_name_is_lost_in_its_parts(name: str) -> None:
    parts = names.split(name)
    assert sorted("".join(parts).replace(" ", "")) == sorted(names.clean(name).replace(" ", ""))
    assert parts.given


@given(st.text(alphabet="Yy'’HhKk aáê", max_size=12))
def test_any_mixture_of_markers_is_taken_apart(text: str) -> None:
    parts = names.split(text)
    assert bool(parts.given) == bool(names.clean(text))
