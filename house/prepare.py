"""Bring the database up to date, in one Django start: run with the venv's Python."""

import os

import django
from django.core.management import call_command


def prepare() -> None:
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable")
    call_command("load_places")
    if os.environ["DEMO"] == "1":
        call_command("load_demo")


if __name__ == "__main__":
    prepare()
