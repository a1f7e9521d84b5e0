"""The worker: carries out long work one piece after the other, seals looks, sweeps old files."""

from __future__ import annotations

import math
import signal
import time
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from members import drafts, jobs, looks, repeats, rights, scope, unused, uploads
from members.commanding import PlainCommand
from members.procedure import roles

PAUSE_SECONDS = 1
SEAL_EVERY = 20
SWEEP_EVERY = 3600


def _block_unused() -> None:
    """Accounts that nobody has used for as long as the office has settled."""
    day = timezone.localdate()
    with scope.opened(scope.whole_register(day)):
        idle = unused.due(day)
    for account in idle:
        roles.block_account(account, by=rights.machine("tự động", day), why=unused.sentence(account, day))


class Command(PlainCommand):
    help = "Làm các việc dài đang chờ (in sổ, nhập danh sách …) cho đến khi được dừng."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="làm hết việc đang chờ rồi dừng")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            jobs.run_waiting(timezone.now())
            looks.seal(timezone.now())
            _block_unused()
            return
        # A stop waits for the job under way.
        stopping: list[int] = []
        signal.signal(signal.SIGTERM, lambda number, frame: stopping.append(number))
        # The clock that is asked begins with the machine: what it never did is due at once.
        sealed = swept = -math.inf
        while not stopping:
            if jobs.run_waiting(timezone.now()) == 0:
                time.sleep(PAUSE_SECONDS)
            if time.monotonic() - sealed > SEAL_EVERY:
                looks.seal(timezone.now())
                sealed = time.monotonic()
            if time.monotonic() - swept > SWEEP_EVERY:
                jobs.sweep(timezone.now())
                uploads.sweep(timezone.now())
                drafts.sweep(timezone.now())
                repeats.sweep(timezone.now())
                _block_unused()
                swept = time.monotonic()
