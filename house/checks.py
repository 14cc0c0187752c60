"""`./run check` says what is wrong; `./run fix` mends what can be mended."""

import subprocess
from pathlib import Path

from house.paths import PYTHON, ROOT, environment

BIN = PYTHON.parent
MANAGE = (PYTHON, ROOT / "manage.py")

# What a real deployment sets: `check --deploy` is about this, not about ./run.
PRODUCTION = {
    "DEBUG": "0",
    "DEMO": "0",
    "SITE_URL": "https://portal.example",
    "ALLOWED_HOSTS": "",
    "SECRET_KEY": "for-checking-only-0123456789-abcdefghijklmnopqrstuvwxyz",
    "EMAIL_HOST": "mail.example",
}


def check() -> int:
    """Run every check, whatever the others say; 1 if any found something."""
    production = environment() | PRODUCTION
    deploy = (*MANAGE, "check", "--deploy", "--fail-level", "WARNING")
    found = [
        title
        for title, good in {
            "lint": passes(BIN / "ruff", "check"),
            "format": passes(BIN / "ruff", "format", "--check"),
            "templates": passes(
                BIN / "djhtml", "--tabwidth", "2", "--check", "templates"
            ),
            "types": passes(BIN / "mypy", "."),
            "imports": passes(BIN / "lint-imports"),
            "settings": passes(*deploy, env=production),
            "migrations": passes(*MANAGE, "makemigrations", "--check", "--dry-run"),
        }.items()
        if not good
    ]
    print(f"Check: {'found faults in ' + ', '.join(found) if found else 'all good'}")
    return 1 if found else 0


def fix() -> int:
    good = [
        passes(BIN / "ruff", "check", "--fix"),
        passes(BIN / "ruff", "format"),
        passes(BIN / "djhtml", "--tabwidth", "2", "templates"),
    ]
    return 0 if all(good) else 1


def passes(*command: str | Path, env: dict[str, str] | None = None) -> bool:
    print("$", *(Path(part).name for part in command[:8]), flush=True)
    done = subprocess.run(command, cwd=ROOT, env=env or environment(), check=False)
    return done.returncode == 0
