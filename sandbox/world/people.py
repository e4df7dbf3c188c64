"""Invented people: given names, surnames and addresses that belong to nobody."""

import random
import unicodedata
from functools import cache

_GIVEN = (
    "Aina", "Albert", "Alicia", "Andrés", "Àngels", "Arnau", "Beatriz", "Berta", "Carla", "Carlos", "Carme", "Clara",
    "Daniel", "Dolors", "Elena", "Enric", "Esther", "Eva", "Ferran", "Gemma", "Gloria", "Helena", "Hugo", "Inés",
    "Irene", "Jaume", "Javier", "Jordi", "Julia", "Laia", "Laura", "Lidia", "Lluís", "Lucía", "Marc", "Mariona",
    "Marta", "Mercè", "Miguel", "Mireia", "Montse", "Nacho", "Neus", "Noelia", "Núria", "Oriol", "Pablo", "Paula",
    "Pere", "Pilar", "Quim", "Raquel", "Ricard", "Rosa", "Salvador", "Sandra", "Sergio", "Sílvia", "Teresa", "Xavier",
)  # fmt: skip
_FAMILY = (
    "Abad", "Alsina", "Amat", "Badia", "Blanco", "Bosch", "Cano", "Casals", "Castillo", "Codina", "Costa", "Crespo",
    "Delgado", "Domènech", "Esteve", "Farré", "Ferrer", "Font", "Gallego", "Garriga", "Gil", "Grau", "Herrera",
    "Iglesias", "Jiménez", "Lozano", "Marín", "Mas", "Mateu", "Molina", "Navarro", "Oliva", "Ortega", "Pascual",
    "Pons", "Puig", "Ramos", "Riera", "Roca", "Romero", "Rovira", "Sala", "Santos", "Serra", "Soto", "Torrent",
    "Vargas", "Vila", "Vives", "Zamora",
)  # fmt: skip


def person(rng: random.Random, number: int) -> dict[str, str]:
    """Given name, surname and an e-mail address at a reserved domain, unique by the number."""
    given, family = rng.choice(_GIVEN), rng.choice(_FAMILY)
    domain = rng.choice(("example.com", "example.org"))
    address = f"{_plain(given)}.{_plain(family)}{number}@{domain}"
    return {"firstname": given, "lastname": family, "email": address}


@cache
def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in decomposed if letter.isascii() and letter.isalnum())
