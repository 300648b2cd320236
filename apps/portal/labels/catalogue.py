"""Vietnamese words of the catalogue pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from apps.core.labels import money
from apps.procedures.domain.life import OnlineLevel
from apps.procedures.labels import allowance_words, channel_words
from apps.worktime import Allowance, Unit

TIME_LABELS = {
    "trong-ngay": _("Trong ngày"),
    "den-3-ngay": _("Đến 3 ngày làm việc"),
    "lau-hon": _("Lâu hơn, hoặc tùy việc"),
}
# The order without a choice comes first: of answers the nearest, of the whole list the alphabet.
SORT_LABELS = {"": _("Gần nhất"), "van": _("Theo vần A, Ă, Â"), "hay-lam": _("Nhiều người làm")}
LONGEST_CELL = 120
MOST_SAID = 3


def found_words(*, total: int, text: str, is_guess: bool) -> str:
    """«Có 6 thủ tục cho “lam khai sinh”.»"""
    if not text:
        return ngettext("Có %(n)s thủ tục.", "Có %(n)s thủ tục.", total) % {"n": total}
    if is_guess:
        said = gettext("Không có thủ tục nào đúng chữ “%(text)s”. Đây là %(n)s thủ tục gần giống nhất.")
    else:
        said = gettext("Có %(n)s thủ tục cho “%(text)s”.")
    return said % {"n": total, "text": text}


def shown_words(*, first: int, last: int, total: int) -> str:
    """«Đang xem 1–20 trong 50 thủ tục»."""
    return gettext("Đang xem %(first)s–%(last)s trong %(total)s thủ tục") % {
        "first": first,
        "last": last,
        "total": total,
    }


def same_day_words() -> str:
    """The 15 o'clock rule (Nghị định 23/2015/NĐ-CP, Điều 7) as one says it."""
    return gettext("Nộp sau 15:00 thì sang ngày làm việc kế tiếp")


def time_in_a_row(*, allowance: Allowance | None, text: str) -> str:
    """The time of a procedure in a list."""
    if allowance is None:
        return text if text and len(text) <= LONGEST_CELL else gettext("Tùy việc, xem chi tiết")
    words = allowance_words(allowance)
    return f"{words}; {_lower(same_day_words())}" if allowance.unit is Unit.SAME_DAY else words


def fee_in_a_row(*, words: str, texts: Iterable[str]) -> str:
    """The fee of a procedure in a list: as typed, else as written if that is short."""
    written = "; ".join(dict.fromkeys(texts))
    return words or (written if written and len(written) <= LONGEST_CELL else gettext("Xem mức thu"))


def times_by_channel(rows: Iterable[tuple[str, Allowance]]) -> str:
    """«Qua mạng: 3 ngày làm việc; tại quầy: 5 ngày làm việc», where each way has its own time."""
    by_words: dict[str, list[str]] = {}
    for channel, allowance in rows:
        by_words.setdefault(allowance_words(allowance), []).append(channel)
    parts = [f"{channel_words(channels)}: {_lower(words)}" for words, channels in by_words.items()]
    return "; ".join([*parts[:1], *map(_lower, parts[1:])])


def times_words(times: Sequence[Allowance]) -> str:
    """«3 ngày làm việc hoặc 5 ngày làm việc», by how the cases are listed; many are only bounded."""
    said = [allowance_words(time) for time in times]
    if len(said) > MOST_SAID:
        return gettext("Mỗi trường hợp một thời hạn, xem bên dưới")
    return gettext(" hoặc ").join([*said[:1], *map(_lower, said[1:])])


def amounts_words(amounts: Iterable[int | None]) -> str:
    """«Từ 8.000 đ đến 75.000 đ» where every amount is certain."""
    told = list(amounts)
    sure = [amount for amount in told if amount is not None]
    if not sure or len(sure) < len(told) or min(sure) == max(sure):
        return gettext("Xem từng trường hợp bên dưới")
    return gettext("Từ %(least)s đến %(most)s") % {"least": money(min(sure)), "most": money(max(sure))}


def usual_words(*, days: int) -> str:
    """«trong 2 ngày làm việc», «ngay trong ngày»."""
    if days == 0:
        return gettext("ngay trong ngày")
    return ngettext("trong %(n)s ngày làm việc", "trong %(n)s ngày làm việc", days) % {"n": days}


def online_words(*, level: str, reason: str) -> str:
    """How much of it can be done through the net, and if not all, why (NĐ 42/2022/NĐ-CP, Điều 11)."""
    if level == OnlineLevel.FULL:
        return gettext("Làm trọn qua mạng, không phải đến")
    if level == OnlineLevel.PARTIAL:
        why = reason if len(reason) <= LONGEST_CELL else ""
        said = gettext("Nộp qua mạng, có bước phải đến")
        return f"{said}: {_lower(why)}" if why else said
    return gettext("Nộp qua mạng được")


def papers_between_words(*, fewest: int, most: int) -> str:
    """«Từ 2 đến 5 giấy tờ»."""
    return gettext("Từ %(fewest)s đến %(most)s giấy tờ") % {"fewest": fewest, "most": most}


def papers_words(count: int) -> str:
    """«2 giấy tờ»."""
    if count == 0:
        return gettext("Tùy trường hợp")
    return ngettext("%(n)s giấy tờ", "%(n)s giấy tờ", count) % {"n": count}


def count_words(*, originals: int, copies: int) -> str:
    """«1 bản chính, 1 bản sao»."""
    kinds = ((originals, gettext("bản chính")), (copies, gettext("bản sao")))
    return ", ".join(f"{number} {kind}" for number, kind in kinds if number)


def form_words(*, online: bool) -> str:
    """What to do about a form."""
    if online:
        return gettext("Không phải viết trước: nộp qua mạng thì điền trên màn hình, đến quầy thì có sẵn mẫu")
    return gettext("Không phải viết trước: đến quầy có sẵn mẫu")


def where_words(*, channels: Sequence[str]) -> str:
    """«Qua mạng, tại quầy, bưu chính», or where to ask."""
    return channel_words(channels) or gettext("Hỏi tại quầy")


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
