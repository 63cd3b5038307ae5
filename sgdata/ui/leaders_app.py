"""The process that leaders' browsers reach: `python -m sgdata.ui.leaders_app PORT`, started by its keeper (serve.py).

It knows the folder of its copies of the releases and nothing else; it ends when its keeper does, however that ends.
"""

import os
import sys
import threading

from streamlit.web import cli

from sgdata.settings import PROJECT


def main() -> None:
    """Runs the app until it is told to stop, or the keeper is gone."""
    threading.Thread(target=_end_with_keeper, daemon=True).start()
    cli.main(args=["run", str(PROJECT / "app.py"), "--server.port", sys.argv[1]], standalone_mode=False)


def _end_with_keeper() -> None:
    while os.read(sys.stdin.fileno(), 1):  # the keeper writes nothing: the pipe ends when the keeper does
        pass
    os._exit(1)


if __name__ == "__main__":
    main()
