"""Four photographs of a phone to one PDF: processor time, memory, size; our way against img2pdf of the raw files.

    python -m bench.photographs

One JSON line a figure. Ours unfolds, turns, shrinks and strips each photograph in a process apart, binds them and
draws the small pictures; the rival copies the files as they are. Each round is a process of its own, so that its
highest memory is its own; what Python and Django take before the first photograph is told beside it.
"""

from __future__ import annotations

import io
import json
import os
import resource
import subprocess
import sys
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parent.parent
PHOTOGRAPHS, ROUNDS = 4, 3
WIDTH, HEIGHT = 4000, 3000  # twelve megapixels, the phone held upright
SIDEWAYS, GPS = 6, 0x8825


def photograph(number: int) -> bytes:
    """A written sheet on a dark table, about three megabytes, stored on its side with place and time."""
    chance = Random(number)
    image = Image.effect_noise((WIDTH, HEIGHT), 22).convert("RGB")
    draw = ImageDraw.Draw(image)
    draw.polygon([(300, 250), (3750, 180), (3700, 2800), (260, 2750)], fill=(236, 233, 226))
    for line in range(40):
        left = 500 + 60 * line
        draw.line([(left, 400), (left + 12, chance.randrange(1200, 2600))], fill=(60, 60, 70), width=9)
    exif = Image.Exif()
    exif[0x0112], exif[GPS] = SIDEWAYS, {2: (21.0, 2.0, float(number))}
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88, exif=exif)
    return out.getvalue()


def ours(photographs: list[bytes]) -> bytes:
    """The way of `judging` and `binding`, without rows and store."""
    from apps.core import judging, photos, pictures
    from apps.core.confining import confined
    from apps.core.files import JPEG

    pages = []
    for content in photographs:
        work = partial(judging._verdict, content, content_type=JPEG)
        verdict = confined(work, megabytes=judging.MEGABYTES, seconds=judging.SECONDS)
        assert verdict.instead
        pages.append(photos.Page(verdict.instead))
    paper = photos.bound(pages=pages)
    assert len(pictures.drawn(content=paper)) == len(photographs)
    return paper


def rival(photographs: list[bytes]) -> bytes:
    from bench.rivals import raw_photos

    return raw_photos.paper(photographs)


def one_round(who: str, folder: Path) -> dict[str, float]:
    """In a process of its own: seconds, highest memory of it and of what it forked, before and at the end, size."""
    if who == "ours":
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        import django

        django.setup()
        from apps.core import judging, photos, pictures  # noqa: F401 - a worker has them from its first file on
    photographs = [file.read_bytes() for file in sorted(folder.iterdir())]
    before = _now()
    began = _worked()
    paper = (ours if who == "ours" else rival)(photographs)
    seconds = _worked() - began
    highest = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {"seconds": seconds, "before": before, "peak": highest / 1024, "size": len(paper) / 1024}


def _worked() -> float:
    """Seconds of processor so far, of this process and of those it forked: neighbours count as little as they can."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _now() -> float:
    with open("/proc/self/statm", encoding="ascii") as sizes:
        return int(sizes.read().split()[1]) * resource.getpagesize() / 1024 / 1024


def figures(folder: Path) -> list[dict[str, object]]:
    """The medians of all rounds, the two by turns, on the photographs of this folder."""
    rounds: dict[str, list[dict[str, float]]] = {"ours": [], "rival": []}
    for _ in range(ROUNDS):
        for who, kept in rounds.items():
            said = subprocess.run(
                [sys.executable, "-m", "bench.photographs", who, str(folder)],
                cwd=ROOT,
                capture_output=True,
                text=True,
                check=True,
            )
            kept.append(json.loads(said.stdout))
    told = {"rival": "img2pdf of the raw photographs", "photographs": PHOTOGRAPHS, "rounds": ROUNDS}
    units = {"seconds": "s", "peak": "MB", "before": "MB", "size": "kB"}
    names = {"seconds": "", "peak": ", highest memory", "before": ", memory before", "size": ", size of the PDF"}
    return [
        {
            "figure": f"four phone photos to PDF{names[key]}",
            "value": round(median(one[key] for one in rounds["ours"]), 2),
            "unit": unit,
            "rival_value": round(median(one[key] for one in rounds["rival"]), 2),
            **told,
        }
        for key, unit in units.items()
    ]


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(one_round(sys.argv[1], Path(sys.argv[2]))))
    else:
        with TemporaryDirectory() as place:
            for number in range(PHOTOGRAPHS):
                (Path(place) / f"{number}.jpg").write_bytes(photograph(number))
            for figure in figures(Path(place)):
                print(json.dumps(figure, ensure_ascii=False))
