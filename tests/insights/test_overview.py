"""Many campaigns at a glance: the order of a large agency, and what asking about it costs."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import event

from commands import home
from commands.context import Context
from domain.access import Actor, Place
from domain.entities import Comparator
from domain.facts import DEVICE, PerformanceRow
from domain.overview import Listed
from domain.results import AsBefore, ResultDefinition
from domain.window import Window
from domain.words import Audience, Level
from insights.overview import EXACT, Asked, overview
from notifiers import digest
from storage import Session
from storage.directory import campaigns, clients
from storage.facts import performance, sync
from tests.bench import agency

CLIENTS = EXACT // agency.EACH + 20
PAGE = 10


def asked(db: Session) -> list[Asked]:
    known = {client.key: client for client in clients.everyone(db)}
    return [Asked(one, known[one.client_key], Audience.INTERNAL) for one in campaigns.of_clients(db, known.keys())]


@contextmanager
def counted(db: Session) -> Iterator[list[str]]:
    """The statements that are executed meanwhile."""
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        said.append(statement)

    engine = db.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", note)


def keys(found: Iterable[Listed]) -> list[str]:
    return [one.snapshot.campaign.key for one in found]


def test_a_page_of_many_is_the_beginning_of_all_of_them(db: Session) -> None:
    agency.build(db, CLIENTS, days=60, hours=1)
    all_of_them = asked(db)
    found = overview(db, all_of_them, agency.NOW, PAGE)
    assert (found.total, found.several, len(found.rows)) == (CLIENTS * agency.EACH, True, PAGE)
    assert keys(found.rows) == keys(overview(db, all_of_them, agency.NOW, len(all_of_them)).rows[:PAGE])
    assert all(row.snapshot.worst for row in found.rows)


def test_which_days_still_count_as_before_is_asked_once_a_window(db: Session) -> None:
    agency.build(db, 2, days=60, hours=1)
    said_so = ResultDefinition.of_plain({"lead": {"google_ads": [], "meta": []}})
    for client in clients.everyone(db):
        clients.save(db, replace(client, results=said_so), "U0", agency.NOW)
    with counted(db) as said:
        found = overview(db, asked(db), agency.NOW, PAGE)
    assert {row.snapshot.origin.as_before for row in found.rows} == {AsBefore(agency.NOW.date() - timedelta(days=1))}
    windows = {row.snapshot.window for row in found.rows}
    assert len([one for one in said if "actions IS NULL" in one]) == len(windows) < len(found.rows)


def test_what_accounts_record_is_asked_no_oftener_for_the_downloads_of_many(db: Session) -> None:
    agency.build(db, 4, days=60, hours=1)
    guides = ResultDefinition.of_plain({"download": {"google_ads": ["action:5"], "meta": ["guide"]}})
    for client in clients.everyone(db):
        clients.save(db, replace(client, results=guides), "U0", agency.NOW)
    with counted(db) as of_one:
        overview(db, asked(db)[:1], agency.NOW, PAGE)
    with counted(db) as of_all:
        overview(db, asked(db), agency.NOW, PAGE)
    once, often = ([one for one in said if "recorded_action" in one] for said in (of_one, of_all))
    assert 0 < len(often) <= len(once)


def test_what_is_kept_of_a_campaign_ends_with_its_accounts_next_answer(db: Session) -> None:
    agency.build(db, CLIENTS, days=60, hours=1)
    first = keys(overview(db, asked(db), agency.NOW, PAGE).rows)[0]
    (campaign,) = (one for one in campaigns.everyone(db) if one.key == first)
    account = int(first.split("-")[1]) + 1
    entity = agency.entity(account - 1, int(first[-1]))
    days = [agency.NOW.date() - timedelta(days=ago) for ago in range(1, 8)]
    cheap = [
        PerformanceRow(Level.CAMPAIGN, entity, day, DEVICE, device, "EUR", 900, 20, 10**9, 10**10, 0, 10**10)
        for day in days
        for device in agency.DEVICES
    ]
    performance.upsert(db, account, cheap, agency.NOW)
    sync.succeed(db, sync.begin(db, account, agency.NOW, Window(days[-1], days[0])), agency.NOW, len(cheap))
    assert first not in keys(overview(db, asked(db), agency.NOW, PAGE).rows)
    goal = replace(campaign.goals[0], comparator=Comparator.LT, target=campaign.goals[0].target / 1_000)
    campaigns.save(db, replace(campaign, goals=(goal,)), "U0", agency.NOW)
    assert keys(overview(db, asked(db), agency.NOW, PAGE).rows)[0] == first


def test_asking_about_more_takes_no_more_questions(db: Session) -> None:
    agency.build(db, CLIENTS, days=60, hours=1)
    all_of_them = asked(db)
    with counted(db) as of_one:
        overview(db, all_of_them[:1], agency.NOW, PAGE)
    with counted(db) as of_a_page:
        overview(db, all_of_them[:PAGE], agency.NOW, PAGE)
    with counted(db) as of_all:
        overview(db, all_of_them, agency.NOW, PAGE)
    assert len(of_a_page) == len(of_one)
    assert len(of_all) <= len(of_one) + 6


def test_neither_home_nor_the_digests_ask_client_by_client(db: Session) -> None:
    agency.build(db, CLIENTS, days=30, hours=1)
    manager = Actor(agency.MANAGER, "T0", is_ours=True)
    with counted(db) as at_home:
        home.home(Context(db, manager, Place(""), agency.NOW, "es"))
    with counted(db) as in_the_morning:
        digest.due(db, agency.NOW, [agency.client_key(n) for n in range(CLIENTS)])
    assert len(at_home) < CLIENTS
    assert len(in_the_morning) < CLIENTS // 2
