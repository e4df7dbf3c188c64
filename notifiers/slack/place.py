"""What Slack says of a channel or a person, decoded once for everybody who asks. Pure."""

from collections.abc import Collection, Mapping
from typing import Any

from domain.access import UNKNOWN_TEAM
from notifiers.port import ChannelFacts, PersonFacts

SLACKBOT = "USLACKBOT"
"""Slack's own, which is not marked as a bot."""


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


def person_of(user: str, said: Mapping[str, Any], home: Collection[str | None] = ()) -> PersonFacts:
    """The facts in an answer of users.info. `home` are the installing team and its organisation; where they are not
    known, a team is no reason against anybody."""
    theirs = {said.get("team_id"), (said.get("enterprise_user") or {}).get("enterprise_id")}
    own = {team for team in home if team}
    return PersonFacts(
        user,
        is_ours=bool(theirs & own) if own else True,
        is_guest=any(said.get(mark) for mark in ("is_restricted", "is_ultra_restricted", "is_stranger")),
        is_deleted=bool(said.get("deleted")),
        is_bot=bool(said.get("is_bot")) or user == SLACKBOT,
        locale=str(said.get("locale") or "").replace("-", "_"),
    )


def _others(said: Mapping[str, Any], home: Collection[str | None]) -> tuple[str, ...]:
    """The other organisations. The channel's host is no proof of home: a client may have invited us."""
    own = {*home, said.get("context_team_id"), *(said.get("internal_team_ids") or ())}
    lists = ("connected_team_ids", "shared_team_ids", "pending_connected_team_ids", "pending_shared")
    teams = (team for name in lists for team in said.get(name) or ())
    return tuple(sorted({str(team) for team in teams if team not in own}))
