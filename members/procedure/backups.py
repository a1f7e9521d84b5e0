"""The lines that backups and restores leave in the history; the files are the business of `members/backups/`."""

from __future__ import annotations

from typing import Any

from members import history, rights
from members.procedure.acting import verb
from members.rights import Actor


def _permit(by: Actor) -> None:
    rights.check_may(by, history.current().verb, rights.case_of_organisation(None))


def begin_backup(*, by: Actor, file: str, sealed: bool) -> None:
    """A backup is about to be written: its name, and whether it is encrypted. No copy goes out without a line; whether
    a file came of it, the next one says."""
    rights.check_may(by, "take_backup", rights.case_of_organisation(None))
    with history.act("begin_backup", by=by):
        history.note(file=file, sealed=sealed)


@verb("sao lưu", about="register")
def take_backup(*, by: Actor, file: str, sealed: bool) -> None:
    """The file of that name is whole and in its place: from now on it counts as taken."""
    _permit(by)
    history.note(file=file, sealed=sealed)


def fail_backup(*, by: Actor, file: str) -> None:
    """The backup that was begun by the line above came to nothing: there is no file of that name."""
    with history.act("fail_backup", by=by):
        history.note(file=file)


@verb("khôi phục từ bản sao lưu", about="register")
def restore_backup(*, by: Actor, made_at: str, checksum: str, newest: dict[str, list[Any]]) -> None:
    """The register was put back to what a backup held: when it was taken, the file's SHA-256, its newest lines."""
    _permit(by)
    history.note(made_at=made_at, checksum=checksum, newest=newest)
