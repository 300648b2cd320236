"""One stylesheet per audience: the parts in static/css, joined in a fixed order (papers have their own: print.css)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

SHARED = [
    "tokens",
    "base",
    "components/crest",
    "components/footer",
    "components/button",
    "components/badge",
    "components/card",
    "components/alert",
    "components/form",
    "components/table",
    "components/leaf",
    "components/lines",
    "components/answer",
    "components/dialog",
    "components/empty",
    "components/facets",
    "components/figure",
    "components/progress",
    "components/search",
    "components/session",
    "components/slip",
    "components/steps",
    "components/tiles",
    "components/timeline",
    "components/toast",
    "components/upload",
    "components/asked",
    "components/pay",
]
AUDIENCES = {
    "public": [
        *SHARED,
        "components/login",
        "components/hero",
        "components/pebbles",
        "components/filing",
        "components/home",
        "components/helping",
        "components/store",
        "components/kiosk",
        "components/chart",
        "components/public-figures",
    ],
    "widget": ["tokens", "components/widget"],
    "staff": [
        *SHARED,
        *[
            "components/desk",
            "components/inbox",
            "components/casefile",
            "components/reception",
            "components/board",
            "components/morning",
            "components/chart",
            "components/bed",
            "components/differences",
            "components/doubts",
            "components/returning",
        ],
    ],
}


def joined(*, audience: str, folder: Path) -> str:
    """The whole stylesheet of one audience; addresses are rewritten to start from static/css."""
    parts = []
    for name in AUDIENCES[audience]:
        text = (folder / f"{name}.css").read_text(encoding="utf-8").strip()
        parts.append(f"/* {name} */\n{re.sub(r'url[(](?:[.][.]/)+', 'url(../', text)}")
    return "\n".join(parts) + "\n"


class Command(BaseCommand):
    help = "Join the parts of static/css into one file per audience (committed; a test keeps them equal)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a file is stale")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.BASE_DIR) / "static" / "css"
        stale = []
        for audience in AUDIENCES:
            path = folder / f"{audience}.css"
            text = joined(audience=audience, folder=folder)
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                stale.append(path.name)
                if not options["check"]:
                    path.write_text(text, encoding="utf-8")
        self.stderr.write(f"stale: {', '.join(stale)}" if stale else "styles are joined")
        if stale and options["check"]:
            raise SystemExit(1)
