"""Addresses of the catalogue's workshop, and what anybody may take away or scan."""

from django.urls import path

from apps.procedures.views import (
    doubts,
    editor,
    faqs,
    forms,
    open_data,
    posters,
    posting,
    reviewing,
    scanning,
    workflow,
)

app_name = "procedures"
urlpatterns = [
    path("q/<slug:slug>/", scanning.scan, name="scan"),
    path("du-lieu-mo/", open_data.open_data, name="open_data"),
    path("du-lieu-mo/thu-tuc.json", open_data.as_json, name="open_json"),
    path("du-lieu-mo/thu-tuc.csv", open_data.as_csv, name="open_csv"),
    path("danh-muc/", editor.catalogue, name="catalogue"),
    path("danh-muc/dang-tai/", posting.postings, name="postings"),
    path("danh-muc/dang-tai/ket-thuc/", posting.end_postings, name="end_postings"),
    path("danh-muc/ap-phich/", posters.poster_list, name="posters"),
    path("danh-muc/ap-phich/in/", posters.make_poster, name="make_poster"),
    path("danh-muc/ap-phich/<slug:slug>/", posters.poster_page, name="poster"),
    path("danh-muc/ap-phich/<slug:slug>/bo/", posters.retire, name="retire_poster"),
    path("danh-muc/ra-soat/", reviewing.proposal_list, name="proposals"),
    path("danh-muc/ra-soat/<int:proposal_id>/", reviewing.one_proposal, name="proposal"),
    path("danh-muc/ra-soat/<int:proposal_id>/sua/", reviewing.edit, name="edit_proposal"),
    path("danh-muc/ra-soat/<int:proposal_id>/viec/", reviewing.move, name="move_proposal"),
    path("danh-muc/can-xem/", doubts.doubts, name="reviews"),
    path("danh-muc/can-xem/da-chot/", doubts.settled, name="settled"),
    path("danh-muc/can-xem/hoan-tac/<int:settlement_id>/", doubts.take_back, name="take_back"),
    path("danh-muc/can-xem/<int:item_id>/", doubts.doubt, name="doubt"),
    path("danh-muc/hoi-dap/<int:faq_id>/", faqs.faq, name="faq"),
    path("danh-muc/hoi-dap/<int:faq_id>/bo/", faqs.drop_faq, name="drop_faq"),
    path("danh-muc/linh-vuc/<slug:slug>/hoi-dap/", faqs.field_faqs, name="field_faqs"),
    # Rooms of the whole catalogue stand above this line: a code takes whatever word it is given.
    path("danh-muc/<str:code>/", editor.procedure, name="procedure"),
    path("danh-muc/<str:code>/ban-hanh/", editor.publish, name="publish"),
    path("danh-muc/<str:code>/bo-nhap/", editor.discard, name="discard"),
    path("danh-muc/<str:code>/dang-tai/", posting.posting, name="posting"),
    path("danh-muc/<str:code>/hoi-dap/", faqs.procedure_faqs, name="faqs"),
    path("danh-muc/<str:code>/ra-soat/", reviewing.new, name="new_proposal"),
    path("danh-muc/<str:code>/bieu-mau/", forms.form, name="form"),
    path("danh-muc/<str:code>/bieu-mau/xem-thu/", forms.form_preview, name="form_preview"),
    path("danh-muc/<str:code>/bieu-mau/ket-qua/", forms.form_result, name="form_result"),
    path("danh-muc/<str:code>/bieu-mau/o/<str:name>/", forms.form_field, name="form_field"),
    path("danh-muc/<str:code>/quy-trinh/", workflow.workflow, name="workflow"),
    path("danh-muc/<str:code>/quy-trinh/them/", workflow.new_step, name="workflow_new_step"),
    path("danh-muc/<str:code>/quy-trinh/<int:position>/", workflow.step, name="workflow_step"),
]
