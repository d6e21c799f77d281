"""What the desk tells whoever runs it."""

import logging
import traceback

log = logging.getLogger("foglift.desk")


def trace(error: BaseException) -> str:
    """What failed and where: "KeyError; live.py:130 in _follow". Not its message, which may hold
    words of a report."""
    frames = traceback.extract_tb(error.__traceback__)[-8:]
    where = (f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames)
    return "; ".join((type(error).__name__, *where))
