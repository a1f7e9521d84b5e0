"""What a list and the records say differently, with what both had signed last time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import BigIntegerField, Case, Exists, F, OuterRef, Q, Subquery, Value, When

from members import scope
from members.models import Member, Organisation

from .lists import ListedPerson, SentList


class Kind(models.TextChoices):
    """Of which kind a difference is. One of the last three is no value that differs: it is asked first."""

    ONLY_THEIRS = "theirs", "chỉ có trong danh sách"
    ELSEWHERE = "elsewhere", "có thể đã có hồ sơ ở nơi khác"
    ONLY_OURS = "ours", "chỉ có trong sổ"
    TWO_LISTS = "two_lists", "có cả trong danh sách của đảng ủy khác"
    MOVED = "moved", "đã chuyển đi mà còn tên"
    LEFT = "left", "đã ra khỏi danh sách mà còn tên"
    GUEST = "guest", "sinh hoạt tạm thời, tính như của mình"
    STATUS = "status", "khác trạng thái"
    CELL = "cell", "khác chi bộ"
    DATE = "date", "khác ngày"
    NUMBER = "number", "khác số thẻ"
    NAME = "name", "khác họ tên"
    SEX = "sex", "khác giới tính"
    SPELLING = "spelling", "chỉ khác cách viết"
    PROBATION = "probation", "hết dự bị chưa công nhận"
    IMPLAUSIBLE = "implausible", "ngày khó có thật"
    TWICE = "twice", "ghi hai lần trong danh sách"
    UNCLEAR = "unclear", "chưa rõ là ai"


class Change(models.TextChoices):
    """Who changed what since both signed last time; `UNKNOWN` where nothing was signed before."""

    THEY = "they", "cơ sở vừa đổi"
    WE = "we", "sổ vừa đổi"
    BOTH = "both", "hai bên cùng đổi"
    LONG = "long", "đã lâu"
    UNKNOWN = "unknown", "đã lâu, chưa rõ từ khi nào"


class Answers(models.TextChoices):
    COMMITTEE = "committee", "đảng ủy cơ sở"
    OFFICER = "officer", "cán bộ tổ chức"


class Proposal(models.TextChoices):
    FIX_LIST = "fix_list", "sửa danh sách của cơ sở"
    FIX_RECORD = "fix_record", "sửa sổ theo danh sách"
    WAIT = "wait", "chờ giấy tờ"
    WHO = "who", "chọn đúng người trước"


def _answers() -> Any:
    """The answer of a difference."""
    rows = apps.get_model("reports", "Answer").unscoped
    return rows.filter(reconciliation=OuterRef("list__reconciliation"), key=OuterRef("key"))


def come_back(rows: Any, path: str, before: Mapping[int, int]) -> Any:
    """Those of `rows` whose difference (its key) the same committee had in the round before too, answered or not.
    `path` leads to the reconciliation; `before`: {round: the round before it}."""
    cases = [When(**{f"{path}__round": one}, then=Value(earlier)) for one, earlier in before.items()]
    rows = rows.annotate(earlier=Case(*cases, default=Value(None), output_field=BigIntegerField()))

    def stood(name: str, path_of_it: str) -> Any:
        same = {"round": "earlier", "organisation": f"{path}__organisation"}
        where = {f"{path_of_it}__{column}": OuterRef(said) for column, said in same.items()}
        return apps.get_model("reports", name).unscoped.filter(key=OuterRef("key"), **where)

    answered, listed = stood("Answer", "reconciliation"), stood("Difference", "list__reconciliation").counted()
    return rows.filter(Exists(answered) | Exists(listed))


def explained(rows: Any, path: str = "") -> Any:
    """Each with `why` its row was linked to the person whom it names itself; None where it names nobody, or the row was
    linked to somebody else. `path` leads to the difference."""
    where = {column: OuterRef(f"{path}{column}") for column in ("list", "sheet", "row")}
    linked = ListedPerson.unscoped.filter(member=OuterRef("member"), **where)
    return rows.annotate(why=Subquery(linked.values("why")[:1]))


class DifferenceWords(models.QuerySet[Any]):
    def counted(self) -> Self:
        """Those of the lists that count."""
        return self.filter(list__in=SentList.unscoped.newest())

    def unanswered(self) -> Self:
        """Those to which nobody has said anything yet."""
        return self.filter(~Exists(_answers()))

    def unsettled(self) -> Self:
        """Those that nobody has answered, and those whose correction of our record waits on the officer."""
        return self.filter(~Exists(_answers().settled()))

    def waiting_on(self, side: str) -> Self:
        """Those that this side (`Answers`) has to answer; of the officer also the corrections that he is asked for."""
        alone = Q(~Exists(_answers()), answers=side)
        return self.filter(alone | Exists(_answers().asked()) if side == Answers.OFFICER else alone)

    def stood(self) -> Self:
        """Each with its `standing`, for those that nobody has answered."""
        return self.annotate(standing=F("answers"))

    def come_back(self, before: Mapping[int, int]) -> Self:
        """Those that stood in the round before too; `before`: {round: the round before it}."""
        found: Self = come_back(self, "list__reconciliation", before)
        return found


class Difference(models.Model):
    """One point about one person. `subject` holds the points of one person together; `member` is set only where the
    committee itself sees that person: who stands elsewhere is in `Elsewhere`, and nothing of that person is here.

    `key` stays the same while kind, person and both values do: answers hang on it, so the same file, and a corrected
    one where nothing of this changed, keep them. `seen` is the newest act about the person when it was compared.
    `agreed_value`: what both signed last time, "" for nothing, None where nothing was signed. `described`: what the row
    says of the person, by which it is known again who it was said to be; "" where no row is asked about.
    """

    list = models.ForeignKey(
        SentList, models.CASCADE, related_name="differences", verbose_name="danh sách", db_index=False
    )
    key = models.CharField("dấu của điểm lệch", max_length=64)
    subject = models.CharField("dấu của người", max_length=64)
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="differences", verbose_name="đảng viên")
    described = models.CharField("dấu của dòng", max_length=64, blank=True)
    name = models.CharField("họ và tên", max_length=160)
    sort_key = models.CharField("thứ tự", max_length=400)
    cell = models.CharField("chi bộ", max_length=160, blank=True)
    sheet = models.CharField("trang tính", max_length=80, blank=True)
    row = models.PositiveIntegerField("dòng", null=True)
    kind = models.CharField("loại lệch", max_length=12, choices=Kind.choices)
    field = models.CharField("mục lệch", max_length=16, blank=True)
    list_value = models.CharField("theo danh sách", max_length=200, blank=True)
    record_value = models.CharField("theo sổ", max_length=200, blank=True)
    agreed_value = models.CharField("lần trước ký", max_length=200, null=True)  # noqa: DJ001  (unknown is not empty)
    change = models.CharField("ai đổi", max_length=8, choices=Change.choices)
    answers = models.CharField("ai trả lời", max_length=10, choices=Answers.choices)
    proposal = models.CharField("đề nghị", max_length=10, choices=Proposal.choices)
    seen = models.BigIntegerField("so với hồ sơ đến việc số", null=True)

    objects = scope.organisation_rows("list__reconciliation__organisation", scope.LISTS, words=DifferenceWords)
    unscoped = DifferenceWords.as_manager()

    class Meta:
        verbose_name = "điểm lệch"
        verbose_name_plural = "điểm lệch"
        indexes = [
            models.Index(fields=["list", "sort_key", "subject"], name="difference_in_order"),
            models.Index(fields=["list", "kind"], name="difference_of_kind"),
            models.Index(fields=["list", "subject"], name="difference_of_subject"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["list", "key"], name="difference_once"),
            models.CheckConstraint(
                condition=Q(row__isnull=False) | Q(member__isnull=False), name="difference_is_about_somebody"
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.ELSEWHERE) | Q(member__isnull=True, record_value="", seen__isnull=True),
                name="difference_tells_nothing_of_others",
            ),
            models.CheckConstraint(
                condition=Q(agreed_value__isnull=False) | Q(change=Change.UNKNOWN), name="difference_known_since"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Elsewhere(models.Model):
    """Where somebody stands of whom the committee that listed them may know nothing: for who sees the whole register
    alone."""

    difference = models.OneToOneField(Difference, models.CASCADE, related_name="elsewhere", verbose_name="điểm lệch")
    member = models.ForeignKey(Member, models.PROTECT, related_name="elsewhere", verbose_name="đảng viên")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="elsewhere", verbose_name="nơi có hồ sơ"
    )
    seen = models.BigIntegerField("so với hồ sơ đến việc số")

    objects = scope.WholeRows()
    unscoped = models.Manager()

    class Meta:
        verbose_name = "hồ sơ ở nơi khác"
        verbose_name_plural = "hồ sơ ở nơi khác"

    def __str__(self) -> str:
        return f"{self.difference_id} {self.member_id}"
