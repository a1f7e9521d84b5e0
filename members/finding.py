"""Finding a person by half a name, in any order, with or without accents, or by a number; as the viewer's door allows.

Exact hits come first (written as typed), then the same letters with other marks, then near ones (a slip of the hand),
each said so. A typed word means the beginning of a word of the name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from django.db import connection
from django.db.models import Q, QuerySet

from kit import names
from kit.calendar import PartialDate
from kit.matching.slips import slips
from members import kept, wording
from members.errors import Refusal
from members.models import Member, NameChange, Number, Organisation, Placement
from members.tree import under

# Enough beside each other to choose from; near ones are only asked for when there are few better ones.
FEW = 5
# So many words in the order of a name mean nobody else.
WORDS_ENOUGH = 3
CANDIDATES = 200
DIGITS_LEAST = 4
# Of a person who is found.
SHOWN = ("full_name", "other_names", "fold", "other_fold", "sort_key", "birth_on", "birth_precision")


class How(Enum):
    """Why somebody is among the hits, as the screen says it."""

    EXACT = "Đúng chữ đã gõ"
    NUMBER = "Theo số"
    MARKS = "Cùng chữ, khác dấu"
    NEAR = "Gần giống, có thể gõ nhầm"


@dataclass(frozen=True, slots=True)
class Hit:
    """`number` is the number by which somebody was found, masked but for its end; `former` the name given up by
    decision by which."""

    member: int
    full_name: str
    other_names: str
    cell: str
    birth: str
    how: How
    number: str = ""
    former: str = ""


@dataclass
class Found:
    """Hits in order; `more` when there are others beyond the limit; `meant` when the keys typed were read as Telex
    or VNI without an input method."""

    hits: list[Hit] = field(default_factory=list)
    more: bool = False
    meant: str = ""

    def by_how(self) -> list[tuple[str, list[Hit]]]:
        groups = ((how.value, [hit for hit in self.hits if hit.how is how]) for how in How)
        return [(title, hits) for title, hits in groups if hits]


def people(text: str, day: date, *, limit: int) -> Found:
    """Whom the typed text may mean, at most `limit`, among those the viewer may open on `day`."""
    typed = names.typed(text)
    gathered = _Gathered(limit)
    if typed.digits or typed.code:
        _by_number(typed, gathered)
    meant = ""
    if typed.words and not typed.digits:
        straight = _straight(typed, gathered)
        if not straight:
            _by_name(typed, gathered)
        _by_former_name(typed, gathered)
        if not gathered.people and (meant := names.untyped(text)):
            _by_name(names.typed(meant), gathered)
        if not straight and len(gathered.people) < FEW and not gathered.more:
            _near(names.typed(meant) if meant and gathered.people else typed, gathered)
    return Found(gathered.hits(day), gathered.more, meant if gathered.people else "")


class _Gathered:
    """Members found so far, each once, in the order in which they were found."""

    def __init__(self, limit: int) -> None:
        self.limit, self.more = limit, False
        self.people: dict[int, tuple[Member, How, str]] = {}
        self.formers: dict[int, str] = {}

    @property
    def full(self) -> bool:
        return len(self.people) >= self.limit

    def take(
        self, rows: QuerySet[Member], how: Callable[[Member], How], first: Callable[[Member], int] = lambda one: 0
    ) -> None:
        """As many of the rows as there is room for, by name; of these, the ones with the least `first` stand first."""
        if self.more:
            return
        room = self.limit - len(self.people)
        wanted = rows.exclude(pk__in=list(self.people)) if self.people else rows
        found = list(wanted.only(*SHOWN).order_by("sort_key", "pk")[: room + 1])
        self.more = len(found) > room
        for one in sorted(found[:room], key=first):
            self.people[one.pk] = (one, how(one), "")

    def take_whole(self, rows: QuerySet[Member], how: Callable[[Member], How], first: Callable[[Member], int]) -> bool:
        """All of the rows, or none: when they are more than there is room for, or none is exact."""
        found = list(rows.only(*SHOWN).order_by("sort_key", "pk")[: self.limit + 1])
        answers = len(found) <= self.limit and any(how(one) is How.EXACT for one in found)
        if answers:
            self.people = {one.pk: (one, how(one), "") for one in sorted(found, key=first)}
        return answers

    def hits(self, day: date) -> list[Hit]:
        cells, ways = cells_of(self.people, day), list(How)
        return [
            Hit(
                one.pk,
                one.full_name,
                one.other_names,
                cells.get(one.pk, ""),
                wording.birth(one),
                how,
                number,
                self.formers.get(one.pk, ""),
            )
            for one, how, number in sorted(self.people.values(), key=lambda found: ways.index(found[1]))
        ]


def cells_of(members: Iterable[int], day: date) -> dict[int, str]:
    """The official cell of each on that day, by its short name."""
    members = list(members)
    rows = Placement.of_people.on(day).official().filter(member__in=members)
    where = dict(rows.values_list("member", "organisation")) if members else {}
    short = kept.short_names(where.values(), day) if where else {}
    return {member: short.get(organisation, "") for member, organisation in where.items()}


# --- by name ---


def _straight(typed: names.Typed, gathered: _Gathered) -> bool:
    """Whether the text is how the full name of somebody begins, as it is written from the first word on: then these are
    meant and nothing else is looked for. One walk over the index of names."""
    if len(typed.words) < WORDS_ENOUGH:
        return False
    rows = Member.objects.few().filter(fold__startswith=" ".join(typed.words))
    return gathered.take_whole(_born(rows, typed.year), _how(typed), _begun(typed.words))


def _by_name(typed: names.Typed, gathered: _Gathered) -> None:
    """The whole name; then names that end so (a given name alone, or middle and given); then all words, any order.

    Each step first with the marks as typed. A step is asked only while there is room.
    """
    how = _how(typed)
    as_typed = [Q(sort_key__contains=key) for key in typed.keys]
    for marks in ([as_typed] if as_typed else []) + [[]]:
        for condition in _steps(typed.words):
            if gathered.more:
                return
            gathered.take(_born(Member.objects.filter(condition, *marks), typed.year), how, _begun(typed.words))


def _born(rows: QuerySet[Member], year: int | None) -> QuerySet[Member]:
    return rows if year is None else rows.filter(birth_on__year=year)


def _steps(words: tuple[str, ...]) -> Iterator[Q]:
    whole = " ".join(words)
    yield Q(fold=whole)
    yield Q(fold__endswith=f" {whole}")
    every, other = Q(), Q()
    for word in words:
        every &= _begins("fold", word)
        other &= _begins("other_fold", word)
    yield every
    # Apart from the names: an index serves each, none serves both.
    yield other & ~Q(other_fold="")


def _by_former_name(typed: names.Typed, gathered: _Gathered) -> None:
    """Names given up by decision: few, so that the database is asked for the longest word and what has the others, in
    any order, is seen here. Whoever is called so today stands before them."""
    if gathered.more:
        return
    rows = NameChange.objects.filter(_begins("fold", max(typed.words, key=len)))
    others = [one for one in rows if one.member_id not in gathered.people and _has(one.fold, typed.words)]
    found: dict[int, NameChange] = {}
    for one in sorted(others, key=lambda one: (one.sort_key, one.pk))[: gathered.limit + 1]:
        found.setdefault(one.member_id, one)
    if not found:
        return
    how = _how(typed)
    formers = {pk: Member(full_name=one.former, fold=one.fold) for pk, one in found.items()}
    gathered.take(_born(Member.objects.filter(pk__in=list(found)), typed.year), lambda member: how(formers[member.pk]))
    gathered.formers = {pk: one.former for pk, one in found.items() if pk in gathered.people}


def _begins(column: str, word: str) -> Q:
    """Some word of the column begins with one of the spellings."""
    found = Q()
    for one in names.spellings(word):
        found |= Q(**{f"{column}__startswith": one}) | Q(**{f"{column}__contains": f" {one}"})
    return found


def _has(fold: str, words: tuple[str, ...]) -> bool:
    """`_begins` of every word, said of a name that was read."""
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


# --- near ones ---


def _near(typed: names.Typed, gathered: _Gathered) -> None:
    """Names with a letter left out, put in, mistaken or swapped: one in a short word, two in a long one."""
    whole = " ".join(typed.words)
    if len(whole) < 3:
        return
    ranked = sorted(
        (far, sum(key not in sort_key for key in typed.keys), sort_key, pk)
        for pk, fold, sort_key in _candidates(whole, typed.year)
        if pk not in gathered.people and (far := _far(typed.words, fold)) is not None
    )  # fmt: skip
    room = gathered.limit - len(gathered.people)
    gathered.more = len(ranked) > room
    chosen = [pk for *_, pk in ranked[:room]]
    rows = Member.objects.in_bulk(chosen)
    gathered.people.update({pk: (rows[pk], How.NEAR, "") for pk in chosen if pk in rows})


def _candidates(whole: str, year: int | None) -> Iterable[tuple[int, str, str]]:
    """PostgreSQL picks by shared letters in threes; a desk's SQLite is small enough to look at everybody."""
    rows = _born(Member.objects.all(), year)
    if connection.vendor == "postgresql":
        rows = rows.extra(
            where=["members_member.fold %% %s"], params=[whole],
            select={"alike": "similarity(members_member.fold, %s)"}, select_params=[whole], order_by=["-alike"],
        )[:CANDIDATES]  # fmt: skip
    return rows.values_list("pk", "fold", "sort_key")


