"""The pages of an import: the sheet as it is, how it was read, what would become of every row."""

import re
from datetime import timedelta
from html import unescape

import pytest
from cryptography.fernet import Fernet
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members import procedure, sealing, uploads
from members.models import Act, Member, ReadingChoice, Term, Upload, UploadPart
from tests import builders
from tests.builders import MACHINE
from tests.kit.reading.books import written
from tests.members.importing.files import national, people, sheet
from tests.members.officer_play import cast, ground, officer
from tests.signing_in import signed_in

__all__ = ["cast", "ground", "officer"]
pytestmark = [pytest.mark.django_db]
LARGEST = 200_000
HEAD = ("TT", "Họ và tên", "Ngày sinh", "Tôn giáo", "Ngày vào Đảng", "Chính thức", "Số thẻ ĐV", "Ghi chú")
ROWS = [
    ("ĐẢNG BỘ XÃ AN KHÊ",), ("DANH SÁCH ĐẢNG VIÊN",), HEAD,
    ("Chi bộ Thôn 1",),
    (1, "Nông Thị An", "14/02/1971", "Đạo lạ", "03/02/1998", "03/02/1999", "37512204", "hay cãi"),
    (2, "Hoàng Văn Bảo", "1966", "", "19/5/1992", "19/5/1993", "3751226", ""),
    (3, "Vàng A Chư", "31/02/1975", "Đạo lạ", "02/9/2001", "02/9/2002", "37512871", ""),
    (4, None, "05/6/1979", "", "03/2/2004", "03/2/2005", "37512999", "mất liên lạc"),
    ("Cộng: 4", None, None, None, None, None, None, "bốn ghi chú"),
]  # fmt: skip


def send(client, data, name="danh-sach.xlsx", **more):
    answer = client.post(reverse("imports"), {"file": SimpleUploadedFile(name, data), **more})
    assert answer.status_code == 302, answer.content.decode()
    return int(re.search(r"\d+", answer["Location"])[0])


def words(answer):
    return unescape(answer.content.decode())


