"""The constants of judging. One setting serves every account; each says why it has its value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Aim:
    """What was promised: `rate` results per unit of effort at the target, and the tolerance that nobody argues about."""

    rate: float
    tolerance: float = 0.10


@dataclass(frozen=True, slots=True)
class Setting:
    """Rates are per day, weights in results unless said otherwise."""

    window: int = 90
    """Days looked back on: a quarter."""
    lag_weight: float = 20.0
    """Results that the pooled lag curve counts for."""
    dispersion_weight: float = 14.0
    """Days that the pooled dispersion counts for."""
    dispersion_pool: float = 1.25
    weekday_weight: float = 25.0
    """Results, per weekday, that "no pattern" counts for."""
    into_trouble: float = 0.1 / 30
    """One account-month in ten has trouble."""
    shift: float = 0.002
    """A healthy account finds another healthy level about once in a year and a half."""
    out_of_trouble: float = 1 / 45
    within_trouble: float = 0.005
    at_first: float = 0.1
    """Share of accounts that are off target when nothing is known of them yet."""
    stopped_share: float = 0.2
    """Of the troubles, how many are a full stop."""
    drift: float = 0.01
    """How far a level wanders in a day, as a standard deviation of its logarithm."""
    digest: float = 0.12
    interrupt: float = 0.85
    clear: float = 0.05


DEFAULT = Setting()
