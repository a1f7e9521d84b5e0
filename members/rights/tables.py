"""Who reads what, who does what, who enters, corrects and proposes which field: the tables of the five roles, data and
documentation at once (docs/fields.md and the guide are held to them by tests)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from members import scope
from members.models import RoleKind

OFFICER, COMMITTEE, CELL = RoleKind.OFFICER, RoleKind.COMMITTEE, RoleKind.CELL
READER, ADMINISTRATOR = RoleKind.READER, RoleKind.ADMINISTRATOR
EVERY_ROLE = (OFFICER, COMMITTEE, CELL, READER, ADMINISTRATOR)

# What each role reads. The administrator of accounts sees the tree, to place accounts on it, and no person.
READS: dict[str, tuple[str, ...]] = {
    OFFICER: scope.WIDTHS,
    COMMITTEE: scope.WIDTHS,
    CELL: scope.WIDTHS,
    READER: (scope.TREE, scope.LISTS),
    ADMINISTRATOR: (scope.TREE,),
}

# Who may do what. Of the rest a cell or committee proposes what stands in `PROPOSES`, the officer enters it.
VERBS: dict[str, tuple[str, ...]] = {
    # the tree
    "create_organisation": (OFFICER,),
    "rename_organisation": (OFFICER,),
    "change_kind": (OFFICER,),
    "set_area": (OFFICER,),
    "name_place": (OFFICER,),
    "move_organisation": (OFFICER,),
    "close_organisation": (OFFICER,),
    "draw_reorganisation": (OFFICER,),
    "change_reorganisation": (OFFICER,),
    "discard_reorganisation": (OFFICER,),
    "apply_reorganisation": (OFFICER,),
    "take_back_reorganisation": (OFFICER,),
    "correct_term": (OFFICER,),
    "correct_closing": (OFFICER,),
    "hold_office": (OFFICER, COMMITTEE),
    "correct_office": (OFFICER, COMMITTEE),
    "end_office": (OFFICER, COMMITTEE),
    "record_congress": (OFFICER, COMMITTEE),
    # people
    "enter": (OFFICER,),
    "correct_member": (OFFICER,),
    "correct_membership": (OFFICER,),
    "recognise": (OFFICER,),
    "note_number": (OFFICER,),
    "correct_number": (OFFICER,),
    "remove_number": (OFFICER,),
    "note_residence": (OFFICER, COMMITTEE, CELL),
    "correct_residence": (OFFICER, COMMITTEE, CELL),
    "change_name": (OFFICER,),
    "correct_name_change": (OFFICER,),
    # places
    "place": (OFFICER,),
    "move": (OFFICER, COMMITTEE),
    "receive": (OFFICER, COMMITTEE, CELL),
    "place_temporarily": (OFFICER, COMMITTEE),
    "end_temporary": (OFFICER, COMMITTEE),
    "correct_placement": (OFFICER,),
    # standing
    "exempt": (OFFICER, COMMITTEE, CELL),
    "end_exemption": (OFFICER, COMMITTEE, CELL),
    "correct_exemption": (OFFICER, COMMITTEE),
    "remove_exemption": (OFFICER,),
    "suspend": (OFFICER,),
    "end_suspension": (OFFICER,),
    "correct_suspension": (OFFICER,),
    "discipline": (OFFICER, COMMITTEE),
    "correct_discipline": (OFFICER,),
    "depart": (OFFICER,),
    "correct_departure": (OFFICER,),
    "restore": (OFFICER,),
    "readmit": (OFFICER,),
    "introduce_to_residence": (OFFICER, COMMITTEE, CELL),
    "end_residence_introduction": (OFFICER, COMMITTEE, CELL),
    "correct_residence_introduction": (OFFICER, COMMITTEE, CELL),
    # corrections that a unit asks for
    "propose": (COMMITTEE, CELL),
    "withdraw_proposal": (COMMITTEE, CELL),
    "accept_proposal": (OFFICER,),
    "refuse_proposal": (OFFICER,),
    "settle_finding": (OFFICER,),
    "revert": (OFFICER,),
    # one person, two records: merging decides what is true of somebody, as a correction does
    "merge_members": (OFFICER,),
    "undo_merge": (OFFICER,),
    "set_not_same": (OFFICER, COMMITTEE),
    "take_back_not_same": (OFFICER, COMMITTEE),
    "look_for_doubles": (OFFICER,),
    # the office and its accounts
    "set_office": (OFFICER, ADMINISTRATOR),
    "take_back_setting": (OFFICER, ADMINISTRATOR),
    "note_holiday": (OFFICER,),
    "remove_holiday": (OFFICER,),
    "add_kind": (OFFICER,),
    "correct_kind": (OFFICER,),
    "retire_kind": (OFFICER,),
    "take_kind_back": (OFFICER,),
    "create_account": (ADMINISTRATOR, OFFICER),
    "reset_password": (ADMINISTRATOR,),
    "ask_renewal": (ADMINISTRATOR,),
    "confirm_renewal": (OFFICER,),
    "drop_renewal": (ADMINISTRATOR, OFFICER),
    "give_first_passwords": (ADMINISTRATOR,),
    "block_account": (ADMINISTRATOR, OFFICER),
    "unblock_account": (ADMINISTRATOR,),
    "unlock_sign_in": (ADMINISTRATOR, OFFICER),
    "end_session": (ADMINISTRATOR, OFFICER),
    "change_password": EVERY_ROLE,
    "grant_role": (ADMINISTRATOR,),
    "confirm_role": (OFFICER,),
    "confirm_roles": (OFFICER,),
    "end_role": (ADMINISTRATOR, OFFICER),
    "take_backup": (ADMINISTRATOR,),
    "restore_backup": (),
    # before anybody has an account: the machine alone
    "first_start": (),
    # whole lists
    "import_members": (OFFICER,),
    "enter_sheet": (OFFICER, ADMINISTRATOR),
    "open_leaver": (OFFICER,),
    # reconciliation: a grass-roots cell answers for itself as a committee does
    "open_round": (OFFICER,),
    "add_committees": (OFFICER,),
    "take_out_committee": (OFFICER,),
    "take_back_round": (OFFICER,),
    "postpone": (OFFICER,),
    "take_back_postponement": (OFFICER,),
    "receive_list": (OFFICER, COMMITTEE, CELL),
    "compare_again": (OFFICER, COMMITTEE, CELL),
    "take_back_list": (OFFICER, COMMITTEE, CELL),
    "note_numbers": (OFFICER, COMMITTEE, CELL),
    "take_back_numbers": (OFFICER, COMMITTEE, CELL),
    "answer": (OFFICER, COMMITTEE, CELL),
    "take_back_answer": (OFFICER, COMMITTEE, CELL),
    "answer_spelling": (OFFICER, COMMITTEE, CELL),
    "choose_person": (OFFICER,),
    "take_back_choice": (OFFICER,),
    "confirm_minutes": (OFFICER, COMMITTEE, CELL),
    "withdraw_confirmation": (OFFICER, COMMITTEE, CELL),
    "sign_minutes": (OFFICER,),
    # admissions: the cell leads the file, the committee votes on it, the level above decides
    "open_file": (OFFICER, COMMITTEE, CELL),
    "take_over": (OFFICER, COMMITTEE, CELL),
    "take_over_several": (OFFICER, COMMITTEE, CELL),
    "take_back_taking_over": (OFFICER, COMMITTEE, CELL),
    "correct_applicant": (OFFICER, COMMITTEE, CELL),
    "record_step": (OFFICER, COMMITTEE, CELL),
    "record_steps": (OFFICER, COMMITTEE, CELL),
    "record_introduction": (OFFICER, COMMITTEE, CELL),
    "record_cell_vote": (OFFICER, COMMITTEE, CELL),
    "refer_small_cell": (OFFICER, COMMITTEE, CELL),
    "record_committee_vote": (OFFICER, COMMITTEE),
    "record_decision": (OFFICER, COMMITTEE),
    "authorise": (OFFICER,),
    "end_authorisation": (OFFICER,),
    "take_back_authorisation": (OFFICER,),
    "set_target": (OFFICER,),
    "take_back_target": (OFFICER,),
    "enter_enterprise": (OFFICER, COMMITTEE),
    "correct_enterprise": (OFFICER, COMMITTEE),
    "end_enterprise": (OFFICER, COMMITTEE),
    "take_back_enterprise": (OFFICER, COMMITTEE),
    "link_enterprise": (OFFICER, COMMITTEE),
    "end_enterprise_link": (OFFICER, COMMITTEE),
    "take_back_enterprise_link": (OFFICER, COMMITTEE),
    "note_worker": (OFFICER, COMMITTEE),
    "end_worker": (OFFICER, COMMITTEE),
    "take_back_worker": (OFFICER, COMMITTEE),
    "note_received": (OFFICER, COMMITTEE, CELL),
    "note_resolution_came": (OFFICER, COMMITTEE),
    "extend_decision": (OFFICER, COMMITTEE),
    "correct_handling": (OFFICER, COMMITTEE),
    "take_back_handling": (OFFICER, COMMITTEE),
    "hold_ceremony": (OFFICER,),
    "record_recognition_step": (OFFICER, COMMITTEE, CELL),
    "correct_recognition_step": (OFFICER, COMMITTEE, CELL),
    "take_back_recognition_step": (OFFICER, COMMITTEE, CELL),
    "record_recognition_vote": (OFFICER, COMMITTEE, CELL),
    "record_committee_on_recognition": (OFFICER, COMMITTEE),
    "record_recognition": (OFFICER, COMMITTEE),
    "take_back_recognition": (OFFICER, COMMITTEE),
    "record_striking_off_vote": (OFFICER, COMMITTEE, CELL),
    "record_striking_off": (OFFICER, COMMITTEE),
    # who has left is the officer's
    "take_back_striking_off": (OFFICER,),
    "correct_step": (OFFICER, COMMITTEE, CELL),
    "take_back_step": (OFFICER, COMMITTEE, CELL),
    "take_back_vote": (OFFICER, COMMITTEE, CELL),
    "assign_helper": (OFFICER, COMMITTEE, CELL),
    "end_helper": (OFFICER, COMMITTEE, CELL),
    "correct_helper": (OFFICER, COMMITTEE, CELL),
    "take_back_helper": (OFFICER, COMMITTEE, CELL),
    "note_remark": (OFFICER, COMMITTEE, CELL),
    "take_back_remark": (OFFICER, COMMITTEE, CELL),
    "send_verification": (OFFICER, COMMITTEE, CELL),
    "note_verification_answer": (OFFICER, COMMITTEE, CELL),
    "correct_verification": (OFFICER, COMMITTEE, CELL),
    "take_back_verification": (OFFICER, COMMITTEE, CELL),
    "open_course": (OFFICER, COMMITTEE),
    "correct_course": (OFFICER, COMMITTEE),
    "take_back_course": (OFFICER, COMMITTEE),
    "enrol": (OFFICER, COMMITTEE),
    "take_off_course": (OFFICER, COMMITTEE),
    "enter_certificates": (OFFICER, COMMITTEE),
    "certify_new_member": (OFFICER, COMMITTEE),
    "correct_certificate": (OFFICER, COMMITTEE),
    "take_back_certificate": (OFFICER, COMMITTEE),
    "record_visit": (OFFICER, COMMITTEE, CELL),
    "correct_visit": (OFFICER, COMMITTEE, CELL),
    "take_back_visit": (OFFICER, COMMITTEE, CELL),
    "stop_file": (OFFICER, COMMITTEE, CELL),
    "take_file_up": (OFFICER, COMMITTEE, CELL),
    "hand_over_file": (OFFICER, COMMITTEE, CELL),
    "note_came_in": (OFFICER, COMMITTEE, CELL),
    "correct_hand_over": (OFFICER, COMMITTEE, CELL),
    "take_back_hand_over": (OFFICER, COMMITTEE, CELL),
    # what somebody asks for again and again: no fact
    "keep_list": (OFFICER, COMMITTEE, CELL, READER),
    "drop_list": (OFFICER, COMMITTEE, CELL, READER),
}

# What only the official place of somebody decides: who has a guest for a while, reads the page and no more of this.
AT_HOME = frozenset({
    "recognise", "place", "move", "place_temporarily", "exempt", "end_exemption", "correct_exemption",
    "remove_exemption", "suspend", "end_suspension", "correct_suspension", "discipline", "correct_discipline", "depart",
    "correct_departure", "introduce_to_residence", "end_residence_introduction", "correct_residence_introduction",
    "record_recognition", "record_striking_off", "take_back_recognition",
})  # fmt: skip
# A plain verb that is the end of a case is asked by the right to the verb of that case: which committee decides, and on
# whom, its own checks say.
END_OF: dict[str, frozenset[str]] = {
    "recognise": frozenset({"record_recognition"}), "depart": frozenset({"record_striking_off"}),
    # the decision of an admission that the register does not know yet, or has from the file
    "correct_membership": frozenset({
        "take_over", "record_decision", "correct_step", "take_back_step", "take_back_taking_over",
    }),
}  # fmt: skip
# What only the place decides that waits for somebody who is on the way.
BY_WHO_WAITS = frozenset({"receive"})

# Corrections that a unit may propose where its own role does not have the verb.
PROPOSES: dict[str, tuple[str, ...]] = {
    "correct_member": (COMMITTEE, CELL),
    "correct_membership": (COMMITTEE, CELL),
    "correct_number": (COMMITTEE, CELL),
    "correct_name_change": (COMMITTEE, CELL),
    "correct_placement": (COMMITTEE, CELL),
    "correct_exemption": (CELL,),
    "correct_suspension": (COMMITTEE, CELL),
    "correct_discipline": (COMMITTEE, CELL),
    "correct_departure": (COMMITTEE, CELL),
}


@dataclass(frozen=True)
class Field:
    """One field of a person's facts: verbs that enter it, verbs that correct it, the one by which it is proposed."""

    enters: tuple[str, ...]
    corrects: tuple[str, ...] = ()
    proposed: str = ""


