from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Báo cáo"

    def ready(self) -> None:
        from members import jobs
        from reports.reconciliation.procedure import receiving

        jobs.kind(receiving.RECEIVE, receiving.receive_job, page="list-sent")
        jobs.kind(receiving.AGAIN, receiving.again_job, page="list-sent")
