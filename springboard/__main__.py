"""``python -m springboard`` is the ``springboard`` command."""

import sys

from springboard.config.cli import main

sys.exit(main())
