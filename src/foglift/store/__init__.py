"""What was read, kept: one file, added to and never overwritten."""

from foglift.store.sqlite import News, Store, StoreError, given, open
from foglift.store.verify import verify

__all__ = ["News", "Store", "StoreError", "given", "open", "verify"]
