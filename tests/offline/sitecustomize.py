"""Python imports this by itself where `PYTHONPATH` names this folder, which the tests hand to all that they start."""

import refuse_network  # type: ignore[import-not-found]  # noqa: F401 - beside this file, and read for what it does
