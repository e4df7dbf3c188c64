"""The timeline tells what happened, and not what was suspected for a day."""

from dataclasses import replace
from datetime import timedelta

from domain.incidents.conditions import Change, State, advance
from domain.incidents.finding import Finding, Reason, Verdict
from domain.incidents.rule_kinds import Subject
from domain.results import Counts, ResultDefinition, ResultKind
from domain.timeline import Defined, Stepped
from domain.window import Window
from domain.words import Source
from insights.happened import with_events
from insights.status import over
from insights.timeline import timeline
from storage import Session
from storage.alerts import actions, alerts
from storage.directory import campaigns, clients
from tests import casting, kinds
from tests.casting import ACME, MARCA, NOW, OTONO, TODAY
from tests.storage.test_alerts import DEAR


def lived(db: Session, *found: Finding) -> list[Change]:
    """What the timeline says after these looks, one an hour."""
    casting.everybody(db)
    state = State()
    for hour, finding in enumerate(found):
        at = NOW + timedelta(hours=hour)
        state, steps = advance(state, replace(finding, look=f"{TODAY} {hour}"), at)
        alerts.record(db, finding, state, steps, at)
    told = timeline(db, OTONO, ACME, Window(TODAY - timedelta(days=1), TODAY + timedelta(days=2)))
    return [one.transition.change for one in told if isinstance(one, Stepped)]


DOUBT = replace(DEAR, signal=Verdict.DOUBT, because=Reason.UNSURE)
FINE = replace(DEAR, signal=Verdict.FINE, because=Reason.MET, tier=None)


def test_what_was_suspected_and_never_confirmed_did_not_happen(db: Session) -> None:
    """ "Suspected: 1,090 € spent without a single result" stood in it, and "42 leads where the goal asks for 25"."""
    assert lived(db, DOUBT, FINE, DOUBT, FINE) == []


def test_what_happened_is_told_once_from_its_alert_to_its_end(db: Session) -> None:
    """ "Recovering: back on pace, on course for 6,913 € of 4,600 €" was told of what only eased for a look."""
    assert lived(db, DOUBT, DEAR, FINE, DEAR, FINE, FINE) == [Change.CONFIRMED, Change.RECOVERED]


def looked(db: Session, *found: tuple[int, Finding]) -> None:
    """One incident, by these looks at so many hours after the usual moment."""
    state = State()
    for hour, finding in found:
        at = NOW + timedelta(hours=hour)
        state, steps = advance(state, replace(finding, look=f"{TODAY} {hour}"), at)
        alerts.record(db, finding, state, steps, at)


def test_an_account_s_trouble_is_told_and_not_what_only_seemed_so_for_it(db: Session) -> None:
    """“Nothing has been spent since Thursday” stood in it of a campaign that never stopped; not that the account stood
    still, which was told."""
    cast = casting.everybody(db)
    still = replace(
        DEAR, subject=Subject("acme", account=cast.acme_google), trouble=kinds.STALE_DATA, because=Reason.DATA_OLD,
        detail="", goal=None,
    )  # fmt: skip
    silent = replace(still, subject=Subject("acme", MARCA.key), trouble=kinds.SPEND_STOPPED, because=Reason.NO_SPEND)
    well = {one.trouble: replace(one, signal=Verdict.FINE, because=Reason.MET, tier=None) for one in (still, silent)}
    later = replace(silent, trouble=kinds.OFF_PACE, because=Reason.BEHIND_PLAN)
    looked(db, (0, still), (20, well[kinds.STALE_DATA]), (22, well[kinds.STALE_DATA]))
    looked(db, (4, silent), (21, well[kinds.SPEND_STOPPED]), (24, well[kinds.SPEND_STOPPED]))
    looked(db, (5, later))
    told = timeline(db, MARCA, ACME, Window(TODAY - timedelta(days=1), TODAY + timedelta(days=2)))
    steps = [(one.finding.trouble, one.transition.change) for one in told if isinstance(one, Stepped)]
    assert sorted(steps) == sorted(
        [
            (kinds.STALE_DATA, Change.CONFIRMED),
            (kinds.STALE_DATA, Change.RECOVERED),
            (kinds.OFF_PACE, Change.CONFIRMED),  # it stands though the account is well again
        ]
    )


def counts(*tokens: str) -> Counts:
    return Counts(((Source.META, tokens),))


def saying(*tokens: str) -> ResultDefinition:
    return ResultDefinition(((ResultKind.LEAD, counts(*tokens)),)) if tokens else ResultDefinition()


def test_what_counted_is_told_as_it_held_on_that_day_and_not_by_whose_word_it_is_now(db: Session) -> None:
    """A client's change stood in it though the campaign had its own word then, and "as the sources count" where its
    client's word held."""
    casting.everybody(db)
    steps = [
        (None, saying("lead")),  # the client's word holds for it
        (saying("messaging"), None),  # it has one of its own
        (None, saying("schedule")),  # which this changes nothing of
        (saying(), None),  # and then none again
        (None, saying("lead", "schedule")),
    ]
    otono, acme = OTONO, ACME
    for hour, (own, shared) in enumerate(steps):
        at = NOW + timedelta(hours=hour)
        if own is not None:
            otono = replace(otono, results=own)
            campaigns.save(db, otono, "U0MAYA", at)
        if shared is not None:
            acme = replace(acme, results=shared)
            clients.save(db, acme, "U0MAYA", at)
    told = timeline(db, otono, acme, Window(TODAY - timedelta(days=1), TODAY + timedelta(days=2)))
    found = [((one.at - NOW).seconds // 3600, one.before, one.counts) for one in told if isinstance(one, Defined)]
    assert sorted(found, key=lambda one: one[0]) == [
        (0, None, counts("lead")),
        (1, counts("lead"), counts("messaging")),
        (3, counts("messaging"), counts("schedule")),
        (4, counts("schedule"), counts("lead", "schedule")),
    ]
    rest = timeline(db, otono, acme, Window(TODAY - timedelta(days=9), TODAY - timedelta(days=3)))
    assert not [one for one in rest if isinstance(one, Defined)]


def test_a_picture_has_what_was_changed_and_what_fired_on_its_days(db: Session) -> None:
    lived(db, DOUBT, DEAR, FINE, FINE)
    for kind in actions.Kind:
        actions.log(db, actions.Action("acme", OTONO.key, NOW, TODAY, "U0MAYA", kind, kind.value))
    seen = over(db, OTONO, ACME, NOW, Window(TODAY - timedelta(days=6), TODAY))
    assert (seen.done, seen.alerted) == ((), ())
    told = with_events(db, seen)
    assert [one.kind for one in told.done] == ["change", "launch"]
    assert [one.transition.change for one in told.alerted] == [Change.CONFIRMED]
    before = with_events(db, over(db, OTONO, ACME, NOW, Window(TODAY - timedelta(days=9), TODAY - timedelta(days=3))))
    assert (before.done, before.alerted) == ((), ())
