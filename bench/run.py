"""Every figure of this folder, one after another: `python -m bench.run`, or `make bench`, which brings the servers.

A file here is one measurement that prints one JSON line a figure. `fill.py`, `province.py` and `aside.py` are no
measurements but the fillers of some, `board_page.py` is a part of `figures.py`.
A measurement that fails says so on stderr and does not hide the others: figures are never pass or fail.
"""

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
NOT_FIGURES = frozenset({"__init__", "run", "fill", "province", "aside", "board_page"})


def main() -> None:
    """Make the tables once, then measure."""
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], cwd=FOLDER.parent, check=True)
    for file in sorted(FOLDER.glob("*.py")):
        if file.stem not in NOT_FIGURES:
            code = subprocess.run(
                [sys.executable, "-m", f"bench.{file.stem}"], cwd=FOLDER.parent, check=False
            ).returncode
            if code != 0:
                sys.stderr.write(f"bench/{file.name} ended with exit code {code}\n")


if __name__ == "__main__":
    main()
