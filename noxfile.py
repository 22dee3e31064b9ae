"""Runs the suite on every Python that is installed, and on whoosh3: `nox`, or `nox -s NAME`."""

import nox

nox.options.default_venv_backend = "venv"
nox.options.error_on_missing_interpreters = False
nox.options.sessions = ["tests", "whoosh3", "lint"]

PYTHONS = ["3.11", "3.12", "3.13", "3.14"]


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """The suite, on the dependencies that users get."""
    session.install(".[test]")
    session.run("pytest", *session.posargs)


@nox.session
def whoosh3(session: nox.Session) -> None:
    """The suite on whoosh3, the way out if Whoosh 2.7.4 ever breaks on a new Python."""
    session.install(".[test]")
    session.run("pip", "uninstall", "--yes", "Whoosh")
    session.install("whoosh3")
    session.run("pytest", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Ruff and mypy, as `.ci/run` runs them."""
    session.install("-e", ".[dev]")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")
