"""Catalan: how days are named."""

from domain.languages.spans import Spans

SPANS = Spans(
    numbers={
        "un": 1,
        "una": 1,
        "dos": 2,
        "dues": 2,
        "tres": 3,
        "quatre": 4,
        "cinc": 5,
        "sis": 6,
        "set": 7,
        "vuit": 8,
        "nou": 9,
        "deu": 10,
        "onze": 11,
        "dotze": 12,
        "tretze": 13,
        "catorze": 14,
        "quinze": 15,
        "vint": 20,
        "trenta": 30,
        "seixanta": 60,
        "noranta": 90,
    },
    ordinals={
        "primer": 1,
        "primera": 1,
        "segon": 2,
        "segona": 2,
        "tercer": 3,
        "tercera": 3,
        "quarta": 4,
        "ultima": 0,
        "darrera": 0,
        "quart": 4,
    },
    units={
        "day": ("dia", "dies", "jornades"),
        "week": ("setmana", "setmanes"),
        "fortnight": ("quinzena", "quinzenes"),
        "month": ("mes", "mesos"),
        "quarter": ("trimestre", "trimestres"),
        "year": ("any", "anys"),
    },
    months=(
        ("gener", "gen"),
        ("febrer", "febr"),
        ("marc",),
        ("abril", "abr"),
        ("maig",),
        ("juny", "jun"),
        ("juliol", "jul"),
        ("agost", "ag"),
        ("setembre", "set"),
        ("octubre", "oct"),
        ("novembre", "nov"),
        ("desembre", "des"),
    ),
    shy=("marc", "set", "des", "gen", "ag"),
    near={
        "avui": 0,
        "aquest mati": 0,
        "aquesta tarda": 0,
        "avui mateix": 0,
        "ahir a la nit": 1,
        "anit": 1,
        "ultimes 24 hores": 1,
        "les ultimes 24 hores": 1,
        "les darreres 24 hores": 1,
        "abans - d ahir": 2,
        "ahir": 1,
        "abans d ahir": 2,
        "abans ahir": 2,
        "despusahir": 2,
    },
    phrases={
        "trailing": (
            (
                "(?:de |en |durant )?(?:el?s |les |d )?(?:ultim[ae]?s|ultims|darrer[ae]?s|darrers|"
                "passats|passades) {n} {unit}"
            ),
            "(?:els |les )?{n} (?:ultims|ultimes|darrers|darreres) {unit}",
            "(?:l |la )?(?:ultima|darrera) {unit:fortnight}",
            "(?:ultims|ultimes|darrers|darreres) {unit:week|fortnight|month}",
        ),
        "this": (
            "(?:el que va |el que portem |en el que va )?(?:d |de |en )?aquest[a]? {unit}",
            "(?:el |la |l )?{unit} (?:actual|en curs|present)",
            "el que (?:va|portem|duem) (?:de |d )?(?:el |la |l )?{unit}",
            (
                "(?:en |durant )?(?:el|la|l|del|de la|de l|al|a l|a la) {unit:month|year|week|"
                "quarter}(?! (?:que ve|vinent|seguent|abans))"
            ),
        ),
        "previous": (
            ("(?:el |la |l |del |de la |de l |al |a la |a l )?(?:passat|passada|anterior) {unit}"),
            (
                "(?:el |la |l |del |de la |de l |al |a la |a l )?(?:ultim|ultima|darrer|darrera) "
                "{unit:week|fortnight|month|quarter|year}"
            ),
            ("(?:el |la |l |del |de la |de l |al |a la |a l )?{unit} (?:passat|passada|anterior|previ|darrer|darrera)"),
            "(?:el |la |l )?{unit} d abans",
        ),
        "before_previous": (
            (
                "(?:el |la |l )?{unit} (?:anterior (?:al|a la) passa(?:t|da)|d abans (?:del|de la) "
                "passa(?:t|da)|abans passa(?:t|da))"
            ),
        ),
        "ago": ("(?:de )?fa {n} {unit}", "{n} {unit} (?:enrere|abans)"),
        "since_ago": ("des de fa {n} {unit}",),
        "since": (
            (
                "(?:des de|des d|des del|des|a partir de|a partir del|a partir d)(?: el| la| l)? "
                "(?:passat |dia )?{a}(?: (?:fins|fins a) (?:avui|ara|la data))?"
            ),
        ),
        "since_unit": (
            (
                "des (?:de |del |d )?(?:l |el )?(?:inici|principi|principis|comencament|comencaments) "
                "(?:de |del |d )?(?:aquest |aquesta |el |la |l )?{unit}"
            ),
            "des que (?:va comencar|comenca|ha comencat) (?:el |la |l )?{unit}",
        ),
        "since_month": (
            ("des (?:de |del |d )?(?:l |el )?(?:inici|inicis|principi|principis|comencament) (?:de |d |del ){month}"),
        ),
        "span": (
            (
                "(?:(?:del?|de l|des de|des del|d)(?: el| dia| la| l)? )?{a} (?:al?|a l|fins|fins al|fins a|"
                "fins a l|-)(?: el| dia| l)? {b}"
            ),
            "entre (?:el |l )?(?:dia )?{a} i (?:el |l )?(?:dia )?{b}",
        ),
        "months": (
            "(?:entre |en )?{month:a} (?:i|i el|a|-) {month:b}(?: (?:de |del )?{year})?",
            "(?:de|d|des de|des d) {month:a} (?:a|fins a|fins) {month:b}(?: (?:de |del )?{year})?",
        ),
        "day": ("(?:el |del |al |l |de l )?(?:passat )?(?:dia )?{a}(?: passat)?",),
        "half": (
            "(?:la )?{ordinal} quinzena (?:de |d |del )?(?:mes de )?{month}",
            "(?:la )?{ordinal} meitat (?:de |d ){month}",
        ),
        "week_of": ("(?:la )?setmana (?:del?|de l|que va comencar el) {a}",),
        "month": ("(?:(?:en |durant )?(?:el |del |al )?mes (?:de |d ))?{month}(?: (?:de |del |de l any )?{year})?",),
        "month_past": ("(?:el |del )?passat (?:mes de |mes d )?{month}", "(?:el |del )?{month} (?:passat|anterior)"),
        "month_last_year": ("{month} (?:de l |de |del )?(?:any passat|any anterior)",),
        "quarter": ("{quarter} trimestre(?: (?:de |del |de l any )?{year})?",),
        "year": ("(?:(?:en |de |del |el |l |a )*any |en |de |del |el )?{year}",),
        "weekend": (
            ("(?:aquest |el |del |d |ultim |passat |darrer )*(?:cap de setmana|finde)(?: passat)?(?! que ve)"),
        ),
        "whole": (
            "(?:de |en |durant )?tota la campanya",
            (
                "des (?:del principi|de l inici|que va comencar|que vam comencar|que va arrencar|que es "
                "va llancar|del comencament|del seu inici|que comenca|que ha comencat|de sempre|del "
                "llancament)(?: de)?(?: la)?(?: campanya)?(?: fins (?:ara|avui|al final))?"
            ),
            "(?:en |d |de )?el que (?:portem|porta|va) de campanya",
            "des (?:del |de )(?:primer dia|dia u|minut u|primer moment)(?: de(?: la)? campanya)?",
            "(?:des que|d enca que) (?:va|vam|es va) (?:comencar|arrencar|llancar|engegar|activar|sortir)",
            "des que (?:esta en marxa|esta activa|funciona)",
            "de principi a fi",
            "de cap a peus",
            "(?:en )?el total de la campanya",
            "la campanya (?:sencera|completa)",
        ),
        "next": (
            ("(?:a |fins a |fins al |per a |abans de )?(?:el )?(?:fi|final|finals) (?:de |del |d )(?:aquest )?{unit}"),
            "(?:el |la |l |els |les )?(?:proper[ae]?s?|propera|seguents?)(?: {n})? {unit}",
            "(?:el |la |l )?{unit} (?:que ve|vinent)",
            "dema",
            "dema passat",
            "(?:el )?proper {a}",
            "abans (?:de |d |del |de l ){a}",
            "(?:per a |per al |fins |fins a |fins al )(?:el |l )?{a}",
            "{a} (?:que ve|vinent)",
        ),
        "numbered": (r"(?:el |del |al )?dia (?P<a>\d{1,2})",),
        "first_days": ("(?:en |de )?(?:els )?primers {n} dies (?:de |d ){month}",),
        "last_days": ("(?:en |de )?(?:els )?(?:ultims|darrers) {n} dies (?:de |d ){month}",),
        "week_in": (
            (
                "(?:la )?(?P<which>primera|segona|tercera|quarta|ultima|darrera) setmana (?:de |d |del "
                ")?(?:mes de )?{month}"
            ),
        ),
        "every": (
            "els {a}",
            "(?:cada|tots els) {a}",
            "(?:cada|tots els|totes les) {unit}",
            "cada {n} {unit}",
            "d aqui a {n} {unit}",
            "d aqui {n} {unit}",
        ),
    },
    the=("el", "dia", "l"),
    of=("de", "del", "d"),
    at=("en", "de", "d", "al", "a l", "el", "des de", "del", "fins", "aquest", "passat", "durant", "per", "i"),
)
