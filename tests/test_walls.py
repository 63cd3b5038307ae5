"""The walls between the wings: who may import whom, and in which room duckdb, plotly and streamlit live."""

import ast
from pathlib import Path

import pytest

from tests.support import PROJECT

# A wing may import those before it in its row, and itself.
MAY_IMPORT = {
    "errors": (),
    "calendar": ("errors",),
    "settings": (),
    "tables": (),
    "rules": ("errors", "tables"),
    "store": ("errors", "calendar", "settings", "rules", "tables"),
    "intake": ("errors", "calendar", "settings", "rules", "tables", "store"),
    "sample": ("calendar", "tables"),
    "measures": ("errors", "calendar", "rules", "tables", "store"),
    "cohorts": ("errors", "calendar", "rules", "tables", "store", "measures"),
    "release": ("errors", "calendar", "rules", "store", "measures", "cohorts"),
    "meeting": ("errors", "calendar", "rules", "store", "intake", "measures", "release"),
    # Words, tables and charts know the shapes of figures and reports, and ask only the release.
    "outputs": ("errors", "calendar", "rules", "intake", "measures", "release", "meeting", "store", "cohorts"),
    "ui": ("errors", "calendar", "settings", "intake", "measures", "cohorts", "release", "meeting", "outputs"),
    "cli": ("errors", "calendar", "settings", "intake", "store", "sample", "release", "meeting", "outputs", "ui"),
    "__main__": ("errors", "cli"),
    "pages": ("ui",),
    "app": ("ui",),
}
# Beyond a wing's own: only these modules of a wing may be imported, because they are its plain shapes.
ONLY_SHAPES = {
    ("ui", "measures"): {"sgdata.measures.figure", "sgdata.measures.indicator", "sgdata.measures.picture"},
    ("outputs", "measures"): {
        *(
            "sgdata.measures.figure",
            "sgdata.measures.indicator",
            "sgdata.measures.picture",
            "sgdata.measures.catalogue",
        ),
        *("sgdata.measures.control", "sgdata.measures.what_if", "sgdata.measures.benchmarks"),
    },
    ("meeting", "measures"): {"sgdata.measures.figure", "sgdata.measures.indicator"},
    ("outputs", "cohorts"): {"sgdata.cohorts.shapes", "sgdata.cohorts.funnel_shapes"},
    ("ui", "cohorts"): {"sgdata.cohorts.shapes"},
    ("outputs", "intake"): {"sgdata.intake.report"},
    ("ui", "intake"): {"sgdata.intake.report", "sgdata.intake.desk"},
    ("outputs", "rules"): {"sgdata.rules.clauses", "sgdata.rules"},
    ("outputs", "store"): {"sgdata.store.manifest", "sgdata.store.retention"},
    ("intake", "store"): {
        *("sgdata.store.snapshots", "sgdata.store.manifest", "sgdata.store.disk", "sgdata.store.faults"),
        *("sgdata.store.schema", "sgdata.store.memory", "sgdata.store.rekey"),
    },
}
ROOMS = {
    "duckdb": ("sgdata/store/", "sgdata/intake/"),
    "plotly": ("sgdata/outputs/charts.py", "sgdata/outputs/pictures/"),
    "streamlit": ("sgdata/ui/", "pages/", "app.py"),
    "scipy": ("sgdata/cohorts/",),
    "statsmodels": ("sgdata/cohorts/",),
    "typst": ("sgdata/outputs/pack/",),
    "docx": ("sgdata/outputs/pack/",),
}
MODULES = sorted([*PROJECT.glob("sgdata/**/*.py"), *PROJECT.glob("pages/*.py"), PROJECT / "app.py"])


def imports_of(module: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative imports hide which wing they reach"
            found |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def wing_of(name: str) -> str:
    parts = name.split(".")
    return parts[1] if parts[0] == "sgdata" and len(parts) > 1 else parts[0]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.relative_to(PROJECT).as_posix())
def test_a_wing_imports_only_what_stands_before_it(module: Path) -> None:
    place = module.relative_to(PROJECT).with_suffix("").as_posix().replace("/", ".")
    if place == "sgdata.__init__":
        return
    own = wing_of(place)
    for name in imports_of(module):
        if not name.startswith("sgdata."):
            continue
        other = wing_of(name)
        assert other == own or other in MAY_IMPORT[own], f"{place} imports {name}"
        shapes = ONLY_SHAPES.get((own, other))
        if shapes:
            is_shape = any(name.startswith(shape) for shape in shapes) or name == f"sgdata.{other}"
            assert is_shape, f"{place} imports {name}"


@pytest.mark.parametrize("library", ROOMS)
def test_a_library_stays_in_its_room(library: str) -> None:
    for module in MODULES:
        place = module.relative_to(PROJECT).as_posix()
        uses = any(name.split(".")[0] == library for name in imports_of(module))
        assert not uses or place.startswith(ROOMS[library]), f"{place} imports {library}"


def test_modules_are_short() -> None:
    long = {
        module.relative_to(PROJECT).as_posix(): lines
        for module in MODULES
        if (lines := len(module.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert long == {}


def test_pages_are_about_forty_lines_and_hold_no_query() -> None:
    for page in PROJECT.glob("pages/*.py"):
        text = page.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 60, page
        assert "SELECT" not in text, page
