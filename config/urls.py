"""All addresses of the program."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from members.views import gallery

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("members.urls")),
    path("", include("admissions.urls")),
    path("", include("reports.urls")),
]
if settings.GALLERY:
    urlpatterns.append(path("thanh-phan/", gallery.gallery, name="gallery"))

handler400 = "members.views.errors.bad_request"
handler403 = "members.views.errors.forbidden"
handler404 = "members.views.errors.not_found"
handler500 = "members.views.errors.failed"
