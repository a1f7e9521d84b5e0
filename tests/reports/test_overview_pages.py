"""The overview of a round through the client: every number has its names, a committee reads its own part, a reader
numbers alone; the report is asked for with a purpose and made by the worker."""

from __future__ import annotations

import io
import re
from datetime import date

import openpyxl
import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from members import jobs
from members.models import Job, Look
from tests import builders
from tests.ground import laid
from tests.reports import play
from tests.reports.pages import questions, text
from tests.reports.play import DUE
from tests.reports.two_rounds import TwoRounds
from tests.signing_in import signed_in

pytestmark = [pytest.mark.django_db]


ground = laid(TwoRounds, "2026-06-30 05:00:00+00:00")


@pytest.fixture
def world(ground, db):
    with time_machine.travel("2026-07-20 05:00:00+00:00", tick=True):
        yield ground.found()


def page(client, world, **asked):
    return client.get(reverse("round-overview", args=[world.now.pk]), asked)


def test_the_officer_reads_how_each_committee_and_the_whole_stand(world):
    said = text(page(signed_in(world.cast.officer), world))
    assert "nơi trong đợt 2 đã gửi 1 quá hạn 1 đã ký 0 trường hợp lệch 4 còn mở 3 giấy tờ quá hạn 1" in said
    assert "Đảng bộ xã An Khê Đang giải quyết từ 30/6/2026 4 1 0 0 0 1 1 1 10/7/2026" in said
    assert "Đảng bộ xã Tân Lập Quá hạn 18 ngày 0 0 0 0 0 0 0" in said
    assert "Cộng 1/2 đã gửi 4 1 0 0 0 1 1 1 10/7/2026" in said
    assert "Khác số thẻ 1 1 Xã An Khê 1" in said
    assert "Trường hợp lệch 1 · 50,0 4 · 200,0" in said
    assert "Lặp lại từ đợt trước – 1" in said


def test_the_rounds_are_drawn_as_bars_with_what_is_open_dark_beside_the_table_of_the_same_numbers(world):
    shown = page(signed_in(world.cast.officer), world).content.decode()
    drawn = re.findall(r"<title>([^<]*)</title><line[^>]*>(.*?)</svg>", shown)
    assert [title for title, _ in drawn] == ["6 tháng cuối năm 2025: 50,0", "6 tháng đầu năm 2026: 200,0"]
    assert [re.findall(r'class="(\w+)" x="0.5" y="2" width="([\d.]+)"', bars) for _, bars in drawn] == [
        [("whole", "50.0"), ("dark", "50.0")],
        [("whole", "200.0"), ("dark", "150.0")],
    ]
    first = signed_in(world.cast.officer).get(reverse("round-overview", args=[world.before.pk]))
    assert "<svg" not in first.content.decode(), "one round alone is no trend"


def test_of_a_round_in_which_no_list_has_come_nothing_is_said_in_place_of_nought(world):
    empty = play.opened(since=date(2026, 6, 1), until=date(2026, 7, 5), due=date(2026, 8, 1))
    said = text(signed_in(world.cast.officer).get(reverse("round-overview", args=[empty.pk])))
    assert "Trường hợp lệch 1 · 50,0 4 · 200,0 –" in said
    assert "Còn mở 1 3 –" in said
    assert "Lặp lại từ đợt trước – 1 –" in said


def links(client, world):
    found = re.findall(r'href="([^"]*/truong-hop/[^"]*)"', page(client, world).content.decode())
    return sorted({one.replace("&amp;", "&") for one in found})


def test_every_number_leads_to_as_many_names(world):
    officer = signed_in(world.cast.officer)
    shown = page(officer, world).content.decode()
    counted = 0
    for address, number in re.findall(r'<a href="([^"]*/truong-hop/[^"]*)"[^>]*>([\d.]+)</a>', shown):
        answer = officer.get(address.replace("&amp;", "&"))
        assert f"{number} trường hợp" in text(answer), address
        assert len(answer.context["rows"]) == int(number), address
        counted += 1
    assert counted > 20


