"""The page's words in Spanish."""

WORDS = {
    # The frame
    "language": "Español",
    "skip": "Ir al campo de mensaje",
    "channels": "Canales",
    "apps": "Aplicaciones",
    "clock_name": "El reloj del espacio de pruebas",
    "time_in": "Hora de {zone}",
    "plus_hour": "+1 hora",
    "plus_day": "+1 día",
    "plus_week": "+7 días",
    "clock_moving": "El reloj avanza",
    "catching_up": "Poniéndose al día… {percent} %",
    "lagging": "El reloj ha avanzado, pero el bot aún no se ha puesto al día.",
    "not_reachable": "El reloj ha avanzado. No se ha podido preguntar al bot si se ha puesto al día.",
    "client_view": "Vista del cliente",
    "you_are": "Eres",
    "role_account_manager": "cuentas",
    "role_sales": "ventas",
    "role_client": "cliente",
    "guest": "persona invitada de {team}",
    "private": "privado",
    "unread": "sin leer",
    "shared_with": "Compartido con {team}",
    "internal": "Interno",
    "members": "{count} personas: {names}",
    "foot": "Un espacio de trabajo local para probar.",
    "foot_local": "Nada sale de este ordenador.",
    "language_name": "Idioma de esta página",
    "sandbox": "Vigía de prueba",
    # Writing and reading
    "messages": "Mensajes",
    "message": "Mensaje",
    "message_to": "Escribe en {place}",
    "commands": "Comandos",
    "also": "también: {words}",
    "attach": "Adjuntar un archivo",
    "send": "Enviar",
    "home": "Inicio",
    "home_empty": "Vigía aún no ha llenado esta página.",
    "thread": "Hilo",
    "thread_messages": "Mensajes del hilo",
    "thread_close": "Cerrar el hilo",
    "thread_gone": "Este mensaje ya no está.",
    "reply": "Respuesta",
    "reply_hint": "Responder…",
    "reply_send": "Enviar la respuesta",
    "reply_in_thread": "Responder en un hilo",
    "replied": "respuesta en un hilo:",
    "reply_count_one": "1 respuesta",
    "reply_count": "{count} respuestas",
    "last_reply": "Última respuesta: {when}",
    "only_you": "Solo lo ves tú",
    "other_organisation": "De otra organización",
    "joined": "{who} se ha unido al canal",
    "edited": "(editado)",
    "somebody": "Alguien",
    "json": "JSON del mensaje",
    "json_show": "Ver el JSON de este mensaje",
    "json_title": "El mensaje tal como lo tiene la API",
    "close": "Cerrar",
    "close_image": "Cerrar la imagen",
    "image": "Imagen",
    "dismiss": "Descartar",
    "back": "Atrás",
    "cancel": "Cancelar",
    "sure": "¿Seguro?",
    "yes": "Sí",
    "fill_in": "Rellena este campo.",
    "a_number": "Escribe un número.",
    "nothing_found": "No se ha encontrado nada",
    "connected_again": "Conexión recuperada.",
    "lost": "El espacio de pruebas no responde. Volviendo a intentarlo…",
    "no_answer": "El espacio de pruebas no responde. ¿Sigue en marcha?",
    # What Slack itself writes into messages
    "file": "archivo",
    "bytes": "{count} bytes",
    "optional": "opcional",
    "private_channel": "canal privado",
    "select": "Elige una opción",
    "search": "Escribe para buscar",
    "more": "Más acciones",
    "table": "Tabla",
    "no_image": "Imagen no disponible: {alt}",
    "image_elsewhere": "Imagen en otro sitio: {alt}",
    "image_soon": "La imagen se está preparando: {alt}",
    "unknown_block": "Aquí no se dibuja un bloque de tipo {kind}.",
    # The client's pane
    "client_title": "Lo que ve el cliente",
    "client_messages": "Los mensajes tal como los ve el cliente",
    "client_empty": "{name} aún no tiene nada que leer.",
    "client_empty_more": "Lo que compartas y los informes que apruebes aparecen aquí tal como los lee {name}, sin lo "
    "que es solo de la agencia. Adelanta el reloj un día o una semana y verás llegar uno.",
    "client_none": "Aquí no lee ningún cliente. Abre el canal de un cliente para ver lo que ve.",
    # The first message of a conversation
    "not_here": "Vigía no está en este canal.",
    "invite": "Añadir a Vigía",
    "start_internal": "Aquí habla la agencia, sin el cliente",
    "start_internal_more": "Pregúntale algo a Vigía: con un clic se envía. Después adelanta el reloj de arriba: "
    "llegan números nuevos, lo que se tuerce se cuenta aquí y el informe del cliente te espera en Vigía hasta que lo "
    "apruebes.",
    "start_shared": "{team} también lee este canal",
    "start_shared_more": "En este canal Vigía contesta con lo que puede ver un cliente. Haz la misma pregunta aquí y "
    "en el canal interno de la agencia.",
    "start_client": "Aquí hablas con tu agencia",
    "start_client_more": "Menciona a Vigía para preguntar cómo va todo: con un clic se envía.",
    "start_direct": "Esta es tu conversación con Vigía",
    "start_direct_more": "Lo que preguntes aquí no lo lee nadie más, y aquí te esperan los borradores de los informes.",
    "start_other": "Un canal de la agencia",
    "start_other_more": "Dile a Vigía de qué cliente es y aquí hablará solo de él. Mientras tanto "
    "contesta sobre todos los clientes que llevas.",
    "start_new": "Nadie ha invitado aún a Vigía a este canal",
    "start_new_more": "Añádelo y verás cómo se le asigna un cliente al canal.",
    "ask_status": "¿Cómo va {campaign}?",
    # Days and hours
    "yesterday": "ayer",
    "today": "hoy",
    "tomorrow": "mañana",
    "just_now": "ahora mismo",
    "ago": "hace {span}",
    "ahead": "dentro de {span}",
    "day_one": "1 día",
    "day": "{count} días",
    "hour_one": "1 hora",
    "hour": "{count} horas",
    "minute_one": "1 minuto",
    "minute": "{count} minutos",
}

MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip
WEEKDAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
SHORT_MONTHS = tuple(month[:3] for month in MONTHS)
SHORT_WEEKDAYS = tuple(day[:3] for day in WEEKDAYS)


def date(day: int, month: str, year: int | None) -> str:
    """ "16 de noviembre", with the year where one is given."""
    return f"{day} de {month}" + (f" de {year}" if year else "")


def short_date(day: int, month: str, year: int) -> str:
    """ "16 nov 2026"."""
    return f"{day} {month} {year}"


VERBS = {
    "status": ("Cómo va una campaña, con su gráfico", "estado [campaña] periodo:7d"),
    "list": ("Todas las campañas, primero las que tienen problemas", "lista"),
    "chart": ("Gasto y resultados por día", "gráfico [campaña] periodo:30d"),
    "compare": ("Dos campañas, o una junto al mes y al año anteriores", "comparar [campaña] [otra]"),
    "pace": ("El presupuesto: gastado, previsto y proyectado", "ritmo [campaña]"),
    "why": ("Qué paso, campaña, dispositivo o anuncio movió un KPI", "porqué [campaña] kpi:cpl"),
    "target": ("Ver o fijar los objetivos de una campaña", "objetivo [campaña] cpl<25€"),
    "edit": ("Cambiar una campaña: nombre, fechas, presupuesto, quién la lleva", "editar [campaña] fin:20/12/2026"),
    "pause": ("No enviar nada al cliente durante un tiempo", "pausar [campaña] hasta 15 dic"),
    "resume": ("Volver a enviar informes al cliente", "reanudar [campaña]"),
    "results": ("Qué registran las cuentas y qué de ello cuenta", "resultados [campaña]"),
    "alert": ("Qué se vigila y qué está abierto", "alerta lista [campaña]"),
    "snooze": ("Apartar un rato una alerta abierta", "posponer [campaña] 3d"),
    "log": ("Anotar lo que se ha hecho", "registrar [campaña] lo que se ha hecho"),
    "timeline": ("Alertas, acciones y objetivos de una campaña", "historial [campaña] periodo:30d"),
    "subscribe": ("Enviar aquí el estado con regularidad", "suscribir lunes 09:00"),
    "unsubscribe": ("Dejar de enviar aquí el estado", "desuscribir"),
    "setup": ("Dar de alta a un cliente, paso a paso", "configurar [cliente]"),
    "adopt": ("Campañas que aún no son de nadie", "adoptar [nombre]"),
    "sync": ("Volver a leer las plataformas y el CRM", "sincronizar"),
    "language": ("El idioma en que Vigía te contesta", "idioma [es, ca, en]"),
    "help": ("Qué puedes preguntar, con ejemplos", "ayuda"),
}
