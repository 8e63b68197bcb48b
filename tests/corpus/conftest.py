"""Each report of the corpus is rendered once for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.render import SETS, Rendered, render_report, specs


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Rendered]:
    out: Path = tmp_path_factory.mktemp("corpus")
    return {(which, path.stem): render_report(path, out / which) for which in SETS for path in specs(which)}
