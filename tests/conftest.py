"""Settings that all tests share."""

import os

from hypothesis import settings

# Where CI is set, the same examples are tried every time.
settings.register_profile("provenance", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("provenance")
