"""Receipts per second and core: our press against WeasyPrint called plainly on the same page, in the same run.

    python -m bench.receipts

One JSON line a figure, in seconds of processor time, so that neighbours on the machine count as little as they can.
Ours is the whole way from frozen facts: codes drawn, page filled, PDF tagged; the rival gets the finished HTML.
Each receipt is another one (code, name, address to check it), as at a desk. Rounds of the two alternate.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import process_time

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()

from apps.desk import printing  # noqa: E402
from apps.desk.domain.papers import ReceiptFacts  # noqa: E402
from bench.rivals import plain_receipt  # noqa: E402
from tests.desk import papers  # noqa: E402

RECEIPTS = 10
ROUNDS = 5


def figure(*, name: str, is_electronic: bool) -> dict[str, object]:
    """Receipts per second of one core, ours and the rival's, and the median of the rounds' ratios."""
    batch = [another(number, is_electronic=is_electronic) for number in range(RECEIPTS)]
    ready = [printing.html(facts=facts) for facts in batch]
    printing.render(facts=batch[0])
    plain_receipt.receipt(ready[0])

    def ours() -> None:
        for facts in batch:
            printing.render(facts=facts)

    def rival() -> None:
        for html in ready:
            plain_receipt.receipt(html)

    seconds = [(timed(ours), timed(rival)) for _ in range(ROUNDS)]
    value, rival_value = (RECEIPTS / median(column) for column in zip(*seconds, strict=True))
    return {
        "figure": name,
        "value": round(value, 2),
        "unit": "receipts/s/core",
        "goal": 8,
        "rival": "plain WeasyPrint",
        "rival_value": round(rival_value, 2),
        "ratio": round(median(theirs / mine for mine, theirs in seconds), 2),
        "receipts": RECEIPTS,
        "rounds": ROUNDS,
    }


def another(number: int, *, is_electronic: bool) -> ReceiptFacts:
    """The receipt of the next person in the queue."""
    facts = papers.receipt(is_electronic=is_electronic, applicant=replace(papers.MAI, name=f"Lò Thị Mai {number}"))
    head = replace(
        facts.head,
        dossier_code=f"H99.71-261120-{number:04d}",
        verification_url=f"{papers.VERIFY[:-1]}{number:02d}/",
    )
    return replace(facts, head=head)


def timed(run: Callable[[], None]) -> float:
    """Seconds of processor time that one run takes."""
    began = process_time()
    run()
    return process_time() - began


if __name__ == "__main__":
    for name, is_electronic in (("receipts, one sheet", True), ("receipts, two copies", False)):
        print(json.dumps(figure(name=name, is_electronic=is_electronic), ensure_ascii=False))
