"""The cast and the tree they live in. Every state is reached through the verbs.

    Đảng bộ huyện Vân Sơn (district)
    ├── Đảng bộ xã An Khê (committee)
    │   ├── Chi bộ Thôn 1 (cell)
    │   └── Chi bộ Thôn 2 (sibling)
    ├── Đảng bộ xã Tân Lập (other_committee)
    │   └── Chi bộ Thôn Đồng (other_cell)
    └── Chi bộ Kho bạc (grass_cell)

Everybody's name occurs once, so that a name in an answer tells who was seen.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils import timezone

from members import filling, history, loading, procedure, rights, scope, uploads
from members.models import (
    Account,
    Act,
    Closure,
    Finding,
    Kind,
    Member,
    Membership,
    Organisation,
    Placement,
    PossibleDouble,
    RoleKind,
)
from members.procedure import Paper
from members.procedure.reorganisation import StepGiven

TODAY = date(2026, 6, 30)
BEGINNING = date(2000, 1, 1)
PASSWORD = "mat-khau-thu-nghiem-2026"
MACHINE = rights.machine("kiểm thử", TODAY)
PAPER = Paper(number="12-QĐ/HU", signed_on=date(2026, 3, 1), body="Ban Thường vụ Huyện ủy")


def kind(code: str) -> Kind:
    return Kind.objects.get(code=code)


@dataclass
class Tree:
    """The organisations of the picture above."""

    district: Organisation
    committee: Organisation
    cell: Organisation
    sibling: Organisation
    other_committee: Organisation
    other_cell: Organisation
    grass_cell: Organisation
    made: dict[str, Organisation] = field(default_factory=dict)


def organisation(
    name: str, kind_code: str, parent: Organisation | None, day: date = BEGINNING, **more: Any
) -> Organisation:
    return procedure.tree.create_organisation(
        by=MACHINE, day=day, name=name, kind=kind(kind_code), parent=parent, **more
    )


def make_tree() -> Tree:
    district = organisation("Đảng bộ huyện Vân Sơn", "above", None, code="38.168")
    committee = organisation("Đảng bộ xã An Khê", "committee", district, code="38.168.053")
    other = organisation("Đảng bộ xã Tân Lập", "committee", district, code="38.168.054")
    return Tree(
        district=district,
        committee=committee,
        cell=organisation("Chi bộ Thôn 1", "cell", committee, code="38.168.053.000.001", sector="residential"),
        sibling=organisation("Chi bộ Thôn 2", "cell", committee, code="38.168.053.000.002", sector="residential"),
        other_committee=other,
        other_cell=organisation("Chi bộ Thôn Đồng", "cell", other, code="38.168.054.000.001"),
        grass_cell=organisation("Chi bộ Kho bạc", "grass_cell", district, code="38.168.060", sector="office"),
    )


def member(name: str, where: Organisation, **more: Any) -> Member:
    """An official member since 2011 unless said otherwise."""
    given: dict[str, Any] = {
        "admitted_on": date(2010, 5, 18), "official_on": date(2011, 5, 18), "sex": "m",
        "admission_decision": PAPER, "recognition_decision": PAPER, **more,
    }  # fmt: skip
    return procedure.people.enter(by=MACHINE, full_name=name, organisation=where, **given)


def account(username: str, full_name: str) -> Account:
    made = procedure.roles.create_account(by=MACHINE, username=username, full_name=full_name, password=PASSWORD)
    made.must_change_password = False
    made.save(update_fields=["must_change_password"])
    return made


def role(who: Account, kind_: str, where: Organisation, day: date = BEGINNING, until: date | None = None) -> Account:
    """A confirmed role. Confirmed by the machine, as the first officer's is."""
    given = procedure.roles.grant_role(who, by=MACHINE, kind=kind_, organisation=where, day=day, until=until)
    procedure.roles.confirm_role(given, by=MACHINE)
    return who


def renewal(tree: Tree) -> int:
    """An account that waits for a role over the whole register, and for a first password by two people."""
    who = account("cho-cap-lai", "Tải Thị Sen")
    procedure.roles.grant_role(who, by=MACHINE, kind=RoleKind.READER, organisation=tree.district, day=BEGINNING)
    return procedure.renewing.ask_renewal(who, by=MACHINE).pk


@dataclass
class Cast:
    tree: Tree
    officer: Account
    second_officer: Account
    committee_secretary: Account
    cell_secretary: Account
    reader: Account
    administrator: Account
    outsider: Account
    # Who asks for it: `with_part_officer`.
    part_officer: Account | None = None


