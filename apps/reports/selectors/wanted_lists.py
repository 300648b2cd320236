"""Which list somebody wants as a file: read from the words of its page, and said again in words for the sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils import translation
from django.utils.translation import gettext

from apps.accounts.domain.identity import NotAPhone, mask_phone, read_phone
from apps.core.encryption import hide_personal_ids
from apps.desk.labels import VIEWS
from apps.officials.models import Agency, Official
from apps.procedures.models import Field
from apps.reports.domain.doubts import Doubt
from apps.reports.domain.exports import LATE_SIGHTS, Kind, Wanted
from apps.reports.domain.periods import Month, NotAMonth
from apps.reports.domain.rejections import Lack
from apps.reports.domain.terms import NotATerm, Term
from apps.reports.labels import exports as labels
from apps.reports.labels import index_766 as index_labels
from apps.reports.labels.board import BASIS_LABELS, MEASURE_LABELS, SIGHT_LABELS, month_words
from apps.reports.labels.doubts import DOUBT_LABELS
from apps.reports.labels.form_06 import COLUMN_LABELS
from apps.reports.labels.reports import ENDED_TITLE, span_words
from apps.reports.selectors import index_lists
from apps.reports.selectors import sums as counted
from apps.reports.selectors.ledger import Ask, NoSuchLedger
from apps.reports.selectors.report_cells import Behind, NoSuchCell
from apps.reports.selectors.wished import narrowed_words, period_words
from apps.reports.selectors.wishes import NoSuchSight, Wish

TEXT_AT_MOST = 200
Said = Mapping[str, str]
_NONE_OF_OURS = (NoSuchSight, NotAMonth, NotATerm, NoSuchLedger, NoSuchCell, index_lists.NoSuchList)


class NoSuchList(ValueError):
    """What was asked for is no list of ours."""


def wanted(*, kind: Kind, said: Said, agency: Agency) -> Wanted:
    """A list as a form asks for it, in words. Raises NoSuchList."""
    with translation.override("vi"):  # these words stand on the sheet, whatever language its reader chose
        try:
            return _WANTED[kind](kind, said, agency)
        except _NONE_OF_OURS as error:
            raise NoSuchList from error


def index_of(*, said: Said) -> index_lists.Asked:
    """The number of the index that is meant. Raises index_lists.NoSuchList."""
    return index_lists.Asked.read(row=said.get("muc", ""), term=said.get("ky", ""), part=said.get("phan", ""))


def rejected_of(*, said: Said) -> tuple[Term, Lack | None]:
    """The period that is meant, and the one thing that is lacking, or any. Raises NotATerm, NoSuchList."""
    try:
        return Term.read(said.get("ky", "")), Lack(said["thieu"]) if said.get("thieu") else None
    except NotATerm:
        raise
    except ValueError as error:
        raise NoSuchList from error


def ledger_of(*, said: Said) -> Ask:
    """The lines of the pause ledger that are meant. Raises NoSuchLedger."""
    return Ask.read(measure=said.get("muc", ""), month=said.get("thang", ""), official=said.get("nguoi", ""))


def doubt_of(*, said: Said) -> Doubt | None:
    """The doubt that is meant, or all of them. Raises NoSuchList."""
    try:
        return Doubt(said["vi"]) if said.get("vi") else None
    except ValueError as error:
        raise NoSuchList from error


def _wish(kind: Kind, said: Said, agency: Agency) -> Wanted:
    wish = Wish.said(said)
    if kind is Kind.LATE and wish.sight not in LATE_SIGHTS:
        raise NoSuchList(wish.sight)
    parts = (period_words(wish=wish), _field(wish.field), *narrowed_words(wish=wish, agency=agency))
    return _wanted(kind, wish.words, str(SIGHT_LABELS[wish.sight]), *parts)


def _search(kind: Kind, said: Said, agency: Agency) -> Wanted:
    text = said.get("tim", "").strip()[:TEXT_AT_MOST]
    if not text:
        raise NoSuchList
    return _wanted(kind, {"tim": text}, str(labels.TITLES[kind]), labels.SEARCHED % {"text": _masked(text)})


def _of_fields(kind: Kind, said: Said, agency: Agency) -> Wanted:
    month = Month.read(said.get("thang", ""))
    basis = str(BASIS_LABELS[counted.basis_of(agency=agency)])
    return _wanted(kind, {"thang": month.text}, str(labels.TITLES[kind]), month_words(month), basis)


def _inbox(kind: Kind, said: Said, agency: Agency) -> Wanted:
    view = said.get("xem", "")
    if view not in VIEWS:
        raise NoSuchList(view)
    return _wanted(kind, {"xem": view}, str(labels.TITLES[kind]), str(VIEWS[view]))


def _index(kind: Kind, said: Said, agency: Agency) -> Wanted:
    asked = index_of(said=said)
    days = index_labels.days_words(asked.span)
    title = f"{asked.title}, {asked.part_words}"
    return _wanted(kind, asked.words, title, gettext("Bộ chỉ số 766"), index_labels.term_words(asked.term), days)


def _rejected(kind: Kind, said: Said, agency: Agency) -> Wanted:
    term, lack = rejected_of(said=said)
    words = {"ky": term.text} | ({"thieu": lack.value} if lack else {})
    lacking = str(index_labels.LACK_LABELS[lack]) if lack else ""
    days = index_labels.days_words(term.span)
    return _wanted(kind, words, str(labels.TITLES[kind]), index_labels.term_words(term), days, lacking)


def _report(kind: Kind, said: Said, agency: Agency) -> Wanted:
    cell = Behind.read(said)
    title = str(ENDED_TITLE) if cell.column is None else f"{COLUMN_LABELS[cell.column]} (cột {cell.column.value})"
    basis = str(BASIS_LABELS[counted.basis_of(agency=agency)])
    return _wanted(kind, cell.words, title, "Biểu II.06a", span_words(cell.span), _field(cell.field), basis)


def _pauses(kind: Kind, said: Said, agency: Agency) -> Wanted:
    ask = ledger_of(said=said)
    official = Official.objects.filter(pk=ask.official_id, agency=agency).values_list("name", flat=True).first()
    return _wanted(kind, ask.words, str(MEASURE_LABELS[ask.measure]), month_words(ask.month), official or "")


def _doubts(kind: Kind, said: Said, agency: Agency) -> Wanted:
    doubt = doubt_of(said=said)
    words = {"vi": doubt.value} if doubt else {}
    return _wanted(kind, words, str(labels.TITLES[kind]), str(DOUBT_LABELS[doubt]) if doubt else "")


_WANTED: dict[Kind, Callable[[Kind, Said, Agency], Wanted]] = {
    Kind.DOSSIERS: _wish,
    Kind.LATE: _wish,
    Kind.SEARCH: _search,
    Kind.FIELDS: _of_fields,
    Kind.INBOX: _inbox,
    Kind.INDEX: _index,
    Kind.REJECTED: _rejected,
    Kind.REPORT: _report,
    Kind.PAUSES: _pauses,
    Kind.DOUBTS: _doubts,
}


def _wanted(kind: Kind, said: Said, title: str, *parts: str) -> Wanted:
    narrowed = "; ".join(part for part in parts if part) or str(labels.NOT_NARROWED)
    return Wanted(kind=kind, said=said, title=title, narrowed=narrowed)


def _field(slug: str) -> str:
    found = Field.objects.filter(slug=slug).values_list("name", flat=True).first() if slug else ""
    return found or ""


def _masked(text: str) -> str:
    """A personal id or a phone number that was searched stays half a number on the sheet."""
    try:
        return mask_phone(read_phone(text))
    except NotAPhone:
        return hide_personal_ids(text)
