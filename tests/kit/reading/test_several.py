"""Several files read as one list."""

import pytest

from kit.reading.limits import Limits, Refused
from kit.reading.several import together
from kit.reading.workbook import Sheet, SheetRow, Workbook


def book(name, *sheets):
    return Workbook(name, name, tuple(Sheet(one, (SheetRow(1, ("x",)),)) for one in sheets))


def test_each_sheet_says_its_file_and_is_called_by_its_own_name():
    whole = together(
        [book("01. Chi bộ Thôn 1.xlsx", "DS"), book("thon-2.xlsx", "Chi bộ Thôn 2", "Phụ lục")], "hai tệp", "sum"
    )
    assert [(one.name, one.file, one.called) for one in whole.sheets] == [
        ("01. Chi bộ Thôn 1", "01. Chi bộ Thôn 1.xlsx", "Chi bộ Thôn 1"),
        ("thon-2 · Chi bộ Thôn 2", "thon-2.xlsx", "Chi bộ Thôn 2"), ("thon-2 · Phụ lục", "thon-2.xlsx", "thon-2"),
    ]  # fmt: skip


def test_names_that_are_cut_or_alike_stay_apart():
    long = "Danh sách đảng viên của chi bộ " * 4
    whole = together([book(f"{long}1.xlsx", "a"), book(f"{long}2.xlsx", "a"), book("a.xls", "a"), book("a.ods", "a")],
                     "", "")  # fmt: skip
    names = [one.name for one in whole.sheets]
    assert len(set(names)) == 4
    assert max(map(len, names)) == 80
    assert names[2:] == ["a", "a (2)"]


def test_together_they_hold_no_more_than_one_file_may():
    with pytest.raises(Refused, match="hơn 1 dòng"):
        together([book("a.xlsx", "a"), book("b.xlsx", "b")], "", "", Limits(rows=1))
