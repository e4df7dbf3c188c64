"""Local Google Ads, Meta and HubSpot services: the documented shapes, paging and errors, fed by one seeded world."""

from aiohttp import web

from sandbox.vendors import google_ads, hubspot, meta
from sandbox.vendors.faults import Faults
from sandbox.vendors.wire import Clock, Service
from sandbox.world import build

__all__ = ["Faults", "Service", "add_vendor_routes"]


def add_vendor_routes(app: web.Application, clock: Clock, faults: Faults, seed: int) -> Service:
    """Add /google_ads, /google_oauth, /meta and /hubspot; the world's present begins at the clock's present day.

    What comes back is what all three serve.
    """
    service = Service(build(seed, clock.now()), clock, faults)
    google_ads.add(app, service)
    meta.add(app, service)
    hubspot.add(app, service)
    return service
