"""What of an agency's set-up is not whole: connectors that fail, clients and campaigns that lack something."""

from dataclasses import dataclass

from domain.entities import Campaign, Client
from domain.facts import Freshness
from domain.money import Money


@dataclass(frozen=True, slots=True)
class SetUp:
    """`failing` are accounts whose last poll failed, `silent` clients without a channel of the agency's own.

    `aimless` are campaigns without a goal, `unfunded` those without a budget; `unclaimed` is what was spent in 30 days
    by how many platform campaigns that nobody takes care of, by currency.
    """

    failing: tuple[tuple[Client, Freshness], ...] = ()
    silent: tuple[Client, ...] = ()
    aimless: tuple[Campaign, ...] = ()
    unfunded: tuple[Campaign, ...] = ()
    unclaimed: tuple[tuple[int, Money], ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether nothing is amiss."""
        return not (self.failing or self.silent or self.aimless or self.unfunded or self.unclaimed)
