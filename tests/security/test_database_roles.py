"""PostgreSQL: the role that serves pages can neither rule the database nor rewrite the history."""

import pytest
from django.db import ProgrammingError, connection, transaction

from tests import append_only

# "concurrency" stands for: only where there is PostgreSQL.
pytestmark = [pytest.mark.postgres, pytest.mark.concurrency, pytest.mark.django_db]


def answer(query: str, *values: object) -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchone()


def test_the_web_role_has_no_power_of_its_own():
    powers = answer("SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = 'web'")
    assert powers == (False, False, False, False)


def test_the_web_role_owns_nothing():
    assert answer("SELECT count(*) FROM pg_class WHERE relowner = 'web'::regrole") == (0,)


def test_the_owner_is_no_superuser_either():
    assert answer("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = 'app'") == (False, False)


def test_the_web_role_reads_accounts_and_makes_no_table(as_web_role):
    assert answer("SELECT count(*) FROM members_account") == (0,)
    with pytest.raises(ProgrammingError), transaction.atomic():
        answer("CREATE TABLE mine (id int)")


def test_the_web_role_may_only_add_to_a_kept_table():
    too_much = [
        (table, right)
        for table in {table for _, table, _ in append_only.triggers(connection)}
        for right in ("UPDATE", "DELETE", "TRUNCATE")
        if answer("SELECT has_table_privilege('web', %s, %s)", table, right) == (True,)
    ]
    assert too_much == []
