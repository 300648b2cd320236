"""The words of the on-time widget, as the founding article has them; in Vietnamese wherever it hangs."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone, translation

from apps.core.labels import number
from apps.reports.domain.widget import Widget

NO_DATA = "Chưa có dữ liệu"
STALE = "Số liệu cũ hơn 24 giờ"


@dataclass(frozen=True, slots=True, kw_only=True)
class WidgetWords:
    """Its six lines; `share` and `kept` are empty where nothing was done yet, `stale` while the figures are fresh."""

    until: str
    office: str
    share: str
    kept: str
    parts: str
    received: str
    done: str
    updated: str
    stale: str


def widget_words(widget: Widget) -> WidgetWords:
    """What the widget says."""
    with translation.override(settings.LANGUAGE_CODE):
        seen = timezone.localtime(widget.counted_until) if widget.counted_until else None
        return WidgetWords(
            until=f"Đến tháng {widget.month.first.month}",
            office=f"{widget.office} đã giải quyết",
            share=widget.rate.text if widget.rate else NO_DATA,
            kept="hồ sơ đúng hạn",
            parts=f"{number(widget.kept)} / {number(widget.done)} hồ sơ" if widget.rate else "",
            received=f"Đã tiếp nhận: {number(widget.received)}",
            done=f"Đã giải quyết: {number(widget.done)}",
            updated=f"Tự động cập nhật vào lúc: {seen:%H:%M %d/%m/%Y}" if seen else "Chưa cập nhật lần nào",
            stale=STALE if widget.is_stale else "",
        )
