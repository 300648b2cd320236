"""What a browser says of itself, in words its owner knows."""

from __future__ import annotations

# The first that is found counts: every browser claims to be some of the others.
_BROWSERS = (
    ("Zalo", "Zalo"), ("coc_coc", "Cốc Cốc"), ("Edg", "Edge"), ("SamsungBrowser", "Samsung Internet"), ("OPR", "Opera"),
    ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "máy Mac"),
    ("CrOS", "Chromebook"), ("Linux", "Linux"),
)  # fmt: skip


def machine_words(agent: str) -> str:
    """«Chrome, Android»; "" when it says nothing we know."""
    found = (next((words for mark, words in table if mark in agent), "") for table in (_BROWSERS, _SYSTEMS))
    return ", ".join(words for words in found if words)
