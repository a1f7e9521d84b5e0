from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = "Đảng viên và tổ chức"

    def ready(self) -> None:
        from members import entries

        entries.add(entries.Entry("Hôm nay", "today", order=10))
