"""The minutes of one reconciliation as they stand now: both sides are shown the same, and confirm it by its mark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kit.calendar import print_day
from members import issuing, kept, movements, scope, tree
from members.models import Term, TreePlace
from members.rights import Actor
from reports.reconciliation.models import AgreedPerson, CommitteeNumbers, ListTotals, Reconciliation
from reports.reconciliation.procedure import balancing, freezing, totals
from reports.reconciliation.procedure.cases import cases_of, left_open, told
from reports.reconciliation.rules.minutes import PART, SUM, Delegation, Minutes, Total, digest
from reports.reconciliation.rules.rounds import period_name
from reports.reconciliation.rules.sendings import sendings

LABELS = {
    "official": ("1", "Đảng viên chính thức", ""), "probationary": ("2", "Đảng viên dự bị", ""),
    "total": ("", "Tổng số đảng viên (1 + 2)", SUM), "women": ("", "trong đó: nữ", PART),
    "exempt": ("", "được miễn công tác và sinh hoạt đảng", PART),
    "away": ("", "tạm thời chuyển đi (vẫn tính ở đảng bộ)", PART),
    "guests": ("3", "Tạm thời chuyển đến (không tính vào tổng số)", ""),
}  # fmt: skip
UNCOUNTED = (
    "Danh sách không ghi rõ ngày chính thức của {} đảng viên có thể đã là chính thức vào ngày cuối kỳ, nên bên danh "
    "sách không đếm riêng chính thức, dự bị."
)
NAMED = "Người tạm thời chuyển đi, chuyển đến: bên danh sách chỉ đếm những người danh sách ghi rõ."
# What a list may say nothing of, or of some alone.
UNSAID = {
    "official": "đảng viên chính thức, dự bị", "women": "đảng viên nữ", "exempt": "người được miễn",
    "away": "người tạm thời chuyển đi", "guests": "người tạm thời chuyển đến",
}  # fmt: skip
NOT_SAID = "Danh sách không ghi đủ để đếm {}; bên danh sách để “–”."
THEIR_SIDE, OUR_SIDE = "Bên danh sách", "Bên hồ sơ"


@dataclass(frozen=True)
class Draft:
    """What the minutes say, the figures they agree on by kind, the balance with the ids behind it and its words (None
    before the register begins), and the place that stands before the day."""

    minutes: Minutes
    figures: Mapping[str, int]
    balance: movements.Balance | None
    said: balancing.Said | None
    place: str


@dataclass(frozen=True)
class Gathered(Draft):
    """What both sides confirm: the draft, the roster behind it, and the mark of the two."""

    roster: list[freezing.Entry]
    digest: str

    @property
    def people(self) -> list[AgreedPerson]:
        return [each.person for each in self.roster]


def gather(one: Reconciliation, *, by: Actor) -> Gathered:
    """The draft with the roster that both sides sign for, as they stand now."""
    found, roster = draft(one, by=by), freezing.roster(one, by=by)
    mark = digest(found.minutes, (each.said for each in roster))
    return Gathered(found.minutes, found.figures, found.balance, found.said, found.place, roster, mark)


def draft(one: Reconciliation, *, by: Actor) -> Draft:
    """Everything the minutes say, read with sight of the whole register, for `by`. What of it the committee may not
    know (people of other committees in its list) is said by the differences as they are kept: not at all."""
    day = one.round.closing_day
    with scope.opened(scope.whole_register(by.day)):
        theirs, ours = issuing.of_body(one.organisation_id, day), issuing.of_office(by.day)
        name = str(kept.full_names([one.organisation_id], day).get(one.organisation_id, ""))
        found = balancing.balance_of(one, today=by.day)
        said = balancing.papers_of(found, day) if found is not None else None
        rows, notes = balancing.lines(one, found, said, whole=_whole(day), today=by.day)
        cells = _cells(one.organisation_id, day)
        counted = _counted(one, by=by)
    agreed = {key: one.agreed or 0 for key, one in zip(LABELS, counted.totals, strict=True)}
    settled = told(one)
    minutes = Minutes(
        parent=theirs.parent.upper() or issuing.OPEN, issuer=theirs.body.upper() or issuing.OPEN,
        number=theirs.open_number("BB"),
        place=f"trụ sở {theirs.body or name}", place_and_day=theirs.open_day(by.day), committee=name,
        period=period_name(one.round.since, one.round.until), first_day=print_day(one.round.since),
        closing_day=print_day(day), their=Delegation(THEIR_SIDE, theirs.body or name),
        our=Delegation(OUR_SIDE, ours.body or issuing.OPEN), cells=cells, totals=counted.totals, balance=rows,
        cases=cases_of(one, settled), open=left_open(settled), agreed=agreed["total"],
        their_signature=theirs.signature, our_signature=ours.signature, notes=notes, unsaid=counted.unsaid,
        is_full=one.round.is_full, sent=counted.sent,
    )  # fmt: skip
    return Draft(minutes, agreed, found, said, theirs.place or issuing.OPEN)


def _whole(day: date) -> str:
    """What the register as a whole is called within a sentence: "Đảng bộ khu vực …" """
    root = TreePlace.objects.filter(version=tree.version_for(day), lo=0).values_list("organisation", flat=True).first()
    return str(kept.full_names([root], day).get(root, "sổ này")) if root else "sổ này"


def _cells(organisation: int, day: date) -> int:
    """Cells that stood under it that day; a chi bộ cơ sở is one."""
    return Term.unscoped.on(day).filter(tree.under(organisation, day), kind__holds_members=True).count()


@dataclass(frozen=True)
class _Counted:
    """The figures of both sides; what the list does not say of them, and which list they are of, in words."""

    totals: list[Total]
    unsaid: list[str]
    sent: list[str]


def _counted(one: Reconciliation, *, by: Actor) -> _Counted:
    """Both sides as they counted when the list that counts came, and what is agreed: our records as they stand now."""
    now = totals.of_records(one, by=by)
    theirs, ours, sent = _sides(one, now)
    rows = [
        Total(label, theirs.get(key), ours.get(key), now[key], kind, mark)
        for key, (mark, label, kind) in LABELS.items()
    ]  # fmt: skip
    return _Counted(rows, list(_unsaid(theirs)), sent)


def _unsaid(theirs: Mapping[str, int]) -> Iterator[str]:
    """What the list does not say, in words; nothing where there is none."""
    if unknown := theirs.get(totals.UNRANKED):
        yield UNCOUNTED.format(unknown)
    if theirs.get(totals.NAMED):
        yield NAMED
    missing = [said for key, said in UNSAID.items() if key not in theirs and not (unknown and key == "official")]
    if theirs and missing:
        yield NOT_SAID.format(", ".join(missing))


def _sides(one: Reconciliation, now: Mapping[str, int]) -> tuple[Mapping[str, int], Mapping[str, int], list[str]]:
    """(theirs, ours, which list they are of): of the list whose differences the minutes tell, the newest."""
    noted = CommitteeNumbers.unscoped.filter(reconciliation=one).first()
    if noted is not None:
        return {kind: getattr(noted, kind) for kind in CommitteeNumbers.KINDS}, now, []
    kept_totals = list(
        ListTotals.unscoped.filter(list__reconciliation=one).select_related("list").defer("marks", "chosen")
        .order_by("list__number")
    )  # fmt: skip
    if not kept_totals:
        return {}, now, []
    newest = kept_totals[-1]
    return newest.theirs, newest.ours, sendings([(row.list.sent_on, row.theirs, row.ours) for row in kept_totals])
