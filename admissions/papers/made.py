"""One paper of one file, by its name."""

from __future__ import annotations

from collections.abc import Callable

from admissions.papers import appraisals, contents, decisions, progress, resolutions, sheets
from admissions.papers.written import Written
from admissions.procedure.reading import File

WRITERS: dict[str, Callable[[File], Written]] = {
    "progress": progress.progress, "helper": decisions.helper, "opinions": sheets.opinions,
    "cell-resolution": resolutions.of_cell, "committee-resolution": resolutions.of_committee,
    "proposal": decisions.proposal, "decision": decisions.admission, "ceremony": sheets.ceremony,
    "contents": contents.contents, "probation-opinions": sheets.probation_opinions,
    "cell-recognition": resolutions.on_recognition, "recognition-decision": decisions.recognition,
    "appraisal": appraisals.of_admission, "recognition-appraisal": appraisals.of_recognition,
    "committee-recognition": resolutions.of_committee_on_recognition, "striking-off": decisions.striking_off,
}  # fmt: skip
