"""Drills: an office goes back to tables of an earlier version and forward again, by a program that really migrates.
Every test database has gone forward already: they run with `--long` (docs/decisions/0105)."""

import pytest

from tests.admissions.test_tables import NAMES
from tests.scripts.office import office

pytestmark = [pytest.mark.django_db, pytest.mark.long]

FILE = """
from tests import builders; from tests.admissions import play
play.until(play.found(builders.make_tree().cell), play.StepKind.RECORDS)
"""
TABLES = """
from django.db import connection
print(*sorted(one for one in connection.introspection.table_names() if one.startswith("admissions_")))
"""


def test_the_tables_go_and_come_with_their_migration(tmp_path):
    """Down with files in them, up again, and a whole file goes its way."""
    with office(tmp_path) as made:
        made.ask(FILE)
        made.manage("migrate", "-v0", "admissions", "zero")
        assert made.ask(TABLES).split() == []
        made.manage("migrate", "-v0", "admissions")
        assert made.ask(TABLES).split() == NAMES
        assert made.ask("print(Member.unscoped.count())") == "1"
        assert made.ask("from admissions.models import Applicant; print(Applicant.unscoped.count())") == "0"


OLD_VOTE = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT id FROM admissions_applicant")
    (one,) = cursor.fetchone()
    cursor.execute(
        "INSERT INTO admissions_vote (applicant_id, kind, day, base, present, in_favour, against, invalid)"
        " VALUES (%s, 'cell', '2025-07-18', 28, 20, 15, 5, 0)", [one])
"""
READ_VOTE = """
from admissions.models import Applicant
from admissions.procedure.reading import read
from datetime import date
(vote,) = read(Applicant.unscoped.get(), date(2026, 6, 30)).votes
print(vote.base, vote.in_favour, vote.organisation_id, vote.size_decision_id, vote.voters(manager="unscoped").count())
"""


def test_a_vote_written_before_there_were_names_is_read_as_before(tmp_path):
    """Planted as it was; up, down and up again it says the same numbers."""
    with office(tmp_path) as made:
        made.ask(FILE.replace("RECORDS", "CERTIFIED"))
        made.manage("migrate", "-v0", "admissions", "0001")
        made.ask(OLD_VOTE)
        made.manage("migrate", "-v0", "admissions")
        assert made.ask(READ_VOTE) == "28 15 None None 0"
        made.manage("migrate", "-v0", "admissions", "0001")
        made.manage("migrate", "-v0", "admissions")
        assert made.ask(READ_VOTE) == "28 15 None None 0"


MEMBERS = """
from tests import builders; from kit.calendar import PartialDate
tree = builders.make_tree()
for name, more in (("Giàng Seo Lử", {"recognition_decision": None}), ("Lò Văn Pâng", {}),
                   ("Vừ Thị Mỷ", {"recognition_decision": None, "recognition": "imported"}),
                   ("Vừ A Sính", {"recognition_decision": None, "official_on": None})):
    builders.member(name, tree.cell, **more)
"""
READ_RECOGNITION = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT recognition FROM members_membership ORDER BY id")
    print(*(one or "-" for (one,) in cursor.fetchall()))
"""


def test_days_of_earlier_versions_without_a_decision_become_unknown_down_and_up(tmp_path):
    with office(tmp_path) as made:
        made.ask(MEMBERS)
        made.manage("migrate", "-v0", "members", "0027")
        assert made.ask(READ_RECOGNITION).split() == ["decided", "decided", "imported", "-"]
        made.manage("migrate", "-v0", "members")
        assert made.ask(READ_RECOGNITION).split() == ["unknown", "decided", "imported", "-"]


SIGNED = """
from tests import builders; from tests.reports import play; from reports.reconciliation.models import AgreedPerson
cast = builders.make_cast(); play.person("Sùng A Páo", cast.tree.cell, "11111111")
guest = play.person("Vừ Mí Kẻ", cast.tree.other_cell, "33333333")
procedure.places.place_temporarily(guest, by=builders.MACHINE, day=play.SINCE, organisation=cast.tree.cell)
play.signed(play.of(play.opened(), cast.tree.committee), builders.TODAY)
print(sorted(AgreedPerson.unscoped.values_list("full_name", flat=True)))
"""
READ_SIGNED = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT * FROM reports_agreedperson")
    (row,) = cursor.fetchall(); values = dict(zip((one[0] for one in cursor.description), row))
    print(*(values.get(name, "-") for name in ("full_name", "is_counted", "is_exempt", "is_away", "is_official")))
    for act in ("UPDATE reports_agreedperson SET unit = 'x'", "DELETE FROM reports_agreedperson"):
        try: cursor.execute(act); print("changed")
        except Exception: print("refused")
"""


def test_the_migration_leaves_what_was_signed_as_it_was_down_and_up(tmp_path):
    """Of rows of before nothing is said that is not known; guests go with the way back; no row can be changed."""
    with office(tmp_path) as made:
        assert made.ask(SIGNED) == "['Sùng A Páo', 'Vừ Mí Kẻ']"
        made.manage("migrate", "-v0", "reports", "0007")
        refused = ["refused"] * 2
        assert made.ask(READ_SIGNED).splitlines() == ["Sùng A Páo - - - -", *refused]
        made.manage("migrate", "-v0", "reports")
        assert made.ask(READ_SIGNED).splitlines() == ["Sùng A Páo True None None None", *refused]


ENTERPRISES = """
from tests import builders; from admissions import procedure as files
area = builders.make_tree().committee
for name in ("Công ty 10", "Công ty 9", "Âu Lạc"):
    files.enter_enterprise(area, by=builders.MACHINE, name=name, day=datetime.date(2024, 3, 4))
"""
READ_ENTERPRISES = """
from admissions.models import Enterprise; from members import tree; from django.db import connection, transaction
rows = list(Enterprise.unscoped.order_by("sort_key"))
print([one.name for one in rows], all(one.sort_key == tree.order_key(one.name) for one in rows))
try:
    with transaction.atomic(): rows[0].pk = None; rows[0].save(); connection.check_constraints()
except Exception: print("refused")
"""


def test_enterprises_of_before_stand_in_the_order_of_a_list_and_none_stands_twice_down_and_up(tmp_path):
    with office(tmp_path) as made:
        made.ask(ENTERPRISES)
        for _ in range(2):
            assert made.ask(READ_ENTERPRISES).splitlines() == ["['Âu Lạc', 'Công ty 9', 'Công ty 10'] True", "refused"]
            made.manage("migrate", "-v0", "admissions", "0013")
            made.manage("migrate", "-v0", "admissions")
