"""Who gets what answer at which address: one table, url name and method by role. The house is closed unless it says so.

A method without a row is not done there by anybody: 405, or the log-in page for strangers where they may not look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from apps.dossiers.domain.status import Status
from apps.dossiers.models import Result
from apps.messaging.models import OutboxMessage
from tests.architecture.doubted import open_doubt, settlement
from tests.architecture.helped import Helped
from tests.architecture.moneyed import Moneyed
from tests.architecture.paired import Paired
from tests.architecture.shown import Shown
from tests.architecture.town import EXPECTED_DAY, Town

# `citizen` owns what is asked for, `other` is another citizen; clerk to admin are of the agency, `foreign` has every
# seeing duty in another one, `former` no longer works here.
ROLES = ("stranger", "citizen", "other", "clerk", "officer", "head", "leader", "admin", "foreign", "former")
METHODS = ("GET", "POST")


def _result(town: Town) -> int:
    return Result.objects.get(dossier__code=town.whole).pk


def _queued(town: Town) -> int:
    """A message on its way: whoever asks to try it again changes nothing."""
    message: int = OutboxMessage.objects.filter(agency=town.office.agency, channel="sms").order_by("pk")[0].pk
    return message


def _shown(town: Town) -> Shown:
    """What the town shows to people."""
    assert town.shown
    return town.shown


def _helped(town: Town) -> Helped:
    """What the clerk helps with."""
    assert town.helped
    return town.helped


def _paired(town: Town) -> Paired:
    """Where two people are at one draft."""
    assert town.paired
    return town.paired


def _money(town: Town) -> Moneyed:
    """The money of the town."""
    assert town.money
    return town.money


#   200  the page                              log-in  «who are you?»: a redirect to the log-in page
#   302  done, or a redirect to another page   403     somebody, but this is not their room
#   404  there is no such thing for them       405     not done at this address
#   409  the life cycle does not let them      422     may act here, but has said nothing
TABLE = """
#                           stranger citizen  other    clerk    officer  head     leader   admin    foreign  former
portal:home            GET  200      200      200      200      200      200      200      200      200      200
portal:login           GET  200      302      302      302      302      302      302      302      302      302
portal:login           POST 422      422      422      422      422      422      422      422      422      422
portal:logout          POST 302      302      302      302      302      302      302      302      302      302
portal:vneid           POST 404      404      404      404      404      404      404      404      404      404
portal:vneid_return    GET  404      404      404      404      404      404      404      404      404      404
portal:login_phone     POST 422      422      422      422      422      422      422      422      422      422
portal:login_code      GET  log-in   log-in   log-in   log-in   log-in   log-in   log-in   log-in   log-in   log-in
portal:login_code      POST log-in   log-in   log-in   log-in   log-in   log-in   log-in   log-in   log-in   log-in
portal:login_who       GET  log-in   log-in   log-in   log-in   log-in   log-in   log-in   log-in   log-in   log-in
portal:login_who       POST log-in   log-in   log-in   log-in   log-in   log-in   log-in   log-in   log-in   log-in
portal:left            GET  200      200      200      200      200      200      200      200      200      200
portal:stay            POST log-in   302      302      302      302      302      302      302      302      302
portal:account         GET  log-in   200      200      403      403      403      403      403      403      403
portal:account         POST log-in   302      302      403      403      403      403      403      403      403
portal:new_phone       GET  log-in   302      302      403      403      403      403      403      403      403
portal:new_phone       POST log-in   302      302      403      403      403      403      403      403      403
portal:sessions        GET  log-in   200      200      403      403      403      403      403      403      403
portal:close_session   POST log-in   302      302      403      403      403      403      403      403      403
portal:acting          GET  log-in   200      200      403      403      403      403      403      403      403
portal:acting          POST log-in   422      422      403      403      403      403      403      403      403
portal:organisation    GET  log-in   404      404      403      403      403      403      403      403      403
portal:organisation    POST log-in   404      404      403      403      403      403      403      403      403
portal:end_member      POST log-in   404      404      403      403      403      403      403      403      403
portal:preferences     POST 302      302      302      302      302      302      302      302      302      302
portal:hearing         GET  log-in   200      200      403      403      403      403      403      403      403
portal:hearing         POST log-in   302      302      403      403      403      403      403      403      403
portal:statement       GET  200      200      200      200      200      200      200      200      200      200
portal:catalogue       GET  200      200      200      200      200      200      200      200      200      200
portal:finder          GET  200      200      200      200      200      200      200      200      200      200
portal:procedure       GET  200      200      200      200      200      200      200      200      200      200
portal:communes        GET  200      200      200      200      200      200      200      200      200      200
portal:file            GET  log-in   200      200      403      403      403      403      403      403      403
portal:file            POST log-in   302      302      403      403      403      403      403      403      403
portal:filed           GET  log-in   200      404      403      403      403      403      403      403      403
portal:discard_draft   POST log-in   302      302      403      403      403      403      403      403      403
portal:filing_step     GET  log-in   200      404      404      403      403      403      403      404      403
portal:filing_step     POST log-in   422      404      404      403      403      403      403      404      403
portal:guides          GET  200      200      200      200      200      200      200      200      200      200
portal:kiosk           GET  200      200      200      200      200      200      200      200      200      200
portal:kiosk_enrol     GET  200      200      200      200      200      200      200      200      200      200
portal:kiosk_enrol     POST 422      422      422      422      422      422      422      422      422      422
portal:kiosk_end       POST 302      302      302      302      302      302      302      302      302      302
portal:kiosk_still_here POST 404     404      404      404      404      404      404      404      404      404
portal:devices         GET  log-in   403      403      403      403      403      403      200      403      403
portal:devices         POST log-in   403      403      403      403      403      403      422      403      403
portal:device_code     POST log-in   403      403      403      403      403      403      200      403      403
portal:revoke_device   POST log-in   403      403      403      403      403      403      302      403      403
portal:hamlets         GET  log-in   403      403      403      403      403      403      200      403      403
portal:hamlets         POST log-in   403      403      403      403      403      403      422      403      403
portal:hamlet          GET  log-in   403      403      403      403      403      403      200      403      403
portal:hamlet          POST log-in   403      403      403      403      403      403      422      403      403
portal:close_hamlet    POST log-in   403      403      403      403      403      403      302      403      403
portal:register_helper POST log-in   403      403      403      403      403      403      422      403      403
portal:end_helper      POST log-in   403      403      403      403      403      403      302      403      403
portal:hand_over       GET  log-in   200      404      403      403      403      403      403      403      403
portal:hand_over       POST log-in   302      404      403      403      403      403      403      403      403
portal:take_over       GET  log-in   302      200      403      403      403      403      403      403      403
portal:take_over       POST log-in   302      302      403      403      403      403      403      403      403
portal:confirm         GET  200      200      200      200      200      200      200      200      200      200
portal:confirm         POST 422      422      422      422      422      422      422      422      422      422
portal:helping         GET  log-in   403      403      200      403      403      403      403      200      403
portal:helping         POST log-in   403      403      422      403      403      403      403      422      403
portal:confirm_help    GET  log-in   403      403      200      403      403      403      403      404      403
portal:confirm_help    POST log-in   403      403      302      403      403      403      403      404      403
portal:help_summary    GET  log-in   403      403      200      403      403      403      403      404      403
portal:helped          GET  log-in   403      403      200      403      403      403      403      404      403
portal:drop_help       POST log-in   403      403      302      403      403      403      403      302      403
portal:help_seconds    GET  log-in   403      403      200      200      200      200      403      200      403
portal:help_second     GET  log-in   403      403      404      200      200      200      403      404      403
portal:help_second     POST log-in   403      403      404      422      422      422      403      404      403
portal:my_dossiers     GET  log-in   200      200      403      403      403      403      403      403      403
portal:dossier         GET  log-in   200      404      403      403      403      403      403      403      403
portal:supplement      GET  log-in   200      404      403      403      403      403      403      403      403
portal:supplement      POST log-in   422      404      403      403      403      403      403      403      403
portal:pay             GET  log-in   200      404      403      403      403      403      403      403      403
portal:pay             POST log-in   302      404      403      403      403      403      403      403      403
portal:pay_code        GET  log-in   200      404      403      403      403      403      403      403      403
portal:fee_receipt     GET  log-in   200      404      403      403      403      403      403      403      403
portal:paid            GET  404      404      404      404      404      404      404      404      404      404
payments:bank_notice   POST 404      404      404      404      404      404      404      404      404      404
payments:gateway_notice GET 404      404      404      404      404      404      404      404      404      404
payments:till          GET  log-in   403      403      200      403      403      200      403      200      403
payments:bill          GET  log-in   403      403      200      200      200      200      403      404      403
payments:act           GET  log-in   403      403      200      302      302      302      403      404      403
payments:act           POST log-in   403      403      422      302      302      302      403      404      403
payments:enter_credit  GET  log-in   403      403      200      403      403      403      403      200      403
payments:enter_credit  POST log-in   403      403      422      403      403      403      403      422      403
payments:credit        GET  log-in   403      403      200      403      403      403      403      404      403
payments:credit        POST log-in   403      403      422      403      403      403      403      404      403
payments:refund        GET  log-in   403      403      403      403      403      200      403      404      403
payments:refund        POST log-in   403      403      403      403      403      422      403      404      403
payments:receipt       GET  log-in   403      403      200      200      200      200      403      404      403
portal:talk            GET  log-in   200      404      403      403      403      403      403      403      403
portal:talk            POST log-in   422      404      403      403      403      403      403      403      403
portal:reads           GET  log-in   200      404      403      403      403      403      403      403      403
portal:chain           GET  log-in   200      404      403      403      403      403      403      403      403
portal:withdraw        GET  log-in   200      404      403      403      403      403      403      403      403
portal:withdraw        POST log-in   302      404      403      403      403      403      403      403      403
portal:take_result     POST log-in   302      404      403      403      403      403      403      403      403
portal:slip            GET  log-in   200      404      403      403      403      403      403      403      403
portal:declaration     GET  log-in   200      404      403      403      403      403      403      403      403
portal:courtesy        GET  log-in   200      404      403      403      403      403      403      403      403
portal:file_download   GET  log-in   200      404      404      403      403      403      403      404      403
portal:my_papers        GET  log-in   200      200      403      403      403      403      403      403      403
portal:show_result      GET  log-in   200      404      403      403      403      403      403      403      403
portal:check_sheet      GET  log-in   200      404      403      403      403      403      403      403      403
portal:file_picture    GET  log-in   200      404      404      403      403      403      403      404      403
portal:upload_begin    POST log-in   412      412      412      412      412      412      412      412      412
portal:upload_part     GET  log-in   405      405      405      405      405      405      405      405      405
portal:track           GET  200      200      200      200      200      200      200      200      200      200
portal:track           POST 422      422      422      422      422      422      422      422      422      422
portal:verify          GET  200      200      200      200      200      200      200      200      200      200
portal:verify          POST 422      422      422      422      422      422      422      422      422      422
portal:verify_any      GET  200      200      200      200      200      200      200      200      200      200
portal:verify_any      POST 422      422      422      422      422      422      422      422      422      422
portal:rate            GET  200      200      200      200      200      200      200      200      200      200
portal:rate            POST 200      200      200      200      200      200      200      200      200      200
portal:administration  GET  log-in   403      403      403      403      403      403      200      403      403
portal:healthz         GET  200      200      200      200      200      200      200      200      200      200
portal:readyz          GET  200      200      200      200      200      200      200      200      200      200
messaging:delivery_report POST 404   404      404      404      404      404      404      404      404      404
desk:to_post           GET  log-in   403      403      200      403      403      403      403      200      403
desk:to_post           POST log-in   403      403      422      403      403      403      403      422      403
desk:choose_ways       POST log-in   403      403      302      403      403      403      403      404      403
desk:simulation        GET  log-in   403      403      200      403      403      200      200      404      403
desk:counter           GET  log-in   403      403      200      403      403      403      403      200      403
desk:search            GET  log-in   403      403      200      200      200      200      403      200      403
desk:search            POST log-in   403      403      200      200      200      200      403      200      403
desk:reception         GET  log-in   403      403      200      403      403      403      403      200      403
desk:reception         POST log-in   403      403      200      403      403      403      403      200      403
desk:dossier           GET  log-in   403      403      200      200      200      200      403      404      403
desk:talk              POST log-in   403      403      422      422      422      422      403      404      403
desk:chain             GET  log-in   403      403      200      200      200      200      403      404      403
desk:messages          GET  log-in   403      403      200      200      200      200      403      404      403
desk:results            GET  log-in   403      403      200      200      200      200      403      404      403
desk:results            POST log-in   403      403      422      422      422      422      403      404      403
desk:check_sheet        GET  log-in   403      403      200      200      200      200      403      404      403
desk:new_factor        POST log-in   403      403      302      403      403      403      403      404      403
desk:act               GET  log-in   403      403      200      302      302      302      403      404      403
desk:act               POST log-in   403      403      302      409      409      409      403      404      403
desk:print_slip        POST log-in   403      403      200      200      200      200      403      404      403
desk:declaration       GET  log-in   403      403      200      200      200      200      403      404      403
desk:draft_result      GET  log-in   403      403      302      200      302      302      403      404      403
desk:draft_result      POST log-in   403      403      302      422      302      302      403      404      403
desk:file              GET  log-in   403      403      200      200      200      200      403      404      403
desk:file_picture      GET  log-in   403      403      200      200      200      200      403      404      403
desk:inbox             GET  log-in   403      403      403      200      200      200      403      200      403
desk:answer            POST log-in   403      403      403      302      404      404      403      404      403
desk:signing           GET  log-in   403      403      403      403      403      200      403      200      403
desk:signing           POST log-in   403      403      403      403      403      302      403      302      403
desk:courtesies        GET  log-in   403      403      403      403      403      200      403      200      403
desk:courtesies        POST log-in   403      403      403      403      403      422      403      422      403
desk:courtesy          GET  log-in   403      403      200      200      200      200      403      404      403
desk:second_party      GET  log-in   403      403      200      403      403      403      403      200      403
desk:second_party      POST log-in   403      403      422      403      403      403      403      422      403
desk:never_signed      GET  log-in   403      403      403      403      403      200      403      200      403
desk:letter_draft      GET  log-in   403      403      403      403      403      200      403      404      403
reports:board          GET  log-in   403      403      403      403      200      200      403      200      403
reports:doubts         GET  log-in   403      403      403      403      200      200      403      200      403
reports:dossiers       GET  log-in   403      403      403      403      200      200      403      200      403
desk:outages           GET  log-in   403      403      403      403      403      200      403      200      403
desk:outages           POST log-in   403      403      403      403      403      422      403      422      403
reports:pauses         GET  log-in   403      403      403      403      200      200      403      200      403
reports:helping        GET  log-in   403      403      403      403      200      200      403      200      403
reports:pause_lines    GET  log-in   403      403      403      403      200      200      403      200      403
desk:calendar_review   GET  log-in   403      403      403      403      403      200      403      200      403
desk:calendar_review   POST log-in   403      403      403      403      403      302      403      302      403
officials:calendar     GET  log-in   403      403      403      403      403      403      200      403      403
officials:download     GET  log-in   403      403      403      403      403      403      200      403      403
officials:new_day      GET  log-in   403      403      403      403      403      403      200      403      403
officials:new_day      POST log-in   403      403      403      403      403      403      422      403      403
officials:day          GET  log-in   403      403      403      403      403      403      200      403      403
officials:day          POST log-in   403      403      403      403      403      403      422      403      403
officials:remove_day   POST log-in   403      403      403      403      403      403      302      403      403
officials:confirm_day  POST log-in   403      403      403      403      403      403      302      403      403
officials:upload       GET  log-in   403      403      403      403      403      403      200      403      403
officials:upload       POST log-in   403      403      403      403      403      403      422      403      403
officials:import       GET  log-in   403      403      403      403      403      403      200      403      403
officials:import       POST log-in   403      403      403      403      403      403      302      403      403
officials:proposals    GET  log-in   403      403      403      403      403      403      200      403      403
officials:proposals    POST log-in   403      403      403      403      403      403      302      403      403
officials:hours        GET  log-in   403      403      403      403      403      403      200      403      403
officials:hours        POST log-in   403      403      403      403      403      403      422      403      403
portal:operations      GET  log-in   403      403      403      403      403      403      200      403      403
portal:retry_message   POST log-in   403      403      403      403      403      403      302      403      403
portal:retry_way       POST log-in   403      403      403      403      403      403      302      403      403
portal:retry_job       POST log-in   403      403      403      403      403      403      302      403      403
procedures:catalogue   GET  log-in   403      403      403      403      403      403      200      403      403
procedures:law         GET  log-in   403      403      403      403      403      403      200      403      403
procedures:end         POST log-in   403      403      403      403      403      403      422      403      403
procedures:keep        POST log-in   403      403      403      403      403      403      302      403      403
procedures:fields      GET  log-in   403      403      403      403      403      403      200      403      403
procedures:fields      POST log-in   403      403      403      403      403      403      302      403      403
procedures:local       GET  log-in   403      403      403      403      403      403      200      403      403
procedures:local       POST log-in   403      403      403      403      403      403      422      403      403
procedures:add_local_fee POST log-in   403      403      403      403      403      403      422      403      403
procedures:end_local_fee POST log-in   403      403      403      403      403      403      302      403      403
procedures:procedure   GET  log-in   403      403      403      403      403      403      200      403      403
procedures:publish     POST log-in   403      403      403      403      403      403      302      403      403
procedures:discard     POST log-in   403      403      403      403      403      403      302      403      403
procedures:form        GET  log-in   403      403      403      403      403      403      200      403      403
procedures:form        POST log-in   403      403      403      403      403      403      302      403      403
procedures:form_preview GET  log-in   403      403      403      403      403      403      200      403      403
procedures:form_preview POST log-in   403      403      403      403      403      403      422      403      403
procedures:form_result GET  log-in   403      403      403      403      403      403      200      403      403
procedures:form_result POST log-in   403      403      403      403      403      403      302      403      403
procedures:form_field  GET  log-in   403      403      403      403      403      403      200      403      403
procedures:form_field  POST log-in   403      403      403      403      403      403      422      403      403
procedures:workflow    GET  log-in   403      403      403      403      403      403      200      403      403
procedures:workflow    POST log-in   403      403      403      403      403      403      302      403      403
procedures:workflow_new_step GET log-in 403   403      403      403      403      403      200      403      403
procedures:workflow_new_step POST log-in 403  403      403      403      403      403      422      403      403
procedures:workflow_step GET log-in  403      403      403      403      403      403      200      403      403
procedures:workflow_step POST log-in 403      403      403      403      403      403      422      403      403
messaging:templates    GET  log-in   403      403      403      403      403      403      200      403      403
messaging:template     GET  log-in   403      403      403      403      403      403      200      403      403
messaging:template     POST log-in   403      403      403      403      403      403      422      403      403
procedures:scan        GET  302      302      302      302      302      302      302      302      302      302
procedures:open_data   GET  200      200      200      200      200      200      200      200      200      200
procedures:open_json   GET  200      200      200      200      200      200      200      200      200      200
procedures:open_csv    GET  200      200      200      200      200      200      200      200      200      200
procedures:postings    GET  log-in   403      403      403      403      403      403      200      403      403
procedures:postings    POST log-in   403      403      403      403      403      403      422      403      403
procedures:end_postings POST log-in  403      403      403      403      403      403      302      403      403
procedures:posting     GET  log-in   403      403      403      403      403      403      200      403      403
procedures:posting     POST log-in   403      403      403      403      403      403      422      403      403
procedures:posters     GET  log-in   403      403      403      403      403      403      200      403      403
procedures:make_poster POST log-in   403      403      403      403      403      403      422      403      403
procedures:poster      GET  log-in   403      403      403      403      403      403      200      403      403
procedures:retire_poster POST log-in 403      403      403      403      403      403      302      403      403
procedures:imports      GET  log-in   403      403      403      403      403      403      200      403      403
procedures:imports      POST log-in   403      403      403      403      403      403      422      403      403
procedures:import       GET  log-in   403      403      403      403      403      403      200      403      403
procedures:import_columns POST log-in   403      403      403      403      403      403      422      403      403
procedures:import_try   POST log-in   403      403      403      403      403      403      302      403      403
procedures:import_apply POST log-in   403      403      403      403      403      403      302      403      403
procedures:import_drop  POST log-in   403      403      403      403      403      403      302      403      403
procedures:import_report GET  log-in   403      403      403      403      403      403      200      403      403
procedures:proposals     GET  log-in   403      403      403      403      403      403      200      403      403
procedures:new_proposal  GET  log-in   403      403      403      403      403      403      200      403      403
procedures:new_proposal  POST log-in   403      403      403      403      403      403      422      403      403
procedures:proposal      GET  log-in   403      403      403      403      403      403      200      403      403
procedures:edit_proposal GET  log-in   403      403      403      403      403      403      200      403      403
procedures:edit_proposal POST log-in   403      403      403      403      403      403      422      403      403
procedures:move_proposal POST log-in   403      403      403      403      403      403      422      403      403
procedures:faqs        GET  log-in   403      403      403      403      403      403      200      403      403
procedures:faqs        POST log-in   403      403      403      403      403      403      422      403      403
procedures:field_faqs  GET  log-in   403      403      403      403      403      403      200      403      403
procedures:field_faqs  POST log-in   403      403      403      403      403      403      422      403      403
procedures:faq         GET  log-in   403      403      403      403      403      403      200      403      403
procedures:faq         POST log-in   403      403      403      403      403      403      422      403      403
procedures:reviews      GET  log-in   403      403      403      403      403      403      200      403      403
procedures:doubt       GET  log-in   403      403      403      403      403      403      200      403      403
procedures:doubt       POST log-in   403      403      403      403      403      403      422      403      403
procedures:settled     GET  log-in   403      403      403      403      403      403      200      403      403
procedures:take_back   POST log-in   403      403      403      403      403      403      302      403      403
procedures:drop_faq    POST log-in   403      403      403      403      403      403      302      403      403
"""

# What stands in the address. Where several things may stand there, the table is about the one named here; pages.py
# visits the others.
WHAT: Mapping[str, Callable[[Town], dict[str, object]]] = {
    "portal:statement": lambda town: {"name": "du-lieu-ca-nhan"},
    "portal:close_session": lambda town: {"session_id": 0},
    "portal:end_member": lambda town: {"membership_id": 0},
    "portal:procedure": lambda town: {"code": town.offering.procedure.code},
    "portal:communes": lambda town: {"province": "14"},
    "portal:file": lambda town: {"code": town.offering.procedure.code},
    "portal:filed": lambda town: {"reference": town.reference(Status.SUBMITTED)},
    "portal:discard_draft": lambda town: {"reference": town.reference(Status.DRAFT)},
    "portal:filing_step": lambda town: {"reference": town.reference(Status.DRAFT), "step": "nguoi-nop"},
    "portal:device_code": lambda town: {"device_id": _helped(town).device_id},
    "portal:revoke_device": lambda town: {"device_id": _helped(town).device_id},
    "portal:hamlet": lambda town: {"hamlet_id": _helped(town).hamlet_id},
    "portal:close_hamlet": lambda town: {"hamlet_id": _helped(town).hamlet_id},
    "portal:end_helper": lambda town: {"helper_id": _helped(town).helper_id},
    "portal:hand_over": lambda town: {"reference": _paired(town).draft},
    "portal:take_over": lambda town: {"address": _paired(town).offered},
    "portal:confirm": lambda town: {"address": _paired(town).asked},
    "portal:confirm_help": lambda town: {"reference": _helped(town).draft},
    "portal:help_summary": lambda town: {"reference": _helped(town).draft},
    "portal:drop_help": lambda town: {"reference": _helped(town).draft},
    "portal:help_second": lambda town: {"reference": _helped(town).draft},
    "portal:helped": lambda town: {"reference": _helped(town).filed},
    "portal:dossier": lambda town: {"reference": town.reference(Status.RECEIVED)},
    "portal:supplement": lambda town: {"reference": town.reference(Status.NEED_FIX_INTAKE)},
    "portal:pay": lambda town: {"reference": town.reference(Status.RECEIVED)},
    "portal:pay_code": lambda town: {"reference": town.reference(Status.RECEIVED)},
    "portal:fee_receipt": lambda town: {
        "reference": town.reference(Status.RECEIVED),
        "address": _money(town).receipt_address,
    },
    "portal:paid": lambda town: {"name": "vnpay"},
    "payments:gateway_notice": lambda town: {"name": "vnpay"},
    "payments:bill": lambda town: {"reference": town.reference(Status.RECEIVED)},
    "payments:act": lambda town: {"reference": town.reference(Status.RECEIVED), "address": "thu"},
    "payments:credit": lambda town: {"credit_id": _money(town).credit_id},
    "payments:refund": lambda town: {"refund_id": _money(town).refund_id},
    "payments:receipt": lambda town: {"address": _money(town).receipt_address},
    "portal:withdraw": lambda town: {"reference": town.reference(Status.SUBMITTED)},
    "portal:talk": lambda town: {"reference": town.reference(Status.RECEIVED)},
    "portal:reads": lambda town: {"reference": town.reference(Status.RECEIVED)},
    "portal:chain": lambda town: {"reference": town.reference(Status.RECEIVED)},
    "portal:take_result": lambda town: {"reference": town.reference(Status.RESULT_SENT)},
    "portal:slip": lambda town: {"reference": town.whole, "slip_id": town.slip_id},
    "portal:declaration": lambda town: {"reference": town.reference(Status.RECEIVED)},
    "portal:courtesy": lambda town: {"reference": town.whole},
    "portal:file_download": lambda town: {"address": town.file_address},
    "portal:file_picture": lambda town: {"address": town.file_address, "number": 1},
    "portal:upload_part": lambda _: {"address": "khong-co"},
    "portal:verify": lambda town: {"address": town.slip_address},
    "portal:show_result": lambda town: {"result_id": _result(town)},
    "portal:check_sheet": lambda town: {"result_id": _result(town)},
    "desk:results": lambda town: {"reference": town.whole},
    "desk:check_sheet": lambda town: {"reference": town.whole},
    "procedures:scan": lambda town: {"slug": _shown(town).poster_slug},
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
    "portal:rate": lambda town: {"token": town.token},
    "messaging:delivery_report": lambda town: {"channel": "sms"},
    "desk:simulation": lambda town: {"code": town.offering.procedure.code},
    "desk:dossier": lambda town: {"reference": town.reference(Status.RECEIVED)},
    "desk:messages": lambda town: {"reference": town.reference(Status.RECEIVED)},
    "desk:talk": lambda town: {"reference": town.reference(Status.RECEIVED)},
    "desk:chain": lambda town: {"reference": town.reference(Status.RECEIVED)},
    "desk:choose_ways": lambda town: {"reference": town.reference(Status.RECEIVED)},
    "desk:new_factor": lambda town: {"reference": town.reference(Status.RECEIVED)},
    "desk:act": lambda town: {"reference": town.reference(Status.SUBMITTED), "address": "nhan"},
    "desk:declaration": lambda town: {"reference": town.reference(Status.RECEIVED)},
    "desk:draft_result": lambda town: {"reference": town.reference(Status.PROCESSING)},
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
    "portal:retry_message": lambda town: {"message_id": _queued(town)},
    "portal:retry_way": lambda town: {"channel": "sms"},
    "portal:retry_job": lambda town: {"failure_id": 1},
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
    "messaging:template": lambda town: {"kind": "da-co-ket-qua", "channel": "tin-nhan-sms"},
}

# What is asked and said there where nothing is not enough: whoever may act then does.
ASKED: Mapping[str, Mapping[str, str]] = {
    "reports:dossiers": {"viec": "dang-giu"},
    "desk:simulation": {"ngay": "23/11/2026", "gio": "08:00", "cach": "mang"},
    "reports:pause_lines": {"muc": "tam-dung", "thang": "2026-11"},
}
SAID: Mapping[str, Mapping[str, str]] = {
    "desk:act": {"key": "mot"},
    "desk:answer": {"key": "mot", "answer": "will_keep"},
    "portal:supplement": {"xong": ""},
}


@dataclass(frozen=True, slots=True)
class Row:
    """One address and method, with the answer each role gets."""

    name: str
    method: str
    answers: Mapping[str, str]


def rows() -> Iterator[Row]:
    """The table, read."""
    for line in TABLE.strip().splitlines():
        if line.startswith("#"):
            continue
        name, method, *answers = line.split()
        yield Row(name, method, dict(zip(ROLES, answers, strict=True)))
