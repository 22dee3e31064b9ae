"""What is built and installed is one package, `telusur`, and it is whole.

The folders `index/`, `search/` and `seeds/` are mapped into it, which editors and tests hardly
notice: that they are, and that nothing else is, shows only in what was really built.
"""

import configparser
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAPPED = {
    "telusur": "telusur",
    "index": "telusur.index",
    "search": "telusur.search",
    "seeds": "telusur.seeds",
}
BUILD = "from setuptools import build_meta; import sys; print(build_meta.{what}(sys.argv[1]))"


def run(*command, folder, **environment):
    """Run a command that must succeed, in a folder; return what it prints."""
    usual = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "TELUSUR_LIBRARY"}}
    done = subprocess.run(
        list(map(str, command)), cwd=folder, env={**usual, **environment},
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def pip(*arguments, folder):
    return run(
        sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet",
        *arguments, folder=folder,
    )  # fmt: skip


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    """A copy of what is built from: a build leaves files behind, and takes up older ones."""
    copy = tmp_path_factory.mktemp("sources")
    clutter = shutil.ignore_patterns(
        ".*", "build", "dist", "*.egg-info", "__pycache__", "tests", "benchmarks"
    )
    shutil.copytree(ROOT, copy, ignore=clutter, dirs_exist_ok=True)
    (copy / "tests").mkdir()
    shutil.copy(__file__, copy / "tests")
    return copy


@pytest.fixture(scope="module")
def wheel(sources, tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, sources, folder=folder)
    (built,) = folder.glob("*.whl")
    return built


class Installation:
    """An environment of its own, with one wheel in it and our dependencies in reach."""

    def __init__(self, folder, wheel):
        self.folder = folder
        run(sys.executable, "-m", "venv", "--without-pip", folder, folder=folder.parent)
        places = {"base": str(folder), "platbase": str(folder)}
        self.scripts = Path(sysconfig.get_path("scripts", "venv", places))
        self.python = next(self.scripts.glob("python[.e]*"), self.scripts / "python")
        pip("--python", self.python, "install", "--no-deps", wheel, folder=folder)
        # Below what is installed here, so that nothing of ours is found there instead.
        site = Path(sysconfig.get_path("purelib", "venv", places))
        theirs = dict.fromkeys(map(sysconfig.get_path, ("purelib", "platlib")))
        (site / "zz_dependencies.pth").write_text("\n".join(theirs))

    def search(self, library, *, folder, command=("telusur",), **environment):
        """Return what a search prints that reaches every part of the package."""
        command = [self.scripts / "telusur"] if command == ("telusur",) else [self.python, *command]
        return run(
            *command, "search", "pengiriman pasukan Kursk", "--explain", folder=folder,
            TELUSUR_LIBRARY=str(library), **environment,
        )  # fmt: skip

    def where(self, module):
        return Path(
            run(
                self.python, "-c", f"import {module} as m; print(m.__file__)", folder=self.folder
            ).strip()
        )


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    return Installation(tmp_path_factory.mktemp("installed") / "venv", wheel)


def packages_in_the_tree():
    """Every folder that holds a module, by the name under which it is to be installed."""
    return {
        ".".join([MAPPED[top], *module.relative_to(ROOT / top).parent.parts])
        for top in MAPPED
        for module in (ROOT / top).rglob("*.py")
    }


def files_in_the_tree():
    """Every file that is to be installed, by its path in the wheel."""
    files = [path for top in MAPPED for path in (ROOT / top).rglob("*.py")]
    files += [ROOT / "telusur" / "py.typed"]
    files += [p for p in (ROOT / "index" / "indonesian" / "data").iterdir() if p.is_file()]
    files += [*(ROOT / "seeds").glob("*.txt"), ROOT / "seeds" / "README.md"]
    files += (ROOT / "index" / "locale").rglob("*.mo")
    files += [
        p for part in ("static", "templates") for p in (ROOT / "search/web/pages" / part).iterdir()
    ]
    return {_installed_path(path.relative_to(ROOT)) for path in files}


def _installed_path(path):
    return "/".join([*MAPPED[path.parts[0]].split("."), *path.parts[1:]])


def test_every_folder_with_modules_is_listed_as_a_package_and_nothing_else_is():
    settings = configparser.ConfigParser()
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    listed = settings["options"]["packages"].split()
    assert listed == sorted(packages_in_the_tree())
    mapped = dict(
        line.split(" = ") for line in settings["options"]["package_dir"].split("\n") if line
    )
    assert {folder: name for name, folder in mapped.items()} == MAPPED


def test_every_package_has_an_init_module():
    folders = {module.parent for top in MAPPED for module in (ROOT / top).rglob("*.py")}
    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_the_wheel_holds_the_package_and_its_data_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if not name.endswith("/")}
        seed = "telusur/seeds/000_9bac1b53727251e6.txt"
        assert archive.read(seed) == (ROOT / "seeds" / Path(seed).name).read_bytes()
    metadata = {name for name in names if name.split("/")[0].endswith(".dist-info")}
    man_page = {name for name in names if name.endswith(".data/data/share/man/man1/telusur.1")}
    assert len(man_page) == 1
    assert names - metadata - man_page == files_in_the_tree()
    assert {"LICENSE", "NOTICE"} <= {Path(name).name for name in metadata}


