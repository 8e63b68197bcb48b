from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "springboard.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from springboard.accounts import events  # noqa: PLC0415 - models are there only now

        events.connect()
