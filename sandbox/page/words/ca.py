"""The page's words in Catalan."""

WORDS = {
    # The frame
    "language": "Català",
    "skip": "Ves al camp de missatge",
    "channels": "Canals",
    "apps": "Aplicacions",
    "clock_name": "El rellotge de l’espai de proves",
    "time_in": "Hora de {zone}",
    "plus_hour": "+1 hora",
    "plus_day": "+1 dia",
    "plus_week": "+7 dies",
    "clock_moving": "El rellotge avança",
    "catching_up": "Posant-se al dia… {percent} %",
    "lagging": "El rellotge ha avançat, però el bot encara no s’ha posat al dia.",
    "not_reachable": "El rellotge ha avançat. No s’ha pogut preguntar al bot si s’ha posat al dia.",
    "client_view": "Vista del client",
    "you_are": "Ets",
    "role_account_manager": "comptes",
    "role_sales": "vendes",
    "role_client": "client",
    "guest": "persona convidada de {team}",
    "private": "privat",
    "unread": "sense llegir",
    "shared_with": "Compartit amb {team}",
    "internal": "Intern",
    "members": "{count} persones: {names}",
    "foot": "Un espai de treball local per fer proves.",
    "foot_local": "Res no surt d’aquest ordinador.",
    "language_name": "Idioma d’aquesta pàgina",
    "sandbox": "Vigía de prova",
    # Writing and reading
    "messages": "Missatges",
    "message": "Missatge",
    "message_to": "Escriu a {place}",
    "commands": "Ordres",
    "also": "també: {words}",
    "attach": "Adjunta un fitxer",
    "send": "Envia",
    "home": "Inici",
    "home_empty": "Vigía encara no ha omplert aquesta pàgina.",
    "thread": "Fil",
    "thread_messages": "Missatges del fil",
    "thread_close": "Tanca el fil",
    "thread_gone": "Aquest missatge ja no hi és.",
    "reply": "Resposta",
    "reply_hint": "Respon…",
    "reply_send": "Envia la resposta",
    "reply_in_thread": "Respon en un fil",
    "replied": "resposta en un fil:",
    "reply_count_one": "1 resposta",
    "reply_count": "{count} respostes",
    "last_reply": "Darrera resposta: {when}",
    "only_you": "Només ho veus tu",
    "other_organisation": "D’una altra organització",
    "joined": "{who} s’ha unit al canal",
    "edited": "(editat)",
    "somebody": "Algú",
    "json": "JSON del missatge",
    "json_show": "Mostra el JSON d’aquest missatge",
    "json_title": "El missatge tal com el té l’API",
    "close": "Tanca",
    "close_image": "Tanca la imatge",
    "image": "Imatge",
    "dismiss": "Descarta",
    "back": "Enrere",
    "cancel": "Cancel·la",
    "sure": "Segur?",
    "yes": "Sí",
    "fill_in": "Omple aquest camp.",
    "a_number": "Escriu un número.",
    "nothing_found": "No s’ha trobat res",
    "connected_again": "Connexió recuperada.",
    "lost": "L’espai de proves no respon. Ho torno a provar…",
    "no_answer": "L’espai de proves no respon. Encara està en marxa?",
    # What Slack itself writes into messages
    "file": "fitxer",
    "bytes": "{count} bytes",
    "optional": "opcional",
    "private_channel": "canal privat",
    "select": "Tria una opció",
    "search": "Escriu per cercar",
    "more": "Més accions",
    "table": "Taula",
    "no_image": "Imatge no disponible: {alt}",
    "image_elsewhere": "Imatge en un altre lloc: {alt}",
    "image_soon": "La imatge s’està preparant: {alt}",
    "unknown_block": "Aquí no es dibuixa un bloc de tipus {kind}.",
    # The client's pane
    "client_title": "El que veu el client",
    "client_messages": "Els missatges tal com els veu el client",
    "client_empty": "{name} encara no té res per llegir.",
    "client_empty_more": "El que comparteixis i els informes que aprovis apareixen aquí tal com els llegeix {name}, "
    "sense el que és només de l’agència. Fes avançar el rellotge un dia o una setmana i en veuràs arribar un.",
    "client_none": "Aquí no hi llegeix cap client. Obre el canal d’un client per veure el que veu.",
    # The first message of a conversation
    "not_here": "Vigía no és en aquest canal.",
    "invite": "Afegeix Vigía",
    "start_internal": "Aquí parla l’agència, sense el client",
    "start_internal_more": "Pregunta alguna cosa a Vigía: amb un clic s’envia. Després fes avançar el rellotge de "
    "dalt: arriben números nous, el que va malament s’explica aquí i l’informe del client t’espera a Vigía fins que "
    "l’aprovis.",
    "start_shared": "{team} també llegeix aquest canal",
    "start_shared_more": "En aquest canal Vigía contesta amb el que pot veure un client. Fes la mateixa pregunta aquí "
    "i al canal intern de l’agència.",
    "start_client": "Aquí parles amb la teva agència",
    "start_client_more": "Menciona Vigía per preguntar com va tot: amb un clic s’envia.",
    "start_direct": "Aquesta és la teva conversa amb Vigía",
    "start_direct_more": "El que preguntis aquí no ho llegeix ningú més, i aquí t’esperen els esborranys dels "
    "informes.",
    "start_other": "Un canal de l’agència",
    "start_other_more": "Digues a Vigía de quin client és i aquí parlarà només d’ell. Mentrestant "
    "contesta sobre tots els clients que portes.",
    "start_new": "Ningú no ha convidat encara Vigía a aquest canal",
    "start_new_more": "Afegeix-l’hi i veuràs com s’assigna un client al canal.",
    "ask_status": "Com va {campaign}?",
    # Days and hours
    "yesterday": "ahir",
    "today": "avui",
    "tomorrow": "demà",
    "just_now": "ara mateix",
    "ago": "fa {span}",
    "ahead": "d’aquí a {span}",
    "day_one": "1 dia",
    "day": "{count} dies",
    "hour_one": "1 hora",
    "hour": "{count} hores",
    "minute_one": "1 minut",
    "minute": "{count} minuts",
}

