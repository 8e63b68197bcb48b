"""How page time grows with the plan: the same pages on trusts of 100, 1,000 and 3,000 actions, in one process.

Prints milliseconds, SQL queries, and the ratio to the smallest trust. Asserts nothing.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["SPRINGBOARD_DATA"] = tempfile.mkdtemp(prefix="springboard-bench-")
os.environ.pop("DATABASE_URL", None)
os.environ["DJANGO_SETTINGS_MODULE"] = "springboard.config.settings_test"

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from springboard.accounts.models import User
from springboard.organisations.models import Membership, Trust
from springboard.plan.models import Action, ActionFinding, Finding

SERVICES = ("acute_picu", "crisis", "older_wards", "community_adults", "forensic")
PAGES = {"home": "/", "my work": "/my-work/", "plan": "/plan/", "grid": "/plan/grid/", "action": "/plan/A-7",
         "findings": "/plan/findings/", "search": "/search/?q=thing"}  # fmt: skip
SIZES = (100, 1000, 3000)


def make_trust(size: int) -> User:
    """A trust with ``size`` actions and half as many findings, and its quality lead."""
    today = timezone.localdate()
    trust = Trust.objects.create(name=f"Trust of {size} (example)", short_name=f"{size}")
    lead = User.objects.create_user(f"lead{size}@example.test", "x", name="Lead")
    Membership.objects.create(user=lead, trust=trust, role="quality_lead")
    findings = Finding.objects.bulk_create(
        Finding(trust=trust, reference=f"CQC-2026-03/M{n}", level="must", text=f"The trust must ensure thing {n}.",
                source_kind="cqc_report", source_reference="CQC-2026-03", raised_on=today,
                core_service=SERVICES[n % 5], search_text=f"thing {n}")
        for n in range(size // 2)
    )  # fmt: skip
    actions = Action.objects.bulk_create(
        Action(trust=trust, number=n + 1, what=f"Do thing {n}", owner=lead if n % 50 == 0 else None,
               due=today + timedelta(days=n % 90 - 20), search_text=f"thing {n}")
        for n in range(size)
    )  # fmt: skip
    ActionFinding.objects.bulk_create(
        ActionFinding(action=action, finding=findings[n % len(findings)]) for n, action in enumerate(actions)
    )
    return lead


def measure(client: Client, path: str) -> tuple[float, int]:
    """Median milliseconds of five requests, and the number of queries."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    asked = len(queries)  # now: the next request empties the log
    times = []
    for _ in range(5):
        begin = time.perf_counter()
        client.get(path)
        times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times), asked


def main() -> None:
    call_command("migrate", verbosity=0)
    clients = {}
    for size in SIZES:
        clients[size] = Client(SERVER_NAME="localhost")
        clients[size].force_login(make_trust(size))
    print(f"{'page':<10}" + "".join(f"{size:>8} actions (queries, ratio)" for size in SIZES))
    for name, path in PAGES.items():
        line, first = f"{name:<10}", 0.0
        for size in SIZES:
            milliseconds, queries = measure(clients[size], path)
            first = first or milliseconds
            line += f"{milliseconds:>8.1f} ms ({queries:>2}, ×{milliseconds / first:.1f})        "
        print(line)


if __name__ == "__main__":
    main()
