"""The rows of the portal for the table in access.py, and what stands in its addresses."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from apps.dossiers.domain.status import Status
from apps.dossiers.models import Result
from apps.messaging.models import OutboxMessage
from tests.architecture.bundled import EVENT, filed, written
from tests.architecture.helped import Helped
from tests.architecture.moneyed import Moneyed
from tests.architecture.paired import Paired
from tests.architecture.town import Town

TABLE = """
#                            stranger citizen other  clerk  officer head   leader admin  foreign former
portal:home             GET  200      200     200    200    200     200    200    200    200     200
portal:login            GET  200      302     302    302    302     302    302    302    302     302
portal:login            POST 422      422     422    422    422     422    422    422    422     422
portal:logout           POST 302      302     302    302    302     302    302    302    302     302
portal:vneid            POST 404      404     404    404    404     404    404    404    404     404
portal:vneid_return     GET  404      404     404    404    404     404    404    404    404     404
portal:login_phone      POST 422      422     422    422    422     422    422    422    422     422
portal:login_code       GET  log-in   log-in  log-in log-in log-in  log-in log-in log-in log-in  log-in
portal:login_code       POST log-in   log-in  log-in log-in log-in  log-in log-in log-in log-in  log-in
portal:login_who        GET  log-in   log-in  log-in log-in log-in  log-in log-in log-in log-in  log-in
portal:login_who        POST log-in   log-in  log-in log-in log-in  log-in log-in log-in log-in  log-in
portal:left             GET  200      200     200    200    200     200    200    200    200     200
portal:stay             POST log-in   302     302    302    302     302    302    302    302     302
portal:account          GET  log-in   200     200    403    403     403    403    403    403     403
portal:account          POST log-in   302     302    403    403     403    403    403    403     403
portal:new_phone        GET  log-in   302     302    403    403     403    403    403    403     403
portal:new_phone        POST log-in   302     302    403    403     403    403    403    403     403
portal:sessions         GET  log-in   200     200    403    403     403    403    403    403     403
portal:close_session    POST log-in   302     302    403    403     403    403    403    403     403
portal:acting           GET  log-in   200     200    403    403     403    403    403    403     403
portal:acting           POST log-in   422     422    403    403     403    403    403    403     403
portal:organisation     GET  log-in   404     404    403    403     403    403    403    403     403
portal:organisation     POST log-in   404     404    403    403     403    403    403    403     403
portal:end_member       POST log-in   404     404    403    403     403    403    403    403     403
portal:preferences      GET  200      200     200    200    200     200    200    200    200     200
portal:preferences      POST 302      302     302    302    302     302    302    302    302     302
portal:hearing          GET  log-in   200     200    403    403     403    403    403    403     403
portal:hearing          POST log-in   302     302    403    403     403    403    403    403     403
portal:statement        GET  200      200     200    200    200     200    200    200    200     200
portal:catalogue        GET  200      200     200    200    200     200    200    200    200     200
portal:finder           GET  200      200     200    200    200     200    200    200    200     200
portal:procedure        GET  200      200     200    200    200     200    200    200    200     200
portal:communes         GET  200      200     200    200    200     200    200    200    200     200
portal:file             GET  log-in   200     200    403    403     403    403    403    403     403
portal:file             POST log-in   302     302    403    403     403    403    403    403     403
portal:filed            GET  log-in   200     404    403    403     403    403    403    403     403
portal:discard_draft    POST log-in   302     302    403    403     403    403    403    403     403
portal:filing_step      GET  log-in   200     404    404    403     403    403    403    404     403
portal:filing_step      POST log-in   422     404    404    403     403    403    403    404     403
portal:guides           GET  200      200     200    200    200     200    200    200    200     200
portal:kiosk            GET  200      200     200    200    200     200    200    200    200     200
portal:kiosk_enrol      GET  200      200     200    200    200     200    200    200    200     200
portal:kiosk_enrol      POST 422      422     422    422    422     422    422    422    422     422
portal:kiosk_end        POST 302      302     302    302    302     302    302    302    302     302
portal:kiosk_still_here POST 404      404     404    404    404     404    404    404    404     404
portal:devices          GET  log-in   403     403    403    403     403    403    200    403     403
portal:devices          POST log-in   403     403    403    403     403    403    422    403     403
portal:device_code      POST log-in   403     403    403    403     403    403    200    403     403
portal:revoke_device    POST log-in   403     403    403    403     403    403    302    403     403
portal:hamlets          GET  log-in   403     403    403    403     403    403    200    403     403
portal:hamlets          POST log-in   403     403    403    403     403    403    422    403     403
portal:hamlet           GET  log-in   403     403    403    403     403    403    200    403     403
portal:hamlet           POST log-in   403     403    403    403     403    403    422    403     403
portal:close_hamlet     POST log-in   403     403    403    403     403    403    302    403     403
portal:register_helper  POST log-in   403     403    403    403     403    403    422    403     403
portal:end_helper       POST log-in   403     403    403    403     403    403    302    403     403
portal:hand_over        GET  log-in   200     404    403    403     403    403    403    403     403
portal:hand_over        POST log-in   302     404    403    403     403    403    403    403     403
portal:take_over        GET  log-in   302     200    403    403     403    403    403    403     403
portal:take_over        POST log-in   302     302    403    403     403    403    403    403     403
portal:confirm          GET  200      200     200    200    200     200    200    200    200     200
portal:confirm          POST 422      422     422    422    422     422    422    422    422     422
portal:helping          GET  log-in   403     403    200    403     403    403    403    200     403
portal:helping          POST log-in   403     403    422    403     403    403    403    422     403
portal:help_answers     GET  log-in   403     403    200    403     403    403    403    200     403
portal:help_answers     POST log-in   403     403    422    403     403    403    403    422     403
portal:help_answer      GET  log-in   403     403    200    403     403    403    403    404     403
portal:help_answer      POST log-in   403     403    422    403     403    403    403    404     403
portal:confirm_help     GET  log-in   403     403    200    403     403    403    403    404     403
portal:confirm_help     POST log-in   403     403    302    403     403    403    403    404     403
portal:help_summary     GET  log-in   403     403    200    403     403    403    403    404     403
portal:helped           GET  log-in   403     403    200    403     403    403    403    404     403
portal:drop_help        POST log-in   403     403    302    403     403    403    403    302     403
portal:help_seconds     GET  log-in   403     403    200    200     200    200    403    200     403
portal:help_second      GET  log-in   403     403    404    200     200    200    403    404     403
portal:help_second      POST log-in   403     403    404    422     422    422    403    404     403
portal:bundle           GET  log-in   200     200    403    403     403    403    403    403     403
portal:bundle           POST log-in   422     422    403    403     403    403    403    403     403
portal:bundle_step      GET  log-in   200     404    403    403     403    403    403    403     403
portal:bundle_step      POST log-in   422     404    403    403     403    403    403    403     403
portal:bundle_filed     GET  log-in   200     404    403    403     403    403    403    403     403
portal:bundle_pay       GET  log-in   200     404    403    403     403    403    403    403     403
portal:bundle_pay       POST log-in   302     404    403    403     403    403    403    403     403
portal:bundle_pay_code  GET  log-in   200     404    403    403     403    403    403    403     403
portal:discard_bundle   POST log-in   302     302    403    403     403    403    403    403     403
portal:my_dossiers      GET  log-in   200     200    403    403     403    403    403    403     403
portal:dossier          GET  log-in   200     404    403    403     403    403    403    403     403
portal:supplement       GET  log-in   200     404    403    403     403    403    403    403     403
portal:supplement       POST log-in   422     404    403    403     403    403    403    403     403
portal:pay              GET  log-in   200     404    403    403     403    403    403    403     403
portal:pay              POST log-in   302     404    403    403     403    403    403    403     403
portal:pay_code         GET  log-in   200     404    403    403     403    403    403    403     403
portal:fee_receipt      GET  log-in   200     404    403    403     403    403    403    403     403
portal:paid             GET  404      404     404    404    404     404    404    404    404     404
portal:talk             GET  log-in   200     404    403    403     403    403    403    403     403
portal:talk             POST log-in   422     404    403    403     403    403    403    403     403
portal:reads            GET  log-in   200     404    403    403     403    403    403    403     403
portal:chain            GET  log-in   200     404    403    403     403    403    403    403     403
portal:withdraw         GET  log-in   200     404    403    403     403    403    403    403     403
portal:withdraw         POST log-in   302     404    403    403     403    403    403    403     403
portal:take_result      POST log-in   302     404    403    403     403    403    403    403     403
portal:slip             GET  log-in   200     404    403    403     403    403    403    403     403
portal:declaration      GET  log-in   200     404    404    403     403    403    403    404     403
portal:courtesy         GET  log-in   200     404    403    403     403    403    403    403     403
portal:file_download    GET  log-in   200     404    404    403     403    403    403    404     403
portal:my_papers        GET  log-in   200     200    403    403     403    403    403    403     403
portal:show_result      GET  log-in   200     404    403    403     403    403    403    403     403
portal:check_sheet      GET  log-in   200     404    403    403     403    403    403    403     403
portal:file_picture     GET  log-in   200     404    404    403     403    403    403    404     403
portal:upload_begin     POST log-in   412     412    412    412     412    412    412    412     412
portal:upload_part      GET  log-in   405     405    405    405     405    405    405    405     405
portal:track            GET  200      200     200    200    200     200    200    200    200     200
portal:track            POST 422      422     422    422    422     422    422    422    422     422
portal:verify           GET  200      200     200    200    200     200    200    200    200     200
portal:verify           POST 422      422     422    422    422     422    422    422    422     422
portal:verify_any       GET  200      200     200    200    200     200    200    200    200     200
portal:verify_any       POST 422      422     422    422    422     422    422    422    422     422
portal:rate             GET  200      200     200    200    200     200    200    200    200     200
portal:rate             POST 200      200     200    200    200     200    200    200    200     200
portal:administration   GET  log-in   403     403    403    403     403    403    200    403     403
portal:healthz          GET  200      200     200    200    200     200    200    200    200     200
portal:readyz           GET  200      200     200    200    200     200    200    200    200     200
portal:operations       GET  log-in   403     403    403    403     403    403    200    403     403
portal:retry_message    POST log-in   403     403    403    403     403    403    302    403     403
portal:retry_way        POST log-in   403     403    403    403     403    403    302    403     403
portal:retry_job        POST log-in   403     403    403    403     403    403    302    403     403
"""


def _result(town: Town) -> int:
    return Result.objects.get(dossier__code=town.whole).pk


def _queued(town: Town) -> int:
    """A message on its way: whoever asks to try it again changes nothing."""
    message: int = OutboxMessage.objects.filter(agency=town.office.agency, channel="sms").order_by("pk")[0].pk
    return message


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
    "portal:bundle": lambda town: {"slug": EVENT},
    "portal:bundle_step": lambda town: {**written(), "stop": "nguoi-nop"},
    "portal:bundle_filed": lambda town: filed(),
    "portal:bundle_pay": lambda town: filed(),
    "portal:bundle_pay_code": lambda town: filed(),
    "portal:discard_bundle": lambda town: written(),
    "portal:help_answer": lambda town: {"reference": _helped(town).answering},
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
    "portal:rate": lambda town: {"token": town.token},
    "portal:retry_message": lambda town: {"message_id": _queued(town)},
    "portal:retry_way": lambda town: {"channel": "sms"},
    "portal:retry_job": lambda town: {"failure_id": 1},
}
