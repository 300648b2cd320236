"""The stops of a filing over several procedures: the steps of one, but each has papers of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from apps.portal.domain.steps import Step

CHOOSE = "chon-viec"


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop: what stands in its address, which step it is, and of which case in their order."""

    slug: str
    step: Step
    case: int = 0


def stops_of(*, has_form: bool, with_papers: Sequence[bool], has_fee: bool) -> tuple[Stop, ...]:
    """The stops over cases; `with_papers`: whether each asks for papers of its own. The first always shows its list."""
    papers = [
        Stop(Step.PAPERS.value if case == 0 else f"{Step.PAPERS.value}-{case + 1}", Step.PAPERS, case)
        for case, asks in enumerate(with_papers)
        if asks or case == 0
    ]
    form = [Stop(Step.FORM.value, Step.FORM)] if has_form else []
    fee = [Stop(Step.FEE.value, Step.FEE)] if has_fee else []
    first, delivery, last = (Stop(step.value, step) for step in (Step.WHO, Step.DELIVERY, Step.REVIEW))
    return (first, *form, *papers, delivery, *fee, last)
