"""Addresses of this app."""

from django.urls import include, path

urlpatterns = [path("doi-khop/", include("reports.reconciliation.urls"))]
