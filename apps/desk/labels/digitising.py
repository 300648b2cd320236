"""How a paper came to be digital, as the desk says it."""

from __future__ import annotations

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from apps.dossiers.domain.digitisation import Digitisation, SignedKind

STATES: dict[Digitisation, LazyText] = {
    Digitisation.NONE: _("chưa số hóa"),
    Digitisation.DIGITISED: _("đã số hóa"),
    Digitisation.FROM_DOCUMENT: _("dùng lại từ hồ sơ trước"),
    Digitisation.FROM_RESULT: _("dùng lại từ kết quả trước"),
}
SIGNED_KINDS: dict[SignedKind, LazyText] = {
    SignedKind.AGENCY: _("Chữ ký số của cơ quan"),
    SignedKind.OFFICIAL: _("Chữ ký số của công chức"),
    SignedKind.ISSUER: _("Chữ ký số của nơi cấp giấy"),
}
BEHIND_WORDS: dict[str, LazyText] = {
    "chua": _("Chưa số hóa"),
    "da": _("Đã số hóa"),
    "dung-lai": _("Dùng lại"),
}
NOT_TO_SCAN = _("Giấy này người nộp đã gửi tệp hoặc dùng lại từ trước; tệp đó giữ nguyên, không thay được.")
