"""Everything on the screen of reception, whoever put it there: scanner, clerk, what we know, what was before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

from apps.accounts.domain.identity import show_phone
from apps.accounts.domain.scanning import Flaw, NotACard, Scanned, is_scan, read_card
from apps.accounts.models import Person
from apps.desk.forms.fields import PersonalIdField
from apps.desk.forms.reception import MOST_COPIES, MOST_PAGES, OTHER, SELF
from apps.desk.forms.reception_papers import Counted, Earlier, PaperRows, lay_out, read_rows, upload_names
from apps.desk.labels.reception import CUT_EARLY, FLAW_LABELS
from apps.desk.selectors.people import known_person
from apps.desk.selectors.reception import Bill, Chosen, Pick, chosen, hits, usual
from apps.desk.selectors.walk_ins import asked_before, brought_before, deciding_agencies
from apps.desk.services.walk_ins import Places
from apps.desk.views.keeping import Kept, keep, ticket_for
from apps.dossiers.domain.codes import NotACode, readings
from apps.dossiers.models import Dossier
from apps.officials.models import Agency
from apps.officials.permissions import StaffRequest
from apps.procedures.domain.checklist import Checked, check
from apps.procedures.domain.fee_rules import Exemption
from apps.procedures.labels.fees import answer_words
from apps.visits.models import Visit
from apps.visits.selectors import running_visit

RECEIVE, AT_ONCE, REFUSE = "nhan", "tra-ngay", "tu-choi"
MISSING, ASK, RECKON, ALL_THERE = "thieu", "lap-phieu", "tinh-phi", "du-giay"
TAKING_IN = (RECEIVE, AT_ONCE)
WRITING = (*TAKING_IN, ASK, REFUSE)
LONGEST_NOTE = 200
OF_THE_PERSON = ("name", "birth_date", "sex", "phone", "email", "address")


@dataclass(slots=True, kw_only=True)
class Screen:
    """What is on it, and what is known about what is on it."""

    request: StaffRequest
    said: dict[str, Any]
    purpose: str
    agencies: Sequence[Agency]
    places: Places
    chosen: Chosen | None = None
    picks: Sequence[Pick] = ()
    rows: PaperRows = field(default_factory=PaperRows)
    person: Person | None = None
    id_error: str = ""
    notes: Sequence[str] = ()
    called: str = ""
    again: Dossier | None = None
    visit: Visit | None = None
    kept: Kept = field(default_factory=Kept)

    @property
    def checked(self) -> Checked:
        papers = self.chosen.papers if self.chosen else ()
        return check(papers=papers, ticked=self.rows.ticked)

    @property
    def known_id(self) -> str:
        """Whose number filled the screen: another one clears it."""
        return str(self.said.get("da_so", ""))

    @property
    def is_elsewhere(self) -> bool:
        """Whether somebody else decides it."""
        return self.places.deciding.pk != self.places.receiving.pk


def read(request: StaffRequest) -> Screen:
    """The screen as it was posted or called up, completed with what a card, the book and the catalogue say."""
    said: dict[str, Any] = {name: str(value).replace("\x00", "") for name, value in request.POST.items()}
    asked = {name: str(value).replace("\x00", "") for name, value in request.GET.items()}
    again = _again(request, said.get("ho_so", ""), asked.get("ho-so", ""))
    if again and not said:
        said = _as_before(again)
    visit = _visit(request, said.get("luot") or asked.get("luot", ""))
    if visit and visit.person and not said:
        said = {"personal_id": visit.person.personal_id or "", "ticket": visit.ticket, **_facts(visit.person)}
    agencies = deciding_agencies(agency=request.official.agency)
    screen = Screen(
        request=request,
        said=said,
        purpose=said.get("viec", ""),
        agencies=agencies,
        places=_places(request.official.agency, agencies, said, again),
        again=again,
        visit=visit,
    )
    _identify(screen)
    choose(screen, asked.get("thu-tuc", ""))
    return screen


def reckoned(found: Chosen) -> dict[str, str]:
    """The fee as the rules reckon it, and why, where there is something to explain."""
    amount = "" if found.answer.amount is None else str(found.answer.amount)
    has_reason = found.asks_for_the_bill or bool(found.answer.rule and found.answer.rule.reason)
    note = answer_words(found.answer) if found.answer.amount is not None and has_reason else ""
    return {"fee_amount": amount, "fee_was": amount, "fee_note": note[:LONGEST_NOTE]}


def _again(request: StaffRequest, posted: str, asked: str) -> Dossier | None:
    """The dossier that is back; posted, it stays on the screen, even if a colleague has received it meanwhile."""
    if posted:
        return asked_before(reference=posted, actor=request.actor, whatever_became=True)
    return asked_before(reference=asked, actor=request.actor) if asked else None


def _visit(request: StaffRequest, typed: str) -> Visit | None:
    """The visit this goes on with, while it is still under way."""
    visit = running_visit(by=request.actor) if typed else None
    return visit if visit and str(visit.pk) == typed else None


def _as_before(again: Dossier) -> dict[str, Any]:
    """What was said the first time."""
    stranger = again.submitter_id != again.applicant_id
    return {
        "personal_id": again.submitter.personal_id or "",
        **_facts(again.submitter),
        "acts_for": OTHER if stranger else SELF,
        "owner_name": again.applicant_name if stranger else "",
        "owner_id": (again.applicant_personal_id or "") if stranger else "",
        "relation": again.relation,
        "thu_tuc": again.version.procedure.code,
        "case": again.case,
        "delivery": again.delivery,
        "delivery_address": again.delivery_address,
        "noi": str(again.agency_id),
        "noi_tra": str(again.returning_agency_id),
    }


def _places(ours: Agency, agencies: Sequence[Agency], said: Mapping[str, Any], again: Dossier | None) -> Places:
    """Received here always; decided where it was chosen to be; returned here unless the citizen wants it there."""
    wanted = str(again.agency_id) if again else said.get("noi", "")
    deciding = next((one for one in agencies if str(one.pk) == wanted), ours)
    there = deciding if said.get("noi_tra", "") == str(deciding.pk) else ours
    return Places(receiving=ours, deciding=deciding, returning=there)


def _identify(screen: Screen) -> None:
    """Whose card was scanned or whose number was typed; a new number clears what the one before had filled in."""
    said = screen.said
    for name in ("tim_thu_tuc", "name"):  # the cursor stood elsewhere when the scanner wrote
        if is_scan(said.get(name, "")):
            said |= {"personal_id": said[name], name: ""}
    typed = said.get("personal_id", "").strip()
    card, screen.id_error = None, ""
    if typed:
        card = _scanned(screen, typed)
        if card:
            said["personal_id"] = card.personal_id
    personal_id = _typed_id(screen, said.get("personal_id", ""))
    if personal_id and said.get("da_so") and said["da_so"] != personal_id:
        said |= dict.fromkeys(OF_THE_PERSON, "")
    screen.person = known_person(personal_id=personal_id) if personal_id else None
    if card:
        said |= _of_card(card, screen.person)
    if screen.person and screen.purpose not in WRITING:
        said |= {name: value for name, value in _facts(screen.person).items() if not said.get(name)}
    if personal_id:
        said["da_so"] = personal_id


def _scanned(screen: Screen, typed: str) -> Scanned | None:
    """The card that was scanned, also where another keyboard layout had changed its digits."""
    if typed.isascii() and not is_scan(typed):
        return None
    try:
        card = read_card(typed)
    except NotACard as error:
        if not is_scan(typed):
            return None
        screen.said["personal_id"] = screen.said.get("da_so", "")
        screen.id_error = str(CUT_EARLY) % {"n": error.digits}
        return None
    screen.notes = [str(FLAW_LABELS[flaw]) for flaw in Flaw if flaw in card.flaws]
    return card


def _typed_id(screen: Screen, typed: str) -> str:
    if screen.id_error:
        return ""
    try:
        return PersonalIdField(required=False).clean(typed)
    except ValidationError as error:
        screen.id_error = " ".join(error.messages)
    try:
        screen.called = readings(typed)[0]
    except NotACode:
        screen.called = ""
    return ""


def _of_card(card: Scanned, person: Person | None) -> dict[str, Any]:
    """What the card says stands over what was there; a name that may be mangled gives way to the one in the book."""
    is_sure = not {Flaw.NAME_DOUBTFUL, Flaw.NAME_UNREADABLE} & card.flaws
    name = card.name if is_sure or person is None else ""
    birth = f"{card.birth_date:%d/%m/%Y}" if card.birth_date and Flaw.BIRTH_DISAGREES not in card.flaws else ""
    read = {"name": name, "birth_date": birth, "sex": card.sex.value, "address": card.address}
    return {field: value for field, value in read.items() if value}


def _facts(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "birth_date": f"{person.birth_date:%d/%m/%Y}" if person.birth_date else "",
        "sex": person.sex,
        "phone": show_phone(person.phone),
        "email": person.email,
        "address": person.address,
    }


def choose(screen: Screen, asked: str) -> None:
    """The procedure that was pressed, named or meant; its papers and its fee."""
    said, request = screen.said, screen.request
    at, ours, decides = request.at, screen.places.receiving, screen.places.deciding
    picked = said.get("chon") or asked
    code, text = picked or said.get("thu_tuc", ""), said.get("tim_thu_tuc", "").strip()[:200]
    if text and not picked:
        picks = _by_number(text, ours, decides, request) or hits(text=text, agency=ours, at=at, by=decides)
        code = picks[0].code if len(picks) == 1 else code
        screen.picks = picks if len(picks) > 1 else ()
    found = chosen(code=code, case=said.get("case", ""), agency=decides, at=at, bill=_bill(said)) if code else None
    if screen.again and code != screen.again.version.procedure.code:
        screen.again, said["ho_so"] = None, ""  # another matter: a dossier of its own
    papers = found.papers if found else ()
    is_fresh = code != said.get("da_chon", "")
    kept = screen.kept = keep(request, names=upload_names(papers))
    if found:
        said["tim_thu_tuc"] = ""
    if found and (is_fresh or screen.purpose == RECKON):
        said |= reckoned(found)
    screen.chosen = found
    screen.rows = read_rows(
        papers=papers,
        posted=said,
        files=kept.files,
        tickets=kept.tickets,
        refusals=kept.refusals,
        is_fresh=is_fresh,
    )
    if is_fresh and screen.again:
        lay_out(screen.rows, earlier=_earlier(screen))
    if screen.purpose == ALL_THERE:
        screen.rows.tick_all()


def _by_number(text: str, ours: Agency, decides: Agency, request: StaffRequest) -> Sequence[Pick]:
    """A single digit in the search field is the number of one of the usual procedures."""
    if not (len(text) == 1 and text.isascii() and text.isdigit()):
        return ()
    return usual(agency=ours, at=request.at, by=decides)[int(text) - 1 : int(text)] if text != "0" else ()


def _earlier(screen: Screen) -> list[Earlier]:
    assert screen.again is not None
    return [
        Earlier(
            required_id=paper.required_id,
            name=paper.name,
            counted=Counted(
                originals=paper.originals,
                copies=paper.photocopies,
                certified=paper.certified,
                electronic=paper.electronic,
            ),
            file=paper.file,
            ticket=ticket_for(screen.request, paper.file) if paper.file else "",
        )
        for paper in brought_before(dossier=screen.again)
    ]


def _bill(said: Mapping[str, Any]) -> Bill:
    """For how many pages and copies, and for whom, the fee is asked; what is no number counts as one."""
    typed = said.get("fee_exemption", "")
    return Bill(
        pages=_number(said.get("fee_pages", ""), most=MOST_PAGES),
        copies=_number(said.get("fee_copies", ""), most=MOST_COPIES),
        exemption=Exemption(typed) if typed in set(Exemption) else None,
    )


def _number(typed: str, *, most: int) -> int:
    text = typed.strip()
    return min(max(int(text), 1), most) if text.isascii() and text.isdigit() and len(text) <= len(str(most)) else 1
