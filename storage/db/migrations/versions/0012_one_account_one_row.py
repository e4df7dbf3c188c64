"""One account, one row: ids in their source's one normal form, and twins of one client merged.

0.1 took an id as it was written, so that `123-456-7890` and `1234567890` were two accounts and their money counted
twice. Where two clients hold one account under two spellings both stay as they are: whose it is, a person must say.
"""

import re
from collections import defaultdict
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_GROUPED = re.compile(r"[\s\u2010-\u2015-]+")
_FORMS = {"google_ads": ("customers/", ""), "meta": ("", "act_"), "hubspot": ("", "")}
"""By source, the path that may stand before an id and the prefix that must."""

_FILLED = ("name", "currency", "timezone", "imported_at", "next_due")
_ACCOUNT = sa.table(
    "source_account",
    *(sa.column(name) for name in ("id", "client_key", "source", "account_id", "last_success", *_FILLED)),
)
_FIELD_ORIGIN = sa.table("field_origin", sa.column("kind"), sa.column("key"))
_FIGURES = ("performance", "observation")
_KNOWN = (
    *((name, ("entity_id", "day", "level"), _FIGURES) for name in _FIGURES),
    ("platform_campaign", ("entity_id",), ("platform_campaign",)),
    ("platform_element", ("level", "entity_id"), ("platform_element",)),
    ("crm_deal_contact", ("deal_id",), ("crm_deal",)),
    ("crm_contact", ("contact_id",), ("crm_contact",)),
    ("crm_deal", ("deal_id",), ("crm_deal",)),
)
"""Tables with rows of an account, what a row is about, and where that account's own word on it stands."""


def upgrade() -> None:
    held: dict[tuple[str, str], dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in op.get_bind().execute(sa.select(_ACCOUNT).order_by(_ACCOUNT.c.id)).all():
        held[row.source, _normal(row.source, row.account_id)][row.client_key].append(row)
    for (source, normal), clients in held.items():
        for rows in clients.values():
            kept = _freshest(rows, normal)
            for twin in rows:
                if twin is not kept:
                    _merge(source, kept, twin)
            if len(clients) == 1 or any(row.account_id == normal for row in rows):
                _rename(source, kept, normal)


def downgrade() -> None:
    """The older version reads the normal form as well; what was one account is not made two again."""


def _normal(source: str, given: str) -> str:
    """The one form of an id; as it is where it is none, like the place that an import made."""
    path, prefix = _FORMS.get(source, ("", ""))
    digits = _GROUPED.sub("", given.strip().casefold().removeprefix(path).removeprefix(prefix))
    return prefix + digits if source in _FORMS and re.fullmatch(r"[0-9]{1,20}", digits) else given


def _freshest(rows: list[Any], normal: str) -> Any:
    """The account that was read last; of those alike the one that has the normal form, else the one declared first."""
    newest = max((row.last_success for row in rows if row.last_success is not None), default=None)
    return min(rows, key=lambda row: (row.last_success != newest, row.account_id != normal, row.id))


def _merge(source: str, kept: Any, twin: Any) -> None:
    """What only the twin knows moves over; the rest, with its alerts, goes with it."""
    run = op.get_bind().execute
    _overrule(kept.id, twin.id)
    _overrule(twin.id, kept.id)
    _take_over_campaigns(kept.id, twin.id)
    for name, about, knowing in _KNOWN:
        theirs = _of_account(name, *about)
        for word in knowing:
            ours = _of_account(word, *about).alias("ours")
            known = sa.exists().where(ours.c.account == kept.id, *(ours.c[one] == theirs.c[one] for one in about))
            run(sa.delete(theirs).where(theirs.c.account == twin.id, known))
    for name in ("performance_load", *(name for name, _, _ in _KNOWN)):
        moved = _of_account(name)
        run(sa.update(moved).where(moved.c.account == twin.id).values(account=kept.id))
    _take_over_runs(kept.id, twin.id)
    filled = {name: getattr(twin, name) for name in _FILLED if getattr(twin, name) and not getattr(kept, name)}
    if filled:
        run(sa.update(_ACCOUNT).where(_ACCOUNT.c.id == kept.id).values(**filled))
    run(sa.delete(_ACCOUNT).where(_ACCOUNT.c.id == twin.id))
    _forget_origins(source, twin.account_id)


def _of_account(name: str, *columns: str) -> sa.TableClause:
    return sa.table(name, sa.column("account"), *(sa.column(one) for one in columns))


def _overrule(account: int, by: int) -> None:
    """On a day that the API delivered for one of the two, what a file said to the other goes."""
    delivered = _of_account("performance", "day", "origin").alias("delivered")
    days = sa.select(delivered.c.day).where(delivered.c.account == by, delivered.c.origin == "api")
    for name in _FIGURES:
        rows = _of_account(name, "day", "origin")
        said = (rows.c.account == account, rows.c.origin == "import", rows.c.day.in_(days))
        op.get_bind().execute(sa.delete(rows).where(*said))


def _take_over_campaigns(kept: int, twin: int) -> None:
    """Whose a campaign at the platform is, where only the twin knows it, or knows it from a person."""
    listed = sa.table(
        "platform_campaign",
        *(sa.column(name) for name in ("account", "entity_id", "campaign_key")),
        sa.column("adopted", sa.Boolean()),
    )
    chosen = sa.select(listed.c.entity_id, listed.c.campaign_key, listed.c.adopted)
    claimed = chosen.where(listed.c.account == twin, listed.c.campaign_key.is_not(None))
    for entity, key, adopted in op.get_bind().execute(claimed).all():
        same = (listed.c.account == kept, listed.c.entity_id == entity)
        unclaimed = listed.c.campaign_key.is_(None)
        weaker = sa.or_(unclaimed, listed.c.adopted.is_(False)) if adopted else unclaimed
        values = {"campaign_key": key, "adopted": adopted}
        op.get_bind().execute(sa.update(listed).where(*same, weaker).values(**values))


def _take_over_runs(kept: int, twin: int) -> None:
    """Good polls from before the kept account's first: they say since when its days are known."""
    theirs = _of_account("sync_run", "status", "started_at")
    ours = theirs.alias("ours")
    later = sa.exists().where(ours.c.account == kept, ours.c.status == "ok", ours.c.started_at <= theirs.c.started_at)
    good = (theirs.c.account == twin, theirs.c.status == "ok", ~later)
    op.get_bind().execute(sa.update(theirs).where(*good).values(account=kept))


def _rename(source: str, kept: Any, normal: str) -> None:
    if kept.account_id == normal:
        return
    run, origin = op.get_bind().execute, _FIELD_ORIGIN.c
    run(sa.update(_ACCOUNT).where(_ACCOUNT.c.id == kept.id).values(account_id=normal))
    _forget_origins(source, normal)
    named = (origin.kind == "account", origin.key == f"{source}:{kept.account_id}")
    run(sa.update(_FIELD_ORIGIN).where(*named).values(key=f"{source}:{normal}"))


def _forget_origins(source: str, account_id: str) -> None:
    origin = _FIELD_ORIGIN.c
    gone = (origin.kind == "account", origin.key == f"{source}:{account_id}")
    op.get_bind().execute(sa.delete(_FIELD_ORIGIN).where(*gone))