_ENTERED, _SPELL = ("enter",), ("enter", "recognise")
_ADMITTED = ("enter", "readmit")
_PLACED = ("enter", "place", "move", "place_temporarily", "restore", "readmit")
_PLAIN = Field(_ENTERED, ("correct_member",), "correct_member")


def _period(name: str, *, begins: str, ends: tuple[str, ...], proposed: str = "") -> dict[str, Field]:
    """From, until and paper of something that holds for a while. What ends by a departure moves with its day."""
    correct = f"correct_{name}"
    return {
        "since": Field((begins,), (correct,), proposed),
        "until": Field((begins, *ends, "depart"), (correct, "correct_departure"), proposed),
        "decision": Field((begins,), (correct,)),
    }


def _taken_off(verb: str, fields: dict[str, Field]) -> dict[str, Field]:
    """Of somebody whose it never was, the whole row is taken off."""
    return {name: replace(field, corrects=(*field.corrects, verb)) for name, field in fields.items()}


FIELDS: dict[str, dict[str, Field]] = {
    "member": {
        "full_name": Field(("enter", "change_name"), ("correct_member",), "correct_member"),
        **dict.fromkeys(
            ("other_names", "sex", "birth", "profile_number", "schooling", "theory", "occupation"), _PLAIN
        ),
        "source_id": Field(_ENTERED, ("correct_member",)),
        # The column is there for tables of the year that nobody makes yet: no verb writes it.
        "ethnic_code": Field(()),
    },
    "namechange": {
        "former": Field(("change_name",), ("correct_name_change",), "correct_name_change"),
        "day": Field(("change_name",), ("correct_name_change",), "correct_name_change"),
        "decision": Field(("change_name",), ("correct_name_change",)),
    },
    "membership": {
        "admitted_on": Field(_ADMITTED, ("correct_membership",), "correct_membership"),
        "admission_decision": Field(_ADMITTED, ("correct_membership",)),
        "official_on": Field(_SPELL, ("correct_membership",), "correct_membership"),
        "recognition": Field(_SPELL, ("correct_membership",)),
        "recognition_decision": Field(_SPELL, ("correct_membership",)),
    },
    "number": _taken_off("remove_number", {
        "kind": Field(("enter", "note_number")),
        "value": Field(("enter", "note_number"), ("correct_number",), "correct_number"),
        "since": Field(("enter", "note_number"), ("correct_number",)),
        "until": Field(("note_number",), ("correct_number",)),
        "source": Field(("enter", "note_number")),
    }),
    "residence": {
        "address": Field(("note_residence",), ("correct_residence",)),
        "place": Field(("note_residence",), ("correct_residence",)),
        "since": Field(("note_residence",), ("correct_residence",)),
        "until": Field(("note_residence",), ("correct_residence",)),
    },
    "placement": {
        "kind": Field(_PLACED),
        "organisation": Field(_PLACED, ("correct_placement",)),
        "outside": Field(("place_temporarily",), ("correct_placement",)),
        "since": Field(
            _PLACED, ("correct_placement", "correct_membership", "correct_departure"), "correct_placement"
        ),
        "until": Field(
            ("move", "place_temporarily", "end_temporary", "depart"), ("correct_placement", "correct_departure")
        ),
        "let_go_on": Field(("move",), ("correct_placement",)),
        "received_on": Field(("move", "receive"), ("correct_placement",)),
        "assumed": Field(_ENTERED, ("correct_placement",)),
        "decision": Field(("place", "move", "place_temporarily", "restore"), ("correct_placement",)),
    },
    "exemption": _taken_off("remove_exemption", {
        "reason": Field(("exempt",), ("correct_exemption",)),
        **_period("exemption", begins="exempt", ends=("end_exemption",), proposed="correct_exemption"),
        **dict.fromkeys(("requested_on", "reported_on"), Field(("exempt",), ("correct_exemption",))),
    }),
    "suspension": _period("suspension", begins="suspend", ends=("end_suspension",), proposed="correct_suspension"),
    "discipline": {
        "form": Field(("discipline",), ("correct_discipline",), "correct_discipline"),
        "day": Field(("discipline",), ("correct_discipline",), "correct_discipline"),
        "decision": Field(("discipline",), ("correct_discipline",)),
    },
    "departure": {
        "kind": Field(("depart",), ("correct_departure",), "correct_departure"),
        "since": Field(("depart",), ("correct_departure",), "correct_departure"),
        "until": Field(
            ("restore", "place", "readmit"), ("correct_departure", "correct_placement", "correct_membership")
        ),
        "decision": Field(("depart",), ("correct_departure",)),
        "return_decision": Field(("restore",), ("correct_departure",)),
    },
    "residenceintroduction": {
        "to": Field(("introduce_to_residence",), ("correct_residence_introduction",)),
        **_period(
            "residence_introduction", begins="introduce_to_residence", ends=("end_residence_introduction",)
        ),
    },
    "officeholding": {
        "office": Field(("hold_office",), ("correct_office",)),
        "organisation": Field(("hold_office",)),
        "since": Field(("hold_office",), ("correct_office",)),
        "until": Field(("hold_office", "end_office", "depart"), ("correct_office", "correct_departure")),
        "decision": Field(("hold_office",), ("correct_office",)),
    },
}  # fmt: skip


def roles_of(verbs: Iterable[str]) -> tuple[str, ...]:
    """Every role that has one of these verbs, in the order of the roles."""
    have = {kind for verb in verbs for kind in VERBS[verb]}
    return tuple(kind for kind in EVERY_ROLE if kind in have)


def proposed_fields(verb: str) -> tuple[str, ...]:
    """The fields that may be proposed by way of this correction, in the order of its form; none where it can't be."""
    return tuple(name for table in FIELDS.values() for name, field in table.items() if field.proposed == verb)
