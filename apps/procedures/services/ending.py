"""The end of a procedure: from a day on nobody can file it; whoever filed before is served as was promised."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from apps.procedures.domain.life import Ending, standing
from apps.procedures.domain.life import Standing as How
from apps.procedures.models import Procedure, ProcedureVersion
from apps.procedures.services.writing import lock_catalogue


class CannotEnd(Exception):
    """This end cannot be written; `why` is a key of labels.law.CANNOT_END."""

    def __init__(self, *, why: str) -> None:
        super().__init__(why)
        self.why = why


@transaction.atomic
def end(*, code: str, on: date, ending: Ending, ended_by: str, successor: str, at: datetime) -> ProcedureVersion:
    """Close the last wording of a procedure from a day on; `successor` is the code one files under then, or empty.

    Raises CannotEnd, ProcedureVersion.DoesNotExist. Asked for twice it changes nothing more.
    """
    lock_catalogue()  # an import that is being applied writes ends too
    version = _last(code)
    if on < version.effective_from:
        raise CannotEnd(why="before_it_began")
    version.procedure.successor = _successor(successor, of=version.procedure)
    version.procedure.save(update_fields=["successor"])
    version.effective_to, version.ending, version.ended_by = on, ending, ended_by
    version.save(update_fields=["effective_to", "ending", "ended_by"])
    return version


@transaction.atomic
def take_back(*, code: str, on: date) -> ProcedureVersion:
    """The end was a mistake: while its day has not come the wording is open again. Raises CannotEnd, DoesNotExist."""
    lock_catalogue()
    version = _last(code)
    if version.ending in ("", Ending.REPLACED):
        return version
    if standing(effective_from=version.effective_from, effective_to=version.effective_to, on=on) is How.OVER:
        raise CannotEnd(why="over_already")
    version.procedure.successor = None
    version.procedure.save(update_fields=["successor"])
    version.effective_to, version.ending, version.ended_by = None, "", ""
    version.save(update_fields=["effective_to", "ending", "ended_by"])
    return version


def _last(code: str) -> ProcedureVersion:
    rows = ProcedureVersion.objects.select_for_update(of=("self",)).select_related("procedure")
    found = rows.filter(procedure__code=code).order_by("-number").first()
    if found is None:
        raise ProcedureVersion.DoesNotExist(code)
    return found


def _successor(code: str, *, of: Procedure) -> Procedure | None:
    if not code:
        return None
    found = Procedure.objects.filter(code=code).exclude(pk=of.pk).first()
    if found is None:
        raise CannotEnd(why="no_such_successor")
    return found
