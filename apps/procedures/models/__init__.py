"""Tables of the catalogue: the law (what every office shares) and the local arrangement (what one agency decided)."""

from apps.procedures.models.authorities import Authority, Competence
from apps.procedures.models.bundles import BundleOffer, BundlePart
from apps.procedures.models.fees import Fee, LocalFee
from apps.procedures.models.finding import EverydayWord, ProcedureUse, Signpost, SignpostProcedure
from apps.procedures.models.imports import CatalogueImport, ImportedProcedure
from apps.procedures.models.law import (
    Field,
    Procedure,
    ProcedureVersion,
    ProcedureVersionQuerySet,
)
from apps.procedures.models.local import Arrangement, Offering, WorkflowStep
from apps.procedures.models.parts import ChannelRule, LegalBasis, RequiredDocument, Variant
from apps.procedures.models.posting import Announcement, CatalogueEdition, Faq, Poster, PosterScans, Posting
from apps.procedures.models.reviewing import ReviewProposal
from apps.procedures.models.settling import ReviewItem, Settlement

__all__ = [
    "Announcement",
    "Arrangement",
    "Authority",
    "BundleOffer",
    "BundlePart",
    "CatalogueEdition",
    "CatalogueImport",
    "ChannelRule",
    "Competence",
    "EverydayWord",
    "Faq",
    "Fee",
    "Field",
    "ImportedProcedure",
    "LegalBasis",
    "LocalFee",
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
    "Settlement",
    "Signpost",
    "SignpostProcedure",
    "Variant",
    "WorkflowStep",
]
