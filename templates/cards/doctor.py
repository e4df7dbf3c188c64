"""What `vigia doctor` found: one line each, and one sentence on what to do. Plain text."""

from collections.abc import Mapping

from domain.words import Remedy, Source
from templates import mrkdwn
from templates.catalogue import N_
from templates.render import render
from templates.words import Words

FINE: Mapping[str, str] = {
    "settings": N_("Settings can be read."),
    "database": N_("The database answers and is up to date ({address})."),
    "slack_token": N_("Slack knows the bot: {bot} in {team}."),
    "scopes": N_("The bot has every permission it needs."),
    "app_token": N_("The app-level token opens a Socket Mode connection."),
    "signing_secret": N_("A signing secret is set: Slack calls over HTTP."),
    "host": N_("Vigía can listen on {host}:{port}."),
    "running": N_("A Vigía listens on {host}:{port}."),
    "other_clock": N_("The clock at {address} answers."),
    "clock": N_("This machine's clock agrees with Slack's."),
    "channel": N_("{channel} ({client}): the bot is a member."),
    "person": N_("{person}: {name}."),
    "account": N_("{account}: the credential works ({name})."),
    "account_budget": N_(
        "{account}: has a budget of its own, {whole}, of which {spent} is spent; it is no campaign's."
    ),
    "imported": N_("{account}: lives from imported files."),
    "nothing_declared": N_(
        "Nothing is declared yet: invite the bot into a channel, or vigia apply vigia.yaml, or vigia import."
    ),
    "nobody_named": N_("VIGIA_ADMINS names nobody: the owners and admins of the Slack workspace may make clients."),
}

WRONG: Mapping[str, str] = {
    "not_private": N_("Others on this machine may read {file}, which holds data and secrets: chmod 600 {file}"),
    "host": N_(
        "Vigía cannot listen on {host}:{port} ({said})."
        " Check VIGIA_HTTP_HOST: an address of this machine, like 127.0.0.1."
    ),
    "port": N_("Another program listens on {host}:{port}. Choose another VIGIA_HTTP_PORT, for example 8082."),
    "other_clock": N_("The clock at {address} does not answer. Check VIGIA_CLOCK_URL, or unset it."),
    "no_bot_token": N_("SLACK_BOT_TOKEN is missing. Create the app (vigia manifest), install it, and copy its token."),
    "no_app_token": N_(
        "SLACK_APP_TOKEN is missing. Create an app-level token with connections:write, or set SLACK_SIGNING_SECRET."
    ),
    "slack_token": N_(
        "Slack refuses SLACK_BOT_TOKEN ({code}). Reinstall the app to the workspace and copy its token again."
    ),
    "slack_down": N_("Slack does not answer at {address} ({said}). Check SLACK_API_URL and the network."),
    "scopes": N_(
        "Permissions are missing: {scopes}. Add them under OAuth & Permissions (vigia manifest) and reinstall the app."
    ),
    "app_token": N_(
        "Slack refuses SLACK_APP_TOKEN ({code}). Create one with connections:write and turn on Socket Mode."
    ),
    "clock": N_(
        "This machine's clock is {seconds} s away from Slack's. Set it by NTP: beyond 300 s requests are refused."
    ),
    "not_member": N_("{channel} ({client}): the bot is not a member. Invite it there with /invite."),
    "archived": N_("{channel} ({client}): the channel is archived. Unarchive it, or link another one."),
    "teams": N_(
        "{channel} ({client}): the organisations {teams} are not confirmed. Confirm them in Slack or in vigia.yaml."
    ),
    "channel": N_("{channel} ({client}): Slack does not show it ({code}). Check the id, and invite the bot."),
    "person": N_("{person} ({where}): Slack does not know this person ({code}). Mend the id in vigia.yaml."),
    "unknown": N_(
        "It is not known whether messages for {places} arrived, the oldest of {day}."
        " Whoever is in charge can say so in the App Home."
    ),
    "person_deactivated": N_("{person} ({where}): the account in Slack is deactivated. Name somebody else."),
    "person_bot": N_("{person} ({where}) is a bot. Name a member of your own team, for example U0MAYA."),
    "person_guest": N_("{person} ({where}) is a guest. Name a member of your own team, for example U0MAYA."),
    "person_other_team": N_("{person} ({where}) is of another team. Name a member of your own, for example U0MAYA."),
    "credential": N_("{account}: the credential is missing or wrong. Set {variables} and restart Vigía."),
    "shared_account": N_(
        "{account} counts for several clients: {holders}."
        " Leave it to one of them in vigia.yaml and run vigia apply vigia.yaml --prune, first with --dry-run."
    ),
    "unnamed_stages": N_(
        "{account}: nobody has said what these stages count as: {stages}."
        " Say so under results of the client in vigia.yaml, for example {example} (lead, mql, sql, customer or none)."
    ),
    "transient": N_("{account}: no answer just now ({code}). Try again in a few minutes."),
    "drift": N_("{account}: the answer has a shape that this version does not know ({code}). Update Vigía."),
}


def fine(w: Words, code: str, /, **values: str) -> str:
    """What is in order."""
    marked = FINE[code]
    return w.plain(marked, **values)


def wrong(w: Words, code: str, /, **values: str) -> str:
    """What is not, and what to do."""
    marked = WRONG[code]
    return w.plain(marked, **values)


def called(w: Words, source: Source, account: str, client: str) -> str:
    """An account in a line."""
    return w.plain("{source} {account} ({client})", source=w.source(source), account=account, client=client)


def remedy(w: Words, locale: str, needed: Remedy, account: str, detail: str, given: str = "") -> str:
    """What a person must do about an account: the sentences of the owner's notice, and Google's own trap."""
    told = " ".join(str(render(f"notices/remedies/{needed.value}", locale, what=account, given=given)).split())
    if "invalid_grant" in detail:
        told += " " + w.plain(
            "While the OAuth consent screen is in Testing, Google ends refresh tokens after 7 days: publish the app."
        )
    return mrkdwn.unescape(told)


def summary(w: Words, problems: int) -> str:
    """What it came to."""
    if not problems:
        return w.plain("Everything is in order.")
    return w.plain_n("{n} problem to mend.", "{n} problems to mend.", n=problems)
