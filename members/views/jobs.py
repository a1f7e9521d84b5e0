"""Long work of mine: what runs, what is done, cancel, try again, and the file."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from members import door, lines, uploads, wording
from members import jobs as work
from members.models import Job

STATES = {
    "waiting": ("waits", "Đang chờ"),
    "running": ("now", "Đang làm"),
    "done": ("done", "Xong"),
    "failed": ("late", "Không xong"),
    "cancelled": ("locked", "Đã hủy"),
}

OVER = ("failed", "cancelled")
LOST = "Tệp không còn trên máy chủ. Còn cần thì yêu cầu lại ở trang đã yêu cầu."
STOPPED = "Máy chủ dừng giữa chừng, chưa ghi gì, chưa có tệp."
CANCELLED = "Chưa ghi gì vào sổ."
STILL_THERE = "Tệp đã gửi còn trên máy chủ: bấm Thử lại là làm lại từ đầu, không phải gửi lại."
UNTAKEN = "Máy chủ chưa nhận việc này. Báo quản trị máy chủ xem chương trình làm việc dài có đang chạy không."
SHUT = "Tệp này không còn thuộc phạm vi của đồng chí."


def _mine_or_404(request: HttpRequest, pk: int) -> Job:
    return get_object_or_404(work.mine(request.user), pk=pk)


def _told(found: list[Job], request: HttpRequest) -> list[dict[str, Any]]:
    """Each with its state, how far it is, what can be done with it; as many questions for fifty as for one."""
    now = timezone.now()
    taken = work.to_take(found, request.actor, now)
    sent = {one.asked["upload"] for one in found if "upload" in one.asked and one.state(now) in OVER}
    readable = uploads.with_contents(sent) if sent else set()
    untaken = work.nobody_takes(found, now)
    return [_words(one, taken, readable, is_untaken=one.pk in untaken) for one in found]


def _words(job: Job, taken: set[int], readable: set[int], *, is_untaken: bool) -> dict[str, Any]:
    """`taken`: the jobs whose file this reader may still take; `readable`: the uploads that another try would find."""
    now = timezone.now()
    state = job.state(now)
    shape, words = STATES[state]
    silent = state == "failed" and not job.refusal
    return {
        "job": job, "state": state, "shape": shape, "words": words, "live": state in ("waiting", "running"),
        "far": _far(job) if job.total else "",
        "why": UNTAKEN if is_untaken else STOPPED if silent else _cancelled(job, readable)
        if state == "cancelled" else job.refusal,
        "result": _result_of(job), "shut": "" if state != "done" or _result_of(job) or job.pk in taken
        else LOST if work.is_lost(job, now) else SHUT,
        # A file that turned out to be no list is gone, one that lay too long is empty: no other try would read it.
        "is_gone": state in OVER and "upload" in job.asked and job.asked["upload"] not in readable,
        "may_again": state in OVER and ("upload" not in job.asked or job.asked["upload"] in readable),
        "kept": work.kept_for(job).days,
        "asked": timezone.localtime(job.asked_at).strftime("%H:%M %d/%m/%Y"),
    }  # fmt: skip


def _cancelled(job: Job, readable: set[int]) -> str:
    """Of a list: that nothing of it was written, and whether it need not be sent once more."""
    if "upload" not in job.asked or not work.page_of(job):
        return ""
    return f"{CANCELLED} {STILL_THERE}" if job.asked["upload"] in readable else CANCELLED


def _far(job: Job) -> str:
    return f"{wording.number(job.done)} trên {wording.number(job.total)} {work.counted_in(job)}"


def _result_of(job: Job) -> str:
    """The page that shows what came of it; empty for a job that leaves a file, and when the list is gone."""
    page = work.page_of(job)
    if page and not job.asked:
        return reverse(page)
    return reverse(page, args=[job.asked["upload"]]) if page and "upload" in job.asked else ""


@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    found = lines.part(work.mine(request.user), "pk", **door.beside(request))
    return render(request, "members/jobs.html", {"jobs": _told(found.rows, request), "part": found})


@require_safe
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """One job; the part that changes asks for itself again every second until it is settled."""
    one = _mine_or_404(request, pk)
    (said,) = _told([one], request)
    if said["state"] == "failed" and said["result"] and "upload" in one.asked and not said["is_gone"]:
        said["is_kept"] = uploads.mine(one.account, "import").filter(pk=one.asked["upload"]).exists()
    if request.htmx:
        answer = render(request, "members/parts/job.html", said, status=200 if said["live"] else 286)
        if said["state"] == "done" and said["result"]:
            # What was waited for comes by itself.
            answer["HX-Redirect"] = said["result"]
        return answer
    return render(request, "members/job.html", said)


@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponse:
    one = _mine_or_404(request, pk)
    if not work.to_take([one], request.actor, timezone.now()):
        raise Http404
    return FileResponse(work.path_of(one).open("rb"), as_attachment=True, filename=one.file_name)


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    work.cancel(_mine_or_404(request, pk), at=timezone.now())
    return redirect("job", pk=pk)


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect("job", pk=work.try_again(_mine_or_404(request, pk), at=timezone.now()).pk)
