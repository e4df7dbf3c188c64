"""Spanish: what a sentence hints at."""

from commands.vocabulary.sentences import table

CUES = table("""
help:
    ayuda*; (que|q) (sabes|puedes|podrias) hacer; (para )?que sirves; como (funcionas|te uso|se usa|se utiliza);
    como (funciona|se usa|se utiliza) (esto|este bot|el bot|vigia);
    (que|q|como|cosas que) (.. )?(te )?(puedo|podemos|se puede|podria) (preguntar|pedir|consultar|decir)*(te)?;
    ejemplos; que comandos; (que|cuales son) (tus )?(comandos|funciones|opciones); instrucciones;
    no se (que|como) (preguntar|pedir)*(te)?; en que (me )?puedes ayudar(me)?; que haces( tu)?; manual;
    guia de uso; como te (pregunto|pido|hablo); quien eres; que eres
why:
    por que; x que; xq; pq; porq; a que se debe; a que (es debid|respond)*;
    cual (es|ha sido|fue) (el motivo|la causa|la razon); motivos?; causas?; razon(es)?; explica(me|nos)?;
    a cuento de que; como es que; de donde viene (la|el|esta|este) (subida|bajada|caida); que explica;
    como se explica; que (le )?(ocurre|pasa) a; que le (ha pasado|paso|pasa|ocurre);
    porque (ha|han|va|esta|estan|no|hemos|sube|baja|tan|hay|se|cae|cuesta|gasta);
    como puede ser que; que esta pasando con; de donde viene que; que hace que; que esta fallando;
    ^porque; ^porqe
moved:
    (subido|bajado|caido|disparado|hundido|desplomado|encarecido|empeorado|mejorado|aumentado|disminuido|
    crecido); (sube|suben|baja|bajan|cae|caen|subio|bajo|cayo|empeora|empeoro|subiera|bajara)( tanto)?;
    tan (alt|baj|mal|car|floj|poc)*; (subida|bajada|caida|bajon|subidon|pico) de; (carisim|altisim|bajisim)*;
    se nos (ha|han) (ido|disparado); por debajo de lo normal; por encima de lo normal; (mas|menos) que;
    por las nubes; en picado; por los suelos; (ido|yendo) de madre; (subido|bajado) mucho
happened:
    que (ha pasado|paso|ha ocurrido|ocurrio|sucedio|ha sucedido|hubo); que novedades hay; que ha habido
changed:
    (que|lo que|quien) (.. )?(se )?(ha|han|hemos|habeis|he) (tocado|hecho|cambiado|movido|modificado|aplicado|
    ajustado);
    (que|quien) (se )?(hizo|hicimos|hice|hicisteis|hicieron|cambio|cambiamos|cambiaron|toco|tocamos|tocaron);
    cambios; (que|ultimas|las) acciones; que se (toco|cambio|hizo|ha estado haciendo); movimientos
history:
    historial; historico; cronologia; linea (de tiempo|temporal); bitacora;
    registro de (cambios|acciones|actividad); diario de cambios; la historia de; timeline
warn:
    (avisa|avise|avisad|alerta|notifica|avisar|alertar|notificar|alertad|alerte)(me|nos|lo)?( me|
     nos)? (.. )?(si|cuando|en cuanto|como|al|tan pronto); (avisame|avisanos|notificame|notificanos|alertame);
    (dime|dinos|hazme saber|di) (si|cuando|en cuanto) .. (pas|super|baj|sub|lleg|qued|cae|caig)*;
    quiero (saber|que me avises|enterarme) (si|cuando|en cuanto) .. (pas|super|baj|sub|lleg|qued|cae|caig)*;
    (vigila|vigilad|controla|ojo con|monitoriza|vigilame); estate (atento|pendiente);
    (pon|crea|anade|configura|hazme|haz|quiero|ponme|me haces|activa|monta)* (un|una) (aviso|alerta|alarma|
    regla); (avis|alert|notific)* (.. )?(si|cuando|en cuanto)
alert:
    alertas?; avisos?; alarmas?; reglas?; vigilando; vigilas; se vigila; (esta|estan|hay) (.. )?vigilad*;
    monitorizando; que miras; saltado
snooze:
    (silencia|silenciar|aparca|aparcar|pospon|posponer|calla|ignora|ignorar|aplaza|aplazar|snooze|mutea|mutear|
    duerme|pausa|deja para|apaga|desactiva|quita|para|deten|recuerdame) .. (la |las |el |los )?(alertas?|
    avisos?|alarmas?|eso|esto); (silencia|silenciar|pospon|posponer|aparca|snooze|mutea)(me|lo|la|melo|mela)?;
    no me avises (mas )?(de|del|hasta|durante|por); (deja|para) de avisar(me|nos)?; no me avises( mas)?;
    no hace falta que .. avis*
note:
    (apunta|anota|apuntad|anotad|registra|registrad)(me|lo|melo|nos|la|los)?( me)?;
    (apuntar|anotar|registrar|apuntalo|anotalo|registralo|apuntado|apuntamelo); toma nota; nota;
    para que conste; que conste; deja(d)? (.. )?constancia; recuerda que (hemos|he|se ha|ayer|hoy);
    (escribe|escribelo|guarda) (que|en el historial)?; pon en el (historial|registro);
    deja (escrito|apuntado|anotado); (quiero|necesito|para) (apuntar|anotar|registrar|dejar constancia)*;
    quede (registrado|constancia|anotado|apuntado)
did:
    (hemos|he|se ha|se han|habeis|ya esta|ya hemos|acabamos de|acabo de) (.. )?{did};
    (ayer|hoy|esta manana|el lunes|anteayer) (.. )?{done};
    {done} (el|la|los|las|un|una|pujas|presupuesto|anuncios|creatividades|palabras|audiencias?);
    acab(amos|o) de (pausar|parar|bajar|subir|cambiar|anadir|quitar|poner|lanzar|activar|meter|ajustar|crear|
    duplicar)
stop_sending:
    (deja|dejad|dejar|deje|para|parad|cancela|cancelad|anula|quita|elimina|detened|deten) .. (enviar|mandar|
    enviando|mandando|recibir|pasar)(me|nos|le|lo)?;
    (no|ya no) (me|nos)? ?(envies|mandes|enviad|mandeis|envieis|pases);
    (cancela|anula|para|quita|elimina|deten|parad|suprime|corta) (.. )?{report};
    (cancela|anula|quita|elimina|dar de baja|da de baja|baja)(r|me|nos)? (.. )?(suscripcion|subscripcion|
    suscripciones|envios?); desuscrib*; dar(me|nos|te)? de baja; (date|dame|danos) de baja;
    (no|ya no) (quiero|queremos|necesito|necesitamos) (recibir|mas|seguir|que me|el|los) .. (recib*|mensajes|
    avisos|informes?|resumen|resumenes|envi*|mand*|semanal|diario); (no|ya no) (quiero|queremos) recibir;
    sacame de (la lista|los envios);
    quit(ame|anos|adme) .. (lista|informe|envio|resumen)*; (basta|ya vale) de {report}
subscribe:
    suscrib*; subscrib*; apuntame (a|al); dar(me|nos) de alta; dame de alta;
    (programa|programame|programar) (.. )?(envio|informe|resumen|estado|correo|reporte)*;
    (activa|activame) (.. )?(resumen|informe);
    apuntanos (a|al); (quiero|queremos|querria|me gustaria) recibir; empieza a (enviar|mandar)*;
    (mantenme|mantennos|tenme|tennos) (informad[oa]s?|al dia|al tanto|al corriente)
send:
    (envia|manda|pasa|mandar|enviar|mande|envie|pasar|recibir|avisa|publica|publicar|cuelga|llegue|llegar|
    compart|postea|deja|ponme|pon)*(me|nos|noslo|melo|le|les)?;
    (quiero|querria|queremos|quisiera|necesito|me gustaria)
recur:
    (cada|todos los|todas las) (lunes|martes|miercoles|jueves|viernes|sabados?|domingos?|dias?|semanas?|
    mes(es)?|mananas?|tardes?|quincenas?|primer*|dos|ultimo*);
    (semanal|mensual|diari|quincenal|semanalment|mensualment|diariament)*;
    los (lunes|martes|miercoles|jueves|viernes|sabados|domingos); a diario;
    (una vez|1 vez) (a la|por|al) (semana|mes|dia); periodicamente; a principios de mes;
    (el )?(primer|ultimo) dia (laborable )?de (cada )?mes; regularmente; automaticamente;
    cada (\\d+|dos|tres|quince|cuatro) (dias|semanas|meses); todos los primeros de mes; cada fin(al)? de mes;
    a (fin|final) de cada mes;
    (un|una|uno) (.. )?(al|a la|por) (mes|semana|dia)
report:
    {report}
goal:
    objetivos?; metas; (la|una|nuestra|su|otra|nueva) meta; kpi objetivo; targets?; tope; goals?; obj
set:
    (pon|ponle|ponme|fija|fijar|fijale|poner|cambia|cambiar|cambiale|define|definir|establece|establecer|marca|
    quita|quitar|quitale|borra|borrar|elimina|actualiza|sube|baja|anade|modifica|haz|ajusta|propon|proponme|
    sugiere|deja|dejalo|crea|marcamos|ponemos|pongamos|fijemos|fijamos|propuesta|proponer);
    quiero que .. (este|sea|no pase|no supere|baje|suba|quede|vaya); (nuevo|otro) objetivo;
    (ahora|pasa a ser|sera|es ahora|desde ahora|a partir de ahora);
    (queremos|quiero|necesitamos) (un|llegar|conseguir|alcanzar);
    maximo; como mucho; (tope|maximo) de; no mas de; minimo; al menos; (queremos|necesitamos)
what_goals:
    (que|cuales son|cual es|cual era|q|dime|ver|muestra|ensename|tiene|tenemos|hay|
    recuerdame) (.. )?(objetivos?|metas);
    (objetivos?|metas) (.. )?(tiene|tenemos|hay|pusimos|acordamos|acordad|fijad|marcad|puest)*
meet:
    (cumpl|alcanz|logra|consig|consegu)*;
    (llegamos|llegaremos|llegar|llega|llegando|vamos a llegar|lleguemos|llegamos bien|acercamos);
    (lejos|cerca|por encima|por debajo|dentro|fuera|respecto|frente|encima|debajo) (de|del|al|a);
    como (va|vamos|van|estamos|esta); vamos bien
compare:
    compar*; vs; versus; contra; frente (a|al); respecto (a|al|del|de); en relacion (a|con);
    (mejor|peor|mas|menos) .. que (el|la|en|los|las|hace|ayer|otono|primavera);
    diferencias? (entre|con|de|respecto); (mejor|peor) (que|o); cual de (los|las) dos; enfrenta;
    respecto; frente; en comparacion
chart:
    grafic*; graph; chart; evolucion*; curva; tendencias?; dia (a|por) dia; dibuja(me|nos)?; pinta(me|nos|r)?;
    imagen; (en|una) (foto|imagen); visualmente; plot; (semana a semana|mes a mes|diariamente);
    como ha evolucionado; evoluciona; histograma; barras
budget:
    presupuest*; presu; ritmo; pacing; pace; budget;
    (nos |me |te |vamos a |estamos a punto de )(pasamos|pasar|pasarnos|pasaremos|pasemos|estamos pasando|
    vamos a pasar|quedamos|quedar|quedaremos)( cortos| sin dinero| de gasto| de la cuenta)?; sobregast*;
    (queda|quedan|sobra|sobran|falta|faltan) (.. )?(por gastar|por invertir|dinero|pasta|euros|saldo|de saldo);
    (gastando|gastamos|invirtiendo) (de mas|de menos|demasiado|poco|muy rapido|muy lento|mas de la cuenta|
    menos de lo (previsto|planificado)|lo (previsto|planificado));
    (llega|llegara|llegaremos|alcanza|alcanzara|dura|durara|aguanta|acaba|agota) (.. )?(el dinero|la pasta|
    a fin de (mes|ano)|a final de (mes|ano|campana)|hasta (fin|el final|final|navidad));
    cuanto (nos |me )?(queda|quedan|falta|resta|sobra)( por gastar| por invertir| para gastar)?;
    prevision de gasto; gasto (previsto|proyectado|esperado); (a este paso|a este ritmo); proyeccion (de|del);
    vamos (bien|justos|cortos|sobrados|mal|retrasados|adelantados) (de|con el) (gasto|dinero|presupuesto|pasta);
    gasto diario .. (deberia|tendria|necesit)*;
    cuanto (hay que|debemos|deberiamos|tendriamos que|podemos|tenemos que) gastar;
    cuanto .. (gastar|invertir) al dia; (sub|infra)inv*;
    (vamos|estamos|vais|voy) (pasados|justos|cortos|sobrados|pasad[oa]s) de (gasto|presupuesto|dinero|pasta)
list:
    (lista|listado|listame|lista me|ranking|rankea|ordena|ordename|clasifica|ordenar);
    (que|cuales|cuantas|cuantos|q) (.. )?campanas; todas las campanas;
    (las|mis|nuestras|todas) campanas( (activas|en marcha|vivas|que hay|abiertas|en curso|tenemos))?;
    campanas (activas|en marcha|vivas|abiertas|en curso|que tenemos);
    (cual|que campana|cuales|que) (.. )?(peor|mejor|mas|menos|problem|atencion)*;
    (cual|que campana|cuales) (va|van|tira|rinde|funciona|funcionan|trae|traen|gasta|gastan|consume|
    esta (gastando|consumiendo|dando|trayendo|tirando|yendo)|da|dan|cuesta|necesita|necesitan|gano|nos (cuesta|
    da|sale|trae)|sale); (la|las|el) (peor|peores|mejor|mejores|que (va|van|mas|peor|mejor));
    (algo|alguna|que|cuales|donde) (.. )?(urgente|preocup|rojo|problemas?|incendios?|fuego|mirar|revisar)*;
    (que|a que) (.. )?(atencion|prioridad|priorizar); (quien|cual) (va|lo esta haciendo) (peor|mejor|bien|mal);
    (en que|por donde) (.. )?(empiezo|empezamos|fij)*;
    que (tengo|tenemos|hay) (activo|en marcha|corriendo|vivo|funcionando|abierto); top \\d+; peores; mejores;
    (hay )?alguna (campana )?(.. )?(mal|problem|rojo|floja|parad|preocup)*;
    la (mas|menos) (cara|barata|rentable|eficiente|floja);
    (mejor|peor|mayor|menor) (rendimiento|resultado|campana|coste|cpl|cpa|roas|ctr|cpc|ratio);
    quien (gasta|trae|da|tiene|consume|lleva)( mas| menos)?; (las|los) que (mas|menos|peor|mejor);
    ordenad[oa]s? por; por orden de;
    donde (.. )?(perdemos|perdiendo|se nos va|tiramos|tirando)
which:
    cual(es)?; que campanas?; quien; alguna; que anuncio; cuantas campanas
results:
    (que|como|cual|cuales|q) .. (cuenta|cuentan|contais|contamos|contabiliz|consider|se entiende|
    entendemos)* (como|por|aqui|en|la|el|de|un|una)?;
    (que|cual) (es|seria) (para vosotros |aqui |exactamente )?un(a)? (lead|conversion|resultado|venta);
    (definicion|define) de (lead|conversion|resultado|venta);
    (que|cuales) (.. )?(registra|registran|graba|graban|mide|miden);
    acciones de conversion; (cuenta|cuentan|valen|vale) como (lead|conversion|resultado|venta)s?;
    de donde (salen|sacamos|sale|vienen) (los|las|el) (leads|conversiones|resultados|ventas);
    que (eventos|acciones|conversiones);
    como (se )?(miden|medimos|cuentan|contamos|contais|mide) (los|las|el) (leads|conversiones|resultados|ventas);
    (se cuentan|estamos contando|cuentan) .. (como|leads|conversiones|resultados|llamadas|formularios);
    que entra como; que accion
adopt:
    (campanas|algo) (.. )?(sin (asignar|dueno|cliente|adoptar|reclamar|clasificar)|huerfanas|sueltas|
    por adoptar|nuevas en); adopt*; huerfanas; sin (asignar|adoptar|dueno|reclamar)
sync:
    (actualiza|refresca|sincroniza|recarga|actualizar|refrescar|sincronizar|recargar|actualizame|sincro);
    (vuelve a|volver a) (leer|cargar|bajar|sincronizar|descargar|pedir);
    (trae|baja|carga|pide|lee) (.. )?(ultimos datos|datos nuevos|datos (de )?(meta|google|crm|ahora|ya|
    otra vez|de nuevo))
status:
    como (va|van|vamos|esta|estan|estamos|fue|fueron|ha ido|han ido|a ido|hemos ido|le va|nos va|acabo|acaba|
    acabaron|quedo|quedaron|termino|anda|andan|andamos|iba|llevamos|funciona|funciono|esta funcionando|
    esta yendo|se comporta|rinde|marcha|pinta|lo ves|lleva|se presenta|ha quedado|ha acabado|a acabado|cerro|
    cerramos|ha cerrado|ha arrancado|arranco|empezo|ha empezado|se reparten?|evoluciona bien|viene|salio|
    ha salido); (que|q|k) tal;
    (resumen|balance|resumeme|resume|estado|status|situacion|rendimiento|panorama|informe|reporte|performance|
    stats|estadisticas|metricas|kpis|numeros|cifras|datos|resultados?|foto|overview|novedades|update|parte);
    (va|van|vamos|fue) (.. )?(bien|mal|fatal|genial|regular|flojo|floja|mejor|peor);
    (esta|estan) (.. )?(funcionando|yendo|rindiendo|tirando); (ponme|poneme|pon me) al dia; al dia de;
    que (pasa|hay) con;
    (dame|dime|pasame|ensename|muestrame|dinos|danos|necesito|quiero|quisiera|podrias|puedes|me pasas|me dices|
    me das|nos dices|me pones|busco|a ver|ver|saca|sacame|muestra|cuentame|cuentanos|nos contais|nos pasas|
    ponnos); cuando (termina|acaba|empieza|empezo|arranca|finaliza|se acaba)
overall:
    (como|q tal|que tal|k tal) (vamos|van|va|estamos|ha ido|hemos ido|andamos|fue|llevamos|nos va) (todo|todas|
    en general|la cosa|las cosas|el mes|la semana|el dia|hoy|ayer|las campanas|el cliente|esto|este|esta|el|la|
    de|con)?;
    (resumen|balance|resume|resumeme|estado|situacion|rendimiento|panorama|performance|stats|estadisticas|
    metricas|kpis|numeros|cifras|resultados?|overview|datos); (ponme|poneme) al dia;
    (tot|en) (todo|general|total|conjunto|global);
    (como|que tal) (fue|va|ha ido|acabo|ha acabado|cerro|quedo|ha cerrado|empezo|termino|esta yendo) (.. )?_+;
    (y|que tal|como) _+; como (vamos|va todo|van|va la cosa)
what_alerts:
    (que|cuales|cuantas|cuantos|hay|tengo|tenemos|tiene|ver|lista|muestra|ensename|alguna|
    algun) (.. )?(alertas?|avisos?|reglas?|alarmas?)
howmuch:
    cuant*; (a )?que (precio|coste|cantidad|volumen|cifra|numero|porcentaje|cpl|cpa|cpc|ctr|roas|cpm);
    cual (es|fue|ha sido|era|esta siendo) (el|la|nuestro|nuestra); numero de; total de; a cuanto;
    que (inversion|gasto|facturacion|ingresos|retorno|tasa|coste|cpl); cual es
off_topic:
    (buen finde|feliz|cumpleanos|vacaciones|comida|comer|comemos|cena|cenar|cafe|cafes|cerveza|canas|reunion|
    reuniones|llamada|llamadas|llamo|llamamos|llamarte|llama|nos vemos|hasta luego|hasta manana|adios|lluvia|
    llueve|nevo|futbol|partido|medico|tren|vuelo|hotel|parking|aparcar el|contrasena|password|wifi|impresora|
    factura|facturas|contrato|nomina|logo|logos|pdf|fotos?|foto de|video|videos|wetransfer|drive|zoom|meet|
    teams|calendario|agenda|cita|traduce|traducir|traduccion|chiste|receta|tiempo hace|stock|talla|pedido|
    pedidos|envio de|transportista|safari|servidor|nuevo ano|navidades|oficina|despacho|equipo|adjuntar|adjunto|
    archivo|documento|doc|excel|powerpoint|presentacion lista|presento|entrevista|becari|currante|curro|
    bienvenid)
courtesy:
    gracias*; jaja*; jeje*; felices*; perdon por; disculpa el; lo siento; enhorabuena*; felicidades*;
    (lo vemos|hablamos|te digo|te cuento|te paso|os paso|os envio|te envio|te mando|os mando|se lo digo|
    ya lo miro|lo miro|me lo miro|ahora lo|voy a|vamos a comer|quedamos|me voy|estoy|llego tarde|no puedo|
    ya esta|hecho|listo|de acuerdo|entendido|ok|vale|perfecto|genial|estupendo|recibido);
    buen trabajo; bien hecho; buenisimo; me encanta; (pinta|suena) bien; que bien; muy bien; guay; mola;
    contento; contenta; encantado; encantada
wish:
    (buen|feliz|buena|bon) (.. )?(finde|fin de semana|semana|ano|ano nuevo|lunes|viernes|dia|_+|navidad|fiestas)
threshold:
    (si|cuando|en cuanto) .. (pasa|pase|pasan|supera|supere|baja|baje|bajan|cae|caiga|sube|suba|llega|llegue|queda|
    quede|quedan|rebasa|rebase|excede|alcanza|alcance|dispara|dispare)*
tell:
    (dime|dinos|di|avisa|saber|sabes|enterarme|escribeme|escribe|dices|ping|pegame|toque|mencioname)*
future:
    manana; luego; mas tarde; la semana que viene; el mes que viene;
    el proximo .. (lunes|martes|miercoles|jueves|viernes|mes)?; despues
going_on:
    que (pasa|esta pasando|ocurre)
better:
    mejor(es)?; peor(es)?; mas; menos
mass:
    cuanto
""")
