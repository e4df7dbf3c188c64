"""What the composer offers after `/campaign`, and the same words in Spanish and Catalan."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Verb:
    name: str
    hint: str
    usage: str
    aliases: tuple[str, ...] = ()


VERBS = (
    Verb("status", "How a campaign is doing, with its chart", "status [campaign] period:7d", ("estado", "estat")),
    Verb("list", "Every campaign, those in trouble first", "list", ("lista", "campañas", "llista", "campanyes")),
    Verb("chart", "Spend and results per day", "chart [campaign] period:30d", ("gráfico", "gràfic")),
    Verb("pace", "The budget: spent, expected, projected", "pace [campaign]", ("ritmo", "ritme")),
    Verb("target", "Show or set a campaign's goals", "target [campaign] cpl<25€", ("objetivo", "objectiu")),
    Verb("subscribe", "Send the status here regularly", "subscribe mon 09:00", ("suscribir", "subscriure")),
    Verb("unsubscribe", "Stop sending the status here", "unsubscribe", ("desuscribir", "desubscriure")),
    Verb("adopt", "Campaigns that belong to nobody yet", "adopt [name]", ("adoptar",)),
    Verb("sync", "Read the platforms and the CRM again", "sync", ("sincronizar", "sincronitzar")),
    Verb("help", "What you can ask, with examples", "help", ("ayuda", "ajuda")),
)


def completions() -> list[dict[str, object]]:
    """The verbs as the page's script reads them."""
    return [asdict(verb) for verb in VERBS]
