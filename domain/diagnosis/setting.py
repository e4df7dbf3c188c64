"""The constants of the search for a cause: one setting for every account."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Setting:
    """Round numbers, chosen by what they mean and checked on the tuning seeds.

    `family` is how often pure chance may name a cause in one comparison, over all elements and links together
    (Šidák's correction). `least_z` holds whatever the number of elements. `weight` is how many elements' worth of
    belief stands behind the usual noise until the account shows its own: `clump` conversions come together,
    `price`, `volume` and `rate` are what an element's price, volume and rates do by themselves (in logarithms).
    `hit` is how far an element that is hit moves, `common` how far everything together usually moves: an element
    that would need the rest to have moved much further is a less likely culprit. `least_share` of the gap must be
    explained to be called the cause. `closest` are looked at closely per link, `most` causes are told.
    """

    family: float = 0.10
    least_z: float = 2.0
    weight: float = 6.0
    clump: float = 1.3
    price: float = 0.10
    volume: float = 0.15
    rate: float = 0.07
    common: float = 0.15
    hit: float = 0.8
    least_share: float = 0.10
    closest: int = 4
    most: int = 3


DEFAULT = Setting()
