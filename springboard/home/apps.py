from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "springboard.home"
    label = "home"

    def ready(self) -> None:
        from springboard.home.queries import open_actions  # noqa: PLC0415 - models exist only now
        from springboard.home.shell import count_on_my_work  # noqa: PLC0415

        count_on_my_work(open_actions)
