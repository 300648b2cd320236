from django.apps import AppConfig


class OfficialsConfig(AppConfig):
    name = "apps.officials"
    verbose_name = "Cán bộ và cơ quan"
