"""The verbs of the house: install, run, test, verify, check, bench. `make` only gives them shorter names."""

from collections.abc import Sequence
from pathlib import Path

from config.launch import environment, native, virtualenv
from config.launch.processes import CannotStart

# verb: the lock it needs
LOCKS = {"run": "run", "install": "test", "test": "test", "verify": "test", "check": "test", "bench": "test"}
WITH_CHROMIUM = frozenset({"test", "verify"})
FAILED, UNUSABLE, INTERRUPTED = 1, 2, 130


def main(*, arguments: Sequence[str]) -> int:
    """Do one verb; the answer is the exit code."""
    if len(arguments) != 2 or arguments[1] not in LOCKS:
        environment.tell(f"Usage: python3 config/bootstrap.py {'|'.join(LOCKS)}")
        return UNUSABLE
    verb = arguments[1]
    try:
        native.load_environment()
        virtualenv.build(lock=LOCKS[verb])
        native.ensure_for_running()
        if verb in WITH_CHROMIUM:
            native.ensure_for_testing()
        virtualenv.enter(arguments=[str(Path(arguments[0]).resolve()), verb])
        return _do(verb=verb)
    except CannotStart as refusal:
        environment.tell(str(refusal))
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED


def _do(*, verb: str) -> int:
    from config.launch import serving, testing  # after the virtual environment was entered

    if verb == "run":
        return serving.run()
    if verb == "install":
        environment.tell("Installed. Next: make run, or python3 config/bootstrap.py run")
        return 0
    return testing.VERBS[verb]()
