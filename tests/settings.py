"""The portal's own settings with the few values a test run has to have otherwise."""

import os

from config.settings import *  # noqa: F403

# Argon2 is slow on purpose; a test that logs in pays for nothing it wants to know.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Tests that run side by side keep their files apart, or one would count what another keeps.
MEDIA_ROOT = MEDIA_ROOT / os.environ.get("PYTEST_XDIST_WORKER", "alone")  # noqa: F405
STORAGES = STORAGES | {  # noqa: F405
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(MEDIA_ROOT)},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},  # no collectstatic beforehand
}
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
# The threads of a live server would hold the test database at the end.
DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405
# A transactional test empties its tables; nobody else may empty the event log (migration dossiers.0002).
DATABASES["default"]["OPTIONS"]["options"] += " -c mot_cua.tests_may_truncate=yes"  # noqa: F405
