"""Anybody is found by half a name, in any order, with or without accents, slips and all, or by a number."""

from collections import Counter
from pathlib import Path

import pytest
from django.urls import reverse

from kit import names
from kit.calendar import PartialDate
from members import finding, procedure, wording
from members.finding import How
from members.models import Look
from tests import builders
from tests.builders import MACHINE, TODAY
from tests.ground import laid
from tests.members.test_session import enter

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
# How it is typed | what is typed | who must stand first.
TABLE = [line.split("|") for line in (Path(__file__).parent / "typed_queries.txt").read_text().splitlines()]


def names_of(text, limit=8):
    with builders.whole():
        return [hit.full_name for hit in finding.people(text, TODAY, limit=limit).hits]


ground = laid(builders.make_cast)


@pytest.fixture
def tree(ground, db):
    return ground.found().tree


@pytest.fixture
def everybody(tree):
    return {name: builders.member(name, tree.cell) for name in dict.fromkeys(name for _, _, name in TABLE)}


def test_two_hundred_typed_queries_find_whom_they_mean_first(everybody):
    assert len(TABLE) >= 200
    assert len(Counter(kind for kind, _, _ in TABLE)) >= 8
    wrong = [(typed, meant, found[:3]) for _, typed, meant in TABLE if (found := names_of(typed))[:1] != [meant]]
    assert wrong == []


def test_many_are_asked_for_step_by_step_and_come_in_the_same_order(everybody, monkeypatch):
    texts = [typed for _, typed, _ in TABLE[::9]] + ["van", "thị", "hoang t", "le n", "a"]
    at_once = [names_of(typed, 5) for typed in texts]
    monkeypatch.setattr("members.finding.words.READ_AT_ONCE", 0)
    assert [names_of(typed, 5) for typed in texts] == at_once


def hits(text, limit=8):
    with builders.whole():
        return finding.people(text, TODAY, limit=limit)


def test_marks_as_typed_come_first_and_other_marks_are_said_so(tree):
    for name in ("Trần Hoa", "Trần Hòa", "Trần Hoà", "Trần Hoá"):
        builders.member(name, tree.cell)
    found = [(hit.full_name, hit.how) for hit in hits("hòa").hits]
    assert {name for name, how in found if how is How.EXACT} == {"Trần Hòa", "Trần Hoà"}
    assert {name for name, how in found if how is How.MARKS} == {"Trần Hoa", "Trần Hoá"}
    assert [how for _, how in found] == sorted((how for _, how in found), key=list(How).index)


def test_a_near_name_is_said_to_be_near(tree):
    builders.member("Nguyễn Văn Khoát", tree.cell)
    (hit,) = hits("nguyen van khaot").hits
    assert hit.how is How.NEAR


def test_how_a_full_name_begins_stands_first_and_nobody_near_is_looked_for(tree):
    for name in ("Lê Ngọc Đạt", "Lê Ngọc Đại", "Đạt Lê Ngọc"):
        builders.member(name, tree.cell)
    assert names_of("le ngoc dat") == names_of("lê ngọc đạt") == ["Lê Ngọc Đạt", "Đạt Lê Ngọc"]
    assert names_of("le ngoc da") == ["Lê Ngọc Đại", "Lê Ngọc Đạt", "Đạt Lê Ngọc"]


def test_who_has_all_the_words_is_not_hidden_by_a_name_that_begins_so(tree):
    for name in ("Nguyễn Thị Vân Anh", "Nguyễn Thị Thu Vân"):
        builders.member(name, tree.cell)
    builders.member("Nguyễn Ba", tree.cell, other_names="Nguyễn Thị Vân")
    everybody = ["Nguyễn Thị Vân Anh", "Nguyễn Thị Thu Vân", "Nguyễn Ba"]
    assert names_of("nguyen thi van") == names_of("nguyễn thị vân") == everybody


def test_as_one_types_how_a_name_begins_is_enough_and_that_it_was_is_said(tree):
    for name in ("Nguyễn Thị Vân Anh", "Nguyễn Thị Thu Vân"):
        builders.member(name, tree.cell)
    with builders.whole():
        typed = finding.people("nguyen thi van", TODAY, limit=8, as_typed=True)
        other = finding.people("nguyen thi thu vna", TODAY, limit=8, as_typed=True)
    assert ([hit.full_name for hit in typed.hits], typed.begin_so) == (["Nguyễn Thị Vân Anh"], True)
    assert (other.hits[0].full_name, other.begin_so) == ("Nguyễn Thị Thu Vân", False)


