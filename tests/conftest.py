"""What every test gets: the choice of tests by database, folders of its own, a database that can be emptied."""

import gc
import itertools
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest
from _pytest import runner
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker, Settings

from tests import append_only, migrated_once, planted
from tests.roomy import roomy

SLOW_MACHINE = [HealthCheck.too_slow, HealthCheck.data_too_large]
hypothesis_settings.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=SLOW_MACHINE, print_blob=True
)
hypothesis_settings.register_profile(
    "long", deadline=None, max_examples=1000, suppress_health_check=SLOW_MACHINE, print_blob=True
)


# Folders and files of plays and walks.
LONGEST = {"browser", "properties", "security", "test_any_order.py", "test_queries_of_every_page.py", "test_sample.py"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also whole plays, drills, kills and large fuzz")


def pytest_configure(config: pytest.Config) -> None:
    hypothesis_settings.load_profile("long" if config.getoption("--long") else "steady")
    migrated_once.begin(config)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long tests only when asked for; two transactions at once only where the database has them."""
    left_out = set()
    if not config.getoption("--long"):
        left_out.add("long")
    if connection.vendor != "postgresql":
        left_out.add("concurrency")
    dropped = [item for item in items if any(item.get_closest_marker(name) for name in left_out)]
    if dropped:
        config.hook.pytest_deselected(items=dropped)
        dropped = set(dropped)
        items[:] = [item for item in items if item not in dropped]
    items[:] = in_turn(items, getattr(config, "workerinput", {}).get("workercount", 1))


def in_turn(items: Sequence[pytest.Item], many: int) -> list[pytest.Item]:
    """What takes longest begins first: at the end nobody waits for one play or one walk. Each of the `many` who run
    begins with a share of it: who waits for a page leaves the processor to the others. The rest stays by files, whose
    ground is laid once by whoever runs them."""
    longest = [item for item in items if not LONGEST.isdisjoint(item.path.parts)]
    others = [item for item in items if LONGEST.isdisjoint(item.path.parts)]
    ends = [len(others) * share // many for share in range(many + 1)]
    shares = [[*longest[share::many], *others[ends[share] : ends[share + 1]]] for share in range(many)]
    return [item for share in shares for item in share]


def pytest_collection_finish() -> None:
    """Thousands of tests stay until the end: they are not looked through for garbage again and again, an eighth of the
    time. What is left by pages is looked for less often than a program that lives for weeks would: a fourteenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 50, 50)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish() -> None:
    """What is left over at the end is looked through five times: not the thousands of tests once more."""
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """A test stands far up on the stack already, and the templates of a page call far down from there: up to a fifth of
    their time."""
    return roomy(lambda: runner.pytest_runtest_protocol(item, nextitem))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Now that the database of whoever runs here has its name, a copy of the one that was migrated for all."""
    with ExitStack() as kept:
        with django_db_blocker.unblock():
            kept.enter_context(migrated_once.copied())
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Tests with real commits empty the tables afterwards. The history refuses that, and rows planted by
    migrations would be gone for the next test: so the refusal is lifted just for the emptying, and those rows
    come back."""
    with django_db_blocker.unblock():
        rows = planted.read(connection)
    empty = TransactionTestCase._fixture_teardown

    def empty_and_plant(case: TransactionTestCase) -> None:
        with append_only.lifted(connection):
            empty(case)
            planted.write(connection, rows)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_and_plant)
        yield


@pytest.fixture(scope="session")
def next_place(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Names a folder that no test has had. It is there once something is kept in it: most tests keep nothing, and none
    is made and removed for them."""
    folder, numbers = tmp_path_factory.mktemp("own"), itertools.count()
    return lambda: folder / str(next(numbers))


@pytest.fixture(autouse=True)
def own_folders(settings: Settings, next_place: Callable[[], Path]) -> Iterator[None]:
    """The witness outside the database and the uploads of one test are no other test's."""
    place = next_place()
    settings.WITNESS_DIR = place / "witness"
    settings.MEDIA_ROOT = place / "media"
    yield
    if place.exists():
        shutil.rmtree(place)


@pytest.fixture
def as_web_role(db: None) -> Iterator[None]:
    """The rest of the test speaks to PostgreSQL with the rights of the web server's role."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE web")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
