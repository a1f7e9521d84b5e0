"""Lines of the history as pages read them: which of them a reader may read whole, fifty at a time, in words.

A line about a person is read by who opens that person; one about an organisation by who opens its people; one about
accounts or settings by who keeps those. Of every other line a page says who, when and what, and no value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from members import history, history_wording, kept, registry, rights, scope, whose, wording
from members.models import Account, Act, Decision, Kind, Member, Merge, Organisation, RoleKind
from members.procedure import VERBS, revert
from members.procedure.acting import BY_ITSELF, verbs_about

PAGE = 50
NEWER, OLDER = "moi-hon", "cu-hon"
# Whole lists of people: what these lines say is the officer's alone.
OF_LISTS = frozenset({"import_members", "enter_sheet"})
# What is done to an account: its roles, its door, its sessions.
TO_ACCOUNTS = (
    "fail_sign_in", "lock_out", "unlock_sign_in", "change_password", "reset_password", "create_account",
    "block_account", "unblock_account", "end_session", "grant_role", "confirm_role", "end_role",
    "ask_renewal", "confirm_renewal", "drop_renewal",
)  # fmt: skip
OF_PASSWORDS = (
    "create_account", "reset_password", "ask_renewal", "confirm_renewal", "drop_renewal", "change_password",
)  # fmt: skip
PASSWORDS_TOLD = 5
# What takes an act back: one alone, a plan whole.
BACK = ("revert", *revert.WHOLE)
# So many of those whom a line is about stand in a list.
NAMED = 3
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Part(Generic[Row]):
    """Rows of one page, newest first, and the queries of the pages beside it."""

    rows: list[Row]
    first: str = ""
    newer: str = ""
    older: str = ""

    def at(self, address: str) -> Part[Row]:
        """The same where the page is shown under another address than its own."""
        first, newer, older = (one and f"{address}{one}" for one in (self.first, self.newer, self.older))
        return replace(self, first=first, newer=newer, older=older)


def part(rows: QuerySet[Row], key: str, *, older: int | None, newer: int | None, **keep: str) -> Part[Row]:
    """The page older than the row of that key, or newer; without either the first one. `keep`: what the addresses of
    the pages beside it say besides."""
    size = PAGE
    if newer is not None:
        found = list(rows.filter(**{f"{key}__gt": newer}).order_by(key)[: size + 1])
        before, after = len(found) > size, True
        found = found[:size][::-1]
    else:
        some = rows.filter(**{f"{key}__lt": older}) if older is not None else rows
        found = list(some.order_by(f"-{key}")[: size + 1])
        before, after = older is not None, len(found) > size
        found = found[:size]
    kept_words = {name: value for name, value in keep.items() if value}
    start = f"?{urlencode(kept_words)}"
    if not found:
        return Part([], first=start if older is not None or newer is not None else "")
    first, last = (getattr(found[at], key) for at in (0, -1))
    return Part(
        found, first=start if before else "",
        newer=f"?{urlencode({**kept_words, NEWER: first})}" if before else "",
        older=f"?{urlencode({**kept_words, OLDER: last})}" if after else "",
    )  # fmt: skip


def of_accounts() -> frozenset[str]:
    """Verbs whose lines are about who signs in, and what the machine leaves by itself: for who keeps accounts."""
    return verbs_about("account") | frozenset(BY_ITSELF)


def readable(rows: QuerySet[Act], actor: rights.Actor) -> QuerySet[Act]:
    """Of these lines, those that this actor reads whole."""
    kinds = actor.kinds_over_all()
    nobody = Q(member=None)
    may = Q(pk__in=[])
    if rights.opens_people(actor):
        mine = scope.current().mine(scope.PEOPLE, "organisation") or Q()
        organisations = nobody & Q(organisation__isnull=False) & mine & ~Q(verb__in=of_accounts())
        absorbed = Merge.objects.values("absorbed")
        may |= Q(member__in=Member.objects.all()) | Q(member__in=absorbed) | organisations
    if rights.OFFICER in kinds:
        may |= nobody
    elif rights.ADMINISTRATOR in kinds:
        may |= nobody & Q(verb__in=(of_accounts() | verbs_about("register")) - OF_LISTS)
    # What somebody keeps for himself is his own.
    own = Q(verb__in=verbs_about("list"))
    return rows.filter(may, ~own | Q(account_id=actor.account_id))


def about_organisation(organisation: Organisation, actor: rights.Actor) -> QuerySet[Act]:
    """All lines about it; of who has which role there only for who keeps accounts, of kept lists none."""
    rows = history.lines_about(organisation).exclude(verb__in=verbs_about("list"))
    return rows if keeps_accounts(actor) else rows.exclude(verb__in=of_accounts())


def keeps_accounts(actor: rights.Actor) -> bool:
    return bool(actor.kinds_over_all() & {rights.OFFICER, rights.ADMINISTRATOR})


def done_by(account: Account) -> QuerySet[Act]:
    """What an account has done; what belongs to one act is read on that one's page."""
    return history.lines().filter(account=account, inside=None)


