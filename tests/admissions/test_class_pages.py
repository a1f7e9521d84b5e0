"""The pages of a class: it works; a colleague may; an outsider gets 404; who may not write; bad input."""

from datetime import timedelta

import pytest
from django.urls import reverse

from admissions.models import Attendance, Course, Step, StepKind
from kit.calendar import print_day
from tests.admissions import classroom, play
from tests.members.officer_play import cast, ground, officer
from tests.reports.pages import text
from tests.signing_in import signed_in

__all__ = ["cast", "ground", "officer"]
pytestmark = pytest.mark.django_db
S = StepKind
NAMES = ("Giàng Thị Mỷ", "Hảng Seo Chu", "Vàng Thị Súa")
OPENED = {
    "kind": "awareness", "name": "Lớp nhận thức khóa 1", "place": classroom.CENTRE,
    "first_day": print_day(classroom.FIRST), "last_day": print_day(classroom.LAST),
}  # fmt: skip


@pytest.fixture
def course(cast):
    return classroom.course(cast.tree.committee)


@pytest.fixture
def seats(cast, course):
    return classroom.seated(course, classroom.proposed(cast.tree.cell, *NAMES))


def of(name, row):
    return reverse(name, args=[row.pk])


def typed(seats, *numbers, **more):
    said = {f"number_{one.pk}": number for one, number in zip(seats, numbers, strict=True)}
    return {"common": print_day(classroom.GIVEN), "pasted": "", **said, **more}


def test_a_committee_opens_a_class_puts_people_on_its_list_and_enters_all_certificates_at_once(cast):
    people = classroom.proposed(cast.tree.cell, *NAMES)
    client = signed_in(cast.committee_secretary)
    assert "lớp bồi dưỡng" in text(client.get(reverse("applicants")))
    assert client.post(reverse("open-course"), OPENED | {"organisation": cast.tree.committee.pk}).status_code == 302
    course = Course.unscoped.get()
    shown = client.get(of("enrol", course))
    assert all(name in text(shown) for name in NAMES)
    assert client.post(of("enrol", course), {"applicants": [one.pk for one in people]}).status_code == 302
    assert "3 người đã học xong, chưa có giấy chứng nhận" in text(client.get(of("course", course)))
    seats = list(Attendance.unscoped.order_by("applicant__sort_key"))
    where = of("enter-certificates", course)
    assert f'value="{print_day(classroom.LAST)}"' in client.get(where).content.decode()
    assert client.post(where, typed(seats, "01/CN", "", "02/CN")).status_code == 302
    assert Step.unscoped.filter(kind=S.CERTIFICATE).count() == 2
    shown = text(client.get(of("course", course)))
    assert "số 01/CN" in shown
    assert "1 người đã học xong, chưa có giấy chứng nhận" in shown
    assert "giấy chứng nhận số 01/CN" in text(client.get(reverse("applicant", args=[seats[0].applicant_id])))


def test_a_wrong_row_gets_its_sentence_and_everything_typed_stays(cast, course, seats):
    client = signed_in(cast.committee_secretary)
    early = print_day(classroom.LAST - timedelta(days=1))
    answer = client.post(
        of("enter-certificates", course), typed(seats, "01/CN", "02/CN", "01/CN", **{f"day_{seats[1].pk}": early})
    )
    assert answer.status_code == 422
    said = text(answer)
    assert "Chưa ghi dòng nào" in said
    assert "trước ngày bế giảng" in said
    assert "Số 01/CN đã ghi cho người khác" in said
    assert answer.content.decode().count('value="01/CN"') == 2
    assert not Step.unscoped.filter(kind=S.CERTIFICATE).exists()


def test_a_pasted_column_fills_the_rows_and_is_seen_before_it_is_written(cast, course, seats):
    client, where = signed_in(cast.officer), of("enter-certificates", course)
    answer = client.post(where, typed(seats, "", "", "", pasted="5/CN\n7/CN\n9/CN\n"))
    assert answer.status_code == 422
    assert "Đã điền 3 số vào bảng" in text(answer)
    assert 'value="7/CN"' in answer.content.decode()
    assert not Step.unscoped.filter(kind=S.CERTIFICATE).exists()
    counted = client.post(where, typed(seats, "", "", "", pasted="09/CN")).content.decode()
    assert all(f'value="{number}/CN"' in counted for number in ("09", "10", "11"))
    assert "chỉ có 3 người" in text(client.post(where, typed(seats, "", "", "", pasted="1\n2\n3\n4")))
    assert "Ghi ít nhất một số" in text(client.post(where, typed(seats, "", "", "")))


def test_somebody_certified_meanwhile_is_said_at_the_row(cast, course, seats):
    classroom.certified(course, seats[:1])
    answer = signed_in(cast.officer).post(of("enter-certificates", course), typed(seats, "1", "2", "3"))
    assert answer.status_code == 422
    assert "Đã ghi giấy chứng nhận của người này" in text(answer)
    assert Step.unscoped.filter(kind=S.CERTIFICATE).count() == 1


def test_the_list_goes_with_a_file_that_was_stopped_and_one_may_be_taken_off(cast, course, seats):
    play.procedure.stop_file(seats[0].applicant, by=play.MACHINE, kind="withdrawn", day=classroom.LAST)
    client = signed_in(cast.committee_secretary)
    assert "hồ sơ thôi xét" in text(client.get(of("course", course)))
    assert client.post(of("take-off-course", seats[1]), {"why": ""}).status_code == 422
    assert client.post(of("take-off-course", seats[1]), {"why": "không đi học"}).status_code == 302
    assert Attendance.unscoped.count() == 2


def test_a_certificate_of_new_members_is_put_right_and_taken_back(cast):
    course = classroom.new_course(cast.tree.committee)
    seats = classroom.seated(course, [play.probationer(cast.tree.cell)])
    classroom.certified(course, seats, day=classroom.NEW_GIVEN)
    client = signed_in(cast.committee_secretary)
    assert of("correct-certificate", seats[0]) in client.get(of("course", course)).content.decode()
    said = {"number": "12/CN", "day": print_day(classroom.NEW_GIVEN), "why": "gõ nhầm"}
    assert client.post(of("correct-certificate", seats[0]), said).status_code == 302
    assert "số 12/CN" in text(client.get(of("course", course)))
    assert client.post(of("take-back-certificate", seats[0]), {"why": "nhầm người"}).status_code == 302
    assert "chưa có giấy chứng nhận" in text(client.get(of("course", course)))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"name": ""}, "Nhập tên"), ({"last_day": "1/1/2025"}, "trước ngày khai giảng"),
     ({"first_day": "x"}, "ngày/tháng"), ({"name": "x" * 81}, "Rút ngắn")],
)  # fmt: skip
def test_bad_input_gets_its_sentence(cast, wrong, said):
    given = OPENED | {"organisation": cast.tree.committee.pk} | wrong
    answer = signed_in(cast.committee_secretary).post(reverse("open-course"), given)
    assert answer.status_code == 422
    assert said in text(answer)
    assert not Course.unscoped.exists()


def test_another_committee_finds_nothing_and_a_cell_opens_no_class(cast, course, seats):
    other = classroom.course(cast.tree.other_committee)
    for name in ("course", "enrol", "enter-certificates", "correct-course", "take-back-course"):
        assert signed_in(cast.committee_secretary).get(of(name, other)).status_code == 404
        assert signed_in(cast.reader).get(of(name, course)).status_code == 404
    assert signed_in(cast.cell_secretary).get(reverse("courses")).status_code == 403
    assert signed_in(cast.cell_secretary).get(of("course", course)).status_code == 404
