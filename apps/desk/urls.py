"""Addresses of the desk; all of them are for staff."""

from django.urls import path

from apps.desk.views import (
    acts,
    calendar_reviews,
    corrections,
    counter,
    courtesies,
    dossiers,
    drafting,
    inbox,
    messages,
    outages,
    papers,
    posting,
    reception,
    second_party,
    signing,
    simulation,
    unsigned,
)

app_name = "desk"
urlpatterns = [
    path("quay/", counter.counter, name="counter"),
    path("quay/tim/", counter.search, name="search"),
    path("quay/nhan/", reception.reception, name="reception"),
    path("quay/xac-nhan/", second_party.second_party, name="second_party"),
    path("quay/ho-so/<str:reference>/", dossiers.dossier, name="dossier"),
    path("quay/ho-so/<str:reference>/ma-tra-cuu/", papers.new_factor, name="new_factor"),
    path("quay/thu-quy-trinh/<str:code>/", simulation.simulation, name="simulation"),
    path("quay/thu-in/", posting.to_post, name="to_post"),
    path("quay/ho-so/<str:reference>/cach-bao-tin/", posting.choose, name="choose_ways"),
    path("quay/ho-so/<str:reference>/tin-nhan/", messages.dossier_messages, name="messages"),
    path("quay/ho-so/<str:reference>/to-khai.pdf", drafting.declaration, name="declaration"),
    path("quay/ho-so/<str:reference>/soan-ket-qua/", drafting.draft_result, name="draft_result"),
    path("quay/ho-so/<str:reference>/ket-qua/", corrections.dossier_results, name="results"),
    path("quay/ho-so/<str:reference>/to-kiem-tra.pdf", corrections.check_sheet, name="check_sheet"),
    path("quay/ho-so/<str:reference>/<str:address>/", acts.act, name="act"),
    path("quay/phieu/<int:slip_id>.pdf", papers.print_slip, name="print_slip"),
    path("quay/tep/<slug:address>/", papers.file, name="file"),
    path("quay/tep/<slug:address>/trang/<int:number>/", papers.picture, name="file_picture"),
    path("xu-ly/", inbox.inbox, name="inbox"),
    path("xu-ly/tra-loi/<int:question_id>/", inbox.answer, name="answer"),
    path("ky/", signing.signing, name="signing"),
    path("ky/lich/", calendar_reviews.calendar_review, name="calendar_review"),
    path("ky/su-co/", outages.outages, name="outages"),
    path("ky/chuc-mung-chia-buon/", courtesies.courtesies, name="courtesies"),
    path("quay/thu/<int:letter_id>.pdf", courtesies.courtesy, name="courtesy"),
    path("ky/chua-co-thu/", unsigned.never_signed, name="never_signed"),
    path("ky/thu/<int:letter_id>.pdf", signing.draft, name="letter_draft"),
]
