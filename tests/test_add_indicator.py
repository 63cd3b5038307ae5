"""A new indicator is one new file: it is then in the figures, on the page of its theme and in the export."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support import PROJECT

READ_PAGE = """
from streamlit.testing.v1 import AppTest
page = AppTest.from_file("app.py", default_timeout=60).switch_page("pages/follow_ups.py").run()
assert not page.exception, page.exception
print([one.label for one in page.expander])
"""


def test_one_file_is_all_it_takes(tmp_path: Path, sample_stores: Path) -> None:
    for part in ("sgdata", "pages", ".streamlit"):
        shutil.copytree(PROJECT / part, tmp_path / part)
    shutil.copy(PROJECT / "app.py", tmp_path)
    text = (PROJECT / "sgdata" / "indicators" / "actions_overdue.sql").read_text(encoding="utf-8")
    text = text.replace("What is late?", "What is later than late?")
    (tmp_path / "sgdata" / "indicators" / "actions_later_than_late.sql").write_text(text, encoding="utf-8")
    store = sample_stores / "mentoring_provider"
    environment = os.environ | {"SGDATA_STORE": str(store), "PYTHONPATH": str(tmp_path)}

    def ran(*command: str) -> str:
        done = subprocess.run(
            [sys.executable, *command], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    printed = json.loads(ran("-m", "sgdata", "figures", "--json", "--only", "actions_overdue,actions_later_than_late"))
    old, new = printed["figures"]
    assert (new["id"], new["numerator"]) == ("actions_later_than_late", old["numerator"])
    assert "What is later than late?" in ran("-c", READ_PAGE)
    ran("-m", "sgdata", "figures", "--out", str(tmp_path / "out.csv"))
    assert "actions_later_than_late" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
