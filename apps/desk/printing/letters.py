"""Letters that go with a result or by post: no number, no code, nothing to look anything up by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.template.loader import render_to_string

from apps.accounts.domain.identity import show_phone
from apps.core.paper import wording
from apps.core.paper.press import press
from apps.desk.domain.courtesies import CourtesyPaper
from apps.desk.selectors.posting import ToPost
from apps.officials.models import Agency
from apps.procedures.domain.courtesies import Courtesy
from apps.procedures.printing import DEMO_MARK

COURTESY_TITLES = {Courtesy.CONGRATULATION: "Thư chúc mừng", Courtesy.CONDOLENCE: "Thư chia buồn"}


def render_courtesy(*, paper: CourtesyPaper) -> bytes:
    """The PDF of a letter of congratulation or condolence: no code, no number, nothing to look anything up by."""
    context = {
        "paper": paper,
        "title": COURTESY_TITLES[paper.kind],
        "place_and_day": f"{paper.place}, {wording.day_in_words(paper.day)}",
        "created": paper.day.isoformat(),
        "mark": DEMO_MARK if paper.is_demo else "",
        "paragraphs": _paragraphs(paper.text),
    }
    return press(render_to_string("print/courtesy.html", context))


def render_posted(*, letters: Sequence[ToPost], agency: Agency, at: datetime) -> bytes:
    """The PDF of letters that go by post, a sheet each."""
    day = wording.local(at).date()
    context = {
        "sheets": [(letter, _paragraphs(letter.body)) for letter in letters],
        "office": agency.name,
        "phone": show_phone(agency.phone),
        "place_and_day": f"{agency.place}, {wording.day_in_words(day)}",
        "created": day.isoformat(),
        "mark": DEMO_MARK if agency.is_demo else "",
    }
    return press(render_to_string("print/posted.html", context))


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]
