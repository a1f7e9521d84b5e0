"""Pages of rounds, through the client: an officer opens one, who is asked is told, who is late is seen, and in a light
round numbers stand beside ours."""

import re
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from members import procedure as members
from reports.reconciliation.models import CommitteeNumbers, Postponement, Round
from tests import builders
from tests.builders import MACHINE
from tests.reports import play
from tests.reports.pages import text
from tests.reports.play import FOREIGN, OWN
from tests.signing_in import signed_in

pytestmark = [pytest.mark.django_db]


# --- opening ---


def test_an_officer_opens_a_round_and_every_committee_is_asked(cast):
    officer = signed_in(cast.officer)
    page = officer.get(reverse("open-round"))
    fields = page.context["form"].initial | {n: f.initial for n, f in page.context["form"].fields.items()}
    assert (fields["since"], fields["closing_day"], fields["due_on"]) == (
        date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 15),
    )  # fmt: skip
    said = {"since": "1/1/2026", "closing_day": "30/6/2026", "due_on": "15/7/2026", "kind": "full"}
    answer = officer.post(reverse("open-round"), said, follow=True)
    assert "Đối khớp 6 tháng đầu năm 2026" in text(answer)
    assert "Đã gửi 0 trên 3 nơi" in text(answer)
    assert "Thêm nơi vào đợt" not in text(answer), "nobody is left to add"
    assert Round.objects.get().until == date(2026, 7, 1)
    again = officer.post(reverse("open-round"), said)
    assert (again.status_code, "đã mở ngày 30/6/2026" in text(again)) == (422, True)


def test_a_round_of_chosen_committees_takes_in_another_one_later(cast):
    officer = signed_in(cast.officer)
    said = {"since": "1/1/2026", "closing_day": "30/6/2026", "due_on": "15/7/2026", "kind": "full",
            "committees": [cast.tree.committee.pk]}  # fmt: skip
    where = officer.post(reverse("open-round"), said)["Location"]
    page = text(officer.get(where))
    assert "trên 1 nơi" in page
    assert "Thêm nơi vào đợt" in page
    added = officer.post(f"{where}them/", {"committees": [cast.tree.grass_cell.pk]}, follow=True)
    assert "Chi bộ Kho bạc" in text(added)


def test_the_committees_to_choose_from_stand_as_in_the_tree(cast):
    """Đ after D, and 2 before 10, whatever the database thinks of the letters."""
    for name in ("Chi bộ Ươm", "Chi bộ Thôn 10", "Đảng bộ Vạn Hoa", "Chi bộ Thôn 2"):
        builders.organisation(name, "committee" if name.startswith("Đ") else "grass_cell", cast.tree.district)
    officer = signed_in(cast.officer)
    form = officer.get(reverse("open-round")).context["form"]
    in_order = ["Chi bộ Kho bạc", "Chi bộ Thôn 2", "Chi bộ Thôn 10", "Chi bộ Ươm", "Đảng bộ Vạn Hoa",
                "Đảng bộ xã An Khê", "Đảng bộ xã Tân Lập"]  # fmt: skip
    assert [name for _, name in form.fields["committees"].choices] == in_order
    said = {"since": "1/1/2026", "closing_day": "30/6/2026", "due_on": "15/7/2026", "kind": "full",
            "committees": [cast.tree.committee.pk]}  # fmt: skip
    where = officer.post(reverse("open-round"), said)["Location"]
    added = officer.get(f"{where}them/").context["form"].fields["committees"].choices
    assert [name for _, name in added] == [name for name in in_order if name != "Đảng bộ xã An Khê"]


def test_the_committees_to_choose_from_are_those_of_the_closing_day_that_was_typed(cast):
    """Kho bạc has ended since the year before."""
    tree = cast.tree
    closing = date(2026, 2, 1)
    members.tree.close_organisation(tree.grass_cell, by=MACHINE, day=closing, successor=tree.cell)
    officer, where = signed_in(cast.officer), reverse("open-round")
    said = {"since": "1/7/2025", "closing_day": "31/12/2025", "due_on": "15/7/2026", "kind": "full"}
    assert "Chi bộ Kho bạc" not in text(officer.get(where))
    refused = officer.post(where, said | {"due_on": "", "committees": []})
    assert refused.status_code == 422 and "Chi bộ Kho bạc" in text(refused)
    opened = officer.post(where, said | {"committees": [tree.grass_cell.pk]}, follow=True)
    assert "Đã gửi 0 trên 1 nơi" in text(opened)
    wrong = officer.post(where, said | {"closing_day": "30/6/2026", "committees": [tree.grass_cell.pk]})
    assert wrong.status_code == 422 and "không phải tổ chức cơ sở đảng vào ngày cuối kỳ" in text(wrong)
    assert "Chi bộ Kho bạc" not in text(wrong)


def test_what_was_opened_by_mistake_is_taken_back_by_a_button(cast, own):
    officer = signed_in(cast.officer)
    out = officer.post(reverse("take-out-committee", args=[own.pk]), follow=True)
    assert "Đã đưa ra khỏi đợt: Đảng bộ xã An Khê" in text(out)
    officer.post(reverse("take-back-round", args=[own.round_id]))
    assert not Round.objects.exists()


