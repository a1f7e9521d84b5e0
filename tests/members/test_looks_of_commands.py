"""Whoever is told of people by a command is in the list of looks, as on the screen."""

from __future__ import annotations

import hashlib
import io
from datetime import date

import pytest
from django.core.management import call_command

from members import looks, procedure
from members.models import Look
from tests import builders
from tests.builders import MACHINE

pytestmark = pytest.mark.django_db
HEADS = "STT,Họ và tên,Ngày sinh,Chi bộ,Số thẻ ĐV"


@pytest.fixture
def cast():
    return builders.make_cast()


@pytest.fixture
def listed(cast, tmp_path):
    file = tmp_path / "an-khe.csv"
    file.write_text(f"{HEADS}\n1,Giàng Seo Lử,,Chi bộ Thôn 1,\n", encoding="utf-8")
    return file


def seen(page: str) -> Look:
    return Look.objects.select_related("values_row").get(page=page)


def people(look: Look) -> set[int]:
    return {int(pk) for pk in look.values_row.members.strip(",").split(",") if pk}


def test_who_compares_a_list_has_looked_at_everybody_it_names(cast, listed, tmp_path):
    found = builders.member("Giàng Seo Lử", cast.tree.cell)
    unlisted = builders.member("Sùng Thị Chấu", cast.tree.sibling)
    builders.member("Lò Văn Pảo", cast.tree.other_cell)
    call_command("reconcile", str(listed), "--as-of", "2026-06-30", "--organisation", "38.168.053", "--by", "can-bo",
                 "--json", str(tmp_path / "ra.json"), stdout=io.StringIO())  # fmt: skip
    look = seen("reconcile")
    assert look.account == cast.officer
    assert people(look) == {found.pk, unlisted.pk}
    assert hashlib.sha256(listed.read_bytes()).hexdigest() in look.values_row.asked
    assert "2026-06-30" in look.values_row.asked


def test_no_line_no_file(cast, listed, tmp_path, monkeypatch):
    def refuses(*args, **given):
        raise OSError("đầy đĩa")

    monkeypatch.setattr(looks, "looked", refuses)
    with pytest.raises(OSError, match="đầy đĩa"):
        call_command("reconcile", str(listed), "--as-of", "2026-06-30", "--organisation", "38.168.053", "--json",
                     str(tmp_path / "ra.json"))  # fmt: skip
    assert not (tmp_path / "ra.json").exists()


def test_who_looks_at_an_import_first_has_looked_at_whom_its_problems_name(cast, tmp_path):
    other = builders.member("Lò Văn Pảo", cast.tree.other_cell)
    procedure.people.note_number(other, by=MACHINE, kind="card8", value="71000003", day=date(2021, 1, 1))
    file = tmp_path / "an-khe.csv"
    file.write_text(f"{HEADS}\n1,Nông Thị Mẩy,1/2/1980,Chi bộ Thôn 1,71000003\n", encoding="utf-8")
    with pytest.raises(SystemExit):
        call_command("import_members", str(file), "--dry-run", "--by", "can-bo", stderr=io.StringIO())
    look = seen("import_members")
    assert look.account == cast.officer
    assert people(look) == {other.pk}


def test_the_machine_s_look_says_the_machine(cast, listed):
    call_command("import_members", str(listed), "--dry-run", stdout=io.StringIO())
    assert seen("import_members").actor.startswith("máy chủ")
