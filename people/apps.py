from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = "People and places"

    def ready(self) -> None:
        from people import sign_ins  # noqa: F401, PLC0415 - listens from here on