def with_part_officer(cast: Cast) -> Cast:
    """And an officer of one committee with its cells, who has no role on the head of the tree."""
    cast.part_officer = role(account("can-bo-xa", "Lự Thị Mai"), RoleKind.OFFICER, cast.tree.committee)
    return cast


def make_cast() -> Cast:
    tree = make_tree()
    return Cast(
        tree=tree,
        officer=role(account("can-bo", "Ma Văn Thượng"), RoleKind.OFFICER, tree.district),
        second_officer=role(account("can-bo-2", "Lục Thị Yên"), RoleKind.OFFICER, tree.district),
        committee_secretary=role(account("bi-thu-xa", "Nguyễn Thị Hòa"), RoleKind.COMMITTEE, tree.committee),
        cell_secretary=role(account("bi-thu-thon", "Hoàng Seo Phừ"), RoleKind.CELL, tree.cell),
        reader=role(account("thuong-truc", "Đặng Quốc Khánh"), RoleKind.READER, tree.district),
        administrator=role(account("quan-tri", "Vi Văn Thái"), RoleKind.ADMINISTRATOR, tree.district),
        outsider=role(account("bi-thu-khac", "Bế Thị Lụa"), RoleKind.COMMITTEE, tree.other_committee),
    )


def actor(who: Account, day: date = TODAY) -> rights.Actor:
    return rights.actor_for(who, day)


def whole(day: date = TODAY, mark: str = "") -> Any:
    """Open the whole register, as a command of the office does; with the mark of the tree, as a page does."""
    return scope.opened(replace(scope.whole_register(day), mark=mark))


def things_of(where, name: str) -> dict[str, int]:
    """A person placed in `where` with one fact of every kind, and the organisation's own rows."""
    someone = member(f"{name} Xưa", where)
    day = date(2020, 1, 1)
    twin = member(f"{name} Hai", where)
    points = procedure.merging.check_merge(someone, twin).joining.points
    merge = procedure.merging.merge_members(
        someone, by=MACHINE, absorbed=twin, choices={one.key: "kept" for one in points}, why="một người hai hồ sơ"
    )
    someone.refresh_from_db()
    other = member(f"{name} Ba", where)
    apart = procedure.merging.set_not_same(someone, by=MACHINE, other=other, why="hai cha con")
    pair = PossibleDouble.unscoped.create(first=someone, second=other, bits=3.0, why=[], found_on=TODAY)
    renamed = procedure.name_changes.change_name(someone, by=MACHINE, full_name=name, day=day, decision=PAPER)
    someone.refresh_from_db()
    number = procedure.people.note_number(someone, by=MACHINE, kind="card8", value=f"{someone.pk:08d}", day=day)
    residence = procedure.people.note_residence(someone, by=MACHINE, address="Thôn 9", day=day)
    away = procedure.places.place_temporarily(
        someone, by=MACHINE, outside="Đảng bộ phường Tân Lập", day=date(2026, 2, 1), until=date(2026, 12, 1)
    )
    exemption = procedure.standing.exempt(someone, by=MACHINE, day=day, reason="age", decision=PAPER)
    suspension = procedure.standing.suspend(someone, by=MACHINE, day=day)
    discipline = procedure.standing.discipline(someone, by=MACHINE, day=day, form="warning")
    introduction = procedure.standing.introduce_to_residence(someone, by=MACHINE, day=day, to="Chi bộ Thôn 9")
    holding = procedure.offices.hold_office(someone, by=MACHINE, organisation=where, office="cell_committee", day=day)
    back = procedure.standing.depart(someone, by=MACHINE, kind="moved_out", day=date(2026, 3, 1))
    procedure.places.place(someone, by=MACHINE, organisation=where, day=date(2026, 4, 1))
    with history.act("import_members", by=MACHINE):
        finding = history.create(
            Finding,
            member=someone,
            code="birth_date_unreadable",
            field="birth",
            written="?",
            file="f",
            sheet="s",
            cell="A1",
        )
    asked = procedure.proposals.propose(
        someone, by=MACHINE, why="theo giấy khai sinh", verb="correct_member", given={"sex": "f"}
    )
    official = someone.placements(manager="unscoped").filter(kind="official").first()
    return {
        "organisation": where.pk, "person": someone.pk, "membership": back.membership_id, "number": number.pk,
        "name_change": renamed.pk, "merge": merge.pk, "told_apart": apart.pk, "pair": pair.pk,
        "residence": residence.pk, "placement": official.pk,
        "temporary": away.pk, "exemption": exemption.pk, "suspension": suspension.pk, "discipline": discipline.pk,
        "introduction": introduction.pk, "holding": holding.pk, "departure": back.pk, "finding": finding.pk,
        "proposal": asked.pk, "act": Act.objects.get(member=someone, verb="discipline").pk,
        "term": where.terms(manager="unscoped").get().pk,
    }  # fmt: skip


