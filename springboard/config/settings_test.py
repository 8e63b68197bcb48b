"""Settings of the test run: fast hashing, files in a throw-away folder, the database of DATABASE_URL or SQLite."""

import os
import tempfile

os.environ.setdefault("SPRINGBOARD_MODE", "demo")
os.environ.setdefault("SPRINGBOARD_SECRET_KEY", "only-for-tests-" + "0123456789" * 5)
os.environ.setdefault("SPRINGBOARD_DATA", tempfile.mkdtemp(prefix="springboard-tests-"))
os.environ.setdefault("SPRINGBOARD_LOG_LEVEL", "WARNING")

from springboard.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Tests run tasks at once, in the same transaction they were enqueued in.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": ["default", "reading"]}}
WHITENOISE_AUTOREFRESH = True
