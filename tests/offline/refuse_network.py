"""Refuses the network to the program that imports it: the tests, and every program they start.

It imports nothing but `sys`, so that what a program loads at its start can still be counted.
"""

from __future__ import annotations

import sys


class NetworkUsedError(Exception):
    """Something tried to leave this machine."""


_NAMES = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo")
_WIRES = ("socket.connect", "socket.sendto", "socket.sendmsg")


def refuse(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse every name look-up and every connection but those between processes of this machine."""
    if event in _NAMES:
        raise NetworkUsedError(event)
    if event in _WIRES and getattr(getattr(arguments[0], "family", None), "name", "") != "AF_UNIX":
        raise NetworkUsedError(event)


sys.addaudithook(refuse)
