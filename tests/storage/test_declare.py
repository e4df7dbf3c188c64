"""Applying `vigia.yaml`: what it changes, what it leaves alone, and what it says of what Slack changed."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from connectors.registry import DESCRIPTORS
from domain.entities import Client, Comparator, Goal, SourceAccount, Subscription
from domain.incidents.quiet import QuietHours
from domain.money import Money
from domain.words import Approval, Audience, Origin, Source
from storage import Session
from storage.db import audit
from storage.declare import DeclarationError, Kind, Plan, Verb, apply, plan
from storage.directory import accounts, campaigns, changes, channels, clients, schedule
from storage.directory.changes import Via
from storage.facts import fx
from tests.declaring import parse

EXAMPLE = (Path(__file__).parent / "data" / "vigia.yaml").read_text(encoding="utf-8")
AT = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


def planned(db: Session, text: str, *, take_file: bool = False, prune: bool = False) -> Plan:
    return plan(db, parse(text), take_file=take_file, prune=prune, sources=DESCRIPTORS)


def applied(db: Session, text: str, *, take_file: bool = False, prune: bool = False) -> Plan:
    made = planned(db, text, take_file=take_file, prune=prune)
    assert apply(db, made, "file", AT) == len(made.changes)
    return made


def said(made: Plan) -> list[str]:
    return [str(change) for change in made.changes]


def faults(db: Session, text: str) -> list[str]:
    with pytest.raises(DeclarationError) as caught:
        planned(db, text)
    return str(caught.value).splitlines()


def test_the_documented_file_creates_everything_on_an_empty_database(db: Session) -> None:
    made = applied(db, EXAMPLE)
    assert [(c.verb, c.kind) for c in made.changes] == [
        (Verb.CREATE, Kind.CLIENT),
        (Verb.CREATE, Kind.CHANNEL),
        (Verb.CREATE, Kind.CHANNEL),
        (Verb.CREATE, Kind.ACCOUNT),
        (Verb.CREATE, Kind.ACCOUNT),
        (Verb.CREATE, Kind.ACCOUNT),
        (Verb.CREATE, Kind.CAMPAIGN),
        (Verb.CREATE, Kind.SUBSCRIPTION),
    ]
    client = clients.get(db, "acme")
    assert client
    assert (client.name, client.locale, client.managers) == ("Clínica Acme", "es", ("U0MAYA",))
    channel = channels.get(db, "C0ACME")
    assert channel
    assert (channel.audience, channel.teams, channel.approval) == (
        Audience.CLIENT,
        ("T0ACME",),
        Approval.DRAFT,
    )
    hubspot = accounts.find(db, Source.HUBSPOT, "424242")
    assert hubspot
    assert hubspot.options == {"utm_property": "utm_campaign"}
    campaign = campaigns.get(db, "acme-otono")
    assert campaign
    assert campaign.budget == Money.of(12_000, "EUR")
    assert (campaign.start, campaign.end, campaign.owner) == (date(2026, 10, 1), date(2026, 12, 15), "U0MAYA")
    assert campaign.goals == (
        Goal("cpl", Comparator.LT, Decimal(25), "EUR"),
        Goal("leads", Comparator.GE, Decimal(300)),
        Goal("roas", Comparator.GE, Decimal(3)),
    )
    assert {m.source: (m.campaign_ids, m.name_contains, m.utm_campaign) for m in campaign.matches} == {
        Source.GOOGLE_ADS: (("111",), "", ""),
        Source.META: ((), "otono", ""),
        Source.HUBSPOT: ((), "", "otono-2026"),
    }
    [subscription] = schedule.of_channel(db, "C0ACME")
    assert (subscription.every, subscription.campaigns) == ("mon 09:00", ("acme-otono",))
    # Monday at nine in Madrid was an hour ago: the next is in a week.
    assert schedule.upcoming(db, subscription.id) == datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def test_applying_the_same_file_again_changes_nothing(db: Session) -> None:
    applied(db, EXAMPLE)
    before = audit.recent(db, 100)
    assert applied(db, EXAMPLE) == Plan((), ())
    assert audit.recent(db, 100) == before


def test_a_plan_alone_writes_nothing(db: Session) -> None:
    assert planned(db, EXAMPLE).changes
    assert clients.everyone(db) == []
    assert audit.recent(db) == []


def test_only_what_the_file_names_is_changed(db: Session) -> None:
    applied(db, EXAMPLE)
    made = applied(db, "campaigns:\n  - {key: acme-otono, budget: 15000 EUR}\n")
    assert said(made) == ["change campaign acme-otono (budget: 12000 EUR → 15000 EUR)"]
    campaign = campaigns.get(db, "acme-otono")
    assert campaign
    assert campaign.name == "Otoño leads"
    assert len(campaign.goals) == 3
    assert len(campaign.matches) == 3


def test_one_goal_in_the_file_leaves_the_others_alone(db: Session) -> None:
    applied(db, EXAMPLE)
    made = applied(db, 'campaigns:\n  - {key: acme-otono, goals: ["cpl < 20 EUR"]}\n')
    assert said(made) == ["change campaign acme-otono (goals.cpl: cpl < 25 EUR → cpl < 20 EUR)"]
    campaign = campaigns.get(db, "acme-otono")
    assert campaign
    assert [g.kpi for g in campaign.goals] == ["cpl", "leads", "roas"]


QUIET = 'clients:\n  - key: acme\n    quiet: {hours: "19:30-8:00", weekends: no, holidays: es-ct, digest: 09:15}\n'


def test_a_clients_wishes_about_quiet_times_are_fields_of_their_own(db: Session) -> None:
    applied(db, EXAMPLE)
    made = applied(db, QUIET)
    (change,) = said(made)
    assert change.startswith("change client acme (quiet.digest: – → 09:15; quiet.holidays: – → ES-CT; ")
    assert change.endswith("; quiet.hours: – → 19:30-08:00; quiet.weekends: – → false)")
    wanted = QuietHours(time(19, 30), time(8), weekends=False, region="ES-CT", digest=time(9, 15))
    assert clients.quiet_of(db, "acme") == wanted
    assert said(applied(db, QUIET)) == said(applied(db, EXAMPLE)) == []
    assert clients.quiet_of(db, "acme") == wanted
    again = 'clients: [{key: acme, quiet: {hours: none, digest: "09:15"}}]\n'
    assert said(applied(db, again)) == ["change client acme (quiet.hours: 19:30-08:00 → none)"]
    assert said(applied(db, again, prune=True)) == [
        "change client acme (quiet.holidays: ES-CT → –; quiet.weekends: false → –)"
    ]
    assert clients.quiet_of(db, "acme") == QuietHours(time(), time(), digest=time(9, 15))


def test_a_field_last_changed_in_slack_is_a_conflict_and_stays(db: Session) -> None:
    applied(db, EXAMPLE)
    campaign = campaigns.get(db, "acme-otono")
    assert campaign
    campaigns.save(db, replace(campaign, budget=Money.of(9_000, "EUR")), "U0MAYA", AT)
    made = applied(db, EXAMPLE.replace("Otoño leads", "Otoño 2026"))
    assert said(made) == ["change campaign acme-otono (name: Otoño leads → Otoño 2026)"]
    [conflict] = made.conflicts
    assert str(conflict) == (
        "vigia.yaml line 23: campaign acme-otono was last changed in Slack; budget: 9000 EUR → 12000 EUR"
    )
    stored = campaigns.get(db, "acme-otono")
    assert stored
    assert stored.budget == Money.of(9_000, "EUR")


def test_taking_the_file_settles_a_conflict_for_good(db: Session) -> None:
    applied(db, EXAMPLE)
    campaigns.set_goals(db, "acme-otono", [Goal("cpl", Comparator.LT, Decimal(30), "EUR")], "U0MAYA", AT)
    made = applied(db, EXAMPLE, take_file=True)
    assert said(made) == ["change campaign acme-otono (goals.cpl: cpl < 30 EUR → cpl < 25 EUR)"]
    assert made.conflicts == ()
    assert applied(db, EXAMPLE.replace("cpl < 25", "cpl < 24")).conflicts == ()


def test_a_goal_set_in_slack_that_the_file_does_not_name_stays_even_when_pruning(db: Session) -> None:
    applied(db, EXAMPLE)
    campaigns.set_goals(db, "acme-otono", [Goal("ctr", Comparator.GT, Decimal("0.02"))], "U0MAYA", AT)
    made = applied(db, EXAMPLE, prune=True)
    assert made.changes == ()
    assert [(c.change.field, c.change.old, c.change.new) for c in made.conflicts] == [("goals.ctr", "ctr > 2%", None)]
    assert said(applied(db, EXAMPLE, prune=True, take_file=True)) == [
        "change campaign acme-otono (goals.ctr: ctr > 2% → –)"
    ]


def test_what_the_lists_leave_out_goes_only_with_prune(db: Session) -> None:
    applied(db, EXAMPLE)
    shorter = EXAMPLE.replace('"leads >= 300", ', "").replace("      meta: {name_contains: otono}\n", "")
    shorter = shorter.replace("      - {source: meta, id: act_1029384756}\n", "")
    assert applied(db, shorter).changes == ()
    made = applied(db, shorter, prune=True)
    assert [str(c).split(" (")[0] for c in made.changes] == [
        "remove account meta:act_1029384756",
        "change campaign acme-otono",
    ]
    campaign = campaigns.get(db, "acme-otono")
    assert campaign
    assert [g.kpi for g in campaign.goals] == ["cpl", "roas"]
    assert [m.source for m in campaign.matches] == [Source.GOOGLE_ADS, Source.HUBSPOT]
    assert accounts.find(db, Source.META, "act_1029384756") is None


def test_pruning_removes_the_dependent_first(db: Session) -> None:
    applied(db, EXAMPLE)
    made = applied(db, "clients: []\ncampaigns: []\nsubscriptions: []\n", prune=True)
    kinds = [Kind.SUBSCRIPTION, Kind.CAMPAIGN, *[Kind.ACCOUNT] * 3, *[Kind.CHANNEL] * 2, Kind.CLIENT]
    assert [c.kind for c in made.changes] == kinds
    assert clients.everyone(db) == []
    assert channels.everyone(db) == []
    assert audit.recent(db, 1)[0].what == "client.removed"


def test_a_list_that_the_file_does_not_spell_out_is_never_pruned(db: Session) -> None:
    applied(db, EXAMPLE)
    assert applied(db, "clients:\n  - {key: acme}\n", prune=True).changes == ()


def test_a_channel_left_out_of_its_list_is_unbound_with_prune(db: Session) -> None:
    applied(db, EXAMPLE)
    without = EXAMPLE.replace("      - {slack: C0ACMEINT, audience: internal}\n", "")
    assert said(applied(db, without, prune=True)) == ["remove channel C0ACMEINT"]
    assert channels.get(db, "C0ACMEINT") is None


def test_a_thing_made_in_slack_is_pruned_only_when_the_file_is_taken(db: Session) -> None:
    applied(db, EXAMPLE)
    campaign = campaigns.get(db, "acme-otono")
    assert campaign
    campaigns.save(db, replace(campaign, key="acme-slack"), "U0MAYA", AT)
    made = applied(db, EXAMPLE, prune=True)
    assert [(c.key, c.change.field) for c in made.conflicts] == [("acme-slack", "*")]
    assert said(applied(db, EXAMPLE, prune=True, take_file=True)) == ["remove campaign acme-slack"]


def test_a_plan_says_everything_that_goes_with_a_client(db: Session) -> None:
    applied(db, EXAMPLE)
    made = planned(db, "clients: []\n", prune=True)
    assert said(made) == [
        "remove subscription C0ACME:status:acme-otono",
        "remove campaign acme-otono",
        "remove account google_ads:1234567890",
        "remove account meta:act_1029384756",
        "remove account hubspot:424242",
        "remove channel C0ACME",
        "remove channel C0ACMEINT",
        "remove client acme",
    ]


def test_a_client_stays_with_all_it_has_when_something_below_it_came_from_slack(db: Session) -> None:
    applied(db, EXAMPLE)
    campaign = campaigns.get(db, "acme-otono")
    assert campaign
    campaigns.save(db, replace(campaign, key="acme-slack"), "U0MAYA", AT)
    made = applied(db, "clients: []\n", prune=True)
    assert made.changes == ()
    assert [(c.kind, c.key, c.change.field) for c in made.conflicts] == [
        (Kind.CAMPAIGN, "acme-slack", "*"),
        (Kind.CLIENT, "acme", "*"),
    ]
    assert said(applied(db, "clients: []\n", prune=True, take_file=True))[1:3] == [
        "remove campaign acme-otono",
        "remove campaign acme-slack",
    ]
    assert campaigns.everyone(db) == []


def test_a_channel_stays_bound_when_somebody_subscribed_it_in_slack(db: Session) -> None:
    applied(db, EXAMPLE)
    schedule.subscribe(db, Subscription("C0ACMEINT", "status", "daily 09:00"), AT, "U0MAYA", AT)
    without = EXAMPLE.replace("      - {slack: C0ACMEINT, audience: internal}\n", "")
    made = applied(db, without.replace("subscriptions:", "#").replace("  - {channel: C0ACME, w", "# "), prune=True)
    assert made.changes == ()
    assert [c.key for c in made.conflicts] == ["C0ACMEINT:status:*", "C0ACMEINT"]


SHARED = """
clients:
  - key: acme
    name: Acme
    accounts: [{source: google_ads, id: "1234567890"}]
  - key: bosc
    name: Bosc
    accounts: []
