"""Makes the example trust from nothing, once: whole, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone

from springboard.home.example.people import make_people, make_trust
from springboard.home.example.planning import ExamplePlanner
from springboard.home.example.reading import read_into_plan
from springboard.home.example.welcome import PASSWORD, report_files
from springboard.organisations.models import Trust
from springboard.organisations.queries import scope_for
from springboard.plan.choices import Level
from springboard.plan.models import Finding

Say = Callable[[str], object]


def ensure_example(*, progress: Say) -> None:
    """Load the example trust unless it is there; one transaction, so that a stopped start leaves nothing behind."""
    *inspections, _ = report_files()
    if not Trust.objects.filter(is_example=True).exists():
        with transaction.atomic():
            _load(inspections, progress)


def _load(inspections: list[Path], progress: Say) -> None:
    told = _yaml("trust.yaml")
    progress(f"Making {told['name']} …")
    trust = make_trust(told)
    people = make_people(trust, told, PASSWORD)
    scope = scope_for(people["quality"])
    if scope is None:
        raise LookupError("the example's head of quality has no scope")
    for path in inspections:
        progress(f"Reading {path.name} …")
        report = read_into_plan(path, by=people["quality"], scope=scope)
    plan = _yaml("plan.yaml")
    trust.reinspection_on = _cqc_comes_back(trust, plan["reinspection_in_days"])
    trust.save(update_fields=["reinspection_on"])
    ExamplePlanner(trust, people, plan, report.reference).write()


def _cqc_comes_back(trust: Trust, otherwise_in_days: int) -> date:
    """CQC looks again when a warning notice runs out; an example opened after that day gets a later one."""
    today = timezone.localdate()
    deadlines = Finding.objects.filter(trust=trust, level=Level.WARNING_NOTICE, deadline__gt=today)
    return deadlines.values_list("deadline", flat=True).first() or today + timedelta(days=otherwise_in_days)


def _yaml(name: str) -> Any:
    return yaml.safe_load((files("springboard.home.example") / name).read_text(encoding="utf-8"))
