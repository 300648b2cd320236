"""What the fictional commune has shown to people: boards with a few gaps, posters scanned, questions answered."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from apps.accounts.domain.actor import Actor
from apps.officials.models import Agency, Official
from apps.officials.selectors import ZONE, actor_of
from apps.procedures.domain.posting import Place
from apps.procedures.domain.reviewing import Move, Verdict
from apps.procedures.models import Field, Poster, PosterScans, Procedure, ReviewProposal
from apps.procedures.selectors.posting import Line, matrix
from apps.procedures.services.faqs import ask
from apps.procedures.services.posters import print_poster
from apps.procedures.services.posting import Tick, post
from apps.procedures.services.reviewing import Proposed, move_proposal, propose

FORGOTTEN, TARDY = 3, 4  # wordings that are missing somewhere, and that came late to the board
DAYS_SCANNED = 30
MARITAL_STATUS, BIRTH = "1.004873", "1.001193"
QUESTIONS = (
    (
        "Vợ hoặc chồng đang ở xa có phải về ký không?",
        "Không. Giấy này cấp cho từng người, người xin giấy tự nộp hoặc nhờ người khác nộp thay.",
    ),
    (
        "Giấy dùng được trong bao lâu?",
        "Sáu tháng kể từ ngày cấp. Xin đúng lúc cần, vì giấy ghi rõ dùng vào việc gì.",
    ),
)
PROPOSED = Proposed(
    verdict=Verdict.AMEND,
    reason="Người dân phải khai lại nơi ở cũ, trong khi xã đã xem được trong cơ sở dữ liệu dân cư.",
    change="Bỏ phần khai nơi ở trước đây; công chức tự tra khi xử lý.",
    dossiers_a_year=640,
    minutes_now=150,
    minutes_then=90,
    cost_now=40_000,
    cost_then=25_000,
)


def show(*, agency: Agency, editor: Official, at: datetime) -> None:
    """All of it, once; a second time changes nothing."""
    by = actor_of(official=editor, at=at)
    lines = matrix(agency=agency, at=at).lines
    _fill_boards(agency, lines, by, at)
    _hang_posters(agency, by, at)
    marital = Procedure.objects.get(code=MARITAL_STATUS)
    for question, answer in QUESTIONS:
        ask(
            agency=agency,
            procedure=marital,
            field=None,
            question=question,
            answer=answer,
            is_shown=True,
            by=by,
            at=at,
        )
    if not ReviewProposal.objects.filter(agency=agency).exists():
        version = marital.versions.order_by("number")[0]
        proposal = propose(agency=agency, version=version, proposed=PROPOSED, by=by, at=at)
        move_proposal(agency=agency, proposal_id=proposal.pk, move=Move.SEND, answer="", by=by, at=at)


def _fill_boards(agency: Agency, lines: tuple[Line, ...], by: Actor, at: datetime) -> None:
    """Everything on its last day but a few: those came late to the board or are still missing on the commune's site."""
    today = at.astimezone(ZONE).date()
    days: dict[date, list[Tick]] = {}
    for number, line in enumerate(lines):
        if line.due is None:
            continue
        missing = {Place.COMMUNE_SITE} if number < FORGOTTEN else set()
        is_tardy = FORGOTTEN <= number < FORGOTTEN + TARDY
        for place in (one for one in Place if one not in missing):
            day = line.due + timedelta(days=3) if is_tardy and place is Place.OFFICE_BOARD else line.due
            days.setdefault(min(day, today), []).append((line.version_id, place))
    for day, ticks in days.items():
        post(agency=agency, ticks=ticks, posted_date=day, by=by, at=at)


def _hang_posters(agency: Agency, by: Actor, at: datetime) -> None:
    printed = at - timedelta(days=DAYS_SCANNED)
    for code, spot in ((MARITAL_STATUS, "Hội trường"), (MARITAL_STATUS, "Nhà văn hóa thôn"), (BIRTH, "Trạm y tế")):
        procedure = Procedure.objects.get(code=code)
        _scanned(
            print_poster(agency=agency, procedure=procedure, field=None, spot=spot, by=by, at=printed), len(spot), at
        )
    field = Field.objects.get(slug="ho-tich")
    _scanned(print_poster(agency=agency, procedure=None, field=field, spot="Sảnh", by=by, at=printed), 9, at)


def _scanned(poster: Poster, weight: int, at: datetime) -> None:
    """A believable month; busier in the middle of the week."""
    today = at.astimezone(ZONE).date()
    days = [today - timedelta(days=back) for back in range(DAYS_SCANNED)]
    rows = [
        PosterScans(poster=poster, day=day, counted=(day.toordinal() * weight) % 7 + (3 if day.weekday() < 5 else 0))
        for day in days
    ]
    PosterScans.objects.bulk_create(rows, ignore_conflicts=True)
