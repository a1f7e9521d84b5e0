"""Each rule of a recognition in each of its versions: what it refuses, what it only doubts, from which paper."""

from datetime import date, timedelta

import pytest

from admissions.models import RecognitionKind
from admissions.rules import deciding, gathering
from admissions.rules import recognition as rules
from admissions.rules.probation import LAST, STAGES, Path
from admissions.rules.recognition import Try
from kit.calendar import same_day_later
from members.errors import RuleBroken
from members.regulations import RULES, Confidence, version_on

R = RecognitionKind
# A day in each version of every rule that a recognition asks.
ASKED = ("recognition.papers", "recognition.max_votes", "recognition.official_date", "party_age.start")
VERSIONS = [(key, one.since + timedelta(days=1)) for key in ASKED for one in RULES[key].versions]


def of(key):
    return [day for name, day in VERSIONS if name == key]


@pytest.mark.parametrize("day", of("recognition.papers"))
@pytest.mark.parametrize("kind", [R.SELF_REVIEW, R.HELPER, R.SYNTHESIS])
def test_a_paper_before_the_months_are_over_is_doubted_in_every_version(day, kind):
    path = Path(admitted_on=same_day_later(day, -11))
    (doubt,) = gathering.doubts_papers(path, kind, day)
    assert (doubt.rule, doubt.day) == ("recognition.papers", day)
    assert version_on("recognition.papers", day).confidence is not Confidence.HIGH
    assert gathering.doubts_papers(path, kind, path.ends) == []
    assert gathering.doubts_papers(path, R.CERTIFICATE, day) == []


@pytest.mark.parametrize("day", of("recognition.max_votes"))
def test_a_further_vote_after_three_is_refused_where_the_version_is_sure(day):
    short = [Try(day + timedelta(days=number), passed=False) for number in range(3)]
    on = day + timedelta(days=9)
    assert rules.weigh_tries(short[:2], on) == []
    if version_on("recognition.max_votes", on).confidence is Confidence.HIGH:
        with pytest.raises(RuleBroken, match="Đã 3 lần biểu quyết không đủ 2/3"):
            rules.weigh_tries(short, on)
    else:
        assert [one.rule for one in rules.weigh_tries(short, on)] == ["recognition.max_votes"]


@pytest.mark.parametrize("day", of("recognition.max_votes"))
def test_in_every_version_the_level_above_decides_after_three(day):
    papers = dict.fromkeys((R.CERTIFICATE, R.SELF_REVIEW, R.HELPER, R.SYNTHESIS), day)
    two = tuple(Try(day + timedelta(days=number), passed=False) for number in range(2))
    third = Try(day + timedelta(days=5), passed=False)
    path = Path(admitted_on=same_day_later(day, -12), days=papers, tries=two)
    for check in (deciding.check_recognises, deciding.check_strikes_off):
        with pytest.raises(RuleBroken):
            check(path)
    reported = Path(admitted_on=path.admitted_on, days=papers, tries=(*two, third))
    deciding.check_recognises(reported)
    deciding.check_strikes_off(reported)
    with pytest.raises(RuleBroken, match="của biểu quyết đã báo cáo"):
        deciding.check_recognised_on(reported, day + timedelta(days=4), day + timedelta(days=90))


@pytest.mark.parametrize("day", of("recognition.official_date"))
def test_the_official_day_is_said_with_the_paper_of_the_day(day):
    said = deciding.official_words(Path(admitted_on=date(2025, 4, 25)), day)
    assert said.startswith("Chính thức từ ngày 25/4/2026: ngày hết 12 tháng dự bị")
    assert version_on("recognition.official_date", day).citation in said


@pytest.mark.parametrize("day", of("party_age.start"))
def test_the_age_in_the_party_is_said_with_the_paper_of_the_day(day):
    said = deciding.age_words(date(2025, 4, 11), day)
    assert said.startswith("Tuổi đảng tính từ ngày 11/4/2025") and version_on("party_age.start", day).citation in said
    assert deciding.age_words(None, day) == ""


def test_the_steps_stand_in_the_order_of_the_file():
    """06-HD/TW, 8.3."""
    assert [one.kind for one in STAGES] == list(R) and LAST == 8


@pytest.mark.parametrize("admitted_on", [date(2024, 2, 29), date(2025, 4, 25), date(2025, 12, 31)])
def test_the_months_end_on_the_same_day_a_year_later(admitted_on):
    ends = Path(admitted_on=admitted_on).ends
    assert ends == (date(2025, 2, 28) if admitted_on.day == 29 else admitted_on.replace(year=admitted_on.year + 1))
