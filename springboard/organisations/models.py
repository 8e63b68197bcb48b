"""A trust, its directorates, services, wards and teams, its sites, and who belongs where in which role."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from springboard.accounts.roles import CHOICES as ROLE_CHOICES
from springboard.accounts.roles import ROLES
from springboard.organisations.choices import UnitKind

_NEEDS_END = [role.code for role in ROLES if role.needs_end]


class Trust(models.Model):
    name = models.CharField(max_length=200, unique=True)
    short_name = models.CharField(max_length=60)
    cqc_provider_id = models.CharField("CQC provider id", max_length=20, blank=True)
    is_example = models.BooleanField(default=False)
    reinspection_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Site(models.Model):
    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="sites")
    name = models.CharField(max_length=160)
    cqc_location_id = models.CharField("CQC location id", max_length=20, blank=True)
    postcode = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("trust", Lower("name"), name="organisations_site_name_once_per_trust"),
        ]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A directorate, a service (with its CQC core service) or a ward or team. ``path`` is ``/1/5/9/``: the
    ids from the top down to this unit, so that everything below a unit is one prefix search."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    kind = models.CharField(max_length=12, choices=UnitKind.choices)
    name = models.CharField(max_length=160)
    core_service = models.CharField("CQC core service", max_length=40, blank=True)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, blank=True, related_name="units")
    path = models.CharField(max_length=200, blank=True, db_index=True)
    closed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(kind__in=UnitKind.values), name="organisations_unit_kind_in_list"),
            models.CheckConstraint(
                condition=~Q(kind=UnitKind.DIRECTORATE) | Q(parent__isnull=True),
                name="organisations_unit_directorate_at_top",
            ),
            models.CheckConstraint(
                condition=Q(core_service="") | Q(kind=UnitKind.SERVICE),
                name="organisations_unit_core_service_on_service",
            ),
            # Two constraints, because SQLite takes two empty parents for two different values.
            models.UniqueConstraint(
                "trust",
                "parent",
                Lower("name"),
                name="organisations_unit_name_once",
                condition=Q(parent__isnull=False, closed_on__isnull=True),
            ),
            models.UniqueConstraint(
                "trust",
                Lower("name"),
                name="organisations_unit_name_once_at_top",
                condition=Q(parent__isnull=True, closed_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One person, one role, in a whole trust (``unit`` empty) or in a unit and everything below it.
    ``ended_at`` is set when somebody ends the role before its last day: it counts at once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships")
    role = models.CharField(max_length=24, choices=ROLE_CHOICES)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["user", "trust", "unit", "role"],
                name="organisations_membership_once",
                condition=Q(unit__isnull=False, ended_at__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["user", "trust", "role"],
                name="organisations_membership_once_in_trust",
                condition=Q(unit__isnull=True, ended_at__isnull=True),
            ),
            models.CheckConstraint(
                condition=Q(role__in=[code for code, _ in ROLE_CHOICES]),
                name="organisations_membership_role_in_list",
            ),
            models.CheckConstraint(
                condition=~Q(role__in=_NEEDS_END) | Q(ends_on__isnull=False),
                name="organisations_membership_external_has_end",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="organisations_membership_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}"
