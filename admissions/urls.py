"""Addresses of an admission: the files, one of them, each step."""

from django.urls import include, path

from admissions.views import acts, authority, deadlines, files, versions

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
                path("quy-dinh-moi/", versions.versions_of_files, name="versions-of-files"),
                path("han/", deadlines.deadlines, name="deadlines"),
                path("<int:pk>/", files.applicant, name="applicant"),
                path("<int:pk>/sua/", acts.correct_file, name="correct-applicant"),
                path("<int:pk>/thoi-xet/", acts.stop, name="stop-file"),
                path("<int:pk>/xet-tiep/", acts.take_up, name="take-file-up"),
                path("<int:pk>/bieu-quyet-cong-nhan/", acts.recognition_vote, name="recognition-vote"),
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
