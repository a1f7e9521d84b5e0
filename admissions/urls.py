"""Addresses of an admission: the files, one of them, each step."""

from django.urls import include, path

from admissions.views import acts, authority, classes, deadlines, files, recognition, versions, visits

urlpatterns = [
    path(
        "ket-nap/",
        include(
            [
                path("", files.applicants, name="applicants"),
                path("moi/", files.open_, name="open-file"),
                path("uy-quyen/", authority.authorisations, name="authorisations"),
                path("uy-quyen/noi/<int:pk>/", authority.authorise, name="authorise-committee"),
                path("uy-quyen/<int:pk>/thoi/", authority.end_authorisation, name="end-authorisation"),
                path("uy-quyen/<int:pk>/bo/", authority.take_back_authorisation, name="take-back-authorisation"),
                path("lop/", classes.courses, name="courses"),
                path("lop/mo/", classes.open_, name="open-course"),
                path("lop/<int:pk>/", classes.course, name="course"),
                path("lop/<int:pk>/sua/", classes.correct, name="correct-course"),
                path("lop/<int:pk>/bo/", classes.take_back, name="take-back-course"),
                path("lop/<int:pk>/danh-sach/", classes.enrol, name="enrol"),
                path("lop/<int:pk>/chung-nhan/", classes.certificates, name="enter-certificates"),
                path("nguoi-hoc/<int:pk>/dua-ra/", classes.take_off, name="take-off-course"),
                path("nguoi-hoc/<int:pk>/chung-nhan/sua/", classes.correct_certificate, name="correct-certificate"),
                path("nguoi-hoc/<int:pk>/chung-nhan/bo/", classes.take_back_certificate, name="take-back-certificate"),
                path("tham-hoi/", visits.visits, name="visits"),
                path("tham-hoi/chi-bo/<int:pk>/", visits.record, name="record-visit"),
                path("tham-hoi/<int:pk>/sua/", visits.correct, name="correct-visit"),
                path("tham-hoi/<int:pk>/bo/", visits.take_back, name="take-back-visit"),
                path("quy-dinh-moi/", versions.versions_of_files, name="versions-of-files"),
                path("han/", deadlines.deadlines, name="deadlines"),
                path("<int:pk>/", files.applicant, name="applicant"),
                path("<int:pk>/sua/", acts.correct_file, name="correct-applicant"),
                path("<int:pk>/thoi-xet/", acts.stop, name="stop-file"),
                path("<int:pk>/xet-tiep/", acts.take_up, name="take-file-up"),
                *(path(f"<int:pk>/{one.slug}/", one.view, name=one.name) for one in recognition.STEPS.values()),
                path("<int:pk>/bo-cong-nhan/", recognition.take_back, name="take-back-recognition"),
                path("<int:pk>/bieu-quyet-xoa-ten/", recognition.striking_off_vote, name="striking-off-vote"),
                path("<int:pk>/xoa-ten/", recognition.striking_off, name="record-striking-off"),
                path("<int:pk>/bo-xoa-ten/", recognition.take_back_striking_off, name="take-back-striking-off"),
                path("buoc-cong-nhan/<int:pk>/sua/", recognition.correct_step, name="correct-recognition-step"),
                path("buoc-cong-nhan/<int:pk>/bo/", recognition.take_back_step, name="take-back-recognition-step"),
                path("<int:pk>/chi-bo-khong-du/", acts.small_cell, name="step-small-cell"),
                path("<int:pk>/nhan-quyet-dinh/", acts.received, name="step-received"),
                path("<int:pk>/nhan-nghi-quyet/", acts.came, name="resolution-came"),
                path("<int:pk>/gia-han/", acts.extend, name="extend-decision"),
                path("han/<int:pk>/sua/", acts.correct_handling, name="correct-handling"),
                path("han/<int:pk>/bo/", acts.take_back_handling, name="take-back-handling"),
                path("<int:pk>/gui-tham-tra/", acts.send, name="send-verification"),
                path("tham-tra/<int:pk>/tra-loi/", acts.answer, name="verification-answer"),
                path("tham-tra/<int:pk>/sua/", acts.correct_sending, name="correct-verification"),
                path("tham-tra/<int:pk>/bo/", acts.take_back_sending, name="take-back-verification"),
                *(path(f"<int:pk>/{one.slug}/", one.view, name=one.name) for one in acts.STEPS.values()),
                path("<int:pk>/nguoi-giup-do/", acts.assign_helper, name="assign-helper"),
                path("nguoi-giup-do/<int:pk>/thoi/", acts.end_helper, name="end-helper"),
                path("nguoi-giup-do/<int:pk>/sua/", acts.correct_helper, name="correct-helper"),
                path("nguoi-giup-do/<int:pk>/bo/", acts.take_back_helper, name="take-back-helper"),
                path("nguoi-giup-do/<int:pk>/nhan-xet/", acts.note_remark, name="note-remark"),
                path("nhan-xet/<int:pk>/bo/", acts.take_back_remark, name="take-back-remark"),
                path("buoc/<int:pk>/sua/", acts.correct_step, name="correct-step"),
                path("buoc/<int:pk>/bo/", acts.take_back_step, name="take-back-step"),
                path("bieu-quyet/<int:pk>/bo/", acts.take_back_vote, name="take-back-vote"),
            ]
        ),
    )
]
