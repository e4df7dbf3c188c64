"""What Slack says of a channel, decoded once for everybody who asks. Pure."""

from collections.abc import Collection, Mapping
from typing import Any

from domain.access import UNKNOWN_TEAM
from notifiers.port import ChannelFacts


def facts_of(channel_id: str, said: Mapping[str, Any], home: Collection[str | None] = ()) -> ChannelFacts:
    """The facts in an answer of conversations.info. `home` are the installing team and its organisation.

    Invited teams count as connected; a shared channel whose teams are not named has an unknown one.
    """
    shared = bool(said.get("is_ext_shared") or said.get("is_pending_ext_shared"))
    return ChannelFacts(
        channel_id=channel_id,
        name=str(said.get("name") or ""),
        is_im=bool(said.get("is_im")),
        is_ext_shared=shared,
        connected_teams=_others(said, home) or ((UNKNOWN_TEAM,) if shared else ()),
        is_member=bool(said.get("is_member", True)),
        is_archived=bool(said.get("is_archived")),
    )


def _others(said: Mapping[str, Any], home: Collection[str | None]) -> tuple[str, ...]:
    """The other organisations. The channel's host is no proof of home: a client may have invited us."""
    own = {*home, said.get("context_team_id"), *(said.get("internal_team_ids") or ())}
    lists = ("connected_team_ids", "shared_team_ids", "pending_connected_team_ids", "pending_shared")
    teams = (team for name in lists for team in said.get(name) or ())
    return tuple(sorted({str(team) for team in teams if team not in own}))
