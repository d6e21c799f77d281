"""What was read, kept: one file, added to and never overwritten."""

from foglift.store.sqlite import Store, StoreError, open
from foglift.store.verify import verify

__all__ = ["Store", "StoreError", "open", "verify"]
