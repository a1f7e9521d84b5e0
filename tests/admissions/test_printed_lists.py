"""Lists over many files and of a class: who stands on them, what is counted, who may print them, and the command."""

import io
from datetime import date, timedelta

import openpyxl
import pypdf
import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from admissions.models import StepKind
from admissions.papers import lists, table2, year
from kit.calendar import print_day
from members import jobs, papers, rights, scope
from members.models import Job, Look, Membership
from members.procedure import people, standing
from tests import builders
from tests.admissions import classroom, play
from tests.builders import MACHINE, TODAY
from tests.members.officer_play import cast, ground, officer
from tests.reports.pages import text
from tests.signing_in import signed_in

__all__ = ["cast", "ground", "officer"]
pytestmark = pytest.mark.django_db
S = StepKind
YEAR = (date(2025, 1, 1), date(2026, 1, 1))


def rows(listed):
    return [row for section in listed.parts.sections for row in section.rows]


def whole(draw, *given, **named):
    with scope.opened(scope.whole_register(TODAY)):
        return draw(*given, by=MACHINE, **named)


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def said(client, **more):
    given = {"paper": "sources", "kind": "pdf", "since": "01/01/2025", "until": "31/12/2025", "why": "họp xét"}
    return client.post(reverse("admission-lists"), given | more)


def test_the_source_names_who_is_on_the_way_cell_by_cell_with_what_comes_next(cast):
    first = play.until(play.found(cast.tree.cell), S.CELL)
    play.found(cast.tree.sibling, "Hảng Seo Chu")
    play.probationer(cast.tree.cell, "Vàng Thị Súa")
    stopped = play.found(cast.tree.cell, "Ma Seo Lềnh")
    play.procedure.stop_file(stopped, by=MACHINE, kind="withdrawn", day=play.FOUND)
    play.helped(first, cast.tree.cell)
    listed = whole(lists.sources, cast.tree.district)
    found = {row[1]: row for row in rows(listed)}
    assert set(found) == {"Giàng Thị Mỷ", "Hảng Seo Chu"}
    assert found["Giàng Thị Mỷ"][2:8] == ["18/9/2001", "nữ", "trung học phổ thông", "nông dân", "14/02/2025",
                                         "14/17: Đảng ủy cơ sở xét, biểu quyết"]  # fmt: skip
    assert listed.parts.sections[0].title == "Chi bộ Thôn 1, Đảng bộ xã An Khê – 1 người"
    assert listed.people
    assert [row[1] for row in rows(whole(lists.sources, cast.tree.cell))] == ["Giàng Thị Mỷ"]


def test_the_register_names_who_was_admitted_in_the_period_by_which_decision(cast):
    one = play.probationer(cast.tree.cell)
    listed = whole(lists.register, cast.tree.committee, *YEAR)
    (row,) = rows(listed)
    assert row[1] == "Giàng Thị Mỷ"
    assert row[5] == "Chảo Láo Tả 1"
    assert row[6].startswith("15-NQ/CB\n")
    assert one.member_id in listed.people
    assert rows(whole(lists.register, cast.tree.committee, date(2024, 1, 1), YEAR[0])) == []


def test_the_register_has_whom_the_register_of_members_alone_knows_and_counts_like_the_table(cast):
    """Found by printing both for one year: the one said five people, the other sixty."""
    play.probationer(cast.tree.cell)
    play.on_probation(cast.tree.sibling)
    early = play.on_probation(cast.tree.other_cell, "Lù Seo Dìn", admitted_on=date(2025, 12, 1))
    Membership.unscoped.filter(member=early).update(official_on=date(2026, 12, 1), recognition="imported")
    listed = whole(lists.register, cast.tree.committee, *YEAR)
    assert [(row[0], row[1]) for row in rows(listed)] == [("1", "Giàng Thị Mỷ"), ("2", "Vàng Thị Pà")]
    last = listed.parts.sections[-1]
    assert last.title == "Chưa có hồ sơ kết nạp trên máy, theo sổ đảng viên – 1 người"
    assert last.rows[0][6:8] == ["27-QĐ/HU\n10/4/2025", "25/4/2025"]
    assert last.rows[0][9]
    everybody = {row[1]: row for row in rows(whole(lists.register, cast.tree.district, *YEAR))}
    assert len(everybody) == 3
    assert everybody["Lù Seo Dìn"][7:9] == ["01/12/2025", ""]
    found = {row[0]: row[1:] for row in rows(whole(table2.draw, cast.tree.district, *YEAR))}
    assert found["Tổng số"][0] == 3


