"""No Python of the tests reaches the network: loaded at the start of each that inherits ``PYTHONPATH``.

Connections inside this machine are left alone (a Dask cluster, a browser under test). An attempt to leave it
is written to the file that ``DOCPARSE_NETWORK_LOG`` names, if it does, and refused.
"""

from __future__ import annotations

import os
import sys
from typing import Any

_EVENTS = {
    "socket.connect": 1,
    "socket.sendto": 1,
    "socket.sendmsg": 1,
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
}
_HERE = ("127.", "::1", "localhost", "0.0.0.0", "::", "")


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    place = _EVENTS.get(event)
    if place is None or _is_here(arguments[place]):
        return
    if log := os.environ.get("DOCPARSE_NETWORK_LOG"):
        with open(log, "a", encoding="utf-8") as stream:  # noqa: PTH123 - as little as can be is loaded here
            stream.write(f"{event} {arguments[place]!r}\n")
    raise PermissionError(f"the tests do not use the network: {event} {arguments[place]!r}")


def _is_here(address: Any) -> bool:
    host = address[0] if isinstance(address, tuple) and address else address
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if not isinstance(host, str):  # none, or the path of a socket of this machine
        return True
    return "/" in host or host in _HERE or host.startswith(("\0", _HERE[0]))


sys.addaudithook(_watch)
