"""``python -m tui`` is ``diptych``."""

import sys

from tui.command_line import main

sys.exit(main())
