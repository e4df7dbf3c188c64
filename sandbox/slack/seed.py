"""The fixed cast: four teams, six people and the bot, eight channels."""

from sandbox.slack.model import BOT_USER, HOST_TEAM, Channel, Team, User

LOCALES = {"es": "es-ES", "ca": "ca-ES", "en": "en-GB"}
_AGENCY = ["U0MAYA", "U0POL", "U0SARA"]


def teams() -> list[Team]:
    return [
        Team(HOST_TEAM, "Agència Far", "agencia-far"),
        Team("T0ACME", "Clínica Acme", "clinica-acme"),
        Team("T0FORN", "Forn Solé", "forn-sole"),
        Team("T0NORD", "Nord Energía", "nord-energia"),
    ]


def users(locale: str = "") -> list[User]:
    """Everybody, in their own language or all in one."""
    people = _people()
    for person in people:
        person.locale = LOCALES.get(locale, person.locale)
    return people


def _people() -> list[User]:
    return [
        User("U0MAYA", HOST_TEAM, "maya", "Maya Ferrer", "account manager"),
        User("U0POL", HOST_TEAM, "pol", "Pol Vidal", "account manager", locale="ca-ES"),
        User("U0SARA", HOST_TEAM, "sara", "Sara Ruiz", "sales", locale="en-GB"),
        User("U0ACMEANA", "T0ACME", "ana", "Ana Soler", "client"),
        User("U0FORNJOAN", "T0FORN", "joan", "Joan Solé", "client", locale="ca-ES"),
        User("U0NORDEVA", "T0NORD", "eva", "Eva Lindqvist", "client", locale="en-GB"),
        User(BOT_USER, HOST_TEAM, "vigia", "Vigía", "bot", tz="UTC", is_bot=True),
    ]


def channels(created: int) -> list[Channel]:
    """The eight channels and one direct message per person with the bot; `created` is in Unix seconds."""
    everybody = [*_AGENCY, BOT_USER]
    rooms = [
        Channel("C0ACMEINT", "acme-interno", "acme", is_private=True, members=list(everybody)),
        Channel("C0ACME", "acme-clinica", "acme", members=[*everybody, "U0ACMEANA"], connected=["T0ACME"]),
        Channel("C0FORNINT", "forn-intern", "forn", is_private=True, members=list(everybody)),
        Channel("C0FORN", "forn-sole", "forn", members=[*everybody, "U0FORNJOAN"], connected=["T0FORN"]),
        Channel("C0NORDINT", "nord-internal", "nord", is_private=True, members=list(everybody)),
        Channel("C0NORD", "nord-energia", "nord", members=[*everybody, "U0NORDEVA"], connected=["T0NORD"]),
        Channel("C0GENERAL", "general", members=list(everybody)),
        Channel("C0NEW", "nuevo-cliente", members=list(_AGENCY)),
    ]
    for room in rooms:
        room.created = created
    return rooms + [direct_message(person, created) for person in users() if not person.is_bot]


def direct_message(person: User, created: int) -> Channel:
    """The conversation of one person with the bot; its id follows from the person's."""
    members = [person.id, BOT_USER]
    return Channel(
        "D" + person.id[1:], f"dm-{person.handle}", im_user=person.id, members=members, is_private=True, created=created
    )
