from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "apps.dossiers"
    verbose_name = "Hồ sơ"
