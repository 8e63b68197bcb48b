"""Refuses to build a wheel that would serve pages without the design system's files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class AssetsPresent(BuildHookInterface):  # type: ignore[type-arg,misc]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable" or self.target_name != "wheel":
            return
        folder = Path(self.root) / "springboard" / "nhsuk" / "static" / "nhsuk-frontend"
        if not any(folder.rglob("*.css")):
            raise RuntimeError("The design system's files are missing: run `make setup`, then build the wheel again.")
