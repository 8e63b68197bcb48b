"""Rule sets for the tests: the shape of CQC's, built by hand, and any rule set at all."""

from __future__ import annotations

from hypothesis import strategies as st

from springboard.kernel.ratings import (
    SCALE,
    Band,
    Limiter,
    RuleSet,
    ScoreRules,
    Setting,
    StatementLimiter,
)
from springboard.kernel.reports.model import RatingWord

RATED = st.sampled_from(SCALE)


def setting(code: str, value: int | str, *, verified: bool = True, on: bool = True) -> Setting:
    return Setting(code, value, verified, "a test", on=on)


def band(smallest: int, largest: int | None, many: int, *, verified: bool = False, on: bool = True) -> Band:
    code = f"{smallest}"
    return Band(
        smallest,
        largest,
        setting(f"{code}.o", many),
        setting(f"{code}.r", many, verified=verified, on=on),
        setting(f"{code}.i", many, verified=verified, on=on),
        setting(f"{code}.a", 1, verified=verified, on=on),
    )


def limiter(fact: str, cap: str, level: str = "key_question", **more: object) -> Limiter:
    limit = setting(f"{level}.{fact}", cap, on=bool(more.pop("on", True)))
    return Limiter(fact, level, limit, f"{fact} limits to {cap}", **more)  # type: ignore[arg-type]


SCORES = ScoreRules(
    maximum=4,
    good_from=setting("s.g", 63),
    requires_improvement_from=setting("s.r", 39),
    outstanding_from=setting("s.o", 88),
    rounding=setting("s.round", "half_up"),
    limiters=(
        StatementLimiter("good", (1,), setting("s.lg", "requires_improvement", on=False)),
        StatementLimiter("outstanding", (1, 2), setting("s.lo", "good", on=False)),
    ),
)

RULES = RuleSet(
    code="test",
    name="Rules of the tests",
    version="1",
    source="a test",
    bands=(band(1, 3, 1), band(4, 8, 2), band(9, None, 3)),
    limiters=(
        limiter("requirement_notice", "requires_improvement"),
        limiter("breach", "requires_improvement"),
        limiter("warning_notice", "inadequate"),
        limiter("condition", "inadequate"),
        limiter("breach", "requires_improvement", "overall", on=False),
        limiter("no_registered_manager", "requires_improvement", key_question="well_led"),
    ),
    trust_overall=(),
    trust_assessed_alone=("well_led",),
    scores=SCORES,
)


@st.composite
def thresholds(draw: st.DrawFn, code: str) -> Setting:
    return setting(code, draw(st.integers(1, 12)), on=draw(st.booleans()), verified=draw(st.booleans()))


@st.composite
def rule_sets(draw: st.DrawFn) -> RuleSet:
    """Any rule set a trust could make: every threshold 1 to 12, on or off, any limiters."""
    edges = sorted(draw(st.sets(st.integers(1, 12), max_size=3)))
    starts = [1, *(edge + 1 for edge in edges)]
    bands = []
    for start, end in zip(starts, [*edges, None], strict=True):
        parts = [draw(thresholds(f"{start}.{part}")) for part in "oria"]
        bands.append(Band(start, end, *parts))
    limiters = [
        limiter(fact, draw(RATED), level, on=draw(st.booleans()))
        for fact in ("breach", "requirement_notice", "warning_notice", "condition")
        for level in ("key_question", "overall")
    ]
    return RuleSet("any", "Any rules", "1", "a test", tuple(bands), tuple(limiters), scores=SCORES)


def ratings(smallest: int = 1) -> st.SearchStrategy[list[RatingWord]]:
    return st.lists(RATED, min_size=smallest, max_size=16)