def test_two_slips_in_a_long_word_leave_how_it_begins_or_how_it_ends(tree):
    """So much is what an index is asked for; both databases ask for the same."""
    builders.member("Triệu Thương", tree.cell)
    assert names_of("thuogn") == names_of("thuonb trieu") == names_of("htuong") == ["Triệu Thương"]
    assert names_of("htuogn") == []


def test_other_marks_or_fewer_words_are_looked_for_everywhere(tree):
    for name in ("Lê Ngọc Đạt", "Lê Ngọc Đại", "Đạt Lê Ngọc"):
        builders.member(name, tree.cell)
    assert set(names_of("lê ngọc đát")) == {"Lê Ngọc Đạt", "Lê Ngọc Đại", "Đạt Lê Ngọc"}
    assert set(names_of("le ngoc")) == {"Lê Ngọc Đạt", "Lê Ngọc Đại", "Đạt Lê Ngọc"}


def test_a_word_typed_means_the_beginning_of_a_word(tree):
    builders.member("Trần Văn Lan", tree.cell)
    assert names_of("la tr") == ["Trần Văn Lan"]
    assert names_of("an") == []


def test_somebody_called_so_stands_before_somebody_with_a_middle_name_so(tree):
    builders.member("Hoàng Vân Bình", tree.cell)
    builders.member("Bùi Thị Vân", tree.cell)
    assert names_of("van") == ["Bùi Thị Vân", "Hoàng Vân Bình"]


def test_other_names_find_too(tree):
    builders.member("Nguyễn Văn Ba", tree.cell, other_names="Sáu Đậu")
    assert names_of("sau dau") == names_of("đậu") == ["Nguyễn Văn Ba"]


def test_keys_without_an_input_method_are_understood_and_said(tree):
    builders.member("Đặng Thị Hường", tree.cell)
    for typed in ("ddawngj thij huwowngf", "d9a8ng5 thi5 hu7o7ng2"):
        assert names_of(typed) == ["Đặng Thị Hường"]
        assert hits(typed).meant == "đặng thị hường"


@pytest.mark.parametrize(("typed", "meant"), [("ddoox", "đỗ"), ("d9o64", "đỗ"), ("dowf", "dờ")])
def test_marks_typed_as_keys_come_first_as_marks_do(tree, typed, meant):
    for name in ("Đỗ Văn Khôi", "Giàng A Dờ", "Lê Thị Đo"):
        builders.member(name, tree.cell)
    found = hits(typed)
    called = "Giàng A Dờ" if meant == "dờ" else "Đỗ Văn Khôi"
    assert (found.hits[0].full_name, found.hits[0].how) == (called, How.EXACT)
    assert [hit.how for hit in found.hits[1:]] == [How.MARKS] * 2


def test_a_code_nobody_has_is_not_read_as_keys_of_an_input_method(tree):
    builders.member("Lê Thị Mai", tree.cell)
    assert names_of("m0000543") == names_of("ma0123") == []


def test_a_year_of_birth_beside_a_name_narrows(tree):
    builders.member("Lê Văn Tám", tree.cell, birth=PartialDate(1965))
    builders.member("Lê Thị Tám", tree.cell, birth=PartialDate(1970, 3, 2))
    assert names_of("tam 1970") == ["Lê Thị Tám"]


@pytest.mark.parametrize(
    "typed",
    ["Lê Thị Tám 02/3/1970", "le tam 2.3.1970", "tám, sinh ngày 2-3-1970", "Tám sinh năm 1970", "tam 3/1970",
     "02/03/1970 tam", "Lê Thị Tám sn 1970"],
)  # fmt: skip
def test_a_day_of_birth_copied_from_a_list_narrows_as_far_as_it_is_written(tree, typed):
    builders.member("Lê Thị Tám", tree.cell, birth=PartialDate(1970, 3, 2))
    builders.member("Lê Văn Tám", tree.cell, birth=PartialDate(1965, 3, 2))
    assert names_of(typed) == ["Lê Thị Tám"]


@pytest.mark.parametrize("typed", ["Nguyễn Văn Sinh 1965", "nguyen van sinh 12/05/1965", "Sinh 1965", "sinh 5/1965",
                                   "Sinh, sinh năm 1965", "Nguyễn Văn Sinh, sinh 1965"])  # fmt: skip