def test_the_names_say_what_differs_how_far_it_is_and_lead_to_where_it_is_settled(world):
    officer = signed_in(world.cast.officer)
    answer = officer.get(reverse("round-cases", args=[world.now.pk]), {"noi": world.own.pk})
    said = text(answer)
    assert "4 trường hợp: Đảng bộ xã An Khê." in said
    for line in ("Sùng A Páo · Chi bộ Thôn 1 Đảng bộ xã An Khê Số thẻ Chờ giấy tờ đến 10/7/2026",
                 "Đảng bộ xã An Khê Ngày sinh Chờ cán bộ tổ chức",
                 "Hầu Thị Xuân Đảng bộ xã An Khê Chỉ có trong danh sách Chờ cơ sở trả lời",
                 "Chỉ có trong sổ Cơ sở sửa danh sách"):  # fmt: skip
        assert line in said
    for address in re.findall(r'href="(/doi-khop/dang-uy/[^"]*)"', answer.content.decode()):
        assert officer.get(address).status_code == 200
    look = Look.objects.filter(page="round-cases").latest("pk")
    assert look.count == 2, "two people of the register behind three points; the stranger has no record"


def test_a_long_list_goes_on_upon_the_next_page(world, monkeypatch):
    monkeypatch.setattr("reports.reconciliation.views.cases.PAGE", 3)
    officer, address = signed_in(world.cast.officer), reverse("round-cases", args=[world.now.pk])
    first = officer.get(address)
    onward = officer.get(address + first.context["next"])
    assert (len(first.context["rows"]), len(onward.context["rows"]), onward.context["next"]) == (3, 1, "")
    assert onward.context["first"]
    assert len(officer.get(address, {"sau": "t0"}).context["rows"]) == 3


def test_a_committee_reads_itself_alone_and_an_outsider_nothing_of_it(world):
    secretary, outsider = signed_in(world.cast.committee_secretary), signed_in(world.cast.outsider)
    said = text(page(secretary, world))
    assert "Đảng bộ xã An Khê" in said
    assert "Tân Lập" not in said
    assert "Mục đích" not in said
    assert "4 trường hợp" in text(secretary.get(reverse("round-cases", args=[world.now.pk])))
    assert "An Khê" not in text(page(outsider, world))
    away = {"noi": world.own.pk}
    assert outsider.get(reverse("round-cases", args=[world.now.pk]), away).status_code == 404
    assert page(signed_in(world.cast.cell_secretary), world).status_code in (403, 404)


def test_a_reader_reads_numbers_without_names(world):
    reader = signed_in(world.cast.reader)
    assert "Cộng 1/2 đã gửi 4" in text(page(reader, world))
    assert links(reader, world) == []
    assert reader.get(reverse("round-cases", args=[world.now.pk])).status_code == 403


@pytest.mark.parametrize(
    "asked",
    [{"loai": "khac"}, {"nhom": "khac"}, {"nhom": "a&cach=con-mo"}, {"cach": "khac"}, {"noi": "0"}, {"noi": "x"}],
)
def test_a_word_that_is_none_finds_nothing(world, asked):
    address = reverse("round-cases", args=[world.now.pk])
    assert signed_in(world.cast.officer).get(address, asked).status_code == 404


def test_a_light_round_shows_what_each_committee_counts_and_has_no_differences(world):
    light = play.opened(kind="numbers", due=DUE.replace(month=8))
    play.agreed_light(play.of(light, world.cast.tree.committee))
    officer = signed_in(world.cast.officer)
    said = text(officer.get(reverse("round-overview", args=[light.pk])))
    assert "Đảng bộ xã An Khê Đã gửi 30/6/2026 2 2 0" in said
    assert "Cộng 1/3 đã ghi 2 2 0" in said
    assert officer.get(reverse("round-cases", args=[light.pk])).status_code == 404


def test_more_committees_are_no_more_questions_on_the_page(world):
    officer, address = signed_in(world.cast.officer), reverse("round-overview", args=[world.now.pk])
    few = len(questions(officer, address))
    play.procedure.rounds.add_committees(world.now, by=play.MACHINE, committees=[world.cast.tree.grass_cell])
    assert len(questions(officer, address)) == few
    assert few <= 18


# --- the report ---


def asked(client, world, **given):
    said = {"loai-tep": "pdf", "muc-dich": "trình ban thường vụ"} | given
    return client.post(reverse("print-round", args=[world.now.pk]), said, follow=True)


