"""The ``springboard`` command. ``read`` uses the kernel alone; the others start the web application."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable

from springboard import __version__

ABOUT = "A CQC report goes in, one live improvement plan comes out."


def main(argv: list[str] | None = None) -> int:
    """Entry point of the console script; returns the exit status."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments[:1] == ["read"]:
        from springboard.kernel.reports.cli_read import run  # noqa: PLC0415 - nothing else needs loading

        return run(arguments[1:])
    options = _parser().parse_args(arguments)
    if options.command == "demo":
        os.environ["SPRINGBOARD_MODE"] = "demo"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "springboard.config.settings")
    from springboard.config import commands  # noqa: PLC0415 - Django loads only when it is needed

    run_command: Callable[[argparse.Namespace], int] = getattr(commands, options.command.replace("-", "_"))
    return run_command(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="springboard", description=ABOUT)
    parser.add_argument("--version", action="version", version=f"springboard {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("read", help="read CQC reports into findings and ratings (springboard read --help)")
    commands.add_parser("serve", help="serve the web application and do its background work")
    commands.add_parser("worker", help="do background work only (when `serve --no-worker` runs elsewhere)")
    commands.choices["serve"].add_argument("--no-worker", action="store_true", help="only the web processes")
    demo = commands.add_parser("demo", help="serve the example trust, set up from nothing")
    demo.add_argument("--prepare-only", action="store_true", help="set up the example and stop")
    commands.add_parser("migrate", help="make or upgrade the database and the served files")
    check = commands.add_parser("check", help="say in words what is wrong with this installation")
    check.add_argument("--quiet", action="store_true", help="print only what is wrong")
    _add_create_user(commands.add_parser("create-user", help="make somebody who can sign in"))
    manage = commands.add_parser("manage", help="Django's own commands, for operators")
    manage.add_argument("arguments", nargs=argparse.REMAINDER)
    return parser


def _add_create_user(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--email", required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--trust", required=True, help="the trust's name; made when it does not exist yet")
    parser.add_argument("--cqc-id", default="", help="the trust's CQC provider id, when the trust is made")
    parser.add_argument("--role", default="quality_lead", help="a role's code, such as quality_lead or administrator")
    parser.add_argument(
        "--password-stdin", action="store_true", help="read the password from standard input instead of asking"
    )


if __name__ == "__main__":
    sys.exit(main())
