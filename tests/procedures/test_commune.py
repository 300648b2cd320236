"""The catalogue this project carries: whole, offered, and left alone where an office arranged something."""

from decimal import Decimal

from apps.officials.models import Agency
from apps.procedures.domain.form_schema import FieldType
from apps.procedures.domain.records import RawRecord
from apps.procedures.models import Arrangement, Offering, ProcedureVersion, ReviewItem, WorkflowStep
from apps.procedures.selectors import offered
from apps.procedures.selectors.workflow import checked_workflow
from apps.procedures.services.commune import OWN_CATALOGUE, load_commune_catalogue
from apps.procedures.services.importing import load_records
from apps.worktime import Allowance, Unit
from tests.procedures.conftest import AT
from tests.procedures.factories import CHANNEL, record


def test_own_catalogue_is_whole_and_names_what_was_not_verified(catalogue: Agency) -> None:
    versions = ProcedureVersion.objects.all()

    assert (versions.count(), Offering.objects.count()) == (50, 50)
    assert set(ReviewItem.objects.values_list("what", "reason")) == {("time", "unverified"), ("fee", "unverified")}
    assert not versions.filter(allowance_amount=None).exists()
    assert not versions.filter(fees__amount=None).exists()


def test_own_catalogue_loads_a_second_time_without_a_change(catalogue: Agency) -> None:
    Offering.objects.filter(procedure__code="1.001193").update(accepts_online=False, explanation="Của xã")

    report = load_commune_catalogue(agency=catalogue, at=AT)

    arranged = Offering.objects.get(agency=catalogue, procedure__code="1.001193")
    assert (report.unchanged, Offering.objects.count()) == (50, 50)
    assert (arranged.accepts_online, arranged.explanation) == (False, "Của xã")


def test_workflow_of_every_open_offer_is_sound_and_fits_into_the_time_of_the_law(catalogue: Agency) -> None:
    wrong = {}
    for one in offered(agency=catalogue, at=AT):
        checked = checked_workflow(arrangement=one.arrangement, version=one.version)
        if one.offering.is_open and (checked.faults or checked.fit is None):
            wrong[one.code] = checked.faults

    assert wrong == {}
    assert set(WorkflowStep.objects.values_list("duty", flat=True)) == {"case_officer", "leader", "unit_head"}


def test_birth_form_asks_for_child_mother_and_father(catalogue: Agency) -> None:
    fields = {field.name: field for field in Arrangement.objects.get(offering__procedure__code="1.001193").form_fields}

    assert {field.group for field in fields.values()} >= {"Bé", "Mẹ", "Cha"}
    assert fields["child_birth_date"].type is FieldType.DATE
    assert (fields["mother_name"].required, fields["father_name"].required) == (True, False)
    assert fields["mother_personal_id"].type is FieldType.PERSONAL_ID


def test_every_offer_says_when_one_needs_it_and_what_people_call_it(catalogue: Agency) -> None:
    assert not Offering.objects.filter(explanation="").exists()
    assert not Offering.objects.filter(folded_keywords="").exists()


def test_unclear_national_wording_leaves_the_office_with_the_time_it_settled(catalogue: Agency) -> None:
    unclear = record("1.001193", channels=[{**CHANNEL, "time": "1"}])
    load_records(records=[RawRecord(row=1, record=unclear)], at=AT)

    birth = next(one for one in offered(agency=catalogue, at=AT) if one.code == "1.001193")

    assert (birth.version.number, birth.version.time_text, birth.version.allowance) == (2, "1", None)
    assert birth.allowance == Allowance(amount=Decimal(0), unit=Unit.SAME_DAY)


def test_own_records_hold_since_the_two_tiers_began(catalogue: Agency) -> None:
    starts = set(ProcedureVersion.objects.values_list("effective_from", "is_from_import_day"))

    assert {(str(day), from_import) for day, from_import in starts} == {("2025-07-01", False)}


def test_own_catalogue_is_ours_and_every_line_is_a_record() -> None:
    assert OWN_CATALOGUE.read_text(encoding="utf-8").count('"source": "own"') == 50
