"""`manage.py demo_gateway`: takes SMS, Zalo and e-mail of a demonstration, shows and reports them."""

from __future__ import annotations

import signal
import threading
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from apps.messaging.management.demo.counter import Counter
from apps.messaging.management.demo.http_door import HttpDoor
from apps.messaging.management.demo.mailbox import Mailbox
from apps.messaging.management.demo.moods import Moods
from apps.messaging.management.demo.reporter import Reporter
from apps.messaging.management.demo.smtp_door import controller


class Command(BaseCommand):
    help = "Chỉ khi DEMO=1: nhận SMS, Zalo và thư điện tử trên máy này, hiện ra một trang để xem."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Open both doors on loopback, and close them at SIGTERM or SIGINT."""
        if not settings.DEMO:
            raise CommandError("demo_gateway chỉ chạy khi DEMO=1.")
        # Blocked here and so in every thread, then waited for: a handler that wakes the main thread is not reliable,
        # since the kernel may give the signal to another one.
        endings = {signal.SIGTERM, signal.SIGINT}
        signal.pthread_sigmask(signal.SIG_BLOCK, endings)
        reporter = Reporter(address=settings.PUBLIC_ADDRESS, secrets=settings.CALLBACK_SECRETS)
        counter = Counter(mailbox=Mailbox(clock=timezone.now), moods=Moods(), reporter=reporter)
        try:
            page = HttpDoor(
                counter=counter,
                port=settings.DEMO_GATEWAY_PORT,
                token=settings.SMS_GATEWAY_TOKEN,
                zalo_token=settings.ZALO_GATEWAY_TOKEN,
            )
            mail = controller(counter=counter, port=settings.DEMO_SMTP_PORT)
            mail.start()
        except OSError as error:
            raise CommandError(f"Cổng đang có chương trình khác dùng: {error.strerror}") from error
        serving = threading.Thread(target=page.serve_forever, name="demo-sms")
        serving.start()
        reporter.start()
        self.stderr.write(f"Hộp gửi thử: http://127.0.0.1:{page.server_port}/ (SMTP {settings.DEMO_SMTP_PORT})")
        signal.sigwait(endings)
        page.shutdown()
        serving.join()
        page.server_close()
        mail.stop()
        reporter.stop()
