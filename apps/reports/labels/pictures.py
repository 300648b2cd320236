"""The words of the pictures: what stands beside their marks, and the sentence under each."""

from __future__ import annotations

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.core.labels import number
from apps.reports.domain.sights import Sight
from apps.reports.domain.weeks import Slot
from apps.reports.labels.rooms import slot_words

SHORT_WEEKDAYS: dict[int, LazyText] = {
    1: _("T2"),
    2: _("T3"),
    3: _("T4"),
    4: _("T5"),
    5: _("T6"),
    6: _("T7"),
    7: _("CN"),
}
STEPS: dict[Sight, LazyText] = {
    Sight.CARRIED: _("Mang sang"),
    Sight.RECEIVED: _("Nhận"),
    Sight.DONE: _("Xong"),
    Sight.ENDED: _("Rút, dừng"),
    Sight.LEFT: _("Còn lại"),
}
STEP_KINDS = {
    Sight.CARRIED: "mute",
    Sight.RECEIVED: "river",
    Sight.DONE: "ok",
    Sight.ENDED: "pause",
    Sight.LEFT: "mute",
}
SIGNS = {Sight.CARRIED: "", Sight.RECEIVED: "+", Sight.DONE: "−", Sight.ENDED: "−", Sight.LEFT: "="}


def heat_words(*, busiest: Slot | None, most: int, total: int) -> str:
    """Which hour of the week is the busiest."""
    if busiest is None:
        return gettext("Tám tuần qua chưa nhận hồ sơ nào.")
    facts = {"slot": slot_words(busiest), "most": number(most), "total": number(total)}
    return gettext("Đông nhất là %(slot)s: %(most)s trên %(total)s hồ sơ nhận trong tám tuần.") % facts


def fall_words(*, carried: int, left: int) -> str:
    """Whether the pile grew."""
    facts = {"carried": number(carried), "left": number(left), "change": number(abs(left - carried))}
    if left > carried:
        return gettext("Hồ sơ đang giữ tăng %(change)s: từ %(carried)s lên %(left)s.") % facts
    if left < carried:
        return gettext("Hồ sơ đang giữ giảm %(change)s: từ %(carried)s xuống %(left)s.") % facts
    return gettext("Hồ sơ đang giữ không đổi: %(left)s.") % facts


def aim_words(target: str) -> str:
    """«chỉ tiêu 65%»."""
    return gettext("chỉ tiêu %(target)s") % {"target": target}


def trend_words(*, month: str, share: str, is_reached: bool, aim: str) -> str:
    """The last month beside the target."""
    if not share:
        return gettext("Chưa nhận hồ sơ nào trong %(month)s; %(aim)s.") % {"month": month, "aim": aim}
    facts = {"month": month, "share": share, "aim": aim}
    if is_reached:
        return gettext("%(share)s hồ sơ nhận trong %(month)s nộp qua mạng: đạt %(aim)s.") % facts
    return gettext("%(share)s hồ sơ nhận trong %(month)s nộp qua mạng: chưa đạt %(aim)s.") % facts


def fields_words(*, name: str, received: int, shown: int, known: int) -> str:
    """The busiest field, and how many are drawn."""
    if not name:
        return gettext("Mười hai tháng qua chưa nhận hồ sơ nào.")
    facts = {"name": name, "n": number(received), "shown": shown, "known": known}
    if shown < known:
        return (
            gettext("Nhiều nhất là %(name)s: %(n)s hồ sơ. Vẽ %(shown)s trên %(known)s lĩnh vực, cùng một thước.")
            % facts
        )
    return gettext("Nhiều nhất là %(name)s: %(n)s hồ sơ. Các hình cùng một thước.") % facts