def made(client):
    jobs.run_waiting(timezone.now())
    job = Job.objects.latest("pk")
    assert job.refusal == ""
    return b"".join(client.get(reverse("job-file", args=[job.pk])).streaming_content), job


def test_the_report_is_made_by_the_worker_and_names_no_person(world):
    reader = signed_in(world.cast.reader)
    assert "Báo cáo đối khớp 6 tháng đầu năm 2026" in text(asked(reader, world))
    pdf, job = made(reader)
    said = " ".join(" ".join(one.extract_text() for one in PdfReader(io.BytesIO(pdf)).pages).split())
    for words in ("Số -BC/…", "BÁO CÁO", "6 tháng đầu năm 2026", "(từ ngày 01/01/2026 đến hết ngày 30/6/2026)",
                  "Đã gửi 1 trên 2 nơi (hạn ngày 02/7/2026)", "Có 4 trường hợp lệch",
                  "1 trường hợp lặp lại từ đợt trước",
                  "Trường hợp lệch trên 100 đảng viên, ở nơi đã gửi; phần đậm: còn mở",
                  "Danh sách của Đảng bộ xã Tân Lập, quá hạn 18 ngày"):  # fmt: skip
        assert words in said
    assert "Sùng A Páo" not in said
    assert job.file_name == "bao-cao-doi-khop-6-thang-dau-nam-2026-2026-07-20.pdf"
    look = Look.objects.select_related("values_row").get(page="round-file")
    assert (look.count, "trình ban thường vụ" in look.values_row.asked) == (0, True)


def test_who_reads_a_part_alone_prints_no_report_of_the_whole(world):
    part = builders.account("xem-mot-phan", "Nông Thị Phần")
    builders.role(part, "reader", world.cast.tree.committee)
    assert reverse("print-round", args=[world.now.pk]) not in page(signed_in(part), world).content.decode()
    assert asked(signed_in(part), world).status_code == 403
    assert not Job.objects.exists()


def sheets(data):
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {one.title: [[cell.value for cell in row] for row in one.iter_rows()] for one in book}


def test_the_workbook_adds_up_and_names_who_is_open_for_who_may_read_it(world):
    officer = signed_in(world.cast.officer)
    asked(officer, world, **{"loai-tep": "xlsx"})
    book = sheets(made(officer)[0])
    assert list(book) == ["Từng nơi", "Theo loại", "Việc còn lại", "Qua các đợt", "Xuất bởi"]
    for name in ("Từng nơi", "Theo loại"):
        lines = {row[0]: row for row in book[name] if str(row[0]).startswith(("Đảng bộ xã", "Cộng"))}
        for place in range(3, len(lines["Cộng"])):
            some = [row[place] for key, row in lines.items() if key != "Cộng"]
            if all(isinstance(one, int) for one in some):
                assert sum(some) == lines["Cộng"][place]
    left = [row for row in book["Việc còn lại"] if row[0] in ("Sùng A Páo", "Hầu Thị Xuân")]
    assert len(left) == 3
    assert ["Mục đích", "trình ban thường vụ"] in book["Xuất bởi"]
    assert Look.objects.get(page="round-file").count == 1

    reader = signed_in(world.cast.reader)
    asked(reader, world, **{"loai-tep": "xlsx"})
    assert "Việc còn lại" not in sheets(made(reader)[0])


@pytest.mark.parametrize(("given", "sentence"), [({"muc-dich": " "}, "Ghi mục đích in"),
                                                 ({"loai-tep": "doc"}, "Chọn loại tệp")])  # fmt: skip
def test_without_a_purpose_or_for_another_kind_nothing_is_made(world, given, sentence):
    answer = asked(signed_in(world.cast.officer), world, **{"loai-tep": "xlsx"} | given)
    (field,) = given
    assert answer.status_code == 422 and f'id="{field}_error">{sentence}' in answer.content.decode()
    # What was chosen stays chosen.
    assert ("loai-tep" in given) or '<option value="xlsx" selected>' in answer.content.decode()
    assert not Job.objects.exists()


def test_a_committee_prints_no_report_of_the_round(world):
    assert asked(signed_in(world.cast.committee_secretary), world).status_code == 403
