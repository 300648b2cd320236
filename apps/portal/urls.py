"""Addresses of the front doors: Vietnamese without marks."""

from django.urls import path

from apps.portal.views import health, home, preferences, session

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("dang-nhap/", session.log_in, name="login"),
    path("dang-xuat/", session.log_out, name="logout"),
    path("tuy-chon/", preferences.set_preferences, name="preferences"),
    path("tuyen-bo/<slug:name>/", home.statement, name="statement"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
