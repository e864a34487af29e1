"""Which machines may be asked.

A name is resolved here, its addresses are checked, and the connection goes to the address that was checked:
a name that answers differently a moment later changes nothing.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import httpcore
from httpcore import SOCKET_OPTION, AsyncNetworkBackend, AsyncNetworkStream

RESOLVE_SECONDS = 10.0

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_METADATA = frozenset(map(ipaddress.ip_address, ("100.100.100.200", "fd00:ec2::254", "fd20:ce::254")))
"""Where clouds tell a machine its secrets; most do it at a link-local address."""


class AddressRefusedError(Exception):
    """The host may not be asked; the message is a phrase for people."""


@dataclass(frozen=True, slots=True)
class Permission:
    """Where private and loopback addresses are allowed: everywhere, or at some (host, port) pairs; by default
    nowhere. No permission covers link-local and multicast addresses, nor those of a cloud's metadata."""

    everywhere: bool = False
    places: frozenset[tuple[str, int]] = frozenset()

    def allows(self, host: str, port: int) -> bool:
        return self.everywhere or (host.lower(), port) in self.places


def is_public(address: str) -> bool:
    """Whether a numeric address is one of the open internet, also where it carries another one inside."""
    ip = _meant(ipaddress.ip_address(address.partition("%")[0]))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def is_off_limits(address: str) -> bool:
    """Whether a numeric address is refused whatever is permitted: no feed of one's own network is there."""
    ip = _meant(ipaddress.ip_address(address.partition("%")[0]))
    return ip.is_link_local or ip.is_multicast or ip in _METADATA


def _meant(ip: IP) -> IP:
    """The version 4 address that a version 6 one stands for (mapped, NAT64, 6to4), or the same address."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip


class Resolver:
    """Turns names into addresses, in threads of its own: a name server that hangs holds up nothing else."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(16, "resolver")

    async def addresses(self, host: str, port: int, permission: Permission) -> list[str]:
        """Where to connect to, version 4 first. Raises AddressRefusedError, and ConnectError if unknown."""
        try:
            async with asyncio.timeout(RESOLVE_SECONDS):
                found = await asyncio.get_running_loop().run_in_executor(self._threads, _lookup, host, port)
        except (OSError, UnicodeError):
            raise httpcore.ConnectError(f"the host {host} is not known") from None
        except TimeoutError:
            raise httpcore.ConnectError(f"the host {host} could not be looked up in time") from None
        if not permission.allows(host, port) and not all(map(is_public, found)):
            raise AddressRefusedError(f"{host} is a private address, which is refused without allow_private")
        allowed = [address for address in found if not is_off_limits(address)]
        if not allowed:
            raise AddressRefusedError(f"{host} is a link-local or metadata address, which is always refused")
        return sorted(allowed, key=lambda address: ":" in address)

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)


def _lookup(host: str, port: int) -> list[str]:
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


class CheckedBackend(AsyncNetworkBackend):
    """httpcore's way to the network, through the resolver. Host header and TLS still speak of the name."""

    def __init__(self, resolver: Resolver, permission: Permission) -> None:
        self._resolver = resolver
        self._permission = permission
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature is httpcore's
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> AsyncNetworkStream:
        """A connection to the first of the host's addresses that answers."""
        failure: Exception | None = None
        for address in await self._resolver.addresses(host, port, self._permission):
            try:
                return await self._network.connect_tcp(address, port, timeout, local_address, socket_options)
            except httpcore.ConnectTimeout as error:
                failure = error
            except httpcore.ConnectError:
                failure = httpcore.ConnectError(f"{host} refuses it, or cannot be reached")
        raise failure or httpcore.ConnectError(f"{host} has no address")

    async def sleep(self, seconds: float) -> None:
        await self._network.sleep(seconds)