MONTHS = (
    "gener", "febrer", "març", "abril", "maig", "juny",
    "juliol", "agost", "setembre", "octubre", "novembre", "desembre",
)  # fmt: skip
WEEKDAYS = ("dilluns", "dimarts", "dimecres", "dijous", "divendres", "dissabte", "diumenge")
SHORT_MONTHS = ("gen", "febr", "març", "abr", "maig", "juny", "jul", "ag", "set", "oct", "nov", "des")
SHORT_WEEKDAYS = ("dl", "dt", "dc", "dj", "dv", "ds", "dg")


def date(day: int, month: str, year: int | None) -> str:
    """ "16 de novembre", with the year where one is given."""
    of = "d’" if month[0] in "aeiou" else "de "
    return f"{day} {of}{month}" + (f" de {year}" if year else "")


def short_date(day: int, month: str, year: int) -> str:
    """ "16 nov 2026"."""
    return f"{day} {month} {year}"


VERBS = {
    "status": ("Com va una campanya, amb el seu gràfic", "estat [campanya] període:7d"),
    "list": ("Totes les campanyes, primer les que tenen problemes", "llista"),
    "chart": ("Despesa i resultats per dia", "gràfic [campanya] període:30d"),
    "compare": ("Dues campanyes, o una al costat del mes i l’any anteriors", "comparar [campanya] [altra]"),
    "pace": ("El pressupost: gastat, previst i projectat", "ritme [campanya]"),
    "why": ("Quin pas, campanya, dispositiu o anunci ha mogut un KPI", "perquè [campanya] kpi:cpl"),
    "target": ("Veure o fixar els objectius d’una campanya", "objectiu [campanya] cpl<25€"),
    "edit": ("Canviar una campanya: nom, dates, pressupost, qui la porta", "editar [campanya] fi:20/12/2026"),
    "pause": ("No enviar res al client durant un temps", "pausar [campanya] fins 15 des"),
    "resume": ("Tornar a enviar informes al client", "reprendre [campanya]"),
    "results": ("Què registren els comptes i què en compta", "resultats [campanya]"),
    "alert": ("Què es vigila i què és obert", "alerta llista [campanya]"),
    "snooze": ("Apartar una estona una alerta oberta", "posposar [campanya] 3d"),
    "log": ("Anotar el que s’ha fet", "anotar [campanya] el que s’ha fet"),
    "timeline": ("Alertes, accions i objectius d’una campanya", "historial [campanya] període:30d"),
    "subscribe": ("Enviar aquí l’estat amb regularitat", "subscriure dilluns 09:00"),
    "unsubscribe": ("Deixar d’enviar aquí l’estat", "desubscriure"),
    "setup": ("Donar d’alta un client, pas a pas", "configurar [client]"),
    "adopt": ("Campanyes que encara no són de ningú", "adoptar [nom]"),
    "sync": ("Tornar a llegir les plataformes i el CRM", "sincronitzar"),
    "language": ("L’idioma en què Vigía et contesta", "idioma [es, ca, en]"),
    "help": ("Què pots preguntar, amb exemples", "ajuda"),
}
