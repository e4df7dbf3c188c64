"""Column titles of Google Ads, Meta Ads Manager and plain files, in English, Spanish and Catalan."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from connectors.exports.currencies import SYMBOLS


class Role(StrEnum):
    """What a column means to us."""

    DAY = "day"
    START = "start"
    END = "end"
    COARSE = "coarse"
    CAMPAIGN = "campaign"
    CAMPAIGN_ID = "campaign_id"
    CURRENCY = "currency"
    DEVICE = "device"
    ACCOUNT = "account"
    DETAIL = "detail"  # splits a campaign further: rows are added up
    INDICATOR = "indicator"  # what Meta's "Results" counts
    SPEND = "spend"
    IMPRESSIONS = "impressions"
    CLICKS = "clicks"
    LINK_CLICKS = "link_clicks"
    CONVERSIONS = "conversions"
    RESULTS = "results"
    LEADS = "leads"
    PURCHASES = "purchases"
    VALUE = "value"


COUNTS = frozenset({Role.IMPRESSIONS, Role.CLICKS, Role.LINK_CLICKS})
NUMBERS = COUNTS | {Role.SPEND, Role.CONVERSIONS, Role.RESULTS, Role.LEADS, Role.PURCHASES, Role.VALUE}
MONEY = frozenset({Role.SPEND, Role.VALUE})
OUTCOMES = frozenset({Role.CONVERSIONS, Role.RESULTS, Role.PURCHASES, Role.LEADS})
MANY = frozenset({Role.DETAIL, Role.COARSE, Role.ACCOUNT})  # roles that several columns may have

# Written as `plain` leaves them: lower case, without accents, dots and currencies.
ALIASES: Mapping[Role, str] = {
    Role.DAY: "day | date | dia | fecha | data | by day | gregorian date | start date (in utc)",
    Role.START: "reporting starts | inicio del informe | inici de l'informe | fecha de inicio del informe",
    Role.END: "reporting ends | fin del informe | final del informe | fi de l'informe | fecha de fin del informe"
    " | fecha de finalizacion del informe",
    Role.COARSE: "month | mes | week | semana | setmana | quarter | trimestre | year | ano | any | day of the week"
    " | dia de la semana | hour of the day | hora del dia",
    Role.ACCOUNT: "account | account name | account id | account number | customer id | cuenta | nombre de la cuenta"
    " | identificador de la cuenta | id de la cuenta | id de cuenta | numero de cuenta | id de cliente | compte"
    " | nom del compte | identificador del compte | id del compte | id de client",
    Role.CAMPAIGN: "campaign | campaign name | campana | nombre de la campana | nombre de campana | campanya"
    " | nom de la campanya",
    Role.CAMPAIGN_ID: "campaign id | id de la campana | id de campana | identificador de la campana | id campana"
    " | identificador de campana | id de la campanya | identificador de la campanya",
    Role.CURRENCY: "currency code | currency | codigo de moneda | moneda | divisa | codi de moneda",
    Role.DEVICE: "device | device type | dispositivo | tipo de dispositivo | dispositiu | impression device"
    " | dispositivo de impresion | device platform | plataforma de dispositivo | plataforma del dispositivo",
    Role.DETAIL: "ad group | grupo de anuncios | grup d'anuncis | ad group name | ad set name | nombre del conjunto de"
    " anuncios | nom del conjunt d'anuncis | ad name | nombre del anuncio | nom de l'anunci | ad | anuncio"
    " | anunci | ad id | ad set id | ad group id | id del anuncio | id del conjunto de anuncios | keyword"
    " | palabra clave | search keyword | network | network (with search partners) | red | red (con"
    " partners de busqueda) | top vs other | age | edad | gender | sexo | genero | country | pais | region"
    " | platform | plataforma | placement | ubicacion | conversion action | accion de conversion | click"
    " type | tipo de clic | search term | termino de busqueda",
    Role.INDICATOR: "result indicator | result type | indicador de resultado | tipo de resultado"
    " | indicador de resultados",
    Role.SPEND: "cost | spend | amount spent | coste | costo | cost total | importe gastado | gasto | inversion"
    " | monto gastado | cantidad gastada | import gastat"
    " | despesa | ad spend",
    Role.IMPRESSIONS: "impressions | impr | impresiones | impressions totals",
    Role.CLICKS: "clicks | clics",
    Role.LINK_CLICKS: "link clicks | clics en el enlace | clics en enlaces | clics a l'enllac | inline link clicks"
    " | clicks (destination)",
    Role.CONVERSIONS: "conversions | conversiones | conv",
    Role.RESULTS: "results | resultados | resultats",
    Role.LEADS: "leads | clientes potenciales | clients potencials | total leads | leads totales | meta leads"
    " | on-facebook leads | clientes potenciales de meta | clientes potenciales en meta",
    Role.PURCHASES: "purchases | compras | compres | website purchases | compras en el sitio web",
    Role.VALUE: "conv value | conversion value | valor de conv | valor conv | valor de conversion | total conv value"
    " | purchases conversion value | valor de conversion de compras | revenue | ingresos | ingressos"
    " | valor de conversion de las compras | valor de les conv",
}

_ORDER = [alias.strip() for aliases in ALIASES.values() for alias in aliases.split("|")]
_ROLES = {alias.strip(): role for role, aliases in ALIASES.items() for alias in aliases.split("|")}
_IN_BRACKETS = re.compile(r"\s*[(\[]\s*([A-Z]{3}|[€$£])\s*[)\]]\s*$")


def plain(text: str) -> str:
    """Lower case, without accents, dots and repeated spaces."""
    stripped = unicodedata.normalize("NFKD", text.replace("’", "'"))
    letters = "".join(c for c in stripped if not unicodedata.combining(c) and c != ".")
    return " ".join(letters.casefold().split())


@dataclass(frozen=True, slots=True)
class Column:
    """A column that we understand. `currency` is the code in its title, "" for none."""

    index: int
    title: str
    role: Role
    currency: str = ""


def columns(cells: list[str]) -> list[Column]:
    """The columns of a line of titles that we understand."""
    return [column for index, cell in enumerate(cells) if (column := _column(index, cell.strip())) is not None]


def prefer(one: Column, other: Column) -> Column:
    """Of two columns of one role the one whose title says it more exactly: earlier in the list of aliases."""
    return min(one, other, key=lambda column: _ORDER.index(_name(column.title)))


def _name(title: str) -> str:
    return _spelt(_IN_BRACKETS.sub("", title))


def _spelt(title: str) -> str:
    """A title as ALIASES has it; dumps write `campaign_name`."""
    return plain(title.replace("_", " "))


def _column(index: int, title: str) -> Column | None:
    bracket = _IN_BRACKETS.search(title)
    name = title[: bracket.start()] if bracket else title
    role = _ROLES.get(_spelt(name))
    if role is None:
        return None
    sign = bracket[1] if bracket else ""
    return Column(index, title, role, SYMBOLS.get(sign, sign))
