"""The command line, run the way an operator does."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from springboard import __version__
from springboard.accounts.models import User
from springboard.config import cli, env, prepare
from springboard.config.people import NotMadeError, create
from springboard.organisations.queries import scope_for

PASSWORD = "seven plain words nobody guesses"


def run(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("SPRINGBOARD_", "DATABASE_URL", "DJANGO_"))
    }
    return subprocess.run(
        [sys.executable, "-m", "springboard", *arguments],
        env={**kept, "SPRINGBOARD_DATA": str(folder), **environment},
        input=f"{PASSWORD}\n", capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_it_says_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--version"])
    assert __version__ in capsys.readouterr().out


def test_an_operator_gets_from_nothing_to_a_person_who_can_sign_in(tmp_path: Path) -> None:
    key = {"SPRINGBOARD_SECRET_KEY": "k" * 60}
    migrated = run("migrate", folder=tmp_path, **key)
    assert migrated.returncode == 0, migrated.stderr
    again = run("migrate", folder=tmp_path, **key)
    assert "Nothing to do" in again.stderr
    made = run(
        "create-user", "--email", "lead@example.test", "--name", "Lead", "--trust", "A trust (example)",
        "--password-stdin", folder=tmp_path, **key,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    assert "Lead can sign in as lead@example.test, as quality lead of A trust (example)" in made.stderr
    checked = run("check", folder=tmp_path, **key)
    assert "The database answers (sqlite)" in checked.stderr
    assert checked.returncode == 0, checked.stderr


def test_serve_refuses_without_a_secret_key_and_says_how_to_make_one(tmp_path: Path) -> None:
    done = run("serve", folder=tmp_path)
    assert done.returncode == 1
    assert "Not started. SPRINGBOARD_SECRET_KEY is not set" in done.stderr
    assert "secrets.token_urlsafe" in done.stderr


def test_a_mistyped_number_is_a_sentence_not_a_traceback(tmp_path: Path) -> None:
    done = run("check", folder=tmp_path, SPRINGBOARD_MAX_UPLOAD_MB="sixty")
    assert "SPRINGBOARD_MAX_UPLOAD_MB is 'sixty', which is not a whole number" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.django_db
class TestCreate:
    def make(self, **changes: str) -> str:
        given = {
            "email": "Lead@Example.test", "name": "Lead", "trust": "New trust (example)", "cqc_id": "RZZ",
            "role": "quality_lead", "password": PASSWORD, **changes,
        }  # fmt: skip
        return create(**given)  # type: ignore[arg-type]

    def test_the_person_sees_the_trust(self) -> None:
        assert "is new" in self.make()
        scope = scope_for(User.objects.get(email="lead@example.test"))
        assert scope is not None
        assert scope.trust_name == "New trust (example)"
        assert scope.whole_trust

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"role": "boss"}, "no role 'boss'"),
            ({"role": "external_viewer"}, "end date"),
            ({"email": "no address"}, "valid email"),
            ({"password": "short"}, "too short"),
        ],
    )
    def test_what_is_refused_leaves_nothing_behind(self, changes: dict[str, str], said: str) -> None:
        with pytest.raises(NotMadeError, match=said):
            self.make(**changes)
        assert not User.objects.exists()

    def test_an_address_is_one_person(self) -> None:
        self.make()
        with pytest.raises(NotMadeError, match="already in use"):
            self.make(email="LEAD@example.test")


def test_a_demo_keeps_its_own_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPRINGBOARD_DATA", str(tmp_path))
    monkeypatch.delenv("SPRINGBOARD_SECRET_KEY", raising=False)
    prepare.keep_demo_key()
    first = env.text("SPRINGBOARD_SECRET_KEY")
    monkeypatch.delenv("SPRINGBOARD_SECRET_KEY")
    prepare.keep_demo_key()
    assert env.text("SPRINGBOARD_SECRET_KEY") == first
    assert (tmp_path / "demo-key").stat().st_mode & 0o077 == 0


def test_standard_input_password_is_not_echoed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(PASSWORD + "\n"))
    done = run("create-user", "--email", "bad", "--name", "x", "--trust", "t", "--password-stdin", folder=tmp_path)
    assert PASSWORD not in done.stderr + done.stdout
