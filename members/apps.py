from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = "Đảng viên và tổ chức"

    def ready(self) -> None:
        from members import importing, rights  # noqa: F401  (its verb enters itself)
        from members.entries import Entry, add

        def keeps_accounts(actor, day):
            return actor is not None and bool(actor.kinds() & {rights.ADMINISTRATOR, rights.OFFICER})

        add(Entry("Hôm nay", "today", order=10))
        add(
            Entry(
                "Tổ chức, đảng viên",
                "organisations",
                order=20,
                names=frozenset({"organisation", "people", "person", "enter"}),
            )
        )
        add(Entry("Tài khoản", "accounts", order=80, names=frozenset({"account"}), shown=keeps_accounts))
        add(Entry("Cơ quan", "office", order=90, names=frozenset({"holidays"}), shown=keeps_accounts))
        add(Entry("Quy định đang áp dụng", "rules", order=10, foot=True))
