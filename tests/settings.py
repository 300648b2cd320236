"""The portal's own settings with the few values a test run has to have otherwise."""

from config.settings import *  # noqa: F403

# Argon2 is slow on purpose; a test that logs in pays for nothing it wants to know.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # no collectstatic beforehand
}
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
# The threads of a live server would hold the test database at the end.
DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405
# A transactional test empties its tables; nobody else may empty the event log (migration dossiers.0002).
DATABASES["default"]["OPTIONS"]["options"] += " -c mot_cua.tests_may_truncate=yes"  # noqa: F405
