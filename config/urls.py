"""The addresses of the house: each flat hangs out its own; errors look like the rest."""

from django.urls import include, path

urlpatterns = [
    path("", include("apps.reports.urls")),
    path("", include("apps.desk.urls")),
    path("", include("apps.visits.urls")),
    path("", include("apps.officials.urls")),
    path("", include("apps.procedures.urls")),
    path("", include("apps.payments.urls")),
    path("", include("apps.messaging.urls")),
    path("", include("apps.portal.urls")),
]

handler400 = "apps.portal.views.errors.bad_request"
handler403 = "apps.portal.views.errors.forbidden"
handler404 = "apps.portal.views.errors.not_found"
handler500 = "apps.portal.views.errors.server_error"
