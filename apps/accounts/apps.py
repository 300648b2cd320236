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
        """Hang out the checks that are made before an office opens."""
        register(demo_accounts_stay_in_the_demonstration, deploy=True)
        register(vneid_is_asked_over_a_closed_line)


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


def vneid_is_asked_over_a_closed_line(**kwargs: Any) -> list[CheckMessage]:
    """Over http anybody on the way could say who somebody is; on a trial nobody's number is a real one."""
    if settings.DEMO or settings.DEBUG or settings.VNEID_ISSUER.startswith("https://") or not settings.VNEID_ISSUER:
        return []
    return [
        Error(
            "VNEID_ISSUER không bắt đầu bằng https://, nên không ai đăng nhập được bằng VNeID.",
            hint="Hỏi lại nơi cấp địa chỉ VNeID; http chỉ dùng khi DEMO=1.",
            id="accounts.E002",
        )
    ]
