"""The kinds of trouble that tests speak of, by name."""

from domain.rules import (
    account_suspended,
    budget,
    conversions_stopped,
    leads_not_in_crm,
    off_pace,
    off_target,
    paused_with_budget,
    source_disconnected,
    spend_above_plan,
    spend_stopped,
    stale_data,
    surprise,
    tracking_lost,
    unclaimed_spending,
)

OFF_TARGET = off_target.KIND
CONVERSIONS_STOPPED = conversions_stopped.KIND
SPEND_STOPPED = spend_stopped.KIND
SPEND_ABOVE_PLAN = spend_above_plan.KIND
TRACKING_LOST = tracking_lost.KIND
LEADS_NOT_IN_CRM = leads_not_in_crm.KIND
STALE_DATA = stale_data.KIND
SOURCE_DISCONNECTED = source_disconnected.KIND
ACCOUNT_SUSPENDED = account_suspended.KIND
PAUSED_WITH_BUDGET = paused_with_budget.KIND
UNCLAIMED_SPENDING = unclaimed_spending.KIND
OFF_PACE = off_pace.KIND
SURPRISE = surprise.KIND
BUDGET = budget.KIND
