"""How the house is doing, for administrators: health, stuck messages, jobs that broke, and trying them again."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from apps.core.jobs import run_again
from apps.desk.selectors.keyset import BadMark, Cut, cut
from apps.messaging import selectors as outbox
from apps.messaging.domain.kinds import CARRIED_WAYS, Channel, Kind
from apps.messaging.domain.retrying import MessageState
from apps.messaging.labels import CHANNEL_LABELS, KIND_LABELS, STATE_LOOKS, fault_words
from apps.messaging.models import OutboxMessage
from apps.messaging.selectors.templates import broken
from apps.messaging.services import NotFailed, WordsWiped, retry, retry_technical
from apps.officials.domain.duties import Duty
from apps.officials.permissions import StaffRequest
from apps.officials.views.doors import needs
from apps.portal.selectors import operations as selectors

MAY_RETRY = frozenset({MessageState.PERMANENT, MessageState.TECHNICAL, MessageState.TEMPORARY})


@require_safe
@needs(Duty.ADMINISTRATOR)
def operations(request: StaffRequest) -> HttpResponse:
    """Every part, what is stuck, what broke."""
    page = _stuck(request)
    here = reverse("portal:operations")
    lines = [outbox.as_row(message) for message in page.rows]
    context = {
        "parts": selectors.parts(at=request.at),
        "lines": [
            {
                "row": row,
                "look": STATE_LOOKS[row.state],
                "may_retry": row.state in MAY_RETRY and row.channel in CARRIED_WAYS and not row.is_wiped,
            }
            for row in lines
        ],
        "newer": f"{here}?truoc={page.before}#ket" if page.before else "",
        "older": f"{here}?sau={page.after}#ket" if page.after else "",
        "failures": selectors.failures(),
        "wordings": [
            {
                "kind": KIND_LABELS[Kind(one.template.kind)],
                "channel": CHANNEL_LABELS[Channel(one.template.channel)],
                "faults": [fault_words(fault) for wrong in one.faults.values() for fault in wrong],
            }
            for one in broken(agency=request.official.agency)
        ],
        "ways": [{"channel": way, "words": CHANNEL_LABELS[way]} for way in CARRIED_WAYS],
        "at": request.at,
    }
    return render(request, "officials/operations.html", context)


@require_POST
@needs(Duty.ADMINISTRATOR)
def retry_message(request: StaffRequest, message_id: int) -> HttpResponse:
    """Send one message on its way again, under the key it always had."""
    try:
        retry(message_id=message_id, by=request.actor, at=request.at)
    except OutboxMessage.DoesNotExist as error:
        raise Http404 from error
    except NotFailed:
        messages.info(request, "Tin này đã gửi hoặc đang gửi, không cần gửi lại.")
    except WordsWiped:
        messages.info(request, "Nội dung tin đã xoá theo thời hạn lưu, không gửi lại được.")
    else:
        messages.success(request, "Đã đưa tin vào lượt gửi. Gửi lại không làm người nhận nhận hai lần.")
    return redirect("portal:operations")


@require_POST
@needs(Duty.ADMINISTRATOR)
def retry_way(request: StaffRequest, channel: str) -> HttpResponse:
    """Send on whatever failed by our own fault on one way."""
    if channel not in CARRIED_WAYS:
        raise Http404
    count = retry_technical(channel=Channel(channel), by=request.actor, at=request.at)
    if count:
        messages.success(request, f"Đã đưa {count} tin vào lượt gửi.")
    else:
        messages.info(request, "Không có tin nào chờ gửi lại bằng cách này.")
    return redirect("portal:operations")


@require_POST
@needs(Duty.ADMINISTRATOR)
def retry_job(request: StaffRequest, failure_id: int) -> HttpResponse:
    """Wake a task that broke; each of ours does only what is still to be done."""
    if run_again(failure_id=failure_id, by=request.actor.key, at=request.at):
        messages.success(request, "Đã gọi chạy lại. Chạy xong yên ổn thì dòng này tự khép.")
    else:
        messages.info(request, "Việc này đã chạy lại được, không cần gọi nữa.")
    return redirect("portal:operations")


def _stuck(request: StaffRequest) -> Cut[OutboxMessage]:
    found = outbox.stuck(agency_id=request.official.agency_id, at=request.at)
    asked = request.GET
    try:
        return cut(found, by="created_at", after=asked.get("sau", ""), before=asked.get("truoc", ""))
    except BadMark:
        return cut(found, by="created_at")
