"""What `./run` can do."""

import os
import sys

from house import checks, install, machine, serve, suite
from house.paths import PYTHON, ROOT, environment

HELP = """\
./run                 install what is missing, start everything, say when it is ready
./run setup           only install and build
./run setup-tests     install what the whole suite needs: PostgreSQL, Redis, Chromium, Java
./run test [ARGS]     the whole suite; with arguments, pytest with them
./run check           lint, types, templates, imports, settings, migrations
./run fix             format, and mend what can be mended
./run bench [ARGS]    measure against the promises in figures
./run manage ARGS     Django's manage.py with the environment of ./run

PORT (8000), DATA_DIR (var), DEMO (1) and SITE_URL may be set in the environment.
"""


def become(*command: str) -> None:
    """Turn this process into the command, with the environment of ./run."""
    os.execve(command[0], list(command), environment())  # noqa: S606


def main(name: str = "", *rest: str) -> int:
    match name:
        case "":
            install.everything()
            return serve.run()
        case "setup":
            install.everything()
            return 0
        case "setup-tests":
            machine.provide(machine.TO_TEST)
            return 0
        case "test":
            install.everything()
            return suite.run(*rest)
        case "check":
            install.everything()
            return checks.check()
        case "fix":
            install.everything()
            return checks.fix()
        case "bench":
            install.everything()
            become(str(PYTHON), "-m", "bench", *rest)
        case "manage":
            become(str(PYTHON), str(ROOT / "manage.py"), *rest)
        case "help" | "-h" | "--help":
            print(HELP, end="")
            return 0
    print(f"./run does not know “{name}”.\n\n{HELP}", file=sys.stderr, end="")
    return 2


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
