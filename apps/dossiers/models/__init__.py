"""Tables of the case: the dossier with everything kept of it, and why its promise moved."""

from apps.dossiers.models.asking import SupplementItem, TalkLine
from apps.dossiers.models.assistance import Assistance, HelpedAnswer
from apps.dossiers.models.bundles import Bundle, BundledCase
from apps.dossiers.models.case import (
    SEEING_DUTIES,
    WORDS_OF_A_NAME,
    Dossier,
    DossierDocument,
    DossierEvent,
    DossierQuerySet,
    EventNote,
)
from apps.dossiers.models.filing import DraftHandOver, DraftSave, EndedDraft, Representation, SecondParty
from apps.dossiers.models.papers import TURNS, DocumentPage
from apps.dossiers.models.pauses import Extension, Outage, Pause
from apps.dossiers.models.results import Correction, Result, ResultDraft
from apps.dossiers.models.scans import SignedCopy
from apps.dossiers.models.traces import Fact, ReadLog

__all__ = [
    "SEEING_DUTIES",
    "TURNS",
    "WORDS_OF_A_NAME",
    "Assistance",
    "Bundle",
    "BundledCase",
    "Correction",
    "DocumentPage",
    "Dossier",
    "DossierDocument",
    "DossierEvent",
    "DossierQuerySet",
    "DraftHandOver",
    "DraftSave",
    "EndedDraft",
    "EventNote",
    "Extension",
    "Fact",
    "HelpedAnswer",
    "Outage",
    "Pause",
    "ReadLog",
    "Representation",
    "Result",
    "ResultDraft",
    "SecondParty",
    "SignedCopy",
    "SupplementItem",
    "TalkLine",
]
