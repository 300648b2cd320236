"""The words of the bundles that this project carries, so that they can be translated; an office may write others."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

CARRIED = (
    _("Sinh con"),
    _("Khai sinh, hộ khẩu, thẻ bảo hiểm, bản sao, trợ cấp: khai một lần"),
    _("Bé có giấy khai sinh, tên trong hộ khẩu và thẻ bảo hiểm y tế"),
    _("Có thêm bản sao để làm bảo hiểm, đi học"),
    _("Mẹ nuôi con một mình, hộ nghèo hoặc cận nghèo: trợ cấp hằng tháng"),
    _("Có người mất"),
    _("Khai tử, tiền mai táng: khai một lần"),
    _("Gia đình có trích lục khai tử"),
    _("Tiền mai táng, nếu người mất hưởng trợ cấp xã hội hằng tháng"),
    _("Tiền mai táng, nếu người mất hưởng trợ cấp hưu trí xã hội"),
)


def bundle_words(text: str) -> str:
    """What a bundle or one of its parts says, in the reader's language where somebody has translated it."""
    return gettext(text) if text else ""
