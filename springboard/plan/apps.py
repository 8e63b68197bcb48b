from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "springboard.plan"
    label = "plan"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from springboard.audit.presenters import register_words  # noqa: PLC0415 - models are loaded only now
        from springboard.organisations.history import register_history_guard  # noqa: PLC0415
        from springboard.plan.history import action_guard, finding_guard  # noqa: PLC0415
        from springboard.plan.words import ACTIONS, FACTS  # noqa: PLC0415

        register_words(ACTIONS, FACTS)
        register_history_guard("plan.finding", finding_guard)
        register_history_guard("plan.action", action_guard)
