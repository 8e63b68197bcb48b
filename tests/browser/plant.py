"""Puts into the example what the table of pages needs to show every state, and prints the ids as JSON.

Run in a process of its own, with the environment of the server that will show it: ``python -m tests.browser.plant``.
"""

from __future__ import annotations

import json
import os
import sys


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "springboard.config.settings"
    from springboard.config import prepare  # noqa: PLC0415 - reads the settings just named

    prepare.keep_demo_key()
    import django  # noqa: PLC0415

    django.setup()
    from tests.browser.planted import plant  # noqa: PLC0415 - models need a Django that is set up

    sys.stdout.write(json.dumps(plant()))


if __name__ == "__main__":
    main()
