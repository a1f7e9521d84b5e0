"""What acts have written, whether it still stands as they wrote it, and which later acts stand on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db import models

from members import history, kept
from members.errors import RuleBroken
from members.models import Act, Closure, OfficeHolding, Organisation, Placement, Role, Term
from members.procedure import undoing
from members.procedure.acting import AT_ONCE

Change = dict[str, Any]
Key = tuple[str, int]
Rows = dict[Key, Any]
# It follows from the official day and its decision; lines of earlier versions name it otherwise.
FOLLOWS = frozenset({"recognition"})
ROLE, GONE = "role", "gone"
# Drawing and changing plans writes no fact.
PLANS = frozenset({"reorganisation", "reorganisationstep", "organisation"})
LOOKED_OVER = ("draw_reorganisation", "change_reorganisation", "discard_reorganisation")
# Tables of what may stand in an organisation or under it, and how a row points at it.
POINTING: tuple[tuple[Any, str], ...] = (
    (Placement, "organisation"), (OfficeHolding, "organisation"), (Role, "organisation"), (Term, "organisation"),
    (Term, "parent"), (Closure, "successor"), (Closure, "organisation"),
)  # fmt: skip
# What may point at an organisation that a plan made and is taken back with: for which reason.
SPARED = {
    "members.TreePlace.organisation": "mục lục cây, lập lại từ các giai đoạn",
    "members.Act.organisation": "lịch sử ở lại",
    "members.Act.for_organisation": "lịch sử ở lại",
    "members.Look.organisation": "các lần xem ở lại",
    "members.ReorganisationStep.organisation": "việc của một phương án: phương án ấy nói chưa được",
    "members.ReorganisationStep.into": "việc của một phương án: phương án ấy nói chưa được",
    "members.ReorganisationStep.made": "chính phương án ấy, ghi lại thì dùng lại",
    "members.Upload.organisation": "tệp chờ xử lý: tổ chức không còn thì không ghi được",
    "members.ReadingChoice.organisation": "cách đọc bảng tính, không nói gì về ai",
    "members.OwnList.organisation": "danh sách riêng chỉ là điều kiện lọc",
    "members.OwnList.unit": "danh sách riêng chỉ là điều kiện lọc",
}
# Of these tables only some rows stand in the way.
SOME: dict[str, dict[str, Any]] = {"members.Proposal.organisation": {"closed_on": None}}


def with_inner(act: Act) -> list[Act]:
    """The act and those inside it, in order."""
    found, waiting = [act], [act.number]
    while waiting:
        inner = list(Act.objects.filter(inside__in=waiting).select_related("values_row"))
        found.extend(inner)
        waiting = [one.number for one in inner]
    return sorted(found, key=lambda one: one.number)


def changes_of(act: Act) -> list[Change]:
    """All that an act with the acts inside it wrote, in order."""
    return [change for one in with_inner(act) for change in changes_in(one)]


def changes_in(act: Act) -> list[Change]:
    """Raises RuleBroken once its values were reduced."""
    said = act.values_row.said()
    if not said:
        raise RuleBroken("history.revert", "Giá trị của việc này đã được gỡ, không hoàn lại được.", field="why")
    return said["changes"]


def key(change: Change) -> Key:
    """Table and id of the row that it changed."""
    return change["m"], change["id"]


def rows_of(changes: Iterable[Change]) -> Rows:
    """The rows as they stand, by table and id; which table it is, only the change knows."""
    wanted: dict[str, set[int]] = {}
    for change in changes:
        wanted.setdefault(change["m"], set()).add(change["id"])
    found: Rows = {}
    for name, ids in wanted.items():
        model = history.table_of(name)
        rows = model._base_manager.all()
        if name in ("placement", "exemption", "suspension", "discipline", "departure", "residenceintroduction"):
            # The history asks each of these for its person.
            rows = rows.select_related("membership")
        for some in _some(sorted(ids)):
            found.update({(name, row.pk): row for row in rows.filter(pk__in=some)})
    return found


def _some(ids: list[int]) -> Iterator[list[int]]:
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))


def paired(changes: list[Change]) -> list[tuple[Change, Any]]:
    rows = rows_of(changes)
    return [(change, rows.get(key(change))) for change in changes]


def model_of(change: Change) -> type[models.Model]:
    return history.table_of(change["m"])


def differing(changes: Iterable[Change], rows: Rows) -> set[Key]:
    """Rows that do not say any more what the act's last word on them was."""
    last: dict[Key, dict[str, Any]] = {}
    for change in changes:
        known = last.setdefault(key(change), {})
        if change["op"] == history.NEW:
            # What the line does not mention was left empty.
            known.update(dict.fromkeys(_columns(model_of(change))))
        known.update({name: after for name, (_, after) in change["f"].items()})
        for name in FOLLOWS & known.keys():
            del known[name]
        known[GONE] = change["op"] == history.GONE
    return {row for row, known in last.items() if _says_something_else(known, rows.get(row))}


