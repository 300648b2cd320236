"""Vietnamese words of the figures: lists, bands, and the sentence under each chart."""

from __future__ import annotations

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from apps.core.labels import number
from apps.desk.domain.apologies import Answer
from apps.dossiers.domain.timeliness import LateBasis
from apps.reports.domain.ledger import Measure
from apps.reports.domain.periods import Month
from apps.reports.domain.sights import Sight

SIGHT_LABELS: dict[Sight, LazyText] = {
    Sight.RECEIVED: _("Hồ sơ đã nhận"),
    Sight.DONE: _("Hồ sơ đã xong"),
    Sight.EARLY: _("Xong trước hạn"),
    Sight.ON_TIME: _("Xong đúng hạn"),
    Sight.LATE: _("Xong trễ hạn"),
    Sight.ENDED: _("Rút hoặc dừng giải quyết"),
    Sight.OPEN: _("Hồ sơ đang giữ"),
    Sight.IN_TIME: _("Đang giữ, còn trong hạn"),
    Sight.OVERDUE: _("Đang quá hạn"),
    Sight.PAUSED: _("Hồ sơ đang tạm dừng"),
    Sight.AT_RISK: _("Lời hẹn dễ vỡ"),
    Sight.OVERDUE_LONG: _("Quá hạn trên 3 ngày làm việc"),
    Sight.OVERDUE_SHORT: _("Quá hạn đến 3 ngày làm việc"),
    Sight.TODAY: _("Hạn hôm nay"),
    Sight.NEAR: _("Còn 1–2 ngày làm việc"),
    Sight.WEEK: _("Còn 3–5 ngày làm việc"),
    Sight.LATER: _("Còn trên 5 ngày làm việc"),
    Sight.NATIONALLY_LATE: _("Đang giữ, chỉ số quốc gia tính là quá hạn"),
    Sight.NATIONALLY_IN_TIME: _("Đang giữ, chỉ số quốc gia tính là trong hạn"),
    Sight.ENDED_IN_TIME: _("Rút hoặc dừng khi còn trong hạn"),
    Sight.ENDED_LATE: _("Rút hoặc dừng sau khi đã trễ"),
    Sight.ASKED: _("Đã hỏi người giữ: có kịp không"),
    Sight.ANSWERED: _("Người giữ đã trả lời"),
    Sight.DRAFTED: _("Đã soạn thư xin lỗi"),
    Sight.SIGNED_IN_TIME: _("Thư ký trước khi lỡ hẹn"),
    Sight.SIGNED_LATE: _("Thư ký sau khi đã lỡ hẹn"),
    Sight.WITHDRAWN_LETTER: _("Thư tự rút, vì không còn cần"),
    Sight.WAITING_LETTER: _("Thư chờ ký hoặc bị trả lại"),
    Sight.NEVER_SIGNED: _("Lỡ hẹn mà chưa có thư nào được ký"),
    Sight.TOMORROW: _("Hạn vào ngày làm việc tới"),
    Sight.RETURNED: _("Hồ sơ đã trả kết quả"),
    Sight.WAITING: _("Nộp trực tuyến, chờ tiếp nhận"),
    Sight.SUPPLEMENT: _("Hồ sơ bị yêu cầu bổ sung"),
    Sight.REFUSED: _("Hồ sơ bị từ chối tiếp nhận"),
    Sight.WITHDRAWN: _("Người dân rút sau khi nhận"),
    Sight.STOPPED: _("Dừng giải quyết"),
    Sight.CARRIED: _("Hồ sơ mang từ kỳ trước sang"),
    Sight.LEFT: _("Hồ sơ còn lại cuối kỳ"),
}
MEASURE_LABELS: dict[Measure, LazyText] = {
    Measure.PAUSES: _("Các lần tạm dừng"),
    Measure.LATE_PAUSES: _("Tạm dừng khi đã sát hạn"),
    Measure.RESTARTS: _("Các lần tính lại từ đầu"),
    Measure.LATE_RESTARTS: _("Tính lại từ đầu khi đã sát hạn"),
    Measure.REPEATS: _("Yêu cầu bổ sung lần thứ hai trở đi"),
    Measure.EXTENSIONS: _("Các lần hẹn lại"),
    Measure.LATE_EXTENSIONS: _("Hẹn lại khi đã sát hạn hoặc đã lỡ"),
}
BASIS_LABELS: dict[LateBasis, LazyText] = {
    LateBasis.ORIGINAL: _("tính theo lời hẹn đầu"),
    LateBasis.EXTENDED: _("tính theo lời hẹn đang có hiệu lực, kể cả hẹn lại"),
}
# Beside a bar there is room for a few words only.
BAND_LABELS: dict[Sight, LazyText] = {
    Sight.OVERDUE_LONG: _("Trễ trên 3 ngày"),
    Sight.OVERDUE_SHORT: _("Trễ đến 3 ngày"),
    Sight.TODAY: _("Hạn hôm nay"),
    Sight.NEAR: _("Còn 1–2 ngày"),
    Sight.WEEK: _("Còn 3–5 ngày"),
    Sight.LATER: _("Còn trên 5 ngày"),
    Sight.PAUSED: _("Đồng hồ tạm dừng"),
}
BAND_KINDS: dict[Sight, str] = {
    Sight.OVERDUE_LONG: "late",
    Sight.OVERDUE_SHORT: "late",
    Sight.TODAY: "soon",
    Sight.NEAR: "soon",
    Sight.WEEK: "ok",
    Sight.LATER: "ok",
    Sight.PAUSED: "pause",
}
ANSWERS: dict[str, LazyText] = {
    Answer.WILL_KEEP: _("Người giữ trả lời: kịp"),
    Answer.WILL_BREAK: _("Người giữ trả lời: không kịp"),
    "": _("Đã hỏi, chưa trả lời"),
}
LETTERS: dict[str, LazyText] = {
    "drafted": _("thư xin lỗi chờ ký"),
    "signed": _("đã xin lỗi và hẹn lại"),
}
NOT_KEPT = _("Chưa quy được")
NO_LETTER = _("chưa có thư xin lỗi")


