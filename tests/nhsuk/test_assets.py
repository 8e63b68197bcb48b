"""The set-up step: pinned, quiet when it has nothing to do, plain when it fails, and never half done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from springboard.nhsuk import assets

CSS = (
    '@charset "UTF-8";@font-face{font-family:Frutiger W01;src:url(https://fonts.example/F.woff2) format("woff2")}'
    "body{font-family:Frutiger W01,arial,sans-serif}"
    '@media print{a:after{content:" (Link: " attr(href) ")";color:currentcolor}}'
    ".up{background:url(/assets/images/up.svg)}\n/*# sourceMappingURL=x.css.map */"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "package.json").write_text(json.dumps({"dependencies": {"nhsuk-frontend": "9.9.9"}}), "utf-8")
    return tmp_path


def unpack(_arguments: list[str], folder: Path) -> None:
    """Stands for npm: lays out the package as the registry does."""
    dist = folder / "node_modules/nhsuk-frontend/dist/nhsuk"
    (dist / "assets/images").mkdir(parents=True, exist_ok=True)
    (dist / "nhsuk-frontend.min.css").write_text(CSS, "utf-8")
    (dist / "nhsuk-frontend.min.js").write_text("export{initAll};//# sourceMappingURL=x.js.map", "utf-8")
    (dist / "assets/images/up.svg").write_text("<svg/>", "utf-8")
    (dist / "assets/images/logo.svg").write_text("<svg/>", "utf-8")


def test_only_what_is_served_is_copied(root: Path) -> None:
    served = root / "served"
    assert "installed" in assets.ensure(root, served, unpack)
    names = {str(path.relative_to(served)) for path in served.rglob("*") if path.is_file()}
    assert names == {".version", "images/up.svg", "nhsuk-frontend.min.css", "nhsuk-frontend.min.js"}


def test_the_css_loads_nothing_from_elsewhere_and_lets_ours_win(root: Path) -> None:
    assets.ensure(root, root / "served", unpack)
    css = (root / "served/nhsuk-frontend.min.css").read_text("utf-8")
    assert css.startswith("@layer nhsuk{")
    assert css.count("{") == css.count("}")
    for unwanted in ("font-face", "http", "Frutiger", "sourceMappingURL", "Link: ", "@charset"):
        assert unwanted not in css
    assert "url(images/up.svg)" in css


def test_the_script_starts_itself(root: Path) -> None:
    assets.ensure(root, root / "served", unpack)
    script = (root / "served/nhsuk-frontend.min.js").read_text("utf-8")
    assert "sourceMappingURL" not in script
    assert script.endswith("initAll();\n")


def test_the_second_time_does_nothing(root: Path) -> None:
    assets.ensure(root, root / "served", unpack)

    def never(_arguments: list[str], _folder: Path) -> None:
        raise AssertionError("npm was run again")

    assert "already" in assets.ensure(root, root / "served", never)


def test_another_version_is_fetched(root: Path) -> None:
    assets.ensure(root, root / "served", unpack)
    (root / "package.json").write_text(json.dumps({"dependencies": {"nhsuk-frontend": "9.9.10"}}), "utf-8")
    assert "9.9.10 is installed" in assets.ensure(root, root / "served", unpack)


def test_a_failure_keeps_what_was_there(root: Path) -> None:
    assets.ensure(root, root / "served", unpack)
    (root / "package.json").write_text(json.dumps({"dependencies": {"nhsuk-frontend": "9.9.10"}}), "utf-8")

    def broken(arguments: list[str], folder: Path) -> None:
        unpack(arguments, folder)
        (folder / "node_modules/nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.js").unlink()

    with pytest.raises(assets.AssetsError, match="could not be installed"):
        assets.ensure(root, root / "served", broken)
    assert (root / "served/nhsuk-frontend.min.css").is_file()
    assert "9.9.9" in (root / "served/.version").read_text("utf-8")


def test_css_from_another_host_is_refused() -> None:
    with pytest.raises(assets.AssetsError, match="another host"):
        assets.clean_css("a{background:url(https://elsewhere.example/a.png)}")


@pytest.mark.parametrize("asked", ["^10.6.1", "latest", ""])
def test_a_range_is_refused(root: Path, asked: str) -> None:
    (root / "package.json").write_text(json.dumps({"dependencies": {"nhsuk-frontend": asked}}), "utf-8")
    with pytest.raises(assets.AssetsError, match="one version"):
        assets.pinned_version(root)


@pytest.mark.parametrize("text", ["", "{}", "not json"])
def test_a_broken_package_json_is_said(root: Path, text: str) -> None:
    (root / "package.json").write_text(text, "utf-8")
    with pytest.raises(assets.AssetsError, match="does not name"):
        assets.pinned_version(root)


def test_a_command_that_fails_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(assets.AssetsError, match=r"no network(.|\n)*make setup"):
        assets.call(["sh", "-c", "echo no network >&2; exit 1"], tmp_path)
    with pytest.raises(assets.AssetsError, match="make setup"):
        assets.call([str(tmp_path / "absent")], tmp_path)


def test_a_wheel_without_npm_is_said(tmp_path: Path) -> None:
    with pytest.raises(assets.AssetsError, match="no node or no npm"):
        assets.npm_in(tmp_path)


def test_main_reports_the_failure(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail(*_: object) -> str:
        raise assets.AssetsError("What happened.")

    monkeypatch.setattr(assets, "ensure", fail)
    assert assets.main() == 1
    assert capsys.readouterr().err == "What happened.\n"


def test_the_lock_pins_by_hash_and_carries_no_address() -> None:
    text = (assets.ROOT / "package-lock.json").read_text("utf-8")
    locked = json.loads(text)["packages"]["node_modules/nhsuk-frontend"]
    assert locked["version"] == assets.pinned_version(assets.ROOT)
    assert locked["integrity"].startswith("sha512-")
    assert "http" not in text
