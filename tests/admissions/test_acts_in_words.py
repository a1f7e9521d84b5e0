"""Every act of an admission is told on its page and in the histories: for whom, in words, without a code."""

import html
import re
from datetime import date

import pytest
from django.apps import apps
from django.urls import reverse

from admissions import procedure
from members.models import Act
from members.procedure import VERBS
from tests import builders
from tests.admissions import classroom, play
from tests.admissions.ready_cases import CASES
from tests.builders import MACHINE
from tests.ground import laid
from tests.members.ready_cases import World
from tests.reports.pages import questions
from tests.signing_in import signed_in

pytestmark = [pytest.mark.django_db]
ground = laid(World)
# Verbs about no file: a class, an enterprise, a committee.
NO_FILE = {
    "authorise", "end_authorisation", "take_back_authorisation", "set_target", "take_back_target", "open_course",
    "correct_course", "take_back_course", "enter_enterprise", "correct_enterprise", "end_enterprise",
    "take_back_enterprise", "link_enterprise", "end_enterprise_link", "take_back_enterprise_link",
    "record_visit", "correct_visit", "take_back_visit",
}  # fmt: skip
OTHERS = dict.fromkeys(("take_over", "take_over_several", "take_back_taking_over"), "Vàng Thị Pà")
PLAIN = {"None", "True", "False", "null"}


def codes():
    """Columns and keys of choices of every table of the files, and the names of the verbs."""
    found = set(CASES) | PLAIN
    for model in apps.get_app_config("admissions").get_models():
        for field in model._meta.concrete_fields:
            found |= {field.name, field.attname}
            found |= {key for key, _ in field.flatchoices if isinstance(key, str) and len(key) > 1}
    return {one for one in found if one}


def words(answer):
    """What a person reads on it, without the frame."""
    assert answer.status_code == 200
    page = re.search(r"(?s)<main.*</main>", answer.content.decode())[0]
    page = re.sub(r"(?s)<(script|style|template)\b.*?</\1>", "", page)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def done(world, name):
    """The lines that this verb leaves."""
    case, given = CASES[name](world)
    newest = Act.objects.latest("number").number
    why = "gõ nhầm" if VERBS[name].needs_reason else ""
    VERBS[name].function(*case, by=MACHINE, why=why, **given)
    return list(Act.objects.filter(number__gt=newest).order_by("number"))


@pytest.fixture
def world(ground, db):
    return ground.found()


@pytest.fixture
def officer(world):
    return signed_in(builders.role(builders.account("phu-trach", "Lục Văn Bảo"), "officer", world.tree.district))


@pytest.mark.parametrize("name", sorted(CASES))
def test_it_is_told_in_words_and_says_of_whose_file_it_is(world, officer, name):
    lines = done(world, name)
    pages = [words(officer.get(reverse("line", args=[lines[0].pk])))]
    if name not in NO_FILE:
        assert OTHERS.get(name, "Giàng Thị Mỷ") in pages[0]
    assert "gõ nhầm" in pages[0] or not VERBS[name].needs_reason
    readable = (("organisation-history", world.tree.cell), ("organisation-history", world.tree.committee),
                ("person-history", world.person))  # fmt: skip
    pages += [words(officer.get(reverse(where, args=[one.pk]))) for where, one in readable]
    told = set(re.findall(r"\w+", " ".join(pages)))
    assert told & codes() == set()


def test_a_seat_in_a_class_says_who_and_in_which_class(world, officer):
    (line,) = done(world, "enrol")
    page = words(officer.get(reverse("line", args=[line.pk])))
    for said in ("Giàng Thị Mỷ", "Lớp nhận thức khóa 1"):
        assert said in page
    assert "không đổi mục nào của hồ sơ" not in page


def test_who_helps_is_named_and_looked_at(world, officer):
    (line,) = done(world, "assign_helper")
    page = words(officer.get(reverse("line", args=[line.pk])))
    assert "Đảng viên giúp đỡ Giàng Seo Lử" in page
    looks = words(officer.get(reverse("viewed", args=[world.person.pk])))
    assert "Lục Văn Bảo" in looks


def test_a_member_of_another_part_is_not_named_to_who_does_not_open_that_one(world):
    """Who introduces comes from another commune: the officer of this one reads the act, and not who that is."""
    known = play.paper("8-QĐ/HU", date(2011, 5, 20), "Ban Thường vụ Huyện ủy")
    other = builders.member("Sùng Thị Dợ", world.tree.other_cell, recognition_decision=known)
    one = play.until(play.found(world.tree.cell), play.StepKind.CERTIFIED)
    named = [play.Introduces(play.TOGETHER, member=other.pk)]
    play.do(one, play.StepKind.INTRODUCED, introducers=named)
    line = Act.objects.filter(verb="record_introduction").latest("number")

    def read_by(name, where):
        account = builders.role(builders.account(name, "Ma Văn Thượng"), "officer", where)
        return words(signed_in(account).get(reverse("line", args=[line.pk])))

    assert "Người giới thiệu vào Đảng Sùng Thị Dợ" in read_by("toan-huyen", world.tree.district)
    here = read_by("mot-xa", world.tree.committee)
    assert "Giàng Thị Mỷ" in here and "Sùng Thị Dợ" not in here


def test_the_history_of_a_cell_says_of_whose_file_each_line_is(world, officer):
    """Whoever is named in it has been looked at."""
    done(world, "record_recognition")
    page = words(officer.get(reverse("organisation-history", args=[world.tree.cell.pk])))
    assert "Ghi quyết định công nhận đảng viên chính thức Giàng Thị Mỷ" in page
    looks = words(officer.get(reverse("viewed", args=[world.person.pk])))
    assert "Lục Văn Bảo" in looks


def test_the_history_asks_as_often_for_many_files_as_for_one(world, officer):
    asked = []
    for more in (("Giàng Thị Súa",), ("Cứ Thị Dợ", "Cứ Thị Mẩy", "Cứ Thị Pà")):
        for name in more:
            play.helped(play.until(play.found(world.tree.cell, name), play.StepKind.PROFILE), world.tree.cell)
        asked.append(len(questions(officer, reverse("organisation-history", args=[world.tree.cell.pk]))))
    assert asked[0] == asked[1]


def test_a_class_of_many_names_some_and_leads_to_all_of_them(world, officer):
    names = ["Cứ Thị Dợ", "Cứ Thị Mẩy", "Cứ Thị Pà", "Cứ Thị Súa", "Cứ Thị Tả"]
    some = [play.until(play.found(world.tree.cell, name), play.StepKind.CLASS_PROPOSED) for name in names]
    procedure.enrol(classroom.course(world.tree.committee, name="Lớp khóa 7"), by=MACHINE, applicants=some)
    answer = officer.get(reverse("organisation-history", args=[world.tree.committee.pk]))
    assert "Cứ Thị Dợ, Cứ Thị Mẩy, Cứ Thị Pà và 2 nữa" in words(answer).replace(" ,", ",")
    line = reverse("line", args=[Act.objects.get(verb="enrol").pk])
    assert f'<a class="soft" href="{line}" aria-label="và 2 nữa: xem đủ tên">' in answer.content.decode()
    for one in some[:3]:
        assert f'href="{reverse("applicant", args=[one.pk])}">{one.full_name}</a>' in answer.content.decode()
    assert all(name in words(officer.get(line)) for name in names)
