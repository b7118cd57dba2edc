"""What an installation holds, what it imports, and what it leaves alone."""

import subprocess
import sys
from configparser import ConfigParser
from importlib import metadata
from pathlib import Path

import pytest

import provenance
from provenance.resources import folder

ROOT = Path(__file__).parent.parent
SLOW = ("sklearn", "scipy", "pandas", "matplotlib", "flask", "dask", "rich", "jinja2")
TOLD = "from provenance.resources import folder; print(folder('datasets'))"


@pytest.fixture(scope="module")
def setup():
    parser = ConfigParser()
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    return parser


@pytest.fixture
def bare(tmp_path):
    """A folder with as much of the package as finds its data, and no data."""
    package = tmp_path / "provenance"
    package.mkdir()
    for name in ("__init__.py", "errors.py", "resources.py"):
        (package / name).write_bytes((ROOT / "provenance" / name).read_bytes())
    return tmp_path


def run(code, where=ROOT):
    return subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        cwd=where,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


def test_data_inside_the_package_as_in_a_wheel(bare):
    (bare / "provenance" / "datasets").mkdir()
    (bare / "datasets").mkdir()
    (bare / "setup.cfg").touch()
    assert Path(run(TOLD, bare).stdout.strip()) == bare / "provenance" / "datasets"


def test_data_beside_the_package_as_in_a_checkout(bare):
    (bare / "datasets").mkdir()
    (bare / "setup.cfg").touch()
    assert Path(run(TOLD, bare).stdout.strip()) == bare / "datasets"


def test_a_folder_that_only_happens_to_be_beside_the_package_is_not_ours(bare):
    (bare / "datasets").mkdir()
    found = run(TOLD, bare)
    assert found.returncode == 1
    assert "the datasets folder is missing" in found.stderr


@pytest.mark.parametrize(
    ("name", "file"), [("models", "en.npz"), ("datasets", "examples/harbour-bridge.txt")]
)
def test_data_of_this_installation(name, file):
    assert folder(name).joinpath(*file.split("/")).is_file()


@pytest.mark.parametrize("name", ["datasets", "models"])
def test_data_folders_are_no_top_level_modules(name, tmp_path):
    # A folder without __init__.py may be seen as a namespace, which every real module goes before.
    code = f"import importlib.util as i; spec = i.find_spec({name!r}); print(spec and spec.origin)"
    origin = run(code, tmp_path).stdout.strip()
    assert origin == "None" or ROOT not in Path(origin).parents
    assert not list((ROOT / name).rglob("*.py"))


def test_every_package_is_shipped(setup):
    code = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for path in (ROOT / "provenance").rglob("__init__.py")
    }
    data = {"provenance.models", "provenance.datasets"}
    assert set(setup["options"]["packages"].split()) == code | data


@pytest.mark.parametrize("name", ["models", "datasets"])
def test_every_data_file_is_shipped(setup, name):
    patterns = setup["options.package_data"][f"provenance.{name}"].replace(",", " ").split()
    shipped = {path for pattern in patterns for path in (ROOT / name).glob(pattern)}
    assert shipped == {path for path in (ROOT / name).rglob("*") if path.is_file()}


def test_importing_brings_in_nothing_slow():
    code = f"import sys, provenance; print([name for name in {SLOW} if name in sys.modules])"
    assert run(code).stdout.strip() == "[]"


def test_public_names_exist():
    assert sorted(provenance.__all__) == provenance.__all__
    for name in provenance.__all__:
        assert getattr(provenance, name).__name__ == name


def test_unknown_names_do_not():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        provenance.nothing  # noqa: B018


def test_version_is_the_installed_one():
    try:
        installed = metadata.version("provenance-score")
    except metadata.PackageNotFoundError:
        pytest.skip("not installed")
    assert provenance.__version__ == installed
