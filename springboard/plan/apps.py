from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "springboard.plan"
    label = "plan"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate, pre_migrate  # noqa: PLC0415 - models are loaded only now

        from springboard.audit.presenters import register_words  # noqa: PLC0415
        from springboard.organisations.history import register_history_guard  # noqa: PLC0415
        from springboard.plan.history import action_guard, finding_guard  # noqa: PLC0415
        from springboard.plan.triggers import come_back, step_aside  # noqa: PLC0415
        from springboard.plan.words import ACTIONS, FACTS  # noqa: PLC0415

        register_words(ACTIONS, FACTS)
        register_history_guard("plan.finding", finding_guard)
        register_history_guard("plan.action", action_guard)
        pre_migrate.connect(step_aside, sender=self)
        post_migrate.connect(come_back, sender=self)
