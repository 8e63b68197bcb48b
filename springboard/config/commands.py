"""What each ``springboard`` sub-command does once Django is needed."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path

import django

from springboard.config import env, prepare, processes


def _say(*lines: str) -> None:
    for line in lines:
        sys.stderr.write(line + "\n")


def serve(options: argparse.Namespace) -> int:
    """Production: refuses to start in a state that ``check`` calls wrong."""
    django.setup()
    from springboard.config.deployment import problems  # noqa: PLC0415

    wrong = [problem for problem in problems() if problem.stops]
    for problem in wrong:
        _say(f"Not started. {problem.words} {problem.to_do}")
    if wrong or _port_is_taken():
        return 1
    commands = [processes.web_command(env.number("SPRINGBOARD_WORKERS"))]
    if not options.no_worker:
        commands.append(processes.worker_command())
    return processes.Supervisor(commands).run()


def worker(_options: argparse.Namespace) -> int:
    django.setup()
    from springboard.config.worker import run  # noqa: PLC0415

    run()
    return 0


def demo(options: argparse.Namespace) -> int:
    """The example trust, from nothing: database, people, three inspections read by the real reader."""
    if not options.prepare_only and _port_is_taken():
        return 1
    prepare.keep_demo_key()
    if not prepare.ready_as_it_stands():
        _prepare_demo()
    if options.prepare_only:
        return 0
    from springboard.home.example.welcome import welcome  # noqa: PLC0415 - the example's files, not its data

    address = f"http://{env.text('SPRINGBOARD_BIND')}:{env.number('PORT')}/"
    commands = [processes.web_command(1), processes.worker_command()]
    return processes.Supervisor(commands).run(ready=lambda: _say(*welcome(address)))


def _prepare_demo() -> None:
    django.setup()
    if prepare.upgrade(quiet=True):
        _say("The database is ready.")
    from springboard.home.example.load import ensure_example  # noqa: PLC0415

    ensure_example(progress=_say)
    prepare.example_is_there()


def _port_is_taken() -> bool:
    """Say so in words: otherwise the newcomer would be shown somebody else's page."""
    if not processes.port_taken():
        return False
    port = env.number("PORT")
    _say(
        f"Not started: another program already listens on port {port}. Nothing was changed.",
        f"Stop it, or choose another port, for example: PORT={port + 1} make run",
    )
    return True


def migrate(_options: argparse.Namespace) -> int:
    django.setup()
    done = prepare.upgrade()
    _say("The database and the served files are ready." if done else "Nothing to do: everything is up to date.")
    return 0


def check(options: argparse.Namespace) -> int:
    """Print what is well and what is wrong; exit status 1 when something is wrong."""
    django.setup()
    from springboard.config.deployment import problems, well  # noqa: PLC0415

    found = problems()
    if not options.quiet:
        for words in well():
            _say(f"  ok     {words}")
    for problem in found:
        _say(f"  {'WRONG' if problem.stops else 'look  '} {problem.words} {problem.to_do}")
    if not found:
        _say("Nothing is wrong with this installation.")
    return 1 if any(problem.stops for problem in found) else 0


def create_user(options: argparse.Namespace) -> int:
    django.setup()
    from springboard.config.people import NotMadeError, create  # noqa: PLC0415

    password = sys.stdin.readline().rstrip("\n") if options.password_stdin else _ask_password()
    try:
        words = create(
            email=options.email, name=options.name, trust=options.trust, cqc_id=options.cqc_id, role=options.role,
            password=password,
        )  # fmt: skip
    except NotMadeError as error:
        _say(str(error))
        return 1
    _say(words)
    return 0


def _ask_password() -> str:
    first, second = getpass.getpass("Password: "), getpass.getpass("The same again: ")
    if first != second:
        _say("The two passwords differ. Nobody was made; try again.")
        raise SystemExit(1)
    return first


def manage(options: argparse.Namespace) -> int:
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    execute_from_command_line([str(Path(sys.argv[0]).name), *options.arguments])
    return 0