def test_one_committee_is_given_more_time_with_a_reason(cast, own):
    officer = signed_in(cast.officer)
    where = reverse("postpone", args=[own.pk])
    assert "Lý do" in text(officer.post(where, {"due_on": "25/7/2026", "why": ""}))
    page = officer.post(where, {"due_on": "25/7/2026", "why": "mưa lũ, chưa họp được"}, follow=True)
    assert "hạn gửi 25/7/2026" in text(page)
    assert Postponement.unscoped.get().reason == "mưa lũ, chưa họp được"
    assert "(gia hạn)" in text(officer.get(reverse("round", args=[own.round_id])))


def test_more_time_stands_with_its_reason_and_is_taken_back_by_a_button(cast, own):
    for due in ("25/7/2026", "25/8/2026"):
        signed_in(cast.officer).post(reverse("postpone", args=[own.pk]), {"due_on": due, "why": "mưa lũ"})
    officer, page = signed_in(cast.officer), reverse("reconciliation", args=[own.pk])
    shown = officer.get(page)
    assert "Gia hạn đến 25/8/2026 (ghi ngày 30/6/2026): mưa lũ Rút gia hạn" in text(shown)
    secretary = signed_in(cast.committee_secretary)
    assert "mưa lũ Rút gia hạn" not in text(secretary.get(page))
    back, what = reverse("take-back-postponement", args=[own.pk]), {"lan": str(shown.context["later"]["given"].pk)}
    assert secretary.post(back, what).status_code == 403
    assert "Đã rút gia hạn" in (again := officer.post(back, what, follow=True)).content.decode()
    assert "hạn gửi 25/7/2026" in text(again)
    told = officer.post(back, what, follow=True)
    assert "vừa được rút" in told.content.decode(), "of a page that was open: the time given before stays"
    assert Postponement.unscoped.get().due_on == date(2026, 7, 25)


# --- the start page ---


def tasks(client):
    return [(one.kind, one.when, one.what) for one in client.get("/").context["tasks"] if "đối khớp" in one.what]


def test_the_committee_is_told_to_send_and_until_when(cast, own):
    assert tasks(signed_in(cast.committee_secretary)) == [
        ("now", "Còn 15 ngày", "Gửi danh sách đảng viên để đối khớp 6 tháng đầu năm 2026")
    ]
    assert tasks(signed_in(cast.cell_secretary)) == []
    assert tasks(signed_in(cast.officer)) == []


def test_who_is_late_stands_on_the_officer_s_start_page_and_on_the_committee_s(cast):
    with time_machine.travel("2026-07-18 05:00:00+00:00", tick=True):
        play.opened(due=date(2026, 7, 15), committees=[cast.tree.committee, cast.tree.other_committee])
        assert tasks(signed_in(cast.officer)) == [
            ("late", "Quá hạn 3 ngày", "2 nơi chưa gửi danh sách đối khớp 6 tháng đầu năm 2026")
        ]
        assert tasks(signed_in(cast.committee_secretary))[0][:2] == ("late", "Quá hạn 3 ngày")
        one = Round.objects.get()
        page = text(signed_in(cast.reader).get(reverse("round", args=[one.pk])))
        assert "2 nơi quá hạn" in page
        assert "Quá hạn 3 ngày" in page


def test_differences_wait_on_who_knows_the_answer(cast, own):
    play.sent(own, play.file(*OWN, FOREIGN))
    what = "1 điểm lệch chờ đồng chí, đối khớp 6 tháng đầu năm 2026"
    assert tasks(signed_in(cast.committee_secretary)) == [("now", "Đối khớp", what)]
    assert tasks(signed_in(cast.officer)) == [("now", "Đối khớp", what)]


# --- the light round ---


def test_numbers_stand_beside_ours_with_what_is_more_or_less(cast):
    own = play.of(play.opened(kind="numbers"), cast.tree.committee)
    secretary = signed_in(cast.committee_secretary)
    where = reverse("committee-numbers", args=[own.pk])
    said = {"total": "3", "official": "2", "probationary": "1", "women": "0", "exempt": "0", "away": "0", "guests": "0"}
    assert "Chính thức cộng dự bị" in text(secretary.post(where, said | {"official": "3"}))
    assert "Ghi số người ở mục Nữ" in text(secretary.post(where, said | {"women": ""}))
    page = text(secretary.post(where, said, follow=True))
    assert "Đảng viên 3 2 cơ sở nhiều hơn 1" in page
    assert "Chính thức 2 2 khớp" in page
    assert "muc=probationary" in secretary.get(reverse("reconciliation", args=[own.pk])).content.decode()
    assert CommitteeNumbers.unscoped.get().total == 3
    assert secretary.get(reverse("send-list", args=[own.pk])).status_code == 404
    full = play.of(play.opened(), cast.tree.committee)
    assert secretary.get(reverse("committee-numbers", args=[full.pk])).status_code == 404


