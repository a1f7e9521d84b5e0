"""One ugly list, sent in a round and given to the command: the same people, the same differences."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from kit.calendar import PartialDate
from reports.reconciliation.models import Difference, Kind, ListedPerson
from tests import builders
from tests.members.importing.files import sheet
from tests.reports import play

pytestmark = pytest.mark.django_db

PEOPLE = (
    ("M01", "Giàng Seo Phừ", PartialDate(1961, 3, 5), "11111111"),
    ("M02", "Nguyễn Văn Hùng", PartialDate(1972, 8, 9), "22222222"),
    ("M03", "Lý Thị Mẩy", PartialDate(1980, 11, 30), "33333333"),
    ("M04", "Vừ Mí Sùng", PartialDate(1958, 1, 2), "44444444"),
    ("M05", "Tẩn Láo Lở", PartialDate(1990, 6, 7), "55555555"),
)
# National motto, title, a head in two rows, the cell as a row of its own, somebody twice, a total and a signature.
LIST = (
    ("ĐẢNG BỘ HUYỆN VÂN SƠN", None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"),
    ("ĐẢNG BỘ XÃ AN KHÊ",),
    ("DANH SÁCH ĐẢNG VIÊN ĐẾN NGÀY 30/6/2026",),
    ("STT", "HỌ VÀ TÊN", "NGÀY SINH", None, "NGÀY VÀO ĐẢNG", None, "SỐ THẺ"),
    (None, None, "Nam", "Nữ", "Dự bị", "Chính thức", None),
    ("I", "Chi bộ Thôn 1"),
    (1, "GIÀNG SEO PHỪ", "3/5/1961", None, "18/5/2010", "18/5/2011", "11.111.111"),
    (2, "Nguyễn Văn  Hùng", "09.08.1972", None, "18/5/2010", "18/5/2011", "22222223"),
    (3, "Nguyen Van Hung", "9/8/1972", None, "18/5/2010", "18/5/2011", "22222222"),
    (4, "Hạng Thị Chu", None, "1/1/1999", "1/1/2020", "1/1/2021", "99999999"),
    ("II", "Chi bộ Thôn 2"),
    (1, "Lý Thị Mẩy", None, "1980", "18/5/2010", "19/5/2011", 33333333),
    (2, "Vừ Mí Sùng", "2/1/1958", None, "18/5/2010", "18/5/2011", "44444444"),
    ("Cộng: 6 đồng chí",),
    (None, None, None, None, "T/M ĐẢNG ỦY"),
)


@pytest.fixture
def sent():
    tree = builders.make_cast().tree
    for number, (source, name, born, card) in enumerate(PEOPLE):
        where, sex = (tree.cell, tree.sibling)[number > 1], "f" if "Thị" in name else "m"
        play.person(name, tree.other_cell if source == "M04" else where, card, born, source_id=source, sex=sex)
    return play.sent(play.of(play.opened(), tree.committee), sheet(LIST))


def said_by_command(tmp_path, *more):
    (tmp_path / "an-khe.xlsx").write_bytes(sheet(LIST))
    call_command("reconcile", str(tmp_path / "an-khe.xlsx"), "--as-of", "2026-06-30", "--json",
                 str(tmp_path / "said.json"), *more, stdout=StringIO())  # fmt: skip
    return json.loads((tmp_path / "said.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("more", [("--organisation", "38.168.053"), ()])
def test_a_round_and_the_command_say_the_same_of_one_list(sent, tmp_path, more):
    said = said_by_command(tmp_path, *more)
    people = ListedPerson.unscoped.filter(list=sent).select_related("member")
    linked = {(one.row, one.member.source_id, one.sure) for one in people}
    assert linked == {(row["row"], row["member"], row["sure"]) for row in said["rows"] if row["member"]}
    assert {member for _, member, _ in linked} == {"M01", "M02", "M03", "M04"}
    assert said["only_in_records"] == ["M05"]
    points = Difference.unscoped.filter(list=sent)
    assert [one.member.source_id for one in points.filter(kind=Kind.ONLY_OURS)] == ["M05"]
    assert sent.rows == said["totals"]["list"] == len(said["rows"]) == 6
    assert (sent.matched, sent.records) == (said["totals"]["matched"], said["totals"]["records"])
    assert sorted(one.row for one in points.filter(kind=Kind.TWICE)) == [
        row["row"] for row in said["rows"] if row["duplicate_of"]
    ]
    # Of who is listed twice, or stands elsewhere, it is asked first who is meant.
    first = set(points.filter(kind__in=(Kind.TWICE, Kind.ELSEWHERE)).values_list("row", flat=True))
    told = {
        (row["row"], one["field"], one["list"], one["record"])
        for row in said["rows"] if row["row"] not in first for one in row["differences"]
    }  # fmt: skip
    assert {field for _, field, *_ in told} == {"birth_date", "card_number", "official_on"}
    assert told == set(points.exclude(field="").values_list("row", "field", "list_value", "record_value"))
