"""Keys of Telex and VNI that no input method has composed, read as the words they are meant to be."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit import names
from kit.names.writing import TONES

TELEX = {
    "ă": "aw", "â": "aa", "đ": "dd", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw",
    "\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j",
}  # fmt: skip
VNI = {
    "ă": "a8", "â": "a6", "đ": "d9", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7",
    "\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5",
}  # fmt: skip
TYPED = (
    "an ân ánh bình bùi chúng cường đặng đào đạt đỗ đông đức dờ dung dũng duyên giàng gì già hậu hầu hiếu hòa hoàng "
    "hứa hương huỳnh khoát khuyến kiều lầu lò lường lý mỷ mỹ nghĩa nguyễn nguyệt nhượng niê phượng phừ quàng quế "
    "quý quốc quyết quỳnh thào thụy thùy thuở thước tráng trần triệu tuấn tuyết tường uông ưng ương vương vượng vũ "
    "vừ xuân yến "
)
WORDS = TYPED.split()


def keys(word: str, table: dict[str, str]) -> str:
    """How somebody types the word: each mark behind its letter, the tone behind the word."""
    letters, tone = "", ""
    for ch in word:
        apart = unicodedata.normalize("NFD", ch)
        tones = "".join(mark for mark in apart if mark in TONES)
        plain = unicodedata.normalize("NFC", apart.replace(tones, ""))
        letters += table.get(plain, plain)
        tone = tone or tones
    return letters + table.get(tone, "")


@pytest.mark.parametrize("table", [TELEX, VNI], ids=["telex", "vni"])
@given(chosen=st.lists(st.sampled_from(WORDS), min_size=1, max_size=5))
def test_what_is_typed_by_the_rules_of_an_input_method_is_what_it_writes(table, chosen):
    text = " ".join(chosen)
    typed = " ".join(keys(word, table) for word in chosen)
    assert names.composed(typed) == ("" if typed == text else text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("huongwf", "hường"), ("huowngf", "hường"), ("huwongf", "hường"), ("huo7ng2", "hường"),
        ("huaws", "hứa"), ("huwas", "hứa"), ("doongd", "đông"), ("nguyene", "nguyên"), ("hoas", "hóa"), ("hofa", "hòa"),
        ("H'Linhf", "h'lình"), ("Đỗ vawn", "đỗ văn"), ("NGUYEENX", "nguyễn"), ("bifnh 1970", "bình 1970"),
    ],
)  # fmt: skip
def test_keys_may_come_late_or_early_as_input_methods_allow(typed, meant):
    assert names.composed(typed) == meant


@pytest.mark.parametrize(
    "text", ["", "nguyen van an", "Nguyễn Văn Ân", "m0000543", "12", "0381 6800", "t12", "…", "a0"]
)
def test_words_and_codes_without_keys_are_left(text):
    assert names.composed(text) == ""


@given(st.text(alphabet="adeouwsfrxj'1679Đ .", max_size=20) | st.text(max_size=40))
def test_whatever_is_typed_keeps_its_words(text):
    meant = names.composed(text).split()
    assert len(meant) in (0, len(names.clean(text).split()))
