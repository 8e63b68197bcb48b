from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "springboard.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
