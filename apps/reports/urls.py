"""Addresses of the board; all of them are for staff."""

from django.urls import path

from apps.reports.views import board, dossiers, doubts, helping, index_766, pauses, reports, simulator, targets

app_name = "reports"

urlpatterns = [
    path("dieu-hanh/", board.board, name="board"),
    path("dieu-hanh/chi-so/", index_766.index_766, name="index_766"),
    path("dieu-hanh/chi-so/ho-so/", index_766.index_dossiers, name="index_dossiers"),
    path("dieu-hanh/chi-so/so-dem/", index_766.index_counts, name="index_counts"),
    path("dieu-hanh/chi-so/so-dem/<str:what>/<str:month>/", index_766.enter_count, name="enter_count"),
    path("dieu-hanh/chi-so/mo-phong/", simulator.simulator, name="simulator"),
    path("dieu-hanh/chi-so/bi-tu-choi/", simulator.rejected, name="rejected"),
    path("dieu-hanh/chi-tieu/", targets.targets, name="targets"),
    path("dieu-hanh/chi-tieu/<int:year>/<str:aim>/", targets.set_target, name="set_target"),
    path("dieu-hanh/nghi-van/", doubts.doubts, name="doubts"),
    path("dieu-hanh/ho-so/", dossiers.dossiers, name="dossiers"),
    path("dieu-hanh/nop-giup/", helping.helping, name="helping"),
    path("dieu-hanh/bao-cao/", reports.reports, name="reports"),
    path("dieu-hanh/bao-cao/ho-so/", reports.report_dossiers, name="report_dossiers"),
    path("dieu-hanh/bao-cao/tep/<str:kind>/", reports.report_file, name="report_file"),
    path("dieu-hanh/bao-cao/da-nop/<int:report_id>/", reports.submitted, name="submitted"),
    path("dieu-hanh/bao-cao/da-nop/<int:report_id>/<str:kind>/", reports.submitted_file, name="submitted_file"),
    path("dieu-hanh/tam-dung/", pauses.pauses, name="pauses"),
    path("dieu-hanh/tam-dung/danh-sach/", pauses.pause_lines, name="pause_lines"),
]