def test_who_is_called_sinh_is_found_with_the_year_of_birth(tree, typed):
    builders.member("Nguyễn Văn Sinh", tree.cell, birth=PartialDate(1965, 5, 12))
    builders.member("Nguyễn Văn Lâm", tree.cell, birth=PartialDate(1965, 5, 12))
    assert names_of(typed) == ["Nguyễn Văn Sinh"]


@pytest.mark.parametrize("typed", ["An 1965-1970", "12.345.1979 An", "An 165.1970"])
def test_part_of_a_longer_number_is_no_month_of_birth(typed):
    read = names.typed(typed)
    assert (read.month, read.day) == (None, None)


def test_a_day_of_birth_leaves_out_another_day_and_keeps_who_is_known_by_year_alone(tree):
    builders.member("Lê Thị Tám", tree.cell, birth=PartialDate(1970, 3, 2))
    builders.member("Lê Văn Tám", tree.cell, birth=PartialDate(1970))
    builders.member("Lê Mỹ Tám", tree.cell, birth=PartialDate(1970, 4))
    assert names_of("tam 2/3/1970") == ["Lê Thị Tám", "Lê Văn Tám"]
    assert names_of("tam 20/4/1970") == ["Lê Mỹ Tám", "Lê Văn Tám"]
    assert names_of("tam 99/99/1970") == ["Lê Văn Tám"]


def test_a_card_number_finds_with_and_without_dots_whole_or_by_its_end(tree):
    someone = builders.member("Vừ A Sính", tree.cell)
    procedure.people.note_number(someone, by=MACHINE, kind="card12", value="038168001234", day=TODAY)
    for typed in ("038168001234", "038.168.001.234", "038 168 001 234", "001234", "03816800"):
        (hit,) = hits(typed).hits
        assert (hit.full_name, hit.how, hit.number) == ("Vừ A Sính", How.NUMBER, wording.masked("038168001234"))
        assert "0381" not in hit.number
    assert names_of("38168001") == []


def test_a_card_number_that_is_a_profile_number_too_finds_both(tree):
    carded = builders.member("Vừ A Sính", tree.cell)
    builders.member("Vừ A Lử", tree.cell, profile_number="038168001234")
    procedure.people.note_number(carded, by=MACHINE, kind="card12", value="038168001234", day=TODAY)
    found = {hit.full_name: hit.number for hit in hits("038168001234").hits}
    assert found == {"Vừ A Sính": wording.masked("038168001234"), "Vừ A Lử": ""}


def test_the_id_of_the_central_database_and_the_profile_number_find(tree):
    builders.member("Khoàng Thị Lả", tree.cell, source_id="M0000543", profile_number="1204")
    assert names_of("m0000543") == names_of("1204") == ["Khoàng Thị Lả"]


@pytest.mark.parametrize(
    "typed",
    [
        "M0000543",
        "m 0000543",
        "M.0000543",
        "M-000-0543",
        "M 000 0543",
        "mã M0000543",
        "Mã đảng viên: M 0000543",
        "id M 0000543",
    ],
)
def test_an_id_is_found_as_it_is_read_aloud_or_copied_with_the_word_before_it(tree, typed):
    builders.member("Khoàng Thị Lả", tree.cell, source_id="M0000543")
    assert names_of(typed) == ["Khoàng Thị Lả"]


def test_a_number_is_found_with_the_word_before_it_and_a_name_with_a_year_stays_a_name(tree):
    someone = builders.member("Vừ A Sính", tree.cell, birth=PartialDate(1970))
    builders.member("Khoàng Mã", tree.cell, birth=PartialDate(1965))
    procedure.people.note_number(someone, by=MACHINE, kind="card12", value="038168001234", day=TODAY)
    for typed in (
        "số thẻ 038.168.001.234",
        "Thẻ đảng viên: 038168001234",
        "so the 038168001234",
        "TĐV 038168 001234",
        "Sính 1970",
    ):
        assert names_of(typed) == ["Vừ A Sính"]
    assert names_of("mã 1965") == ["Khoàng Mã"]


def test_more_than_fit_is_said(tree):
    builders.crowd(12, tree.cell)
    found = hits("hoang thi nguoi", limit=8)
    assert (len(found.hits), found.more) == (8, True)
    assert not hits("hoang thi nguoi", limit=12).more


