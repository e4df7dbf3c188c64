"""What becomes of leads: how many reach each stage, how soon, and what the deals are worth."""

from dataclasses import dataclass

GOLDEN = 0.618_033_988_749_895


@dataclass(frozen=True, slots=True)
class Funnel:
    """Shares of leads that reach each stage (each includes the later ones), days from lead to close, EUR of a deal."""

    mql: float
    sql: float
    opportunity: float
    customer: float
    close_days: tuple[float, float]
    amount: float


FUNNELS = {
    "otono-2026": Funnel(0.62, 0.36, 0.24, 0.125, (4.0, 32.0), 960.0),
    "blanqueamiento-2026": Funnel(0.66, 0.48, 0.36, 0.24, (2.0, 18.0), 310.0),
    "implantes-2026": Funnel(0.58, 0.34, 0.25, 0.08, (8.0, 29.0), 1_900.0),
    "urgencias-dentales": Funnel(0.70, 0.55, 0.45, 0.35, (0.3, 3.0), 140.0),
    "nadal-2026": Funnel(0.64, 0.42, 0.33, 0.22, (2.0, 16.0), 420.0),
    "nou-obrador": Funnel(0.35, 0.12, 0.08, 0.04, (3.0, 20.0), 180.0),
    "nord-solar": Funnel(0.60, 0.33, 0.20, 0.09, (2.0, 14.0), 2_400.0),
    "nord-business": Funnel(0.56, 0.30, 0.18, 0.08, (0.8, 6.0), 5_200.0),
    "nord-partners": Funnel(0.60, 0.36, 0.20, 0.09, (0.8, 6.0), 3_800.0),
    "nord-callback": Funnel(0.62, 0.40, 0.24, 0.12, (2.0, 12.0), 900.0),
    "": Funnel(0.40, 0.22, 0.15, 0.08, (5.0, 30.0), 600.0),
}


@dataclass(frozen=True, slots=True)
class Stages:
    """Deal stages of a portal in order, the two closing ones apart; (id, label, probability)."""

    pipeline: str
    label: str
    open: tuple[tuple[str, str, str], ...]
    won: tuple[str, str, str]
    lost: tuple[str, str, str]


PIPELINES = {
    "424242": Stages(
        "default",
        "Tratamientos",
        (
            ("appointmentscheduled", "Primera visita", "0.2"),
            ("presentationscheduled", "Presupuesto presentado", "0.5"),
            ("contractsent", "Presupuesto aceptado", "0.8"),
        ),
        ("closedwon", "Tratamiento iniciado", "1.0"),
        ("closedlost", "Perdido", "0.0"),
    ),
    # A pipeline of its own with numeric ids, as portals have that changed the default one.
    "535353": Stages(
        "88120045",
        "Encàrrecs",
        (("170201", "Pressupost enviat", "0.3"), ("170202", "Tast fet", "0.6")),
        ("170203", "Encàrrec tancat", "1.0"),
        ("170204", "No ha anat endavant", "0.0"),
    ),
    "646464": Stages(
        "default",
        "Installations",
        (("appointmentscheduled", "Visit", "0.2"), ("contractsent", "Offer sent", "0.6")),
        ("closedwon", "Installed", "1.0"),
        ("closedlost", "Lost", "0.0"),
    ),
}


def reaches(number: int, rate: float) -> bool:
    """Whether the lead with that number gets there: evenly spread, so that a week has its share whatever the seed."""
    return int((number + 1) * rate) > int(number * rate)


def spread(number: int, low: float, high: float) -> float:
    """A value between low and high that fills the range evenly from one number to the next."""
    return low + (high - low) * ((number * GOLDEN) % 1.0)
