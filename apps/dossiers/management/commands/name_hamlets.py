"""`manage.py name_hamlets`: received dossiers without a hamlet get the one their address names."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from apps.dossiers.services.hamlets import name_hamlets
from apps.officials.models import Agency


class Command(BaseCommand):
    help = "Ghi thôn cho các hồ sơ đã tiếp nhận mà chưa rõ thôn, theo địa chỉ và danh sách thôn hiện có; chạy lại được."

    def handle(self, *args: Any, **options: Any) -> None:
        for agency in Agency.objects.filter(hamlets__is_current=True).distinct().order_by("pk"):
            self.stdout.write(f"{agency.code} {name_hamlets(agency_id=agency.pk)}")
