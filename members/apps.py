from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = "Đảng viên và tổ chức"

    def ready(self) -> None:
        from members import filling, importing, jobs, printing, rights, slips  # noqa: F401  (their verbs enter themselves)
        from members.entries import Entry, add
        from members.uploads import work

        def imports_lists(actor, day):
            return actor is not None and rights.OFFICER in actor.kinds()

        def keeps_accounts(actor, day):
            return actor is not None and bool(actor.kinds() & {rights.ADMINISTRATOR, rights.OFFICER})

        jobs.kind("roster", printing.roster)
        jobs.kind("slips", slips.draw)
        jobs.kind(work.READ, work.read_job, page="import")
        jobs.kind(work.WRITE, work.write_job, page="import")
        jobs.kind(work.COMPARE, work.compare_job, page="comparison")
        add(Entry("Hôm nay", "today", order=10))
        add(
            Entry(
                "Tổ chức, đảng viên",
                "organisations",
                order=20,
                names=frozenset({"organisation", "people", "person", "enter", "roster"}),
            )
        )
        add(
            Entry(
                "Nhập danh sách",
                "imports",
                order=40,
                names=frozenset({"import", "import-reading", "import-problems", "import-plan"}),
                shown=imports_lists,
            )
        )
        add(
            Entry(
                "Đối chiếu danh sách",
                "comparisons",
                order=50,
                names=frozenset({"comparison"}),
                shown=imports_lists,
            )
        )
        add(Entry("Việc đang chạy", "jobs", order=70, names=frozenset({"job"})))
        add(Entry("Tài khoản", "accounts", order=80, names=frozenset({"account"}), shown=keeps_accounts))
        add(Entry("Cơ quan", "office", order=90, names=frozenset({"holidays", "beginning"}), shown=keeps_accounts))
        add(Entry("Quy định đang áp dụng", "rules", order=10, foot=True))
