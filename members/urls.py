"""Addresses of this app."""

from django.urls import path

from members.views import session, today

urlpatterns = [
    path("", today.today, name="today"),
    path("dang-nhap/", session.Login.as_view(), name="login"),
    path("dang-xuat/", session.Logout.as_view(), name="logout"),
    path("doi-mat-khau/", session.Password.as_view(), name="password"),
]
