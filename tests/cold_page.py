"""A page of the dashboard run in this process, without a browser."""

from streamlit.testing.v1 import AppTest

from tests.support import PROJECT

TIMEOUT = 60


def open_cold(name: str, **query: str) -> AppTest:
    """Runs the page alone: app.py is named as the main script and never runs."""
    page = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=TIMEOUT).switch_page(f"pages/{name}.py")
    for key, value in query.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception, page.exception
    return page
