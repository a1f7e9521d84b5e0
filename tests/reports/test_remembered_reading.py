"""How a committee's sheet is read is remembered with the heads it was said under: another sheet of the same name is
read by its own."""

import pytest
from django.urls import reverse

from kit.reading import Sheet
from kit.reading.workbook import SheetRow as Row
from members.importing.sheets import SheetChoice, heads_over
from members.models import ReadingChoice
from reports.reconciliation.models import SentList
from tests.reports import play
from tests.reports.pages import send
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
# Two heads are in each other's place.
WRONG = ("TT", "Họ và tên", "Ngày vào Đảng", "Chi bộ", "Ngày sinh", "Số thẻ ĐV")
RIGHT = ("TT", "Họ và tên", "Ngày sinh", "Chi bộ", "Ngày vào Đảng", "Số thẻ ĐV")
PEOPLE = [
    (1, "Sùng A Páo", "4/6/1965", "Chi bộ Thôn 1", "18/5/2010", "11111111"),
    (2, "Lò Văn Ún", "9/2/1970", "Chi bộ Thôn 2", "18/5/2010", "22222222"),
]


def sheet(head, order=range(6)):
    rows = [[row[at] for at in order] for row in (head, *PEOPLE)]
    return play.sheet([(play.TITLE,), *rows])


@pytest.fixture
def secretary(cast, own):
    """Who has said once what the two columns are."""
    client = signed_in(cast.committee_secretary)
    send(client, own, sheet(WRONG))
    where = reverse("list-reading", args=[own.pk, 0])
    columns = client.get(where).context["sheet"]["columns"]
    said = {"header_row": "2", **{f"cot_{one['letter']}": one["word"] for one in columns}}
    assert client.post(where, said | {"cot_C": "birth_date", "cot_E": "admitted_on"})["Location"] == where
    return client


def read(client, own):
    columns = client.get(reverse("list-reading", args=[own.pk, 0])).context["sheet"]["columns"]
    return [one["word"] for one in columns]


def test_under_the_same_heads_the_next_list_is_read_as_was_said(own, secretary):
    before = read(secretary, own)
    assert send(secretary, own, sheet(tuple(one.upper() for one in WRONG)), seen="1").status_code == 302
    assert read(secretary, own) == before
    assert "birth" not in play.kinds(SentList.unscoped.newest().get())


def test_under_other_heads_it_is_read_by_them(own, secretary):
    order = (0, 5, 2, 3, 4, 1)
    assert send(secretary, own, sheet(RIGHT, order), seen="1").status_code == 302
    sent = SentList.unscoped.newest().get()
    assert (sent.rows, sent.matched) == (2, 2)
    assert read(secretary, own)[5] == "full_name"


def test_a_list_of_other_heads_does_not_take_what_was_said_away(own, secretary):
    send(secretary, own, sheet(RIGHT, (0, 5, 2, 3, 4, 1)), seen="1")
    assert ReadingChoice.objects.get().columns["birth_date"].startswith("C")
    send(secretary, own, sheet(WRONG), seen="2")
    assert read(secretary, own)[2] == "birth_date"


def test_columns_without_heads_are_looked_for_nowhere_else():
    """Found by reading: an empty row above the head was taken for it, and what stood between was read as people."""
    said = SheetChoice(header_row=3, columns={"full_name": "B"}, heads=heads_over([], ["B"]))
    sheet = Sheet("Tờ 1", [Row(1, ["Danh sách"]), Row(2, []), Row(3, ["TT"]), Row(4, [1, "Sùng A Páo"])])
    assert said.of(sheet) is said
    heads = heads_over(["TT", "Họ và tên"], ["B"])
    twice = Sheet("Tờ 1", [Row(1, ["TT", "Họ và tên"]), Row(2, []), Row(3, ["TT", "Họ và tên"])])
    assert SheetChoice(header_row=3, heads=heads).of(twice).header_row == 3
    assert SheetChoice(header_row=2, heads=heads).of(twice).header_row == 1
