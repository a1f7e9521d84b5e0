"""Where a file went: handed over, along with whom it admitted, or to what carries on a cell that ended; what may be
pressed about it."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import timedelta
from functools import partial

from django.urls import reverse

from admissions.models import HandOver, StepKind
from admissions.procedure.handing_over import check_corrected, check_goes_back
from admissions.procedure.leading import moves
from admissions.procedure.reading import File
from admissions.rules import handing_over as handing
from kit.calendar import print_day
from members import kept, rights, successors, wording
from members.errors import why_not_yet

# (verb, words, address, what is asked first) of one time that a file went or came.
ROWS_HANDED = (
    ("correct_hand_over", "Sửa giấy tờ lần chuyển hồ sơ", "correct-hand-over", check_corrected),
    ("take_back_hand_over", "Bỏ lần chuyển hồ sơ", "take-back-hand-over", check_goes_back),
)


def moved(file: File) -> list[str]:
    """From where to where the file went, handed over or along with whom it admitted; to who reads it at a former place
    up to there."""
    found = [came_in(row) for row in file.handed if row.organisation_id is None]
    for former, stay in moves(file.stays, file.left_on or file.day):
        on = stay.since or file.day
        names = kept.full_names({former}, on - timedelta(days=1)) | kept.full_names({stay.organisation}, on)
        way = f"từ {names.get(former, 'chi bộ cũ')} sang {names.get(stay.organisation, 'chi bộ mới')}"
        found.append(
            f"Ngày {print_day(on)} chuyển hồ sơ {way} ({wording.paper(stay.handed.decision)})."
            if stay.handed
            else f"Ngày {print_day(on)} chuyển sinh hoạt {way}, hồ sơ theo sang."
        )
    found += _carried_on(file)
    if any(not one.stands for one in file.way.ballots):
        found.append(
            "Nghị quyết của chi bộ cũ chưa qua đảng ủy cơ sở, nơi này là chi bộ cơ sở: chi bộ này xét, biểu quyết lại."
        )
    if file.left_on is not None:
        found.append("Nơi mới ghi tiếp; ở đây còn xem những việc đã làm trước ngày ấy.")
    return found


def _carried_on(file: File) -> Iterator[str]:
    """The cell that led it last has ended, and which one considers further; of a former cell nothing of it is told."""
    begun = [one.organisation for one in file.stays if one.begun_on(file.day)]
    cell = begun[-1] if begun else file.applicant.organisation_id
    ended = {} if cell == file.cell or file.left_on else successors.closures_of({cell}, file.day)
    while cell != file.cell and (gone := ended.get(cell)) is not None and gone.successor_id:
        eve = gone.day - timedelta(days=1)
        names = kept.called({cell}, eve) | kept.called({gone.successor_id}, gone.day)
        given = f" ({wording.paper(gone.decision)})" if gone.decision_id else ""
        yield (
            f"Ngày {print_day(gone.day)} {names.get(cell, 'chi bộ cũ')} kết thúc{given}; "
            f"{names.get(gone.successor_id, 'nơi kế tục')} xét tiếp, các bước đã ghi giữ nguyên."
        )
        cell = gone.successor_id


def came_in(row: HandOver) -> str:
    return (
        f"Ngày {print_day(row.day)} hồ sơ từ {row.outside} chuyển đến ({wording.paper(row.decision)}); các bước "
        "trước ngày ấy làm ở nơi đó."
    )


def hand_overs(file: File, may: AbstractSet[str], actor: rights.Actor) -> list[tuple[str, str]]:
    """What may be pressed about the file going elsewhere or having come: (words, address)."""
    pk, found = [file.applicant.pk], []
    if "hand_over_file" in may and not why_not_yet(partial(handing.check_may_go, file.way)):
        found.append(("Chuyển hồ sơ sang nơi khác", reverse("hand-over-file", args=pk)))
        # Offered while the cell has not considered: later it is put right by who looks for it.
        came = partial(handing.check_may_have_come, file.way)
        if StepKind.CELL not in file.way.recorded() and not file.way.handed and not why_not_yet(came):
            found.append(("Ghi hồ sơ từ nơi khác chuyển đến", reverse("came-in", args=pk)))
    for verb, words, name, check in ROWS_HANDED:
        found += [
            (f"{words} ngày {print_day(row.day)}", reverse(name, args=[row.pk]))
            for row in file.handed
            if verb in may and not why_not_yet(partial(check, file, row, actor))
        ]
    return found
