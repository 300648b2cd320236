"""What the owner of a posted result reads of it; staff words are in `returning`."""

from __future__ import annotations

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from apps.desk.domain.mail import MailState

MAIL_TOLD: dict[MailState, LazyText] = {
    MailState.PREPARED: _("Quầy đã gói kết quả, sắp giao bưu điện."),
    MailState.HANDED: _("Bưu điện đã nhận kết quả để chuyển."),
    MailState.ON_THE_WAY: _("Bưu điện đang chuyển kết quả."),
    MailState.FAILED: _("Bưu điện đã đến phát nhưng chưa gặp người nhận, sẽ phát lại."),
    MailState.DELIVERED: _("Bưu điện đã phát kết quả."),
    MailState.CAME_BACK: _("Bưu điện không phát được và đã chuyển kết quả về quầy."),
}
