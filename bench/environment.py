"""A portal of the bench's own: its settings, its folder, and people signed in to it."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING

import django

from bench.servers import free_port

if TYPE_CHECKING:
    from people.models import User

FOLDER = tempfile.TemporaryDirectory(prefix="portal-bench-")
PORT = free_port()
SQLITE = f"sqlite:///{FOLDER.name}/portal.sqlite3"


def prepare(database: str = SQLITE) -> None:
    """Set Django up on this database. Comes before anything that imports a model."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "lis_portal.settings",
        "DATA_DIR": FOLDER.name,
        "DATABASE_URL": database,
        "BROKER_URL": "filesystem://",
        "SITE_URL": f"http://127.0.0.1:{PORT}",
        "SECRET_KEY": "only-for-the-bench-0123456789-abcdefghijklmnop",
        "DEMO": "0",
        "STATIC_ROOT": f"{FOLDER.name}/static",
        "LOG_LEVEL": "ERROR",
    }
    django.setup()


def migrate() -> None:
    from django.core.management import call_command  # noqa: PLC0415 - once set up

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def cookies_of(user: User) -> dict[str, str]:
    """A session as signing in makes it."""
    from django.conf import settings  # noqa: PLC0415 - once set up
    from django.contrib import auth  # noqa: PLC0415
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415
    from django.middleware.csrf import _get_new_csrf_string  # noqa: PLC0415

    session = SessionStore()
    session[auth.SESSION_KEY] = str(user.pk)
    session[auth.BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[auth.HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return {
        settings.SESSION_COOKIE_NAME: session.session_key or "",
        settings.CSRF_COOKIE_NAME: _get_new_csrf_string(),
    }