def about_account(account: Account) -> QuerySet[Act]:
    """Roles, wrong tries, lock-outs, passwords, sessions and blocks of one account, whoever did it."""
    return history.lines_about_account(account).filter(verb__in=TO_ACCOUNTS)


def of_password(account: Account) -> list[history_wording.Line]:
    """Who gave or changed the password lately, newest first: what its owner is told at the first sign-in after it."""
    rows = about_account(account).filter(verb__in=OF_PASSWORDS).order_by("-number")
    return [replace(history_wording.line(one), what=VERBS[one.verb].title) for one in rows[:PASSWORDS_TOLD]]


def told(acts: Sequence[Act], actor: rights.Actor, *, subjects: bool = True) -> list[history_wording.Line]:
    """These lines in words, each with its page; with the person or organisation it is about, where `subjects`. A line
    that this actor may not read says who, when and what."""
    open_ones = set(readable(Act.objects.filter(pk__in=[one.pk for one in acts]), actor).values_list("pk", flat=True))
    opened = [one for one in acts if one.pk in open_ones] if subjects else []
    named = dict(zip((one.pk for one in opened), whose.names(opened), strict=True))
    beside = _beside([one for one in opened if not (one.member_id and named[one.pk])], actor)
    made = []
    for one in acts:
        said = history_wording.line(one)
        if one.pk not in open_ones:
            made.append(history_wording.Line(said.at, said.who, said.what, "", ()))
            continue
        about, href = beside.get(one.pk, ("", ""))
        said = replace(said, href=reverse("line", args=[one.pk]), about=about, about_href=href)
        made.append(replace(said, **_named(one, named[one.pk] if subjects else [])))
    return made


def _named(act: Act, some: Sequence[registry.Told]) -> dict[str, Any]:
    """Whose a line is, each with the page; beyond so many of them its own page names everybody."""
    first, more = some[:NAMED], len(some) - NAMED
    return {
        "whose": tuple((one.words, one.href) for one in first),
        "more": f"và {wording.number(more)} nữa" if more > 0 else "",
        "members": tuple(one.member for one in first if one.member and one.member != act.member_id),
    }


def _beside(acts: Sequence[Act], actor: rights.Actor) -> dict[int, tuple[str, str]]:
    """{line: (the organisation or the account that it is about, where the page is)}, where it names no person."""
    places = names({one.organisation_id for one in acts if one.organisation_id}, actor.day)
    answer = {
        one.pk: (places[one.organisation_id], reverse("organisation", args=[one.organisation_id]))
        for one in acts if one.organisation_id
    }  # fmt: skip
    return answer | _accounts(acts, places)


def _accounts(acts: Iterable[Act], places: Mapping[int, str]) -> dict[int, tuple[str, str]]:
    """The same for lines of what was done to accounts: whose it is, which role where."""
    noted = {one.pk: one.values_row.said().get("notes", {}) for one in acts if one.verb in TO_ACCOUNTS}
    named = {pk: said["account"] for pk, said in noted.items() if said.get("account")}
    owners = Account.objects.in_bulk(set(named.values()))
    answer = {}
    for one in acts:
        if owner := owners.get(named.get(one.pk)):
            role = str(RoleKind(noted[one.pk]["role"]).label) if "role" in noted[one.pk] else ""
            said = (owner.full_name, role, places.get(one.organisation_id or 0, ""))
            answer[one.pk] = (", ".join(filter(None, said)), reverse("account", args=[owner.pk]))
    return answer


