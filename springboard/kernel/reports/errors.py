"""The one family of errors the reader raises: each says what happened and what to do, in plain words."""

from __future__ import annotations


class ReportError(Exception):
    """A report could not be read. ``happened`` and ``to_do`` are sentences for the person who gave it."""

    code = "unreadable"

    def __init__(self, happened: str, to_do: str) -> None:
        super().__init__(f"{happened} {to_do}")
        self.happened = happened
        self.to_do = to_do


class EmptyFileError(ReportError):
    code = "empty"


class TooLargeError(ReportError):
    code = "too_large"


class NotAReportFileError(ReportError):
    """Neither PDF, text nor JSON: a picture, a Word file, an archive…"""

    code = "wrong_kind"


class EncryptedError(ReportError):
    code = "encrypted"


class DamagedError(ReportError):
    """A truncated or broken PDF, or JSON that does not parse."""

    code = "damaged"


class NoTextError(ReportError):
    """A scan: pictures of pages without text."""

    code = "no_text"


class NotCqcError(ReportError):
    """It reads, and it is not a CQC inspection report."""

    code = "not_cqc"


class OldFormatError(ReportError):
    """A report from before 2014, in the 'essential standards' format, which had no ratings."""

    code = "old_format"


class TookTooLongError(ReportError):
    """The time or memory allowed for one report was used up (a PDF bomb, or a very large file)."""

    code = "too_long"
