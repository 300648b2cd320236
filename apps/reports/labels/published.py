"""Words of the figures for everybody: columns of the files, definitions, why a month was published again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.core.labels import number
from apps.core.paper.wording import local
from apps.dossiers.domain.timeliness import LateBasis
from apps.reports.domain.published import Change, Cut

COLUMN_MEANINGS: dict[str, LazyText] = {
    "month": _("tháng, theo ngày địa phương: 2026-10"),
    "version": _("lần công bố của tháng đó; 0 là tháng chưa khép lại"),
    "as_of": _("lúc đếm"),
    "agency_code": _("mã định danh của cơ quan"),
    "agency": _("tên cơ quan"),
    "cut": _("dòng này đếm gì: total là tất cả, field là một lĩnh vực, channel là một cách nộp"),
    "key": _("tên ngắn của lĩnh vực hay cách nộp, không đổi theo thời gian"),
    "name": _("tên để đọc"),
    "received": _("hồ sơ tiếp nhận trong tháng"),
    "early": _("hồ sơ xong trong tháng, trước ngày hẹn"),
    "on_time": _("hồ sơ xong trong tháng, trong ngày hẹn"),
    "late": _("hồ sơ xong trong tháng, sau hẹn"),
    "ended_in_time": _("hồ sơ rút hoặc dừng sau khi tiếp nhận, lúc còn trong hạn"),
    "ended_late": _("hồ sơ rút hoặc dừng sau khi đã trễ"),
    "open": _("hồ sơ đang giữ: đã tiếp nhận, chưa xong"),
    "paused": _("trong đó đồng hồ đang dừng: chờ bổ sung, chờ nộp tiền, sự cố hoặc lý do khác"),
    "overdue": _("trong đó đã quá lời hẹn đang có hiệu lực, kể cả hẹn lại"),
    "nationally_late": _("trong đó chỉ số theo Quyết định 766/QĐ-TTg tính là trễ"),
}
# In the middle of a sentence of a file; files speak Vietnamese, like papers.
COUNT_WORDS = {
    "received": "tiếp nhận",
    "early": "xong trước hạn",
    "on_time": "xong đúng hạn",
    "late": "xong trễ hạn",
    "ended_in_time": "rút hoặc dừng trong hạn",
    "ended_late": "rút hoặc dừng khi đã trễ",
}
BASIS_WORDS = {
    LateBasis.ORIGINAL: "tính theo lời hẹn đầu",
    LateBasis.EXTENDED: "tính theo lời hẹn đang có hiệu lực, kể cả hẹn lại",
}
CHANGES_SAID = 6


def restated_words(*, changes: Sequence[Change], basis: LateBasis | None, at: datetime) -> str:
    """Why a month is published again: what is counted otherwise now, and which promise is asked about if that moved."""
    said = [f"Đếm lại ngày {local(at):%d/%m/%Y}."]
    if basis:
        said.append(f"Từ nay {BASIS_WORDS[basis]}.")
    totals = [change for change in changes if change.cut is Cut.TOTAL]
    parts = [change for change in changes if change.cut is Cut.FIELD]
    shown = totals or parts or list(changes)
    words = [
        f"{f'{change.name}: ' if change.name else ''}{COUNT_WORDS[change.column]} {change.before} → {change.after}"
        for change in shown[:CHANGES_SAID]
    ]
    if words:
        more = " và chỗ khác" if len(shown) > CHANGES_SAID else ""
        said.append(f"Số khác với lần trước: {', '.join(words)}{more}.")
    return " ".join(said)


def most_words(*, most: tuple[str, int] | None, received: int) -> str:
    """The reading of the bars: where most was received this year."""
    if most is None or not received:
        return gettext("Từ đầu năm chưa tiếp nhận hồ sơ nào.")
    facts = {"name": most[0], "n": number(most[1]), "all": number(received)}
    return gettext("Nhiều nhất là %(name)s: %(n)s trên %(all)s hồ sơ tiếp nhận từ đầu năm.") % facts
