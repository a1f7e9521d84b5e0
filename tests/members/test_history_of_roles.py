"""Who gave a role, who confirmed it, who ended it, and whose it was."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members import procedure, sessions
from members.models import Act
from tests import builders
from tests.builders import MACHINE
from tests.members.test_history_pages import ground, play

__all__ = ["ground", "play"]
pytestmark = [pytest.mark.django_db]


class TestRolesOfAnAccount:
    """Who gave it, who confirmed it, who ended it: on the pages of the account and of the organisation."""

    @pytest.fixture(autouse=True)
    def handled(self, play):
        self.secretary = builders.account("bi-thu-moi", "Nông Thị Mẩy")
        keeper, officer = builders.actor(play.cast.administrator), builders.actor(play.cast.officer)
        self.role = procedure.roles.grant_role(
            self.secretary, by=keeper, kind="cell", organisation=play.cell, day=date(2026, 6, 1)
        )
        procedure.roles.confirm_role(self.role, by=officer)

    def history(self, play, who=None):
        client = play.signed_in(who or play.cast.second_officer)
        return client.get(reverse("account-history", args=[self.secretary.pk]), {"phan": "dang-nhap"}).content.decode()

    def test_the_history_of_the_account_says_what_was_done_to_its_roles_and_sessions(self, play):
        play.signed_in(self.secretary)
        procedure.roles.end_role(self.role, by=builders.actor(play.cast.officer), day=date(2026, 6, 30))
        session = sessions.open_of(self.secretary, timezone.now())[0]
        procedure.roles.end_session(self.secretary, by=builders.actor(play.cast.administrator), mark=session.mark)
        for _ in range(3):
            Client().post(reverse("login"), {"username": "bi-thu-moi", "password": "khong-phai"})
        procedure.roles.unlock_sign_in(self.secretary, by=builders.actor(play.cast.administrator))
        for who in (play.cast.second_officer, play.cast.administrator):
            page = self.history(play, who)
            for said in ("Giao vai trò", "Xác nhận vai trò", "Thôi vai trò", "Kết thúc phiên", "Mở khóa đăng nhập",
                         "Vi Văn Thái", "Ma Văn Thượng"):  # fmt: skip
                assert said in page
            assert page.count("bí thư chi bộ, Chi bộ Thôn 1<") == 3
        other = play.signed_in(play.cast.second_officer)
        page = other.get(reverse("account-history", args=[play.cast.reader.pk]), {"phan": "dang-nhap"})
        assert "Xác nhận vai trò" in page.content.decode() and "Vi Văn Thái" not in page.content.decode()

    def test_the_history_of_the_organisation_names_whose_role_it_was(self, play):
        procedure.roles.end_role(self.role, by=builders.actor(play.cast.officer), day=date(2026, 6, 30))
        page = play.page("organisation-history", play.cell.pk, play.signed_in(play.cast.second_officer))
        assert page.count("Nông Thị Mẩy, bí thư chi bộ<") == 3
        assert reverse("account", args=[self.secretary.pk]) in page

    def test_what_somebody_has_done_names_whose_account_it_was(self, play):
        procedure.renewing.reset_password(
            self.secretary, by=builders.actor(play.cast.administrator), password="con trâu đi trước cái cày"
        )
        client = play.signed_in(play.cast.second_officer)
        page = client.get(reverse("account-history", args=[play.cast.administrator.pk])).content.decode()
        assert "Nông Thị Mẩy, bí thư chi bộ, Chi bộ Thôn 1<" in page and "Nông Thị Mẩy<" in page

    def test_each_line_of_a_role_says_whose(self, play):
        confirmed = Act.objects.filter(verb="confirm_role", organisation=play.cell).latest("number")
        page = play.page("line", confirmed.pk, play.signed_in(play.cast.second_officer))
        assert "Nông Thị Mẩy, bí thư chi bộ, Chi bộ Thôn 1" in page

    def test_a_role_that_followed_says_whose(self, play):
        gone = builders.organisation("Chi bộ Thôn 9", "cell", play.cast.tree.committee)
        builders.role(self.secretary, "cell", gone)
        procedure.tree.close_organisation(gone, by=MACHINE, day=date(2026, 6, 1), successor=play.cast.tree.sibling)
        assert "bí thư chi bộ, Chi bộ Thôn 2<" in self.history(play)

    def test_the_page_of_the_account_says_who_gave_and_who_confirmed(self, play):
        page = play.page("account", self.secretary.pk, play.signed_in(play.cast.second_officer))
        assert "Vi Văn Thái giao; Ma Văn Thượng xác nhận 30/6/2026" in page
