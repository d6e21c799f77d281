"""What was read, kept: one file, added to and never overwritten."""

from foglift.store.sqlite import News, Store, StoreError, open
from foglift.store.verify import verify

__all__ = ["News", "Store", "StoreError", "open", "verify"]
