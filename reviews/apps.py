from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "reviews"
    verbose_name = "Reviews"

    def ready(self) -> None:
        """The checks of a strategy are told who knows how it has moved."""
        from reviews import course  # noqa: PLC0415 - apps must be loaded first
        from strategies.checks import surroundings  # noqa: PLC0415

        surroundings.tell_course(course.rows_of)
