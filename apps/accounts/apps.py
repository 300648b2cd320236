from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.db import Error as DatabaseError


class AccountsConfig(AppConfig):
    name = "apps.accounts"
    verbose_name = "Người dùng"

    def ready(self) -> None:
        """Hang out the check that `check --deploy` makes before an office opens."""
        register(demo_accounts_stay_in_the_demonstration, deploy=True)


def demo_accounts_stay_in_the_demonstration(**kwargs: Any) -> list[CheckMessage]:
    """Everybody knows the demo passwords: such accounts exist with DEMO=1 or not at all (domain ruling 14)."""
    from apps.accounts.models import User

    if settings.DEMO:
        return []
    try:
        count = User.objects.filter(is_demo=True).count()
    except DatabaseError:
        return [Warning("Chưa hỏi được cơ sở dữ liệu có tài khoản dùng thử hay không.", id="accounts.W001")]
    if not count:
        return []
    return [
        Error(
            f"Có {count} tài khoản dùng thử trong khi DEMO không bật.",
            hint="Dùng cơ sở dữ liệu mới cho cơ quan thật. Mật khẩu của tài khoản dùng thử ai cũng biết.",
            id="accounts.E001",
        )
    ]