"""


@pytest.mark.parametrize("theirs", ["1234567890", "123 456 7890"], ids=["the normal form", "no normal form"])
def test_an_account_of_two_clients_can_be_left_to_one_with_its_history(db: Session, theirs: str) -> None:
    for client, spelt in (("acme", "123-456-7890"), ("bosc", theirs)):
        clients.save(db, Client(client, client.title()), "file", AT, Via.FILE)
        accounts.save(db, SourceAccount(client, Source.GOOGLE_ADS, spelt), "file", AT, Via.FILE)
    (before,) = accounts.of_client(db, "acme")
    made = applied(db, SHARED, prune=True)
    assert said(made) == [
        f"remove account google_ads:{theirs}",
        "change account google_ads:1234567890 (id: 123-456-7890 → 1234567890)",
    ]
    assert [(one.client_key, one.id, one.account_id) for one in accounts.everyone(db)] == [
        ("acme", before.id, "1234567890")
    ]
    assert changes.origins(db, "account", "google_ads:1234567890")["credential"] is Via.FILE
    assert changes.origins(db, "account", "google_ads:123-456-7890") == {}
    assert applied(db, SHARED, prune=True).changes == ()


def test_an_account_that_another_client_keeps_is_not_taken_from_it(db: Session) -> None:
    for client, spelt in (("acme", "123-456-7890"), ("bosc", "1234567890")):
        clients.save(db, Client(client, client.title()), "file", AT, Via.FILE)
        accounts.save(db, SourceAccount(client, Source.GOOGLE_ADS, spelt), "file", AT, Via.FILE)
    (fault,) = faults(db, SHARED)
    assert "the account 'google_ads:1234567890' already belongs to another client" in fault


def test_an_account_made_by_an_import_is_never_pruned(db: Session) -> None:
    applied(db, EXAMPLE.replace("      - {source: meta, id: act_1029384756}\n", ""))
    accounts.for_import(db, "acme", Source.META, "cli", AT)
    without = EXAMPLE.replace("      - {source: meta, id: act_1029384756}\n", "")
    assert applied(db, without, prune=True, take_file=True).changes == ()


def test_an_owner_can_be_taken_away_with_null(db: Session) -> None:
    applied(db, EXAMPLE)
    applied(db, "campaigns:\n  - {key: acme-otono, owner: ~, persona: ~}\n")
    campaign = campaigns.get(db, "acme-otono")
    assert campaign
    assert (campaign.owner, campaign.persona) == (None, "")


def test_a_goal_may_say_where_its_number_comes_from(db: Session) -> None:
    applied(db, EXAMPLE)
    applied(db, 'campaigns:\n  - {key: acme-otono, goals: [{goal: "ctr > 2%", origin: industry}]}\n')
    campaign = campaigns.get(db, "acme-otono")
    assert campaign
    assert campaign.goals[-1] == Goal("ctr", Comparator.GT, Decimal("0.02"), None, Origin.INDUSTRY)


def test_a_subscription_changes_its_time_and_goes_with_prune(db: Session) -> None:
    applied(db, EXAMPLE)
    made = applied(db, EXAMPLE.replace("mon 09:00", "daily 8:30"))
    assert said(made) == ["change subscription C0ACME:status:acme-otono (every: mon 09:00 → daily 08:30)"]
    [subscription] = schedule.of_channel(db, "C0ACME")
    due = schedule.upcoming(db, subscription.id)
    assert due
    assert due - AT < timedelta(days=1)
    assert said(applied(db, "subscriptions: []\n", prune=True)) == ["remove subscription C0ACME:status:acme-otono"]


def test_a_new_time_zone_keeps_the_wall_clock_of_subscriptions(db: Session) -> None:
    applied(db, EXAMPLE)
    [subscription] = schedule.of_channel(db, "C0ACME")
    assert schedule.upcoming(db, subscription.id) == datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    applied(db, "clients:\n  - {key: acme, timezone: America/Mexico_City}\n")
    assert schedule.upcoming(db, subscription.id) == datetime(2026, 11, 16, 15, 0, tzinfo=UTC)


def test_a_new_time_zone_forgets_no_update_that_is_due_already(db: Session) -> None:
    applied(db, EXAMPLE)
    [subscription] = schedule.of_channel(db, "C0ACME")
    due, late = datetime(2026, 11, 23, 8, 0, tzinfo=UTC), AT + timedelta(days=8)
    moved = planned(db, "clients:\n  - {key: acme, timezone: America/Mexico_City}\n")
    apply(db, moved, "file", late)
    assert schedule.upcoming(db, subscription.id) == due


SECOND = """\
  - {key: acme-dos, client: acme, name: Dos, objective: leads, start: 2026-10-01, end: 2026-12-15, budget: 9 EUR}
