from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "springboard.organisations"
    label = "organisations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from springboard.audit.presenters import register_words  # noqa: PLC0415 - the rooms are there only now
        from springboard.organisations.history import register_history_guard, unit_guard  # noqa: PLC0415
        from springboard.organisations.words import ACTIONS, FACTS  # noqa: PLC0415

        register_words(ACTIONS, FACTS)
        register_history_guard("organisations.unit", unit_guard)
