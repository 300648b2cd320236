"""Words for where procedures are posted, by when, and what the office proposes about them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from apps.core.labels import day_short
from apps.procedures.domain.posting import Announcer, Place, PostingEnd, PostingStanding
from apps.procedures.domain.reviewing import Move, ProposalStatus, Verdict

PLACES: dict[Place, LazyText] = {
    Place.OFFICE_BOARD: _("Bảng niêm yết tại trụ sở"),
    Place.PORTAL: _("Cổng dịch vụ công"),
    Place.NATIONAL_DATABASE: _("Cơ sở dữ liệu quốc gia"),
    Place.COMMUNE_SITE: _("Trang của xã"),
}
PLACES_SHORT: dict[Place, LazyText] = {
    Place.OFFICE_BOARD: _("Bảng tại trụ sở"),
    Place.PORTAL: _("Cổng"),
    Place.NATIONAL_DATABASE: _("CSDL quốc gia"),
    Place.COMMUNE_SITE: _("Trang của xã"),
}
ANNOUNCERS: dict[Announcer, LazyText] = {
    Announcer.MINISTRY: _("Bộ, cơ quan ngang bộ công bố"),
    Announcer.PROVINCE: _("Chủ tịch UBND tỉnh công bố"),
    Announcer.SHORTENED: _("Công bố theo trình tự rút gọn"),
}
STANDINGS: dict[PostingStanding, LazyText] = {
    PostingStanding.POSTED: _("Đã đăng"),
    PostingStanding.POSTED_LATE: _("Đăng trễ"),
    PostingStanding.WAITING: _("Chưa đăng"),
    PostingStanding.OVERDUE: _("Quá hạn"),
    PostingStanding.UNDATED: _("Chưa rõ hạn"),
}
ENDINGS: dict[PostingEnd, LazyText] = {
    PostingEnd.MISTAKE: _("ghi nhầm"),
    PostingEnd.TAKEN_DOWN: _("đã gỡ"),
}
VERDICTS: dict[Verdict, LazyText] = {
    Verdict.KEEP: _("Giữ nguyên"),
    Verdict.AMEND: _("Sửa đổi, bổ sung"),
    Verdict.REPLACE: _("Thay thế"),
    Verdict.ABOLISH: _("Bãi bỏ"),
}
PROPOSAL_STATUSES: dict[ProposalStatus, LazyText] = {
    ProposalStatus.DRAFT: _("Đang soạn"),
    ProposalStatus.SENT: _("Đã gửi cấp trên"),
    ProposalStatus.ACCEPTED: _("Được chấp thuận"),
    ProposalStatus.DECLINED: _("Không được chấp thuận"),
    ProposalStatus.WITHDRAWN: _("Đã rút"),
}
MOVES: dict[Move, LazyText] = {
    Move.SEND: _("Gửi cấp trên"),
    Move.ACCEPT: _("Ghi: được chấp thuận"),
    Move.DECLINE: _("Ghi: không được chấp thuận"),
    Move.WITHDRAW: _("Rút kiến nghị"),
}

HONEST_SCANS = _(
    "Đây là số lần mở địa chỉ ngắn, không phải số người: không đặt cookie, không giữ địa chỉ máy, nên một người quét ba"
    " lần là ba lượt. Nhiều lượt dồn dập từ một nơi, hoặc quá đông trong một giờ, được ghi riêng và không tính."
)


def posted_words(posted: Mapping[Place, date]) -> str:
    """«Bảng niêm yết tại trụ sở 20/11/2026; Trang của xã 21/11/2026»; empty where it is posted nowhere."""
    return "; ".join(f"{PLACES[place]} {day_short(posted[place])}" for place in Place if place in posted)
