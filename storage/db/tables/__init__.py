"""The tables, one module per kind of thing; `METADATA` knows them all."""

from storage.db.tables.base import Row, table
from storage.db.tables.declared import (
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
from storage.db.tables.facts import (
    ContactRow,
    DealContactRow,
    DealRow,
    ElementRow,
    FxRateRow,
    LoadRow,
    ObservationRow,
    PerformanceTable,
)
from storage.db.tables.machinery import (
    AuditRetentionRow,
    AuditRow,
    AuditSubjectRow,
    DeliveryRow,
    InboxRow,
    SyncRunRow,
    ToJudgeRow,
    TrialRow,
)
from storage.db.tables.watching import (
    ActionRow,
    AlertRow,
    AttentionRow,
    EvaluationRow,
    FeedbackRow,
    PlannedRow,
    RuleRow,
    TransitionRow,
)

METADATA = Row.metadata

__all__ = [
    "METADATA",
    "AccountRow",
    "ActionRow",
    "AlertRow",
    "AttentionRow",
    "AuditRetentionRow",
    "AuditRow",
    "AuditSubjectRow",
    "CampaignRow",
    "ChannelRow",
    "ClientRow",
    "ContactRow",
    "DealContactRow",
    "DealRow",
    "DeliveryRow",
    "ElementRow",
    "EvaluationRow",
    "FeedbackRow",
    "FieldOriginRow",
    "FxRateRow",
    "GoalRow",
    "InboxRow",
    "LoadRow",
    "MatchRow",
    "ObservationRow",
    "PerformanceTable",
    "PlannedRow",
    "PlatformCampaignRow",
    "RuleRow",
    "SubscriptionRow",
    "SyncRunRow",
    "ToJudgeRow",
    "TransitionRow",
    "TrialRow",
    "table",
]
