"""Papers that citizens take from the portal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.template.loader import render_to_string

from apps.core.paper import wording
from apps.core.paper.press import press
from apps.dossiers.models import Dossier
from apps.procedures.printing import DEMO_MARK

NOT_FILED = "BẢN ĐỌC LẠI – CHƯA NỘP"


def render_summary(*, dossier: Dossier, facts: Sequence[tuple[str, str]], papers: Sequence[str], at: datetime) -> bytes:
    """The PDF of a helped filing in short: what was said, which papers, room for a signature or a fingerprint."""
    mark = f"{DEMO_MARK} · {NOT_FILED}" if dossier.agency.is_demo else NOT_FILED
    context = {
        "dossier": dossier,
        "assistance": dossier.assistance,
        "facts": facts,
        "papers": papers,
        "place_and_day": f"{dossier.agency.place}, {wording.day_in_words(wording.local(at).date())}",
        "mark": mark,
        "trace": f"Tóm tắt · hồ sơ {dossier.temporary_ref} · in lúc {wording.stamp(at)}",
        "created": wording.local(at).isoformat(timespec="seconds"),
    }
    return press(render_to_string("print/help_summary.html", context))
