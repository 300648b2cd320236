"""Words for lists of what changes hands."""

from __future__ import annotations

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from apps.desk.domain.lists import LineState, ListKind

LIST_KINDS: dict[ListKind, LazyText] = {
    ListKind.DOSSIERS: _("Bàn giao hồ sơ"),
    ListKind.RESULTS: _("Bàn giao kết quả"),
}
LINE_STATES: dict[LineState, LazyText] = {
    LineState.WAITING: _("Chờ nhận"),
    LineState.MISSING: _("Chưa nhận được"),
    LineState.RECEIVED: _("Đã nhận"),
    LineState.TAKEN_BACK: _("Đã rút khỏi phiếu"),
}
LINE_LOOKS: dict[LineState, tuple[str, str]] = {
    LineState.WAITING: ("quiet", "clock"),
    LineState.MISSING: ("hand", "alert-triangle"),
    LineState.RECEIVED: ("done", "circle-check"),
    LineState.TAKEN_BACK: ("quiet", "arrow-back-up"),
}