"""
BOTH = EXAMPLE.replace("subscriptions:", SECOND + "subscriptions:")


def test_a_subscription_to_other_campaigns_takes_the_place_of_the_one_it_was(db: Session) -> None:
    applied(db, BOTH)
    edited = BOTH.replace("campaigns: [acme-otono]", "campaigns: [acme-otono, acme-dos]")
    made = applied(db, edited)
    assert said(made) == [
        "remove subscription C0ACME:status:acme-otono",
        "create subscription C0ACME:status:acme-dos,acme-otono",
    ]
    assert [s.campaigns for s in schedule.of_channel(db, "C0ACME")] == [("acme-otono", "acme-dos")]
    assert applied(db, edited).changes == ()
    assert said(applied(db, BOTH.replace(", campaigns: [acme-otono]", ""))) == [
        "remove subscription C0ACME:status:acme-dos,acme-otono",
        "create subscription C0ACME:status:*",
    ]


def test_a_subscription_to_something_else_stands_beside_the_others(db: Session) -> None:
    applied(db, BOTH)
    line = '  - {channel: C0ACME, what: status, every: "fri 09:00", campaigns: [acme-dos]}\n'
    assert said(applied(db, BOTH + line)) == ["create subscription C0ACME:status:acme-dos"]
    beside = '  - {channel: C0ACME, what: status, every: "fri 09:00", campaigns: [acme-dos, acme-otono]}\n'
    applied(db, BOTH + beside)
    assert len(schedule.of_channel(db, "C0ACME")) == 2


def test_a_subscription_changed_in_slack_is_not_replaced_unless_the_file_is_taken(db: Session) -> None:
    applied(db, BOTH)
    schedule.subscribe(db, Subscription("C0ACME", "status", "daily 10:00", ("acme-otono",)), AT, "U0MAYA", AT)
    edited = BOTH.replace("campaigns: [acme-otono]", "campaigns: [acme-otono, acme-dos]")
    made = applied(db, edited)
    assert made.changes == ()
    assert [(c.key, c.change.field) for c in made.conflicts] == [("C0ACME:status:acme-otono", "*")]
    assert len(applied(db, edited, take_file=True).changes) == 2


def test_a_declared_account_takes_over_what_was_imported_before(db: Session) -> None:
    applied(db, EXAMPLE.replace("      - {source: meta, id: act_1029384756}\n", ""))
    place = accounts.for_import(db, "acme", Source.META, "cli", AT)
    applied(db, EXAMPLE)
    meta = accounts.find(db, Source.META, "act_1029384756")
    assert meta
    assert meta.id == place.id


BOSC = "  - {key: bosc, name: Forn Bosc, channels: [{slack: C0BOSC, audience: client}]}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "campaigns:\n  - {key: acme-otono, client: acmee}\n",
            "vigia.yaml line 2, campaigns[0].client: there is no client 'acmee', for example acme",
        ),
        (
            "clients:\n" + BOSC + "campaigns:\n  - {key: acme-otono, client: bosc}\n",
            (
                "vigia.yaml line 4, campaigns[0].client: the campaign already belongs to another client than 'bosc'; "
                "a campaign cannot move, for example acme"
            ),
        ),
        (
            "clients:\n  - {key: bosc, name: Bosc, channels: [{slack: C0ACME, audience: client}]}\n",
            (
                "vigia.yaml line 2, clients[0].channels[0]: the channel 'C0ACME' already belongs to another client; "
                "unbind it there first"
            ),
        ),
        (
            "clients:\n  - {key: bosc, name: Bosc, accounts: [{source: meta, id: act_1029384756}]}\n",
            (
                "vigia.yaml line 2, clients[0].accounts[0]: the account 'meta:act_1029384756' already belongs to "
                "another client"
            ),
        ),
        (
            "campaigns:\n  - {key: acme-otono, end: 2026-09-01}\n",
            "vigia.yaml line 2, campaigns[0].end: the end '2026-09-01' is before the start, for example 2026-10-01",
        ),
        (
            "campaigns:\n  - {key: acme-otono, start: 2027-01-01}\n",
            "vigia.yaml line 2, campaigns[0].start: the end '2026-12-15' is before the start, for example 2027-01-01",
        ),
        (
            'subscriptions:\n  - {channel: C0NOBODY, what: status, every: "mon 09:00"}\n',
            "vigia.yaml line 2, subscriptions[0].channel: the channel 'C0NOBODY' belongs to no client",
        ),
        (
            'subscriptions:\n  - {channel: C0ACME, what: status, every: "mon 09:00", campaigns: [nope]}\n',
            "vigia.yaml line 2, subscriptions[0].campaigns: there is no campaign 'nope'",
        ),
        (
            "clients:\n" + BOSC + 'subscriptions:\n  - {channel: C0BOSC, what: status, every: "mon 09:00", '
            "campaigns: [acme-otono]}\n",
            (
                "vigia.yaml line 4, subscriptions[0].campaigns: the campaign 'acme-otono' belongs to another client "
                "than the channel"
            ),
        ),
        (
            "clients:\n  - {key: nuevo}\n",
            "vigia.yaml line 2, clients[0]: 'name' is missing, for example name: Clínica Acme",
        ),
        (
            "subscriptions:\n  - {channel: C0ACMEINT, what: status}\n",
            "vigia.yaml line 2, subscriptions[0]: 'every' is missing, for example every: \"mon 09:00\"",
        ),
    ],
)
def test_a_file_that_does_not_fit_what_is_stored_says_where(db: Session, text: str, expected: str) -> None:
    applied(db, EXAMPLE)
    assert faults(db, text) == [expected]


def test_a_client_that_the_file_prunes_cannot_be_referred_to(db: Session) -> None:
    applied(db, EXAMPLE)
    text = "clients:\n" + BOSC + "campaigns:\n  - {key: otra, client: acme}\n"
    with pytest.raises(DeclarationError, match="there is no client 'acme'"):
        planned(db, text, prune=True)


def test_a_file_with_faults_changes_nothing(db: Session) -> None:
    broken = EXAMPLE + '  - {channel: C0NOBODY, what: status, every: "mon 09:00"}\n'
    assert faults(db, broken)
    assert clients.everyone(db) == []


RATES = "rates:\n  ARS: {2026-11-01: 1540.50, 2026-11-15: 1562}\n  UYU: {2026-11-01: 45}\n"


def test_rates_by_hand_are_kept_as_they_were_said_and_convert(db: Session) -> None:
    assert said(applied(db, RATES)) == ["create rate ARS", "create rate UYU"]
    assert not planned(db, RATES).changes
    rates = fx.rates(db, ["ARS"], date(2026, 11, 1))
    assert rates.convert(15_405_000_000, "ARS", "EUR", date(2026, 11, 14)) == 10_000_000
    assert rates.convert(15_620_000_000, "ARS", "EUR", date(2026, 12, 24)) == 10_000_000
    assert rates.convert(1_000_000, "ARS", "EUR", date(2026, 10, 31)) is None


def test_a_rate_by_hand_changes_and_is_pruned_like_anything_else(db: Session) -> None:
    applied(db, RATES)
    other = "rates:\n  ARS: {2026-11-15: 1600}\n"
    assert said(applied(db, other)) == ["change rate ARS (rates.2026-11-15: 1562 → 1600)"]
    made = applied(db, other, prune=True)
    assert sorted(said(made)) == ["change rate ARS (rates.2026-11-01: 1540.5 → –)", "remove rate UYU"]
    assert [(own.currency, own.a_euro) for own in fx.own_rates(db)] == [("ARS", ((date(2026, 11, 15), Decimal(1600)),))]