def test_the_register_goes_by_the_day_that_the_register_holds_and_tells_of_another_day_of_the_ceremony(cast):
    one = play.probationer(cast.tree.cell)
    spell = one.member.memberships(manager="unscoped").get()
    held = spell.admitted_on
    day = held - timedelta(days=1)
    people.correct_membership(spell, by=MACHINE, admitted_on=day, why="ghi sai ngày")
    assert rows(whole(lists.register, cast.tree.committee, held, YEAR[1])) == []
    (row,) = rows(whole(lists.register, cast.tree.committee, YEAR[0], held))
    assert row[7] == print_day(day)
    assert row[9] == f"lễ kết nạp ghi ngày {print_day(held)}"


def test_whose_record_was_made_by_mistake_is_in_no_register_and_no_table(cast):
    one = play.probationer(cast.tree.cell)
    standing.depart(one.member, by=MACHINE, kind="wrong_record", day=date(2026, 3, 1))
    assert rows(whole(lists.register, cast.tree.committee, *YEAR)) == []
    found = {row[0]: row[1:] for row in rows(whole(table2.draw, cast.tree.district, *YEAR))}
    assert found["Tổng số"][0] == 0


def test_the_table_counts_as_the_balance_does_and_leaves_empty_what_nobody_keeps(cast):
    play.probationer(cast.tree.cell)
    listed = whole(table2.draw, cast.tree.district, *YEAR)
    found = {row[0]: row[1:] for row in rows(listed)}
    assert found["Tổng số"] == [1, 0, ""]
    assert found["Trong đó: – Phụ nữ"][0] == 1
    assert found["– Đoàn viên Đoàn Thanh niên Cộng sản Hồ Chí Minh"][0] == 1
    assert found["– Từ 18 đến 30 tuổi"][0] == 1
    assert found["– Nông dân"][0] == 1
    assert found["– Người trong các tôn giáo"] == ["", "", ""]
    assert found["– Kết nạp lại"][0] == 0
    assert found["Đảng bộ cơ sở"][0] >= 1
    assert "Sổ không lưu nên để trống: tôn giáo" in listed.parts.sections[-1].title
    part = whole(table2.draw, cast.tree.other_committee, *YEAR)
    assert {row[0]: row[1:] for row in rows(part)}["Tổng số"][0] == 0


def test_whom_the_doan_introduced_is_counted_only_where_everybody_came_by_a_file(cast):
    play.probationer(cast.tree.cell)
    builders.member(
        "Ma Seo Lềnh", cast.tree.cell, admitted_on=date(2025, 7, 1), official_on=None, recognition_decision=None
    )
    found = {row[0]: row[1:] for row in rows(whole(table2.draw, cast.tree.district, *YEAR))}
    assert found["Tổng số"][0] == 2
    assert found[table2.YOUTH] == ["", "", ""]
    assert found["– Chưa rõ nghề nghiệp"][0] == 1


def test_ages_are_whole_years_on_the_day_and_a_year_alone_counts_years():
    from kit.calendar import PartialDate

    age = table2._age
    assert age(PartialDate(2000, 6, 30), date(2025, 6, 29)) == 24
    assert age(PartialDate(2000, 6, 30), date(2025, 6, 30)) == 25
    assert age(PartialDate(2000), date(2025, 1, 1)) == 25
    assert age(None, TODAY) is None


