from typing import Any

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Báo cáo"

    def ready(self) -> None:
        from members import jobs, registry
        from reports.reconciliation import attention
        from reports.reconciliation.papers import printing
        from reports.reconciliation.procedure import receiving, signed_days
        from reports.reconciliation.procedure.joined import JOINED
        from reports.reconciliation.views import remarked

        jobs.kind(receiving.RECEIVE, receiving.receive_job, page="list-sent")
        jobs.kind(receiving.AGAIN, receiving.again_job, page="list-sent")
        jobs.kind(remarked.KIND, remarked.remarked_job, door=remarked.may_take)
        jobs.kind(printing.KIND, printing.report_job, door=printing.may_take)
        registry.add("papers", "reconciliation", printing.paper())
        registry.add("attention", "reconciliation", attention.waiting)
        registry.add("reorganisation", "reconciliation", attention.open_cases)
        registry.add("signed", "reconciliation", signed_days.since)
        for column, entry in JOINED.items():
            registry.add("merge", column, entry)
        _know_entries()
        _know_help()


def _know_entries() -> None:
    from members.entries import Entry, add
    from reports.reconciliation.views import doors

    def reads_rounds(actor: Any, day: Any) -> bool:
        return actor is not None and doors.reads_rounds(actor)

    names = {"open-round", "round", "round-overview", "round-cases", "add-committees", "reconciliation", "postpone",
             "committee-numbers", "send-list", "list-reading", "difference", "answers", "spelling", "comparisons",
             "comparison", "minutes", "confirm-on-paper", "withdraw-on-paper", "sign-minutes",
             "take-back-list"}  # fmt: skip
    add(Entry("Đối khớp", "rounds", order=45, names=frozenset(names), shown=reads_rounds))


def _know_help() -> None:
    from members import registry
    from reports.reconciliation.help import PAGES

    for name, said in PAGES.items():
        registry.add("help", name, said)
