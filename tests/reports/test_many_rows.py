"""What makes a long list fast: it asks the database as often as a short one, and writes what is new or has changed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members import procedure as members
from members.models import Member
from reports.reconciliation import procedure
from reports.reconciliation.models import Difference, SentList
from tests.builders import MACHINE
from tests.reports import play

pytestmark = pytest.mark.django_db


def asked(do):
    """What the database is asked meanwhile."""
    with CaptureQueriesContext(connection) as captured:
        do()
    return [one["sql"] for one in captured.captured_queries]


def strangers(count):
    """People of whom nothing is known, one year apart."""
    names = [f"Hầu Thị {chr(65 + number // 20)}{chr(97 + number % 20)}n" for number in range(count)]
    return [play.row(name, birth=f"9/9/{1940 + at}", card=f"9{at:07}") for at, name in enumerate(names)]


def test_a_list_of_many_asks_the_database_no_more_often_than_a_short_one(own):
    few = asked(lambda: play.sent(own, play.file(play.row(birth="6/4/1965"), *strangers(2)), anyway=True))
    many = asked(lambda: play.sent(own, play.file(play.row(birth="6/4/1965"), *strangers(40)), anyway=True))
    assert Difference.unscoped.filter(list__number=2).count() >= 40
    again = {sql.partition(" VALUES ")[0][:200] for sql in few}
    assert len(many) <= len(few) + 2, sorted({sql[:200] for sql in many} - again)


def test_a_difference_is_written_once_and_again_only_when_it_has_changed(own):
    first = asked(lambda: play.sent(own, play.file(play.row(birth="6/4/1965"), *strangers(3)), anyway=True))
    updates = [sql for sql in first if sql.startswith('UPDATE "reports_difference"')]
    assert updates == [], "what was just made is not written a second time"
    person = Member.unscoped.get(full_name="Sùng A Páo")
    sent = SentList.unscoped.select_related("upload").get()
    before = dict(Difference.unscoped.values_list("pk", "seen"))
    members.people.correct_member(person, by=MACHINE, why="theo giấy khai sinh", other_names="Sùng Páo")
    asked(lambda: procedure.receiving.again(sent, by=MACHINE))
    after = dict(Difference.unscoped.values_list("pk", "seen"))
    assert before.keys() == after.keys()
    assert [pk for pk in before if before[pk] != after[pk]] == [Difference.unscoped.get(member=person).pk]


def test_who_waits_hears_of_the_comparing_until_it_is_done(own):
    told = []
    play.sent(own, play.file(*play.OWN), told=lambda done, total: told.append((done, total)))
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1] > 0
