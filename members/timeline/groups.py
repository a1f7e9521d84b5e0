"""Details of a person as the register keeps them, in groups, and what lists said that could not become facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from members import wording
from members.importing.grounds import of_code
from members.models import Finding, Member
from members.rules.facts import Facts
from members.timeline.edits import NO_EDIT, Edit, edit_of
from members.timeline.known import latest_known


@dataclass(frozen=True)
class Group:
    """Facts of one kind with the address of the form that changes them."""

    title: str
    facts: tuple[tuple[str, str, Edit], ...]


def groups(member: Member, facts: Facts, day: date, may: frozenset[str]) -> list[Group]:
    """Details as the register keeps them: name, words, address of the form."""

    def person(field: str) -> Edit:
        return edit_of(may, "correct_member", "correct-member", member.pk, field)

    # One that is to begin only later, by a slip in its day, is corrected here too.
    spell = facts.membership_on(day) or (next(iter(facts.memberships), None) if may else None)
    official = spell if spell and (spell.official_on is None or spell.official_on <= latest_known(day)) else None

    def dates(field: str) -> Edit:
        return edit_of(may, "correct_membership", "correct-membership", spell.pk, field) if spell else NO_EDIT

    def own_dates(field: str) -> Edit:
        """What the officer corrects and nobody proposes."""
        return dates(field) if "correct_membership" in may else NO_EDIT

    home = next((one for one in facts.residences if one.holds_on(day)), None)

    def residence(field: str) -> Edit:
        return edit_of(may, "correct_residence", "correct-residence", home.pk, field) if home else NO_EDIT

    return [
        Group("Nhân thân", (
            ("Họ và tên", member.full_name, person("full_name")),
            ("Tên gọi khác", member.other_names, person("other_names")),
            ("Ngày sinh", wording.birth(member), person("birth")),
            ("Giới tính", member.get_sex_display(), person("sex")),
            ("Số lý lịch", member.profile_number, person("profile_number")),
            ("Học vấn", member.get_schooling_display(), person("schooling")),
            ("Lý luận chính trị", member.get_theory_display(), person("theory")),
            ("Nghề nghiệp", member.get_occupation_display(), person("occupation")),
        )),
        Group("Đảng tịch", (
            ("Ngày vào Đảng", wording.day(spell.admitted_on, "") if spell else "", dates("admitted_on")),
            ("Ngày chính thức", wording.day(official.official_on, "") if official else "", dates("official_on")),
            ("Quyết định kết nạp", wording.paper(spell.admission_decision) if spell else "",
             own_dates("admission_number")),
            ("Quyết định công nhận", wording.paper(official.recognition_decision) if official else "",
             own_dates("recognition_number")),
        )),
        Group("Cư trú", (("Nơi cư trú", home.address if home else "", residence("address")),
                         ("Địa bàn", str(home.place) if home and home.place else "", residence("place")))),
    ]  # fmt: skip


def findings(member: Member, day: date) -> list[dict[str, str]]:
    """What lists said that could not become facts, each with the rule that asks for the value."""
    return [
        {"words": wording.finding(one.code), "written": one.written, "rule": of_code(one.code, one.field, day),
         "from": f"{one.file}, {one.sheet}, ô {one.cell}", "href": reverse("settle-finding", args=[one.pk])}
        for one in Finding.objects.filter(member=member)
    ]  # fmt: skip
