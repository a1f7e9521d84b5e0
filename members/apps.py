from datetime import timedelta
from typing import Any

from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = "Đảng viên và tổ chức"

    def ready(self) -> None:
        from members import filling, importing  # noqa: F401  (their verbs enter themselves)

        _know_jobs()
        _know_open_cases()
        _know_joined()
        _know_entries()
        _know_help()
        _know_papers()


def _know_jobs() -> None:
    from members import doubles, jobs, printing, slips
    from members.selecting import printed
    from members.uploads import work
    from members.viewed import paper

    jobs.kind("roster", printing.roster, door=jobs.read_lists)
    # Passwords should not lie about for as long as other files.
    jobs.kind("slips", slips.draw, door=slips.may_take, counts="phiếu", kept=timedelta(days=1))
    jobs.kind(printed.KIND, printed.draw, door=printed.may_take)
    jobs.kind(paper.KIND, paper.draw, door=paper.may_take)
    jobs.kind(doubles.KIND, doubles.job, page="doubles")
    jobs.kind(work.READ, work.read_job, page="import")
    jobs.kind(work.WRITE, work.write_job, page="import")
    jobs.kind(work.COMPARE, work.compare_job, page="comparison")


def _know_open_cases() -> None:
    from members import registry
    from members.attention import proposed

    registry.add("reorganisation", "proposals", proposed.asked_by)


def _know_joined() -> None:
    from members import registry
    from members.procedure.joined import JOINED

    for column, entry in JOINED.items():
        registry.add("merge", column, entry)


def _know_entries() -> None:
    from members import rights
    from members.entries import Entry, add

    def imports_lists(actor: Any, day: Any) -> bool:
        return actor is not None and rights.OFFICER in actor.kinds()

    def keeps_accounts(actor: Any, day: Any) -> bool:
        return actor is not None and bool(actor.kinds() & {rights.ADMINISTRATOR, rights.OFFICER})

    def sets_office(actor: Any, day: Any) -> bool:
        return actor is not None and rights.may(actor, "set_office", rights.case_of_organisation(None))

    def reads_lists(actor: Any, day: Any) -> bool:
        return actor is not None and bool(rights.units(actor))

    def entry(words: str, page: str, order: int, *names: str, **more: Any) -> None:
        add(Entry(words, page, order=order, names=frozenset(names), **more))

    entry("Hôm nay", "today", 10)
    entry("Tổ chức, đảng viên", "organisations", 20, "organisation", "people", "person", "enter", "roster", "findings",
          "doubles", "merge", "merge-with", "merged", "reorganisations", "reorganisation", "reorganisation-step",
          "draw-reorganisation", "change-reorganisation", "take-back-reorganisation")  # fmt: skip
    entry("Danh sách riêng", "own-lists", 30, "own-list", shown=reads_lists)
    entry("Nhập danh sách", "imports", 40, "import", "import-reading", "import-problems", "import-plan",
          shown=imports_lists)  # fmt: skip
    entry("Tài khoản", "accounts", 80, "account", shown=keeps_accounts)
    entry("Cơ quan", "office", 90, "holidays", "kinds", "beginning", shown=sets_office)
    # In the left list stand eight at most; whoever asked for long work is led there by what he asked.
    entry("Việc đang chạy", "jobs", 5, "job", foot=True)
    entry("Quy định đang áp dụng", "rules", 10, foot=True)


def _know_help() -> None:
    from members import registry
    from members.help import lists, office, organisations, people, proposals

    for table in (people, proposals, organisations, lists, office):
        for name, said in table.PAGES.items():
            registry.add("help", name, said)


def _know_papers() -> None:
    from members import papers, registry

    for name, paper in papers.catalogue().items():
        registry.add("papers", name, paper)
