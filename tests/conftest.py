"""What every test stands on: an environment of its own, and work done at once."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import django
import pytest
from django.core.cache import cache

# Settings are read below, once; DATABASE_URL and BROKER_URL may come from outside.
os.environ["DJANGO_SETTINGS_MODULE"] = "lis_portal.settings"
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="portal-tests-")
atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)
Path(os.environ["DATA_DIR"], "static").mkdir()  # whitenoise warns where it is missing
os.environ["SECRET_KEY"] = "for-tests-only-0123456789-abcdefghijklmnopqrstuvwxyz"
os.environ["SITE_URL"] = "http://testserver"
os.environ["DEMO"] = "0"
django.setup()

from lis_portal.celery import app  # noqa: E402

app.conf.task_always_eager = True
app.conf.task_eager_propagates = True

pytest_plugins = ["tests.strategies.small", "tests.world"]

PLAIN_STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


@pytest.fixture(autouse=True)
def _in_a_test(settings, tmp_path):
    """Static files by their own names, uploads in a folder of the test's own."""
    settings.STORAGES = PLAIN_STORAGES
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    }
    cache.clear()
