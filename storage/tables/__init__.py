"""The tables, one module per kind of thing; `METADATA` knows them all."""

from storage.tables.base import Row, table
from storage.tables.declared import (
    AccountRow,
    CampaignRow,
    ChannelRow,
    ClientRow,
    FieldOriginRow,
    GoalRow,
    MatchRow,
    PlatformCampaignRow,
    SubscriptionRow,
)
from storage.tables.facts import (
    ContactRow,
    DealContactRow,
    DealRow,
    FxRateRow,
    LoadRow,
    ObservationRow,
    PerformanceTable,
)
from storage.tables.machinery import (
    AlertTable,
    AuditRow,
    DeliveryRow,
    InboxRow,
    SyncRunRow,
    TransitionRow,
)

METADATA = Row.metadata

__all__ = [
    "METADATA",
    "AccountRow",
    "AlertTable",
    "AuditRow",
    "CampaignRow",
    "ChannelRow",
    "ClientRow",
    "ContactRow",
    "DealContactRow",
    "DealRow",
    "DeliveryRow",
    "FieldOriginRow",
    "FxRateRow",
    "GoalRow",
    "InboxRow",
    "LoadRow",
    "MatchRow",
    "ObservationRow",
    "PerformanceTable",
    "PlatformCampaignRow",
    "SubscriptionRow",
    "SyncRunRow",
    "TransitionRow",
    "table",
]