def test_the_list_of_a_class_has_its_certificates_and_room_to_sign(cast):
    course = classroom.course(cast.tree.committee)
    seats = classroom.seated(course, classroom.proposed(cast.tree.cell, "Giàng Thị Mỷ", "Hảng Seo Chu"))
    classroom.certified(course, seats[:1])
    found = rows(whole(lists.of_class, course))
    assert {row[1]: row[4] for row in found} == {"Giàng Thị Mỷ": "01/CN", "Hảng Seo Chu": ""}
    assert {row[6][-4:] for row in found} == {"2030", ""}
    client = signed_in(cast.committee_secretary)
    where = reverse("print-course", args=[course.pk])
    assert client.post(where, {"tep": "pdf", "muc-dich": ""}).status_code == 422
    assert client.post(where, {"tep": "pdf", "muc-dich": "gửi trung tâm"}).status_code == 302
    assert jobs.run_waiting(timezone.now()) == 1
    assert "Lớp nhận thức khóa 1" in words(jobs.path_of(Job.objects.get()).read_bytes())
    assert Look.objects.filter(page="course-file").exists()


def test_a_list_is_asked_for_drawn_by_the_worker_and_leaves_a_look(cast):
    play.until(play.found(cast.tree.cell), S.CELL)
    client = signed_in(cast.committee_secretary)
    assert reverse("admission-lists") in client.get(reverse("applicants")).content.decode()
    assert "Danh sách nguồn kết nạp" in text(client.get(reverse("admission-lists")))
    for paper, kind in (("sources", "pdf"), ("register", "xlsx"), ("new-members", "pdf")):
        answer = said(client, paper=paper, kind=kind, place=cast.tree.committee.pk)
        assert answer.status_code == 302, text(answer)
    assert jobs.run_waiting(timezone.now()) == 3
    made = {job.asked["paper"]: job for job in Job.objects.all()}
    assert {job.refusal for job in made.values()} == {""}
    assert "Giàng Thị Mỷ" in words(jobs.path_of(made["sources"]).read_bytes())
    assert "ĐẢNG VIÊN MỚI KẾT NẠP" in words(jobs.path_of(made["new-members"]).read_bytes())
    book = openpyxl.load_workbook(io.BytesIO(jobs.path_of(made["register"]).read_bytes()))
    assert "họp xét" in str(list(book.worksheets[-1].values))
    assert Look.objects.filter(page="admission-list").count() == 3
    assert client.get(reverse("job-file", args=[made["sources"].pk])).status_code == 200


def test_a_wrong_period_or_no_purpose_says_so_and_keeps_what_was_typed(cast):
    client, place = signed_in(cast.cell_secretary), cast.tree.cell.pk
    assert "Ghi mục đích in" in text(said(client, place=place, why=""))
    assert "không trước ngày đầu" in text(said(client, place=place, until="01/12/2024"))
    assert "không sau hôm nay" in text(said(client, place=place, until="01/12/2030"))
    assert said(client, place=cast.tree.district.pk).status_code == 422
    assert not Job.objects.exists()


def test_who_leads_no_files_prints_no_list(cast):
    assert signed_in(cast.reader).get(reverse("admission-lists")).status_code == 403
    assert said(signed_in(cast.administrator), place=cast.tree.cell.pk).status_code == 403


def questions(draw, *given):
    actor = MACHINE
    with scope.opened(rights.scope_of(actor)), CaptureQueriesContext(connection) as captured:
        rows(draw(*given, by=actor))
    return len(captured)


def test_long_lists_are_read_in_as_many_questions_as_short_ones(cast):
    play.probationer(cast.tree.cell)
    play.helped(play.found(cast.tree.cell, "Hảng Seo Chu"), cast.tree.cell)
    here, asked = cast.tree.district, [(lists.sources,), (lists.register, *YEAR), (table2.draw, *YEAR)]
    few = [questions(draw, here, *period) for draw, *period in asked]
    for number in range(3):
        play.probationer(cast.tree.sibling, f"Vàng Thị Số {number}")
        play.helped(play.found(cast.tree.sibling, f"Ma Seo Số {number}"), cast.tree.sibling)
    assert [questions(draw, here, *period) for draw, *period in asked] == few


@pytest.mark.parametrize(("name", "title"), [
    ("admission-sources", "DANH SÁCH NGUỒN KẾT NẠP"), ("admission-register", "SỔ THEO DÕI KẾT NẠP"),
    ("new-members", "ĐẢNG VIÊN MỚI KẾT NẠP"),
])  # fmt: skip
def test_the_command_prints_each_without_an_option(cast, tmp_path, name, title):
    play.probationer(cast.tree.cell)
    to = tmp_path / "giay.pdf"
    call_command("print_report", name, output=str(to))
    assert title in words(to.read_bytes())
    call_command("print_report", name, output=str(tmp_path / "giay.xlsx"), organisation="38.168.053")


