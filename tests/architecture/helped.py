"""Help in the town: a draft that the clerk types for somebody, one that was filed, and who else may help."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from apps.accounts.models import Person
from apps.accounts.services import PersonFacts
from apps.accounts.services.devices import make_device
from apps.desk.services import receiving
from apps.dossiers.domain.asking import AskedItem, Defect
from apps.dossiers.domain.helping import Told
from apps.dossiers.models import Dossier
from apps.dossiers.services import filing, helping
from apps.dossiers.services.filing import ApplicantFacts
from apps.dossiers.services.helped_answers import begin_answer
from apps.officials.selectors import actor_of
from apps.officials.selectors.helping import HelperAtWork, helper_at_work
from apps.officials.services.helping import HamletFacts, keep_hamlet, register_helper
from apps.procedures.models import Arrangement, Offering, ProcedureVersion
from tests.factories import Office

SAID = {"full_name": "Lò Thị Ọi", "personal_id": "036140000777", "purpose": "Đăng ký kết hôn"}
FIX = "Trích lục chụp bị mờ, chụp lại giúp."
HER = ApplicantFacts(
    name="Lò Thị Ọi", phone="+84978333444", address="Thôn Nà Lạn, xã Suối Mây", personal_id="036140000777"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Helped:
    """What the pages of help are asked for by."""

    draft: str
    filed: str
    answering: str
    hamlet_id: int
    helper_id: int
    device_id: int


def help_under_way(*, office: Office, offering: Offering, owner: Person, at: datetime) -> Helped:
    """Helps of the clerk's: one waits for a second official, one is over, one is the answer to a request."""
    before = at - timedelta(days=1)
    by = helper_at_work(user=office.clerk.user, at=before)
    assert by is not None
    waiting, over, sent_back = (
        _written(by, office=office, offering=offering, owner=owner, at=before) for _ in range(3)
    )
    helping.ask_second(dossier_id=waiting.pk, by=by.actor, at=before)
    for each in (over, sent_back):
        helping.confirm_read_aloud(dossier_id=each.pk, read_by="Vi Thị Hạnh", scan=None, by=by.actor, at=before)
        filing.submit(dossier_id=each.pk, by=by.actor, at=before)
    clerk, items = (
        actor_of(official=office.clerk, at=before),
        [AskedItem(name="Trích lục", defect=Defect.BLURRED, fix=FIX)],
    )
    receiving.request_fix(dossier_id=sent_back.pk, items=items, reason=FIX, by=clerk, at=before)
    begin_answer(reference=sent_back.temporary_ref, personal_id=owner.personal_id or "", by=by, at=before)
    return Helped(
        draft=waiting.temporary_ref,
        filed=over.temporary_ref,
        answering=sent_back.temporary_ref,
        **_around(office, at=before),
    )


def _around(office: Office, *, at: datetime) -> dict[str, int]:
    """A hamlet with its guide, somebody of the digital team there, a machine in the hall."""
    hamlet = keep_hamlet(
        agency=office.agency,
        hamlet_id=None,
        facts=HamletFacts(name="thôn Nà Lạn", guide_name="Lò Văn Panh", guide_phone="+84978111222"),
    )
    helper = register_helper(
        agency=office.agency,
        facts=PersonFacts(name="Giàng A Páo", personal_id="036199000888", phone="+84978555666"),
        hamlet=hamlet,
        from_date=at.date(),
        to_date=None,
        by=office.administrator,
        at=at,
    )
    by = actor_of(official=office.administrator, at=at)
    device = make_device(agency_id=office.agency.pk, name="Ki-ốt sảnh", place="Cửa chính", by=by, at=at)
    return {"hamlet_id": hamlet.pk, "helper_id": helper.pk, "device_id": device.pk}


def _written(by: HelperAtWork, *, office: Office, offering: Offering, owner: Person, at: datetime) -> Dossier:
    dossier = helping.begin_help(
        arrangement=Arrangement.objects.get(offering=offering),
        version=ProcedureVersion.objects.get(procedure=offering.procedure),
        agency=office.agency,
        beneficiary=owner,
        facts=HER,
        told=Told.BENEFICIARY,
        by=by,
        at=at,
    )
    return filing.save_draft(dossier_id=dossier.pk, by=by.actor, at=at, answers=SAID)
