"""`manage.py demo_gateway`: takes SMS and e-mail of a demonstration and shows them on a page."""

from __future__ import annotations

import signal
import threading
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from apps.messaging.management.demo.http_door import HttpDoor
from apps.messaging.management.demo.mailbox import Mailbox
from apps.messaging.management.demo.smtp_door import controller


class Command(BaseCommand):
    help = "Chỉ khi DEMO=1: nhận tin nhắn SMS và thư điện tử trên máy này, hiện ra một trang để xem."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Open both doors on loopback, and close them at SIGTERM or SIGINT."""
        if not settings.DEMO:
            raise CommandError("demo_gateway chỉ chạy khi DEMO=1.")
        # Blocked here and so in every thread, then waited for: a handler that wakes the main thread is not reliable,
        # since the kernel may give the signal to another one.
        endings = {signal.SIGTERM, signal.SIGINT}
        signal.pthread_sigmask(signal.SIG_BLOCK, endings)
        mailbox = Mailbox(clock=timezone.now)
        try:
            page = HttpDoor(mailbox=mailbox, port=settings.DEMO_GATEWAY_PORT, token=settings.SMS_GATEWAY_TOKEN)
            mail = controller(mailbox=mailbox, port=settings.DEMO_SMTP_PORT)
            mail.start()
        except OSError as error:
            raise CommandError(f"Cổng đang có chương trình khác dùng: {error.strerror}") from error
        serving = threading.Thread(target=page.serve_forever, name="demo-sms")
        serving.start()
        self.stderr.write(f"Hộp gửi thử: http://127.0.0.1:{page.server_port}/ (SMTP {settings.DEMO_SMTP_PORT})")
        signal.sigwait(endings)
        page.shutdown()
        serving.join()
        page.server_close()
        mail.stop()
