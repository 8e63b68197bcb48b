"""How page time grows with the plan: the same pages on trusts of 100, 1,000, 3,000 and 10,000 actions, in one process.

Prints milliseconds, SQL queries, and the ratio to the smallest trust. Asserts nothing. The findings are made of words
that are as unevenly common as those of real sentences, so that look-alikes cost what they would cost.
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
from springboard.organisations.models import Membership, Trust
from springboard.plan.models import Action, ActionFinding, Finding, FindingWord
from springboard.plan.ordering import order_key

SERVICES = ("acute_picu", "crisis", "older_wards", "community_adults", "forensic")
PAGES = {"home": "/", "my work": "/my-work/", "plan": "/plan/", "plan, page 3": "/plan/?page=3",
         "plan, filtered": "/plan/?level=should&service=crisis", "plan by owner": "/plan/?group=owner",
         "plan, words": "/plan/?text=risk", "grid": "/plan/grid/", "action": "/plan/A-7",
         "finding": "/plan/finding/CQC-2026-03/M7", "register": "/plan/findings/",
         "register, words": "/plan/findings/?text=risk&state=actions",
         "search": "/search/?q=thing"}  # fmt: skip
SIZES = tuple(map(int, sys.argv[1:])) or (100, 1000, 3000, 10_000)
LEVELS = ("must", "should", "must", "gap", "recommendation")
QUESTIONS = (["safe"], ["effective"], ["well_led", "safe"], [], ["caring"])
WORDS = [f"{start}{end}" for start in ("risk", "ward", "record", "train", "medic", "restraint", "audit", "famil",
         "plan", "incident", "consent", "observ", "ligatur", "seclus", "discharg") for end in ("", "o", "u",
         "ar", "ik", "on",
         "un", "or", "ul", "am", "ok", "ul", "ap", "om", "it", "al", "ur", "ag", "og", "ib")]  # fmt: skip


def make_trust(size: int) -> User:
    """A trust with ``size`` actions and half as many findings, and its quality lead."""
    today = timezone.localdate()
    trust = Trust.objects.create(name=f"Trust of {size} (example)", short_name=f"{size}")
    lead = User.objects.create_user(f"lead{size}@example.test", "x", name="Lead")
    Membership.objects.create(user=lead, trust=trust, role="quality_lead")
    findings = make_findings(trust, size // 2)
    actions = Action.objects.bulk_create(
        Action(trust=trust, number=n + 1, what=f"Do thing {n}", owner=lead if n % 50 == 0 else None,
               due=today + timedelta(days=n % 90 - 20), search_text=f"thing {n}")
        for n in range(size)
    )  # fmt: skip
    ActionFinding.objects.bulk_create(
        ActionFinding(action=action, finding=findings[n % (len(findings) * 9 // 10)])
        for n, action in enumerate(actions)
    )
    return lead


def make_findings(trust: Trust, number: int) -> list[Finding]:
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
                    key_questions=QUESTIONS[n // 5 % 5], search_text=fold(f"{reference} {text}"),
                    order_key=order_key(level, raised_on, reference),
                    regulations=[{"instrument": "2014", "number": str(9 + n % 12)}])
        )  # fmt: skip
    found = Finding.objects.bulk_create(rows)
    FindingWord.objects.bulk_create([word for row in found for word in FindingWord.of(row)])
    return found


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
    print(f"{'page':<16}" + "".join(f"{size:>8} actions (queries, ratio)" for size in SIZES))
    for name, path in PAGES.items():
        line, first = f"{name:<16}", 0.0
        for size in SIZES:
            milliseconds, queries = measure(clients[size], path)
            first = first or milliseconds
            line += f"{milliseconds:>8.1f} ms ({queries:>2}, ×{milliseconds / first:.1f})        "
        print(line)


if __name__ == "__main__":
    main()
