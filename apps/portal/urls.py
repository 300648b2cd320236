"""Addresses of the front doors: Vietnamese without marks."""

from django.urls import path

from apps.portal.views import (
    administration,
    catalogue,
    dossiers,
    files,
    filing,
    health,
    hearing,
    home,
    preferences,
    rating,
    session,
    supplement,
    tracking,
    verification,
)

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("dang-nhap/", session.log_in, name="login"),
    path("dang-xuat/", session.log_out, name="logout"),
    path("tuy-chon/", preferences.set_preferences, name="preferences"),
    path("tai-khoan/thong-bao/", hearing.hearing, name="hearing"),
    path("tuyen-bo/<slug:name>/", home.statement, name="statement"),
    path("thu-tuc/", catalogue.catalogue, name="catalogue"),
    path("thu-tuc/<str:code>/", catalogue.procedure, name="procedure"),
    path("nop/<str:code>/", filing.start, name="file"),
    path("nop/ho-so/<str:reference>/da-nop/", filing.filed, name="filed"),
    path("nop/ho-so/<str:reference>/bo/", filing.discard, name="discard_draft"),
    path("nop/ho-so/<str:reference>/<str:step>/", filing.step, name="filing_step"),
    path("ho-so/", dossiers.my_dossiers, name="my_dossiers"),
    path("ho-so/<str:reference>/", dossiers.dossier, name="dossier"),
    path("ho-so/<str:reference>/bo-sung/", supplement.supplement, name="supplement"),
    path("ho-so/<str:reference>/rut/", dossiers.withdraw, name="withdraw"),
    path("ho-so/<str:reference>/nhan-ket-qua/", dossiers.take_result, name="take_result"),
    path("ho-so/<str:reference>/giay/<int:slip_id>/", files.slip, name="slip"),
    path("ho-so/<str:reference>/thu/", files.courtesy, name="courtesy"),
    path("tep/<str:address>/", files.download, name="file_download"),
    path("tra-cuu/", tracking.track, name="track"),
    path("xac-thuc/<str:address>/", verification.verify, name="verify"),
    path("danh-gia/<str:token>/", rating.rate, name="rate"),
    path("quan-tri/", administration.administration, name="administration"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
