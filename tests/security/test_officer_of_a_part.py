"""An officer who is given one part of the tree works in it and nowhere else."""

from __future__ import annotations

import json
from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from kit.calendar import PartialDate
from members import procedure, rights
from members.errors import NotAllowed
from members.models import Holiday, Member, Setting
from members.rights import Case
from reports.reconciliation.procedure.rounds import open_round
from tests import builders
from tests.builders import MACHINE
from tests.security.test_pages import NOON
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
CARD = "71000003"
FOREIGN = "Lò Văn Pảo"


@pytest.fixture
def cast():
    with time_machine.travel(NOON, tick=True):
        made = builders.with_part_officer(builders.make_cast())
        builders.member("Giàng Seo Lử", made.tree.cell)
        someone = builders.member(FOREIGN, made.tree.other_cell, source_id="M77")
        procedure.people.note_number(someone, by=MACHINE, kind="card8", value=CARD, day=date(2021, 1, 1))
        yield made


def listed(*rows: str) -> bytes:
    return "\n".join(["STT,ID,Họ và tên,Ngày sinh,Chi bộ,Số thẻ ĐV", *rows]).encode()


ROWS = {
    "card": f"1,,Nông Thị Mẩy,1/2/1980,Chi bộ Thôn 1,{CARD}",
    "id": "1,M77,Nông Thị Mẩy,1/2/1980,Chi bộ Thôn 1,",
}


@pytest.mark.parametrize(("by", "sentence"), [
    ("card", f"Số thẻ {CARD} đã có trong sổ ở nơi khác."), ("id", "Mã M77 đã có trong sổ ở nơi khác."),
])  # fmt: skip
def test_a_number_that_somebody_elsewhere_has_is_refused_and_nobody_is_named(cast, tmp_path, by, sentence):
    file, out = tmp_path / "danh-sach.csv", tmp_path / "ra.json"
    file.write_bytes(listed(ROWS[by]))
    with pytest.raises(SystemExit):
        call_command("import_members", str(file), "--organisation", "38.168.053", "--by", "can-bo-xa", "--dry-run",
                     "--json", str(out))  # fmt: skip
    said = json.loads(out.read_text(encoding="utf-8"))
    assert [one["message"] for one in said["problems"] if one["level"] == "error"] == [sentence]
    assert FOREIGN not in out.read_text(encoding="utf-8")


def test_the_officer_of_the_whole_is_told_whose_number_it_is(cast, tmp_path):
    file, out = tmp_path / "danh-sach.csv", tmp_path / "ra.json"
    file.write_bytes(listed(ROWS["card"]))
    with pytest.raises(SystemExit):
        call_command("import_members", str(file), "--by", "can-bo", "--dry-run", "--json", str(out))
    assert FOREIGN in out.read_text(encoding="utf-8")


def test_who_has_moved_away_is_not_corrected_from_the_old_part(cast, tmp_path):
    gone = builders.member("Sùng Thị Chấu", cast.tree.cell, birth=PartialDate(1975, 4, 3))
    procedure.places.move(gone, by=MACHINE, organisation=cast.tree.other_cell, day=date(2025, 1, 1))
    file, out = tmp_path / "danh-sach.csv", tmp_path / "ra.json"
    file.write_bytes(listed("1,,Sùng Thị Chấu,3/4/1975,Chi bộ Thôn 1,71000009"))
    with pytest.raises(SystemExit):
        call_command("import_members", str(file), "--organisation", "38.168.053", "--by", "can-bo-xa", "--json",
                     str(out))  # fmt: skip
    assert "Chi bộ Thôn Đồng" not in out.read_text(encoding="utf-8")
    assert not gone.numbers(manager="unscoped").exists()


def test_he_imports_into_his_own_part(cast):
    client = signed_in(cast.part_officer)
    file = SimpleUploadedFile("danh-sach.csv", listed("1,,Nông Thị Mẩy,1/2/1980,Chi bộ Thôn 1,71000010"))
    answer = client.post(reverse("imports"), {"file": file, "organisation": cast.tree.committee.pk}, follow=True)
    pk = answer.redirect_chain[0][0].strip("/").split("/")[-1]
    page = client.get(reverse("import-plan", args=[pk]))
    client.post(reverse("confirm-import", args=[pk]), {"plan": page.context["head"]["digest"]})
    assert Member.unscoped.filter(full_name="Nông Thị Mẩy").exists()


def test_he_says_into_which_organisation_a_list_goes(cast):
    client = signed_in(cast.part_officer)
    file = SimpleUploadedFile("danh-sach.csv", listed(ROWS["card"]))
    assert client.post(reverse("imports"), {"file": file, "organisation": ""}).status_code == 422


def test_nothing_of_the_whole_register_is_written_by_him(cast):
    by = builders.actor(cast.part_officer)
    for verb in (
        lambda: procedure.office.set_office(by=by, key="office_name", value="Xã tự đổi", day=None),
        lambda: procedure.office.note_holiday(by=by, day=date(2026, 12, 3), name="Ngày tự đặt"),
        lambda: open_round(by=by, since=date(2026, 1, 1), until=date(2026, 7, 1), due_on=date(2026, 7, 15)),
    ):
        with pytest.raises(NotAllowed):
            verb()
    assert not Setting.objects.filter(value="Xã tự đổi").exists()
    assert not Holiday.objects.exists()


def test_who_stands_nowhere_is_the_officer_s_of_the_whole(cast):
    nowhere = Case(frozenset())
    assert rights.may(builders.actor(cast.officer), "restore", nowhere)
    assert not rights.may(builders.actor(cast.part_officer), "restore", nowhere)
    assert rights.allowed(builders.actor(cast.part_officer), nowhere) == set()


def test_he_opens_nobody_who_has_left_and_reads_no_line_of_others(cast):
    left = builders.leaver("Vàng Mí Sính", cast.tree.cell)
    client = signed_in(cast.part_officer)
    assert client.get(reverse("leaver", args=[left.pk])).status_code == 403
    assert client.get(reverse("account-history", args=[cast.officer.pk])).status_code == 403
    assert client.get(reverse("account", args=[cast.officer.pk])).status_code == 404


def test_a_list_is_held_against_the_whole_register_by_who_sees_it(cast, tmp_path, capsys):
    file, out = tmp_path / "danh-sach.csv", tmp_path / "ra.json"
    file.write_bytes(listed(ROWS["card"]))
    with pytest.raises(SystemExit) as stopped:
        call_command("reconcile", str(file), "--as-of", "2026-06-30", "--organisation", "38.168.053", "--by",
                     "can-bo-xa", "--json", str(out))  # fmt: skip
    assert stopped.value.code == 2
    assert "toàn đảng bộ" in capsys.readouterr().err
    assert not out.exists()


def test_he_confirms_the_roles_of_his_part_alone(cast):
    who = builders.account("du-bi", "Nông Văn Dự")
    given = {"by": MACHINE, "kind": "cell", "day": date(2026, 1, 1)}
    own = procedure.roles.grant_role(who, organisation=cast.tree.sibling, **given)
    other = procedure.roles.grant_role(who, organisation=cast.tree.other_cell, **given)
    by = builders.actor(cast.part_officer)
    with pytest.raises(NotAllowed):
        procedure.roles.confirm_roles([own, other], by=by)
    procedure.roles.confirm_roles([own], by=by)
    own.refresh_from_db()
    assert own.confirmed_on
