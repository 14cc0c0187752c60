"""Where things are, and the environment our programs run in."""

import hashlib
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
BUILT = ROOT / "static" / "built"
COLLECTED = ROOT / ".static"


def data_dir() -> Path:
    folder = Path(os.environ.get("DATA_DIR") or "var")
    folder = (ROOT / folder).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def kept_secret(name: str, length: int) -> str:
    """A random word, made once for each data folder and kept there."""
    path = data_dir() / name
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(length))
    return path.read_text().strip()


def environment() -> dict[str, str]:
    """Ours, with what ./run decides wherever nobody has said otherwise."""
    port = os.environ.get("PORT") or "8000"
    defaults = {
        "DJANGO_SETTINGS_MODULE": "lis_portal.settings",
        "PORT": port,
        "SITE_URL": f"http://127.0.0.1:{port}",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "DEMO": "1",
        "BROKER_URL": "filesystem://localhost",
        "STATIC_ROOT": str(COLLECTED),
    }
    given = {name: value for name, value in os.environ.items() if value}
    env = {**defaults, **given, "DATA_DIR": str(data_dir())}
    env.setdefault("SECRET_KEY", kept_secret("secret-key", 48))
    env.setdefault("DEMO_PASSWORD", kept_secret("demo-password", 12))
    return env


def fingerprint(paths: Iterable[Path], *facts: str) -> str:
    """One hash over the files' names and bytes, and the facts."""
    digest = hashlib.sha256("\0".join(facts).encode())
    for path in sorted(paths):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0")
        digest.update(path.read_bytes())
    return digest.hexdigest()


def files_under(*folders: Path) -> list[Path]:
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]