def test_the_command_takes_a_year(cast, tmp_path):
    play.probationer(cast.tree.cell)
    to = tmp_path / "giay.pdf"
    call_command("print_report", "admission-register", output=str(to), year="2025")
    assert "Giàng Thị Mỷ" in words(to.read_bytes())
    with pytest.raises(SystemExit):
        call_command("print_report", "admission-register", output=str(to), year="25")


class TestTheYear:
    """The numbers of the year page on paper, without a name; the standing committee prints them as well."""

    def asked(self, client, **more):
        where = f"{reverse('print-year')}?tu=01/01/2026&den=30/6/2026"
        return client.post(where, {"tep": "pdf", "muc-dich": "họp ban thường vụ"} | more)

    def test_it_says_each_place_with_its_target_beside_the_year_before(self, cast):
        play.target(cast.tree.committee, 4)
        probationer = {"official_on": None, "recognition_decision": None, "admitted_on": date(2026, 3, 4)}
        builders.member("Vàng Thị Súa", cast.tree.cell, **probationer)
        play.found(cast.tree.cell)
        with scope.opened(scope.whole_register(TODAY)):
            made = year.draw(date(2026, 1, 1), TODAY, by=MACHINE)
        (section,) = made.sections
        own = next(row for row in section.rows if row[1] == "Đảng bộ xã An Khê")
        assert own[2:] == ["4", "1", "25,0%", "0", "0", "0", "1"]
        out = io.BytesIO()
        papers.write_table(out, made, kind="pdf", about=[], landscape=True)
        said = words(out.getvalue())
        assert "TỔNG HỢP KẾT NẠP, CÔNG NHẬN ĐẢNG VIÊN" in said and "từ ngày 01/01/2026 đến hết ngày 30/6/2026" in said
        assert "Vàng Thị Súa" not in said and "Giàng Thị Mỷ" not in said

    def test_of_two_separate_parts_it_names_both_and_neither_signs_for_the_other(self, cast):
        both = cast.committee_secretary
        builders.role(both, "cell", cast.tree.other_cell)
        made = self.drawn(both)
        assert made.head.subject.startswith("của Đảng bộ xã An Khê và Chi bộ Thôn Đồng\n")
        assert [section.title for section in made.sections] == ["Đảng bộ xã An Khê", "Chi bộ Thôn Đồng"]
        assert [row[1] for section in made.sections for row in section.rows] == [
            "Đảng bộ xã An Khê", "Chi bộ Thôn Đồng",
        ]  # fmt: skip
        assert (made.head.issuer, made.closing.right.post, made.closing.right.name) == ("…", "", "")

    def test_of_one_part_its_own_body_issues_it(self, cast):
        made = self.drawn(cast.committee_secretary)
        assert made.head.subject.startswith("của Đảng bộ xã An Khê\n")
        assert (made.head.issuer, [one.title for one in made.sections]) == ("ĐẢNG ỦY XÃ AN KHÊ", ["Từng nơi"])

    def drawn(self, who):
        actor = builders.actor(who)
        with scope.opened(rights.scope_of(actor)):
            return year.draw(date(2026, 1, 1), TODAY, by=actor)

    @pytest.mark.parametrize("who", ["officer", "cell_secretary", "reader"])
    def test_whoever_reads_the_year_prints_it(self, cast, who):
        client = signed_in(getattr(cast, who))
        assert reverse("print-year") in client.get(reverse("year")).content.decode()
        answer = self.asked(client)
        assert answer.status_code == 302, text(answer)
        assert jobs.run_waiting(timezone.now()) == 1
        job = Job.objects.get()
        assert (job.refusal, "TỔNG HỢP KẾT NẠP" in words(jobs.path_of(job).read_bytes())) == ("", True)

    def test_a_purpose_is_asked_and_the_period_stays(self, cast, officer):
        answer = self.asked(officer, **{"muc-dich": ""})
        assert answer.status_code == 422 and not Job.objects.exists()
        assert "Kết nạp từ 01/01/2026 đến hết 30/6/2026" in text(answer)
