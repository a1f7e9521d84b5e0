"""The eight tasks of the guide are done from its words alone (see `steps`), on a made-up district."""

from datetime import date

import pytest

from kit.calendar import PartialDate
from members import guide, procedure
from members.models import Account, Act, Job, Look, Member, Membership, Placement
from tests import builders
from tests.browser import steps
from tests.builders import MACHINE

TASKS = steps.tasks(guide.FILE.read_text(encoding="utf-8"))


@pytest.fixture
def district(noon, live_server):
    """The district of the examples: the cast, a secretary of Thôn 2, and somebody who came from there in March."""
    cast = builders.make_cast()
    second = builders.role(builders.account("bi-thu-thon-2", "Thào A Dế"), "cell", cast.tree.sibling)
    someone = builders.member("Giàng Seo Lử", cast.tree.sibling, birth=PartialDate(1970, 4, 12))
    day = date(2026, 3, 1)
    procedure.places.move(
        someone, by=MACHINE, organisation=cast.tree.cell, day=day, let_go_on=day, received_on=day
    )  # fmt: skip
    builders.member("Sùng Thị Chấu", cast.tree.cell, sex="f")
    return cast, second, someone


def said(decision):
    return decision.number, decision.signed_on, decision.body


def signed_in_first(district):
    account = Account.objects.get(username="bi-thu-thon-2")
    assert not account.must_change_password
    assert account.check_password("sương sớm trên nương ngô")


def looked_at_a_past_day(district):
    looks = Look.objects.filter(page="person")
    assert looks.count() >= 3


def printed(district):
    job = Job.objects.get()
    assert job.finished_at
    assert job.account.username == "bi-thu-xa"
    assert job.asked["why"] == "trình ban thường vụ"


def entered(district):
    with builders.whole():
        someone = Member.objects.get(full_name="Lù Thị Sáy")
        assert someone.birth_on == date(1999, 4, 12)
        spell = Membership.unscoped.get(member=someone)
        assert spell.admitted_on == date(2026, 5, 19)
        assert said(spell.admission_decision) == ("27-QĐ/HU", date(2026, 5, 12), "Ban Thường vụ Huyện ủy")
        assert Placement.unscoped.get(member=someone).organisation == district[0].tree.cell


def corrected(district):
    spell = Membership.unscoped.get(member=district[2])
    assert (spell.admitted_on, spell.official_on) == (date(2010, 5, 19), date(2011, 5, 19))
    assert said(spell.admission_decision) == ("15-QĐ/HU", date(2010, 5, 10), "Ban Thường vụ Huyện ủy")


def moved_and_received(district):
    place = Placement.unscoped.get(member=district[2], until=None)
    assert place.organisation == district[0].tree.sibling
    assert (place.since, place.let_go_on, place.received_on) == (
        date(2026, 6, 25), date(2026, 6, 22), date(2026, 6, 25),
    )  # fmt: skip
    assert Act.objects.filter(verb="receive").get().account.username == "bi-thu-thon-2"


def proposed_and_answered(district):
    with builders.whole():
        assert Member.objects.get(pk=district[2].pk).birth_on == date(1970, 4, 21)
    assert Act.objects.filter(verb="accept_proposal").get().account.username == "can-bo"


def imported(district):
    with builders.whole():
        born = dict(
            Member.objects.filter(full_name__in=["Tẩn Láo Sử", "Vàng Thị Chấu"]).values_list("full_name", "birth_on")
        )
    assert born == {"Tẩn Láo Sử": date(1979, 6, 5), "Vàng Thị Chấu": date(1988, 11, 7)}


# What has been done when a task is through, by its number.
DONE = {
    1: signed_in_first, 2: looked_at_a_past_day, 3: printed, 4: entered, 5: corrected, 6: moved_and_received,
    7: proposed_and_answered, 8: imported,
}  # fmt: skip


def test_there_are_eight_tasks_and_each_ends_with_what_one_sees():
    assert [task.number for task in TASKS] == list(DONE)
    for task in TASKS:
        assert len(task.steps) >= 5
        acts = [act for act, _ in steps.clauses(task.steps[-1])]
        assert set(acts) <= {steps.see, steps.see_in_file}, task.title


@pytest.mark.parametrize("task", TASKS, ids=lambda task: f"viec-{task.number}")
def test_a_task_is_done_from_its_words(page, district, task):
    if task.number == 1:
        procedure.renewing.reset_password(district[1], by=MACHINE, password="phieu-ngo-2026-xuan")
    steps.do(task, page)
    DONE[task.number](district)


@pytest.mark.parametrize(
    "step",
    [
        "Nhấn “Tìm”.",
        "Bấm Tìm.",
        "bấm “Tìm”.",
        "Bấm “Tìm”",
        "Gõ *a* vào “Tìm”.",
        "Bấm “Tìm”; chờ một lát.",
        "Thấy “a” và “b”.",
    ],
)
def test_words_that_the_grammar_does_not_know_are_refused(step):
    with pytest.raises(ValueError, match=r"not understood|no sentence"):
        steps.clauses(step)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("“Tìm”", "“Tra cứu”"),
        ("“Xem như ngày”", "“Xem ngày”"),
        ("Chi bộ Thôn 2", "Chi bộ Thôn 3"),
        ("lu giang", "lu hoang"),
    ],
)
def test_one_wrong_word_stops_a_task(page, district, monkeypatch, right, wrong):
    monkeypatch.setattr(steps, "PATIENCE", 1_000)
    text = guide.FILE.read_text(encoding="utf-8")
    at = text.index("### Việc 2.")
    changed = text[:at] + text[at:].replace(right, wrong, 1)
    with pytest.raises(AssertionError, match="Việc 2, bước"):
        steps.do(steps.tasks(changed)[1], page)
