"""The words of the catalogue follow the catalogue, and what people use moves what they meant."""

from datetime import date

from apps.core.folding import fold
from apps.officials.models import Agency
from apps.procedures.domain.records import RawRecord
from apps.procedures.domain.usual import Use
from apps.procedures.models import EverydayWord, Offering, Procedure
from apps.procedures.selectors import find
from apps.procedures.selectors.lexicon import lexicon
from apps.procedures.services.importing import load_records
from apps.procedures.services.using import put_uses
from tests.procedures.conftest import AT
from tests.procedures.factories import record

DAY = date(2026, 11, 19)


def codes(agency: Agency, text: str) -> list[str]:
    return [hit.code for hit in find(text=text, agency=agency, at=AT).hits]


def test_word_that_an_editor_adds_is_understood_at_once(catalogue: Agency) -> None:
    before = codes(catalogue, "giấy gối chiếc")
    EverydayWord.objects.create(
        said="gối chiếc", folded_said="goi chiec", means="tình trạng hôn nhân", folded_means="tinh trang hon nhan"
    )

    assert "1.004873" not in before[:1]
    assert codes(catalogue, "giấy gối chiếc")[0] == "1.004873"


def test_name_that_an_office_adds_is_understood_at_once(catalogue: Agency) -> None:
    lexicon()
    Offering.objects.filter(procedure__code="1.003622").update(
        keywords="rước kiệu đình", folded_keywords=fold("rước kiệu đình")
    )

    assert codes(catalogue, "ruoc kieu dinh") == ["1.003622"]
    assert codes(catalogue, "ruowcs kieeuj ddinhf") == ["1.003622"]


def test_words_of_a_new_title_correct_slips(catalogue: Agency) -> None:
    load_records(records=[RawRecord(row=1, record=record("1.999998", name="Cấp phép nuôi yến sào"))], at=AT)
    Offering.objects.create(agency=catalogue, procedure=Procedure.objects.get(code="1.999998"))

    assert "1.999998" in codes(catalogue, "nuoi yne sao")


def test_of_two_that_say_it_equally_the_one_people_use_comes_first(catalogue: Agency) -> None:
    building, repeated = "1.013227", "1.013228"  # one law, one title but for a word
    text = "giấy phép xây dựng đối với công trình cấp III, cấp IV và nhà ở riêng lẻ"

    def order(used: str) -> list[str]:
        procedure = Procedure.objects.get(code=used)
        use = Use(procedure_id=procedure.pk, filed=500, done=0, usual_days=None)
        put_uses(agency=catalogue, since=DAY, until=DAY, uses=[use])
        return [code for code in codes(catalogue, text) if code in (building, repeated)]

    assert order(building)[0] == building
    assert order(repeated)[0] == repeated
