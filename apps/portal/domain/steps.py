"""The steps of a filing, in their order; the values are what stands in the address."""

from __future__ import annotations

from enum import StrEnum


class Step(StrEnum):
    WHO = "nguoi-nop"
    FORM = "to-khai"
    PAPERS = "giay-to"
    DELIVERY = "nhan-ket-qua"
    FEE = "le-phi"
    REVIEW = "xem-lai"


# Whose words are kept while their writer logs in again; a file is chosen anew.
WRITTEN = frozenset({Step.WHO, Step.FORM, Step.DELIVERY, Step.FEE, Step.REVIEW})


def steps_of(*, has_form: bool, has_fee: bool) -> tuple[Step, ...]:
    """The steps of one procedure: where nothing is to be filled in or paid, nobody is sent past an empty page."""
    left_out = {Step.FORM: not has_form, Step.FEE: not has_fee}
    return tuple(step for step in Step if not left_out.get(step))


def after(step: Step, *, steps: tuple[Step, ...]) -> Step:
    """The step that follows; the last one stays where it is."""
    return steps[min(steps.index(step) + 1, len(steps) - 1)]


def before(step: Step, *, steps: tuple[Step, ...]) -> Step | None:
    """The step to go back to, None at the first."""
    place = steps.index(step)
    return steps[place - 1] if place else None
