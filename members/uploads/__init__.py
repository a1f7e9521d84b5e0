"""Workbooks that are being settled: kept encrypted for who sent them, read and shown page by page, forgotten when
settled.

`keeping` is the file itself, `parts` what was read of it, `sheets` and `plans` how an import is shown, `comparisons`
how a comparison is, `work` what does it, in the request or as a job.
"""

from members.uploads.keeping import (
    asked_of,
    book_of,
    choices_of,
    choose,
    content_of,
    day_of,
    drop,
    files_of,
    forget,
    keep,
    keep_several,
    mine,
    names_of,
    note_asked,
    note_day,
    opened,
    sent,
    settle,
    sweep,
    with_contents,
)

__all__ = [
    "asked_of", "book_of", "choices_of", "choose", "content_of", "day_of", "drop", "files_of", "forget", "keep",
    "keep_several", "mine", "names_of", "note_asked", "note_day", "opened", "sent", "settle", "sweep", "with_contents",
]  # fmt: skip