def names(organisations: set[int], day: date) -> dict[int, str]:
    """What each is called that day; what stands no longer, by what it was called at last."""
    return dict.fromkeys(organisations, "Tổ chức") | kept.called(organisations, day)


def subject(act: Act, actor: rights.Actor) -> tuple[str, str]:
    """(what the head of its own page says that it is about, where that one's page is)."""
    (some,) = whose.names([act]) if act.member_id else ([],)
    return (some[0].words, some[0].href) if some else _beside([act], actor).get(act.pk, ("", ""))


# --- one line and those it belongs with ---


def inside(act: Act, actor: rights.Actor) -> QuerySet[Act]:
    return readable(history.lines().filter(inside=act.number), actor)


def outside(act: Act, actor: rights.Actor) -> Act | None:
    """The act this one is part of, where the actor reads it."""
    return numbered(act.inside, actor)


def numbered(number: int | None, actor: rights.Actor) -> Act | None:
    return readable(history.lines().filter(number=number), actor).first() if number else None


def taken_back_by(act: Act, actor: rights.Actor) -> Act | None:
    """The newest act that took this one back, or the whole that it was part of."""
    numbers = {act.number, *([act.inside] if act.inside else [])}
    said = Q()
    for number in numbers:
        for ending in (",", "}"):
            said |= Q(values_row__body__contains=f'"reverted":{number}{ending}')
    about = Q(member=act.member_id) if act.member_id else Q()
    if act.organisation_id:
        about = about | Q(organisation=act.organisation_id) if about else Q(organisation=act.organisation_id)
    if not about:
        return None
    later = history.lines().filter(about, said, verb__in=BACK, number__gt=act.number)
    return readable(later, actor).order_by("-number").first()


def may_go_back(act: Act, actor: rights.Actor) -> bool:
    """Whether the page offers to take this line back: whole acts about a person or an organisation, to who may."""
    if not offers_back(act):
        return False
    about = act.member_id
    case = rights.case_of_person(about, actor.day) if about else rights.case_of_organisation(act.organisation_id)
    return rights.may(actor, "revert", case)


def offers_back(act: Act) -> bool:
    return revert.is_of_the_register(act) and act.number in revert.offered([act])


def linked(act: Act) -> list[history_wording.Change]:
    """Before and after of what a changed row points at: the organisation, the paper, the account, the kind."""
    pointed = [one for change in act.values_row.said().get("changes", ()) for one in _pointed(change)]
    wanted: dict[type[Model], set[int]] = {}
    for _, model, before, after in pointed:
        wanted.setdefault(model, set()).update(pk for pk in (before, after) if pk)
    words = {model: _words(model, pks, act) for model, pks in wanted.items()}
    return [
        history_wording.Change(label, "" if before is None else words[model].get(before, wording.NOTHING),
                       words[model].get(after, wording.NOTHING))
        for label, model, before, after in pointed
    ]  # fmt: skip


def _pointed(change: Mapping[str, Any]) -> list[tuple[str, type[Model], int | None, int | None]]:
    if change["m"] == "proposal":
        return []
    model = history.table_of(change["m"])
    fields = {field.attname: field for field in model._meta.concrete_fields if field.is_relation}
    return [
        (
            history_wording.of_row(str(model._meta.verbose_name), str(fields[name].verbose_name)),
            fields[name].related_model,
            before,
            after,
        )
        for name, (before, after) in change["f"].items()
        if name in fields and fields[name].related_model in (Organisation, Decision, Account, Kind)
    ]


def _words(model: type[Model], pks: set[int], act: Act) -> dict[int, str]:
    if model is Organisation:
        day = timezone.localtime(act.at).date()
        return names(pks, day)
    if model is Decision:
        return {one.pk: wording.paper(one) for one in Decision.objects.filter(pk__in=pks)}
    if model is Kind:
        return {one.pk: one.name for one in Kind.objects.filter(pk__in=pks)}
    return {one.pk: one.full_name for one in Account.objects.filter(pk__in=pks)}
