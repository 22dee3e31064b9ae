"""Runs the suite on every Python that is installed, and on whoosh3: `nox`, or `nox -s NAME`."""

import shutil
from pathlib import Path

import nox

nox.options.default_venv_backend = "venv"
nox.options.error_on_missing_interpreters = False
nox.options.sessions = ["tests", "whoosh3", "lint"]

PYTHONS = ["3.11", "3.12", "3.13", "3.14"]


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """The suite, on the dependencies that users get."""
    session.install("-e", ".[test]")
    session.run("pytest", "-n", "auto", *session.posargs)


@nox.session
def whoosh3(session: nox.Session) -> None:
    """The suite on whoosh3, the way out if Whoosh 2.7.4 ever breaks on a new Python."""
    session.install("-e", ".[test]")
    session.run("pip", "uninstall", "--yes", "Whoosh")
    session.install("whoosh3")
    session.run("pytest", "-n", "auto", *session.posargs)


@nox.session
def coverage(session: nox.Session) -> None:
    """What the suite runs through, in the processes that it starts as well; at least 95 %."""
    session.install("-e", ".[dev]")
    session.run("coverage", "erase")
    session.run("coverage", "run", "-m", "pytest", *session.posargs)
    session.run("coverage", "combine", "--quiet")
    session.run("coverage", "report")


@nox.session
def lint(session: nox.Session) -> None:
    """Ruff and mypy, as `.ci/run` runs them."""
    for outdated in Path("build").glob("__editable__.*"):
        shutil.rmtree(outdated)
    session.install("-e", ".[dev]", "--config-settings", "editable_mode=strict")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")
