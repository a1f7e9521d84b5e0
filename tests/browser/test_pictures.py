"""The pictures of the README and of the guide: a made-up district as an officer sees it.

`REGISTER_PICTURES=docs/pictures` takes them anew for the documents; without it they go to a folder of the test.
"""

import io
import os
import subprocess
from datetime import date
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from members import jobs
from members.models import Exemption, Organisation, Term
from members.sample.demo import PASSWORD
from tests.house.source import ROOT
from tests.members.importing.files import sheet

NOON = "2026-06-30 05:00:00+00:00"
DAY = date(2026, 6, 30)
LARGEST = 150_000
WIDTH, HEIGHT = 1280, 860
HEAD = ("TT", "Họ và tên", "Ngày sinh", "Giới tính", "Ngày vào Đảng", "Ngày chính thức", "Chi bộ", "Đánh giá")


@pytest.fixture
def district(live_server, tmp_path):
    """The sample of the demonstration, small, with the lists its committees would send; the folder of these."""
    with time_machine.travel(NOON, tick=True):
        call_command(
            "make_sample_district", members=300, seed="7", day=DAY, demo=True, lists=tmp_path / "lists",
            stdout=io.StringIO(),
        )  # fmt: skip
        yield tmp_path / "lists"


@pytest.fixture
def folder(tmp_path):
    wanted = os.environ.get("REGISTER_PICTURES")
    made = ROOT / wanted if wanted else tmp_path / "pictures"
    made.mkdir(parents=True, exist_ok=True)
    return made


def keep(image: Image.Image, path: Path) -> None:
    """Few colours are enough for a page, and make a file half the size."""
    image.convert("RGB").quantize(128).save(path, optimize=True)
    assert path.stat().st_size < LARGEST, f"{path.name}: {path.stat().st_size} bytes"


def take(page, path: Path, *, whole: bool = False) -> None:
    """The page as it stands in the window, or the whole of it. The letters may come after the first drawing."""
    page.evaluate("document.fonts.ready")
    page.reload()
    page.evaluate("document.fonts.ready")
    keep(Image.open(io.BytesIO(page.screenshot(animations="disabled", full_page=whole))), path)


def sign_in(page) -> None:
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    page.goto(reverse("login"))
    page.fill("[name=username]", "can-bo")
    page.fill("[name=password]", PASSWORD)
    page.click("button.main")


def cell_of_many() -> Term:
    """The cell with the longest name: pages have to bear it."""
    cells = Term.unscoped.on(DAY).filter(kind__code="cell").select_related("organisation")
    return max(cells, key=lambda term: (len(term.name), term.pk))


def send(page, name: str, path_or_file: object) -> None:
    page.goto(reverse(name))
    page.set_input_files("[name=file]", path_or_file)


def today(page, folder):
    page.goto(reverse("today"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hôm nay")
    take(page, folder / "hom-nay.png")


def member(page, folder):
    someone = Exemption.unscoped.on(DAY).order_by("membership__member__sort_key").first().membership.member
    page.goto(reverse("person", args=[someone.pk]))
    expect(page.get_by_role("heading", level=1)).to_have_text(someone.full_name)
    take(page, folder / "ho-so.png")


def printed_roster(page, folder, tmp_path):
    page.goto(reverse("roster", args=[cell_of_many().organisation_id]))
    page.get_by_label("Mục đích").fill("Chụp cho bản hướng dẫn")
    page.get_by_role("button", name="In danh sách").click()
    expect(page.get_by_role("status")).to_contain_text("Đang chờ")
    assert jobs.run_waiting(timezone.now()) == 1
    page.reload()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Lấy tệp").click()
    pdf = tmp_path / "roster.pdf"
    waiting.value.save_as(pdf)
    subprocess.run(["pdftoppm", "-r", "90", "-f", "1", "-l", "1", "-png", pdf, tmp_path / "paper"], check=True)
    keep(Image.open(next(tmp_path.glob("paper*.png"))), folder / "danh-sach-in.png")


def import_before_anything_is_written(page, folder):
    cell = cell_of_many()
    committee = Organisation.unscoped.get(pk=Term.unscoped.on(DAY).get(organisation=cell.organisation).parent_id)
    above = Term.unscoped.on(DAY).get(organisation=committee)
    rows = [
        ("Lù Thị Sáy", "12/4/1991", "Nữ", "18/5/2015", "18/5/2016", cell.name, "Tốt"),
        ("Tẩn Láo Sử", "1988", "Nam", "3/2/2012", "3/2/2013", cell.name, ""),
        ("Vàng Seo Chá", "31/2/1990", "Nam", "19/5/2014", "19/5/2015", cell.name, "Khá"),
        ("Lèng Thị Phương", "07/11/1996", "Nữ", "02/9/2025", "", cell.name, ""),
        ("", "05/6/1979", "Nam", "03/2/2004", "03/2/2005", cell.name, ""),
    ]
    numbered = [(number, *row) for number, row in enumerate(rows, 1)]
    data = sheet([(above.name.upper(),), ("DANH SÁCH ĐẢNG VIÊN",), HEAD, *numbered], name="Danh sách")
    send(page, "imports", {"name": "danh-sach.xlsx", "mimeType": "application/octet-stream", "buffer": data})
    page.locator("main button.main").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Chương trình đọc như sau, có đúng không?")
    take(page, folder / "nhap-danh-sach.png", whole=True)


def list_beside_the_records(page, folder, lists):
    send(page, "comparisons", lists / "committees.xlsx")
    page.get_by_label("Ngày đối chiếu").fill("30/6/2026")
    page.get_by_role("button", name="Đối chiếu").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Đối chiếu committees.xlsx")
    take(page, folder / "doi-chieu.png")


def test_every_picture_of_the_documents_can_be_taken(page, district, folder, tmp_path):
    """One district for all of them: making it takes longer than looking at it."""
    sign_in(page)
    today(page, folder)
    member(page, folder)
    printed_roster(page, folder, tmp_path)
    import_before_anything_is_written(page, folder)
    list_beside_the_records(page, folder, district)
    assert {"hom-nay.png", "ho-so.png", "danh-sach-in.png", "nhap-danh-sach.png", "doi-chieu.png"} <= {
        path.name for path in folder.iterdir()
    }
