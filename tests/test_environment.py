"""The environment is the same everywhere, and no file names a machine or an index."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import nltk
import pytest
import yaml

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
LOCK = (ROOT / "requirements.lock").read_text()
LOCKED = dict(re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", LOCK, re.MULTILINE))
UNLOCKED = ("train", "fuzz")  # retraining and fuzzing: nobody else should download torch or a fuzzer for them
EXTRAS = {name: extra for name, extra in PROJECT["optional-dependencies"].items() if name not in UNLOCKED}
DIRECT = [*PROJECT["dependencies"], *(r for extra in EXTRAS.values() for r in extra)]


@pytest.mark.parametrize("requirement", DIRECT)
def test_each_package_is_pinned_to_the_version_of_the_lock(requirement):
    """pyproject.toml and the lock name the same version of each package that we chose."""
    name, version = requirement.split("==")
    assert LOCKED[name.lower()] == version


@pytest.mark.parametrize(("extra", "package"), [("train", "torch"), ("fuzz", "atheris")])
def test_training_and_fuzzing_are_extras_of_their_own(extra, package):
    """What retrains the stance model, or fuzzes, is pinned, and neither the lock nor conda installs it."""
    names, versions = zip(*(r.split("==") for r in PROJECT["optional-dependencies"][extra]), strict=True)
    assert package in names and all(versions)
    assert not set(names) & set(LOCKED)
    assert all(f"--extra {name} " in LOCK.splitlines()[1] for name in EXTRAS)
    assert "--all-extras" not in LOCK


def test_every_line_of_the_lock_has_hashes():
    """pip can check every package of the lock, and the lock names no address."""
    packages = re.split(r"\n(?=[a-z])", LOCK.split("\n", 2)[2])
    assert packages and all("--hash=sha256:" in package for package in packages)
    assert not re.search(r"https?:|--index|--find-links|file:", LOCK)


def test_conda_makes_the_same_environment():
    """environment.yml lets conda supply Python and pip, and pip the package with all extras but those for training and fuzzing."""
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    python, pip, packages = environment["dependencies"]
    assert environment["name"] == PROJECT["name"]
    assert environment["channels"] == ["conda-forge", "nodefaults"]
    oldest = PROJECT["requires-python"].removeprefix(">=").split(".")
    assert python.startswith("python=3.") and python.split(".")[1] >= oldest[1]
    assert pip == "pip"
    assert packages == {"pip": [f"-e .[{','.join(EXTRAS)}]"]}


def test_no_more_than_ten_targets():
    """The Makefile has at most ten targets, each with a line of help."""
    makefile = (ROOT / "Makefile").read_text()
    targets = re.findall(r"^([a-z]+):", makefile, re.MULTILINE)
    assert len(targets) <= 10
    assert all(re.search(rf"^{target}:.*## ", makefile, re.MULTILINE) for target in targets)


@pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")
def test_the_first_set_up_says_what_it_does(tmp_path):
    """Each step of the set-up is one line, told before it begins; the long one says how long, and a step that fails ends it."""
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    fake = tmp_path / "python"
    fake.write_text(
        '#!/bin/sh\ncase "$*" in *"-m venv"*) mkdir -p .venv/bin; cp "$0" .venv/bin/python;; *lock*) exit $FAILS;; esac\n'
    )
    fake.chmod(0o755)
    for fails, lines in (("0", 3), ("1", 2)):
        made = subprocess.run(
            ["make", "PYTHON=./python", ".venv/ready"], cwd=tmp_path, env={"FAILS": fails, "PATH": os.environ["PATH"]},
            capture_output=True, text=True,
        )  # fmt: skip
        told = made.stdout.splitlines()
        assert [line[:7] for line in told] == [f"{n} of 3:" for n in range(1, lines + 1)]
        assert (
            "three to six minutes" in told[1]
            and f"the {len(re.findall(r'^[a-z].*==', LOCK, re.MULTILINE))} packages" in told[1]
        )
        assert (made.returncode == 0) == (fails == "0") == (tmp_path / ".venv" / "ready").exists()
        (tmp_path / ".venv" / "ready").unlink(missing_ok=True)


def test_importing_the_package_loads_nothing():
    """`import analysis` opens no room and no library."""
    code = "import sys, analysis; print([m for m in ('pandas', 'numpy', 'spacy', 'textblob') if m in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert told.stdout.strip() == "[]"


def test_textblob_needs_no_corpus(study):
    """Sentences get their sentiment with an empty NLTK path, as the whole suite has it."""
    assert nltk.data.path == [] and study.sentiment.polarity.notna().sum() > 50
