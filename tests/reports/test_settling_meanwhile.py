"""The page of the settling while somebody else works on the same list: who comes second is told what the first has
done, and what is signed asks nobody any more."""

import pytest
from django.urls import reverse

from kit.calendar import PartialDate
from members import procedure as members
from members.models import Member
from reports.reconciliation import procedure
from reports.reconciliation.models import Answer, Choice, Difference, Kind
from tests import builders
from tests.builders import MACHINE
from tests.reports import play, settling
from tests.reports.pages import text
from tests.reports.settling import UN
from tests.reports.test_settling_page import LATER, differing, page_of, secretary, sent, signed, unclear
from tests.signing_in import signed_in

__all__ = ["secretary"]
pytestmark = pytest.mark.django_db


def test_an_answer_that_was_given_meanwhile_is_not_taken_back_by_a_page_that_shows_the_one_before(cast, own):
    officer = signed_in(cast.officer)
    point = settling.point(differing(cast, own), Kind.DATE)
    first = settling.answered(point, Choice.FIX_LIST)
    shown = f'name="thay" value="{first.act}"'
    assert shown in officer.get(page_of(point)).content.decode()
    assert shown in officer.get(reverse("answers", args=[own.pk])).content.decode()
    settling.answered(point, Choice.BOTH, reason="Giữ như kỳ trước")
    address = reverse("take-back-answer", args=[own.pk, first.pk])
    page = officer.post(address, {"thay": first.act}, follow=True)
    assert "vừa trả lời: để cả hai. Xem lại, chọn lại nếu vẫn cần." in text(page)
    assert Answer.unscoped.get().choice == Choice.BOTH
    officer.post(address, {"thay": Answer.unscoped.get().act})
    assert not Answer.unscoped.exists()


def test_what_says_nothing_of_the_answer_that_it_showed_takes_none_back(cast, own):
    officer, point = signed_in(cast.officer), settling.point(differing(cast, own), Kind.DATE)
    given = settling.answered(point, Choice.FIX_LIST, by=builders.actor(cast.officer))
    page = text(officer.post(reverse("take-back-answer", args=[own.pk, given.pk]), follow=True))
    assert "Ở một trang khác, đồng chí vừa trả lời: " in page
    assert Answer.unscoped.get() == given


def test_what_somebody_else_has_taken_back_already_is_said_on_the_page_one_came_from(cast, own):
    officer, point = signed_in(cast.officer), unclear(cast, own)
    said = settling.answered(point, Choice.FIX_LIST)
    chosen = procedure.choosing.choose_person(point, by=MACHINE, member=None)
    for name, row, sentence in (("take-back-answer", said, "Trả lời này vừa được rút."),
                                ("take-back-choice", chosen, "Việc chọn này vừa được bỏ.")):  # fmt: skip
        address = reverse(name, args=[own.pk, row.pk])
        officer.post(address, {"thay": said.act})
        page = officer.post(address, follow=True)
        assert page.status_code == 200 and sentence in text(page)


def test_each_sees_what_the_other_did_and_who_comes_second_is_told(cast, own):
    point = settling.point(differing(cast, own), Kind.DATE)
    settling.answered(point, Choice.FIX_LIST, by=builders.actor(cast.officer))
    secretary = signed_in(cast.committee_secretary)
    answer = secretary.post(page_of(point), {"choice": "wait", "due_on": LATER, "answered": "0"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Cán bộ tổ chức đã trả lời điểm này" in text
    text = secretary.get(reverse("answers", args=[own.pk])).content.decode()
    assert "Ma Văn Thượng, cán bộ tổ chức, 30/6/2026" in text


def test_a_record_changed_meanwhile_is_compared_anew_and_shown(cast, own):
    officer = signed_in(cast.officer)
    point = settling.point(differing(cast, own), Kind.DATE)
    person = Member.unscoped.get(full_name="Sùng A Páo")
    members.people.correct_member(person, by=MACHINE, why="khai sinh", birth=PartialDate(1965, 6, 5))
    answer = officer.post(page_of(point), {"choice": "fix_record", "number": "7", "answered": "0"}, follow=True)
    text = answer.content.decode()
    assert "Hồ sơ của Sùng A Páo vừa được sửa sau khi so. Đã so lại" in text
    assert "05/6/1965" in text
    assert not Answer.unscoped.exists()


def test_signed_the_points_are_looked_at_and_nobody_is_asked_to_choose_anew(cast, own):
    one = sent(cast, own, play.row(birth="6/4/1965", card="11111112"), play.row(**UN))
    points = list(Difference.unscoped.filter(list=one))
    for point in points:
        settling.answered(point, Choice.FIX_LIST)
    officer = signed_in(cast.officer)
    assert "Chọn lại điểm này" in officer.get(page_of(points[0])).content.decode()
    signed(own)
    members.people.correct_member(points[0].member, by=MACHINE, sex="f", why="ghi nhầm")
    text = officer.get(page_of(points[0])).content.decode()
    assert "đợt này đã khóa" in text and "Xem điểm này" in text
    for asked in ("Chọn lại điểm này", "Ghi bây giờ"):
        assert asked not in text


def test_signed_nobody_is_asked_who_a_row_is(cast, own):
    point = unclear(cast, own)
    officer = signed_in(cast.officer)
    assert 'name="nguoi"' in officer.get(page_of(point)).content.decode()
    signed(own)
    assert 'name="nguoi"' not in officer.get(page_of(point)).content.decode()


def test_a_point_that_is_gone_leads_to_what_is_left(secretary, cast, own):
    point = settling.point(differing(cast, own), Kind.DATE)
    sent(cast, own, play.row(), play.row(**UN | {"card": "22222223"}))
    answer = secretary.post(page_of(point), {"choice": "fix_list", "answered": "0"}, follow=True)
    assert "Điểm lệch này không còn" in answer.content.decode()
    assert "Lò Văn Ún" in answer.content.decode()
