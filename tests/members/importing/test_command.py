"""manage.py import_members: options, exit codes, one line of refusal."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from members.management.commands import import_members
from members.models import Act, Member, Placement, Term
from tests.builders import make_cast, make_tree
from tests.members.importing.files import national, sheet

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def run(tmp_path):
    """Run the command on a file with these bytes: exit code, what it said, what it refused with, the JSON."""

    def call(data, *options, name="ds.xlsx"):
        path, out = tmp_path / name, tmp_path / "out.json"
        path.write_bytes(data)
        out.unlink(missing_ok=True)
        said, refused = StringIO(), StringIO()
        code = 0
        try:
            call_command("import_members", str(path), "--json", str(out), *options, stdout=said, stderr=refused)
        except SystemExit as stop:
            code = stop.code
        return code, said.getvalue(), refused.getvalue(), json.loads(out.read_text()) if out.exists() else None

    return call


def test_a_first_import_is_applied_and_the_second_changes_nothing(run):
    code, _, refused, out = run(national({"source_id": "M1"}), "--create-organisations")
    assert (code, refused, out["created"], out["applied"]) == (0, "", 1, True)
    assert out["organisations"][0] == {"code": "001", "name": "Đảng bộ khu vực"}
    code, _, _, out = run(national({"source_id": "M1"}), "--create-organisations")
    assert (code, out["created"], out["unchanged"]) == (0, 0, 1)
    assert Member.unscoped.count() == 1


def test_a_rejected_row_refuses_the_file_in_one_line_and_the_json_lists_all(run):
    make_tree()
    data = national({"full_name": None}, {"organisation": "Chi bộ X"}, {})
    code, _, refused, out = run(data)
    assert code == 2
    assert refused.strip().count("\n") == 0
    assert "Có 2 dòng không nhận được" in refused
    assert [problem["code"] for problem in out["problems"]] == ["name_missing", "organisation_not_found"]
    assert out["applied"] is False
    assert not Member.unscoped.exists()
    code, _, _, out = run(data, "--leave-rejected")
    assert (code, out["created"], out["rejected"]) == (0, 1, 2)


def test_a_trial_writes_nothing(run):
    make_tree()
    code, _, _, out = run(national({}), "--dry-run")
    assert (code, out["created"], out["applied"]) == (0, 1, False)
    assert not Member.unscoped.exists()


@pytest.mark.parametrize(
    ("data", "name", "options"),
    [
        (b"not a workbook", "ds.xlsx", ()),
        (b"", "ds.xlsx", ()),
        (sheet([("Hướng dẫn",)]), "ds.xlsx", ()),
        (national({}), "ds.xlsm", ()),
        (national({}), "ds.xlsx", ("--organisation", "99.99")),
        (national({}), "ds.xlsx", ("--sheet", "Trang khác")),
        (national({}), "ds.xlsx", ("--by", "khong-co")),
    ],
)
def test_what_can_not_be_done_is_one_vietnamese_line_and_code_2(run, data, name, options):
    code, said, refused, out = run(data, *options, name=name)
    assert (code, said, out) == (2, "", None)
    assert refused.strip().count("\n") == 0
    assert refused.strip().endswith(".")


def test_a_list_of_a_cell_goes_into_the_named_cell(run):
    tree = make_tree()
    code = Term.unscoped.get(organisation=tree.cell).code
    rows = [("TT", "Họ tên", "Năm sinh"), (1, "Sùng A Páo", 1965)]
    result = run(sheet(rows), "--organisation", code)
    assert (result[0], result[3]["sheets"][0]["organisation"]) == (0, code)
    assert Placement.unscoped.get().organisation == tree.cell


def test_the_history_says_who_did_it(run):
    cast = make_cast()
    run(national({}), "--by", cast.officer.username)
    assert Act.objects.get(verb="import_members").account == cast.officer
    run(national({"full_name": "Lò Văn Ún"}))
    assert Act.objects.filter(verb="import_members").last().actor.startswith("máy chủ (")


def test_a_secretary_may_not_import(run):
    cast = make_cast()
    code, _, refused, _ = run(national({}), "--by", cast.committee_secretary.username)
    assert (code, "không làm việc này" in refused) == (2, True)


def test_a_correction_takes_a_reason_and_needs_none(run):
    """Scripts of offices that correct by a list end as they did."""
    run(national({"source_id": "M1"}), "--create-organisations")
    code, _, _, out = run(national({"source_id": "M1", "birth": "07/4/1980"}))
    assert (code, out["changed"]) == (0, 1)
    code, _, _, out = run(national({"source_id": "M1", "birth": "08/4/1980"}), "--why", "Công văn 12")
    assert (code, out["changed"]) == (0, 1)
    corrections = Act.objects.filter(verb="correct_member").order_by("number")
    assert [one.values_row.said().get("why", "") for one in corrections] == [
        "nhập bằng lệnh từ tệp ds.xlsx, không ghi lý do", "Công văn 12",
    ]  # fmt: skip


@pytest.fixture
def lost(monkeypatch, tmp_path):
    """The place of the JSON vanishes while the list is written."""

    def apply(*given, **said):
        applied = applying(*given, **said)
        monkeypatch.setattr("members.commanding.target", lambda path: tmp_path / "không còn" / "out.json")
        return applied

    applying = import_members.apply
    monkeypatch.setattr(import_members, "apply", apply)


def test_a_result_that_can_not_be_told_again_is_no_refusal_of_what_was_applied(run, lost):
    """What was written before the list stood in the register says that nothing was applied: it goes."""
    code, said, refused, out = run(national({"source_id": "M1"}), "--create-organisations")
    assert (code, Member.unscoped.count()) == (0, 1)
    assert "Thêm mới 1" in said
    assert refused.startswith("Danh sách đã nhập xong. Không ghi được tệp")
    assert refused.endswith("Tệp viết trước khi nhập đã bỏ đi.\n")
    assert out is None


def test_an_earlier_result_that_can_not_be_taken_away_is_said_to_be_none(run, lost, monkeypatch):
    class Fixed(type(Path())):
        def unlink(self, missing_ok=False):
            raise PermissionError

    monkeypatch.setattr(import_members, "Path", Fixed)
    code, _, refused, out = run(national({"source_id": "M1"}), "--create-organisations")
    assert (code, out["applied"]) == (0, False)
    assert refused.endswith("Tệp đang có ở đó viết từ trước khi nhập, không dùng được.\n")
