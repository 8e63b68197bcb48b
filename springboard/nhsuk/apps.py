from django.apps import AppConfig


class NhsukConfig(AppConfig):
    name = "springboard.nhsuk"
    label = "nhsuk"
