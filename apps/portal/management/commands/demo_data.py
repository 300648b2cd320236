"""`demo_data --dossiers N --seed S`: a fictional commune with believable people and histories; only with DEMO=1.

A million is written part by part. What was broken off goes on with `--resume` and the same N, seed and day.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import datetime, time
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from apps.core.forking import cores
from apps.dossiers.models import Dossier
from apps.portal.services import demo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
EXIT_UNUSABLE = 2


class Command(BaseCommand):
    help = "Dữ liệu mẫu: xã giả định, người và hồ sơ được dựng ra; chỉ chạy khi DEMO=1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dossiers", type=int, default=400)
        parser.add_argument("--seed", type=int, default=71)
        parser.add_argument("--until", help="YYYY-MM-DD; default now")
        parser.add_argument("--add", action="store_true", help="add to a database that already has dossiers")
        parser.add_argument("--resume", action="store_true", help="go on with a filling that was broken off")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            self._refuse("Chỉ dựng dữ liệu mẫu khi DEMO=1.")
        try:
            until = self._until(options["until"])
        except ValueError:
            self._refuse("--until phải là một ngày dạng YYYY-MM-DD.")
        try:
            made = demo.fill(
                dossiers=options["dossiers"],
                seed=options["seed"],
                until=until,
                add=options["add"],
                resume=options["resume"],
                processes=cores(),
                say=self._progress(options["dossiers"], is_resumed=options["resume"]),
            )
        except demo.AlreadyFilled:
            self._refuse("Cơ sở dữ liệu đã có hồ sơ. Thêm --add nếu thật sự muốn dựng thêm.")
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        (settings.VAR_DIR / "demo-logins.txt").write_text("\n".join(made.logins) + "\n", encoding="utf-8")
        self.stdout.write(json.dumps({"dossiers": made.dossiers, "responses": made.responses}, ensure_ascii=False))

    def _progress(self, dossiers: int, *, is_resumed: bool) -> Callable[[int], None]:
        """Where there are several parts, how far it is, how fast, and how much longer."""
        begun, before = perf_counter(), Dossier.objects.count() if is_resumed else 0

        def say(done: int) -> None:
            speed = (done - before) / (perf_counter() - begun)
            if done < dossiers or before:
                self.stderr.write(
                    f"{done}/{dossiers} hồ sơ · {speed:.0f}/giây · còn {(dossiers - done) / speed:.0f} giây"
                )

        return say

    def _until(self, text: str | None) -> datetime:
        if not text:
            return timezone.now()
        return datetime.combine(datetime.fromisoformat(text).date(), time(16, 0), ZONE)

    def _refuse(self, sentence: str) -> None:
        self.stderr.write(sentence)
        raise SystemExit(EXIT_UNUSABLE)
