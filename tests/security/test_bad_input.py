"""Whatever is typed into whatever form: no crash, a sentence in Vietnamese, nothing typed lost, nothing half saved."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from html import unescape
from http import HTTPStatus
from typing import cast

import pytest
from django.http import HttpResponse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.accounts.models import Person
from apps.core.models import StoredFile
from apps.desk.models import Letter, Slip
from apps.dossiers.models import Dossier, DossierEvent
from apps.messaging.models import OutboxMessage
from tests.architecture.town import Town, taken_back
from tests.security.forms import Form, forms
from tests.sizes import pick

pytestmark = pytest.mark.timeout(3600)

SCRIPT = "<script>alert('1')</script>"
# What people and machines have typed into forms elsewhere, to the sorrow of others.
NASTY = {
    "nothing": "",
    "blanks": " \t\u00a0 ",
    "a script": SCRIPT,
    "quotes": "Robert'); DROP TABLE dossiers_dossier;--",
    "right to left": "\u202e gnòrt nèyuhC \u2066\u200f",
    "a letter nobody has": "🙂 \U0001f9ff ҉ ế\u0323\u0323",
    "a day that is none": "31/02/2026",
    "the first year": "01/01/0001",
    "the last year": "31/12/9999",
    "a day of other digits": "١٢/١١/٢٠٢٦",
    "a raised digit": "²",
    "no number": "NaN",
    "no end": "-Infinity",
    "a huge number": "9" * 60,
    "a number with a tail": "1e999999",
    "less than nothing": "-1",
    "many words": "Nà Lạn " * 1500,
    "a path": "../../../../etc/passwd",
    "a template": "{{ settings.SECRET_KEY }}{% debug %}%(name)s",
    "a nul": "Lò\x00Mai",
    "a line that breaks": "a\r\nSet-Cookie: x=1\r\n\r\nb",
    "a megabyte": "ă" * (1 << 19),
}
# What a browser would have sent and somebody changed: keys, counters, lists of a formset.
BROKEN = ["", "x" * 5000, "²", "-1", "9" * 30, "\x00", "None", SCRIPT, "1 OR 1=1"]
KEPT = [name for name in NASTY if name not in ("nothing", "blanks", "a nul", "a line that breaks", "a megabyte")]
NOT_SHOWN_AGAIN = {"password"}
# Django's own words, which no citizen should meet.
ENGLISH = re.compile(
    r"This field|Enter a |Ensure th|Select a valid|is required|Null characters|ManagementForm|Please submit"
)


def counted() -> tuple[int, ...]:
    """How much there is of everything that an act leaves behind."""
    return tuple(
        table.objects.count() for table in (Dossier, DossierEvent, OutboxMessage, Slip, Letter, Person, StoredFile)
    )


def complaints(town: Town, form: Form, said: dict[str, str], *, what: str) -> Iterator[str]:
    """What is wrong with the answer to this."""
    with taken_back():
        before = counted()
        try:
            response = town.browser(form.role).post(form.action, said)
        except Exception as error:
            yield f"{form}: {what}: {type(error).__name__}: {str(error)[:120]}"
            return
        if response.status_code >= 400 and counted() != before:
            yield f"{form}: {what}: {response.status_code}, but something was kept"
    yield from (f"{form}: {what}: {fault}" for fault in _faults(cast("HttpResponse", response), form, said, what))


def _faults(response: HttpResponse, form: Form, said: dict[str, str], what: str) -> Iterator[str]:
    if response.status_code >= 500 and response.status_code != HTTPStatus.SERVICE_UNAVAILABLE:  # no way out for a code
        yield f"answered {response.status_code}"
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return
    html = response.content.decode()
    if SCRIPT in html:
        yield "the script stands in the page"
    if words := ENGLISH.search(html):
        yield f"speaks English: {words[0]}"
    if response.status_code >= 400 and not re.search(r'class="(alert|lost|invalid-feedback)', html):
        yield f"{response.status_code} without a word"
    if response.status_code in (409, 422) and what in KEPT:
        shown = unescape(html)
        lost = [name for name in form.typed if said[name].strip() not in shown and name not in NOT_SHOWN_AGAIN]
        if lost:
            yield f"lost what was typed in {', '.join(lost)}"


def _some(things: list[str], *, start: int, count: int) -> list[str]:
    """So many of them, from here on: form after form, a sample meets them all."""
    return [things[(start * count + step) % len(things)] for step in range(min(count, len(things)))]


def test_every_form_survives_whatever_is_typed_changed_or_left_out(town: Town) -> None:
    every = forms(town)
    assert len(every) > 50

    some = every[:: pick(sample=10, full=1)]
    assert list(_typed(town, some)) == []
    assert list(_changed(town, some)) == []
    _left_to_chance(town, every)


def _typed(town: Town, every: list[Form]) -> Iterator[str]:
    """Each form with the same nonsense in all its fields."""
    for number, form in enumerate(every):
        for what in _some(list(NASTY), start=number, count=pick(sample=1, full=len(NASTY))):
            yield from complaints(town, form, form.said | dict.fromkeys(form.typed, NASTY[what]), what=what)


def _changed(town: Town, every: list[Form]) -> Iterator[str]:
    """Each form with nothing, and with one thing changed that nobody types: a key, a choice, the button."""
    for number, form in enumerate(every):
        yield from complaints(town, form, {}, what="nothing at all")
        names = [*form.hidden, *form.chosen, *filter(None, form.button[:1])]
        for place, name in enumerate(_some(names, start=number, count=pick(sample=1, full=len(names)))):
            for value in _some(BROKEN, start=number + place, count=pick(sample=1, full=len(BROKEN))):
                yield from complaints(town, form, form.said | {name: value}, what=f"{name} is {value[:20]!r}")


def _left_to_chance(town: Town, every: list[Form]) -> None:
    @settings(
        max_examples=pick(sample=12, full=3000),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        database=None,
    )
    @given(st.data())
    def try_one(data: st.DataObject) -> None:
        form = data.draw(st.sampled_from(every))
        fields = sorted(form.said)
        changed = data.draw(st.lists(st.sampled_from(fields), unique=True, max_size=4)) if fields else []
        nasty = st.one_of(st.sampled_from([*NASTY.values(), *BROKEN]), st.text(max_size=50))
        said = form.said | {name: data.draw(nasty) for name in changed}
        assert list(complaints(town, form, _posted(said), what="chance")) == []

    try_one()


def _posted(said: dict[str, str]) -> dict[str, str]:
    """As it can be sent at all: half a character cannot."""
    return {name: value.encode("utf-8", "replace").decode() for name, value in said.items()}


def test_a_fault_would_be_noticed(town: Town) -> None:
    """The control: a form of the house that is answered as it should not be."""
    form = Form("stranger", "/tra-cuu/", "/tra-cuu/", ("", ""), typed={"reference": "", "factor": ""})
    said = form.said | {"reference": "31/02/2026", "factor": "x"}
    sound = town.browser("stranger").post("/tra-cuu/", said)
    assert list(_faults(cast("HttpResponse", sound), form, said, "a day that is none")) == []

    page = sound.content.decode()
    unsound = {
        "lost what was typed in reference": page.replace("31/02/2026", ""),
        "the script stands in the page": page + SCRIPT,
        "speaks English: This field": page.replace("Mã hồ sơ", "This field is required."),
        "422 without a word": page.replace("alert", "").replace("invalid-feedback", ""),
    }
    for fault, html in unsound.items():
        answer = HttpResponse(html, status=422)
        assert fault in list(_faults(answer, form, said, "a day that is none"))


def test_chance_is_spread_over_the_forms() -> None:
    """Consecutive forms of a sample meet different values, and all of them are met."""
    seen = [what for number in range(50) for what in _some(list(NASTY), start=number, count=2)]

    assert set(seen) == set(NASTY)
    assert random.Random(1).choice(seen) in NASTY
