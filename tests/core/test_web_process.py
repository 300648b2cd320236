"""What unfolds photographs and draws pages is never loaded by a process that answers requests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("pillow_heif", "img2pdf", "pypdfium2")
LOADED = """
import sys
import config.wsgi
from django.urls import get_resolver
def loaded(): print(*(name for name in sys.argv[1:] if name in sys.modules))
get_resolver().url_patterns
loaded()
import apps.core.photos
loaded()
"""


def test_every_address_is_known_and_no_library_of_photographs_is_loaded() -> None:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"}
    asked = [sys.executable, "-W", "ignore", "-c", LOADED, *HEAVY]

    said = subprocess.run(asked, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout

    assert said.splitlines() == ["", "pillow_heif img2pdf"]  # the second line: they would have been seen
