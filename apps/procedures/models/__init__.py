"""Tables of the catalogue: the law (what every office shares) and the local arrangement (what one agency decided)."""

from apps.procedures.models.finding import EverydayWord, ProcedureUse, Signpost, SignpostProcedure
from apps.procedures.models.imports import CatalogueImport, ImportedProcedure
from apps.procedures.models.law import (
    ChannelRule,
    Fee,
    Field,
    Procedure,
    ProcedureVersion,
    ProcedureVersionQuerySet,
    RequiredDocument,
    ReviewItem,
)
from apps.procedures.models.local import Offering, WorkflowStep
from apps.procedures.models.posting import Announcement, CatalogueEdition, Faq, Poster, PosterScans, Posting
from apps.procedures.models.reviewing import ReviewProposal

__all__ = [
    "Announcement",
    "CatalogueEdition",
    "CatalogueImport",
    "ChannelRule",
    "EverydayWord",
    "Faq",
    "Fee",
    "Field",
    "ImportedProcedure",
    "Offering",
    "Poster",
    "PosterScans",
    "Posting",
    "Procedure",
    "ProcedureUse",
    "ProcedureVersion",
    "ProcedureVersionQuerySet",
    "RequiredDocument",
    "ReviewItem",
    "ReviewProposal",
    "Signpost",
    "SignpostProcedure",
    "WorkflowStep",
]
