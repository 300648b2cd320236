"""Tables of the desk: papers, letters and what the guard noticed, how results reach their owners, where papers lie."""

from apps.desk.models.books import BookFile, BookVolume
from apps.desk.models.certification import CertificationEntry, CertificationPaper, CertificationVoid
from apps.desk.models.claims import IntakeClaim
from apps.desk.models.layouts import PaperLayout
from apps.desk.models.lists import HandOverLine, HandOverList
from apps.desk.models.papers import (
    AffectedPromise,
    BrokenPromise,
    CalendarReview,
    CourtesyLetter,
    Digest,
    GuardRound,
    HolderQuestion,
    Letter,
    Reminder,
    Slip,
)
from apps.desk.models.returning import Collection, CollectionReminder, PostalItem, PostalStep, ReturnedOriginal
from apps.desk.models.shelves import Folder, PaperMove, PaperPlace, RetentionRule

__all__ = [
    "AffectedPromise",
    "BookFile",
    "BookVolume",
    "BrokenPromise",
    "CalendarReview",
    "CertificationEntry",
    "CertificationPaper",
    "CertificationVoid",
    "Collection",
    "CollectionReminder",
    "CourtesyLetter",
    "Digest",
    "Folder",
    "GuardRound",
    "HandOverLine",
    "HandOverList",
    "HolderQuestion",
    "IntakeClaim",
    "Letter",
    "PaperLayout",
    "PaperMove",
    "PaperPlace",
    "PostalItem",
    "PostalStep",
    "Reminder",
    "RetentionRule",
    "ReturnedOriginal",
    "Slip",
]