@pytest.mark.parametrize("text", ["", " ", "%", "_", "'", "\\", "a" * 500, "😀", "\u0301", "1" * 60, "''; --", "%%s"])
def test_nonsense_finds_nobody_and_breaks_nothing(tree, text):
    builders.member("Trần Văn Lan", tree.cell)
    assert names_of(text) == []


# --- the page ---


@pytest.fixture
def cast(ground, db):
    made = ground.found()
    builders.member("Nông Thị Sen", made.tree.cell)
    builders.member("Nông Thị Súng", made.tree.other_cell)
    return made


def searched(client, text):
    return client.post(reverse("find"), {"q": text}, follow=True)


def test_the_page_finds_and_keeps_the_name_out_of_the_address(client, cast):
    enter(client)
    answer = searched(client, "nong thi")
    assert answer.status_code == 200
    assert "Nông Thị Sen" in answer.text
    assert "Nông Thị Súng" in answer.text
    assert "nong" not in answer.redirect_chain[-1][0]
    assert client.get(answer.redirect_chain[-1][0]).text.count("Nông Thị Sen") == 1


def test_a_secretary_finds_only_the_people_of_his_own_part(client, cast):
    enter(client, "bi-thu-xa")
    answer = searched(client, "nong thi")
    assert "Nông Thị Sen" in answer.text
    assert "Nông Thị Súng" not in answer.text


def test_another_session_does_not_read_a_search(client, cast):
    enter(client)
    address = searched(client, "nong thi sen").redirect_chain[-1][0]
    client.logout()
    enter(client, "can-bo-2")
    assert "Nông Thị Sen" not in client.get(address).text


def test_hints_come_after_two_letters(client, cast):
    enter(client)
    assert client.post(reverse("find-hints"), {"q": "n"}).text == ""
    assert "Nông Thị Sen" in client.post(reverse("find-hints"), {"q": "sen"}).text


def test_hints_of_a_beginning_say_that_the_page_knows_more(client, cast):
    for name in ("Nông Thị Vân Anh", "Nông Thị Thu Vân"):
        builders.member(name, cast.tree.cell)
    enter(client)
    hints = client.post(reverse("find-hints"), {"q": "nong thi van"}).text
    assert "Nông Thị Vân Anh" in hints and "Nông Thị Thu Vân" not in hints
    assert "bấm Tìm để xem cả người có đủ các chữ ấy" in hints
    page = searched(client, "nong thi van").text
    assert "Nông Thị Vân Anh" in page and "Nông Thị Thu Vân" in page
    assert "bấm Tìm để xem cả người" not in page


def test_who_has_left_is_not_found(client, cast):
    builders.leaver("Triệu Tài Phấu", cast.tree.cell)
    enter(client)
    assert "Triệu Tài Phấu" not in searched(client, "trieu tai phau").text


def test_an_organisation_is_found_by_its_words(client, cast):
    enter(client)
    assert "Chi bộ Thôn Đồng" in searched(client, "thon dong").text


def test_every_answer_leaves_a_look_with_what_was_typed(client, cast):
    enter(client)
    searched(client, "sung nong")
    look = Look.objects.latest("pk")
    assert (look.page, look.count) == ("find", 1)
    assert "sung nong" in look.values_row.asked


def test_nothing_found_is_said(client, cast):
    enter(client)
    assert "Không tìm thấy “khong co ai”" in searched(client, "khong co ai").text


@pytest.mark.parametrize("text", ["%_'", "<>", "…", "😀"])
def test_signs_alone_are_nothing_to_search_for(client, cast, text):
    enter(client)
    said = searched(client, text).text
    assert "Chưa gõ chữ hay số nào để tìm." in said
    assert "Không tìm thấy" not in said


def test_what_was_looked_for_is_said_where_signs_were_left_out(client, cast):
    enter(client)
    said = searched(client, "<s>%_'").text
    assert "Tìm theo “s”, đã bỏ các ký hiệu không có trong tên và số." in said
    for text in ("Nông-Sen", "sen, 1965", "H'Linh", "012.345.678"):
        assert "đã bỏ các ký hiệu" not in searched(client, text).text


def test_a_reader_finds_nobody(client, cast):
    enter(client, "thuong-truc")
    assert client.get(reverse("find")).status_code == 403
    assert 'role="search"' not in client.get("/").text
