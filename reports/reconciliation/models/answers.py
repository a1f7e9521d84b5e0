"""How a difference is settled: one answer each, and who a row is that was not clear."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Case, Exists, ExpressionWrapper, F, OuterRef, Q, Value, When

from members import scope
from members.models import Account, Closure, Member, Merge

from .differences import Difference, Kind, come_back
from .lists import SentList
from .rounds import Reconciliation


class Choice(models.TextChoices):
    """What becomes of a difference, in the order of the keys 1 to 4."""

    FIX_LIST = "fix_list", "cơ sở sửa danh sách"
    FIX_RECORD = "fix_record", "ghi vào sổ theo danh sách"
    WAIT = "wait", "chờ giấy tờ"
    BOTH = "both", "để cả hai"


class Standing(models.TextChoices):
    """How a difference stands, answered or not; the last three are still open."""

    FIX_LIST = "fix_list", "cơ sở sửa danh sách"
    FIX_RECORD = "fix_record", "đã ghi vào sổ"
    BOTH = "both", "để cả hai"
    GONE = "gone", "không còn lệch"
    WAIT = "wait", "chờ giấy tờ"
    COMMITTEE = "committee", "chờ cơ sở trả lời"
    OFFICER = "officer", "chờ cán bộ tổ chức"


class Side(models.TextChoices):
    """For whom somebody answered."""

    COMMITTEE = "committee", "đảng ủy cơ sở"
    OFFICER = "officer", "cán bộ tổ chức"


def _still_differs() -> Exists:
    """Of an answer: the list that counts has a difference of its key."""
    here = Difference.unscoped.counted()
    return Exists(here.filter(list__reconciliation=OuterRef("reconciliation"), key=OuterRef("key")))


def _of_the_same(rows: Any) -> Q:
    """Of an answer: one of `rows` is about the same person (or the record that this one is part of now) in the same
    thing, by what it said then or by something else. Asked in three ways, each with an index of its own: asked as one,
    the database goes through all rows for each answer."""
    now = Merge.unscoped.filter(absorbed=OuterRef(OuterRef("member"))).values("kept")
    same = rows.filter(kind=OuterRef("kind"), field=OuterRef("field"))
    by_mark, by_record = same.filter(subject=OuterRef("subject")), same.filter(member=OuterRef("member"))
    return Q(Exists(by_mark)) | Q(Exists(by_record)) | Q(Exists(same.filter(member__in=now)))


def _asked_anew() -> Any:
    """Of an answer: the list that counts has a difference in the same thing, or one that came later was answered."""
    here = Difference.unscoped.counted().filter(list__reconciliation=OuterRef("reconciliation"))
    later = Answer.unscoped.filter(reconciliation=OuterRef("reconciliation"), act__gt=OuterRef("act"))
    return _of_the_same(here) | _of_the_same(later)


def _next_list() -> Exists:
    """Of an answer: the committee, or who has taken it in, has sent a list of another period that ends no earlier."""
    successor = Closure.unscoped.filter(organisation=OuterRef(OuterRef("reconciliation__organisation")))
    same = Q(reconciliation__organisation=OuterRef("reconciliation__organisation"))
    rows = SentList.unscoped.filter(
        same | Q(reconciliation__organisation__in=successor.values("successor")),
        reconciliation__round__until__gte=OuterRef("reconciliation__round__until"),
    ).exclude(reconciliation=OuterRef("reconciliation"))
    return Exists(rows)


class AnswerWords(models.QuerySet[Any]):
    def told(self) -> Self:
        """Each with `is_open`: the list that counts still differs in that point; and `is_asked_anew`: it differs in the
        same thing, as it did or otherwise, or that was answered later."""
        anew = ExpressionWrapper(_asked_anew(), output_field=models.BooleanField())
        return self.select_related("account").annotate(is_open=_still_differs(), is_asked_anew=anew)

    def still_open(self) -> Self:
        """Those in whose point the list that counts still differs."""
        return self.filter(_still_differs())

    def once(self) -> Self:
        """Without what was asked anew, so that each thing about a person is counted once. What was entered in our
        record stays, with its paper."""
        return self.filter(Q(choice=Choice.FIX_RECORD) | Q(_still_differs()) | ~_asked_anew())

    def settled(self) -> Self:
        """Without those corrections of our record that were asked for and are not entered yet."""
        return self.exclude(choice=Choice.FIX_RECORD, entered_on__isnull=True)

    def asked(self) -> Self:
        """Corrections of our record that wait on the officer."""
        return self.filter(choice=Choice.FIX_RECORD, entered_on__isnull=True)

    def stood(self) -> Self:
        """Each with its `standing`. Nobody waits for the papers of what is no difference any more, and nothing of it
        stays on both sides."""
        waits = When(choice=Choice.FIX_RECORD, entered_on__isnull=True, then=Value(Standing.OFFICER.value))
        gone = When(~_still_differs(), choice__in=(Choice.WAIT, Choice.BOTH), then=Value(Standing.GONE.value))
        return self.annotate(standing=Case(waits, gone, default=F("choice"), output_field=models.CharField()))

    def outstanding(self, day: date) -> Self:
        """Of what was signed: those whose papers should have come by that day, until the next list asks anew, or until
        something is written about the person."""
        untouched = Q(member__changed_by__lte=F("reconciliation__signing__minutes__line"))
        unknown = Q(member__isnull=True) | Q(reconciliation__signing__minutes__isnull=True)
        waits = self.filter(choice=Choice.WAIT, due_on__lt=day, reconciliation__signing__isnull=False)
        return waits.still_open().filter(untouched | unknown, ~_next_list())

    def come_back(self, before: Mapping[int, int]) -> Self:
        """Those that stood in the round before too; `before`: {round: the round before it}."""
        found: Self = come_back(self, "reconciliation", before)
        return found


class Answer(models.Model):
    """What was said of the difference with this key, by whom and on which ground; another answer takes its place.

    What the difference said is copied, so that it can be read when there is none any more. `given` is what was typed
    for a correction of our record ({field of its form: as JSON keeps it}). `act`: number of the line that answered,
    what an open page is held against. `lines`: numbers of the lines that corrected our record, in their order;
    `entered_on`: the day of that. A committee's correction that only the officer enters has neither until he does.
    """

    # What may be a date, a sex, a card number, and is said as such.
    MIXED = frozenset({"list_value", "record_value"})
    # What a reader of the history has nothing of.
    SILENT = frozenset({"key", "subject", "field", "act", "lines", "given", "sheet", "row", "agreed_value"})

    reconciliation = models.ForeignKey(
        Reconciliation, models.PROTECT, related_name="answers", verbose_name="đối khớp", db_index=False
    )
    key = models.CharField("dấu của điểm lệch", max_length=64)
    subject = models.CharField("dấu của người", max_length=64)
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, related_name="settled_points", verbose_name="đảng viên"
    )
    kind = models.CharField("loại lệch", max_length=12, choices=Kind.choices)
    field = models.CharField("mục lệch", max_length=16, blank=True)
    name = models.CharField("họ và tên", max_length=160)
    cell = models.CharField("chi bộ", max_length=160, blank=True)
    sheet = models.CharField("trang tính", max_length=80, blank=True)
    row = models.PositiveIntegerField("dòng", null=True)
    list_value = models.CharField("theo danh sách", max_length=200, blank=True)
    record_value = models.CharField("theo sổ", max_length=200, blank=True)
    agreed_value = models.CharField("lần trước ký", max_length=200, null=True)  # noqa: DJ001  (unknown is not empty)
    choice = models.CharField("cách giải quyết", max_length=10, choices=Choice.choices)
    paper_number = models.CharField("số giấy tờ", max_length=60, blank=True)
    paper_on = models.DateField("ngày giấy tờ", null=True)
    paper_body = models.CharField("nơi ban hành", max_length=160, blank=True)
    given = models.JSONField("đã nhập để ghi vào sổ", default=dict)
    reason = models.CharField("lý do để cả hai", max_length=300, blank=True)
    due_on = models.DateField("chờ đến ngày", null=True)
    side = models.CharField("bên trả lời", max_length=10, choices=Side.choices)
    account = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="answers_given", verbose_name="người trả lời"
    )
    answered_on = models.DateField("ngày trả lời")
    act = models.BigIntegerField("trả lời bằng việc số")
    entered_on = models.DateField("ngày ghi vào sổ", null=True)
    lines = models.JSONField("ghi vào sổ bằng các việc số", default=list)

    objects = scope.organisation_rows("reconciliation__organisation", scope.LISTS, words=AnswerWords)
    unscoped = AnswerWords.as_manager()

    class Meta:
        verbose_name = "trả lời điểm lệch"
        verbose_name_plural = "trả lời điểm lệch"
        indexes = [models.Index(fields=["reconciliation", "subject"], name="answer_of_subject")]
        constraints = [
            models.UniqueConstraint(fields=["reconciliation", "key"], name="answer_once"),
            models.CheckConstraint(
                condition=Q(choice=Choice.WAIT, due_on__isnull=False) | ~Q(choice=Choice.WAIT) & Q(due_on__isnull=True),
                name="answer_waits_until_a_day",
            ),
            models.CheckConstraint(condition=~Q(choice=Choice.BOTH, reason=""), name="answer_both_says_why"),
            models.CheckConstraint(
                condition=Q(entered_on__isnull=True) | Q(choice=Choice.FIX_RECORD),
                name="answer_enters_what_it_corrects",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.choice} {self.key}"

    @property
    def waits_on_officer(self) -> bool:
        """A correction of our record that was asked for and is not entered yet."""
        return self.choice == Choice.FIX_RECORD and self.entered_on is None


class ChosenPerson(models.Model):
    """Who a row of the list is, as the officer has said: remembered by what the row says (`described`), wherever it
    stands in the file; `member` None for somebody who has no record. Read by who sees the whole register alone: it
    may be a person elsewhere."""

    SILENT = frozenset({"described"})

    reconciliation = models.ForeignKey(
        Reconciliation, models.PROTECT, related_name="chosen", verbose_name="đối khớp", db_index=False
    )
    described = models.CharField("dấu của dòng", max_length=64)
    name = models.CharField("họ và tên", max_length=160)
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="chosen", verbose_name="đảng viên")
    account = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="persons_chosen", verbose_name="người chọn"
    )
    chosen_on = models.DateField("ngày chọn")

    objects = scope.WholeRows()
    unscoped = models.Manager()

    class Meta:
        verbose_name = "người đã chọn cho một dòng"
        verbose_name_plural = "người đã chọn cho các dòng"
        constraints = [models.UniqueConstraint(fields=["reconciliation", "described"], name="chosenperson_once")]

    def __str__(self) -> str:
        return f"{self.reconciliation_id} {self.described}"


class Candidate(models.Model):
    """Whom a row that is not clear may mean, the likeliest first; as `ChosenPerson` for who sees the whole alone.
    `why` as with `ListedPerson`."""

    difference = models.ForeignKey(
        Difference, models.CASCADE, related_name="candidates", verbose_name="điểm lệch", db_index=False
    )
    member = models.ForeignKey(Member, models.PROTECT, related_name="candidacies", verbose_name="đảng viên")
    place = models.PositiveIntegerField("thứ tự")
    why = models.JSONField("vì sao", default=list)

    objects = scope.WholeRows()
    unscoped = models.Manager()

    class Meta:
        verbose_name = "người có thể là"
        verbose_name_plural = "những người có thể là"
        constraints = [models.UniqueConstraint(fields=["difference", "member"], name="candidate_once")]

    def __str__(self) -> str:
        return f"{self.difference_id} {self.member_id}"