def month_words(month: Month) -> str:
    """«tháng 11/2026»."""
    return gettext("tháng %(month)s/%(year)s") % {"month": month.first.month, "year": month.first.year}


def month_short(month: Month) -> str:
    """«T11», under a chart."""
    return gettext("T%(month)s") % {"month": month.first.month}


def at_desk_words(name: str) -> str:
    """«ở bàn Hoàng Thị Nết»."""
    return gettext("ở bàn %(name)s") % {"name": name}


def answer_words(*, is_asked: bool, answer: str) -> str:
    """What the holder said when asked whether the promise will be kept."""
    return str(ANSWERS[answer]) if is_asked else gettext("Chưa hỏi")


def apology_words(*, letter: str, is_extended: bool, is_overdue: bool) -> str:
    """Whether somebody has said sorry; nothing while nothing is broken and nobody has written."""
    if is_extended:
        return str(LETTERS["signed"])
    return str(LETTERS.get(letter, NO_LETTER if is_overdue else ""))


def today_words(*, overdue: int, at_risk: int, to_sign: int) -> str:
    """What needs the reader today, in one sentence."""
    said = [
        ngettext("gỡ %(n)s hồ sơ trễ", "gỡ %(n)s hồ sơ trễ", overdue) % {"n": number(overdue)} if overdue else "",
        ngettext("giữ %(n)s lời hẹn sắp vỡ", "giữ %(n)s lời hẹn sắp vỡ", at_risk) % {"n": number(at_risk)}
        if at_risk
        else "",
        ngettext("ký %(n)s văn bản", "ký %(n)s văn bản", to_sign) % {"n": number(to_sign)} if to_sign else "",
    ]
    said = [one for one in said if one]
    if not said:
        return gettext("Không có hồ sơ trễ, không có lời hẹn nào sắp vỡ.")
    return gettext("Hôm nay cần: %(tasks)s.") % {"tasks": ", ".join(said)}


def standing_words(*, open_now: int, soon: int, overdue: int, paused: int) -> str:
    """The reading of the chart of what is open."""
    if not open_now:
        return gettext("Không giữ hồ sơ nào.")
    facts = {name: number(n) for name, n in (("open", open_now), ("soon", soon), ("late", overdue), ("paused", paused))}
    return (
        gettext(
            "%(soon)s trên %(open)s hồ sơ phải xong trong hai ngày làm việc tới; %(late)s hồ sơ đã trễ,"
            " %(paused)s hồ sơ đang tạm dừng."
        )
        % facts
    )


def trend_words(*, worst: tuple[str, str] | None, last: tuple[str, str] | None, is_only: bool = False) -> str:
    """The reading of the chart of months, from the worst and the last that have data (month, share)."""
    if worst is None or last is None:
        return gettext("Chưa có tháng nào có hồ sơ đã xong.")
    if is_only:
        return gettext("Mới có %(month)s: %(share)s.") % {"month": last[0], "share": last[1]}
    if worst == last:
        return gettext("Gần nhất, %(month)s: %(share)s, cũng là thấp nhất.") % {"month": last[0], "share": last[1]}
    return gettext("Gần nhất, %(last)s: %(now)s. Thấp nhất là %(worst)s: %(low)s.") % {
        "last": last[0],
        "now": last[1],
        "worst": worst[0],
        "low": worst[1],
    }


def year_to_date_words(month: Month) -> str:
    """«từ đầu năm đến tháng 11/2026»."""
    return gettext("từ đầu năm đến %(month)s") % {"month": month_words(month)}
