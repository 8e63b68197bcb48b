"""Closed lists about the data: foreign keys point down the floors, and every model has a factory."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models
from factory.django import DjangoModelFactory

from tests import factories

FLOORS = ["audit", "accounts", "organisations", "plan", "inspections"]
OURS = [model for model in apps.get_models() if model.__module__.startswith("springboard.")]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_foreign_keys_point_down(model: type[models.Model]) -> None:
    here = FLOORS.index(model._meta.app_label)
    for field in model._meta.get_fields():
        target = getattr(field, "related_model", None)
        if target is None or field.auto_created or target._meta.app_label not in FLOORS:
            continue
        assert FLOORS.index(target._meta.app_label) <= here, f"{model._meta.label}.{field.name} points upward"


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_model_has_a_factory(model: type[models.Model]) -> None:
    made = {
        item._meta.model
        for item in vars(factories).values()
        if isinstance(item, type) and issubclass(item, DjangoModelFactory) and item is not DjangoModelFactory
    }
    assert model in made, f"write a factory for {model._meta.label} in tests/factories.py"
