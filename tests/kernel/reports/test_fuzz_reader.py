"""Whatever the bytes, only ReportError comes out. The long run is ``benchmarks/fuzz_reader.py``."""

from __future__ import annotations

import json
import random
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from springboard.kernel.reports import Limits, Report, ReportError, read_report
from springboard.kernel.reports.serial import report_from_dict, report_to_dict
from tests.kernel.reports.examples import HEAD, front_page
from tests.kernel.reports.pdf_maker import MadePage, pdf

pytestmark = pytest.mark.fuzz
BOUNDS = Limits(pages=200, characters=2_000_000)
BODY = """Areas for improvement
Action the trust MUST take to improve
Trust-wide
• The trust must ensure that alarms work. (Regulation 12(2)(a) and (e))
Action the trust SHOULD take to improve
• The trust should review menus; and
Requirement notices
Regulated activity
Treatment of disease, disorder or injury
Regulation 12 HSCA (RA) Regulations 2014 Safe care and treatment
Enforcement actions
We imposed conditions. The conditions are:
• not admit anybody by 3 May 2019
Safe Effective Caring Responsive Well-led Overall
Forensic wards Good Good Requires improvement Good Good Good
"""
ANSWER = {
    "locationId": "1-1",
    "providerId": "1-2",
    "name": "A place",
    "organisationType": "Location",
    "currentRatings": {"overall": {"rating": "Good", "keyQuestionRatings": [{"name": "Safe", "rating": "Good"}]}},
    "historicRatings": [],
    "assessment": [
        {
            "ratings": {
                "asgRatings": [
                    {"rating": "Good", "keyQuestionRatings": [{"name": "Safe", "rating": "Good", "topicareas": []}]}
                ]
            }
        }
    ],
}


def sound(content: bytes) -> Report | None:
    """The report, checked to be storable; ``None`` when it was refused properly."""
    with suppress(ReportError):
        report = read_report(content, limits=BOUNDS)
        assert report_from_dict(json.loads(json.dumps(report_to_dict(report)))) == report
        return report
    return None


def mutated(content: bytes, seed: int) -> bytes:
    """Some bytes changed, taken out, doubled or put elsewhere."""
    chance = random.Random(seed)  # noqa: S311  (mutations that can be repeated)
    out = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        at, length = chance.randrange(len(out) or 1), chance.randint(1, 40)
        match chance.randrange(5):
            case 0:
                out[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del out[at : at + length]
            case 2:
                out[at:at] = out[at : at + length] * chance.randint(1, 4)
            case 3:
                out[at:at] = bytes(chance.randrange(256) for _ in range(length))
            case _:
                out[at : at + length] = str(chance.choice([0, -1, 2**31, 2**63, 99999999])).encode()
    return bytes(out)


def sample() -> bytes:
    page = MadePage()
    page.lines(40, 60, BODY.splitlines())
    return pdf([front_page(), page])


def test_the_samples_themselves_are_read() -> None:
    assert sound(sample())
    assert sound((HEAD + BODY).encode())
    assert sound(json.dumps(ANSWER).encode())


@pytest.mark.parametrize("seed", range(150))
def test_mutated_pdf(seed: int) -> None:
    sound(mutated(sample(), seed))


@pytest.mark.parametrize("seed", range(75))
def test_mutated_text(seed: int) -> None:
    sound(mutated((HEAD + BODY).encode(), seed))


@pytest.mark.parametrize("seed", range(75))
def test_mutated_json(seed: int) -> None:
    sound(mutated(json.dumps(ANSWER).encode(), seed))


LINES = st.lists(
    st.sampled_from([*BODY.splitlines(), "•", "-", "", "\f", "Safe", "Good", "Requires", "improvement", "x" * 200])
    | st.text(max_size=60),
    max_size=40,
)


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(LINES)
def test_lines_in_any_order(lines: list[str]) -> None:
    report = sound((HEAD + "\n".join(lines)).encode("utf-8", "replace"))
    if report:
        assert all(f.text and f.quote for f in report.findings)


@settings(max_examples=100)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "overall",
                        "rating",
                        "keyQuestionRatings",
                        "name",
                        "assessment",
                        "ratings",
                        "asgRatings",
                        "topicareas",
                    ]
                ),
                inner,
            )
        ),
        max_leaves=25,
    )
)
def test_any_json_under_the_known_keys(value: object) -> None:
    sound(json.dumps({**ANSWER, "currentRatings": value, "historicRatings": value, "assessment": value}).encode())
