"""One ready case for each verb: what it is about, and keywords with which it works at the first call."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from members.models import Account, Act, Finding, Member, Membership, Organisation, Place, SignIn
from members.procedure import VERBS, accounts
from members.procedure.merging import check_merge
from members.procedure.reorganisation import StepGiven
from members.sessions import mark_of
from tests import builders
from tests.admissions import ready_cases as admission_cases
from tests.builders import MACHINE, PAPER
from tests.reports import ready_cases as reconciliation_cases

NOON = datetime(2024, 6, 1, 5, tzinfo=UTC)
DAY, LATER = date(2024, 1, 1), date(2024, 6, 1)
Case = tuple[tuple[Any, ...], dict[str, Any]]


class World:
    """The tree, an official member in Thôn 1, a probationer in Thôn 2, an account without a role."""

    def __init__(self) -> None:
        self.tree = builders.make_tree()
        self.person: Member = builders.member("Giàng Seo Lử", self.tree.cell)
        self.young: Member = builders.member(
            "Vừ Thị Mỷ", self.tree.sibling, admitted_on=date(2023, 2, 3), official_on=None
        )
        self.account: Account = builders.account("can-bo", "Ma Văn Thượng")

    @property
    def fresh(self) -> Account:
        """An account whose owner has never signed in."""
        return self.done("create_account", username="moi-lap", full_name="Lục Thị Yên", password=None)

    def officer(self) -> Account:
        """An account that waits for a role over the whole register."""
        self.done("grant_role", self.account, kind="officer", organisation=self.tree.district, day=DAY)
        return self.account

    def done(self, name: str, /, *case: Any, **given: Any) -> Any:
        """An earlier act of the office, of which the case goes on."""
        why = "gõ nhầm" if VERBS[name].needs_reason else ""
        return VERBS[name].function(*case, by=MACHINE, why=why, **given)

    def finding(self) -> Finding:
        return Finding.unscoped.create(member=self.person, code="x", field="birth", file="a", sheet="b", cell="C3")

    def spell(self) -> Membership:
        return Membership.unscoped.get(member=self.person)

    def place(self) -> Place:
        return Place.objects.create(name="Thôn 1")

    def away(self) -> Any:
        return self.done("place_temporarily", self.person, outside="Hà Nội", day=DAY, until=date(2024, 9, 1))

    def gone(self, kind: str = "striking_off") -> Any:
        return self.done("depart", self.person, kind=kind, day=DAY)

    def twin(self) -> Member:
        """The person once more, in the other cell of the commune."""
        found = Member.unscoped.filter(full_name="Giàng Seo Lừ").first()
        return found or builders.member("Giàng Seo Lừ", self.tree.sibling)

    def kept_all(self) -> dict[str, str]:
        points = check_merge(self.person, self.twin()).joining.points
        return {one.key: "kept" for one in points}

    def merged(self) -> Any:
        return self.done("merge_members", self.person, absorbed=self.twin(), choices=self.kept_all())

    def proposed(self) -> Any:
        given = {"verb": "correct_member", "given": {"full_name": "Giàng Seo Lừ"}}
        return self.done("propose", self.person, **given)

    def signed_in(self) -> Account:
        SignIn.objects.create(session_key="a" * 32, session_data="", expire_date=NOON, account=self.account)
        return self.account

    def wrong_tries(self) -> Account:
        for _ in range(5):
            accounts.note_login_failure(username="can-bo", address="10.0.0.9", at=NOON, day=LATER)
        return self.account

    def kept(self) -> Any:
        return self.done("keep_list", self.tree.cell, account=self.account, name="Nữ", asked={})

    def plan(self, *more: Any) -> Any:
        """A plan that renames a cell."""
        plan = self.done("draw_reorganisation", name="Sắp xếp", day=DAY)
        rename = StepGiven("rename", self.tree.cell, name="Chi bộ Thôn Một")
        return self.done("change_reorganisation", plan, add=[rename, *more])

    def role(self) -> Any:
        where: Organisation = self.tree.cell
        return self.done("grant_role", self.account, kind="cell", organisation=where, day=DAY)


def _about(choose: Callable[[World], Any], **given: Any) -> Callable[[World], Case]:
    return lambda world: ((choose(world),), given)


def _person(**given: Any) -> Callable[[World], Case]:
    return _about(lambda world: world.person, **given)


def _cell(**given: Any) -> Callable[[World], Case]:
    return _about(lambda world: world.tree.cell, **given)


def _after(name: str, before: dict[str, Any], **given: Any) -> Callable[[World], Case]:
    """About the row that another verb made for the person."""
    return _about(lambda world: world.done(name, world.person, **before), **given)


def _enter(w: World) -> Case:
    named = {"full_name": "Tẩn A Páo", "organisation": w.tree.cell, "admitted_on": DAY, "source_id": "A1"}
    return (), named


def _place(w: World) -> Case:
    w.gone("moved_out")
    return (w.person,), {"organisation": w.tree.sibling, "day": LATER}


def _restore(w: World) -> Case:
    w.gone()
    return (w.person,), {"organisation": w.tree.cell, "day": LATER, "decision": PAPER}


def _readmit(w: World) -> Case:
    w.gone()
    return (w.person,), {"organisation": w.tree.sibling, "day": LATER, "decision": PAPER}


def _receive(w: World) -> Case:
    w.done("move", w.person, organisation=w.tree.sibling, day=DAY, let_go_on=DAY)
    return (w.person,), {"day": LATER}


def _revert(w: World) -> Case:
    w.done("suspend", w.person, day=DAY)
    return (Act.objects.get(verb="suspend"),), {}


def _confirmed(w: World) -> Any:
    return w.done("confirm_role", w.role())


def _close(w: World) -> Case:
    return (w.tree.other_cell,), {"day": DAY, "successor": w.tree.cell}


def _new_cell(w: World) -> Case:
    return (), {"name": "Chi bộ Thôn 3", "kind": builders.kind("cell"), "parent": w.tree.committee, "day": DAY}


def _grant(w: World) -> Case:
    return (w.account,), {"kind": "cell", "organisation": w.tree.cell, "day": DAY}


HELD = {"office": "secretary", "day": date(2020, 1, 1)}
EXEMPT, SUSPENDED = {"day": DAY, "reason": "age"}, {"day": DAY}
RENAMED = {"full_name": "Giàng Seo Phừ", "day": DAY, "decision": PAPER}
NUMBER = {"kind": "card8", "value": "12345678", "day": DAY}

CASES: dict[str, Callable[[World], Case]] = {
    "create_organisation": _new_cell,
    "rename_organisation": _cell(day=DAY, name="Chi bộ Thôn Một"),
    "change_kind": lambda w: ((w.tree.other_cell,), {"day": DAY, "kind": builders.kind("cell"), "sector": "school"}),
    "name_place": lambda w: ((), {"name": "Thôn 9"}),
    "set_area": lambda w: ((w.tree.cell,), {"day": DAY, "places": [w.place()]}),
    "move_organisation": lambda w: ((w.tree.cell,), {"day": DAY, "parent": w.tree.other_committee}),
    "close_organisation": _close,
    "correct_term": lambda w: ((w.tree.other_cell.terms(manager="unscoped").get(),), {"since": date(2001, 1, 1)}),
    "correct_closing": lambda w: ((w.done("close_organisation", w.tree.other_cell, day=DAY),), {"day": LATER}),
    "draw_reorganisation": lambda w: ((), {"name": "Sắp xếp", "day": DAY}),
    "change_reorganisation": lambda w: (
        (w.plan(),), {"add": [StepGiven("rename", w.tree.sibling, name="Chi bộ Thôn Hai")]}
    ),
    "discard_reorganisation": _about(World.plan),
    "apply_reorganisation": _about(World.plan),
    "take_back_reorganisation": lambda w: ((w.done("apply_reorganisation", w.plan()),), {}),
    "hold_office": lambda w: ((w.person,), {**HELD, "organisation": w.tree.cell}),
    "record_congress": lambda w: ((w.tree.cell,), {"day": DAY, "chosen": [(w.person, "secretary")]}),
    "end_office": lambda w: ((w.done("hold_office", w.person, **HELD, organisation=w.tree.cell),), {"day": DAY}),
    "correct_office": lambda w: (
        (w.done("hold_office", w.person, **HELD, organisation=w.tree.cell),), {"since": date(2020, 2, 1)}
    ),
    "enter": _enter,
    "correct_member": _person(full_name="Giàng Seo Lừ"),
    "correct_membership": _about(World.spell, official_on=date(2011, 6, 1)),
    "recognise": _about(lambda w: w.young, official_on=date(2024, 2, 3), decision=PAPER),
    "note_number": _person(**NUMBER),
    "correct_number": _after("note_number", NUMBER, value="12345679"),
    "remove_number": _after("note_number", NUMBER),
    "note_residence": _person(address="Thôn 1", day=DAY),
    "correct_residence": _after("note_residence", {"address": "Thôn 1", "day": DAY}, address="Thôn 2"),
    "change_name": _person(**RENAMED),
    "correct_name_change": _after("change_name", RENAMED, day=LATER),
    "settle_finding": _about(lambda w: w.finding()),
    "place": _place,
    "move": lambda w: ((w.person,), {"organisation": w.tree.sibling, "day": DAY}),
    "receive": _receive,
    "place_temporarily": _person(outside="Hà Nội", day=DAY, until=date(2024, 9, 1)),
    "end_temporary": _about(lambda w: w.away(), day=LATER),
    "correct_placement": _about(lambda w: w.away(), since=date(2024, 2, 1)),
    "exempt": _person(**EXEMPT),
    "end_exemption": _after("exempt", EXEMPT, day=LATER),
    "correct_exemption": _after("exempt", EXEMPT, reason="strength"),
    "remove_exemption": _after("exempt", EXEMPT),
    "suspend": _person(**SUSPENDED),
    "end_suspension": _after("suspend", SUSPENDED, day=LATER),
    "correct_suspension": _after("suspend", SUSPENDED, since=LATER),
    "discipline": _person(form="warning", day=DAY),
    "correct_discipline": _after("discipline", {"form": "warning", "day": DAY}, form="reprimand"),
    "depart": _person(kind="death", day=DAY),
    "correct_departure": _about(lambda w: w.gone(), since=LATER),
    "restore": _restore,
    "readmit": _readmit,
    "introduce_to_residence": _person(to="Thôn 5", day=DAY),
    "end_residence_introduction": _after("introduce_to_residence", {"to": "Thôn 5", "day": DAY}, day=LATER),
    "correct_residence_introduction": _after("introduce_to_residence", {"to": "Thôn 5", "day": DAY}, to="Thôn 6"),
    "propose": _person(verb="correct_member", given={"full_name": "Giàng Seo Lừ"}, decision=PAPER),
    "accept_proposal": _about(World.proposed),
    "refuse_proposal": _about(World.proposed),
    "withdraw_proposal": _about(World.proposed),
    "revert": _revert,
    "merge_members": lambda w: ((w.person,), {"absorbed": w.twin(), "choices": w.kept_all()}),
    "undo_merge": _about(World.merged),
    "set_not_same": lambda w: ((w.person,), {"other": w.young}),
    "take_back_not_same": _about(lambda w: w.done("set_not_same", w.person, other=w.young)),
    "look_for_doubles": lambda w: ((), {"pairs": [(w.person.pk, w.young.pk, 1.5, [])], "people": 2}),
    "set_office": lambda w: ((), {"key": "office_name", "value": "Ban Tổ chức", "day": DAY}),
    "take_back_setting": _about(lambda w: w.done("set_office", key="office_name", value="Ban Tổ chức", day=DAY)),
    "note_holiday": lambda w: ((), {"day": DAY, "name": "Tết Dương lịch"}),
    "remove_holiday": _about(lambda w: w.done("note_holiday", day=DAY, name="Tết")),
    "add_kind": lambda w: ((), {"name": "liên đảng bộ", "under": [builders.kind("above")]}),
    "correct_kind": lambda w: ((builders.kind("part"),), {"name": "đảng bộ khối"}),
    "retire_kind": lambda w: ((builders.kind("part"),), {"day": DAY}),
    "take_kind_back": _about(lambda w: w.done("retire_kind", builders.kind("part"), day=DAY)),
    **admission_cases.CASES,
    **reconciliation_cases.CASES,
    "keep_list": lambda w: ((w.tree.cell,), {"account": w.account, "name": "Nữ", "asked": {}}),
    "drop_list": _about(lambda w: w.kept()),
    "take_backup": lambda w: ((), {"file": "so.age", "sealed": True}),
    "restore_backup": lambda w: ((), {"made_at": "2026-06-30T05:00:00+00:00", "checksum": "0" * 64, "newest": {}}),
    "create_account": lambda w: ((), {"username": "moi", "full_name": "Lục Thị Yên", "password": builders.PASSWORD}),
    "grant_role": _grant,
    "confirm_role": _about(lambda w: w.role()),
    "confirm_roles": _about(lambda w: [w.role()]),
    "end_role": _about(_confirmed, day=LATER),
    "give_first_passwords": lambda w: ((), {"hashes": {w.fresh.pk: "!"}}),
    "block_account": _about(lambda w: w.account),
    "unblock_account": lambda w: ((w.done("block_account", w.account),), {"at": NOON}),
    "end_session": _about(lambda w: w.signed_in(), mark=mark_of("a" * 32)),
    "unlock_sign_in": _about(lambda w: w.wrong_tries()),
    "reset_password": _about(lambda w: w.account, password="mat-khau-khac-2026"),
    "ask_renewal": _about(lambda w: w.officer()),
    "confirm_renewal": _about(lambda w: w.done("ask_renewal", w.officer()), password="mat-khau-khac-2026"),
    "drop_renewal": _about(lambda w: w.done("ask_renewal", w.officer())),
    "change_password": _about(lambda w: w.account, new="con trâu đi trước cái cày"),
}  # fmt: skip
