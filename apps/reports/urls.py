"""Addresses of the board; all of them are for staff."""

from django.urls import path

from apps.reports.views import board, dossiers, doubts, helping, pauses

app_name = "reports"

urlpatterns = [
    path("dieu-hanh/", board.board, name="board"),
    path("dieu-hanh/nghi-van/", doubts.doubts, name="doubts"),
    path("dieu-hanh/ho-so/", dossiers.dossiers, name="dossiers"),
    path("dieu-hanh/nop-giup/", helping.helping, name="helping"),
    path("dieu-hanh/tam-dung/", pauses.pauses, name="pauses"),
    path("dieu-hanh/tam-dung/danh-sach/", pauses.pause_lines, name="pause_lines"),
]
