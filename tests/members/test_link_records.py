"""`manage.py link_records`: the matcher alone, as offices script it."""

import csv
import json
from io import StringIO

import pytest
from django.core.management import call_command

from kit.matching.files import descriptions
from kit.matching.linkage import link
from tests.kit.matching import made

HEAD = ("id", "full_name", "sex", "birth_date", "admitted_on", "official_on", "card_number", "unit")


def written(path, rows, head=HEAD):
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([head, *rows])
    return path


def as_row(one):
    return (one.id, one.name, one.sex, one.birth.iso(), one.admitted.iso(), one.official.iso(), *one.numbers, one.unit)


def linked(left, right, out):
    call_command("link_records", str(left), str(right), "--json", str(out), stdout=StringIO())
    return json.loads(out.read_text())


@pytest.fixture
def files(tmp_path):
    records = made.people(200)
    rows = made.listed(records, {made.typed_wrong: 0.2, made.other_day: 0.1})
    return [written(tmp_path / name, map(as_row, people)) for name, people in (("a.csv", rows), ("b.csv", records))]


def test_each_finds_its_partner_once(files, tmp_path):
    found = linked(*files, tmp_path / "out.json")
    assert set(found) == {"pairs"}
    assert {(one["left"], one["right"]) for one in found["pairs"]} == {(f"l{at}", f"r{at}") for at in range(200)}
    assert {tuple(sorted(one)) for one in found["pairs"]} == {("left", "right", "score", "sure")}
    assert all(0 <= one["score"] <= 1 for one in found["pairs"])
    assert sum(one["sure"] for one in found["pairs"]) > 150


def test_the_command_says_what_the_matcher_says(files, tmp_path):
    left, right = (descriptions(path.name, path.read_bytes()) for path in files)
    said = [
        (left[one.left].id, right[one.right].id, one.sure) for one in link(left, right, one_to_one=True).links if one
    ]
    found = linked(*files, tmp_path / "out.json")["pairs"]
    assert [(one["left"], one["right"], one["sure"]) for one in found] == said


def test_names_in_parts_and_other_columns_and_dates_that_are_none(tmp_path):
    head = ("id", "given_name", "family_name", "birth_date", "street", "postcode")
    left = written(tmp_path / "a.csv", [("1", "Páo", "Sùng", "19651334", "Lò Đúc", "0810"),
                                       ("2", "Hoa", "Trần", "19700203", "Hàng Bè", "0812")], head)  # fmt: skip
    right = written(tmp_path / "b.csv", [("x", "Hoa", "Trần", "19700203", "Hang Be", "0812"),
                                        ("y", "Páo", "Sùng", "19651234", "Lò Đúc", "0810")], head)  # fmt: skip
    people = descriptions("a.csv", left.read_bytes())
    assert [str(one.birth) for one in people] == ["19651334", "03/02/1970"]
    found = linked(left, right, tmp_path / "out.json")["pairs"]
    assert [(one["left"], one["right"]) for one in found] == [("1", "y"), ("2", "x")]


def test_what_says_that_there_is_nothing_says_nothing(tmp_path):
    path = written(tmp_path / "a.csv", [("1", "Sùng A Páo", "nan"), ("2", "-", "x")], ("id", "full_name", "street"))
    assert [(one.name, one.texts) for one in descriptions("a.csv", path.read_bytes())] == [
        ("Sùng A Páo", ()), ("", (("street", "x"),)),
    ]  # fmt: skip


def test_nobody_in_common_is_no_pair(tmp_path):
    people = made.people(40)
    files = [written(tmp_path / f"{at}.csv", map(as_row, half)) for at, half in enumerate((people[:20], people[20:]))]
    assert linked(*files, tmp_path / "out.json") == {"pairs": []}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "rỗng"),
        ("ten,ngay\nA,1", "không có cột id"),
        ("id,full_name\n1,A\n1,B", "cùng id"),
        ("id,full_name\n,A", "không có id"),
        ("id,Unit,unit\n1,A,B", "hai cột cùng tên"),
        ("PK\x03\x04", "không phải tệp .csv"),
        ("%PDF-1.7\n1 0 obj", "bad.csv không phải tệp .csv"),
        ('{"pairs": [],\n"a": 1}', "bad.csv không phải tệp .csv"),
        ("<html><body>a,b</body></html>", "bad.csv không phải tệp .csv"),
        ("Kính gửi văn phòng\nXin gửi danh sách", "bad.csv không phải tệp .csv"),
    ],
)
def test_a_file_that_is_none_is_refused_in_one_line(files, tmp_path, text, said):
    bad, refused, out = tmp_path / "bad.csv", StringIO(), tmp_path / "out.json"
    bad.write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit) as stop:
        call_command("link_records", str(bad), str(files[1]), "--json", str(out), stderr=refused)
    assert stop.value.code == 2
    assert said in refused.getvalue()
    assert refused.getvalue().strip().count("\n") == 0
    assert not out.exists()


def test_a_file_that_is_not_there_is_refused(files, tmp_path):
    refused = StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("link_records", str(files[0]), str(tmp_path / "none.csv"), "--json", "x", stderr=refused)
    assert stop.value.code == 2
    assert "none.csv" in refused.getvalue()
