"""Spanish: how days are named."""

from domain.languages.spans import Spans

SPANS = Spans(
    numbers={
        "un": 1,
        "una": 1,
        "dos": 2,
        "tres": 3,
        "cuatro": 4,
        "cinco": 5,
        "seis": 6,
        "siete": 7,
        "ocho": 8,
        "nueve": 9,
        "diez": 10,
        "once": 11,
        "doce": 12,
        "trece": 13,
        "catorce": 14,
        "quince": 15,
        "veinte": 20,
        "veintiun": 21,
        "treinta": 30,
        "sesenta": 60,
        "noventa": 90,
    },
    ordinals={
        "primer": 1,
        "primera": 1,
        "segunda": 2,
        "tercera": 3,
        "cuarta": 4,
        "ultima": 0,
        "primero": 1,
        "segundo": 2,
        "tercer": 3,
        "tercero": 3,
        "cuarto": 4,
    },
    units={
        "day": ("dia", "dias", "jornadas"),
        "week": ("semana", "semanas"),
        "fortnight": ("quincena", "quincenas"),
        "month": ("mes", "meses"),
        "quarter": ("trimestre", "trimestres"),
        "year": ("ano", "anos"),
    },
    months=(
        ("enero", "ene"),
        ("febrero", "feb"),
        ("marzo",),
        ("abril", "abr"),
        ("mayo",),
        ("junio", "jun"),
        ("julio", "jul"),
        ("agosto", "ago"),
        ("septiembre", "setiembre", "sept", "sep"),
        ("octubre", "oct"),
        ("noviembre", "nov"),
        ("diciembre", "dic"),
    ),
    shy=("dic",),
    near={
        "hoy": 0,
        "ayer": 1,
        "anteayer": 2,
        "antier": 2,
        "esta manana": 0,
        "esta tarde": 0,
        "hoy mismo": 0,
        "anoche": 1,
        "ultimas 24 horas": 1,
        "las ultimas 24 horas": 1,
        "las ultimas veinticuatro horas": 1,
        "antes de ayer": 2,
    },
    phrases={
        "trailing": (
            "(?:de |en |durante )?(?:l[oa]s |est[oa]s )?(?:ultim[oa]s|pasad[oa]s) {n} {unit}",
            "(?:(?:de |en )?l[oa]s )?{n} ultim[oa]s {unit}",
            "(?:la )?ultima {unit:fortnight}",
            "ultim[oa]s {unit:week|fortnight|month}",
        ),
        "this": (
            "(?:lo que va |lo que llevamos |en lo que va |en lo que llevamos )?(?:de |del |en )?est[ea] {unit}",
            "(?:el |la )?{unit} (?:actual|en curso|presente)",
            "lo que (?:va|llevamos|llevo) (?:de |del )?(?:el |la )?{unit}",
            (
                "(?:en |durante )?(?:el|la|l|del|de la) {unit:month|year|week|quarter}(?! (?:que viene|"
                "proxim|siguiente|antes))"
            ),
        ),
        "previous": (
            "(?:el |la |del |de la |al |a la )?(?:pasad[oa]|anterior) {unit}",
            "(?:el |la |del |de la |al |a la )?ultim[oa] {unit:week|fortnight|month|quarter|year}",
            "(?:el |la |del |de la |al |a la )?{unit} (?:pasad[oa]|anterior|ultim[oa]|previ[oa])",
            "(?:el |la )?{unit} de antes",
        ),
        "before_previous": (
            "(?:el |la )?{unit} (?:anterior al? pasad[oa]|antepasad[oa]|de antes de(?: la| el)? pasad[oa])",
        ),
        "ago": ("hace {n} {unit}", "{n} {unit} (?:atras|antes)"),
        "since_ago": ("desde hace {n} {unit}", "(?:en |de )?hace {n} {unit} (?:hasta|a|para) (?:aca|hoy|ahora)"),
        "since": (
            (
                "(?:desde|a partir de|a partir del) (?:el |la |l )?(?:pasado |dia )?{a}(?: (?:hasta|a) "
                "(?:hoy|ahora|la fecha))?"
            ),
        ),
        "since_unit": (
            (
                "desde (?:el |la )?(?:inicio|principio|principios|comienzo|comienzos|primer dia|"
                "primeros) (?:de |del )?(?:este |esta |el |la )?{unit}"
            ),
            "desde (?:que empezo|que comenzo|que arranco|el 1 de) (?:el |la )?{unit}",
        ),
        "since_month": ("desde (?:el )?(?:inicio|principio|principios|comienzo|comienzos|primeros) de {month}",),
        "span": (
            "(?:(?:del?|desde)(?: el| dia| la| l)? )?{a} (?:al?|hasta|-)(?: el| dia)? {b}",
            "entre (?:el )?(?:dia )?{a} y (?:el )?(?:dia )?{b}",
        ),
        "months": (
            "(?:entre |en )?{month:a} (?:y|y el|a|-) {month:b}(?: (?:de |del )?{year})?",
            "(?:de|desde) {month:a} (?:a|hasta) {month:b}(?: (?:de |del )?{year})?",
        ),
        "day": ("(?:el |del |al )?(?:pasado )?(?:dia )?{a}(?: pasado)?",),
        "half": ("(?:la )?{ordinal} quincena (?:de |del )?(?:mes de )?{month}", "(?:la )?{ordinal} mitad de {month}"),
        "week_of": ("(?:la )?semana (?:del?|que empez[oa] el) {a}",),
        "month": ("(?:(?:en |durante )?(?:el |del |al )?mes de )?{month}(?: (?:de |del |del ano )?{year})?",),
        "month_past": ("(?:el |del )?pasado (?:mes de )?{month}", "(?:el |del )?{month} (?:pasado|anterior)"),
        "month_last_year": ("{month} (?:del? )?(?:ano pasado|ano anterior|pasado ano)",),
        "quarter": ("{quarter} trimestre(?: (?:de |del |del ano )?{year})?",),
        "year": ("(?:(?:en |de |del |el )*ano |en |de |del |el )?{year}",),
        "weekend": ("(?:est[ea] |el |del |ultimo |pasado )*(?:fin de semana|finde)(?: pasado)?(?! que viene)",),
        "whole": (
            "(?:de |en |durante )?toda la campa(?:na|nya)",
            (
                "desde (?:el principio|el inicio|que empezo|que empezamos|que comenzo|que arranco|que se "
                "lanzo|su inicio|el arranque|el lanzamiento|siempre|el comienzo)(?: de)?(?: la)?(?: "
                "campana)?(?: hasta (?:ahora|hoy|el final))?"
            ),
            "(?:en |de )?lo que (?:llevamos|lleva|va) de campana",
            "desde (?:el )?(?:primer dia|dia uno|minuto uno|primer momento|estreno)(?: de(?: la)? campana)?",
            "desde que (?:salio|se activo|se encendio|esta (?:en marcha|activa|viva|corriendo))",
            "de principio a fin",
            "(?:en )?el total de la campana",
            "la campana (?:entera|completa)",
            "desde que (?:empezo|comenzo|arranco) la campana",
        ),
        "next": (
            "(?:a |hasta |para |antes de )?(?:el )?(?:fin|final|finales) (?:de |del )(?:este )?{unit}",
            "(?:el |la |l[oa]s )?(?:proxim[oa]s?|siguientes?)(?: {n})? {unit}",
            "(?:el |la )?{unit} que viene",
            "manana",
            "pasado manana",
            "(?:el |la )?proxim[oa] {a}",
            "antes del? (?:el |la )?{a}",
            "(?:para|hasta) (?:el )?{a}",
            "{a} que viene",
        ),
        "numbered": (r"(?:el |del |al )?dia (?P<a>\d{1,2})",),
        "first_days": ("(?:en |de )?(?:l[oa]s )?primer[oa]s {n} dias de {month}",),
        "last_days": ("(?:en |de )?(?:l[oa]s )?ultim[oa]s {n} dias de {month}",),
        "week_in": (
            "(?:la )?(?P<which>primera|segunda|tercera|cuarta|ultima) semana (?:de |del )?(?:mes de )?{month}",
        ),
        "every": (
            "los {a}",
            "(?:cada|todos los) {a}",
            "(?:cada|tod[oa]s l[oa]s) {unit}",
            "cada {n} {unit}",
            "dentro de {n} {unit}",
        ),
    },
    the=("el", "dia"),
    of=("de", "del"),
    at=("en", "de", "desde", "hasta", "este", "pasado", "durante", "por", "y"),
)
