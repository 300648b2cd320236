"""The verb `run`: what the supervisor needs to know before it starts, and what the person is told when it stands."""

import fcntl
import os
import secrets
import socket
import sys
from typing import BinaryIO

from apps.messaging.domain.kinds import PLANS, Channel
from config.launch import environment, processes, run_file
from config.launch.processes import CannotStart
from config.launch.supervisor import Supervisor

DEFAULT_HOST, DEFAULT_PORT = "127.0.0.1", 8000
DEMO_GATEWAY_PORT, DEMO_SMTP_PORT = 8025, 2525
CALLBACK_SECRETS = ("SMS_CALLBACK_SECRET", "EMAIL_CALLBACK_SECRET", "ZALO_CALLBACK_SECRET")
EVERY_INTERFACE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared with, not bound
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def run() -> int:
    """Run the portal until asked to stop; the exit code of it all."""
    environment.load_dotenv()
    os.environ.setdefault("DEMO", "1")  # here and nowhere else: whoever types `make run` wants to look around
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    only_one = _only_one()
    for name in run_file.clear_orphans():
        environment.tell(f"Cleared away {name}, left by a portal that was killed.")
    host, port = os.environ.get("HOST") or DEFAULT_HOST, _port()
    environment.load_secrets()
    _load_addresses(host=host, port=port)
    if environment.is_demo():
        _load_demonstration()
    with only_one:
        return Supervisor(host=host, port=port).run(greet=lambda: _greet(host=host, port=port))


def _only_one() -> BinaryIO:
    """One portal per folder; the kernel lets go when we die."""
    lock = (environment.var() / ".run.lock").open("ab")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as refusal:
        raise CannotStart(f"This portal runs already, at {run_file.address() or 'an address soon known'}.") from refusal
    return lock


def _port() -> int:
    """The port asked for, or the next free one."""
    host, wanted = os.environ.get("HOST") or DEFAULT_HOST, os.environ.get("PORT") or str(DEFAULT_PORT)
    if not wanted.isdigit() or not 0 < int(wanted) < 65536:
        raise CannotStart(f"PORT must be a port number; it is {wanted!r}.")
    port = processes.first_free_port(host=host, wanted=int(wanted))
    if port != int(wanted):
        environment.tell(f"Port {wanted} is taken; using {port}.")
    return port


def _load_addresses(*, host: str, port: int) -> None:
    shown = "localhost" if host in LOOPBACK | EVERY_INTERFACE else host
    os.environ.setdefault("PUBLIC_ADDRESS", f"http://{shown}:{port}")
    if host in EVERY_INTERFACE and environment.is_demo():
        os.environ.setdefault("ALLOWED_HOSTS", "*")
    elif host not in LOOPBACK:
        os.environ.setdefault(
            "ALLOWED_HOSTS", ",".join(["localhost", "127.0.0.1", "[::1]", socket.gethostname(), host])
        )


def _load_demonstration() -> None:
    """A mailbox and gateways on loopback that show what was sent and report it; nothing leaves the machine."""
    for name, wanted in (("DEMO_GATEWAY_PORT", DEMO_GATEWAY_PORT), ("DEMO_SMTP_PORT", DEMO_SMTP_PORT)):
        if not os.environ.get(name):
            os.environ[name] = str(processes.first_free_port(host="127.0.0.1", wanted=wanted))
    os.environ.setdefault("EMAIL_URL", f"smtp://127.0.0.1:{os.environ['DEMO_SMTP_PORT']}")
    os.environ.setdefault("SMS_GATEWAY_URL", f"http://127.0.0.1:{os.environ['DEMO_GATEWAY_PORT']}/")
    os.environ.setdefault("ZALO_GATEWAY_URL", f"http://127.0.0.1:{os.environ['DEMO_GATEWAY_PORT']}/zalo")
    os.environ.setdefault("ZALO_TEMPLATES", ",".join(f"{kind}={kind}" for kind in _kinds_by_zalo()))
    for secret in ("SMS_GATEWAY_TOKEN", "ZALO_GATEWAY_TOKEN", *CALLBACK_SECRETS):
        os.environ.setdefault(secret, secrets.token_urlsafe(24))


def _kinds_by_zalo() -> list[str]:
    return [kind.value for kind, plan in PLANS.items() if Channel.ZALO in plan.channels]


def _greet(*, host: str, port: int) -> None:
    lines = ["", f"  Một Cửa: {os.environ['PUBLIC_ADDRESS']}/"]
    if environment.is_demo():
        lines.append(f"  Thư và tin nhắn đã gửi: http://localhost:{os.environ['DEMO_GATEWAY_PORT']}/")
        lines += ["", *_logins()]
    lines += ["", f"  Nhật ký: {environment.var() / 'logs'}. Bấm Ctrl-C để dừng tất cả.", ""]
    sys.stdout.buffer.write(("\n".join(lines) + "\n").encode())  # Vietnamese, whatever the locale of the terminal
    sys.stdout.flush()


def _logins() -> list[str]:
    file = environment.var() / "demo-logins.txt"
    return [f"  {line}" for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []
