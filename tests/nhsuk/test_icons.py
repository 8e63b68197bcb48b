from __future__ import annotations

from pathlib import Path

import pytest

from springboard.nhsuk.icons import ICONS, icon, read_icons, shapes_of

FRAME = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">{}</svg>'


def test_every_status_has_an_icon() -> None:
    needed = {"assured", "embedded", "claimed", "on_track", "at_risk", "overdue", "not_started", "reopened", "stuck"}
    needed |= {"achieved", "improving", "no_change", "worse", "too_early", "no_measure", "notice", "up", "down", "same"}
    assert needed <= set(ICONS)


def test_an_icon_is_hidden_unless_it_has_a_name() -> None:
    assert 'aria-hidden="true"' in icon("tick")
    named = icon("tick", "Done & dusted", 20)
    assert 'role="img" aria-label="Done &amp; dusted"' in named
    assert 'width="20"' in named


def test_a_label_cannot_break_out() -> None:
    assert "<script>" not in icon("tick", '"><script>alert(1)</script>')


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(KeyError):
        icon("unicorn")


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<path d="M0 0" onload="alert(1)"/>',
        '<path d="M0 0" style="fill:red"/>',
        '<image href="https://elsewhere.example/x.png"/>',
        '<a href="javascript:alert(1)"><path d="M0 0"/></a>',
        "<text>words</text>",
        "words",
        '<path d="M0 0"/><!-- a note -->',
        "<path d='M0 0' onload='alert(1)'/>",
        "<path d=M0 onload=alert(1) />",
    ],
)
def test_only_plain_shapes_are_let_in(inside: str) -> None:
    with pytest.raises(ValueError, match="an icon"):
        shapes_of(FRAME.format(inside))


def test_a_file_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="viewBox"):
        shapes_of('<svg viewBox="0 0 24 24"></svg>')


def test_a_new_file_is_a_new_icon(tmp_path: Path) -> None:
    (tmp_path / "bell.svg").write_text(FRAME.format('<path d="M1 1h2"/>'), "utf-8")
    assert read_icons(tmp_path) == {"bell": '<path d="M1 1h2"/>'}
