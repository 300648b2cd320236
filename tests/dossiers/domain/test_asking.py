"""Never a blind return: at least one paper, a reason of the list, a plain sentence."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from apps.desk.labels.mending import default_fix
from apps.dossiers.domain.asking import AskedItem, Defect, against_items
from apps.dossiers.domain.chain import START, Link, head, note_digest
from apps.dossiers.domain.chain_report import NoteState, Stored, examine
from apps.dossiers.domain.status import Status
from apps.dossiers.models import DossierEvent
from tests import factories
from tests.walking import walk_to

GOOD = AskedItem(name="Giấy chứng sinh", defect=Defect.BLURRED, fix="Chụp lại ở chỗ sáng.")


@pytest.mark.parametrize(
    ("items", "why"),
    [
        ([], "no_items"),
        ([GOOD, AskedItem(name="Tờ khai", defect=Defect.OTHER, fix="Sửa")], "item_without_fix"),
        ([AskedItem(name="  ", defect=Defect.ABSENT, fix="Gửi thêm giấy này.")], "item_without_fix"),
        ([GOOD] * 31, "too_many_items"),
        ([GOOD] * 30, ""),
    ],
)
def test_request_names_papers_and_says_how_they_are_mended(items: list[AskedItem], why: str) -> None:
    assert against_items(items) == why


@pytest.mark.parametrize("defect", [one for one in Defect if one is not Defect.OTHER])
@pytest.mark.parametrize(
    "paper", ["Giấy chứng sinh", "Thẻ căn cước", "CCCD của cha", "Tờ khai đăng ký khai sinh", "A" * 300]
)
def test_each_reason_of_the_list_has_its_sentence_for_each_paper(defect: Defect, paper: str) -> None:
    item = AskedItem(name=paper, defect=defect, fix=default_fix(defect=defect, paper=paper))

    assert against_items([item]) == ""
    assert "{" not in item.fix
    assert len(item.fix) <= 500


@pytest.mark.django_db
def test_database_keeps_no_blind_return() -> None:
    dossier = walk_to(status=Status.SUBMITTED, office=factories.office())
    columns: dict[str, Any] = {
        "agency_id": dossier.agency_id,
        "dossier": dossier,
        "sequence": 9,
        "actor_kind": "official",
        "actor_id": 1,
    }

    nothing_asked: tuple[dict[str, Any], ...] = ({}, {"asked": []})
    for facts in nothing_asked:
        with pytest.raises(IntegrityError, match="dossiers_no_blind_return"), transaction.atomic():
            DossierEvent.objects.create(
                **columns, action="request_fix", at=dossier.created_at, changes={}, facts=facts, head="0" * 64
            )


def chain_of(*notes: str) -> list[Stored]:
    stored: list[Stored] = []
    previous = START
    for sequence, note in enumerate(notes, start=1):
        link = Link(
            dossier_id=7,
            sequence=sequence,
            action="take",
            actor="official:1",
            duty="",
            at="2026-11-16T01:00:00+00:00",
            changes={},
            facts={},
            note_digest=note_digest(note=note, salt="s"),
        )
        previous = head(previous=previous, link=link)
        stored.append(Stored(link=link, head=previous, salt="s" if note else None, note=note or None))
    return stored


def test_a_touched_link_breaks_where_it_is_and_erased_words_break_nothing() -> None:
    links = chain_of("một", "", "ba", "bốn")
    erased = Stored(link=links[2].link, head=links[2].head)
    changed = Stored(link=links[3].link, head=links[3].head, salt="s", note="năm")

    whole, touched = examine([*links[:2], erased, links[3]]), examine([links[0], links[2], changed])

    assert [(one.holds, one.note) for one in whole] == [
        (True, NoteState.KEPT),
        (True, NoteState.NONE),
        (True, NoteState.ERASED),
        (True, NoteState.KEPT),
    ]
    assert [(one.follows, one.note) for one in touched] == [
        (True, NoteState.KEPT),
        (False, NoteState.KEPT),
        (False, NoteState.CHANGED),
    ]
