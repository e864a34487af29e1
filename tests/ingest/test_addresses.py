"""Which addresses are of the open internet, and that nothing else is connected to."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.addresses import AddressRefusedError, Permission, Resolver, is_public

INSIDE = [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
    "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::a00:1", "198.18.0.1", "240.0.0.1",
]  # fmt: skip
OUTSIDE = ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_never_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_is_judged_the_same_inside_a_version_6_one(address: ipaddress.IPv4Address) -> None:
    assert is_public(f"::ffff:{address}") == is_public(str(address))


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "2130706433", "0x7f000001", "[::1]".strip("[]")])
async def test_every_way_to_write_this_machine_is_refused(host: str) -> None:
    with pytest.raises(AddressRefusedError, match="private address"):
        await Resolver().addresses(host, 80, Permission())


async def test_permission_covers_one_host_and_port() -> None:
    permission = Permission(places=frozenset({("localhost", 8001)}))
    assert "127.0.0.1" in await Resolver().addresses("localhost", 8001, permission)
    with pytest.raises(AddressRefusedError):
        await Resolver().addresses("localhost", 8002, permission)


@pytest.mark.parametrize("host", ["127.0.0.1", "10.1.2.3", "192.168.1.1", "100.64.0.1", "::1", "fc00::1"])
async def test_permission_everywhere_covers_private_hosts(host: str) -> None:
    assert await Resolver().addresses(host, 1, Permission(everywhere=True)) == [host]


@pytest.mark.parametrize(
    "host",
    ["169.254.169.254", "2852039166", "::ffff:169.254.169.254", "fe80::1", "fd00:ec2::254", "224.0.0.1"],
)
async def test_no_permission_covers_link_local_and_metadata_addresses(host: str) -> None:
    permission = Permission(everywhere=True, places=frozenset({(host, 80)}))
    with pytest.raises(AddressRefusedError, match="always refused"):
        await Resolver().addresses(host, 80, permission)
