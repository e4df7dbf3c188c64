"""What the composer offers after `/campaign`, and the same words in Spanish and Catalan."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Verb:
    name: str
    hint: str
    usage: str
    aliases: tuple[str, ...] = ()


VERBS = (
    Verb("status", "How a campaign is doing, with a chart", "status [campaign]", ("estado", "estat")),
    Verb("list", "All campaigns of this client", "list", ("lista", "llista")),
    Verb("target", "See or set the goals", "target [campaign] cpl < 25 EUR", ("objetivo", "objectiu")),
    Verb("pace", "Money and results against the plan", "pace [campaign]", ("ritmo", "ritme")),
    Verb("chart", "A chart of one figure over time", "chart [campaign] kpi:cpl", ("gráfico", "gràfic")),
    Verb("subscribe", "Updates in this channel on a schedule", "subscribe daily 08:30", ("suscribir", "subscriure")),
    Verb("unsubscribe", "Stop the updates in this channel", "unsubscribe", ("cancelar", "cancel·lar")),
    Verb("adopt", "Take over a campaign that nobody declared", "adopt", ("adoptar",)),
    Verb("sync", "Read the platforms again now", "sync", ("sincronizar", "sincronitzar")),
    Verb("help", "What Vigía understands", "help", ("ayuda", "ajuda")),
)


def completions() -> list[dict[str, object]]:
    """The verbs as the page's script reads them."""
    return [asdict(verb) for verb in VERBS]
