"""The cast of a reconciliation: a round over the first half of 2026, lists as committees type them, and what comes of
them, all by the verbs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from kit.calendar import PartialDate
from kit.reading.table import Table
from members import history, importing, uploads
from members.models import Account, Member, Organisation
from members.procedure.people import NumberGiven
from members.rights import Actor
from reports.reconciliation import papers, procedure
from reports.reconciliation.models import (
    Choice,
    ChosenPerson,
    Difference,
    Reconciliation,
    Round,
    SentList,
    Side,
)
from tests import builders
from tests.builders import MACHINE
from tests.members.importing.files import sheet

SINCE, UNTIL, DUE = date(2026, 1, 1), date(2026, 7, 1), date(2026, 7, 15)
AT = datetime(2026, 6, 30, 5, tzinfo=UTC)
HEAD = ("TT", "Họ và tên", "Ngày sinh", "Giới tính", "Chi bộ", "Ngày vào Đảng", "Ngày chính thức", "Số thẻ ĐV")
# Columns that only some lists have.
MORE = {"status": "Tình trạng", "note": "Ghi chú"}
TITLE = "ĐẢNG BỘ XÃ AN KHÊ"
ADMITTED, OFFICIAL = date(2010, 5, 18), date(2011, 5, 18)
BORN = PartialDate(1965, 6, 4)
Row = dict[str, Any]


def opened(since: date = SINCE, until: date = UNTIL, due: date = DUE, **given: Any) -> Round:
    one: Round = procedure.rounds.open_round(by=MACHINE, since=since, until=until, due_on=due, **given)
    return one


def of(one: Round, committee: Organisation) -> Reconciliation:
    found: Reconciliation = Reconciliation.unscoped.select_related("round", "organisation").get(
        round=one, organisation=committee
    )
    return found


def person(name: str, where: Organisation, card: str, born: PartialDate = BORN, **more: Any) -> Member:
    """Somebody of whom everything is known that a list says."""
    return builders.member(name, where, birth=born, numbers=[NumberGiven("card8", card)], **more)


def row(name: str = "Sùng A Páo", **other: Any) -> Row:
    """A row that says of somebody what `person` enters, and what is said otherwise."""
    return {"name": name, "birth": "4/6/1965", "sex": "Nam", "cell": "Chi bộ Thôn 1", "admitted": "18/5/2010",
            "official": "18/5/2011", "card": "11111111"} | other  # fmt: skip


# What the committee's list says of its two people, of one with another card; and of somebody elsewhere.
OWN = (row(card="11111112"), row("Lò Văn Ún", birth="9/2/1970", cell="Chi bộ Thôn 2", card="22222222"))
BOTH = (row(), OWN[1])
FOREIGN = row("Vừ Mí Kẻ", birth="21/7/1982", card="33333333")


def file(*rows: Row, titles: Sequence[str] = (TITLE,)) -> bytes:
    """A workbook as a committee sends it."""
    more = {name: head for name, head in MORE.items() if any(name in one for one in rows)}
    columns = ("name", "birth", "sex", "cell", "admitted", "official", "card", *more)
    people = [(number, *(one.get(column, "") for column in columns)) for number, one in enumerate(rows, 1)]
    return sheet([*((title,) for title in titles), (*HEAD, *more.values()), *people])


def sent(
    one: Reconciliation, data: bytes, *, by: Actor = MACHINE, who: Account | None = None, **given: Any
) -> SentList:
    """Keep the file and let it be received, as the page does."""
    account = who or Account.objects.first() or builders.account("may", "Máy gửi")
    upload = procedure.receiving.keep(one, "an-khe.xlsx", data, account=account, at=AT)
    newest = procedure.lists.newest_of(one)
    return procedure.receiving.receive(one, upload, by=by, seen=newest.number if newest else 0, **given)


def tables_of(one: SentList) -> list[Table]:
    return importing.tables_of(uploads.book_of(one.upload).sheets)


def signed(one: Reconciliation, day: date) -> None:
    """What the signing will do with the roster."""
    with history.act("open_round", by=MACHINE):
        procedure.freezing.freeze(one, by=MACHINE, signed_on=day)


def differences(one: SentList) -> list[Difference]:
    return list(Difference.unscoped.filter(list=one).order_by("sort_key", "pk"))


def kinds(one: SentList) -> list[str]:
    return sorted(each.kind for each in differences(one))


def answered_points(one: SentList) -> list[dict[str, int]]:
    """Twice a point, an answer and who a row is said to be: taken back at one place, it is still there at another."""
    first, *_, last = Difference.unscoped.filter(list=one).order_by("pk")
    made = []
    for point in (last, first):
        said = procedure.answering.answer(point, by=MACHINE, choice=Choice.FIX_LIST)
        with history.act("choose_person", by=MACHINE):
            history.only_asks()
            chosen = history.create(
                ChosenPerson, reconciliation=one.reconciliation, described=point.key, name=point.name,
                chosen_on=one.sent_on,
            )  # fmt: skip
        made.append({"point": first.pk, "answer": said.pk, "chosen": chosen.pk})
    return made


def agreed_light(one: Reconciliation, *sides: Side) -> Reconciliation:
    """A round on numbers in which both count the same, confirmed by these sides."""
    totals = procedure.gathering.gather(one, by=MACHINE).minutes.totals
    kinds = ("official", "probationary", "total", "women", "exempt", "away", "guests")
    numbers = dict(zip(kinds, (total.agreed for total in totals), strict=True))
    procedure.numbers.note_numbers(one, by=MACHINE, numbers=numbers)
    for side in sides:
        shown = procedure.gathering.gather(one, by=MACHINE).digest
        procedure.signing.confirm_minutes(one, by=MACHINE, digest=shown, side=side, why="bản giấy số 7")
    return one


def ready_to_sign(one: Reconciliation) -> dict[str, Any]:
    """What the verb is told of minutes that both have confirmed."""
    said = {"signed_on": max(one.round.closing_day, MACHINE.day), "number": "02-BB/ĐU"}
    final, digest = procedure.signing.to_be_signed(
        one, by=MACHINE, their_people=["Đồng chí A"], our_people=["Đồng chí B"], files=0, **said
    )
    return {**said, "minutes": final, "digest": digest, "paper": b"%PDF"}


def signed_light(one: Reconciliation) -> Reconciliation:
    agreed_light(one, Side.COMMITTEE, Side.OFFICER)
    said = ready_to_sign(one)
    procedure.signing.sign_minutes(one, by=MACHINE, **said | {"paper": papers.draw(said["minutes"])})
    return one


def things(tree: builders.Tree, own: str, foreign: str) -> dict[str, dict[str, int]]:
    """Ids for walks over all pages: a round in which two committees have sent their lists, a light round beside it. By
    place, as in `tests/security/test_pages.py`; what is about no place stands under ""."""
    one, light = opened(committees=[tree.committee, tree.other_committee]), opened(kind="numbers")
    before = opened(since=date(2025, 7, 1), until=date(2026, 1, 1), kind="numbers")
    stranger = row("Hầu Thị Xuân", birth="9/9/1990", card="99999999", cell="")
    answer: dict[str, dict[str, int]] = {"": {"round": one.pk, "unsent_round": light.pk}}
    for place, where, name in (("own", tree.committee, own), ("foreign", tree.other_committee, foreign)):
        list_ = sent(of(one, where), file(row(name, cell=""), stranger, titles=()), anyway=True)
        answer[place] = {
            "reconciliation": of(one, where).pk, "light": of(light, where).pk, "sent_file": list_.upload_id,
            "signed": signed_light(of(before, where)).pk,
        }  # fmt: skip
        answer[place], again = (answer[place] | said for said in answered_points(list_))
        answer.setdefault("sibling", again)
    return answer