def closed_into(where: Organisation, name: str = "Chi bộ Đã Nhập", *, day: date = date(2024, 7, 1)) -> Closure:
    """A cell that stood beside this one, ended on that day and is followed by it."""
    gone = organisation(name, "cell", where.terms(manager="unscoped").get().parent)
    return procedure.tree.close_organisation(gone, by=MACHINE, day=day, successor=where)


SHEET = "STT,Họ và tên,Ngày sinh,Chi bộ\n1,Nông Thị Mẩy,1/2/1980,Chi bộ Thôn 1\n".encode()


def sent_list(who: Account) -> int:
    """The id of a list with one new person that this account has sent and not imported yet."""
    now = timezone.now()
    return uploads.keep(who, "danh-sach.csv", SHEET, purpose="import", at=now, create_organisations=True).pk


LIST = "ĐẢNG BỘ XÃ AN KHÊ,,,\nSTT,Họ và tên,Ngày sinh,Chi bộ\n1,Giàng Seo Lử,1/2/1980,Chi bộ Thôn 1\n".encode()


def compared_list(who: Account) -> int:
    """The id of a committee's list that this account holds against the records."""
    upload = uploads.keep(who, "an-khe.csv", LIST, purpose="compare", at=timezone.now())
    uploads.note_day(upload, TODAY)
    return upload.pk


def filled_sheet(who: Account) -> int:
    """The id of a sheet of office holders, taken and sent back as it was."""
    to = io.BytesIO()
    with whole():
        filling.make(filling.KINDS["chuc-vu"], to, TODAY)
    data = to.getvalue()
    return uploads.keep(who, "chuc-vu.xlsx", data, purpose="sheet", at=timezone.now(), result={"kind": "chuc-vu"}).pk


def kept_list(who: Account, where: Organisation, name: str = "Nữ đảng viên", *, shared: bool = False) -> int:
    """The id of a list that this account keeps."""
    asked = {"figure": "women", "columns": ["sinh", "chi-bo"]}
    by = rights.actor_for(who, TODAY)
    return procedure.own_lists.keep_list(where, by=by, account=who, name=name, asked=asked, shared=shared).pk


def plan(tree: Tree, day: date = date(2026, 6, 1)) -> dict[str, int]:
    """The ids of a plan that merges two cells into a third, and of its first step."""
    drawn = procedure.reorganisation.draw_reorganisation(by=MACHINE, name="Sắp xếp chi bộ", day=day, decision=PAPER)
    into = {"what": "merge", "into": tree.cell}
    steps = [StepGiven(organisation=one, **into) for one in (tree.sibling, tree.other_cell)]
    procedure.reorganisation.change_reorganisation(drawn, by=MACHINE, add=steps)
    return {"plan": drawn.pk, "planned": procedure.reorganisation.steps_of(drawn)[0].pk}


def leaver(name: str, where: Organisation, **more: Any) -> Member:
    """Somebody who has left the Party at own wish this year."""
    someone = member(name, where)
    given: dict[str, Any] = {"kind": "own_wish", "day": date(2026, 2, 2), **more}
    procedure.standing.depart(someone, by=MACHINE, **given)
    return someone


def crowd(count: int, where: Organisation, since: date = date(2015, 5, 19)) -> list[Member]:
    """Many official members at once, as an import writes them."""
    with history.act("import_members", by=MACHINE) as importing:
        acts = [importing] * count
        names = [f"Hoàng Thị Người Thứ {number}" for number in range(count)]
        people = [Member(**procedure.people.columns({"full_name": name, "sex": "f"})) for name in names]
        history.create_many(people, acts)
        spells = [
            Membership(member=one, admitted_on=since, official_on=since.replace(year=since.year + 1),
                       recognition="imported") for one in people
        ]  # fmt: skip
        history.create_many(spells, acts)
        places = [
            Placement(member=spell.member, membership=spell, kind="official", organisation=where, since=since)
            for spell in spells
        ]
        history.create_many(places, acts)
        loading.counted_anew(count)
    return people
