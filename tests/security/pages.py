"""Role × page: every address of the program, who may open it, and with what it is tried.

`kind` says which object an address is about, so that the test can offer one's own, a sibling's, a parent's and a
foreign one. `allowed` are the roles that get an answer for an object of their own part; everybody else is refused
(403), and everybody outside the object's part is told that nothing is there (404).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

OFFICER, COMMITTEE, CELL, READER, ADMINISTRATOR = "officer", "committee", "cell", "reader", "administrator"
# An officer of one part of the tree; never named in the table: `opens` says what of an officer's is his.
PART = "part"
ALL = (OFFICER, COMMITTEE, CELL, READER, ADMINISTRATOR)
PEOPLE = (OFFICER, COMMITTEE, CELL)
LISTS = (*PEOPLE, READER)


@dataclass(frozen=True)
class Page:
    kind: str = ""
    allowed: tuple[str, ...] = ALL
    method: str = "get"
    public: bool = False
    own_only: bool = True


def organisation(*allowed: str, method: str = "get") -> Page:
    return Page("organisation", allowed, method)


def person(*allowed: str, method: str = "get") -> Page:
    return Page("person", allowed, method)


PAGES: dict[str, Page] = {
    "today": Page(),
    "login": Page(public=True),
    "first-start": Page(public=True),
    "logout": Page(method="post"),
    "password": Page(),
    "gallery": Page(),
    "rules": Page(),
    "guide": Page(public=True),
    "guide-picture": Page("picture", public=True),
    "organisations": Page(),
    "find": Page(allowed=PEOPLE),
    "find-hints": Page(allowed=PEOPLE, method="post"),
    # organisations
    "organisation": organisation(*ALL),
    "organisation-history": organisation(*PEOPLE),
    "people": organisation(*LISTS),
    "enter": organisation(OFFICER),
    "roster": organisation(*LISTS),
    "findings": organisation(*LISTS),
    "print-roster": organisation(*LISTS, method="post"),
    "own-list": organisation(*LISTS),
    "print-own-list": organisation(*LISTS, method="post"),
    "keep-list": organisation(*LISTS, method="post"),
    "own-lists": Page(allowed=LISTS),
    # kept by somebody else and not shared
    "kept-list": Page("kept", ()),
    "drop-list": Page("kept", (), "post"),
    "create-organisation": organisation(OFFICER),
    "rename-organisation": organisation(OFFICER),
    "change-kind": organisation(OFFICER),
    "set-area": organisation(OFFICER),
    "move-organisation": organisation(OFFICER),
    "close-organisation": organisation(OFFICER),
    "hold-office": organisation(OFFICER, COMMITTEE),
    "congress": organisation(OFFICER, COMMITTEE),
    "correct-term": Page("term", (OFFICER,)),
    "correct-closing": Page("closure", (OFFICER,)),
    "correct-office": Page("holding", (OFFICER, COMMITTEE)),
    "end-office": Page("holding", (OFFICER, COMMITTEE)),
    # people
    "person": person(*PEOPLE),
    "person-history": person(*PEOPLE),
    "viewed": person(OFFICER),
    "print-viewed": person(OFFICER, method="post"),
    "card": person(*PEOPLE, method="post"),
    "correct-member": person(OFFICER),
    "recognise": person(OFFICER),
    "note-number": person(OFFICER),
    "note-residence": person(*PEOPLE),
    "change-name": person(OFFICER),
    "place": person(OFFICER),
    "move": person(OFFICER, COMMITTEE),
    "receive": person(*PEOPLE),
    "place-temporarily": person(OFFICER, COMMITTEE),
    "exempt": person(*PEOPLE),
    "suspend": person(OFFICER),
    "discipline": person(OFFICER, COMMITTEE),
    "depart": person(OFFICER),
    "restore": person(OFFICER),
    "introduce": person(*PEOPLE),
    "leaver": Page("leaver", (OFFICER,)),
    "unplaced": Page(allowed=(OFFICER,)),
    # one person, two records
    "doubles": Page(allowed=PEOPLE),
    "search-doubles": Page(allowed=(OFFICER,), method="post"),
    "merge-with": person(OFFICER),
    "merge": person(OFFICER),
    "merged": Page("merge", PEOPLE),
    "undo-merge": Page("merge", (OFFICER,)),
    "not-same": Page("pair", (OFFICER, COMMITTEE)),
    "same-after-all": Page("told_apart", (OFFICER, COMMITTEE)),
    # facts of a person
    "correct-membership": Page("membership", (OFFICER,)),
    "correct-number": Page("number", (OFFICER,)),
    "remove-number": Page("number", (OFFICER,)),
    "correct-residence": Page("residence", PEOPLE),
    "correct-name-change": Page("name_change", (OFFICER,)),
    "correct-placement": Page("placement", (OFFICER,)),
    "end-temporary": Page("temporary", (OFFICER, COMMITTEE)),
    "correct-exemption": Page("exemption", (OFFICER, COMMITTEE)),
    "remove-exemption": Page("exemption", (OFFICER,)),
    "end-exemption": Page("exemption", PEOPLE),
    "correct-suspension": Page("suspension", (OFFICER,)),
    "end-suspension": Page("suspension", (OFFICER,)),
    "correct-discipline": Page("discipline", (OFFICER,)),
    "correct-departure": Page("departure", (OFFICER,)),
    "correct-introduction": Page("introduction", PEOPLE),
    "end-introduction": Page("introduction", PEOPLE),
    "settle-finding": Page("finding", (OFFICER,)),
    "line": Page("act", PEOPLE),
    "revert": Page("act", (OFFICER,)),
    # corrections that a unit asks for
    "propose-member": person(COMMITTEE, CELL),
    "propose-membership": Page("membership", (COMMITTEE, CELL)),
    "propose-number": Page("number", (COMMITTEE, CELL)),
    "propose-name-change": Page("name_change", (COMMITTEE, CELL)),
    "propose-placement": Page("placement", (COMMITTEE, CELL)),
    "propose-exemption": Page("exemption", (CELL,)),
    "propose-suspension": Page("suspension", (COMMITTEE, CELL)),
    "propose-discipline": Page("discipline", (COMMITTEE, CELL)),
    "propose-departure": Page("departure", (COMMITTEE, CELL)),
    "proposal": Page("proposal", PEOPLE),
    "accept-proposal": Page("proposal", (OFFICER,), "post"),
    "refuse-proposal": Page("proposal", (OFFICER,)),
    # only the unit that has sent it: the things of the test are sent by their cell
    "withdraw-proposal": Page("proposal", (CELL,)),
    # plans of reorganisation
    "reorganisations": Page(allowed=(OFFICER,)),
    "draw-reorganisation": Page(allowed=(OFFICER,)),
    **dict.fromkeys(
        (
            "reorganisation",
            "change-reorganisation",
            "reorganisation-step",
            "reorganisation-nhap",
            "reorganisation-tach",
            "reorganisation-cap-tren",
            "reorganisation-ten",
            "reorganisation-loai",
            "reorganisation-ket-thuc",
            "reorganisation-lap",
            "reorganisation-bang",
            "take-back-reorganisation",
        ),
        Page("plan", (OFFICER,)),
    ),
    **dict.fromkeys(
        ("drop-reorganisation-steps", "look-over-reorganisation", "apply-reorganisation", "discard-reorganisation"),
        Page("plan", (OFFICER,), "post"),
    ),
    # files of one's own
    "imports": Page(allowed=(OFFICER,)),
    "import": Page("upload", (OFFICER,)),
    "import-reading": Page("upload", (OFFICER,)),
    "import-problems": Page("upload", (OFFICER,)),
    "import-plan": Page("upload", (OFFICER,)),
    "import-again": Page("upload", (OFFICER,), "post"),
    "confirm-import": Page("upload", (OFFICER,), "post"),
    "comparisons": Page(allowed=(OFFICER,)),
    "comparison": Page("compared", (OFFICER,)),
    "comparison-again": Page("compared", (OFFICER,), "post"),
    # reconciliations: of a committee, for who acts for it
    "rounds": Page(allowed=(OFFICER, COMMITTEE, READER)),
    "open-round": Page(allowed=(OFFICER,)),
    "round": Page("round", (OFFICER, COMMITTEE, READER)),
    "round-overview": Page("round", (OFFICER, COMMITTEE, READER)),
    "round-cases": Page("round", (OFFICER, COMMITTEE)),
    "print-round": Page("round", (OFFICER, READER), "post"),
    "add-committees": Page("round", (OFFICER,)),
    "take-back-round": Page("round", (OFFICER,), "post"),
    "reconciliation": Page("reconciliation", (OFFICER, COMMITTEE)),
    "postpone": Page("reconciliation", (OFFICER,)),
    "take-back-postponement": Page("reconciliation", (OFFICER,), "post"),
    "take-out-committee": Page("reconciliation", (OFFICER,), "post"),
    "send-list": Page("reconciliation", (OFFICER, COMMITTEE)),
    "compare-again": Page("reconciliation", (OFFICER, COMMITTEE), "post"),
    "list-reading": Page("reconciliation", (OFFICER, COMMITTEE)),
    "settling": Page("reconciliation", (OFFICER, COMMITTEE)),
    "difference": Page("reconciliation", (OFFICER, COMMITTEE)),
    "choose-person": Page("reconciliation", (OFFICER,), "post"),
    "answers": Page("reconciliation", (OFFICER, COMMITTEE)),
    "spelling": Page("reconciliation", (OFFICER, COMMITTEE)),
    "remarked-list": Page("reconciliation", (OFFICER, COMMITTEE), "post"),
    "take-back-answer": Page("reconciliation", (OFFICER, COMMITTEE), "post"),
    "take-back-choice": Page("reconciliation", (OFFICER,), "post"),
    "committee-numbers": Page("light", (OFFICER, COMMITTEE)),
    "take-back-numbers": Page("light", (OFFICER, COMMITTEE), "post"),
    "list-sent": Page("sent_file", (OFFICER, COMMITTEE)),
    "minutes": Page("reconciliation", (OFFICER, COMMITTEE)),
    "minutes-draft": Page("reconciliation", (OFFICER, COMMITTEE)),
    "confirm-minutes": Page("reconciliation", (OFFICER, COMMITTEE), "post"),
    "withdraw-confirmation": Page("reconciliation", (OFFICER, COMMITTEE), "post"),
    "confirm-on-paper": Page("reconciliation", (OFFICER,)),
    "withdraw-on-paper": Page("reconciliation", (OFFICER,)),
    "sign-minutes": Page("reconciliation", (OFFICER,)),
    "minutes-signed": Page("signed", (OFFICER, COMMITTEE)),
    "take-back-list": Page("reconciliation", (OFFICER, COMMITTEE)),
    # admissions: files of a cell, for who leads them
    "applicants": Page(allowed=PEOPLE),
    "versions-of-files": Page(allowed=PEOPLE),
    "authorisations": Page(allowed=PEOPLE),
    "authorise-committee": organisation(OFFICER),
    "end-authorisation": Page("authorisation", (OFFICER,)),
    "take-back-authorisation": Page("authorisation", (OFFICER,)),
    "enterprises": Page(allowed=PEOPLE),
    "enterprise-years": Page(allowed=LISTS),
    "enter-enterprise": Page(allowed=(OFFICER, COMMITTEE)),
    "enterprise": Page("enterprise", PEOPLE),
    **dict.fromkeys(
        ("correct-enterprise", "end-enterprise", "take-back-enterprise", "link-enterprise", "note-worker"),
        Page("enterprise", (OFFICER, COMMITTEE)),
    ),
    **dict.fromkeys(
        ("end-enterprise-link", "take-back-enterprise-link"), Page("enterprise_link", (OFFICER, COMMITTEE))
    ),
    **dict.fromkeys(("end-worker", "take-back-worker"), Page("worker", (OFFICER, COMMITTEE))),
    "year": Page(allowed=LISTS),
    "year-names": Page(allowed=LISTS),
    "targets": Page(allowed=PEOPLE),
    "set-target": organisation(OFFICER),
    "take-back-target": Page("target", (OFFICER,)),
    "open-file": Page(allowed=PEOPLE),
    "applicant": Page("applicant", PEOPLE),
    "correct-applicant": Page("applicant", PEOPLE),
    "stop-file": Page("applicant", PEOPLE),
    "take-file-up": Page("applicant", PEOPLE),
    "hand-over-file": Page("applicant", PEOPLE),
    "came-in": Page("applicant", PEOPLE),
    "correct-hand-over": Page("hand_over", PEOPLE),
    "take-back-hand-over": Page("hand_over", PEOPLE),
    "step-received": Page("applicant", PEOPLE),
    **dict.fromkeys(
        (
            "recognition-certificate",
            "recognition-self-review",
            "recognition-helper",
            "recognition-synthesis",
            "recognition-vote",
            "recognition-appraisal",
            "striking-off-vote",
        ),
        Page("applicant", PEOPLE),
    ),
    **dict.fromkeys(
        ("committee-on-recognition", "record-recognition", "take-back-recognition", "record-striking-off"),
        Page("applicant", (OFFICER, COMMITTEE)),
    ),
    "take-back-striking-off": Page("applicant", (OFFICER,)),
    "correct-recognition-step": Page("recognition_step", PEOPLE),
    "take-back-recognition-step": Page("recognition_step", PEOPLE),
    "step-small-cell": Page("applicant", PEOPLE),
    **dict.fromkeys(
        (
            "step-sympathiser",
            "step-class-proposed",
            "step-certificate",
            "step-application",
            "step-profile",
            "step-verified",
            "step-certified",
            "step-introduced",
            "step-union",
            "step-gathered",
            "step-checked",
            "step-consent",
            "step-cell",
            "step-appraisal",
            "step-records",
        ),
        Page("applicant", PEOPLE),
    ),
    "step-committee": Page("applicant", (OFFICER, COMMITTEE)),
    "step-decision": Page("applicant", (OFFICER, COMMITTEE)),
    "step-ceremony": Page("applicant", (OFFICER,)),
    "correct-step": Page("admission_step", PEOPLE),
    "take-back-step": Page("admission_step", PEOPLE),
    "assign-helper": Page("applicant", PEOPLE),
    "end-helper": Page("admission_helper", PEOPLE),
    "correct-helper": Page("admission_helper", PEOPLE),
    "take-back-helper": Page("admission_helper", PEOPLE),
    "note-remark": Page("admission_helper", PEOPLE),
    "take-back-remark": Page("admission_remark", PEOPLE),
    "take-back-vote": Page("admission_vote", PEOPLE),
    "deadlines": Page(allowed=PEOPLE),
    "probationers-without-file": Page(allowed=PEOPLE),
    "take-over": person(*PEOPLE),
    "take-back-taking-over": Page("applicant", PEOPLE),
    "admission-progress": Page(allowed=LISTS),
    "resolution-came": Page("applicant", (OFFICER, COMMITTEE)),
    "extend-decision": Page("applicant", (OFFICER, COMMITTEE)),
    "correct-handling": Page("handling", (OFFICER, COMMITTEE)),
    "take-back-handling": Page("handling", (OFFICER, COMMITTEE)),
    "send-verification": Page("applicant", PEOPLE),
    "verification-answer": Page("verification", PEOPLE),
    "correct-verification": Page("verification", PEOPLE),
    "take-back-verification": Page("verification", PEOPLE),
    "visits": Page(allowed=PEOPLE),
    "record-visit": organisation(*PEOPLE),
    "correct-visit": Page("visit", PEOPLE),
    "take-back-visit": Page("visit", PEOPLE),
    "print-applicant": Page("applicant", PEOPLE, "post"),
    "admission-lists": Page(allowed=PEOPLE),
    "print-year": Page(allowed=LISTS, method="post"),
    "print-course": Page("course", (OFFICER, COMMITTEE), "post"),
    "courses": Page(allowed=(OFFICER, COMMITTEE)),
    "open-course": Page(allowed=(OFFICER, COMMITTEE)),
    **dict.fromkeys(
        ("course", "correct-course", "take-back-course", "enrol", "enter-certificates"),
        Page("course", (OFFICER, COMMITTEE)),
    ),
    **dict.fromkeys(
        ("take-off-course", "correct-certificate", "take-back-certificate"), Page("attendance", (OFFICER, COMMITTEE))
    ),
    # sheets to fill in
    "sheet": Page("sheet", (OFFICER,)),
    "empty-sheet": Page("sheet", (OFFICER,), "post"),
    "filled-sheet": Page("filled", (OFFICER,)),
    "write-sheet": Page("filled", (OFFICER,), "post"),
    # half-filled forms of one's own: which page it is, says the form
    "keep-draft": Page(method="post"),
    "drop-draft": Page(method="post"),
    # long work of one's own
    "jobs": Page(),
    "job": Page("job", ()),
    "job-file": Page("job", ()),
    "cancel-job": Page("job", (), "post"),
    "job-again": Page("job", (), "post"),
    # the office and its accounts
    "beginning": Page(allowed=(OFFICER, ADMINISTRATOR)),
    "office": Page(allowed=(OFFICER, ADMINISTRATOR)),
    "take-back-setting": Page("setting", (OFFICER, ADMINISTRATOR)),
    "holidays": Page(allowed=(OFFICER, ADMINISTRATOR)),
    "remove-holiday": Page("holiday", (OFFICER,)),
    "kinds": Page(allowed=(OFFICER,)),
    "correct-kind": Page("kind", (OFFICER,)),
    "retire-kind": Page("kind", (OFFICER,)),
    "take-kind-back": Page("kind", (OFFICER,)),
    "accounts": Page(allowed=(OFFICER, ADMINISTRATOR)),
    "create-account": Page(allowed=(OFFICER, ADMINISTRATOR)),
    "slips": Page(allowed=(ADMINISTRATOR,)),
    "account": Page("account", (OFFICER, ADMINISTRATOR)),
    "account-history": Page("account", (OFFICER, ADMINISTRATOR)),
    "reset-password": Page("account", (ADMINISTRATOR,), "post"),
    "ask-renewal": Page("account", (ADMINISTRATOR,), "post"),
    "confirm-renewal": Page("renewal", (OFFICER,), "post"),
    "drop-renewal": Page("renewal", (OFFICER, ADMINISTRATOR), "post"),
    "block-account": Page("account", (OFFICER, ADMINISTRATOR), "post"),
    "unlock-sign-in": Page("account", (OFFICER, ADMINISTRATOR), "post"),
    "end-session": Page("account", (OFFICER, ADMINISTRATOR), "post"),
    "roles": Page(),
    "table-rows": Page(method="post"),
    "grant-role": Page("account", (ADMINISTRATOR,)),
    "waiting-roles": Page(allowed=(OFFICER, ADMINISTRATOR)),
    "confirm-role": Page("role", (OFFICER,), "post"),
    "end-role": Page("role", (OFFICER, ADMINISTRATOR)),
}


# An officer's pages that concern the register as a whole, though their address is about something of a part.
OF_THE_WHOLE = frozenset({"postpone", "take-back-postponement", "take-out-committee", "choose-person",
                          "take-back-choice", "confirm-on-paper", "withdraw-on-paper", "sign-minutes"})  # fmt: skip
# And those that an officer of a part opens although no committee does.
OF_A_PART = frozenset({"imports", "import", "import-reading", "import-problems", "import-plan", "import-again",
                       "confirm-import", "accounts", "account", "waiting-roles", "confirm-role",
                       "end-role"})  # fmt: skip


def opens(name: str, role: str) -> bool:
    """Whether this role opens the page for a thing of its own part."""
    page = PAGES[name]
    if role != PART:
        return role in page.allowed
    if OFFICER not in page.allowed or name in OF_THE_WHOLE:
        return False
    return name in OF_A_PART or COMMITTEE in page.allowed or page.kind not in REGISTER


# Pages with a form that fewer may send than read.
SENT_BY = {"waiting-roles": (OFFICER,), "holidays": (OFFICER,)}


# What is the register's and stands in no part of it.
REGISTER = (
    "", "round", "holiday", "setting", "kind", "account", "renewal", "role", "upload", "compared", "leaver", "sheet",
    "filled", "plan",
)  # fmt: skip


def address(name: str, things: dict[str, int]) -> str:
    """The address of a page about the thing of its kind: the first sheet of a file; a sheet of holders to fill in."""
    kind = PAGES[name].kind
    if kind in ("sheet", "filled"):
        return reverse(name, args=["chuc-vu", *([things[kind]] if kind == "filled" else [])])
    if kind == "picture":
        return reverse(name, args=["hom-nay"])
    further = {"difference": "point", "choose-person": "point", "take-back-answer": "answer",
               "take-back-choice": "chosen",
               "merge": "person", "reorganisation-step": "planned"}  # fmt: skip
    more = [things[further[name]]] if name in further else [0] * (name in ("import-reading", "list-reading"))
    return reverse(name, args=[things[kind], *more] if kind else [])
