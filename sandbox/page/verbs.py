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
    Verb("why", "Which step, campaign, device or ad moved a KPI", "why [campaign] kpi:cpl", ("porqué", "perquè")),
    Verb("target", "Show or set a campaign's goals", "target [campaign] cpl<25€", ("objetivo", "objectiu")),
    Verb("results", "What accounts record, and what of it counts", "results [campaign]", ("resultados", "resultats")),
    Verb("alert", "What is watched and what is open", "alert list [campaign]", ("alerta", "alertas", "alertes")),
    Verb("snooze", "Put an open alert aside for a while", "snooze [campaign] 3d", ("posponer", "posposar")),
    Verb("log", "Write down what was done", "log [campaign] what was done", ("anotar", "registrar", "enregistrar")),
    Verb("timeline", "Alerts, actions and goals of a campaign", "timeline [campaign] period:30d", ("historial",)),
    Verb("subscribe", "Send the status here regularly", "subscribe mon 09:00", ("suscribir", "subscriure")),
    Verb("unsubscribe", "Stop sending the status here", "unsubscribe", ("desuscribir", "desubscriure")),
    Verb("adopt", "Campaigns that belong to nobody yet", "adopt [name]", ("adoptar",)),
    Verb("sync", "Read the platforms and the CRM again", "sync", ("sincronizar", "sincronitzar")),
    Verb("help", "What you can ask, with examples", "help", ("ayuda", "ajuda")),
)


def completions() -> list[dict[str, object]]:
    """The verbs as the page's script reads them."""
    return [asdict(verb) for verb in VERBS]
