"""A database file of its own, and real processes at work on it side by side."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MIGRATE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
"""
START = "import django; django.setup()\n"


class Apart:
    """A small portal in a folder: run Python in it, several at once if need be."""

    def __init__(self, folder: Path, **environment: str) -> None:
        (folder / "static").mkdir()
        self.environment = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "lis_portal.settings",
            "DATA_DIR": str(folder),
            "SECRET_KEY": "for-tests-only-0123456789-abcdefghijklmnopqrstuvwxyz",
            "SITE_URL": "http://testserver",
            "DEMO": "0",
            "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend",
            **environment,
        }
        self.run(MIGRATE)

    def start(self, code: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", START + code],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, code: str) -> str:
        return self.finish(self.start(code))

    def run_at_once(self, code: str, times: int) -> list[str]:
        """The same code so many times, begun at one moment."""
        wait = f"import time; time.sleep(max(0, {time.time() + 5} - time.time()))\n"
        processes = [self.start(wait + code) for _ in range(times)]
        return [self.finish(process) for process in processes]

    @staticmethod
    def finish(process: subprocess.Popen[str]) -> str:
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        return out.strip()
