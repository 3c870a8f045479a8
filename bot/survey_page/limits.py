"""How many requests of the page are taken in: from one address, and from all together; what it remembers is bounded.

A bucket holds so many requests and fills up again with time (https://en.wikipedia.org/wiki/Token_bucket). A letter has
eleven links and a stop link, and scanners of mail open each of them twice; a shop's guests share one address.
"""

import ipaddress
from collections import OrderedDict
from dataclasses import dataclass


@dataclass(frozen=True)
class Rate:
    """So many requests at once, and then so many each second."""

    burst: float
    a_second: float


ONE = Rate(burst=120, a_second=1)
"""Of an address: four letters at once, each link of them opened twice; then one question is answered each 4 seconds."""

ALL = Rate(burst=600, a_second=50)
"""Of everybody: a sixth of what the database writes in a second (docs/bench.md), the team's work being the rest."""

MOST_ADDRESSES = 10_000
"""Remembered at a time, some 2 MB; beyond them whoever was not seen for longest is forgotten."""

_SUBSCRIBER = 64
"""Bits of an IPv6 address that are one subscriber's (RFC 6177): the rest they choose as they like."""


@dataclass
class _Bucket:
    """What is left, and when that was counted, by a monotonic clock."""

    left: float
    at: float

    def fill(self, rate: Rate, now: float) -> None:
        self.left = min(rate.burst, self.left + (now - self.at) * rate.a_second)
        self.at = now


class Limits:
    """To be used in one event loop. `now` is monotonic, in seconds."""

    def __init__(self, now: float, one: Rate, everybody: Rate, most: int = MOST_ADDRESSES) -> None:
        self._one = one
        self._everybody = everybody
        self._most = most
        self._all = _Bucket(everybody.burst, now)
        self._by_address: OrderedDict[str, _Bucket] = OrderedDict()

    def wait(self, address: str, now: float) -> float:
        """Seconds until a request of this address may be taken in; 0: it is taken in, and counted."""
        whose = subscriber(address)
        own = self._by_address.setdefault(whose, _Bucket(self._one.burst, now))
        self._by_address.move_to_end(whose)
        if len(self._by_address) > self._most:
            self._by_address.popitem(last=False)
        for bucket, rate in ((own, self._one), (self._all, self._everybody)):
            bucket.fill(rate, now)
            if bucket.left < 1:
                return (1 - bucket.left) / rate.a_second
        own.left -= 1
        self._all.left -= 1
        return 0.0


def subscriber(address: str) -> str:
    """What of an address counts as one: all of IPv4, the network of IPv6; of what is no address, that it is none."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or ipaddress.ip_network((int(found), _SUBSCRIBER), strict=False).network_address)
