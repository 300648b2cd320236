"""Procedures whose very name tells about a person's grief or need: look-ups and messages do not print their title."""

from __future__ import annotations

from apps.core.folding import fold

# Death, poverty, disability, parentage, and what goes with them.
_TELLING = tuple(
    fold(words)
    for words in (
        "khai tử",
        "mai táng",
        "tử tuất",
        "hộ nghèo",
        "cận nghèo",
        "thoát nghèo",
        "khuyết tật",
        "trợ giúp xã hội",
        "trợ cấp xã hội",
        "nhận cha, mẹ, con",
        "nuôi con nuôi",
        "giám hộ",
        "cai nghiện",
        "tâm thần",
        "HIV",
    )
)


def is_sensitive(name: str) -> bool:
    """Whether this title must not be shown to someone who only knows a code."""
    folded = f" {fold(name)} "
    return any(f" {words} " in folded for words in _TELLING)
