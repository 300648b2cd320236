"""Fees as rules that can be reckoned with: the law's and, at an office, its own council's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from apps.officials.models import Agency
from apps.procedures.domain.fee_rules import FeeRule, rules_on
from apps.procedures.models import Fee, LocalFee, ProcedureVersion


def all_rules(*, versions: Iterable[ProcedureVersion], agency: Agency | None) -> dict[int, list[FeeRule]]:
    """Every fee rule of some versions, of whatever day, in the order of the law; two queries however many there are."""
    known = {version.pk: version for version in versions}
    rules: dict[int, list[FeeRule]] = {pk: [] for pk in known}
    for row in Fee.objects.filter(version_id__in=known).order_by("version_id", "position"):
        rules[row.version_id].append(row.rule)
    if agency is None:
        return rules
    procedures = [version.procedure_id for version in known.values()]
    own: dict[int, list[FeeRule]] = {}
    local = LocalFee.objects.filter(offering__agency=agency, offering__procedure_id__in=procedures)
    for procedure_id, fee in ((fee.offering.procedure_id, fee) for fee in local.select_related("offering")):
        own.setdefault(procedure_id, []).append(fee.rule)
    return {pk: [*told, *own.get(known[pk].procedure_id, ())] for pk, told in rules.items()}


def fees_of(
    *, versions: Iterable[ProcedureVersion], on: date, agency: Agency | None = None
) -> dict[int, list[FeeRule]]:
    """The fees of some versions that decide on a day, in the order of the law."""
    rules = all_rules(versions=versions, agency=agency)
    return {pk: list(rules_on(told, on=on)) for pk, told in rules.items()}
