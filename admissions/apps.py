from typing import Any

from django.apps import AppConfig

# Pages and acts of files, classes, visits, enterprises; the steps add theirs.
NAMES = {"open-file", "applicant", "correct-applicant", "stop-file", "take-file-up", "hand-over-file",
         "came-in", "correct-hand-over", "take-back-hand-over", "step-received",
         "step-small-cell", "correct-step", "take-back-step", "take-back-vote",
         "versions-of-files", "deadlines", "resolution-came", "extend-decision", "correct-handling",
         "take-back-handling",
         "authorisations", "authorise-committee", "end-authorisation", "take-back-authorisation",
         "assign-helper", "end-helper", "correct-helper", "take-back-helper", "note-remark", "take-back-remark",
         "send-verification", "verification-answer", "correct-verification", "take-back-verification",
         "visits", "record-visit", "correct-visit", "take-back-visit",
         "enterprises", "enterprise-years", "enter-enterprise", "enterprise", "correct-enterprise", "end-enterprise",
         "take-back-enterprise", "link-enterprise", "end-enterprise-link", "take-back-enterprise-link",
         "note-worker", "end-worker", "take-back-worker",
         "year", "year-names", "print-year", "targets", "set-target", "take-back-target",
         "courses", "open-course", "course", "correct-course", "take-back-course", "enrol",
         "enter-certificates", "take-off-course", "correct-certificate", "take-back-certificate",
         "correct-recognition-step", "take-back-recognition-step", "take-back-recognition",
         "striking-off-vote", "record-striking-off", "take-back-striking-off",
         "admission-lists", "admission-progress",
         "probationers-without-file", "take-over", "take-back-taking-over"}  # fmt: skip


class AdmissionsConfig(AppConfig):
    name = "admissions"
    verbose_name = "Kết nạp"

    def ready(self) -> None:
        from admissions import attention, filling
        from admissions.help import PAGES
        from admissions.papers import printing
        from admissions.procedure.depending import dependants
        from admissions.procedure.enterprises import check_standing
        from admissions.procedure.joined import JOINED
        from admissions.procedure.told import told_of
        from admissions.views.acts import STEPS
        from admissions.views.deadlines import waiting
        from admissions.views.files import reads
        from admissions.views.progress import sees
        from admissions.views.recognition import STEPS as RECOGNITION
        from admissions.views.visits import of_person
        from members import jobs, registry
        from members.entries import Entry, add

        def has_files(actor: Any, day: Any) -> bool:
            return actor is not None and reads(actor)

        def only_reads(actor: Any, day: Any) -> bool:
            return actor is not None and sees(actor) and not reads(actor)

        names = NAMES | {one.name for one in (*STEPS.values(), *RECOGNITION.values())}
        add(Entry("Kết nạp", "applicants", order=25, names=frozenset(names), shown=has_files))
        add(Entry("Tiến độ kết nạp", "admission-progress", order=26, shown=only_reads))
        registry.add("versions", "admissions", registry.Touched("Hồ sơ kết nạp đang xét", "versions-of-files", reads))
        jobs.kind(printing.ONE, printing.one_job, door=printing.may_take_one)
        jobs.kind(printing.MANY, printing.list_job, door=printing.may_take_many)
        jobs.kind(printing.CLASS, printing.course_job, door=printing.may_take_course)
        jobs.kind(printing.YEAR, printing.year_job, door=printing.may_take_year)
        for name, paper in printing.catalogue().items():
            registry.add("papers", name, paper)
        registry.add("attention", "admissions", waiting)
        for kind in (filling.SOURCES, filling.PROBATIONERS):
            registry.add("sheets", kind.key, kind)
        for store, entry in (("told", told_of), ("dependants", dependants), ("timeline", of_person),
                             ("standing", check_standing)):  # fmt: skip
            registry.add(store, "admissions", entry)
        for key, touched_by in attention.TOUCHED.items():
            registry.add("reorganisation", key, touched_by)
        for column, joined in JOINED.items():
            registry.add("merge", column, joined)
        for name, said in PAGES.items():
            registry.add("help", name, said)
