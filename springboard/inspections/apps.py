from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "springboard.inspections"
    label = "inspections"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from springboard.audit.presenters import register_words  # noqa: PLC0415 - models are loaded only now
        from springboard.inspections import history, panels  # noqa: PLC0415
        from springboard.inspections.words import ACTIONS, FACTS  # noqa: PLC0415

        panels.register()
        history.register()
        register_words(ACTIONS, FACTS)
