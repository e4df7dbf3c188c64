"""Which currency a file is in."""

from collections.abc import Iterable

from connectors.exports.problems import Code, Problem, Unreadable

# A dollar sign names no currency: some twenty countries use it.
SYMBOLS = {"€": "EUR", "£": "GBP", "$": ""}

_ISO_4217 = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF
CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD
HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD
MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN
PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY
TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG
"""
CODES = frozenset(_ISO_4217.split())

Mention = tuple[int, str, str]  # line, column title, code


def decide(mentions: Iterable[Mention], asked: str | None) -> str:
    """The one currency of a file, from what its titles and cells mention and what was asked for.

    Unreadable when there is none, more than one, an unknown one, or another than asked for.
    """
    found = ""
    wanted = (asked or "").strip().upper()
    if wanted and wanted not in CODES:
        raise Unreadable(Problem(0, "", Code.UNKNOWN_CURRENCY, wanted, "--currency"))
    for line, title, mentioned in mentions:
        code = mentioned.strip().upper()
        if code not in CODES:
            raise Unreadable(Problem(line, title, Code.UNKNOWN_CURRENCY, mentioned))
        if found and code != found:
            raise Unreadable(Problem(line, title, Code.TWO_CURRENCIES, code))
        if wanted and code != wanted:
            raise Unreadable(Problem(line, title, Code.CURRENCY_CONFLICT, code))
        found = code
    if not (found or wanted):
        raise Unreadable(Problem(0, "", Code.MISSING_CURRENCY, option="--currency"))
    return found or wanted
