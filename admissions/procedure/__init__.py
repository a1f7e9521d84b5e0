"""The verbs of an admission in their legal order: into the source, step by step, the votes, the decision, the
ceremony, the recognition or the striking off; and what stops a file or puts it right."""

from admissions.rules.classes import Certificate
from admissions.rules.introducers import Introduces

from .authorising import authorise, end_authorisation, take_back_authorisation
from .certifying import certify_new_member, correct_certificate, enter_certificates, take_back_certificate
from .classes import correct_course, enrol, open_course, take_back_course, take_off_course
from .deciding import record_recognition, record_striking_off, take_back_recognition, take_back_striking_off
from .doing import (
    EarlyStep,
    hold_ceremony,
    note_received,
    record_decision,
    record_introduction,
    record_step,
    record_steps,
)
from .enterprises import (
    correct_enterprise,
    end_enterprise,
    end_enterprise_link,
    end_worker,
    enter_enterprise,
    link_enterprise,
    note_worker,
    take_back_enterprise,
    take_back_enterprise_link,
    take_back_worker,
)
from .gathering import correct_recognition_step, record_recognition_step, take_back_recognition_step
from .handing_over import correct_hand_over, hand_over_file, note_came_in, take_back_hand_over
from .handling import correct_handling, extend_decision, note_resolution_came, take_back_handling
from .helping import (
    assign_helper,
    correct_helper,
    end_helper,
    note_remark,
    take_back_helper,
    take_back_remark,
)
from .opening import correct_applicant, open_file, stop_file, take_file_up
from .putting_right import correct_step, take_back_step
from .recognising import record_committee_on_recognition, record_recognition_vote, record_striking_off_vote
from .taking_over import take_back_taking_over, take_over, take_over_several
from .targets import set_target, take_back_target
from .verifying import (
    correct_verification,
    note_verification_answer,
    send_verification,
    take_back_verification,
)
from .visiting import correct_visit, record_visit, take_back_visit
from .voting import Named, record_cell_vote, record_committee_vote, refer_small_cell, take_back_vote

__all__ = [
    "Certificate", "EarlyStep", "Introduces", "Named", "assign_helper", "authorise", "certify_new_member",
    "correct_applicant", "correct_certificate", "correct_course", "correct_enterprise", "correct_hand_over",
    "correct_handling",
    "correct_helper", "correct_recognition_step", "correct_step", "correct_verification", "correct_visit",
    "end_authorisation", "end_enterprise", "end_enterprise_link", "end_helper", "end_worker", "enrol",
    "enter_certificates", "enter_enterprise", "extend_decision", "hand_over_file", "hold_ceremony", "link_enterprise",
    "note_came_in", "note_received", "note_remark", "note_resolution_came", "note_verification_answer", "note_worker",
    "open_course", "open_file", "record_cell_vote", "record_committee_on_recognition", "record_committee_vote",
    "record_decision", "record_introduction", "record_recognition", "record_recognition_step",
    "record_recognition_vote", "record_step", "record_steps", "record_striking_off", "record_striking_off_vote",
    "record_visit", "refer_small_cell", "send_verification", "set_target", "stop_file", "take_back_authorisation",
    "take_back_certificate", "take_back_course", "take_back_enterprise", "take_back_enterprise_link",
    "take_back_hand_over", "take_back_handling", "take_back_helper", "take_back_recognition",
    "take_back_recognition_step", "take_back_remark", "take_back_step", "take_back_striking_off",
    "take_back_taking_over", "take_back_target", "take_back_verification", "take_back_visit", "take_back_vote",
    "take_back_worker", "take_file_up", "take_off_course", "take_over", "take_over_several",
]  # fmt: skip
