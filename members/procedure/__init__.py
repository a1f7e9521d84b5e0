"""The plain verbs of every fact that more than one app needs. Nothing else writes facts.

Tree: create_organisation, rename_organisation, change_kind, set_area, move_organisation, close_organisation,
correct_term, correct_closing, hold_office, correct_office, end_office. Many of them as one plan: draw_reorganisation,
change_reorganisation, discard_reorganisation, apply_reorganisation, take_back_reorganisation.
People: enter, correct_member, correct_membership, recognise, note_number, correct_number, note_residence,
correct_residence, change_name, correct_name_change, settle_finding. Noted by mistake: remove_number,
remove_exemption.
Places: place, move, receive, place_temporarily, end_temporary, correct_placement.
Standing: exempt, suspend, discipline, depart, restore, readmit, introduce_to_residence with their ends and
corrections.
Proposals: propose, accept_proposal, refuse_proposal,
withdraw_proposal. History: revert. Office and accounts: set_office, take_back_setting, note_holiday,
remove_holiday, add_kind, correct_kind, retire_kind, take_kind_back,
create_account, grant_role, confirm_role, end_role, block_account, unblock_account, reset_password,
give_first_passwords, change_password. By two people: ask_renewal, confirm_renewal, drop_renewal.
Beginning: first_start; begin_backup, take_backup (fail_backup), restore_backup.
One person, two records: merge_members, undo_merge, set_not_same, take_back_not_same, look_for_doubles.
Offices of a whole organisation: record_congress. Own lists: keep_list, drop_list.
"""

from . import (
    accounts,
    backups,
    beginning,
    closing,
    congress,
    doubles,
    kinds,
    merging,
    name_changes,
    office,
    offices,
    own_lists,
    people,
    places,
    proposals,
    readmitting,
    removing,
    renewing,
    reorganisation,
    revert,
    roles,
    standing,
    tree,
)
from .acting import VERBS, Paper, Passed

__all__ = [
    "VERBS", "Paper", "Passed", "accounts", "backups", "beginning", "closing", "congress", "doubles", "kinds",
    "merging", "name_changes", "office", "offices", "own_lists", "people", "places", "proposals", "readmitting",
    "removing", "renewing", "reorganisation", "revert", "roles", "standing", "tree",
]  # fmt: skip
