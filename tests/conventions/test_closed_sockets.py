"""No test reaches the network: only this machine answers."""

from __future__ import annotations

import socket

import pytest


def test_no_address_but_loopback_can_be_reached() -> None:
    with socket.socket() as outward, pytest.raises(UserWarning, match="A test tried to use socket"):
        outward.connect(("192.0.2.1", 80))


def test_loopback_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as inward:
        inward.connect(server.getsockname())

        assert inward.getpeername() == server.getsockname()
