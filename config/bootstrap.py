"""The two commands without make: `python3 config/bootstrap.py run|test|verify|check|bench|install`.

Standard library only: this is what runs before anything is installed. The verbs themselves are config/launch/verbs.py.
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    # Started by its path, Python looks for modules beside this file first; from the root they have their full names.
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    from config.launch import verbs

    sys.exit(verbs.main(arguments=sys.argv))
