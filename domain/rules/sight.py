"""Whether what a rule needs can be seen: a failed poll alone changes nothing, a long silence does."""

from collections.abc import Sequence

from domain.incidents.finding import Reason, Verdict
from domain.rules.inputs import Health, Moment

Blindness = tuple[Verdict, Reason]


def blind(view: Moment, accounts: Sequence[Health]) -> Blindness | None:
    """Whether any of what is needed has been out of sight for too long: a failed poll alone changes nothing."""
    for account in accounts:
        if account.is_old(view.now):
            failed = account.error is not None
            return (Verdict.ERROR, Reason.SOURCE_FAILED) if failed else (Verdict.STALE, Reason.DATA_OLD)
    return None


def unseen(view: Moment, *, by_day: bool, crm: bool = False) -> Blindness | None:
    """The same by what is seen: of the running day in any of the platforms, of complete days in all of them.

    A CRM is needed for what it counts, and nobody speaks in its place: before its first answer there is no data.
    """
    if by_day:
        if crm and _is_unanswered(view):
            return Verdict.NO_DATA, Reason.UNANSWERED
        return blind(view, [*view.platforms, *(view.crms if crm else ())])
    answer = [one for one in view.platforms if not one.is_old(view.now)]
    return None if answer else blind(view, view.platforms)


def _is_unanswered(view: Moment) -> bool:
    """Whether a CRM is asked that has not answered once, or that nobody has connected."""
    if not view.crms:
        return view.campaign.asks_crm
    return any(one.last_success is None for one in view.crms)
