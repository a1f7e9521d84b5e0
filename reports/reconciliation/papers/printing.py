"""Asked for as a file: the report of a round on its page, and what the command prints under `reconciliation`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, BinaryIO

from django.utils import timezone

from kit.calendar import print_day
from members import jobs, kept, looks, rights
from members import papers as printed
from members.errors import NotAllowed, Refusal
from members.models import Account, Job, Organisation, Term
from members.registry import Paper, PaperAsked, PaperMade
from members.rights import Actor
from reports.reconciliation import figures
from reports.reconciliation.models import Reconciliation, Round, SignedMinutes
from reports.reconciliation.papers import minutes, overview, workbook
from reports.reconciliation.procedure import gathering
from reports.reconciliation.rules.rounds import period_name

KIND, PAGE = "round-report", "round-file"
FILES = ("pdf", "xlsx")
About = Sequence[tuple[str, str]]


def may_print(actor: Actor) -> bool:
    """The report speaks for the office of the whole round; a committee has its minutes."""
    return rights.reads_whole(actor)


def check_may_print(actor: Actor) -> None:
    """Raises NotAllowed."""
    if not may_print(actor):
        raise NotAllowed("Báo cáo của cả đợt do cán bộ tổ chức in; một nơi thì in biên bản của mình.")


def may_take(actor: Actor, asked: Sequence[Mapping[str, Any]]) -> list[bool]:
    rounds = Round.objects.filter(pk__in={one["round"] for one in asked})
    found = set(rounds.values_list("pk", flat=True)) if may_print(actor) else set()
    return [one["round"] in found for one in asked]


def ask(account: Account, one: Round, title: str, kind: str, *, why: str, at: datetime) -> Job:
    """Put the printing in the queue. Raises Refusal for a kind of file that there is not."""
    if kind not in FILES:
        raise Refusal("Chọn loại tệp trong danh sách.")
    asked = {"round": one.pk, "kind": kind, "why": why}
    return jobs.ask(account, KIND, f"Báo cáo {title[:1].lower()}{title[1:]}"[:200], asked, at=at)


def report_job(work: jobs.Work) -> str:
    """Draw it in the scope of who asked; leaves a look. Answers the file's name."""
    asked, actor, at = work.job.asked, work.actor, timezone.now()
    check_may_print(actor)
    one = Round.objects.filter(pk=asked["round"]).first()
    if one is None:
        raise Refusal("Đợt này vừa được rút lại.")
    about = printed.about(actor, actor.day, asked["why"], at)
    people = _report(work.to, one, kind=asked["kind"], by=actor, about=about)
    looks.looked(actor, PAGE, people, asked={"why": asked["why"], "dot": str(one.pk)}, at=at)
    what = "Báo cáo đối khớp" if one.is_full else f"Báo cáo đối khớp {one.subject}"
    return printed.file_called(f"{what} {period_name(one.since, one.until)}", actor.day, asked["kind"])


def _report(to: BinaryIO, one: Round, *, kind: str, by: Actor, about: About) -> list[int]:
    """Write the report of a round; the ids of everybody whom it names."""
    past = figures.overviews(one, by.day)
    if kind == "xlsx":
        return workbook.write(to, past, by=by, about=about)
    to.write(overview.draw(past))
    return []


def paper() -> Paper:
    """What the command prints: the whole register's report of a round, or the minutes of one committee in it."""
    return Paper("Kết quả đối khớp, biên bản đối khớp", frozenset({"as_of", "period", "round"}), write)


def write(to: BinaryIO, asked: PaperAsked, by: Actor, about: Callable[[date], About]) -> PaperMade:
    """Raises Refusal where there is no such round, the organisation is in none, or the role does not reach so far."""
    here = asked.organisation
    if here is None or Term.objects.on(by.day).filter(organisation=here, parent=None).exists():
        check_may_print(by)
        one = _round(asked, Round.objects.all())
        return PaperMade(by.day, _report(to, one, kind=asked.kind, by=by, about=about(by.day)), here)
    # Who may not is told so, before what would be told of rounds that this account does not read.
    if not rights.may(by, "receive_list", rights.case_of_organisation(here)):
        raise NotAllowed("Biên bản của một nơi do nơi ấy và cán bộ tổ chức in.")
    rounds = Round.objects.filter(pk__in=Reconciliation.objects.filter(organisation=here).values("round"))
    if not rounds.exists():
        name = kept.full_names([here.pk], by.day).get(here.pk, "Tổ chức này")
        raise Refusal(f"{name} không ở trong đợt đối khớp nào.")
    one = _round(asked, rounds)
    day = one.closing_day
    if asked.kind == "xlsx":
        past = figures.overviews(one, by.day, organisation=here.pk)
        return PaperMade(day, workbook.write(to, past, by=by, about=about(by.day)), here)
    return PaperMade(day, _minutes(to, one, here, by), here)


def _minutes(to: BinaryIO, one: Round, here: Organisation, by: Actor) -> list[int]:
    """The minutes as they stand: once signed the paper as it was made for it; who stands on the roster behind them."""
    row = Reconciliation.objects.select_related("round", "organisation").get(round=one, organisation=here)
    signed = SignedMinutes.objects.filter(signing__reconciliation=row).select_related("signing").first()
    if signed is not None:
        to.write(bytes(signed.paper))
        return list(signed.signing.people.values_list("member", flat=True))
    whole = minutes.draw_whole(gathering.draft(row, by=by).minutes, row, by=by)
    to.write(whole.pdf)
    return whole.people


def _round(asked: PaperAsked, rounds: Any) -> Round:
    """The last round of those, or the one that is asked for. Raises Refusal."""
    chosen, sentence = rounds, "Chưa có đợt đối khớp nào."
    if asked.round is not None:
        known = ", ".join(f"{one.pk} ({period_name(one.since, one.until)})" for one in rounds.order_by("until", "pk"))
        chosen, sentence = rounds.filter(pk=asked.round), f"Không có đợt {asked.round}; có: {known or 'chưa đợt nào'}."
    elif asked.period is not None:
        since, until = asked.period
        chosen = rounds.filter(since=since, until=until)
        sentence = f"Không có đợt đối khớp {period_name(since, until)}."
    elif asked.day is not None:
        chosen = rounds.filter(until__lte=asked.day + timedelta(days=1))
        sentence = f"Chưa có đợt đối khớp nào so vào ngày {print_day(asked.day)} hoặc trước đó."
    # Of two that end on one day the one that compares lists.
    found: Round | None = chosen.order_by("until", "-kind", "pk").last()
    if found is None:
        raise Refusal(sentence)
    return found
