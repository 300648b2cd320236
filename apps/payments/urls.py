"""Addresses of money: notices of banks and gateways, the cashier's room."""

from django.urls import path

from apps.payments.views import books, handing_on, notices, till, together

app_name = "payments"
urlpatterns = [
    path("thanh-toan/bao-co/", notices.bank_notice, name="bank_notice"),
    path("thanh-toan/bao-co/<slug:name>/", notices.gateway_notice, name="gateway_notice"),
    path("thu-tien/", till.till, name="till"),
    path("thu-tien/so-quy/", books.cash_books, name="cash_books"),
    path("thu-tien/so-quy/mo/", books.open_cash_book, name="open_cash_book"),
    path("thu-tien/so-quy/<int:book_id>/", books.cash_book, name="cash_book"),
    path("thu-tien/so-quy/<int:book_id>/khoa-so/", books.close_cash_book, name="close_cash_book"),
    path("thu-tien/so-quy/<int:book_id>/xac-nhan/", books.confirm_cash_book, name="confirm_cash_book"),
    path("thu-tien/so-quy/<int:book_id>/nop-tien/", handing_on.hand_on_cash, name="hand_on_cash"),
    path("thu-tien/so-quy/<int:book_id>/nop-tien/huy/", handing_on.take_back_cash, name="take_back_cash"),
    path("thu-tien/so-quy/<int:book_id>/so.pdf", books.cash_book_paper, name="cash_book_paper"),
    path("thu-tien/so-quy/<int:book_id>/so.xlsx", books.cash_book_sheet, name="cash_book_sheet"),
    path("thu-tien/thu-gop/", together.pay_together, name="pay_together"),
    path("thu-tien/ma-qr/<str:reference>/", together.transfer, name="transfer"),
    path("thu-tien/giay-mien/<int:demand_id>/", till.proof, name="proof"),
    path("thu-tien/ho-so/<str:reference>/", till.bill, name="bill"),
    path("thu-tien/ho-so/<str:reference>/<slug:address>/", till.act, name="act"),
    path("thu-tien/ghi-tien-vao/", till.enter_credit, name="enter_credit"),
    path("thu-tien/tien-vao/<int:credit_id>/", till.credit, name="credit"),
    path("thu-tien/hoan-tra/<int:refund_id>/", till.refund, name="refund"),
    path("thu-tien/bien-lai/<str:address>/", till.receipt, name="receipt"),
]
