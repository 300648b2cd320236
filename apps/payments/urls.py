"""Addresses of money: notices of banks and gateways, the cashier's room."""

from django.urls import path

from apps.payments.views import notices, till

app_name = "payments"
urlpatterns = [
    path("thanh-toan/bao-co/", notices.bank_notice, name="bank_notice"),
    path("thanh-toan/bao-co/<slug:name>/", notices.gateway_notice, name="gateway_notice"),
    path("thu-tien/", till.till, name="till"),
    path("thu-tien/ho-so/<str:reference>/", till.bill, name="bill"),
    path("thu-tien/ho-so/<str:reference>/<slug:address>/", till.act, name="act"),
    path("thu-tien/ghi-tien-vao/", till.enter_credit, name="enter_credit"),
    path("thu-tien/tien-vao/<int:credit_id>/", till.credit, name="credit"),
    path("thu-tien/hoan-tra/<int:refund_id>/", till.refund, name="refund"),
    path("thu-tien/bien-lai/<str:address>/", till.receipt, name="receipt"),
]
