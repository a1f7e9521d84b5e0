"""The page of a comparison: three piles, each to its end, in the words of the office."""

import json
import re
from html import unescape
from io import StringIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from kit.calendar import PartialDate
from members import wording
from members.models import Look, LookValues, Member
from tests import builders
from tests.ground import laid
from tests.signing_in import signed_in

pytestmark = [pytest.mark.django_db]
HEAD = "ĐẢNG BỘ XÃ AN KHÊ,,,,\nSTT,Họ và tên,Ngày sinh,Giới tính,Chi bộ\n"


ground = laid(builders.make_cast, "2026-06-30 05:00:00+00:00")


@pytest.fixture
def cast(ground, db):
    with time_machine.travel("2026-06-30 05:00:00+00:00", tick=True):
        yield ground.found()


def listed(*rows):
    return (HEAD + "".join(f"{n},{row},Chi bộ Thôn 1\n" for n, row in enumerate(rows, 1))).encode()


def send(client, *rows):
    said = {"file": SimpleUploadedFile("an-khe.csv", listed(*rows)), "day": "30/06/2026"}
    answer = client.post(reverse("comparisons"), said)
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def text(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(answer.content.decode())).split())


def test_who_differs_stands_first_and_in_words(cast):
    officer = signed_in(cast.officer)
    builders.member("Giàng Thị Lử", cast.tree.cell, sex="f", birth=PartialDate(1980, 2, 1))
    page = officer.get(send(officer, "Giàng Thị Lử,1/2/1980,Nam"))
    assert "Giới tính: Nam / Nữ" in text(page)


def test_why_it_is_this_person_is_told_field_by_field_and_adds_up(cast):
    officer = signed_in(cast.officer)
    builders.member("Giàng Thị Lử", cast.tree.cell, sex="f", birth=PartialDate(1980, 2, 1))
    page = officer.get(send(officer, "Giàng Thị Lư,2/1/1980,Nữ"))
    (row,) = page.context["rows"]
    seen = {field: (what, points) for field, what, points in row["why"]}
    assert seen["Ngày sinh"][0] == "ngày và tháng đổi chỗ"
    assert seen["Nơi sinh hoạt"][0] == "cùng chi bộ"
    assert "Số thẻ" not in seen
    tenths = [round(10 * float(points.replace(",", ".").replace("−", "-"))) for _, _, points in row["why"]]
    assert [field for field, _, _ in row["why"][-2:]] == ["Khi chưa so gì", "Cộng"]
    assert sum(tenths[:-1]) == tenths[-1] > 0
    assert "Vì sao là người này" in text(page)


def test_every_pile_is_read_to_its_end_and_each_page_leaves_its_look(cast):
    officer = signed_in(cast.officer)
    builders.crowd(130, cast.tree.cell)
    where = f"{send(officer, 'Giàng Thị Lử,1/2/1980,Nữ')}?xem=so"
    seen = []
    while where:
        page = officer.get(where)
        seen += [row["member"] for row in page.context["rows"]]
        looked = LookValues.objects.get(look=Look.objects.filter(page="comparison").latest("pk")).members
        assert looked == f",{','.join(str(row['member']) for row in page.context['rows'])},"
        where = page.context["pages"]["next"]
    assert len(seen) == len(set(seen)) == 130


def test_a_correction_is_seen_when_the_page_is_opened_again(cast):
    officer = signed_in(cast.officer)
    where = send(officer, "Giàng Thị Lử,1/2/1980,Nữ")
    assert "Chỉ có trong danh sách (1)" in text(officer.get(where))
    builders.member("Giàng Thị Lử", cast.tree.cell, sex="f", birth=PartialDate(1980, 2, 1))
    assert "Chỉ có trong danh sách (0)" in text(officer.get(where))


def test_the_page_and_the_command_name_the_same_pairs(cast, tmp_path):
    officer = signed_in(cast.officer)
    builders.crowd(30, cast.tree.cell)
    people = list(Member.unscoped.order_by("pk"))
    rows = [f"{one.full_name},{wording.birth(one)},Nam" for one in people]
    rows[0] = rows[0].replace("ễ", "e").replace("ă", "a")
    rows[1], rows[2] = "Hạng Thị Chu,9/9/1990,Nữ", f"{people[2].full_name},,Nam"
    where = send(officer, *rows, rows[5])
    shown = {"differ": {}, "theirs": set()}
    for row in officer.get(where).context["rows"]:
        shown["differ"][row["row"]] = (row["person"]["member"], row["sure"])
    shown["theirs"] = {row["row"] for row in officer.get(f"{where}?xem=danh-sach").context["rows"]}
    path, out = tmp_path / "an-khe.csv", tmp_path / "out.json"
    path.write_bytes(listed(*rows, rows[5]))
    call_command("reconcile", str(path), "--as-of", "2026-06-30", "--json", str(out), stdout=StringIO())
    said = json.loads(out.read_text())["rows"]
    pk = {one.source_id or one.profile_number or str(one.pk): one.pk for one in people}
    asked = {row["row"]: (pk[row["member"]], row["sure"]) for row in said
             if row["member"] and (row["differences"] or row["duplicate_of"] or not row["sure"])}  # fmt: skip
    assert asked
    assert shown == {"differ": asked, "theirs": {row["row"] for row in said if not row["member"]}}


def test_another_officer_a_secretary_and_a_reader_do_not_see_it(cast):
    where = send(signed_in(cast.officer), "Giàng Thị Lử,1/2/1980,Nữ")
    assert signed_in(cast.second_officer).get(where).status_code == 404
    assert signed_in(cast.committee_secretary).get(where).status_code == 403
    assert signed_in(cast.reader).get(where).status_code == 403
    assert signed_in(cast.committee_secretary).post(f"{where}so-lai/").status_code == 403


def test_what_is_no_list_is_said_at_the_file_and_not_kept(cast):
    officer = signed_in(cast.officer)
    said = {"file": SimpleUploadedFile("thu.csv", b"Kinh gui\n"), "day": "30/06/2026"}
    answer = officer.post(reverse("comparisons"), said)
    assert answer.status_code == 422
    assert "không có danh sách" in text(answer)
    assert not answer.context["uploads"]
