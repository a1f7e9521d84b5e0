"""The lines that backups and restores leave in the history; the files are the business of `members/backups/`."""

from __future__ import annotations

from typing import Any

from members import history, rights
from members.procedure.acting import verb
from members.rights import Actor


def _permit(by: Actor) -> None:
    rights.check_may(by, history.current().verb, rights.case_of_organisation(None))


@verb("sao lưu", about="register")
def take_backup(*, by: Actor, file: str, sealed: bool) -> None:
    """A backup is about to be written: its name, and whether it is encrypted."""
    _permit(by)
    history.note(file=file, sealed=sealed)


def fail_backup(*, by: Actor, file: str) -> None:
    """The backup whose line stands above came to nothing: there is no file of that name."""
    with history.act("fail_backup", by=by):
        history.note(file=file)


@verb("khôi phục từ bản sao lưu", about="register")
def restore_backup(*, by: Actor, made_at: str, checksum: str, newest: dict[str, list[Any]]) -> None:
    """The register was put back to what a backup held: when it was taken, the file's SHA-256, its newest lines."""
    _permit(by)
    history.note(made_at=made_at, checksum=checksum, newest=newest)
