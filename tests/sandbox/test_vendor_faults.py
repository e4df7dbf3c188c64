"""Faults: one per request, in order, and only for the service that they were meant for."""

import select
import socket
import time

import httpx
import pytest

from sandbox.vendors.faults import Faults
from tests.sandbox.vendor_server import vendors

DETAILS = "/hubspot/account-info/2026-09/details"


def test_each_fault_is_taken_once_and_in_order():
    faults = Faults()
    faults.add("meta", "500", 2)
    faults.add("meta", "429", 1)
    assert faults.pending() == {"meta": ["500", "500", "429"]}
    assert [faults.take("meta") for _ in range(4)] == ["500", "500", "429", None]


def test_services_do_not_take_each_others_faults():
    faults = Faults()
    faults.add("slack", "timeout", 1)
    assert faults.take("google_ads") is None
    assert faults.take("slack") == "timeout"


def test_a_caller_that_wants_one_kind_leaves_the_others():
    faults = Faults()
    faults.add("google_ads", "500", 1)
    assert faults.take("google_ads", only="expired_token") is None
    assert faults.take("google_ads") == "500"


@pytest.mark.parametrize("wrong", [("fax", "500", 1), ("meta", "418", 1), ("meta", "500", 0)])
def test_what_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match=r"must be|is not a"):
        Faults().add(*wrong)


@pytest.mark.parametrize(("service", "method", "path"), [
    ("google_ads", "POST", "/google_ads/v26/customers/1234567890/googleAds:search"),
    ("meta", "GET", "/meta/v26.0/act_1029384756"),
    ("hubspot", "GET", DETAILS),
])  # fmt: skip
def test_a_timeout_is_silence_and_the_next_request_is_answered(service, method, path):
    asked = f"{method} {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n".encode()
    with vendors() as running, socket.create_connection(("127.0.0.1", running.port)) as kept_waiting:
        running.faults.add(service, "timeout", 1)
        kept_waiting.sendall(asked)
        while running.faults.pending():
            time.sleep(0.01)
        assert httpx.request(method, running.base + path, trust_env=False).status_code in {400, 401}
        assert select.select([kept_waiting], [], [], 0)[0] == []


def test_a_fault_for_one_channel_waits_for_a_message_there() -> None:
    faults = Faults()
    faults.add("slack", "timeout", 1, "C0ACME")
    faults.add("slack", "500", 1)
    assert faults.pending() == {"slack C0ACME": ["timeout"], "slack": ["500"]}
    assert [faults.take("slack", channel=channel) for channel in ("", "C0ACME", "C0ACME")] == ["500", "timeout", None]
