"""Tables of the catalogue: the law (what every office shares) and the local arrangement (what one agency decided)."""

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

__all__ = [
    "ChannelRule",
    "Fee",
    "Field",
    "Offering",
    "Procedure",
    "ProcedureVersion",
    "ProcedureVersionQuerySet",
    "RequiredDocument",
    "ReviewItem",
    "WorkflowStep",
]