def text(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", words(answer)).split())


def cells(answer, row):
    """The cells of a row of the sheet as texts."""
    found = re.search(rf'<tr[^>]*id="d-{row}".*?</tr>', words(answer), re.S)[0]
    return [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in re.findall(r"<td.*?</td>", found, re.S)]


def plan_of(client, pk, **asked):
    return client.get(reverse("import-plan", args=[pk]), asked)


def write(client, pk, **more):
    page = plan_of(client, pk)
    return client.post(reverse("confirm-import", args=[pk]), {"plan": page.context["head"]["digest"], **more})


def chosen(page):
    """What the page would send back, nothing changed."""
    form = page.context["form"]
    return {name: form[name].value() for name in form.fields}


def test_the_sheet_stands_as_it_is_with_its_rows_and_letters_and_what_each_column_was_taken_for(officer):
    page = officer.get(reverse("import", args=[send(officer, sheet(ROWS))]))
    assert cells(page, 5) == ["1", "Nông Thị An", "14/02/1971", "", "03/02/1998", "03/02/1999", "37512204", ""]
    assert cells(page, 4) == ["Chi bộ Thôn 1 · dòng tên chi bộ"]
    assert cells(page, 1) == ["ĐẢNG BỘ XÃ AN KHÊ · tiêu đề"]
    assert cells(page, 9) == ["Cộng: 4 · dòng cộng"]
    assert cells(page, 3) == list(HEAD)
    assert chosen(page) == {
        "header_row": 3, "rows": "", "rows_as": "",
        "cot_A": "ordinal", "cot_B": "full_name", "cot_C": "birth_date", "cot_D": "",
        "cot_E": "admitted_on", "cot_F": "official_on", "cot_G": "card", "cot_H": "",
    }  # fmt: skip
    assert re.findall(r'<th scope="col">([A-Z])</th>', words(page)) == list("ABCDEFGH")


def test_no_value_of_a_column_that_is_not_kept_leaves_the_upload(officer):
    pk = send(officer, sheet(ROWS))
    addresses = [reverse(name, args=[pk]) for name in ("import", "import-plan", "import-problems")]
    addresses += [f"{addresses[1]}?loai={name}" for name in ("moi", "sua", "khong-doi", "khong-nhan")]
    said = " ".join(words(officer.get(address)) for address in addresses)
    assert "Tôn giáo" in said
    for secret in ("Đạo lạ", "hay cãi", "mất liên lạc", "bốn ghi chú"):
        assert secret not in said


def test_doubtful_cells_are_underlined_with_the_reading_beside(officer):
    page = officer.get(reverse("import", args=[send(officer, sheet(ROWS))]))
    assert cells(page, 6)[2] == "1966 chỉ biết năm"
    assert cells(page, 6)[6] == "3751226 Số thẻ: “3751226” thiếu chữ số, đã thêm số 0 ở đầu."
    assert cells(page, 7)[2].startswith("31/02/1975 Ngày sinh: không đọc được")
    assert '<span class="doubt">1966</span>' in words(page)


def test_all_problems_stand_on_top_each_with_the_way_to_its_cell(officer):
    pk = send(officer, sheet(ROWS))
    page = words(officer.get(reverse("import", args=[pk])))
    for place in ("B8", "C7", "G6"):
        assert f'href="{reverse("import-reading", args=[pk, 0])}?tu=0#o-{place}"' in page
        assert f'id="o-{place}"' in page
    assert "3 chỗ cần xem: 1 không nhận được, 2 nhận được nhưng nên xem lại" in page
    for said in (page, "".join(words(plan_of(officer, pk, loai=one)) for one in ("moi", "khong-nhan"))):
        for rule in ("Mẫu 7-HSĐV, cột 2: họ và tên", "Điều lệ Đảng, điều 1: đủ 18 tuổi", "số chữ số của số thẻ"):
            assert rule in said


def test_a_long_sheet_is_shown_in_windows_and_every_problem_leads_into_its_own(officer):
    rows = [{**person, "birth": "x" if number == 149 else "04/06/1965"} for number, person in enumerate(people(150))]
    pk = send(officer, national(*rows))
    page = officer.get(reverse("import", args=[pk]))
    assert "Nông Văn Bab" not in words(page)
    jump = re.search(rf"{reverse('import-reading', args=[pk, 0])}\?tu=(\d+)#o-F153", words(page))
    last = officer.get(reverse("import-reading", args=[pk, 0]), {"tu": jump[1]})
    assert 'id="o-F153"' in words(last)
    seen, where = set(), reverse("import", args=[pk])
    while where:
        answer = officer.get(where)
        assert len(answer.content) < LARGEST
        seen |= set(re.findall(r"M00\d+", words(answer)))
        where = answer.context["pages"]["next"]
    assert len(seen) == 150


def test_a_column_is_read_as_something_else_and_remembered_for_the_committee(officer, cast):
    rows = [("Họ và tên", "Sinh hôm", "Chi bộ"), ("Sùng A Páo", "4/6/1965", "Chi bộ Thôn 1")]
    pk = send(officer, sheet(rows), organisation=cast.tree.committee.pk)
    page = officer.get(reverse("import", args=[pk]))
    assert cells(page, 2) == ["Sùng A Páo", "", "Chi bộ Thôn 1"]
    said = chosen(page) | {"cot_B": "birth_date"}
    answer = officer.post(reverse("import-reading", args=[pk, 0]), said, follow=True)
    assert cells(answer, 2) == ["Sùng A Páo", "4/6/1965", "Chi bộ Thôn 1"]
    assert ReadingChoice.objects.get().organisation == cast.tree.committee
    again = officer.get(reverse("import", args=[send(officer, sheet(rows), organisation=cast.tree.committee.pk)]))
    assert chosen(again)["cot_B"] == "birth_date"
    write(officer, pk)
    assert str(Member.unscoped.get().birth_on) == "1965-06-04"


def test_two_facts_in_one_column_are_chosen_by_hand_and_remembered(officer):
    rows = [("Ai", "Khi nào", "Chi bộ"),
            ("Sùng A Páo", "21/11/2001\n21/11/2002", "Chi bộ Thôn 1, Đảng bộ xã An Khê")]  # fmt: skip
    known = [("Họ và tên", "Ngày vào Đảng", "Chi bộ"), *rows[1:]]
    pk = send(officer, sheet(known))
    page = officer.get(reverse("import", args=[pk]))
    said = chosen(page) | {"cot_B": "admitted_on;official_on"}
    page = officer.post(reverse("import-reading", args=[pk, 0]), said, follow=True)
    assert chosen(page)["cot_B"] == "admitted_on;official_on"
    assert "Ngày vào Đảng: 21/11/2001 Ngày chính thức: 21/11/2002" in cells(page, 2)[1]
    again = officer.get(reverse("import", args=[send(officer, sheet(known))]))
    assert chosen(again)["cot_B"] == "admitted_on;official_on"


def test_another_row_of_heads_is_read_anew(officer):
    rows = [("Họ và tên", "Ngày sinh"), ("Họ tên", "Ngày vào Đảng"), ("Sùng A Páo", "4/6/1965")]
    pk = send(officer, sheet(rows))
    page = officer.get(reverse("import", args=[pk]))
    assert chosen(page)["cot_B"] in ("birth_date", "admitted_on")
    for row, word in ((1, "birth_date"), (2, "admitted_on")):
        said = chosen(page) | {"header_row": row}
        page = officer.post(reverse("import-reading", args=[pk, 0]), said, follow=True)
        assert chosen(page)["cot_B"] == word


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"cot_B": ""}, "cot_B", "Chọn cột họ và tên."),
        ({"cot_F": "admitted_on"}, "cot_F", "Ngày vào Đảng được chọn cho hai cột; giữ một cột: E hoặc F."),
        ({"cot_C": "ten-la"}, "cot_C", "trong danh sách"),
        ({"header_row": "900"}, "header_row", "không có danh sách"),
        ({"header_row": "ba"}, "header_row", "bằng chữ số"),
    ],
)
def test_nonsense_of_the_reading_is_answered_there_and_changes_nothing(officer, change, field, sentence):
    pk = send(officer, sheet(ROWS))
    page = officer.get(reverse("import", args=[pk]))
    answer = officer.post(reverse("import-reading", args=[pk, 0]), chosen(page) | change)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert list(answer.context["form"].errors) == [field]
    assert f'id="id_{field}_error"' in answer.content.decode(), "beside the column itself"
    assert chosen(officer.get(reverse("import", args=[pk]))) == chosen(page)
    assert not ReadingChoice.objects.exists()


