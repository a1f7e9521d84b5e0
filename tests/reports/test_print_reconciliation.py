"""`print_report reconciliation`: the last round of the district without any option, one committee's minutes as they
stand, a refusal in one sentence."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
import time_machine
from django.core.management import call_command
from pypdf import PdfReader

from members.models import Look
from reports.reconciliation.models import SignedMinutes
from tests import builders
from tests.reports import play
from tests.reports.two_rounds import TwoRounds

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def world():
    with time_machine.travel("2026-06-30 05:00:00+00:00", tick=True):
        made = TwoRounds()
    with time_machine.travel("2026-07-20 05:00:00+00:00", tick=True):
        yield made


def printed(tmp_path, *given, kind="pdf"):
    to = tmp_path / f"giay.{kind}"
    call_command("print_report", "reconciliation", *given, "--output", str(to))
    return to.read_bytes()


def said(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def refused(capsys, tmp_path, *given):
    with pytest.raises(SystemExit) as stopped:
        printed(tmp_path, *given)
    assert stopped.value.code == 2
    assert not list(tmp_path.iterdir())
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    return told.strip()


def test_it_stands_in_the_list(capsys):
    call_command("print_report", "--list")
    assert "reconciliation\tKết quả đối khớp, biên bản đối khớp" in capsys.readouterr().out.splitlines()


def test_without_an_option_the_last_round_of_the_district_is_printed(world, tmp_path):
    once = printed(tmp_path)
    assert "đối khớp danh sách đảng viên 6 tháng đầu năm 2026" in said(once)
    assert Look.objects.get(page="print_report").count == 0
    assert printed(tmp_path, "--organisation", "38.168") == once, "the same facts are the same bytes"


@pytest.mark.parametrize("asked", [["--round", "{before}"], ["--period", "2025-H2"], ["--as-of", "2026-06-29"],
                                   ["--period", "2025-07-01..2026-01-01"]])  # fmt: skip
def test_an_earlier_round_is_asked_for_by_its_number_its_period_or_a_day(world, tmp_path, asked):
    given = [one.format(before=world.before.pk) for one in asked]
    assert "6 tháng cuối năm 2025" in said(printed(tmp_path, *given))


def test_the_workbook_says_who_took_it_out_and_names_who_is_open(world, tmp_path):
    book = openpyxl.load_workbook(io.BytesIO(printed(tmp_path, kind="xlsx")))
    assert book.sheetnames == ["Từng nơi", "Theo loại", "Việc còn lại", "Qua các đợt", "Xuất bởi"]
    assert book["Xuất bởi"]["B1"].value.startswith("máy chủ")
    assert Look.objects.get(page="print_report").count == 1


def test_a_committee_s_minutes_are_printed_as_they_stand(world, tmp_path):
    draft = said(printed(tmp_path, "--organisation", "38.168.053"))
    assert "BIÊN BẢN" in draft
    assert "Dự thảo" in draft
    assert "Hầu Thị Xuân" in draft
    book = openpyxl.load_workbook(io.BytesIO(printed(tmp_path, "--organisation", "38.168.053", kind="xlsx")))
    places = [row[0].value for row in book["Từng nơi"].iter_rows() if str(row[0].value).startswith("Đảng bộ")]
    assert places == ["Đảng bộ xã An Khê"]


def test_signed_minutes_are_given_out_as_they_were_made(world, tmp_path):
    one = play.opened(date(2026, 4, 1), date(2026, 7, 1), date(2026, 7, 30), kind="numbers")
    signed = play.signed_light(play.of(one, world.cast.tree.committee))
    kept = bytes(SignedMinutes.unscoped.get(signing__reconciliation=signed).paper)
    assert printed(tmp_path, "--organisation", "38.168.053", "--round", str(one.pk)) == kept
    assert Look.objects.get(page="print_report").count == 2


def test_what_there_is_not_is_refused_in_one_sentence(world, tmp_path, capsys):
    for given, sentence in (
        (["--round", "999999"], "Không có đợt 999999; có: "), (["--round", "một"], "Đợt một không phải là số"),
        (["--period", "2026-Q3"], "Không có đợt đối khớp quý III năm 2026."),
        (["--period", "2026"], "Kỳ 2026 không đúng dạng"), (["--as-of", "2020-01-01"], "Chưa có đợt đối khớp nào so"),
        (["--organisation", "38.168.053.000.001"], "Chi bộ Thôn 1 không ở trong đợt đối khớp nào."),
        (["--period", "2026-H1", "--round", "1"], "không đi cùng"),
        (["--round", "9" * 30], "không phải là số"), (["--round", "²"], "không phải là số"),
        (["--period", ""], "không đúng dạng"), (["--by", "bi-thu-xa"], "do cán bộ tổ chức in"),
        (["--by", "bi-thu-xa", "--organisation", "38.168.054"], "Không có tổ chức mang mã 38.168.054."),
        (["--by", "thuong-truc", "--organisation", "38.168.053"], "do nơi ấy và cán bộ tổ chức in"),
        (["--by", "quan-tri", "--organisation", "38.168.053"], "do nơi ấy và cán bộ tổ chức in"),
    ):  # fmt: skip
        assert sentence in refused(capsys, tmp_path, *given)


def test_the_last_day_there_is_finds_the_last_round(world, tmp_path):
    assert "6 tháng đầu năm 2026" in said(printed(tmp_path, "--as-of", "2199-12-31"))


def test_a_register_without_rounds_says_so(tmp_path, capsys):
    builders.make_tree()
    assert refused(capsys, tmp_path) == "Chưa có đợt đối khớp nào."


def test_in_the_name_of_a_committee_its_minutes_alone(world, tmp_path):
    by = world.cast.committee_secretary.username
    assert "BIÊN BẢN" in said(printed(tmp_path, "--by", by, "--organisation", "38.168.053"))
