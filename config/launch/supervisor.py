"""`make run`: every part of the portal, started in order, watched, and stopped in order within twenty seconds.

All parts are children of this process, each in a process group of its own. A dead worker, beat, broker or gateway is
started again, three times a minute each; a dead database or web server, or a fourth death, stops all with exit code 1.
"""

import http.client
import os
import signal
import subprocess
import time
from collections import defaultdict, deque
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from config.launch import embedded, environment, parts, processes, run_file, valkey
from config.launch.processes import CannotStart

RESTARTS, WITHIN_SECONDS = 3, 60.0
WATCH_SECONDS = 0.2
WEB_READY_SECONDS = 60.0
LOG_LIMIT_BYTES = 10_000_000
LAST_LINES = 8


class Asked(BaseException):
    """SIGINT, SIGTERM or SIGHUP reached us while we were still starting; not an error, so not an Exception."""


class Supervisor:
    """Holds the children. Used once: `run()` returns the exit code when all are gone."""

    def __init__(self, *, host: str, port: int) -> None:
        self.host, self.port = host, port
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.table: dict[str, parts.Part] = {}
        self.deaths: dict[str, deque[float]] = defaultdict(deque)
        self.database: embedded.Owned | None = None
        self.broker_port: int | None = None
        self.is_asked = False
        self.is_starting = True

    def run(self, *, greet: Callable[[], None]) -> int:
        """Start all, greet, watch; stop all, however it ends."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask)
        try:
            self._start_servers()
            self._prepare()
            self._start_parts()
            self.is_starting = False
            greet()
            return self._watch()
        except Asked:
            return 0
        except CannotStart as refusal:
            environment.tell(str(refusal))
            return 1
        finally:
            self.is_starting = False
            self._stop_all()

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self.is_asked = True
        if self.is_starting:
            raise Asked

    def _start_servers(self) -> None:
        if not os.environ.get("DATABASE_URL"):
            self.database = embedded.own()
            self.children["database"] = self.database.child
            os.environ["DATABASE_URL"] = self.database.url
            self._tell_others()
        if not os.environ.get("REDIS_URL"):
            self.broker_port = processes.free_port()
            self._start_broker()
            password = environment.secret(name="BROKER_PASSWORD")
            os.environ["REDIS_URL"] = f"redis://:{password}@127.0.0.1:{self.broker_port}/0"
        self._tell_others()

    def _start_broker(self) -> None:
        """Always on the same port: whoever lost the broker comes back to where it was."""
        self.children["broker"] = valkey.start(
            home=environment.var() / "valkey",
            port=self.broker_port or 0,
            password=environment.secret(name="BROKER_PASSWORD"),
        )

    def _prepare(self) -> None:
        """Tables, static files, demonstration: one process, because each start of Django costs a second."""
        command = parts.with_this_python(("python", "-m", "config.launch.preparation"))
        child = processes.start(command=command, environment=os.environ, folder=environment.ROOT)
        self.children["preparation"] = child
        code = child.wait()
        del self.children["preparation"]
        if code != 0:
            raise CannotStart("The portal could not be prepared; the reason stands above.")

    def _start_parts(self) -> None:
        for part in parts.django_parts(host=self.host, port=self.port):
            self.table[part.name] = part
            self._start_part(part)
            self._tell_others()
            if part.name == "web":
                self._wait_for_web()

    def _wait_for_web(self) -> None:
        web = self.children["web"]
        processes.wait_for(lambda: web.poll() is not None or self._web_answers(), seconds=WEB_READY_SECONDS)
        if web.poll() is not None or not self._web_answers():
            raise CannotStart(f"The web server did not answer:\n{_last_lines(_log('web'))}")

    def _start_part(self, part: parts.Part) -> None:
        log = _log(part.name)
        if log.exists() and log.stat().st_size > LOG_LIMIT_BYTES:
            log.replace(log.with_suffix(".old.log"))
        self.children[part.name] = processes.start(
            command=parts.with_this_python(part.command),
            environment=os.environ,
            log=log,
            folder=environment.ROOT,
            death_signal=part.death_signal,
        )

    def _web_answers(self) -> bool:
        """Whether it answers at all: the Host header may be one that ALLOWED_HOSTS refuses."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104 - read, not bound
        line = http.client.HTTPConnection(host, self.port, timeout=5)
        try:
            line.request("GET", "/healthz")
            return line.getresponse().status < http.client.INTERNAL_SERVER_ERROR
        except OSError:
            return False
        finally:
            line.close()

    def _watch(self) -> int:
        while not self.is_asked:
            for name, child in list(self.children.items()):
                code = child.poll()
                if code is not None and not self._bring_back(name=name, code=code):
                    return 1
            time.sleep(WATCH_SECONDS)
        return 0

    def _bring_back(self, *, name: str, code: int) -> bool:
        """Start a dead part again; False where its death is the end of all."""
        environment.tell(f"{name} died (exit code {code}).\n{_last_lines(_log(name))}")
        part = self.table.get(name)
        if name == "database" or (part and part.is_vital):
            return False
        deaths = self.deaths[name]
        deaths.append(time.monotonic())
        while deaths[0] < time.monotonic() - WITHIN_SECONDS:
            deaths.popleft()
        if len(deaths) > RESTARTS:
            environment.tell(f"{name} died {len(deaths)} times within a minute: stopping.")
            return False
        _end_group(self.children[name].pid)
        if part:
            self._start_part(part)
        else:
            self._start_broker()
        self._tell_others()
        environment.tell(f"{name} was started again.")
        return True

    def _tell_others(self) -> None:
        run_file.write(
            address=f"http://{self.host}:{self.port}/",
            broker=os.environ.get("REDIS_URL", ""),
            children={name: child.pid for name, child in self.children.items()},
        )

    def _stop_all(self) -> None:
        stoppings = {name: part.stop_signals for name, part in self.table.items()}
        stoppings |= {"broker": valkey.STOP_SIGNALS, "preparation": ((signal.SIGTERM, 2.0), (signal.SIGKILL, 0.5))}
        for name in parts.STOP_ORDER:
            if child := self.children.get(name):
                processes.stop(pid=child.pid, signals=stoppings[name])
                child.wait()
                _end_group(child.pid)
        if self.database:
            embedded.disown(owned=self.database)
        run_file.remove()


def _end_group(group: int) -> None:
    """What a part left behind: workers of a web server whose master was killed hold the port for seconds."""
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return


def _log(name: str) -> Path:
    folder = environment.var() / "logs"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"{name}.log"


def _last_lines(file: Path) -> str:
    if not file.exists():
        return ""
    return "\n".join(file.read_text(encoding="utf-8", errors="replace").splitlines()[-LAST_LINES:])