def _far(words: tuple[str, ...], fold: str) -> int | None:
    """Slips between the typed words and the nearest words of a name; None when some word is too far from all. A word
    of two letters may only be mistaken where two others speak for the name."""
    others = fold.split()
    total = 0
    for word in words:
        allowed = 2 if len(word) > 5 else 1 if len(word) > 2 or len(words) > 2 else 0
        least = min((slips(word, other, allowed) for other in others), default=allowed + 1)
        if least > allowed:
            return None
        total += least
    return total


# --- by number ---


def _by_number(typed: names.Typed, gathered: _Gathered) -> None:
    """A card number whole, a profile number, an ID; else the beginning or the end of a card number."""
    if typed.code:
        gathered.take(Member.objects.few().filter(source_id=typed.code), lambda member: How.NUMBER)
        return
    digits = typed.digits
    found = dict(Number.objects.filter(value=digits).values_list("member", "value"))
    if not found and len(digits) >= DIGITS_LEAST:
        part = Number.objects.filter(Q(value__startswith=digits) | Q(value__endswith=digits))
        found = dict(part.order_by("value", "pk").values_list("member", "value")[: gathered.limit + 1])
    numbered = Member.objects.few().filter(Q(pk__in=list(found)) | Q(profile_number=digits))
    gathered.take(numbered, lambda member: How.NUMBER)
    for pk, (member, how, _) in list(gathered.people.items()):
        if pk in found:
            gathered.people[pk] = (member, how, wording.masked(found[pk]))


