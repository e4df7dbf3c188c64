"""A person reads what is for them alone in their own language, whatever client it is about."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest

from domain.entities import SourceAccount
from domain.errors import NeedsOwner
from domain.incidents.conditions import State, advance
from domain.incidents.finding import Finding, Reason, Verdict
from domain.incidents.rule_kinds import Subject, Tier
from domain.words import Remedy, Source
from notifiers import followup, owner
from notifiers.delivery.charge import in_charge
from notifiers.delivery.kinds import Kind
from notifiers.delivery.outcomes import Outcomes, When
from notifiers.delivery.strangers import ask
from storage import Engine, Session, session
from storage.alerts import actions, alerts
from storage.directory import accounts, clients, people
from storage.messages import deliveries, outbox
from templates.message import Message
from tests import casting, kinds
from tests.casting import ADMIN, MAYA, NIL, NOW, TODAY
from tests.notifiers import ticks

BEGIN = NOW - timedelta(days=1)


@pytest.fixture
def db(engine: Engine) -> Iterator[Session]:
    """Maya, of the Spanish client, has chosen English in Slack."""
    with session(engine) as opened:
        people.keep(opened, {MAYA: "en_GB", NIL: ""}, NOW)
        yield opened


def told(db: Session, kind: Kind) -> str:
    """The newest to Maya."""
    said = [one for one in deliveries.of_kind(db, kind, BEGIN) if one.to.address == MAYA]
    return str(said[-1].payload["text"])


def weak(db: Session) -> None:
    found = Finding(
        Subject("acme", casting.OTONO.key), kinds.TRACKING_LOST, Verdict.BREACH, Reason.SEGMENT_SILENT, "x",
        "device=mobile", tier=Tier.DIGEST,
    )  # fmt: skip
    alerts.record(db, found, *advance(State(), found, NOW), NOW)


def digest(db: Session) -> str:
    weak(db)
    ticks.digests(db, NOW)
    return told(db, Kind.DIGEST)


def emptied(db: Session) -> str:
    account: SourceAccount = next(one for one in accounts.of_client(db, "acme") if one.source is Source.META)
    owner.about_source(db, account, NeedsOwner("nothing there", Remedy.CHECK_ACCOUNT), NOW)
    return told(db, Kind.OWNER)


def strangers(db: Session) -> str:
    ask(db, casting.ACME_CLIENT, ("T0NEW",), NOW)
    return told(db, Kind.OWNER)


def arrival(db: Session) -> str:
    payload = {**Message("…").to_json(), "campaign": casting.OTONO.key}
    sent = outbox.intend(db, "a", casting.to("C0ACME"), "update", payload, at=NOW, client_key="acme")
    assert sent is not None
    Outcomes().ask(db, sent, When(NOW, NOW))
    return told(db, Kind.ARRIVAL)


def check(db: Session) -> str:
    done = actions.Action("acme", "", NOW, date(2026, 11, 9), MAYA, actions.Kind.CHANGE, "…", check_on=TODAY)
    actions.log(db, done)
    client = clients.get(db, "acme")
    assert client is not None
    followup.of_client(db, client, NOW)
    return told(db, Kind.CHECK)


@pytest.mark.parametrize(
    ("tell", "hers", "theirs"),
    [
        pytest.param(digest, "to look at", "por mirar", id="digest"),
        pytest.param(emptied, "has answered three times", "ha respondido tres veces", id="account that holds nothing"),
        pytest.param(strangers, "confirm", "confirma", id="strangers in a channel"),
        pytest.param(arrival, "Did this arrive", "Llegó", id="whether it arrived"),
        pytest.param(check, "work", "Funcion", id="what became of it"),
    ],
)
def test_a_direct_message_is_in_the_persons_language_and_in_the_clients_while_theirs_is_unknown(
    db: Session, tell: Callable[[Session], str], hers: str, theirs: str
) -> None:
    with db.begin_nested() as trial:
        assert hers in tell(db)
        trial.rollback()
    people.keep(db, {MAYA: ""}, NOW)
    assert theirs in tell(db)


def test_whoever_is_told_speaks_their_own_language(db: Session) -> None:
    assert in_charge(db, "acme").locale == "en_GB"
    assert in_charge(db, "bosc").locale == "ca", "Slack names none for her"
    assert in_charge(db, "acme", None, (ADMIN,)).locale == "en_GB"
    assert in_charge(db, "nobody's", None, (ADMIN,)).locale == "en"


def test_slack_is_asked_about_everybody_who_may_be_told_and_about_nobody_else(db: Session) -> None:
    done = actions.Action("acme", "", NOW, TODAY, "U0SARA", actions.Kind.CHANGE, "…", check_on=TODAY)
    actions.log(db, done)
    people.keep(db, {"U0GONE": "es"}, NOW)
    assert people.to_ask_about(db, (ADMIN,), NOW) == [ADMIN, "U0SARA"]
    assert people.to_ask_about(db, (ADMIN,), NOW + timedelta(days=1)) == [ADMIN, MAYA, NIL, "U0SARA"]
    people.forget_others(db, (ADMIN,))
    assert people.locale_of(db, "U0GONE", "?") == "?"
    assert people.locale_of(db, MAYA, "?") == "en_GB"
