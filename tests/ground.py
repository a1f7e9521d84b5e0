"""Ground that the tests of a file stand on: laid once, and found by each of them as it was laid."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any, Literal, TypeVar

import pytest
import time_machine
from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from members import kept

Made = TypeVar("Made")


class Ground:
    """What was made, and the files that were kept beside the database while it was made."""

    def __init__(self, made: Any, folder: Path) -> None:
        self._made, self._folder = made, folder

    def found(self) -> Any:
        """A copy of what was made, so that no test meets what another one did to it; its files are in place, and what
        the process has kept of the test before is forgotten, for the tree is marked as it was then."""
        kept.forget()
        for name, place in (("witness", settings.WITNESS_DIR), ("media", settings.MEDIA_ROOT)):
            if (self._folder / name).exists():
                shutil.copytree(self._folder / name, place, dirs_exist_ok=True)
        return copy.deepcopy(self._made)


def _taken_back(around: transaction.Atomic) -> None:
    transaction.set_rollback(True)
    around.__exit__(None, None, None)


def laid(build: Callable[[], Made], noon: str = "", scope: Literal["module", "class"] = "module") -> Any:
    """A fixture of a file, or of a class: `build()` once (at that moment, where it matters), in a transaction that is
    taken back after the last of the tests.

    A test asks for it before its database: `def play(ground, db): … ground.found()`. A test with real commits
    (`transaction=True`) has no place in such a file, for it would commit the ground."""

    @pytest.fixture(scope=scope)
    def ground(
        django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
    ) -> Iterator[Ground]:
        folder = tmp_path_factory.mktemp("ground")
        around = transaction.atomic()
        with django_db_blocker.unblock():
            around.__enter__()
            try:
                with (
                    time_machine.travel(noon, tick=True) if noon else nullcontext(),
                    override_settings(WITNESS_DIR=folder / "witness", MEDIA_ROOT=folder / "media"),
                ):
                    made = build()
                connection.check_constraints()
            except BaseException:
                # Ground that could not be laid is no ground for the files that come after.
                _taken_back(around)
                raise
        yield Ground(made, folder)
        with django_db_blocker.unblock():
            _taken_back(around)

    return ground
