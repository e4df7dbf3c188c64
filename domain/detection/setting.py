"""The constants of judging. One setting serves every account; each says why it has its value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Aim:
    """What was promised: `rate` results per unit of effort at the target, with a tolerance nobody argues about."""

    rate: float
    tolerance: float = 0.10


@dataclass(frozen=True, slots=True)
class Setting:
    """Rates are per day, weights in results unless said otherwise."""

    window: int = 90
    """Days looked back on: a quarter."""
    memory: int = 180
    """Days from which an account's lag, weekdays and scatter are learnt."""
    lag_weight: float = 8.0
    """Results that the pooled lag curve counts for: few, since accounts differ widely."""
    dispersion_weight: float = 14.0
    """Days that the pooled dispersion counts for."""
    dispersion_pool: float = 1.25
    weekday_weight: float = 25.0
    """Results, per weekday, that "no pattern" counts for."""
    into_trouble: float = 0.08 / 30
    """One account-month in twelve sees trouble begin: a little less than the one in ten that has some."""
    shift: float = 0.0005
    """A healthy account jumps to another healthy level about once in five years; in between it drifts."""
    out_of_trouble: float = 1 / 30
    """Trouble that is seen lasts about a month."""
    within_trouble: float = 0.005
    at_first: float = 0.05
    """Share of accounts that are off target when nothing is known of them yet."""
    stopped_share: float = 0.25
    """Of the troubles, how many are a full stop."""
    drift: float = 0.01
    """How far a level wanders in a day, as a standard deviation of its logarithm."""
    least_days: int = 7
    """Days known before anything weaker than a stop is told: a week, for weekdays and lag."""
    digest: float = 0.14
    """Told in the morning: what costs at most one false line in four account-months."""
    interrupt: float = 0.76
    """Posted at once. A lower border would say a little earlier what a digest says anyway, and find nothing else."""
    young: tuple[tuple[int, float, float], ...] = ((28, 0.4, 0.9), (70, 0.17, 0.76))
    """The same two while fewer days than the first number are known: lag, scatter and level are learnt from the same
    days that are judged, and with `digest` and `interrupt` an account's first ten weeks would be noisier than later."""
    clear: float = 0.04
    """Below this nothing is suspected any more."""

    def thresholds(self, days: int) -> tuple[float, float]:
        """From which probability a digest and an interrupt tell of an account with `days` known."""
        borders = ((digest, interrupt) for until, digest, interrupt in self.young if days < until)
        return next(borders, (self.digest, self.interrupt))


DEFAULT = Setting()