def shown_by(answer):
    """What a page sends back of the numbers that it showed."""
    return re.search(r'name="(?:thay|seen)" value="(\d+)"', answer.content.decode())[1]


def test_the_second_of_two_is_told_what_the_first_noted(cast):
    """Neither is what somebody else noted meanwhile taken back unseen, nor written over."""
    own = play.of(play.opened(kind="numbers"), cast.tree.committee)
    secretary, officer = signed_in(cast.committee_secretary), signed_in(cast.officer)
    page, where, back = (
        reverse(name, args=[own.pk]) for name in ("reconciliation", "committee-numbers", "take-back-numbers")
    )
    said = {"total": "3", "official": "2", "probationary": "1", "women": "0", "exempt": "0", "away": "0", "guests": "0"}
    opened = secretary.get(where).context["form"]["seen"].value()
    officer.post(where, said | {"seen": opened})
    told = secretary.post(where, said | {"women": "1", "seen": opened})
    assert "Người khác vừa ghi số lượng khác: đảng viên 3, chính thức 2, dự bị 1, nữ 0" in text(told)
    assert CommitteeNumbers.unscoped.get().women == 0
    again = told.context["form"]["seen"].value()
    old = shown_by(secretary.get(page))
    assert secretary.post(where, said | {"women": "1", "seen": again}).status_code == 302
    assert "vừa ghi số lượng khác" in text(officer.post(back, {"thay": old}, follow=True))
    assert CommitteeNumbers.unscoped.get().women == 1
    officer.post(back, {"thay": shown_by(officer.get(page))})
    assert not CommitteeNumbers.unscoped.exists()
    assert "Số lượng vừa được rút" in text(secretary.post(where, said | {"seen": again}))


def test_who_notes_numbers_on_two_pages_is_told_that_it_was_oneself(cast):
    own = play.of(play.opened(kind="numbers"), cast.tree.committee)
    secretary, where = signed_in(cast.committee_secretary), reverse("committee-numbers", args=[own.pk])
    said = {"total": "3", "official": "2", "probationary": "1", "women": "0", "exempt": "0", "away": "0", "guests": "0"}
    opened = secretary.get(where).context["form"]["seen"].value()
    secretary.post(where, said | {"seen": opened})
    told = text(secretary.post(where, said | {"women": "1", "seen": opened}))
    assert "Ở một trang khác, đồng chí vừa ghi số lượng khác: đảng viên 3" in told and "Người khác" not in told


def test_what_says_nothing_of_the_numbers_that_it_showed_writes_over_none_and_takes_none_back(cast):
    own = play.of(play.opened(kind="numbers"), cast.tree.committee)
    play.agreed_light(own)
    before = CommitteeNumbers.unscoped.get().version
    officer = signed_in(cast.officer)
    said = {"total": "9", "official": "8", "probationary": "1", "women": "0", "exempt": "0", "away": "0", "guests": "0"}
    told = officer.post(reverse("committee-numbers", args=[own.pk]), said)
    assert (told.status_code, "vừa ghi số lượng khác" in text(told)) == (422, True)
    told = officer.post(reverse("take-back-numbers", args=[own.pk]), follow=True)
    assert "vừa ghi số lượng khác" in text(told)
    assert CommitteeNumbers.unscoped.get().version == before


def test_numbers_noted_by_mistake_are_taken_back_by_a_button(cast):
    own = play.of(play.opened(kind="numbers"), cast.tree.committee)
    secretary, page = signed_in(cast.committee_secretary), reverse("reconciliation", args=[own.pk])
    back = reverse("take-back-numbers", args=[own.pk])
    assert "Rút số lượng" not in text(secretary.get(page))
    play.agreed_light(own, "committee", "officer")
    shown = text(secretary.get(page))
    assert "Rút số lượng" not in shown
    why = "Hai bên đã thống nhất biên bản ngày 30/6/2026; thôi thống nhất trước."
    assert f"Chưa ghi lại, chưa rút được số lượng: {why}" in shown
    assert "Ghi lại số lượng " not in shown
    noted = dict.fromkeys(("total", "official", "probationary", "women", "exempt", "away", "guests"), "0")
    refused = secretary.post(reverse("committee-numbers", args=[own.pk]), noted)
    assert refused.status_code == 422 and why in text(refused)
    assert CommitteeNumbers.unscoped.get().total == 2
    assert "thôi thống nhất trước" in secretary.post(back, follow=True).content.decode()
    secretary.post(reverse("withdraw-confirmation", args=[own.pk]))
    there = secretary.get(page)
    shown = text(there)
    assert "Rút số lượng" in shown and "Ghi lại số lượng" in shown
    assert "Đảng viên chưa ghi 2" in text(secretary.post(back, {"thay": shown_by(there)}, follow=True))
    assert "không còn số nào" in secretary.post(back, follow=True).content.decode()
    full = play.of(play.opened(), cast.tree.committee)
    assert secretary.post(reverse("take-back-numbers", args=[full.pk])).status_code == 404
