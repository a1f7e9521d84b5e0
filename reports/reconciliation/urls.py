"""Addresses of a reconciliation: nouns of what is done."""

from django.urls import path

from reports.reconciliation.views import lists, minutes, reconciliations, remarked, rounds, settling, spelling

urlpatterns = [
    path("", rounds.rounds, name="rounds"),
    path("mo/", rounds.open_, name="open-round"),
    path("<int:pk>/", rounds.round_, name="round"),
    path("<int:pk>/them/", rounds.add, name="add-committees"),
    path("<int:pk>/rut/", rounds.take_back, name="take-back-round"),
    path("dang-uy/<int:pk>/", reconciliations.reconciliation, name="reconciliation"),
    path("dang-uy/<int:pk>/gia-han/", rounds.postpone, name="postpone"),
    path("dang-uy/<int:pk>/ra-khoi-dot/", rounds.take_out, name="take-out-committee"),
    path("dang-uy/<int:pk>/so-luong/", reconciliations.note_numbers, name="committee-numbers"),
    path("dang-uy/<int:pk>/gui/", lists.send, name="send-list"),
    path("dang-uy/<int:pk>/so-lai/", lists.again, name="compare-again"),
    path("dang-uy/<int:pk>/rut/", lists.take_back, name="take-back-list"),
    path("dang-uy/<int:pk>/cach-doc/<int:sheet>/", lists.reading, name="list-reading"),
    path("dang-uy/<int:pk>/diem/", settling.settling, name="settling"),
    path("dang-uy/<int:pk>/diem/<int:point>/", settling.difference, name="difference"),
    path("dang-uy/<int:pk>/diem/<int:point>/la-ai/", settling.choose, name="choose-person"),
    path("dang-uy/<int:pk>/la-ai/<int:chosen>/bo/", settling.take_back_choice, name="take-back-choice"),
    path("dang-uy/<int:pk>/tra-loi/", settling.answers, name="answers"),
    path("dang-uy/<int:pk>/tra-loi/<int:answer>/rut/", settling.take_back, name="take-back-answer"),
    path("dang-uy/<int:pk>/cach-viet/", spelling.spelling, name="spelling"),
    path("dang-uy/<int:pk>/ghi-chu/", remarked.remarked, name="remarked-list"),
    path("dang-uy/<int:pk>/bien-ban/", minutes.minutes, name="minutes"),
    path("dang-uy/<int:pk>/bien-ban/nhap/", minutes.draft, name="minutes-draft"),
    path("dang-uy/<int:pk>/bien-ban/da-ky/", minutes.signed, name="minutes-signed"),
    path("dang-uy/<int:pk>/bien-ban/thong-nhat/", minutes.confirm, name="confirm-minutes"),
    path("dang-uy/<int:pk>/bien-ban/thoi/", minutes.withdraw, name="withdraw-confirmation"),
    path("dang-uy/<int:pk>/bien-ban/tren-giay/", minutes.confirm_on_paper, name="confirm-on-paper"),
    path("dang-uy/<int:pk>/bien-ban/ky/", minutes.sign, name="sign-minutes"),
    path("tep/<int:pk>/", lists.of_file, name="list-sent"),
]
