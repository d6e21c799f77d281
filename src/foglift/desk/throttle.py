"""Who guesses passwords waits: longer with each wrong one, by name and by address."""

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import NamedTuple

_LONGEST = 900.0  # seconds that anybody waits
_MOST = 20_000  # keys that are remembered; the one not seen for longest is forgotten first


class _Rule(NamedTuple):
    free: int  # tries before anybody waits
    longest: float


# By name alone the wait is short: else anybody could lock somebody out.
_BOTH = _Rule(5, _LONGEST)
_ADDRESS = _Rule(20, _LONGEST)
_NAME = _Rule(50, 30.0)


class _Tries(NamedTuple):
    failed: int
    last: float


class Throttle:
    """Counts tries that failed. A try counts as failed until it is told to be right, so that
    many at once are no way around it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._tries: OrderedDict[tuple[str, str], _Tries] = OrderedDict()

    def wait(self, name: str, address: str) -> float:
        """The seconds to wait before the next try; 0 when it may be made now, and it then
        counts."""
        keys = _keys(name, address)
        with self._lock:
            now = self._clock()
            left = max(self._left(key, rule, now) for key, rule in keys.items())
            if left <= 0:
                for key in keys:
                    self._count(key, now)
        return max(left, 0.0)

    def right(self, name: str, address: str) -> None:
        """The last try was right: it did not fail, and the name is free again from there."""
        with self._lock:
            for key, rule in _keys(name, address).items():
                tries = self._tries.pop(key, None)
                if tries and rule is not _BOTH and tries.failed > 1:
                    self._tries[key] = tries._replace(failed=tries.failed - 1)

    def _left(self, key: tuple[str, str], rule: _Rule, now: float) -> float:
        tries = self._tries.get(key)
        if tries is None or tries.failed < rule.free:
            return 0.0
        wait = min(2.0 ** min(tries.failed - rule.free, 20), rule.longest)
        return tries.last + wait - now

    def _count(self, key: tuple[str, str], now: float) -> None:
        tries = self._tries.pop(key, None)
        fresh = tries is None or now - tries.last > 2 * _LONGEST
        self._tries[key] = _Tries(1 if fresh or tries is None else tries.failed + 1, now)
        while len(self._tries) > _MOST:
            self._tries.popitem(last=False)


def _keys(name: str, address: str) -> dict[tuple[str, str], _Rule]:
    whom, whence = name.casefold()[:100], _network(address)
    return {(whom, whence): _BOTH, ("", whence): _ADDRESS, (whom, ""): _NAME}


def _network(address: str) -> str:
    """An IPv6 address without the half that its owner chooses.

    >>> _network("2001:db8::1:2:3:4"), _network("192.0.2.7")
    ('2001:db8::/64', '192.0.2.7')
    """
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address[:100]
    if known.version == 4:
        return str(known)
    return str(ipaddress.ip_network((known, 64), strict=False))
