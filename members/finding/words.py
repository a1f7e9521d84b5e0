"""Who has the words typed in the name, in any order, with or without marks; or had them in a name given up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.db.models import Exists, F, Q, QuerySet
from django.db.models.lookups import Contains, EndsWith

from kit import names
from members.conditions import Spaced
from members.finding.hits import SHOWN, Gathered, How
from members.models import Member, NameChange, Precision

# So many words in the order of a name say who is meant.
WORDS_ENOUGH = 3
# So many people are read at once and put in order here. Of more the first are found sooner by walking the names.
READ_AT_ONCE = 200
READ = ("id", *SHOWN)
WORDS_OF_FEW = 2


def straight(typed: names.Typed, gathered: Gathered) -> bool:
    """Whether the text is how the full name of somebody begins, as it is written from the first word on: enough while
    one types, together with names given up, of which is asked along whether there are any. One walk over the index of
    names."""
    if len(typed.words) < WORDS_ENOUGH:
        return False
    rows = Member.objects.few().filter(fold__startswith=" ".join(typed.words))
    rows = born(rows, typed).annotate(given_up=Exists(_given_up(typed.words)))
    found: list[Any] = gathered.asked(rows)
    how = _how(typed)
    answers = len(found) <= gathered.limit and any(how(one) is How.EXACT for one in found)
    if answers:
        gathered.put(found, how, _begun(typed.words))
        if found[0].given_up:
            by_former_name(typed, gathered)
    return answers


def begin_so(typed: names.Typed, gathered: Gathered) -> bool:
    """Whether the full name of somebody found begins with so many words, marks as typed: nobody near is meant."""
    whole = " ".join(typed.words)
    return len(typed.words) >= WORDS_ENOUGH and any(
        how is How.EXACT and one.fold.startswith(whole) for one, how, _ in gathered.people.values()
    )


def by_name(typed: names.Typed, gathered: Gathered) -> None:
    """The whole name; then names that begin so with many words; then names that end so (a given name alone, or middle
    and given); then all words, any order; then other names. Each step first with the marks as typed. All who may be
    meant are read at once where they are few."""
    steps, how, first = list(_steps(typed)), _how(typed), _begun(typed.words)
    found = _everybody(typed)
    if found is None:
        for step in steps:
            gathered.take(born(Member.objects.filter(step.condition), typed), how, first)
        return
    for step in steps:
        if not gathered.more:
            gathered.put([one for one in found if step.fits(one) and one.pk not in gathered.people], how, first)


def _everybody(typed: names.Typed) -> list[Member] | None:
    """All who may be meant, by name, where they are few enough; a single word, which many have, is not asked for so."""
    if len(typed.words) < WORDS_OF_FEW:
        return None
    rows = Member.objects.few().filter(_all_words(typed.words))
    found = list(born(rows, typed).values_list(*READ)[: READ_AT_ONCE + 1])
    if len(found) > READ_AT_ONCE:
        return None
    people = [Member.from_db(rows.db, READ, row) for row in found]
    return sorted(people, key=lambda one: (one.sort_key, one.pk))


def born(rows: QuerySet[Member], typed: names.Typed) -> QuerySet[Member]:
    """Those born so, as far as it is typed and as the register knows: a year alone agrees with each day of it."""
    if typed.year is None:
        return rows
    rows = rows.filter(birth_on__year=typed.year)
    if typed.month is not None:
        rows = rows.filter(Q(birth_precision=Precision.YEAR) | Q(birth_on__month=typed.month))
    if typed.day is not None:
        rows = rows.filter(~Q(birth_precision=Precision.DAY) | Q(birth_on__day=typed.day))
    return rows


class _Step(NamedTuple):
    """The same said to the database and of somebody who was read."""

    condition: Q
    fits: Callable[[Member], bool]

    def with_marks(self, keys: tuple[str, ...]) -> _Step:
        marks = Q(*(Q(sort_key__contains=key) for key in keys))
        return _Step(self.condition & marks, lambda one: self.fits(one) and all(key in one.sort_key for key in keys))


def _steps(typed: names.Typed) -> Iterator[_Step]:
    words, whole = typed.words, " ".join(typed.words)
    begins = _Step(Q(fold__startswith=whole), lambda one: one.fold.startswith(whole))
    steps = [
        _Step(Q(fold=whole), lambda one: one.fold == whole),
        *([begins] if len(words) >= WORDS_ENOUGH else []),
        _Step(Q(EndsWith(Spaced(F("fold")), f" {whole}")), lambda one: f" {one.fold}".endswith(f" {whole}")),
        _Step(_begin("fold", words), lambda one: _has(one.fold, words)),
        # Apart from the names: an index serves each, none serves both.
        _Step(_begin("other_fold", words) & ~Q(other_fold=""), lambda one: _has(one.other_fold, words)),
    ]
    if typed.keys:
        yield from (step.with_marks(typed.keys) for step in steps)
    yield from steps


def _all_words(words: tuple[str, ...]) -> Q:
    return _begin("fold", words) | _begin("other_fold", words) & ~Q(other_fold="")


def by_former_name(typed: names.Typed, gathered: Gathered) -> None:
    """Names given up by decision. Whoever is called so today stands before them."""
    if gathered.more:
        return
    others = [
        one for one in _given_up(typed.words) if one.member_id not in gathered.people and _has(one.fold, typed.words)
    ]
    found: dict[int, NameChange] = {}
    for one in sorted(others, key=lambda one: (one.sort_key, one.pk))[: gathered.limit + 1]:
        found.setdefault(one.member_id, one)
    if not found:
        return
    how = _how(typed)
    formers = {pk: Member(full_name=one.former, fold=one.fold) for pk, one in found.items()}
    gathered.take(born(Member.objects.filter(pk__in=list(found)), typed), lambda member: how(formers[member.pk]))
    gathered.formers = {pk: one.former for pk, one in found.items() if pk in gathered.people}


def _given_up(words: tuple[str, ...]) -> QuerySet[NameChange]:
    """Few, so that the database is asked for the longest word: what has the others, in any order, is seen here."""
    return NameChange.objects.filter(_begin("fold", (max(words, key=len),)))


def _begin(column: str, words: tuple[str, ...]) -> Q:
    """Each of the words, in one of its spellings, is how some word of the column begins."""
    every = Q()
    for word in words:
        found = Q()
        for one in names.spellings(word):
            found |= Q(Contains(Spaced(F(column)), f" {one}"))
        every &= found
    return every


def _has(fold: str, words: tuple[str, ...]) -> bool:
    """`_begin` said of a name that was read."""
    return all(any(f" {one}" in f" {fold}" for one in names.spellings(word)) for word in words)


def _how(typed: names.Typed) -> Callable[[Member], How]:
    """Whether a name has the words with the marks typed; without marks typed any will do."""
    if not typed.keys:
        return lambda member: How.EXACT

    def how(member: Member) -> How:
        written = {names.word_key(word) for word in f"{member.full_name} {member.other_names}".split()}
        missing = [key for key in typed.keys if key not in written]
        # The last word may still be on its way: its letters count, its tone is to come.
        begun = typed.keys[-1]
        longer = any(key.startswith(begun[:-1]) and len(key) > len(begun) for key in written)
        return How.EXACT if not missing or (missing == [begun] and longer) else How.MARKS

    return how


def _begun(words: tuple[str, ...]) -> Callable[[Member], int]:
    """How many of the typed words are only the beginning of one: "ha thi" means Hà Thị before Hầu Thị."""
    return lambda member: len(set(words) - set(f"{member.fold} {member.other_fold}".split()))