def _columns(model: type[models.Model]) -> Iterator[str]:
    fields = model._meta.concrete_fields
    return (field.attname for field in fields if not field.primary_key and field.name not in history.DERIVED)


def _says_something_else(known: dict[str, Any], row: Any) -> bool:
    if (row is None) != known[GONE]:
        return True
    said = {name: after for name, after in known.items() if name != GONE}
    return row is not None and any((_now(row, name) or None) != (after or None) for name, after in said.items())


def _now(row: models.Model, name: str) -> Any:
    value = getattr(row, name)
    if hasattr(value, "values_list"):
        return sorted(value.values_list("pk", flat=True))
    return history.plain(value)


def roles_made(changes: Iterable[Change]) -> set[Key]:
    """Roles that followed by the act. Somebody may have confirmed, declined or ended them since: no fact stands on
    that, and whatever became of them they end when the act is taken back."""
    return {key(change) for change in changes if change["m"] == ROLE and change["op"] == history.NEW}


def standing_on(act: Act, day: date) -> list[Act]:
    """Later acts that keep this one (with the acts inside it) from being taken back, newest first: they changed its
    rows, put something into an organisation that it made, or were recorded by another app on the ground of it. Roles
    that followed by it are none of them, nor is one that is over on `day`."""
    acts = with_inner(act)
    changes = [change for one in acts for change in changes_in(one) if change["m"] not in PLANS]
    organisations = {one.organisation_id for one in acts if one.verb == "create_organisation" and one.organisation_id}
    held, followed = {key(change) for change in changes}, roles_made(changes)
    changes = [change for change in changes if key(change) not in followed]
    others = differing(changes, rows_of(changes)) | (_in(organisations, day) - held)
    return later_of(acts, others, undoing.dependants(acts))


def later_of(acts: list[Act], others: set[Key], grounded: Iterable[Act]) -> list[Act]:
    """Later acts that wrote one of these rows, and those recorded on the ground of the act, newest first."""
    rows = {one for one in others if one[0] not in PLANS}
    found = {*grounded, *(_later(acts, rows) if rows else ())}
    return sorted(found, key=lambda one: -one.number)


def _later(acts: list[Act], others: set[Key]) -> list[Act]:
    """Later acts that wrote one of these rows."""
    members = {one.member_id for one in acts if one.member_id} | _members_of(others)
    about = models.Q(member__in=members) | models.Q(organisation__isnull=False)
    later = Act.objects.filter(about, number__gt=acts[-1].number).exclude(verb__in=LOOKED_OVER)
    newest = later.select_related("values_row").order_by("-number")
    return [one for one in newest if one.values_row.body and any(key(change) in others for change in changes_in(one))]


def columns_at(model: type[models.Model]) -> dict[str, Any]:
    """{app.Table.field: field} of everything that points at a table, of whatever app."""
    found = (one.field for one in model._meta.related_objects)
    return {f"{field.model._meta.label}.{field.name}": field for field in found}


def in_use(act: Act, day: date) -> list[str]:
    """In words, what points at organisations that this act made, beside the facts that `standing_on` asks for: a case
    of another app, or of one that is still to be written. It would be left without a name, its pages without a door."""
    made = {one.organisation_id for one in with_inner(act) if one.verb == "create_organisation" and one.organisation_id}
    asked = {f"{model._meta.label}.{path}" for model, path in POINTING} | SPARED.keys()
    counted: dict[tuple[int, str], int] = {}
    for name, field in columns_at(Organisation).items() if made else ():
        if name in asked:
            continue
        rows = field.model._base_manager.filter(**{f"{field.name}__in": made}, **SOME.get(name, {}))
        for pk in rows.values_list(field.name, flat=True):
            key = pk, str(field.model._meta.verbose_name)
            counted[key] = counted.get(key, 0) + 1
    names = kept.called({pk for pk, _ in counted}, day)
    return [f"{names.get(pk, '')}: {what} ({count})" for (pk, what), count in sorted(counted.items())]


def _in(organisations: set[int], day: date) -> set[Key]:
    """Whatever stands in these organisations, or under them; of roles those that go on."""
    found: set[Key] = set()
    for model, path in POINTING:
        rows = model.unscoped.filter(**{f"{path}__in": organisations})
        rows = rows.after(day) if model is Role else rows
        found |= {(str(model._meta.model_name), pk) for pk in rows.values_list("pk", flat=True)}
    return found


def _members_of(rows: Iterable[Key]) -> set[int]:
    by_table: dict[str, set[int]] = {}
    for name, pk in rows:
        by_table.setdefault(name, set()).add(pk)
    members: set[int] = set()
    for model in (Placement, OfficeHolding):
        ids = by_table.get(str(model._meta.model_name), set())
        members |= set(model.unscoped.filter(pk__in=ids).values_list("member", flat=True))
    return members
