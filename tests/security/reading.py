"""What a page says, whoever asks."""

from __future__ import annotations

import re
from urllib.parse import quote


def plain(content: bytes, address: str) -> str:
    """A page without what is every page's own: its address, to come back to, and its token."""
    page = content.decode().replace(address, "").replace(quote(address, safe=""), "")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)
