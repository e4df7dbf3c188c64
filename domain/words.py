"""The fixed vocabulary: enumerations that rows, decisions and templates share."""

from enum import StrEnum
from typing import Self


class Audience(StrEnum):
    """Who reads a channel; decides the view."""

    INTERNAL = "internal"
    CLIENT = "client"


class Approval(StrEnum):
    """Whether what goes into a client's channel waits for a person."""

    DRAFT = "draft"
    AUTO = "auto"


class Objective(StrEnum):
    """What a campaign is for; chooses the KPIs of its card."""

    LEADS = "leads"
    SALES = "sales"
    TRAFFIC = "traffic"
    AWARENESS = "awareness"


class Origin(StrEnum):
    """Where a goal's number comes from."""

    AGREED = "agreed"
    OWN_HISTORY = "own_history"
    INDUSTRY = "industry"


class SourceKind(StrEnum):
    """What a source speaks of: advertising, or contacts and deals. Each kind has a protocol of its own."""

    ADS = "ads"
    CRM = "crm"


class Source(StrEnum):
    """Where numbers come from: its key, kind, name, and the words that people also use for it.

    CSV is a file exported by hand. Of every other one a descriptor in its folder says the rest (`domain.sources`).
    """

    kind: SourceKind
    label: str
    words: tuple[str, ...]

    def __new__(cls, key: str, kind: SourceKind = SourceKind.ADS, label: str = "", *words: str) -> Self:
        """A member whose value is its key."""
        made = str.__new__(cls, key)
        made._value_, made.kind, made.label, made.words = key, kind, label, words
        return made

    GOOGLE_ADS = "google_ads", SourceKind.ADS, "Google Ads", "google", "ads", "adwords"
    META = "meta", SourceKind.ADS, "Meta", "facebook", "instagram"
    HUBSPOT = "hubspot", SourceKind.CRM, "HubSpot", "crm"
    CSV = "csv", SourceKind.ADS, "CSV"

    @property
    def is_crm(self) -> bool:
        """True for sources of contacts and deals rather than of advertising."""
        return self.kind is SourceKind.CRM


class Stage(StrEnum):
    """What a stage of a CRM counts as. Whoever reached one of them is a lead; NONE: a stage that counts as nothing."""

    LEAD = "lead"
    MQL = "mql"
    SQL = "sql"
    CUSTOMER = "customer"
    NONE = "none"


class Level(StrEnum):
    """The entity of a performance row."""

    CAMPAIGN = "campaign"
    AD_GROUP = "ad_group"
    AD = "ad"


class Claim(StrEnum):
    """Whose word a number is: the advertising platform's or the CRM's."""

    PLATFORM = "platform"
    CRM = "crm"


class Remedy(StrEnum):
    """What a person must do; the sentence is a template (`templates/mrkdwn/notices/remedies`)."""

    RECONNECT_GOOGLE_ADS = "reconnect_google_ads"
    RECONNECT_META = "reconnect_meta"
    RECONNECT_HUBSPOT = "reconnect_hubspot"
    RECONNECT = "reconnect"
    GRANT_ACCESS = "grant_access"
    RAISE_SCOPE = "raise_scope"
    FIX_REQUEST = "fix_request"
    FIX_PROPERTY = "fix_property"
    FIX_FORM = "fix_form"
    CHECK_ACCOUNT = "check_account"
    UPDATE_VIGIA = "update_vigia"
    INVITE_BOT = "invite_bot"
    UNARCHIVE_CHANNEL = "unarchive_channel"
    REBIND_CHANNEL = "rebind_channel"
    CONFIRM_TEAMS = "confirm_teams"
    REINSTALL_APP = "reinstall_app"
    ALLOW_POSTING = "allow_posting"
    REACH_SLACK = "reach_slack"
    REPLACE_PERSON = "replace_person"
    REPORT_BUG = "report_bug"
    SET_CREDENTIALS = "set_credentials"
