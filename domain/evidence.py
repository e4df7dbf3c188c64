"""What judging reads: what was known of each day at each look, by the hour, by segment, and today so far.

A *look* is an instant at which everything that a campaign draws on had answered for the days before. A *triangle*
holds, for each look (rows) and day (columns), what was known then. Numbers are floats that hold whole micros or counts
(exact up to 2**53); NaN: not known, which is never zero. Money is in the triangle's currency, by the day's rate.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Grid: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Triangle:
    """A campaign's results as its advertising platforms reported them: arrays of looks × days.

    A cell is known once every platform was asked after the day was over: without a row it is then 0, for platforms
    leave out what did not run. `spoken` says where at least one row had come. NaN in one metric alone: a platform
    does not say, or there is no exchange rate.
    """

    looks: tuple[datetime, ...]
    days: tuple[date, ...]
    currency: str
    spend_micros: Grid
    impressions: Grid
    clicks: Grid
    conversions_micros: Grid
    value_micros: Grid
    leads_micros: Grid
    spoken: Flags
    downloads_micros: Grid | None = None
    """Only where a definition says what one is."""


@dataclass(frozen=True, slots=True, eq=False)
class Cohorts:
    """A campaign's leads by the day they came (columns), and how far they had come by each look (rows).

    A contact counts as an MQL on the day on which it first was one or more than one, likewise as an SQL: so none of
    the four is larger than the one before. Customers and revenue are deals won by the contact. NaN: the CRM had not
    answered since that day was over; in `revenue_micros` alone: there is no exchange rate.
    """

    looks: tuple[datetime, ...]
    days: tuple[date, ...]
    currency: str
    leads: Grid
    mqls: Grid
    sqls: Grid
    customers: Grid
    revenue_micros: Grid
    downloads: Grid | None = None
    """By the day on which somebody first sent a form that is one; only where a definition names such."""


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """One element of a breakdown or level by day: a device, a network, an ad group, an ad."""

    dimension: str  # the breakdown's name, "ad_group" or "ad"
    element: str  # as the platform says it; the id of an ad group or ad
    name: str  # for people: the name of an ad group or ad, else the element
    days: tuple[date, ...]
    currency: str
    spend_micros: Grid
    impressions: Grid
    clicks: Grid
    conversions_micros: Grid
    value_micros: Grid
    leads_micros: Grid


@dataclass(frozen=True, slots=True)
class Today:
    """A day that is not over: sums so far, in micros of `currency` and counts; None: not all of it is said.

    `as_of` is the oldest answer of that day among the platforms that gave one; None where none did.
    """

    day: date
    currency: str
    as_of: datetime | None = None
    spend_micros: int | None = None
    impressions: int | None = None
    clicks: int | None = None
    conversions_micros: int | None = None
    value_micros: int | None = None
    leads_micros: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Hours:
    """A campaign by the hour: arrays over `starts`, consecutive complete hours. NaN: nobody was asked."""

    starts: tuple[datetime, ...]
    currency: str
    spend_micros: Grid
    impressions: Grid
    clicks: Grid
    conversions_micros: Grid
