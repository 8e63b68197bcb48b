from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "springboard.inspections"
    label = "inspections"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from springboard.inspections import panels  # noqa: PLC0415 - models are loaded only now

        panels.register()
