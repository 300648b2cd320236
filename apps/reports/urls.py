"""Addresses of the figures: the board for staff, and what anybody may read and take away."""

from django.urls import path

from apps.reports.views import (
    board,
    bulletin,
    dossiers,
    doubts,
    helping,
    index_766,
    open_figures,
    pauses,
    public,
    reports,
    simulator,
    targets,
    widget,
)

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
    path("thong-ke/", public.figures, name="public"),
    path("thong-ke/ban-tin/", bulletin.bulletin, name="bulletin"),
    path("thong-ke/ban-tin/<str:month>.pdf", bulletin.sheet, name="notice_sheet"),
    path("du-lieu-mo/thong-ke/", open_figures.open_figures, name="open_figures"),
    path("du-lieu-mo/thong-ke/danh-muc.json", open_figures.index, name="open_index"),
    path("du-lieu-mo/thong-ke/luoc-do.json", open_figures.schema, name="open_schema"),
    path("du-lieu-mo/thong-ke/SHA256SUMS", open_figures.checksums, name="open_checksums"),
    path("du-lieu-mo/thong-ke/tat-ca.csv", open_figures.all_months, name="open_all"),
    path("du-lieu-mo/thong-ke/dang-giu.json", open_figures.open_now, {"kind": "json"}, name="open_now_json"),
    path("du-lieu-mo/thong-ke/dang-giu.csv", open_figures.open_now, {"kind": "csv"}, name="open_now_csv"),
    path("du-lieu-mo/thong-ke/<str:name>", open_figures.month_file, name="open_month"),
    path("nhung/", widget.embedding, name="embedding"),
    path("nhung/dung-han/", widget.page, name="widget"),
    path("nhung/dung-han.json", widget.as_json, name="widget_json"),
    path("nhung/dung-han.svg", widget.as_svg, name="widget_svg"),
    path("nhung/dung-han.png", widget.as_png, name="widget_png"),
]
