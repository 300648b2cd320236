"""The verbs of the house without make: `python3 config/bootstrap.py run|test|verify|check|bench|install`.

Standard library only: it builds the virtual environment it then goes on in.
"""

import sys
from pathlib import Path

# Started by its path, Python looks for modules beside this file first; from the root they have their full names.
sys.path[0] = str(Path(__file__).resolve().parent.parent)

from config.launch import environment, native, virtualenv
from config.launch.processes import CannotStart

# verb: the lock it needs
VERBS = {"run": "run", "install": "test", "test": "test", "verify": "test", "check": "test", "bench": "test"}
WITH_CHROMIUM = frozenset({"test", "verify"})
UNUSABLE = 2


def main(*, arguments: list[str]) -> int:
    """Do one verb; the answer is the exit code."""
    if len(arguments) < 2 or arguments[1] not in VERBS:
        environment.tell(f"Usage: python3 config/bootstrap.py {'|'.join(VERBS)}")
        return UNUSABLE
    verb = arguments[1]
    try:
        native.load_environment()
        virtualenv.build(lock=VERBS[verb])
        native.ensure_for_running()
        if verb in WITH_CHROMIUM:
            native.ensure_for_testing()
        virtualenv.enter(arguments=[str(Path(__file__).resolve()), *arguments[1:]])
        return _do(verb=verb, arguments=arguments[2:])
    except CannotStart as refusal:
        environment.tell(str(refusal))
        return 1


def _do(*, verb: str, arguments: list[str]) -> int:
    if verb == "run":
        from config.launch import serving  # noqa: PLC0415 - each verb loads only what it needs

        return serving.run()
    if verb == "install":
        environment.tell("Installed. Next: make run, or python3 config/bootstrap.py run")
        return 0
    from config.launch import testing  # noqa: PLC0415 - see above

    return testing.VERBS[verb](arguments)


if __name__ == "__main__":
    sys.exit(main(arguments=sys.argv))
