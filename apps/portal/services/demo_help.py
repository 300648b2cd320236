"""Who guides and who helps in the demonstration: hamlets with their guides, somebody of the digital team."""

from __future__ import annotations

from datetime import datetime

from apps.accounts.models import Person
from apps.officials.models import Agency, Hamlet, Helper, Official
from apps.officials.services.helping import HamletFacts, keep_hamlet

# Lũng Vài is missing: no list of an office is whole, and the board says how many come from where nobody knows.
HAMLETS = (
    HamletFacts(
        name="Thôn Nà Lạn", guide_name="Lò Văn Panh", guide_phone="+84900000011", meets_at="Nhà văn hóa, tối thứ Tư"
    ),
    HamletFacts(
        name="Thôn Khuổi Pục",
        guide_name="Vàng Thị Say",
        guide_phone="+84900000012",
        meets_at="Điểm trường, sáng Chủ nhật",
    ),
    HamletFacts(name="Thôn Bản Cọ", guide_name="Tòng Văn Chung", guide_phone="+84900000013"),
    *(HamletFacts(name=f"Thôn {name}") for name in ("Suối Thầu", "Pác Nặm", "Đồng Mây", "Nà Pán")),
)


def set_up_help(*, agency: Agency, helper: Person, by: Official, since: datetime) -> None:
    """Made on the first call, left alone on every later one."""
    if Hamlet.objects.filter(agency=agency).exists():
        return
    first, *_ = [keep_hamlet(agency=agency, hamlet_id=None, facts=facts) for facts in HAMLETS]
    Helper.objects.create(
        agency=agency,
        person=helper,
        hamlet=first,
        from_date=since.date(),
        registered_by=by,
        registered_at=since,
    )
