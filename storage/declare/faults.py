"""What is wrong with a file: each fault names file, line and key, says what is wrong, and shows a right example."""

from collections.abc import Sequence
from dataclasses import dataclass

SENTENCES = {
    "account_id": "{given} is no id of an account there",
    "rounded_id": "{given} is an id that a spreadsheet has rounded",
    "account_bound": "the account {given} already belongs to another client",
    "account_twice": "the account {given} is declared twice",
    "amount": "{given} is not an amount above zero",
    "audience": "{given} is not an audience",
    "campaign_of_other_client": "the campaign {given} belongs to another client than the channel",
    "campaign_twice": "the campaign {given} is declared twice",
    "clock": "{given} is not a time of day",
    "channel_bound": "the channel {given} already belongs to another client; unbind it there first",
    "channel_twice": "the channel {given} is declared twice; a channel belongs to exactly one client",
    "choice": "{given} is not one of the words allowed here",
    "client_changed": "the campaign already belongs to another client than {given}; a campaign cannot move",
    "client_twice": "the client {given} is declared twice",
    "comparator": "{given} does not say < or >",
    "curve": "{given} is not a curve (even, weekday, front, back, or weights of your own by day or week)",
    "curve_days": "{given} weights are neither one for each day nor one for each week of the campaign",
    "crm_lead": "what makes a lead in {given} is the client's to say, for all its campaigns",
    "crm_token": "{given} is nothing that a CRM counts as that",
    "currency": "{given} is not a currency code of ISO 4217",
    "date": "{given} is not a date",
    "empty": "this must not be empty",
    "empty_file": "the file declares nothing",
    "end_before_start": "the end {given} is before the start",
    "every": "{given} does not say when",
    "goal": "{given} is not a goal",
    "goal_currency": "the goal {given} does not say its currency",
    "goal_twice": "there are two goals for {given}",
    "goal_unit": "the unit of the goal {given} does not fit its KPI",
    "hours": "{given} are not hours of quiet",
    "key": "{given} is not a key: lower-case letters, digits and hyphens",
    "key_twice": "the key {given} stands here twice",
    "kpi": "{given} names no KPI that is known",
    "list": "{given} stands where a list should",
    "locale": "{given} is not a language of Vigía (es, ca, en, with a region if you like)",
    "mapping": "{given} stands where keys and values should",
    "missing": "{given} is missing",
    "money": "{given} is not an amount with its currency",
    "no_condition": "no condition is given, so nothing would match",
    "number": "{given} is not a number",
    "person_bot": "{given} is a bot; only a member of your own team can be in charge",
    "person_deactivated": "{given} is deactivated in Slack; only a member of your own team can be in charge",
    "person_guest": "{given} is a guest; only a member of your own team can be in charge",
    "person_other_team": "{given} is of another team; only a member of your own team can be in charge",
    "person_unknown": "Slack does not know {given}; only a member of your own team can be in charge",
    "rate_published": "the European Central Bank publishes {given} every working day: it needs no rate by hand",
    "region": "{given} is not a country, or a part of one, whose holidays are known",
    "slack_channel": "{given} is not the id of a Slack channel",
    "slack_team": "{given} is not the id of a Slack workspace",
    "slack_user": "{given} is not the id of a Slack user",
    "subscription_twice": "the subscription {given} is declared twice",
    "text": "{given} stands where a text should",
    "timezone": "{given} is not a time zone",
    "token": "{given} is not what an action is called by there",
    "unbound_channel": "the channel {given} belongs to no client",
    "unknown_campaign": "there is no campaign {given}",
    "unknown_client": "there is no client {given}",
    "unknown_key": "the key {given} is not known here",
    "yes_or_no": "{given} is neither true nor false",
    "yaml": "this is not YAML: {given}",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. `key` is its path in the file, `campaigns[0].budget`; `line` counts from 1."""

    file: str
    line: int
    key: str
    code: str
    given: str = ""
    example: str = ""

    def __str__(self) -> str:
        where = f"{self.file} line {self.line}" + (f", {self.key}" if self.key else "")
        given = self.given if self.code in _UNQUOTED else f"'{self.given}'"
        said = SENTENCES[self.code].format(given=given)
        return f"{where}: {said}" + (f", for example {self.example}" if self.example else "")


_UNQUOTED = {"yaml", "mapping", "list", "text", "curve_days"}


class DeclarationError(ValueError):
    """The file cannot be applied; nothing was changed. `faults` are all of them, in the order of their lines."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.line, fault.key)))
        super().__init__("\n".join(map(str, self.faults)))
