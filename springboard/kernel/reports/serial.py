"""A :class:`Report` as plain JSON values and back, without loss."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from springboard.kernel.reports.model import Report

FORMAT = 1


def report_to_dict(report: Report) -> dict[str, Any]:
    """The report as dictionaries, lists, strings, numbers and ``None``; dates in ISO form."""
    return {"format": FORMAT, **cast("dict[str, Any]", _plain(report))}


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    return value.isoformat() if isinstance(value, date) else value


def report_from_dict(values: Mapping[str, Any]) -> Report:
    """The report those values came from. Raises ``ValueError`` when they are of another shape."""
    if values.get("format") != FORMAT:
        raise ValueError(f"a stored report of format {values.get('format')!r}, not {FORMAT}")
    return cast("Report", _built(Report, {k: v for k, v in values.items() if k != "format"}))


@lru_cache(maxsize=64)
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _built(kind: Any, value: Any) -> Any:  # noqa: PLR0911  (one line for each kind of field)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _dataclass(kind, value)
    origin = get_origin(kind)
    if origin is tuple:
        return tuple(_built(get_args(kind)[0], v) for v in _a(list, value))
    if origin in {Union, types.UnionType}:
        return None if value is None else _built(next(a for a in get_args(kind) if a is not types.NoneType), value)
    if origin is Literal:
        if value not in get_args(kind):
            raise ValueError(f"{value!r} is none of {get_args(kind)}")
        return value
    if kind is date:
        return date.fromisoformat(_a(str, value))
    if kind is float:
        return float(_a((int, float), value))
    return _a(kind, value)


def _dataclass(kind: type, value: Any) -> Any:
    values = _a(dict, value)
    hints = _hints(kind)
    unknown = values.keys() - hints.keys()
    if unknown:
        raise ValueError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
    try:
        return kind(**{name: _built(hints[name], v) for name, v in values.items()})
    except TypeError as problem:
        raise ValueError(f"{kind.__name__}: {problem}") from problem


def _a(kind: Any, value: Any) -> Any:
    if not isinstance(value, kind):
        raise ValueError(f"{value!r:.80} is not {kind}")  # noqa: TRY004  (stored values of another shape)
    return value
