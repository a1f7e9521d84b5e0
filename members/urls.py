"""Addresses of this app: nouns of what is done."""

from django.urls import path

from members.views import accounts, office, organisation_acts, organisations, people, person_acts, session, today
from members.views import rules as rules_page

ORGANISATION = [
    ("", organisations.organisation, "organisation"),
    ("dang-vien/", organisations.people, "people"),
    ("dang-vien/moi/", person_acts.enter, "enter"),
    ("truc-thuoc/moi/", organisation_acts.create, "create-organisation"),
    ("ten/", organisation_acts.rename, "rename-organisation"),
    ("loai/", organisation_acts.change_kind, "change-kind"),
    ("dia-ban/", organisation_acts.set_area, "set-area"),
    ("cap-tren/", organisation_acts.move, "move-organisation"),
    ("ket-thuc/", organisation_acts.close, "close-organisation"),
    ("chuc-vu/moi/", organisation_acts.hold_office, "hold-office"),
]
PERSON = [
    ("", people.person, "person"),
    ("so-the/", people.card, "card"),
    ("nhan-than/", person_acts.correct_member, "correct-member"),
    ("cong-nhan/", person_acts.recognise, "recognise"),
    ("so-the/moi/", person_acts.note_number, "note-number"),
    ("cu-tru/moi/", person_acts.note_residence, "note-residence"),
    ("noi-sinh-hoat/", person_acts.place, "place"),
    ("chuyen-sinh-hoat/", person_acts.move, "move"),
    ("tiep-nhan/", person_acts.receive, "receive"),
    ("sinh-hoat-tam-thoi/", person_acts.place_temporarily, "place-temporarily"),
    ("mien-sinh-hoat/", person_acts.exempt, "exempt"),
    ("dinh-chi/", person_acts.suspend, "suspend"),
    ("ky-luat/", person_acts.discipline, "discipline"),
    ("ra-khoi-danh-sach/", person_acts.depart, "depart"),
    ("phuc-hoi/", person_acts.restore, "restore"),
    ("gioi-thieu-cu-tru/", person_acts.introduce, "introduce"),
]
FACTS = [
    ("dang-tich/<int:pk>/", person_acts.correct_membership, "correct-membership"),
    ("so-the/<int:pk>/", person_acts.correct_number, "correct-number"),
    ("cu-tru/<int:pk>/", person_acts.correct_residence, "correct-residence"),
    ("noi-sinh-hoat/<int:pk>/", person_acts.correct_placement, "correct-placement"),
    ("sinh-hoat-tam-thoi/<int:pk>/ket-thuc/", person_acts.end_temporary, "end-temporary"),
    ("mien-sinh-hoat/<int:pk>/", person_acts.correct_exemption, "correct-exemption"),
    ("mien-sinh-hoat/<int:pk>/ket-thuc/", person_acts.end_exemption, "end-exemption"),
    ("dinh-chi/<int:pk>/", person_acts.correct_suspension, "correct-suspension"),
    ("dinh-chi/<int:pk>/ket-thuc/", person_acts.end_suspension, "end-suspension"),
    ("ky-luat/<int:pk>/", person_acts.correct_discipline, "correct-discipline"),
    ("ra-khoi-danh-sach/<int:pk>/", person_acts.correct_departure, "correct-departure"),
    ("gioi-thieu-cu-tru/<int:pk>/", person_acts.correct_introduction, "correct-introduction"),
    ("gioi-thieu-cu-tru/<int:pk>/ket-thuc/", person_acts.end_introduction, "end-introduction"),
    ("vuong-mac/<int:pk>/", person_acts.settle_finding, "settle-finding"),
    ("giai-doan/<int:pk>/", organisation_acts.correct_term, "correct-term"),
    ("chuc-vu/<int:pk>/thoi/", organisation_acts.end_office, "end-office"),
]

urlpatterns = [
    path("", today.today, name="today"),
    path("dang-nhap/", session.Login.as_view(), name="login"),
    path("dang-xuat/", session.Logout.as_view(), name="logout"),
    path("doi-mat-khau/", session.Password.as_view(), name="password"),
    path("to-chuc/", organisations.mine, name="organisations"),
    *(path(f"to-chuc/<int:pk>/{tail}", view, name=name) for tail, view, name in ORGANISATION),
    *(path(f"dang-vien/<int:pk>/{tail}", view, name=name) for tail, view, name in PERSON),
    *(path(route, view, name=name) for route, view, name in FACTS),
    path("quy-dinh/", rules_page.rules, name="rules"),
    path("co-quan/", office.settings, name="office"),
    path("ngay-nghi/", office.holidays, name="holidays"),
    path("ngay-nghi/<int:pk>/bo/", office.remove_holiday, name="remove-holiday"),
    path("tai-khoan/", accounts.accounts, name="accounts"),
    path("tai-khoan/moi/", accounts.create, name="create-account"),
    path("tai-khoan/<int:pk>/", accounts.account, name="account"),
    path("tai-khoan/<int:pk>/mat-khau/", accounts.reset, name="reset-password"),
    path("tai-khoan/<int:pk>/khoa/", accounts.block, name="block-account"),
    path("tai-khoan/<int:pk>/vai-tro/moi/", accounts.grant, name="grant-role"),
    path("vai-tro/<int:pk>/xac-nhan/", accounts.confirm, name="confirm-role"),
    path("vai-tro/<int:pk>/thoi/", accounts.end, name="end-role"),
]
