"""Lists of values used by models, forms and rules of this room."""

from django.db import models


class UnitKind(models.TextChoices):
    DIRECTORATE = "directorate", "Directorate"
    SERVICE = "service", "Service"
    TEAM = "team", "Ward or team"