def test_two_columns_of_births_are_taken_only_where_no_row_fills_both(officer):
    """The second of two days of one row was lost without a word."""
    pk = send(officer, sheet(ROWS))
    page = officer.get(reverse("import", args=[pk]))
    said = chosen(page)
    born = next(name for name, word in said.items() if word == "birth_date")
    answer = officer.post(reverse("import-reading", args=[pk, 0]), said | {"cot_E": "birth_date"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["cot_E"])
    assert f"ghi cả hai; giữ một cột: {born[-1]} hoặc E." in words(answer)
    assert chosen(officer.get(reverse("import", args=[pk]))) == said
    assert not ReadingChoice.objects.exists()


def test_of_many_sheets_one_is_shown_with_the_list_of_all(officer):
    def draw(book):
        for name, rows in (("An Khê", ROWS), ("Chú thích", [("Xem kỹ", "trước khi gửi")]), ("Thôn 2", ROWS[:7])):
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    page.write(number, column, cell if cell is not None else "")

    pk = send(officer, written(draw))
    page = officer.get(reverse("import", args=[pk]))
    assert page.context["sheet"]["name"] == "An Khê"
    assert "Chú thích không thấy danh sách" in text(page)
    other = officer.get(reverse("import-reading", args=[pk, 1]))
    assert "trước khi gửi" not in words(other)
    assert officer.get(reverse("import-reading", args=[pk, 3])).status_code == 404


def test_every_row_is_reached_by_what_would_become_of_it(officer, cast):
    builders.member("Nông Thị An", cast.tree.cell, numbers=[procedure.people.NumberGiven("card8", "37512204")])
    rows = [*ROWS, *[(5 + n, f"Lò Thị Hà {chr(65 + n % 26)}{chr(97 + n // 26)}", "30/4/1990") for n in range(120)]]
    pk = send(officer, sheet(rows))
    changed = plan_of(officer, pk, loai="sua")
    assert "Ngày sinh: chưa có → 14/02/1971" in text(changed) or "→ 14/02/1971" in text(changed)
    rejected = plan_of(officer, pk)
    assert "không nhận ô B8: Dòng không có họ và tên." in text(rejected)
    seen, where = [], f"{reverse('import-plan', args=[pk])}?loai=moi"
    while where:
        answer = officer.get(where)
        seen += [row["row"] for row in answer.context["rows"]]
        where = answer.context["pages"]["next"]
    assert len(seen) == len(set(seen)) == answer.context["head"]["counts"]["NEW"] == 122


def test_what_was_seen_is_written_and_a_second_time_nothing(officer):
    pk = send(officer, sheet(ROWS))
    page = plan_of(officer, pk)
    said = {"plan": page.context["head"]["digest"], "de-lai": "1"}
    assert officer.post(reverse("confirm-import", args=[pk]), said).status_code == 302
    assert set(Member.unscoped.values_list("full_name", flat=True)) == {"Nông Thị An", "Hoàng Văn Bảo", "Vàng A Chư"}
    lines = Act.objects.count()
    assert officer.post(reverse("confirm-import", args=[pk]), said).status_code == 302
    assert (Act.objects.count(), Member.unscoped.count()) == (lines, 3)
    done = officer.get(reverse("import", args=[pk]))
    assert "Đã nhập" in words(done) and f'href="{reverse("beginning")}"' in done.text
    assert not UploadPart.objects.exists()
    assert bytes(Upload.objects.get().sealed) == b""


def test_who_corrects_by_a_list_gives_one_reason_for_all_of_it(officer, cast):
    number = procedure.people.NumberGiven("card8", "37512204")
    person = builders.member("Nông Thị An", cast.tree.cell, numbers=[number])
    pk = send(officer, sheet(ROWS))
    assert "Danh sách sửa điều đã ghi của 1 người" in text(plan_of(officer, pk))
    assert "công văn nào; không nêu tên ai" in text(plan_of(officer, pk))
    for nothing in ({}, {"why": "   "}):
        answer = write(officer, pk, **{"de-lai": "1"}, **nothing)
        assert answer.status_code == 422 and "Nhập lý do sửa" in text(answer)
    assert Member.unscoped.count() == 1 and not Act.objects.filter(verb="import_members").exists()
    assert write(officer, pk, **{"de-lai": "1", "why": "Công văn 12 của đảng ủy"}).status_code == 302
    whys = {one.verb: one.values_row.said().get("why") for one in Act.objects.order_by("number")}
    assert (whys["import_members"], whys["correct_member"]) == ("Công văn 12 của đảng ủy",) * 2
    assert "Công văn 12 của đảng ủy" in text(officer.get(reverse("person-history", args=[person.pk])))


def test_a_list_that_only_adds_is_asked_for_no_reason(officer):
    pk = send(officer, sheet(ROWS))
    assert "Lý do sửa" not in text(plan_of(officer, pk))
    assert write(officer, pk, **{"de-lai": "1"}).status_code == 302


def test_when_the_register_changed_in_between_nothing_is_written_and_it_is_shown_anew(officer, cast):
    person = builders.member("Nông Thị An", cast.tree.cell, numbers=[
        procedure.people.NumberGiven("card8", "37512204")])  # fmt: skip
    pk = send(officer, sheet(ROWS))
    digest = plan_of(officer, pk).context["head"]["digest"]
    procedure.people.correct_member(person, by=MACHINE, why="theo lý lịch", profile_number="5")
    said = {"de-lai": "1", "why": "danh sách đảng ủy gửi"}
    answer = officer.post(reverse("confirm-import", args=[pk]), {"plan": digest, **said})
    assert answer.status_code == 409
    assert "Chưa ghi gì" in words(answer)
    assert Member.unscoped.count() == 1
    digest = answer.context["head"]["digest"]
    assert officer.post(reverse("confirm-import", args=[pk]), {"plan": digest, **said}).status_code == 302
    assert Member.unscoped.count() == 3


def test_that_the_register_changed_in_between_is_said_whatever_else_is_missing(officer, cast):
    person = builders.member("Nông Thị An", cast.tree.cell, numbers=[
        procedure.people.NumberGiven("card8", "37512204")])  # fmt: skip
    pk = send(officer, sheet(ROWS))
    digest = plan_of(officer, pk).context["head"]["digest"]
    address, said = reverse("confirm-import", args=[pk]), {"de-lai": "1", "why": ""}
    unchanged = officer.post(address, {"plan": digest, **said})
    assert unchanged.status_code == 422 and "Chưa ghi gì; xem lại" not in words(unchanged)
    procedure.people.correct_member(person, by=MACHINE, why="theo lý lịch", profile_number="5")
    answer = officer.post(address, {"plan": digest, **said})
    assert answer.status_code == 409
    assert "Sổ đã được sửa sau khi đồng chí xem. Chưa ghi gì; xem lại rồi bấm lần nữa." in words(answer)
    assert "Nhập lý do sửa" in words(answer)
    again = officer.post(address, {"plan": answer.context["head"]["digest"], **said})
    assert again.status_code == 422 and "Chưa ghi gì; xem lại" not in words(again)


def test_another_reading_in_between_is_not_written_as_if_it_had_been_shown(officer):
    pk = send(officer, sheet(ROWS))
    digest = plan_of(officer, pk).context["head"]["digest"]
    said = chosen(officer.get(reverse("import", args=[pk]))) | {"cot_F": ""}
    officer.post(reverse("import-reading", args=[pk, 0]), said)
    assert officer.post(reverse("confirm-import", args=[pk]), {"plan": digest, "de-lai": "1"}).status_code == 409
    assert not Member.unscoped.exists()


def test_a_second_officer_does_not_see_the_file(officer, cast):
    pk = send(officer, sheet(ROWS))
    other = signed_in(cast.second_officer)
    for name in ("import", "import-plan", "import-problems"):
        assert other.get(reverse(name, args=[pk])).status_code in (403, 404)


def test_a_page_of_a_read_file_reads_it_no_more_and_asks_as_often_for_many_rows_as_for_few(officer, monkeypatch):
    few, many = send(officer, national(*people(60))), send(officer, national(*people(600)))

    def reads(upload):
        raise AssertionError("read again")

    monkeypatch.setattr("members.uploads.work.book_of", reads)
    for name in ("import", "import-plan", "import-problems"):
        asked = []
        for pk in (few, many):
            with CaptureQueriesContext(connection) as captured:
                assert officer.get(reverse(name, args=[pk])).status_code == 200
            asked.append(len(captured))
        assert asked[0] == asked[1] <= 14, (name, asked)


def test_nothing_that_was_read_lies_open_in_the_database(officer):
    send(officer, sheet(ROWS))
    kept = b" ".join(bytes(one) for one in UploadPart.objects.values_list("sealed", flat=True))
    assert kept
    assert "Nông Thị An".encode() not in kept
    sent_at = Upload.objects.get().at
    assert uploads.sweep(sent_at + timedelta(days=29)) == 0
    procedure.office.set_office(by=MACHINE, key="uploads_kept_days", value="7", day=None)
    assert uploads.sweep(sent_at + timedelta(days=6)) == 0
    assert UploadPart.objects.exists()
    assert uploads.sweep(sent_at + timedelta(days=8)) == 1
    assert not UploadPart.objects.exists()
    assert Upload.objects.get().sealed == b""


def test_the_widest_and_wordiest_sheet_stays_a_page_and_each_column_can_be_chosen(officer):
    heads = ["Họ và tên", *[f"Cột lạ thứ {number}" for number in range(99)]]
    rows = [[f"Sùng A {'Páo ' * 300}", *["chữ dài " * 400] * 99]] * 60
    pk = send(officer, sheet([["Chi bộ Thôn 1"], [*heads[:1], "Ngày sinh", *heads[2:]], *rows]))
    for name in ("import", "import-plan", "import-problems"):
        answer = officer.get(reverse(name, args=[pk]))
        assert len(answer.content) < LARGEST, name
    assert 'name="cot_CV"' not in words(officer.get(reverse("import-reading", args=[pk, 0])))
    assert 'name="cot_CV"' in words(officer.get(reverse("import-reading", args=[pk, 0]), {"doi": "CV"}))


def test_what_a_list_makes_is_said_with_what_it_stands_under_and_its_page(officer, cast):
    home = "Chi bộ Thôn 77, Đảng bộ xã An Khê"
    pk = send(officer, national({"organisation": home}), create_organisations="on")
    seen = plan_of(officer, pk)
    assert "Chi bộ Thôn 77, Đảng bộ xã An Khê" in text(seen)
    officer.post(reverse("confirm-import", args=[pk]), {"plan": seen.context["head"]["digest"]})
    done = officer.get(reverse("import", args=[pk]))
    cell = Term.unscoped.get(name="Chi bộ Thôn 77")
    assert f'<a href="{reverse("organisation", args=[cell.organisation_id])}">Chi bộ Thôn 77</a>' in words(done)
    assert "Chi bộ Thôn 77 Đảng bộ xã An Khê" in text(done)


def test_what_was_kept_with_the_key_of_another_machine_is_said_in_one_sentence(officer, monkeypatch):
    """After a restore on a machine with another key: the pages say so and what to do, none of them breaks."""
    pk = send(officer, sheet(ROWS))
    monkeypatch.setattr(sealing, "cipher", lambda: Fernet(Fernet.generate_key()))
    for name in ("import", "import-plan"):
        answer = officer.get(reverse(name, args=[pk]))
        assert answer.status_code == 409
        assert "không mở lại được: máy chủ nay dùng khóa khác" in text(answer) and "Gửi lại tệp" in text(answer)
    assert officer.get(reverse("imports")).status_code == 200


def test_the_history_says_in_words_from_which_cells_of_the_list_a_person_came(officer, cast):
    pk = send(officer, sheet(ROWS))
    assert write(officer, pk, **{"de-lai": "1"}).status_code == 302
    said = text(officer.get(reverse("person-history", args=[Member.unscoped.get(full_name="Nông Thị An").pk])))
    assert "các ô: Họ và tên B5, Ngày sinh C5, Số thẻ G5, Ngày vào Đảng E5, Ngày chính thức F5 " in said
    assert "full_name" not in said
