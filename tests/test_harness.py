"""The hatch that lets the test runner empty a database whose history refuses to be emptied."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection
from django.utils import timezone

from members.models.accounts import LoginFailure
from tests import append_only, planted

pytestmark = pytest.mark.postgres

ON_SQLITE = """CREATE TRIGGER keep_for_test BEFORE DELETE ON members_loginfailure
               BEGIN SELECT RAISE(ABORT, 'kept'); END"""
ON_POSTGRESQL = """
    CREATE FUNCTION keep_for_test() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'kept' USING ERRCODE = 'integrity_constraint_violation'; END $$;
    CREATE TRIGGER keep_for_test BEFORE DELETE OR TRUNCATE ON members_loginfailure
        FOR EACH STATEMENT EXECUTE FUNCTION keep_for_test()"""


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def kept_table(transactional_db):
    run(ON_POSTGRESQL if connection.vendor == "postgresql" else ON_SQLITE)
    yield
    if connection.vendor == "postgresql":
        run("DROP FUNCTION keep_for_test CASCADE")
    else:
        run("DROP TRIGGER keep_for_test")


def failure() -> LoginFailure:
    return LoginFailure.objects.create(username="ai", address="127.0.0.1", at=timezone.now())


def keeping() -> list[str]:
    return [name for name, _, _ in append_only.triggers(connection)]


def test_a_kept_table_refuses_to_be_emptied(kept_table):
    failure()
    with pytest.raises(IntegrityError):
        LoginFailure.objects.all().delete()
    assert LoginFailure.objects.count() == 1


def test_the_hatch_empties_it_and_closes_again(kept_table):
    failure()
    with append_only.lifted(connection):
        call_command("flush", interactive=False, verbosity=0)
    assert LoginFailure.objects.count() == 0
    failure()
    with pytest.raises(IntegrityError):
        LoginFailure.objects.all().delete()
    assert "keep_for_test" in keeping()


def test_the_hatch_stays_shut_where_the_database_is_real(kept_table, monkeypatch):
    def refuse(_: object) -> None:
        raise append_only.NotATestDatabase("register")

    failure()
    monkeypatch.setattr(append_only, "demand_test_database", refuse)
    with pytest.raises(append_only.NotATestDatabase), append_only.lifted(connection):
        LoginFailure.objects.all().delete()
    monkeypatch.undo()
    assert LoginFailure.objects.count() == 1


class RealDatabase:
    """The two names that an office's database can have."""

    def __init__(self, vendor: str) -> None:
        self.vendor = vendor
        self.settings_dict = {"NAME": "/srv/register/var/register.sqlite3"}

    def cursor(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def execute(self, statement: str) -> None:
        assert statement == "SELECT current_database()"

    def fetchone(self) -> tuple[str]:
        return ("register",)


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_a_database_nobody_made_for_tests_is_recognised(vendor):
    with pytest.raises(append_only.NotATestDatabase):
        append_only.demand_test_database(RealDatabase(vendor))


def test_planted_rows_come_back_as_they_were(transactional_db):
    row = failure()
    rows = planted.read(connection)
    with append_only.lifted(connection):
        call_command("flush", interactive=False, verbosity=0)
    planted.write(connection, rows)
    assert LoginFailure.objects.get() == row
    assert LoginFailure.objects.get().at == row.at


@pytest.mark.parametrize("turn", ["one test", "the next one"])
def test_the_witness_and_the_uploads_of_a_test_are_its_own(settings, next_place, turn):
    """Whatever a test before this one has kept, nothing of it lies here, and the next test looks elsewhere."""
    for place in (settings.WITNESS_DIR, settings.MEDIA_ROOT):
        assert not place.exists()
        place.mkdir(parents=True)
    assert next_place() not in settings.WITNESS_DIR.parents
