"""Keep a list by name, and let it go. Nothing about anybody is in it: only what it asks for."""

from __future__ import annotations

from typing import Any

from kit import names
from members import history, rights
from members.errors import RuleBroken
from members.models import Account, Organisation, OwnList
from members.procedure.acting import verb
from members.rights import Actor


@verb("giữ danh sách riêng", about="list")
def keep_list(
    organisation: Organisation,
    *,
    by: Actor,
    account: Account,
    name: str,
    asked: dict[str, Any],
    shared: bool = False,
) -> OwnList:
    """Keep what a list of this organisation asks for (`Wish.plain`) under a name, for this account; its list of the
    same name is written anew. `shared`: whoever acts for the same unit sees it.

    Raises RuleBroken without a name, NotAllowed where no role of the actor reads lists of this organisation, or for
    somebody else's account.
    """
    rights.check_may(by, "keep_list", rights.case_of_organisation(organisation))
    rights.check_keeps(by, account.pk)
    name = check_name(name)
    # Two clicks at one moment: the second finds the list of the first.
    Account.objects.select_for_update(no_key=True).get(pk=account.pk)
    role = rights.widest_role(by, organisation.pk)
    values = {"asked": asked, "shared": shared, "unit_id": role.organisation if role else organisation.pk,
              "kept_on": by.day}  # fmt: skip
    history.concerns(organisation=organisation.pk)
    kept = OwnList.unscoped.filter(account=account, organisation=organisation, name=name).first()
    if kept is not None:
        return history.change(kept, **values)
    return history.create(OwnList, account=account, organisation=organisation, name=name, **values)


@verb("bỏ danh sách riêng", about="list")
def drop_list(kept: OwnList, *, by: Actor) -> None:
    """The owner keeps it no longer. Raises NotAllowed for somebody else's, RuleBroken when it is gone already."""
    rights.check_may(by, "drop_list", rights.case_of_organisation(kept.organisation_id))
    rights.check_keeps(by, kept.account_id)
    locked = OwnList.unscoped.select_for_update().filter(pk=kept.pk).first()
    if locked is None:
        raise RuleBroken("arithmetic.gone", "Danh sách này đã bỏ rồi.")
    history.concerns(organisation=locked.organisation_id)
    history.remove(locked)


def check_name(name: str) -> str:
    """The name of a list, clean. Raises RuleBroken where there is none."""
    name = names.clean(name)
    if not name:
        raise RuleBroken("arithmetic.name", "Ghi tên danh sách.", field="name")
    return name
