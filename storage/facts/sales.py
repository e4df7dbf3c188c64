"""What counts as a sale in a CRM, and what one is worth of which nobody says."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select as core_select
from sqlmodel import Session

from domain.money import Money
from domain.results import ResultDefinition, ResultKind
from storage.db.chunks import chunks
from storage.db.tables import CampaignRow, ClientRow, table


@dataclass(frozen=True, slots=True)
class Sale:
    """Of a campaign. `by_deal`: a deal won is a sale; `by_stage`: so is whoever becomes a customer without one."""

    by_deal: bool = True
    by_stage: bool = False
    worth: Money | None = None


NO_MORE = Sale()
"""Deals won are sales, each worth its amount."""


def of_campaigns(session: Session, keys: Collection[str]) -> dict[str, Sale]:
    """By campaign, where its client or itself says anything of sales."""
    run, client = table(CampaignRow).c, table(ClientRow).c
    asked = core_select(run.key, run.results, client.results.label("theirs")).where(client.key == run.client_key)
    found = dict[str, Sale]()
    for some in chunks(keys):
        for key, own, theirs in session.execute(asked.where(run.key.in_(some))):
            said = ResultDefinition.of_plain(own).over(ResultDefinition.of_plain(theirs)).of(ResultKind.SALE)
            if said is not None:
                by_crm = [bool(tokens) for source, tokens in said.tokens if source.is_crm]
                found[key] = Sale(all(by_crm), any(by_crm), said.value)
    return found
