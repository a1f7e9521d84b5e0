"""The rules as data: each has a source and days, and answers for every day."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from kit.calendar import working_days_after
from members import regulations
from members.regulations import (
    KNOWN_HOLIDAYS,
    Confidence,
    all_rules,
    changes,
    missing_festivals,
    rules_on,
    shown,
    version_on,
)
from tests import builders
from tests.members.test_session import enter, words

RULES = all_rules()
BY_KEY = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))


@BY_KEY
def test_a_rule_has_a_title_a_source_and_days(rule):
    assert rule.title and rule.title[0] == rule.title[0].upper()
    assert "{}" in rule.words
    assert rule.versions
    for version in rule.versions:
        assert version.citation and version.value not in (None, "", ())
        assert isinstance(version.since, date)
        assert isinstance(version.confidence, Confidence)


@BY_KEY
def test_versions_follow_each_other_without_overlap_or_gap(rule):
    for earlier, later in zip(rule.versions, rule.versions[1:], strict=False):
        assert earlier.since < earlier.until == later.since
    assert rule.versions[-1].until is None


@BY_KEY
def test_the_first_and_the_last_day_of_a_version_are_its_own(rule):
    for version in rule.versions:
        assert version_on(rule.key, version.since) == version
        if version.until:
            assert version_on(rule.key, version.until - timedelta(days=1)) == version
            assert version_on(rule.key, version.until) != version


@BY_KEY
def test_a_day_before_the_first_version_is_answered_but_not_vouched_for(rule):
    first = rule.versions[0]
    answer = version_on(rule.key, first.since - timedelta(days=1))
    assert answer.value == first.value
    assert answer.confidence is Confidence.UNVERIFIED


def test_a_key_stands_once_and_has_a_heading():
    assert len({rule.key for rule in RULES}) == len(RULES) == sum(map(len, regulations.asking.SECTIONS.values()))
    for rule in RULES:
        assert regulations.group_title(rule.key)


@given(DAYS, st.sampled_from(RULES))
def test_every_day_has_one_answer_and_the_page_can_write_it(day, rule):
    assert sum(version.holds_on(day) for version in rule.versions) == (day >= rule.versions[0].since)
    line = shown(rule, day)
    assert all((line.title, line.value, line.citation, line.since, line.confidence))
    assert "{" not in line.value and "Fraction" not in line.value


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("admission.age_min", 18), ("admission.age_max", 60), ("admission.ceremony_wd", 30), ("probation.months", 12),
        ("recognition.review_wd", 30), ("card.old_digits", 8), ("card.new_digits", 12), ("cell.min_official", 3),
        ("transfer.temp_min_months", 3), ("transfer.temp_max_months", 12), ("transfer.temp_study_max_months", 24),
        ("cell.consent_above", 30), ("organisation.base_cell_max", 30), ("readmission.months", 36),
        ("screening.years", 2),
    ],
)  # fmt: skip
def test_the_numbers_of_today(key, value):
    assert version_on(key, date(2026, 6, 30)).value == value


def test_thirty_five_is_no_year_of_the_badge():
    years = rules_on(date(2026, 6, 30)).badge.years.value
    assert years == (30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90)


def test_the_clock_of_the_ceremony_starts_elsewhere_since_26_july_2026():
    before, after = rules_on(date(2026, 7, 25)).admission, rules_on(date(2026, 7, 26)).admission
    assert before.ceremony_from.value != after.ceremony_from.value
    assert (before.ceremony_wd.confidence, after.ceremony_wd.confidence) == (Confidence.HIGH, Confidence.MED)


def test_the_regulation_that_was_not_seen_leaves_the_numbers_of_2025_with_a_note():
    version = rules_on(date(2026, 4, 8)).transfer.start_wd
    assert version.value == 60
    assert version.citation.startswith("Quy định 294-QĐ/TW")
    assert "20-QĐ/TW" in version.note


def test_a_decision_term_not_seen_in_the_newest_set_does_not_bind():
    assert rules_on(date(2026, 7, 26)).admission.decision_wd.confidence is Confidence.UNVERIFIED
    assert rules_on(date(2025, 7, 1)).admission.decision_wd.confidence is Confidence.MED
    assert rules_on(date(2025, 6, 30)).admission.decision_wd.confidence is Confidence.HIGH


def test_what_was_not_seen_in_the_newest_set_is_cited_where_it_was_read():
    version = rules_on(date(2026, 7, 26)).transfer.present_wd
    assert version.citation == "Quy định 294-QĐ/TW, mục 6.3.1 (chưa thấy trong 208-QĐ/TW)"
    assert version.confidence is not Confidence.HIGH


@BY_KEY
def test_nobody_is_sure_of_what_was_not_seen(rule):
    for version in rule.versions:
        if "chưa thấy trong 208-QĐ/TW" in version.citation:
            assert version.confidence is not Confidence.HIGH


def test_the_sure_and_the_unsure_card_number():
    card = rules_on(date(2026, 6, 30)).card
    assert (card.old_digits.confidence, card.new_digits.confidence) == (Confidence.MED, Confidence.LOW)


def test_a_rule_that_does_not_exist_is_an_error():
    with pytest.raises(AttributeError):
        _ = rules_on(date(2026, 6, 30)).admissions
    with pytest.raises(AttributeError):
        _ = rules_on(date(2026, 6, 30)).admission.age
    with pytest.raises(KeyError):
        version_on("admission.age", date(2026, 6, 30))


def test_the_page_writes_a_rule_as_the_office_does():
    rules = {rule.key: rule for rule in RULES}
    line = shown(rules["admission.age_min"], date(2026, 7, 26))
    assert (line.value, line.since, line.confidence) == ("đủ 18 tuổi (tính theo tháng)", "26/7/2026", "cao")
    assert shown(rules["admission.cell_quorum"], date(2026, 7, 26)).value.startswith("2/3 ")
    assert shown(rules["badge.years"], date(2026, 7, 26)).value.startswith("30, 40, 45")
    assert shown(rules["discipline.forms_probationary"], date(2026, 7, 26)).value == "khiển trách; cảnh cáo"
    assert shown(rules["card.new_digits"], date(2020, 1, 1)).confidence == "chưa kiểm chứng"


def test_a_holiday_stands_once_and_only_a_weekend_is_worked_in_exchange():
    days = [day for day, _, _ in KNOWN_HOLIDAYS]
    assert days == sorted(set(days))
    for day, name, is_worked in KNOWN_HOLIDAYS:
        assert name
        assert day.weekday() >= 5 or not is_worked, day


def test_thirty_working_days_over_tet_2026():
    off = frozenset(day for day, _, is_worked in KNOWN_HOLIDAYS if not is_worked)
    worked = frozenset(day for day, _, is_worked in KNOWN_HOLIDAYS if is_worked)
    assert working_days_after(date(2026, 2, 13), 1, off, worked) == date(2026, 2, 23)
    assert working_days_after(date(2026, 1, 9), 1, off, worked) == date(2026, 1, 10)
    assert working_days_after(date(2026, 2, 2), 30, off, worked) == date(2026, 3, 23)


def test_what_changed_when_is_told_with_the_newest_day_first():
    found = changes()
    assert [one.since for one in found] == sorted((one.since for one in found), reverse=True)
    ceremony = [(one.since, rule.before, rule.after) for one in found for rule in one.rules
                if rule.title == "Thời hạn lễ kết nạp tính từ"]  # fmt: skip
    assert [since for since, _, _ in ceremony] == [date(2026, 7, 26)]
    told = sum(len(one.rules) + one.others for one in found)
    assert told == sum(len(rule.versions) - 1 for rule in all_rules())


def table(*left_out, year):
    """(days off, days worked in exchange) of a year as the program knows them, without those of a name."""
    known = [one for one in KNOWN_HOLIDAYS if one[0].year == year and not any(name in one[1] for name in left_out)]
    return [day for day, _, worked in known if not worked], [day for day, _, worked in known if worked]


@pytest.mark.parametrize("year", sorted({day.year for day, *_ in KNOWN_HOLIDAYS}))
def test_every_year_that_is_known_has_all_its_days_off(year):
    assert missing_festivals(year, *table(year=year)) == []


@pytest.mark.parametrize("year", sorted({day.year for day, *_ in KNOWN_HOLIDAYS}))
@pytest.mark.parametrize(("name", "said"), [("Tết Nguyên", "Tết Nguyên đán"), ("Hùng", "Giỗ Tổ Hùng Vương"),
                                           ("Quốc khánh", "Quốc khánh 02/9")])  # fmt: skip
def test_a_year_without_one_of_its_days_off_is_not_known(year, name, said):
    assert missing_festivals(year, *table(name, year=year)) == [said]


def test_one_entry_does_not_make_a_year_known():
    assert len(missing_festivals(2027, [date(2027, 1, 1)], [])) == 4
    assert missing_festivals(2027, table(year=2026)[0], []) == missing_festivals(2027, [], [])


GUIDED = [
    rule
    for rule in RULES
    if not rule.key.startswith("instrument.") and any("06-HD/TW" in one.citation for one in rule.versions)
]


@pytest.mark.parametrize("rule", GUIDED, ids=lambda rule: rule.key)
def test_what_the_guidance_of_2025_says_is_not_vouched_for_under_that_of_2026(rule):
    """01-HD/TW of 19/5/2026 was not seen: what stood goes on, and warns at most."""
    before, after = (version_on(rule.key, day) for day in (date(2026, 3, 1), date(2026, 8, 1)))
    assert after.value == before.value
    assert after.confidence is not Confidence.HIGH


@pytest.mark.django_db
def test_the_page_says_which_papers_nobody_has_seen(client):
    builders.make_cast()
    enter(client)
    page = words(client.get(reverse("rules"), {"ngay": "2026-06-30"}))
    assert "Quy định 20-QĐ/TW ngày 08/4/2026 chưa xem được; các con số năm 2025 dùng tiếp đến ngày 26/7/2026." in page
    page = words(client.get(reverse("rules"), {"ngay": "2026-07-26"}))
    assert "Chưa thấy nội dung này trong 208-QĐ/TW; dùng tiếp mức trước." in page
    assert len(page) < 200_000
