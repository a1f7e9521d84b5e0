"""A paper is asked for with its purpose and drawn by the worker: who may, and what stays of it."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from admissions.models import StepKind
from admissions.papers import printing
from admissions.procedure.reading import read
from members import jobs, rights
from members.models import Job, Look
from tests.admissions.papers_play import probationer, settled, words
from tests.builders import TODAY
from tests.members.officer_play import cast, ground, officer
from tests.reports.pages import text
from tests.signing_in import signed_in

__all__ = ["cast", "ground", "officer", "probationer", "settled"]
pytestmark = [pytest.mark.django_db]
S = StepKind
RESOLVED = date(2026, 5, 5)


def asked(client, one, code, why="họp chi bộ"):
    return client.post(reverse("print-applicant", args=[one.pk]), {"giay": code, "muc-dich": why})


def test_a_paper_is_asked_with_its_purpose_drawn_by_the_worker_and_leaves_a_look(cast, probationer):
    client = signed_in(cast.cell_secretary)
    page = text(client.get(reverse("applicant", args=[probationer.pk])))
    assert "Giấy tờ để in" in page
    assert "Nghị quyết của chi bộ đề nghị kết nạp đảng viên (Mẫu 6-KNĐ)" in page
    assert asked(client, probationer, "helper", "").status_code == 422
    assert asked(client, probationer, "helper").status_code == 302
    assert jobs.run_waiting(timezone.now()) == 1
    job = Job.objects.get()
    assert (job.refusal, job.file_name.endswith(".pdf")) == ("", True)
    assert "Giàng" not in job.title
    assert "Lù Thị Hoa" in words(jobs.path_of(job).read_bytes())
    look = Look.objects.get(page="applicant-file")
    assert look.count == 2
    assert "họp chi bộ" in look.values_row.asked
    assert client.get(reverse("job-file", args=[job.pk])).status_code == 200


def test_a_cell_prints_no_paper_of_those_above_it(cast, probationer):
    client = signed_in(cast.cell_secretary)
    for code in ("committee-resolution", "decision", "recognition-decision", "no-such"):
        assert asked(client, probationer, code).status_code == 422, code
    committee = signed_in(cast.committee_secretary)
    assert asked(committee, probationer, "committee-resolution").status_code == 302
    assert asked(committee, probationer, "decision").status_code == 422
    assert asked(signed_in(cast.officer), probationer, "decision").status_code == 302
    assert asked(signed_in(cast.outsider), probationer, "helper").status_code == 404
    assert asked(signed_in(cast.reader), probationer, "helper").status_code in (403, 404)


def test_the_worker_asks_the_right_and_the_facts_again(cast, probationer):
    for who, code, said in ((cast.cell_secretary, "decision", "không in quyết định"),
                            (cast.officer, "proposal", "")):  # fmt: skip
        job = printing.ask_one(who, probationer, code, why="thử", at=timezone.now())
        jobs.run_waiting(timezone.now())
        job.refresh_from_db()
        assert said in job.refusal


def test_the_page_of_a_file_asks_nothing_more_for_its_papers(cast, probationer):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from admissions.views.printing import of_file

    file = read(probationer, TODAY)
    may = set(rights.VERBS)
    of_file(file, may)
    with CaptureQueriesContext(connection) as captured:
        papers = of_file(file, may)
    assert papers.taking is not None
    assert len(captured) <= 3
