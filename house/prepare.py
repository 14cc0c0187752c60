"""Bring the database up to date, in one Django start: run with the venv's Python."""

import os
from io import StringIO

import django
from django.core.management import call_command


def prepare() -> None:
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    for load in ("load_places", "load_dates", "load_indicators", "index_versions"):
        call_command(load, stdout=StringIO())
    if os.environ["DEMO"] == "1":
        call_command("load_demo")


if __name__ == "__main__":
    prepare()