class NotOne(Refusal):
    """Nobody of that name, or `several`: the sentence says what to add."""

    def __init__(self, sentence: str, *, several: bool) -> None:
        super().__init__(sentence)
        self.several = several


def meant(full_name: str, birth: str, organisation: Organisation, day: date) -> Member:
    """The one person whom somebody wrote down by name: under the organisation, else anywhere in the viewer's part.

    `birth` as written, "" when it was left out. Raises NotOne.
    """
    fold = names.fold(full_name)
    named = Member.objects.filter(fold=fold)
    formerly = Member.objects.filter(pk__in=NameChange.objects.filter(fold=fold).values("member"))
    here = Placement.objects.on(day).filter(under(organisation.pk, day)).values("member")
    for rows in (named.filter(pk__in=here), named, formerly):
        found = [one for one in rows[:CANDIDATES] if not birth or wording.birth(one) == _birth(birth)]
        if len(found) == 1:
            return found[0]
        if found:
            raise NotOne(f"Có {len(found)} người tên {full_name}; ghi thêm ngày sinh.", several=True)
    raise NotOne(f"Không thấy {full_name} trong sổ.", several=False)


def _birth(written: str) -> str:
    try:
        return str(PartialDate.parse(written))
    except ValueError as error:
        raise NotOne(f"Ngày sinh “{written}” chưa đọc được.", several=True) from error
