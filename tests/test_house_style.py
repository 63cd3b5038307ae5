"""The house style: the linter and the type checker find nothing, every version is pinned,
the samples are what the generator makes, and the README is true."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import get_args

import pytest

from sgdata.sample import SampleKind, write_sample
from tests.support import PROJECT


def run(*command: str) -> str:
    done = subprocess.run([sys.executable, "-m", *command], cwd=PROJECT, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_the_linter_finds_nothing() -> None:
    assert run("ruff", "check", ".") == ""


def test_the_formatter_finds_nothing() -> None:
    assert run("ruff", "format", "--check", ".") == ""


def test_the_type_checker_finds_nothing() -> None:
    assert run("mypy") == ""


def test_every_version_is_pinned_direct_and_transitive() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    named = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    named += project["build-system"]["requires"]
    constraints = project["tool"]["uv"]["constraint-dependencies"]
    assert [one for one in named + constraints if not re.fullmatch(r"[\w.-]+==[\w.]+", one)] == []
    lock = PROJECT / "uv.lock"
    if lock.exists():  # made by uv beside the checkout, never committed
        locked = {
            f"{package['name']}=={package['version']}"
            for package in tomllib.loads(lock.read_text(encoding="utf-8"))["package"]
            if package["name"] != "sgdata"
        }
        assert locked - set(constraints) == set()


@pytest.mark.parametrize("kind", get_args(SampleKind))
def test_a_committed_sample_is_the_output_of_the_generator_to_the_byte(kind: SampleKind, tmp_path: Path) -> None:
    write_sample(tmp_path, kind=kind)
    committed = PROJECT / "sample_data" / kind
    assert sorted(file.name for file in committed.iterdir()) == sorted(file.name for file in tmp_path.iterdir())
    for file in committed.iterdir():
        assert file.read_bytes() == (tmp_path / file.name).read_bytes(), file


def test_the_readme_names_every_folder_of_the_tree_and_the_commands() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    wings = [one.name for one in (PROJECT / "sgdata").iterdir() if one.is_dir() and one.name != "__pycache__"]
    assert [wing for wing in wings if f"{wing}/" not in readme] == []
    assert "uv run sgdata demo" in readme
    assert "uv run --group dev pytest" in readme
    assert "uv run --group dev pytest" in (PROJECT / ".ci" / "run").read_text(encoding="utf-8")
