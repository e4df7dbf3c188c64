"""What a line consists of inside its platform: ad groups with their ads, and the networks where it shows."""

from dataclasses import dataclass
from functools import cache

from sandbox.world.catalogue import Line, account

GOOGLE_DEVICES = (("MOBILE", 0.66), ("DESKTOP", 0.28), ("TABLET", 0.06))
META_DEVICES = (("mobile_app", 0.80), ("mobile_web", 0.09), ("desktop", 0.11))
_GOOGLE_NETWORKS = (("SEARCH", 0.91), ("SEARCH_PARTNERS", 0.09))
_META_NETWORKS = (("facebook", 0.57), ("instagram", 0.36), ("audience_network", 0.05), ("messenger", 0.02))
_WITHOUT_GROUPS = ("PERFORMANCE_MAX",)
_NAMES = {
    "es": ("Genéricas", "Marca", "Público amplio", "Públicos similares", "Anuncio"),
    "ca": ("Genèriques", "Marca", "Públic ampli", "Públics semblants", "Anunci"),
    "en": ("Generic terms", "Brand terms", "Broad audience", "Lookalike audience", "Ad"),
}
_LANGUAGES = {"acme": "es", "forn": "ca", "luz": "es"}
# Shares of impressions, clicks and spend of the four ads: the first group is the larger, its clicks the dearer.
_SHARES = ((0.34, 0.31, 0.33), (0.26, 0.24, 0.26), (0.24, 0.27, 0.25), (0.16, 0.18, 0.16))


@dataclass(frozen=True, slots=True)
class Part:
    """One element of a dimension with its shares of impressions, clicks and spend."""

    name: str
    impressions: float
    clicks: float
    cost: float


@dataclass(frozen=True, slots=True)
class Ad:
    """An ad inside its ad group (ad set, at Meta)."""

    id: str
    name: str
    group_id: str
    group_name: str


def is_meta(line: Line) -> bool:
    """Whether the line runs at Meta."""
    return line.account.startswith("act_")


def devices(line: Line) -> tuple[tuple[str, float], ...]:
    """The platform's devices with their share of the traffic."""
    return META_DEVICES if is_meta(line) else GOOGLE_DEVICES


def has_groups(line: Line) -> bool:
    """Whether the platform shows ad groups and ads of it: Google shows none of Performance Max."""
    return line.kind not in _WITHOUT_GROUPS


@cache
def ads(line: Line) -> tuple[Ad, ...]:
    """The four ads of the line, two to a group."""
    words = _NAMES[_LANGUAGES.get(account(line.account).client, "en")]
    groups = words[2:4] if is_meta(line) else words[:2]
    return tuple(
        Ad(f"{line.id}{group + 1}{ad + 1}", f"{words[4]} {'ABCD'[group * 2 + ad]}", f"{line.id}{group + 1}", name)
        for group, name in enumerate(groups)
        for ad in range(2)
    )


@cache
def parts(line: Line, dimension: str) -> tuple[Part, ...]:
    """The elements of "ad" (by id) or "network" with their shares, which add up to 1."""
    if dimension == "ad":
        return tuple(Part(ad.id, *shares) for ad, shares in zip(ads(line), _SHARES, strict=True))
    if not has_groups(line):
        return (Part("MIXED", 1.0, 1.0, 1.0),)
    networks = _META_NETWORKS if is_meta(line) else _GOOGLE_NETWORKS
    return tuple(Part(name, share, share, share) for name, share in networks)


def names(line: Line, dimension: str, element: str) -> tuple[tuple[str, str], ...]:
    """(dimension, name) pairs by which a trouble may mean the element: an ad also by its group, by id and by name."""
    if dimension != "ad":
        return ((dimension, element),)
    ad = next(one for one in ads(line) if one.id == element)
    return (("ad", ad.id), ("ad", ad.name), ("ad_group", ad.group_id), ("ad_group", ad.group_name))
