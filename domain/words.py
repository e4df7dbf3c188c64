"""The fixed vocabulary: enumerations that rows, decisions and templates share."""

from enum import StrEnum


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


class Source(StrEnum):
    """Where numbers come from. CSV is a file exported by hand."""

    GOOGLE_ADS = "google_ads"
    META = "meta"
    HUBSPOT = "hubspot"
    CSV = "csv"

    @property
    def is_crm(self) -> bool:
        """True for sources of contacts and deals rather than of advertising."""
        return self is Source.HUBSPOT


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
    """What a person must do; the sentence is a template (`templates/notices`)."""

    RECONNECT_GOOGLE_ADS = "reconnect_google_ads"
    RECONNECT_META = "reconnect_meta"
    RECONNECT_HUBSPOT = "reconnect_hubspot"
    GRANT_ACCESS = "grant_access"
    RAISE_SCOPE = "raise_scope"
    FIX_REQUEST = "fix_request"
    FIX_PROPERTY = "fix_property"
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
