"""What the workflow proposes, in a sentence beside the people one can choose."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext

from apps.procedures.domain.workflow import Part, Step
from apps.procedures.labels.workflow import STEP_DUTIES


def next_step_words(*, step: Step, unit: str, beside: Sequence[Step], is_signature: bool) -> str:
    """«Theo quy trình: “Xác minh nơi ở”, bộ phận Hộ tịch. Cùng làm: Công an xã (Đăng ký thường trú).»."""
    if is_signature:
        return gettext("Theo quy trình, việc tiếp theo là trình lãnh đạo ký.")
    who = gettext("bộ phận %(unit)s") % {"unit": unit} if unit else str(STEP_DUTIES.get(step.duty, "")).lower()
    sentences = [gettext("Theo quy trình: “%(name)s”, %(who)s.") % {"name": step.name, "who": who}]
    if step.is_optional:
        sentences.append(gettext("Bước này có thể bỏ qua khi không cần."))
    with_us = [f"{one.agency or one.unit} ({one.name})" for one in beside if one.part is not Part.OBSERVER]
    told = [f"{one.agency or one.unit}" for one in beside if one.part is Part.OBSERVER]
    if with_us:
        sentences.append(gettext("Cùng làm: %(names)s.") % {"names": "; ".join(with_us)})
    if told:
        sentences.append(gettext("Báo để biết: %(names)s.") % {"names": "; ".join(told)})
    return " ".join(sentences)
