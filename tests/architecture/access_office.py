"""The rows of every app but the portal for the table in access.py, and what stands in their addresses."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from apps.dossiers.domain.status import Status
from tests.architecture.booked import book_file, certified, folder, hand_over_list, kept_rule, received_together
from tests.architecture.doubted import open_doubt, settlement
from tests.architecture.exported import export_of
from tests.architecture.moneyed import Moneyed
from tests.architecture.shown import Shown
from tests.architecture.town import EXPECTED_DAY, Town

TABLE = """
#                                 stranger citizen other  clerk  officer head   leader admin  foreign former
payments:bank_notice         POST 404      404     404    404    404     404    404    404    404     404
payments:gateway_notice      GET  404      404     404    404    404     404    404    404    404     404
payments:till                GET  log-in   403     403    200    403     403    200    403    200     403
payments:bill                GET  log-in   403     403    200    200     200    200    403    404     403
payments:act                 GET  log-in   403     403    200    302     302    302    403    404     403
payments:act                 POST log-in   403     403    422    302     302    302    403    404     403
payments:enter_credit        GET  log-in   403     403    200    403     403    403    403    200     403
payments:enter_credit        POST log-in   403     403    422    403     403    403    403    422     403
payments:credit              GET  log-in   403     403    200    403     403    403    403    404     403
payments:credit              POST log-in   403     403    422    403     403    403    403    404     403
payments:refund              GET  log-in   403     403    403    403     403    200    403    404     403
payments:refund              POST log-in   403     403    403    403     403    422    403    404     403
payments:receipt             POST log-in   403     403    200    200     200    200    403    404     403
payments:cash_books          GET  log-in   403     403    200    403     403    200    403    200     403
payments:open_cash_book      GET  log-in   403     403    200    403     403    403    403    200     403
payments:open_cash_book      POST log-in   403     403    422    403     403    403    403    422     403
payments:cash_book           GET  log-in   403     403    200    403     403    200    403    404     403
payments:close_cash_book     GET  log-in   403     403    200    403     403    302    403    404     403
payments:close_cash_book     POST log-in   403     403    422    403     403    302    403    404     403
payments:confirm_cash_book   GET  log-in   403     403    302    403     403    200    403    404     403
payments:confirm_cash_book   POST log-in   403     403    302    403     403    422    403    404     403
payments:hand_on_cash        GET  log-in   403     403    302    403     403    302    403    404     403
payments:hand_on_cash        POST log-in   403     403    302    403     403    302    403    404     403
payments:take_back_cash      GET  log-in   403     403    302    403     403    302    403    404     403
payments:take_back_cash      POST log-in   403     403    302    403     403    302    403    404     403
payments:cash_book_paper     GET  log-in   403     403    200    403     403    200    403    404     403
payments:cash_book_sheet     GET  log-in   403     403    200    403     403    200    403    404     403
payments:pay_together        GET  log-in   403     403    302    403     403    403    403    302     403
payments:pay_together        POST log-in   403     403    302    403     403    403    403    302     403
payments:transfer            GET  log-in   403     403    200    403     403    403    403    404     403
payments:proof               GET  log-in   403     403    200    200     200    200    403    404     403
messaging:delivery_report    POST 404      404     404    404    404     404    404    404    404     404
desk:lists                   GET  log-in   403     403    200    200     200    200    403    200     403
desk:lists                   POST log-in   403     403    422    422     422    422    403    422     403
desk:list                    GET  log-in   403     403    200    200     200    200    403    404     403
desk:list                    POST log-in   403     403    422    422     422    422    403    404     403
desk:print_list              POST log-in   403     403    200    200     200    200    403    404     403
desk:returning               GET  log-in   403     403    200    403     403    403    403    200     403
desk:returning               POST log-in   403     403    422    403     403    403    403    422     403
desk:hand_over               GET  log-in   403     403    200    403     403    403    403    404     403
desk:hand_over               POST log-in   403     403    422    403     403    403    403    404     403
desk:sign_paper              POST log-in   403     403    302    403     403    403    403    404     403
desk:posting                 GET  log-in   403     403    200    403     403    403    403    200     403
desk:posting                 POST log-in   403     403    422    403     403    403    403    422     403
desk:mail_state              POST log-in   403     403    302    403     403    403    403    404     403
desk:to_post                 GET  log-in   403     403    200    403     403    403    403    200     403
desk:to_post                 POST log-in   403     403    422    403     403    403    403    422     403
desk:choose_ways             POST log-in   403     403    302    403     403    403    403    404     403
desk:simulation              GET  log-in   403     403    200    403     403    200    200    404     403
desk:counter                 GET  log-in   403     403    200    403     403    403    403    200     403
desk:search                  GET  log-in   403     403    200    200     200    200    403    200     403
desk:search                  POST log-in   403     403    200    200     200    200    403    200     403
desk:reception               GET  log-in   403     403    200    403     403    403    403    200     403
desk:reception               POST log-in   403     403    200    403     403    403    403    200     403
desk:claim                   POST log-in   403     403    302    403     403    403    403    404     403
visits:today                 GET  log-in   403     403    200    403     403    403    403    200     403
visits:end                   POST log-in   403     403    404    403     403    403    403    404     403
desk:dossier                 GET  log-in   403     403    200    200     200    200    403    404     403
desk:talk                    POST log-in   403     403    422    422     422    422    403    404     403
desk:chain                   GET  log-in   403     403    200    200     200    200    403    404     403
desk:messages                GET  log-in   403     403    200    200     200    200    403    404     403
desk:results                 GET  log-in   403     403    200    200     200    200    403    404     403
desk:results                 POST log-in   403     403    422    422     422    422    403    404     403
desk:check_sheet             GET  log-in   403     403    200    200     200    200    403    404     403
desk:new_factor              POST log-in   403     403    302    403     403    403    403    404     403
desk:act                     GET  log-in   403     403    200    302     302    302    403    404     403
desk:act                     POST log-in   403     403    302    409     409    409    403    404     403
desk:book                    GET  log-in   403     403    200    403     403    200    403    200     403
desk:book                    POST log-in   403     403    302    403     403    302    403    302     403
desk:book_file               GET  log-in   403     403    200    403     403    200    403    404     403
desk:certification           GET  log-in   403     403    200    403     403    403    403    200     403
desk:certification           POST log-in   403     403    200    403     403    403    403    200     403
desk:certified               GET  log-in   403     403    200    403     403    403    403    404     403
desk:certified               POST log-in   403     403    302    403     403    403    403    404     403
desk:attestations            POST log-in   403     403    200    403     403    403    403    404     403
desk:certification_book      GET  log-in   403     403    200    403     403    200    403    200     403
desk:certification_book      POST log-in   403     403    302    403     403    302    403    302     403
desk:certification_entry     GET  log-in   403     403    200    403     403    200    403    404     403
desk:certification_entry     POST log-in   403     403    422    403     403    422    403    404     403
desk:digitised               GET  log-in   403     403    200    200     200    200    403    200     403
desk:scan_papers             GET  log-in   403     403    200    200     403    403    403    404     403
desk:scan_papers             POST log-in   403     403    302    302     403    403    403    404     403
desk:shelves                 GET  log-in   403     403    200    403     403    403    403    200     403
desk:shelves                 POST log-in   403     403    422    403     403    403    403    422     403
desk:retention               GET  log-in   403     403    200    403     403    200    403    200     403
desk:retention               POST log-in   403     403    403    403     403    422    403    403     403
desk:end_retention           GET  log-in   403     403    403    403     403    200    403    403     403
desk:end_retention           POST log-in   403     403    403    403     403    422    403    403     403
desk:folder                  GET  log-in   403     403    200    403     403    403    403    404     403
desk:folder                  POST log-in   403     403    422    403     403    403    403    404     403
desk:folder_label            GET  log-in   403     403    200    403     403    403    403    404     403
desk:appointment             GET  log-in   403     403    200    200     200    403    403    404     403
desk:appointment             POST log-in   403     403    422    422     422    403    403    404     403
desk:print_control           POST log-in   403     403    200    200     200    200    403    404     403
desk:print_visit             POST log-in   403     403    200    403     403    403    403    404     403
desk:print_slip              POST log-in   403     403    200    200     200    200    403    404     403
desk:declaration             GET  log-in   403     403    200    200     200    200    403    404     403
desk:draft_result            GET  log-in   403     403    302    200     302    302    403    404     403
desk:draft_result            POST log-in   403     403    302    422     302    302    403    404     403
desk:file                    GET  log-in   403     403    200    200     200    200    403    404     403
desk:file_picture            GET  log-in   403     403    200    200     200    200    403    404     403
desk:inbox                   GET  log-in   403     403    403    200     200    200    403    200     403
desk:answer                  POST log-in   403     403    403    302     404    404    403    404     403
desk:signing                 GET  log-in   403     403    403    403     403    200    403    200     403
desk:signing                 POST log-in   403     403    403    403     403    302    403    302     403
desk:courtesies              GET  log-in   403     403    403    403     403    200    403    200     403
desk:courtesies              POST log-in   403     403    403    403     403    422    403    422     403
desk:courtesy                GET  log-in   403     403    200    200     200    200    403    404     403
desk:second_party            GET  log-in   403     403    200    403     403    403    403    200     403
desk:second_party            POST log-in   403     403    422    403     403    403    403    422     403
desk:never_signed            GET  log-in   403     403    403    403     403    200    403    200     403
desk:letter_draft            GET  log-in   403     403    403    403     403    200    403    404     403
reports:board                GET  log-in   403     403    403    403     200    200    403    200     403
reports:people               GET  log-in   403     403    403    403     200    200    403    200     403
reports:place                GET  log-in   403     403    403    403     404    404    403    404     403
reports:ways                 GET  log-in   403     403    403    403     200    200    403    200     403
reports:pictures             GET  log-in   403     403    403    403     200    200    403    200     403
reports:by_procedure         GET  log-in   403     403    403    403     200    200    403    200     403
reports:by_hamlet            GET  log-in   403     403    403    403     200    200    403    200     403
reports:units                GET  log-in   403     403    403    403     404    404    403    404     403
reports:doubts               GET  log-in   403     403    403    403     200    200    403    200     403
reports:dossiers             GET  log-in   403     403    403    403     200    200    403    200     403
desk:outages                 GET  log-in   403     403    403    403     403    200    403    200     403
desk:outages                 POST log-in   403     403    403    403     403    422    403    422     403
reports:exports              GET  log-in   403     403    200    200     200    200    403    200     403
reports:ask_export           POST log-in   403     403    403    403     302    302    403    302     403
reports:export               GET  log-in   403     403    404    404     404    200    403    404     403
reports:stop_export          POST log-in   403     403    404    404     404    302    403    404     403
reports:export_file          GET  log-in   403     403    404    404     404    200    403    404     403
reports:pauses               GET  log-in   403     403    403    403     200    200    403    200     403
reports:helping              GET  log-in   403     403    403    403     200    200    403    200     403
reports:pause_lines          GET  log-in   403     403    403    403     200    200    403    200     403
reports:index_766            GET  log-in   403     403    403    403     200    200    403    200     403
reports:index_dossiers       GET  log-in   403     403    403    403     200    200    403    200     403
reports:index_counts         GET  log-in   403     403    403    403     403    200    403    200     403
reports:enter_count          GET  log-in   403     403    403    403     403    200    403    200     403
reports:enter_count          POST log-in   403     403    403    403     403    422    403    422     403
reports:simulator            GET  log-in   403     403    403    403     200    200    403    200     403
reports:rejected             GET  log-in   403     403    403    403     200    200    403    200     403
reports:targets              GET  log-in   403     403    403    403     200    200    403    200     403
reports:set_target           GET  log-in   403     403    403    403     403    200    403    200     403
reports:set_target           POST log-in   403     403    403    403     403    422    403    422     403
reports:reports              GET  log-in   403     403    403    403     200    200    403    200     403
reports:reports              POST log-in   403     403    403    403     302    422    403    422     403
reports:report_dossiers      GET  log-in   403     403    403    403     200    200    403    200     403
reports:report_file          GET  log-in   403     403    403    403     200    200    403    200     403
reports:submitted            GET  log-in   403     403    403    403     404    404    403    404     403
reports:submitted_file       GET  log-in   403     403    403    403     404    404    403    404     403
reports:public               GET  200      200     200    200    200     200    200    200    200     200
reports:open_figures         GET  200      200     200    200    200     200    200    200    200     200
reports:open_index           GET  200      200     200    200    200     200    200    200    200     200
reports:open_schema          GET  200      200     200    200    200     200    200    200    200     200
reports:open_checksums       GET  200      200     200    200    200     200    200    200    200     200
reports:open_all             GET  200      200     200    200    200     200    200    200    200     200
reports:open_now_json        GET  200      200     200    200    200     200    200    200    200     200
reports:open_now_csv         GET  200      200     200    200    200     200    200    200    200     200
reports:open_month           GET  200      200     200    200    200     200    200    200    200     200
reports:bulletin             GET  200      200     200    200    200     200    200    200    200     200
reports:notice_sheet         GET  404      404     404    404    404     404    404    404    404     404
reports:embedding            GET  200      200     200    200    200     200    200    200    200     200
reports:widget               GET  200      200     200    200    200     200    200    200    200     200
reports:widget_json          GET  200      200     200    200    200     200    200    200    200     200
reports:widget_svg           GET  200      200     200    200    200     200    200    200    200     200
reports:widget_png           GET  200      200     200    200    200     200    200    200    200     200
desk:calendar_review         GET  log-in   403     403    403    403     403    200    403    200     403
desk:calendar_review         POST log-in   403     403    403    403     403    302    403    302     403
officials:calendar           GET  log-in   403     403    403    403     403    403    200    403     403
officials:download           GET  log-in   403     403    403    403     403    403    200    403     403
officials:new_day            GET  log-in   403     403    403    403     403    403    200    403     403
officials:new_day            POST log-in   403     403    403    403     403    403    422    403     403
officials:day                GET  log-in   403     403    403    403     403    403    200    403     403
officials:day                POST log-in   403     403    403    403     403    403    422    403     403
officials:remove_day         POST log-in   403     403    403    403     403    403    302    403     403
officials:confirm_day        POST log-in   403     403    403    403     403    403    302    403     403
officials:upload             GET  log-in   403     403    403    403     403    403    200    403     403
officials:upload             POST log-in   403     403    403    403     403    403    422    403     403
officials:import             GET  log-in   403     403    403    403     403    403    200    403     403
officials:import             POST log-in   403     403    403    403     403    403    302    403     403
officials:proposals          GET  log-in   403     403    403    403     403    403    200    403     403
officials:proposals          POST log-in   403     403    403    403     403    403    302    403     403
officials:hours              GET  log-in   403     403    403    403     403    403    200    403     403
officials:hours              POST log-in   403     403    403    403     403    403    422    403     403
procedures:catalogue         GET  log-in   403     403    403    403     403    403    200    403     403
procedures:law               GET  log-in   403     403    403    403     403    403    200    403     403
procedures:end               POST log-in   403     403    403    403     403    403    422    403     403
procedures:keep              POST log-in   403     403    403    403     403    403    302    403     403
procedures:fields            GET  log-in   403     403    403    403     403    403    200    403     403
procedures:fields            POST log-in   403     403    403    403     403    403    302    403     403
procedures:local             GET  log-in   403     403    403    403     403    403    200    403     403
procedures:local             POST log-in   403     403    403    403     403    403    422    403     403
procedures:add_local_fee     POST log-in   403     403    403    403     403    403    422    403     403
procedures:end_local_fee     POST log-in   403     403    403    403     403    403    302    403     403
procedures:procedure         GET  log-in   403     403    403    403     403    403    200    403     403
procedures:publish           POST log-in   403     403    403    403     403    403    302    403     403
procedures:discard           POST log-in   403     403    403    403     403    403    302    403     403
procedures:form              GET  log-in   403     403    403    403     403    403    200    403     403
procedures:form              POST log-in   403     403    403    403     403    403    302    403     403
procedures:form_preview      GET  log-in   403     403    403    403     403    403    200    403     403
procedures:form_preview      POST log-in   403     403    403    403     403    403    422    403     403
procedures:form_result       GET  log-in   403     403    403    403     403    403    200    403     403
procedures:form_result       POST log-in   403     403    403    403     403    403    302    403     403
procedures:form_field        GET  log-in   403     403    403    403     403    403    200    403     403
procedures:form_field        POST log-in   403     403    403    403     403    403    422    403     403
procedures:workflow          GET  log-in   403     403    403    403     403    403    200    403     403
procedures:workflow          POST log-in   403     403    403    403     403    403    302    403     403
procedures:workflow_new_step GET  log-in   403     403    403    403     403    403    200    403     403
procedures:workflow_new_step POST log-in   403     403    403    403     403    403    422    403     403
procedures:workflow_step     GET  log-in   403     403    403    403     403    403    200    403     403
procedures:workflow_step     POST log-in   403     403    403    403     403    403    422    403     403
desk:layouts                 GET  log-in   403     403    403    403     403    403    200    403     403
desk:layout                  GET  log-in   403     403    403    403     403    403    200    403     403
desk:layout                  POST log-in   403     403    403    403     403    403    422    403     403
desk:layout_pdf              GET  log-in   403     403    403    403     403    403    200    403     403
desk:layout_picture          GET  log-in   403     403    403    403     403    403    200    403     403
messaging:templates          GET  log-in   403     403    403    403     403    403    200    403     403
messaging:template           GET  log-in   403     403    403    403     403    403    200    403     403
messaging:template           POST log-in   403     403    403    403     403    403    422    403     403
procedures:scan              GET  302      302     302    302    302     302    302    302    302     302
procedures:open_data         GET  200      200     200    200    200     200    200    200    200     200
procedures:open_json         GET  200      200     200    200    200     200    200    200    200     200
procedures:open_csv          GET  200      200     200    200    200     200    200    200    200     200
procedures:postings          GET  log-in   403     403    403    403     403    403    200    403     403
procedures:postings          POST log-in   403     403    403    403     403    403    422    403     403
procedures:end_postings      POST log-in   403     403    403    403     403    403    302    403     403
procedures:posting           GET  log-in   403     403    403    403     403    403    200    403     403
procedures:posting           POST log-in   403     403    403    403     403    403    422    403     403
procedures:posters           GET  log-in   403     403    403    403     403    403    200    403     403
procedures:make_poster       POST log-in   403     403    403    403     403    403    422    403     403
procedures:poster            GET  log-in   403     403    403    403     403    403    200    403     403
procedures:retire_poster     POST log-in   403     403    403    403     403    403    302    403     403
procedures:imports           GET  log-in   403     403    403    403     403    403    200    403     403
procedures:imports           POST log-in   403     403    403    403     403    403    422    403     403
procedures:import            GET  log-in   403     403    403    403     403    403    200    403     403
procedures:import_columns    POST log-in   403     403    403    403     403    403    422    403     403
procedures:import_try        POST log-in   403     403    403    403     403    403    302    403     403
procedures:import_apply      POST log-in   403     403    403    403     403    403    302    403     403
procedures:import_drop       POST log-in   403     403    403    403     403    403    302    403     403
procedures:import_report     GET  log-in   403     403    403    403     403    403    200    403     403
procedures:proposals         GET  log-in   403     403    403    403     403    403    200    403     403
procedures:new_proposal      GET  log-in   403     403    403    403     403    403    200    403     403
procedures:new_proposal      POST log-in   403     403    403    403     403    403    422    403     403
procedures:proposal          GET  log-in   403     403    403    403     403    403    200    403     403
procedures:edit_proposal     GET  log-in   403     403    403    403     403    403    200    403     403
procedures:edit_proposal     POST log-in   403     403    403    403     403    403    422    403     403
procedures:move_proposal     POST log-in   403     403    403    403     403    403    422    403     403
procedures:faqs              GET  log-in   403     403    403    403     403    403    200    403     403
procedures:faqs              POST log-in   403     403    403    403     403    403    422    403     403
procedures:field_faqs        GET  log-in   403     403    403    403     403    403    200    403     403
procedures:field_faqs        POST log-in   403     403    403    403     403    403    422    403     403
procedures:faq               GET  log-in   403     403    403    403     403    403    200    403     403
procedures:faq               POST log-in   403     403    403    403     403    403    422    403     403
procedures:reviews           GET  log-in   403     403    403    403     403    403    200    403     403
procedures:doubt             GET  log-in   403     403    403    403     403    403    200    403     403
procedures:doubt             POST log-in   403     403    403    403     403    403    422    403     403
procedures:settled           GET  log-in   403     403    403    403     403    403    200    403     403
procedures:take_back         POST log-in   403     403    403    403     403    403    302    403     403
procedures:drop_faq          POST log-in   403     403    403    403     403    403    302    403     403
"""


def _shown(town: Town) -> Shown:
    """What the town shows to people."""
    assert town.shown
    return town.shown


def _money(town: Town) -> Moneyed:
    """The money of the town."""
    assert town.money
    return town.money


WHAT: Mapping[str, Callable[[Town], dict[str, object]]] = {
    "reports:report_file": lambda _town: {"kind": "xlsx"},
    "reports:submitted": lambda _town: {"report_id": 0},
    "reports:submitted_file": lambda _town: {"report_id": 0, "kind": "pdf"},
    "payments:gateway_notice": lambda town: {"name": "vnpay"},
    "payments:bill": lambda town: {"reference": town.reference(Status.RECEIVED)},
    "payments:act": lambda town: {"reference": town.reference(Status.RECEIVED), "address": "thu"},
    "payments:credit": lambda town: {"credit_id": _money(town).credit_id},
    "payments:refund": lambda town: {"refund_id": _money(town).refund_id},
    "payments:cash_book": lambda town: {"book_id": _money(town).open_book_id},
    "payments:close_cash_book": lambda town: {"book_id": _money(town).open_book_id},
    "payments:confirm_cash_book": lambda town: {"book_id": _money(town).closed_book_id},
    "payments:hand_on_cash": lambda town: {"book_id": _money(town).closed_book_id},
    "payments:take_back_cash": lambda town: {"book_id": _money(town).closed_book_id},
    "payments:cash_book_paper": lambda town: {"book_id": _money(town).closed_book_id},
    "payments:cash_book_sheet": lambda town: {"book_id": _money(town).closed_book_id},
    "payments:transfer": lambda town: {"reference": _money(town).transfer},
    "payments:proof": lambda town: {"demand_id": _money(town).proven_id},
    "payments:receipt": lambda town: {"address": _money(town).receipt_address},
    "desk:results": lambda town: {"reference": town.whole},
    "desk:check_sheet": lambda town: {"reference": town.whole},
    "reports:notice_sheet": lambda town: {"month": "2026-11"},
    "reports:open_month": lambda town: {"name": "2026-11.json"},
    "procedures:scan": lambda town: {"slug": _shown(town).poster_slug},
    "reports:export": lambda town: {"export_id": export_of(town)},
    "reports:stop_export": lambda town: {"export_id": export_of(town)},
    "reports:export_file": lambda town: {"export_id": export_of(town)},
    "reports:enter_count": lambda town: {"what": "sync", "month": "2026-11"},
    "reports:set_target": lambda town: {"year": 2026, "aim": "tre-han"},
    "procedures:posting": lambda town: {"code": town.offering.procedure.code},
    "procedures:poster": lambda town: {"slug": _shown(town).poster_slug},
    "procedures:retire_poster": lambda town: {"slug": _shown(town).poster_slug},
    "procedures:new_proposal": lambda town: {"code": town.offering.procedure.code},
    "procedures:proposal": lambda town: {"proposal_id": _shown(town).proposal_id},
    "procedures:edit_proposal": lambda town: {"proposal_id": _shown(town).proposal_id},
    "procedures:move_proposal": lambda town: {"proposal_id": _shown(town).proposal_id},
    "procedures:import": lambda town: {"import_id": _shown(town).import_id},
    "procedures:import_columns": lambda town: {"import_id": _shown(town).import_id},
    "procedures:import_try": lambda town: {"import_id": _shown(town).import_id},
    "procedures:import_apply": lambda town: {"import_id": _shown(town).import_id},
    "procedures:import_drop": lambda town: {"import_id": _shown(town).import_id},
    "procedures:import_report": lambda town: {"import_id": _shown(town).import_id},
    "procedures:faqs": lambda town: {"code": town.offering.procedure.code},
    "procedures:field_faqs": lambda town: {"slug": "ho-tich"},
    "procedures:faq": lambda town: {"faq_id": _shown(town).faq_id},
    "procedures:doubt": lambda town: {"item_id": open_doubt()},
    "procedures:take_back": lambda town: {"settlement_id": settlement()},
    "procedures:drop_faq": lambda town: {"faq_id": _shown(town).faq_id},
    "messaging:delivery_report": lambda town: {"channel": "sms"},
    "desk:simulation": lambda town: {"code": town.offering.procedure.code},
    "desk:hand_over": lambda town: {"reference": town.reference(Status.RESULT_READY)},
    "desk:sign_paper": lambda town: {"reference": town.reference(Status.RETURNED)},
    "desk:mail_state": lambda town: {"item_id": town.mail_id},
    "desk:dossier": lambda town: {"reference": town.reference(Status.RECEIVED)},
    "desk:messages": lambda town: {"reference": town.reference(Status.RECEIVED)},
    "desk:talk": lambda town: {"reference": town.reference(Status.RECEIVED)},
    "desk:chain": lambda town: {"reference": town.reference(Status.RECEIVED)},
    "desk:choose_ways": lambda town: {"reference": town.reference(Status.RECEIVED)},
    "desk:claim": lambda town: {"reference": town.reference(Status.SUBMITTED)},
    "visits:end": lambda town: {"visit_id": 1},
    "desk:new_factor": lambda town: {"reference": town.reference(Status.RECEIVED)},
    "desk:act": lambda town: {"reference": town.reference(Status.SUBMITTED), "address": "nhan"},
    "desk:declaration": lambda town: {"reference": town.reference(Status.RECEIVED)},
    "desk:draft_result": lambda town: {"reference": town.reference(Status.PROCESSING)},
    "desk:book_file": lambda town: {"file_id": book_file(town)},
    "desk:list": lambda town: {"list_id": hand_over_list(town)},
    "desk:print_list": lambda town: {"list_id": hand_over_list(town)},
    "desk:certified": lambda town: {"reference": certified(town).dossier.reference},
    "desk:attestations": lambda town: {"reference": certified(town).dossier.reference},
    "desk:certification_entry": lambda town: {"entry_id": certified(town).pk},
    "desk:end_retention": lambda town: {"rule_id": kept_rule(town)},
    "desk:folder": lambda town: {"code": folder(town)},
    "desk:folder_label": lambda town: {"code": folder(town)},
    "desk:appointment": lambda town: {"reference": town.reference(Status.RECEIVED)},
    "desk:scan_papers": lambda town: {"reference": town.reference(Status.RECEIVED)},
    "desk:print_control": lambda town: {"reference": town.reference(Status.RECEIVED)},
    "desk:print_visit": lambda town: {"reference": received_together(town)},
    "desk:print_slip": lambda town: {"slip_id": town.slip_id},
    "desk:file": lambda town: {"address": town.result_address},
    "desk:file_picture": lambda town: {"address": town.result_address, "number": 1},
    "desk:answer": lambda town: {"question_id": town.question_id},
    "desk:courtesy": lambda town: {"letter_id": town.courtesy_id},
    "desk:letter_draft": lambda town: {"letter_id": town.letter_id},
    "officials:day": lambda town: {"day": EXPECTED_DAY},
    "officials:remove_day": lambda town: {"day": EXPECTED_DAY},
    "officials:confirm_day": lambda town: {"day": EXPECTED_DAY},
    "officials:import": lambda town: {"import_id": town.import_id},
    "procedures:law": lambda town: {"code": town.offering.procedure.code},
    "procedures:end": lambda town: {"code": town.offering.procedure.code},
    "procedures:keep": lambda town: {"code": town.offering.procedure.code},
    "procedures:local": lambda town: {"code": town.offering.procedure.code},
    "procedures:add_local_fee": lambda town: {"code": town.offering.procedure.code},
    "procedures:end_local_fee": lambda town: {"code": town.offering.procedure.code, "fee_id": 1},
    "procedures:procedure": lambda town: {"code": town.offering.procedure.code},
    "procedures:publish": lambda town: {"code": town.offering.procedure.code},
    "procedures:discard": lambda town: {"code": town.offering.procedure.code},
    "procedures:form": lambda town: {"code": town.offering.procedure.code},
    "procedures:form_preview": lambda town: {"code": town.offering.procedure.code},
    "procedures:form_result": lambda town: {"code": town.offering.procedure.code},
    "procedures:form_field": lambda town: {"code": town.offering.procedure.code, "name": "moi"},
    "procedures:workflow": lambda town: {"code": town.offering.procedure.code},
    "procedures:workflow_new_step": lambda town: {"code": town.offering.procedure.code},
    "procedures:workflow_step": lambda town: {"code": town.offering.procedure.code, "position": 1},
    "desk:layout": lambda town: {"paper": "mau-01"},
    "desk:layout_pdf": lambda town: {"paper": "mau-01"},
    "desk:layout_picture": lambda town: {"paper": "mau-03"},
    "messaging:template": lambda town: {"kind": "da-co-ket-qua", "channel": "tin-nhan-sms"},
}