def test_the_source_archive_holds_what_the_wheel_is_built_from_and_nothing_else(sources, tmp_path):
    run(sys.executable, "-c", BUILD.format(what="build_sdist"), tmp_path, folder=sources)
    (built,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(built) as archive:
        names = {member.name.partition("/")[2] for member in archive if member.isfile()}
    modules = {name for name in names if name.split("/")[0] in MAPPED}
    assert {_installed_path(Path(name)) for name in modules} == files_in_the_tree()
    assert {name for name in names - modules if not name.startswith("telusur.egg-info/")} == {
        "CHANGELOG.md", "LICENSE", "MANIFEST.in", "NOTICE", "PKG-INFO", "README.md",
        "man/telusur.1", "pyproject.toml", "setup.cfg",
    }  # fmt: skip


def test_the_command_and_the_module_work_when_installed(installed, tmp_path):
    assert installed.where("telusur.index.library").is_relative_to(installed.folder)
    library = tmp_path / "library"
    first = installed.search(library, folder=tmp_path)
    assert "Seoul ungkap Korea Utara" in first
    assert installed.search(library, folder=tmp_path, command=("-m", "telusur")) == first


def test_the_module_works_in_the_folder_of_the_sources(installed, sources, tmp_path):
    """Python finds the folder `telusur` there before the installed package."""
    library = tmp_path / "library"
    found = installed.search(library, folder=sources, command=("-m", "telusur"))
    assert "Seoul ungkap Korea Utara" in found


@pytest.fixture
def packages_of_the_same_names(tmp_path):
    """A user's own `index` and the like, as modules and as packages, that nobody may import."""
    folder = tmp_path / "theirs"
    for name in ("index", "search", "seeds"):
        package = folder / name
        package.mkdir(parents=True)
        for module in (folder / f"{name}.py", package / "__init__.py", package / "library.py"):
            module.write_text(f"raise SystemExit('{module.name} of the user was imported')\n")
    return folder


def test_packages_of_the_same_names_in_a_users_folder_change_nothing(
    installed, packages_of_the_same_names, tmp_path
):
    library = tmp_path / "library"
    as_ever = installed.search(library, folder=tmp_path)
    for command in (("telusur",), ("-m", "telusur")):
        theirs = packages_of_the_same_names
        assert installed.search(library, folder=theirs, command=command) == as_ever


def test_packages_of_the_same_names_that_are_installed_change_nothing(
    installed, packages_of_the_same_names, tmp_path
):
    library = tmp_path / "library"
    as_ever = installed.search(library, folder=tmp_path)
    beside = {"PYTHONPATH": str(packages_of_the_same_names)}
    assert installed.search(library, folder=tmp_path, **beside) == as_ever
    assert not list(installed.where("telusur").parents[1].glob("index*"))


def test_an_editable_installation_works_and_follows_the_sources(sources, tmp_path):
    run(sys.executable, "-c", BUILD.format(what="build_editable"), tmp_path, folder=sources)
    (built,) = tmp_path.glob("*.whl")
    editable = Installation(tmp_path / "venv", built)
    assert "Seoul ungkap Korea Utara" in editable.search(tmp_path / "library", folder=tmp_path)
    new = sources / "search" / "output" / "brand_new.py"
    new.touch()
    try:
        assert editable.where("telusur.search.output.brand_new") == new
    finally:
        new.unlink()
