"""Wiring that belongs to no room: done once, when Django has loaded every room."""

from django.apps import AppConfig


class SpringboardConfig(AppConfig):
    name = "springboard.config"
    label = "springboard_config"
    verbose_name = "Springboard"
