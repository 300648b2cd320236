"""What the town shows to people: a board with an old and a new wording, a poster, a question, proposals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from apps.accounts.domain.actor import Actor
from apps.officials.models import Agency
from apps.procedures.domain.life import Ending
from apps.procedures.domain.posting import Place
from apps.procedures.domain.reviewing import Move, Verdict
from apps.procedures.models import Offering, Procedure, ProcedureVersion, Signpost, SignpostProcedure
from apps.procedures.services.faqs import ask
from apps.procedures.services.posters import count_scan, print_poster
from apps.procedures.services.posting import post
from apps.procedures.services.reviewing import Proposed, move_proposal, propose
from tests import factories
from tests.architecture.brought import files_on_their_way, looks_at_files

OVER = "1.009999"
PROPOSED = Proposed(verdict=Verdict.AMEND, reason="Giấy này xã đã có.", change="Bỏ một giấy.", dossiers_a_year=100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What pages are asked for by."""

    poster_slug: str
    faq_id: int
    proposal_id: int
    import_id: int


def shown_to_people(*, agency: Agency, offering: Offering, by: Actor, at: datetime) -> Shown:
    """All of it, a few days before `at`."""
    before = at - timedelta(days=5)
    version = ProcedureVersion.objects.get(procedure=offering.procedure)
    closed = factories.offering(agency=agency, name="Thủ tục xã thôi nhận")
    gone = ProcedureVersion.objects.get(procedure=closed.procedure)
    ticks = [(version.pk, Place.OFFICE_BOARD), (gone.pk, Place.PORTAL)]
    post(agency=agency, ticks=ticks, posted_date=before.date(), by=by, at=before)
    Offering.objects.filter(pk=closed.pk).update(is_open=False, accepts_online=False)
    poster = print_poster(agency=agency, procedure=offering.procedure, field=None, spot="Hội trường", by=by, at=before)
    count_scan(poster=poster, address="192.0.2.1", agent="Mozilla/5.0", is_prefetch=False, at=before)
    asked = {"agency": agency, "field": None, "answer": "Không cần.", "by": by, "at": before}
    faq = ask(procedure=offering.procedure, question="Có phải nộp bản sao không?", is_shown=True, **asked)  # type: ignore[arg-type]
    ask(procedure=offering.procedure, question="Câu đang soạn?", is_shown=False, **asked)  # type: ignore[arg-type]
    draft = propose(agency=agency, version=version, proposed=PROPOSED, by=by, at=before)
    sent = propose(agency=agency, version=version, proposed=PROPOSED, by=by, at=before)
    move_proposal(agency=agency, proposal_id=sent.pk, move=Move.SEND, answer="", by=by, at=before)
    sign = Signpost.objects.create(position=1, slug="sinh-con", words="Sinh con", picture="baby-carriage")
    SignpostProcedure.objects.create(signpost=sign, procedure=offering.procedure, position=1)
    over = factories.offering(agency=agency, name="Thủ tục đã bãi bỏ", code=OVER)
    ProcedureVersion.objects.filter(procedure=over.procedure).update(
        effective_to=before.date(), ending=Ending.ABOLISHED
    )
    brought = files_on_their_way(agency=agency, code=offering.procedure.code, by=by, at=before)
    return Shown(poster_slug=poster.slug, faq_id=faq.pk, proposal_id=draft.pk, import_id=brought)


def looks(*, procedure: Procedure) -> Iterator[tuple[str, dict[str, str] | None, dict[str, str]]]:
    """Further looks of these pages: address, what is said (or none), what is asked."""
    postings = reverse("procedures:postings")
    for asked in ({"loc": "ban-cu"}, {"loc": "qua-han", "chon": "cong"}, {"loc": "chua-ro"}, {"linh-vuc": "ho-tich"}):
        yield postings, None, asked
    yield postings, {"posted_date": "31/12/2099"}, {}
    for said in ({"thu_tuc": procedure.code}, {"linh_vuc": "ho-tich"}):
        yield reverse("procedures:make_poster"), {"size": "a4", **said}, {}
    yield reverse("procedures:proposals"), None, {"trang-thai": "accepted"}
    yield reverse("portal:procedure", args=[OVER]), None, {}
    yield reverse("portal:finder"), None, {"buoc": "sinh-con"}
    yield from looks_at_files()
