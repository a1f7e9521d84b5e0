"""What both sides have signed: frozen, one row for each person, and who stood on one side alone. The third side of
every later round."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Count, Q

from members import scope
from members.comparing.status import OFFICIAL, WORDS
from members.models import Member, Sex

from .rounds import Reconciliation


class Signing(models.Model):
    """The day and number of signed minutes. Triggers refuse to change or remove it, or what it froze."""

    reconciliation = models.OneToOneField(
        Reconciliation, models.PROTECT, related_name="signing", verbose_name="đối khớp"
    )
    signed_on = models.DateField("ngày ký")
    number = models.CharField("số biên bản", max_length=60, blank=True)

    objects = scope.organisation_rows("reconciliation__organisation", scope.LISTS)
    unscoped = models.Manager()

    class Meta:
        verbose_name = "ký biên bản đối khớp"
        verbose_name_plural = "ký biên bản đối khớp"

    def __str__(self) -> str:
        return f"{self.reconciliation_id} {self.signed_on}"


class SignedDifferences(models.Model):
    """What else stood when both signed: who was on one side alone, or what one side said by itself. `stood`: {mark of
    the person: [kinds]}. Written once by the signing; what was signed before it was kept has no such row."""

    signing = models.OneToOneField(Signing, models.PROTECT, related_name="differences", verbose_name="biên bản")
    stood = models.JSONField("điểm lệch còn lại khi ký", default=dict)

    objects = scope.organisation_rows("signing__reconciliation__organisation", scope.LISTS)
    unscoped = models.Manager()

    class Meta:
        verbose_name = "điểm lệch khi ký"
        verbose_name_plural = "điểm lệch khi ký"

    def __str__(self) -> str:
        return f"{self.signing_id}"


# Where the rank was not kept as such it stands in the words.
_RANK = Q(is_official=True) | Q(is_official__isnull=True, status__startswith=WORDS[OFFICIAL])
# Whom each figure of the minutes counts, in their order.
BEHIND: dict[str, Q] = {
    "total": Q(is_counted=True), "official": Q(is_counted=True) & _RANK, "probationary": Q(is_counted=True) & ~_RANK,
    "women": Q(is_counted=True, sex=Sex.FEMALE), "exempt": Q(is_counted=True, is_exempt=True),
    "away": Q(is_counted=True, is_away=True), "guests": Q(is_guest=True),
}  # fmt: skip


AS_GUEST = "as_guest"


class AgreedWords(models.QuerySet[Any]):
    def own(self) -> Self:
        """Who is counted here: without those who are here for a while alone."""
        return self.filter(is_counted=True)

    def behind(self, key: str) -> Self:
        """Whom that figure of the minutes counts. Raises KeyError for an unknown figure."""
        return self.filter(BEHIND[key])

    def counts(self) -> dict[str, int]:
        """How many stand behind each figure."""
        return self.aggregate(**{key: Count("pk", filter=whom) for key, whom in BEHIND.items()})

    def are_whole(self) -> bool:
        """Whether it was kept, too, who of them is exempt, away or a guest."""
        return not self.filter(is_exempt__isnull=True).exists()


class AgreedPerson(models.Model):
    """Somebody behind a figure that both signed, as our records had it on the closing day: who is counted, and who is
    here for a while (`is_guest`; within one committee somebody may be both).

    Days are ISO as far as known; `numbers` are joined by commas. `listed` are the fields in which the list said
    something else when it was signed (`both stay`, `wait`): {field: the list's value}; of a guest, under AS_GUEST,
    whether the list, too, had him as one. `unit` is the cell in which the
    person is counted, of a guest the one that has him for a while. What was signed before exempt, away and guests were
    kept has None there, and no guests.
    """

    signing = models.ForeignKey(Signing, models.PROTECT, related_name="people", verbose_name="biên bản", db_index=False)
    member = models.ForeignKey(Member, models.PROTECT, related_name="agreed", verbose_name="đảng viên")
    full_name = models.CharField("họ và tên", max_length=160)
    sex = models.CharField("giới tính", max_length=1, blank=True)
    birth_date = models.CharField("ngày sinh", max_length=10, blank=True)
    admitted_on = models.CharField("ngày vào Đảng", max_length=10, blank=True)
    official_on = models.CharField("ngày chính thức", max_length=10, blank=True)
    card_number = models.CharField("số thẻ", max_length=60, blank=True)
    unit = models.CharField("chi bộ", max_length=160)
    status = models.CharField("trạng thái", max_length=60)
    listed = models.JSONField("danh sách ghi khác", default=dict)
    is_counted = models.BooleanField("tính ở đây", default=True)
    is_guest = models.BooleanField("sinh hoạt tạm thời ở đây", default=False)
    is_official = models.BooleanField("chính thức", null=True)
    is_exempt = models.BooleanField("miễn sinh hoạt", null=True)
    is_away = models.BooleanField("sinh hoạt tạm thời nơi khác", null=True)

    objects = scope.organisation_rows("signing__reconciliation__organisation", scope.LISTS, words=AgreedWords)
    unscoped = AgreedWords.as_manager()

    class Meta:
        verbose_name = "người trong danh sách đã ký"
        verbose_name_plural = "người trong danh sách đã ký"
        constraints = [
            models.UniqueConstraint(fields=["signing", "member"], name="agreedperson_once"),
            models.CheckConstraint(condition=~Q(full_name=""), name="agreedperson_has_a_name"),
            models.CheckConstraint(condition=Q(is_counted=True) | Q(is_guest=True), name="agreedperson_is_here"),
            models.CheckConstraint(
                condition=Q(is_official__isnull=True, is_exempt__isnull=True, is_away__isnull=True, is_guest=False)
                | Q(is_official__isnull=False, is_exempt__isnull=False, is_away__isnull=False),
                name="agreedperson_kept_whole_or_not",
            ),
            models.CheckConstraint(
                condition=Q(is_official__isnull=True)
                | Q(is_official=True) & ~Q(official_on="")
                | Q(is_official=False, official_on=""),
                name="agreedperson_official_with_day",
            ),
            models.CheckConstraint(
                condition=Q(is_away__isnull=True) | Q(is_away=False) | Q(is_counted=True),
                name="agreedperson_away_is_counted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signing_id} {self.member_id}"
