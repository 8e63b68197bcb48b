"""How page time grows with the plan: the same pages on trusts of 100, 1,000, 3,000 and 10,000 actions, in one process.

For each page: queries and milliseconds of the processor (SQLite works in the same process, so nothing is left out, and
other work on the machine is), with the ratio to the smallest trust; first when nothing has changed since the page was
last seen, then right after somebody changed an action and a finding. A trust has as many owners as a third of its
actions, and a ward for each 33 of them; "ward: …" is what the manager of one ward sees. Asserts nothing. The findings
are made of words that are as unevenly common as those of real sentences, so that look-alikes cost what they would.
"""

from __future__ import annotations

import os
import random
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
from springboard.kernel.text.folding import fold
from springboard.organisations.models import Membership, Trust, Unit
from springboard.plan.models import Action, ActionFinding, Finding, FindingWord
from springboard.plan.ordering import order_key

SERVICES = ("acute_picu", "crisis", "older_wards", "community_adults", "forensic")
PAGES = {"home": "/", "my work": "/my-work/", "plan": "/plan/", "plan, page 3": "/plan/?page=3",
         "plan, filtered": "/plan/?level=should&service=crisis", "plan by owner": "/plan/?group=owner",
         "plan, words": "/plan/?text=risk", "grid": "/plan/grid/", "action": "/plan/A-7",
         "finding": "/plan/finding/CQC-2026-03/M7", "register": "/plan/findings/",
         "register, words": "/plan/findings/?text=risk&state=actions",
         "search": "/search/?q=thing", "ward: home": "/", "ward: my work": "/my-work/",
         "ward: plan": "/plan/", "ward: grid": "/plan/grid/"}  # fmt: skip
SIZES = tuple(map(int, sys.argv[1:])) or (100, 1000, 3000, 10_000)
LEVELS = ("must", "should", "must", "gap", "recommendation")
QUESTIONS = (["safe"], ["effective"], ["well_led", "safe"], [], ["caring"])
WORDS = [f"{start}{end}" for start in ("risk", "ward", "record", "train", "medic", "restraint", "audit", "famil",
         "plan", "incident", "consent", "observ", "ligatur", "seclus", "discharg") for end in ("", "o", "u",
         "ar", "ik", "on",
         "un", "or", "ul", "am", "ok", "ul", "ap", "om", "it", "al", "ur", "ag", "og", "ib")]  # fmt: skip


def make_trust(size: int) -> tuple[User, User]:
    """A trust with ``size`` actions and half as many findings, its quality lead, and the manager of one ward."""
    today = timezone.localdate()
    trust = Trust.objects.create(name=f"Trust of {size} (example)", short_name=f"{size}",
                                 reinspection_on=today + timedelta(days=40))  # fmt: skip
    lead, manager = (User.objects.create_user(f"{name}{size}@example.test", "x", name=name) for name in ("L", "M"))
    wards = make_wards(trust, size)
    Membership.objects.create(user=lead, trust=trust, role="quality_lead")
    Membership.objects.create(user=manager, trust=trust, role="ward_manager", unit=wards[0])
    owners = User.objects.bulk_create(
        User(email=f"o{n}.{size}@example.test", name=f"Owner {n * 7919 % 10007}") for n in range(max(2, size * 3 // 10))
    )
    findings = make_findings(trust, size // 2, wards)
    actions = Action.objects.bulk_create(
        Action(trust=trust, number=n + 1, what=f"Do thing {n}", search_text=f"thing {n}",
               owner=lead if n % max(1, size // 40) == 0 else owners[n % len(owners)] if n % 9 else None,
               due=today + timedelta(days=n % 90 - 20), unit=wards[n % len(wards)] if n % 3 else None)
        for n in range(size)
    )  # fmt: skip
    ActionFinding.objects.bulk_create(
        ActionFinding(action=action, finding=findings[n % (len(findings) * 9 // 10)])
        for n, action in enumerate(actions)
    )
    return lead, manager


def make_wards(trust: Trust, size: int) -> list[Unit]:
    """Three wards at least, each under the service it belongs to."""
    services = [Unit.objects.create(trust=trust, kind="service", name=code, core_service=code) for code in SERVICES]
    Unit.objects.bulk_create(
        Unit(trust=trust, kind="team", name=f"Ward {n}", parent=services[n % len(services)])
        for n in range(max(3, size * 3 // 100))
    )
    for unit in Unit.objects.filter(trust=trust).order_by("pk").select_related("parent"):
        unit.path = f"/{unit.parent_id}/{unit.pk}/" if unit.parent_id else f"/{unit.pk}/"
        unit.save(update_fields=["path"])
    return list(Unit.objects.filter(trust=trust, kind="team").order_by("pk"))


def make_findings(trust: Trust, number: int, wards: list[Unit]) -> list[Finding]:
    """Findings and the words they are known by, in bulk: what ``save`` makes beside the words is made here."""
    chance, today = random.Random(number), timezone.localdate()
    rare = [1 / (place + 3) for place in range(len(WORDS))]
    rows = []
    for n in range(number):
        text = f"The trust must ensure thing {n}: {' '.join(chance.choices(WORDS, rare, k=18))}."
        level, raised_on, reference = LEVELS[n % 5], today - timedelta(days=n % 400), f"CQC-2026-03/M{n}"
        rows.append(
            Finding(trust=trust, reference=reference, level=level, text=text, source_kind="cqc_report",
                    source_reference="CQC-2026-03", raised_on=raised_on, core_service=SERVICES[n % 5],
                    unit=wards[n % len(wards)] if n % 2 else None,
                    key_questions=QUESTIONS[n // 5 % 5], search_text=fold(f"{reference} {text}"),
                    order_key=order_key(level, raised_on, reference),
                    regulations=[{"instrument": "2014", "number": str(9 + n % 12)}])
        )  # fmt: skip
    found = Finding.objects.bulk_create(rows)
    FindingWord.objects.bulk_create([word for row in found for word in FindingWord.of(row)])
    return found


def measure(client: Client, path: str, trust: Trust, *, change: bool) -> tuple[float, int]:
    """Median milliseconds of seven requests, and the number of queries of one more."""
    times = []
    for _ in range(7):
        if change:
            something_changes(trust)
        begin = time.process_time()
        client.get(path)
        times.append((time.process_time() - begin) * 1000)
    if change:
        something_changes(trust)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return statistics.median(times), len(queries)


def something_changes(trust: Trust) -> None:
    for row in (trust.actions.order_by("-pk").first(), trust.findings.order_by("-pk").first()):
        type(row).objects.filter(pk=row.pk).update(version=row.version + 1)


def main() -> None:
    call_command("migrate", verbosity=0)
    clients = {}
    for size in SIZES:
        lead, manager = (Client(SERVER_NAME="localhost") for _ in range(2))
        for client, user in zip((lead, manager), make_trust(size), strict=True):
            client.force_login(user)
        clients[size] = (lead, manager, Trust.objects.get(short_name=f"{size}"))
    print(f"{'page':<16}" + "".join(f"{size:>13,}: same       changed        " for size in SIZES))
    for name, path in PAGES.items():
        line, first = f"{name:<16}", 0.0
        for size in SIZES:
            lead, manager, trust = clients[size]
            for change in (False, True):
                found = measure(manager if name.startswith("ward") else lead, path, trust, change=change)
                first = first or found[0]
                line += f"{found[0]:>7.1f} ({found[1]:>2}, ×{found[0] / first:3.1f})"
            line += "  "
        print(line, flush=True)


if __name__ == "__main__":
    main()
