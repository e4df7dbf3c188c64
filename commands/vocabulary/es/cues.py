"""Spanish: what hints at a verb."""

from commands.vocabulary.sentences import table

CUES = table("""
help:
    ayuda*; (que|q) (sabes|puedes|podrias) hacer; (para )?que sirves; como (funcionas|te uso|se usa|se utiliza);
    como (funciona|se usa|se utiliza) (esto|este bot|el bot|vigia);
    (que|q|como|cosas que) (.. )?(te )?(puedo|podemos|se puede|podria) (preguntar|pedir|consultar|decir)*(te)?;
    ejemplos; que comandos; (que|cuales son) (tus )?(comandos|funciones|opciones); instrucciones;
    no se (que|como) (preguntar|pedir)*(te)?; en que (me )?puedes ayudar(me)?; que haces( tu)?; manual;
    guia de uso; como te (pregunto|pido|hablo); quien eres; que eres;
    como (se )?(maneja|manejo|lleva|va|usa|usamos|utilizo|utilizamos) (esto|este bot|el bot|la herramienta|
    vigia); como (puedo|podemos|podria) (usar|utilizar|hablar con|sacar(te|le) partido)*(te)?;
    (que|q) (mas )?(sabes|puedes|podrias|eres capaz de) (.. )?(hacer|contestar|responder|contar|ensenar)*(me)?;
    estoy perdid[oa]; no (entiendo|se) como (va|funciona|se usa) (esto|el bot);
    (que|cuales) (cosas|preguntas|consultas) .. (preguntar|hacer|pedir)*(te)?; dame (algun )?ejemplos?;
    (un|algun) ejemplo; como te (digo|consulto|escribo|hago); (que|cuales) (son las )?posibilidades;
    por donde empiezo con esto; que (se puede|puedo|podemos) hacer (contigo|aqui|con esto|con el bot|desde aqui);
    (que|q) (.. )?(sabes|puedes|podrias) (.. )?(hacer|contestar|responder)( .*)?;
    para que (sirve|vale|estas|esta)( (esto|este bot|el bot))?;
    como (.. )?(te|le) (pido|pregunto|pregunta|pide|hablo|consulto|digo);
    que (tipo de |clase de )?(cosas|preguntas|informes|datos) (.. )?(das|puedes|sabes|dar);
    como (hay que|se debe|se tiene que|tengo que|debo|se) (hablar|pedir|preguntar)*(te|se|le)?( contigo)?;
    (explica|explicame|cuentame) (.. )?(que|como) (.. )?(puedes|sabes|haces|funcionas)( .*)?; de que eres capaz;
    (me |nos )?(ensenas|ensename|ensenadme|explicas|explicame) (.. )?(usar|utilizar|manejar|pedir|
    preguntar)*(te|lo|esto)?; que (ordenes|instrucciones|frases|palabras) (.. )?(entiendes|sabes|aceptas|puedo);
    (tienes|hay) (.. )?(manual|guia|instrucciones|tutorial|ayuda); tutorial; como (empiezo|empezamos|se empieza);
    que (entiendes|sabes)
why:
    por que; x que; xq; pq; porq; a que se debe; a que (es debid|respond)*;
    cual (es|ha sido|fue) (el motivo|la causa|la razon); motivos?; causas?; razon(es)?; explica(me|nos)?;
    a cuento de que; como es que; de donde viene (la|el|esta|este) (subida|bajada|caida); que explica;
    como se explica; que (le )?(ocurre|pasa) a; que le (ha pasado|paso|pasa|ocurre);
    porque (ha|han|va|esta|estan|no|hemos|sube|baja|tan|hay|se|cae|cuesta|gasta); como puede ser que;
    que esta pasando con; de donde viene que; que hace que; que esta fallando; ^porque; ^porqe;
    a (que|q) (viene|vienen|se debe|obedece|responde|es debido);
    (el|la|los|las|un|algun|alguna|cual|que) (motivo|motivos|razon|razones|causa|causas|porque|
    explicacion)( (de|del|por|para|es|fue|hay|tiene|tienen))?;
    que (le|les|nos) (esta pasando|sucede|esta ocurriendo|pasara)( (a|al|con))?;
    (raro|rara|extrano|mala pinta) .. (que|por); por culpa de que;
    que (ha|han|habra|puede haber) (causado|provocado|motivado|hecho que|hundido|disparado);
    me (explicas|aclaras|explicais|aclarais);
    (explicar|explicarme|explicarnos|explicamelo|explicanoslo|aclarame|aclaramelo|justificar|justifica);
    no (entiendo|me explico|comprendo) (que|por|como|esta|este|la|el); que ha fallado; que falla;
    que esta mal (en|con); que demonios; que narices; que leches; que (cojones|cono);
    de donde (sale|salen|viene|vienen) (este|esta|estos|estas|tanto|tanta|el|la|tan);
    (que|q) (esta |le esta )?(pasa|pasando|ocurre|ocurriendo) (con|a|en) .. (que|para que) (no)?;
    (me|nos) lo (explicas|aclaras|explicais); que hay detras; a santo de que;
    que (se ha roto|se rompio|ha reventado|ha petado); como (puede|es posible|pudo);
    que (nos )?(esta|ha) (haciendo|hecho|provocando|causando) que;
    (no|ni un|ningun|cero|sin) (.. )?(leads?|ventas|conversiones|clics) (.. )?(que (pasa|ha pasado|paso|ocurre)|
    y eso)
moved:
    (subido|bajado|caido|disparado|hundido|desplomado|encarecido|empeorado|mejorado|aumentado|disminuido|
    crecido); (sube|suben|baja|bajan|cae|caen|subio|bajo|cayo|empeora|empeoro|subiera|bajara)( tanto)?;
    tan (alt|baj|mal|car|floj|poc)*; (subida|bajada|caida|bajon|subidon|pico) de; (carisim|altisim|bajisim)*;
    se nos (ha|han) (ido|disparado); por debajo de lo normal; por encima de lo normal; (mas|menos) que;
    por las nubes; en picado; por los suelos; (ido|yendo) de madre; (subido|bajado) mucho;
    (subid|bajad|caid|disparad|hundid|desplomad|encarecid|empeorad|mejorad|aumentad|disminuid|crecid|triplicad|
    duplicad|multiplicad|estancad|frenad|parad)(o|a|os|as);
    (descenso|desplome|aumento|incremento|frenazo|salto|bajon|subidon|pico|desastre|batacazo|hundimiento|
    retroceso);
    (se ha|se han|se nos ha|se nos han|se) (ido|disparad|parad|caid|hundid|frenad|dispar|desplom|estanc)*;
    (peor|mejor|mas bajo|mas alto|mas caro|menos) (que|de lo); de golpe; de repente; en caida libre
happened:
    que (ha pasado|paso|ha ocurrido|ocurrio|sucedio|ha sucedido|hubo); que novedades hay; que ha habido;
    (que|q) (ha|a) pasado; que paso; que habra pasado; que pasa
changed:
    (que|lo que|quien) (.. )?(se )?(ha|han|hemos|habeis|he) (tocado|hecho|cambiado|movido|modificado|aplicado|
    ajustado);
    (que|quien) (se )?(hizo|hicimos|hice|hicisteis|hicieron|cambio|cambiamos|cambiaron|toco|tocamos|tocaron);
    cambios; (que|ultimas|las) acciones; que se (toco|cambio|hizo|ha estado haciendo); movimientos;
    (que|lo que|q|todo lo que|cuanto) (.. )?(se )?(ha|han|hemos|habeis|he|has) (ido |estado )?(tocado|hecho|
    haciendo|cambiado|movido|modificado|aplicado|ajustado|retocado|tocando|cambiando|optimizado|pausado);
    (que|quien|cuando) (se )?(le )?(hizo|hicimos|hice|hicisteis|hicieron|hiciste|cambio|cambiamos|cambiaron|
    cambiasteis|toco|tocamos|tocaron|movimos|modificamos|pauso|pausamos); ha habido (algun )?cambios?;
    (algun|los|ultimos|todos los|cuales|que|ultimo) (cambio|cambios|ajuste|ajustes|retoque|retoques|
    modificacion|modificaciones);
    (se|alguien|habeis|hemos) (.. )?(ha )?(tocado|cambiado|movido|modificado) (algo|nada|alguna cosa);
    (quien|que) .. (tocado|cambiado|pausado|movido|modificado); optimizaciones;
    que se (le )?(ha )?(hizo|hecho|tocado|toco);
    (a que|en que) (se ha|os habeis|habeis|se han) (.. )?(dedicado|trabajado|estado);
    (que|lo que) (.. )?(estado|llevais|lleva|llevamos) (.. )?haciendo;
    en que (habeis|estais|se ha|hemos) (.. )?(trabaj|metid)*
history:
    historial; historico; cronologia; linea (de tiempo|temporal); bitacora;
    registro de (cambios|acciones|actividad); diario de cambios; la historia de; timeline;
    (historial|historico|cronologia|registro|diario|lista|listado|repaso|resumen|recuento) (.. )?(de|con|
    del) (.. )?(cambios|acciones|ajustes|modificaciones|optimizaciones|tocado|hecho|movimientos|retoques);
    que (vamos|hemos ido|habeis ido) haciendo
warn:
    (avisa|avise|avisad|alerta|notifica|avisar|alertar|notificar|alertad|alerte)(me|nos|lo)?( me|
     nos)? (.. )?(si|cuando|en cuanto|como|al|tan pronto); (avisame|avisanos|notificame|notificanos|alertame);
    (dime|dinos|hazme saber|di) (si|cuando|en cuanto) .. (pas|super|baj|sub|lleg|qued|cae|caig)*;
    quiero (saber|que me avises|enterarme) (si|cuando|en cuanto) .. (pas|super|baj|sub|lleg|qued|cae|caig)*;
    (vigila|vigilad|controla|ojo con|monitoriza|vigilame); estate (atento|pendiente);
    (pon|crea|anade|configura|hazme|haz|quiero|ponme|me haces|activa|monta)* (un|una) (aviso|alerta|alarma|
    regla); (avis|alert|notific)* (.. )?(si|cuando|en cuanto);
    (avisa|avise|avisad|avisar|avis|alerta|notifica|ponme|dame|pega|mandame|pegame|dar|pegad|dad|escribe|
    mencion|chill|silb|toca)*(me|nos)?( un)? (.. )?(toque|grito|aviso|alerta|voz|silbidito|ping|llamada|
    mensaje) (.. )?(si|cuando|en cuanto|como);
    (si|cuando|en cuanto|tan pronto como) .. (avisa|avisad|avise|dime|dinos|decidme|dimelo|toque|aviso|alerta|
    alertame|notifica|me dices|me lo dices|me avisas|lo dices|grito|saberlo|enterarme|quiero saberlo|me llamas|
    me escribes)*(me|nos|melo|noslo|lo)?;
    (me|nos) (avisas|avisais|avisaras|avisarias|puedes avisar|podrias avisar|podeis avisar|avises|aviseis|
    alertas) (.. )?(si|cuando|en cuanto|como|de que);
    quiero (un|una|que me llegue un|que salte un|que salte una|tener un|tener una|recibir un|
    que me mandes un) (aviso|alerta|alarma|notificacion) .. (si|cuando|en cuanto);
    (necesito|quiero|queremos) que (me|nos) (avises|avise|aviseis|alertes|notifiques);
    que (salte|suene|pite) (.. )?(si|cuando|en cuanto);
    (crea|creame|pon|ponme|monta|montame|configura|programa|activa|mete|anade|quiero|necesito|haz|
    hazme) (.. )?(una|un) (.. )?(alerta|aviso|alarma|regla|notificacion);
    (si|cuando|en cuanto|tan pronto como) (\\S+ ){1,14}?(avisame|avisadme|avisanos|dimelo|me lo dices|me avisas|
    nos avisas|avisa|hazmelo saber|me dices|dame un toque|me das un toque|pega un grito|quiero saberlo|
    quiero enterarme|que me avises|escribeme)
alert:
    alertas?; avisos?; alarmas?; reglas?; vigilando; vigilas; se vigila; (esta|estan|hay) (.. )?vigilad*;
    monitorizando; que miras; saltado;
    (que|cuales) (.. )?(vigilas|vigila|controlas|monitorizas|estas vigilando|se esta vigilando);
    ha saltado (algo|alguna); (saltan|salta|salto|saltaron|saltando|pitando|pita);
    (tienes|tenemos|teneis|tiene|hay|estas|esta) (.. )?vigil(ad|and)*; vigilad[oa]s?
snooze:
    (silencia|silenciar|aparca|aparcar|pospon|posponer|calla|ignora|ignorar|aplaza|aplazar|snooze|mutea|mutear|
    duerme|pausa|deja para|apaga|desactiva|quita|para|deten|recuerdame) .. (la |las |el |los )?(alertas?|
    avisos?|alarmas?|eso|esto); (silencia|silenciar|pospon|posponer|aparca|snooze|mutea)(me|lo|la|melo|mela)?;
    no me avises (mas )?(de|del|hasta|durante|por); (deja|para) de avisar(me|nos)?; no me avises( mas)?;
    no hace falta que .. avis*;
    (silenci|pospon|posterg|aplaz|mute|acall|desactiv|paus|apag|call|aparc|suspend|congel|par|quit|ignor|dej|
    frena|deten|retras|desconect)* (.. )?(la |las |el |los |esa |ese |esas |esos |esta |este |una |
    un )?(alertas?|avisos?|alarmas?|notificaciones|notificacion|regla|reglas|aviso);
    (no|dejad de|deja de|para de|parad de|dejes de|que no) (.. )?(avis|alert|molest|mare|notific|incord|
    da la lata|des la lata|tabarra|brasa|pit|salt|calient|machac|rayes|ray|bombarde)*(me|nos)?( (.. )?(mas|con|
    de|del|hasta|durante|por|la|el|sobre))?; ya (lo )?(se|sabemos|estoy al tanto) .. (alerta|aviso|alarma);
    (alerta|alertas|aviso|avisos|alarma) (.. )?(a dormir|en pausa|en silencio|fuera|en espera|para luego|
    callad*|dormid*); (recuerdamel|recuerdal|recordamel)o (.. )?(manana|luego|mas tarde|lunes|_+);
    (dale|darle|dad|dadle) (.. )?(un descanso|un respiro|tregua|pausa) (.. )?(alert|avis|alarm)*;
    (callate|calla|callaos) (.. )?(con|lo|la|el|hasta);
    (no me|que no me|no hace falta que me|no) (.. )?record* (.. )?(alert|avis|alarm)*;
    ahora no (.. )?(alert|avis|alarm)*
note:
    (apunta|anota|apuntad|anotad|registra|registrad)(me|lo|melo|nos|la|los)?( me)?;
    (apuntar|anotar|registrar|apuntalo|anotalo|registralo|apuntado|apuntamelo); toma nota; nota; para que conste;
    que conste; deja(d)? (.. )?constancia; recuerda que (hemos|he|se ha|ayer|hoy);
    (escribe|escribelo|guarda)( (que|en el historial))?; pon en el (historial|registro);
    deja (escrito|apuntado|anotado); (quiero|necesito|para) (apuntar|anotar|registrar|dejar constancia)*;
    quede (registrado|constancia|anotado|apuntado); (toma|tomad) nota;
    (dejo|deja|dejad|dejar|dejame|dejemos|queda|quede|que quede|dejadlo|dejalo) (.. )?(constancia|apuntado|
    anotado|registrado|escrito|reflejado|por escrito|dicho);
    (apunta|anota|registra|apuntal|anotal|registral|apuntad|anotad|registrad|documenta|guard|escrib)*(o|me|nos|
    te|lo|melo|telo)? que; apuntat*(elo|e)?;
    (metelo|ponlo|anadelo|guardalo|metemelo|apuntemoslo|anotese|incluyelo) (.. )?(historial|registro|bitacora|
    diario|cronologia); para el (historial|registro|diario);
    (ponme|pon|mete|anade|guarda|escribe|deja) (.. )?(en el|al) (historial|registro|diario|log|bitacora|
    cronologia); (anotacion|apunte|registro|nota):?
did:
    (hemos|he|se ha|se han|habeis|ya esta|ya hemos|acabamos de|acabo de) (.. )?{did};
    (ayer|hoy|esta manana|el lunes|anteayer) (.. )?{done};
    {done} (el|la|los|las|un|una|pujas|presupuesto|anuncios|creatividades|palabras|audiencias?);
    acab(amos|o) de (pausar|parar|bajar|subir|cambiar|anadir|quitar|poner|lanzar|activar|meter|ajustar|crear|
    duplicar); (hemos|he|se ha|se han|ha|han) (.. )?{did} (.. )?{object}; (se )?({done}|{did}) (.. )?{object};
    (ayer|hoy|anteayer|esta manana|esta tarde|_+) (.. )?(se )?{done};
    (el equipo|ana|marta|nuria|el cliente|juan|laura) (ha|han) (.. )?{did};
    (hemos|he) (dejado|puesto|vuelto a poner|vuelto a) (.. )?(en marcha|en pausa|a cero|activ|lanzar|encender|
    activar)*
stop_sending:
    (deja|dejad|dejar|deje|para|parad|cancela|cancelad|anula|quita|elimina|detened|deten) .. (enviar|mandar|
    enviando|mandando|recibir|pasar)(me|nos|le|lo)?;
    (no|ya no) (me|nos)? ?(envies|mandes|enviad|mandeis|envieis|pases);
    (cancela|anula|para|quita|elimina|deten|parad|suprime|corta) (.. )?{report};
    (cancela|anula|quita|elimina|dar de baja|da de baja|baja)(r|me|nos)? (.. )?(suscripcion|subscripcion|
    suscripciones|envios?); desuscrib*; dar(me|nos|te)? de baja; (date|dame|danos) de baja;
    (no|ya no) (quiero|queremos|necesito|necesitamos) (recibir|mas|seguir|que me|el|los) .. (recib*|mensajes|
    avisos|informes?|resumen|resumenes|envi*|mand*|semanal|diario); (no|ya no) (quiero|queremos) recibir;
    sacame de (la lista|los envios); quit(ame|anos|adme) .. (lista|informe|envio|resumen)*;
    (basta|ya vale) de {report};
    (deja|dejad|dejar|deje|dejes|para|parad|cancela|cancelar|anula|quita|elimina|deten|suspende|
    corta) de (.. )?(enviar|mandar|enviando|mandando|recibir|pasar|publicar|llegar)*(me|nos|le|lo)?;
    (no|ya no|que no) (hace falta|es necesario|necesit|quier|quer|interes|hacen falta|mire|miro|miramos|leo|
    leemos|me lo leo|nos hace falta|me llegue|me lleguen|nos llegue|nos lleguen|lleg|
    haga falta)* (.. )?({report}|envi*|mand*|recib*|llegando|mas);
    (prescind|paso de|pasamos de|fuera|adios al|adios a los|stop)* (.. )?{report};
    (sin|no mas|basta de|ni un|se acabo el|se acabaron los|ya esta bien de|ya vale de) (.. )?{report};
    (quita|quitad|saca|sacad|borra|borrad|elimina)(me|nos) (.. )?(de|del) (.. )?({report}|lista|envio|
    suscripcion|subscripcion|resumen|canal);
    (quita|anula|cancela|elimina|borra|para|deten|corta|suspende|desprograma|desactiva)(me|nos|d|r|
    dme)? (.. )?(lo de |eso de |esto de )?({report}|envio|suscripcion) (.. )?(diari|semanal|mensual|cada|de los|
    del|automatic|programad|_+)*;
    (que )?(deje|dejes|dejeis|pare|pares) de (.. )?(lleg|envi|mand|recib|public)*;
    no (.. )?(quiero|queremos|quiere|hace falta) (.. )?(recibir|que me lleg|que nos lleg|mas|seguir)*
subscribe:
    suscrib*; subscrib*; apuntame (a|al); dar(me|nos) de alta; dame de alta;
    (programa|programame|programar) (.. )?(envio|informe|resumen|estado|correo|reporte)*;
    (activa|activame) (.. )?(resumen|informe); apuntanos (a|al); (quiero|queremos|querria|me gustaria) recibir;
    empieza a (enviar|mandar)*; (mantenme|mantennos|tenme|tennos) (informad[oa]s?|al dia|al tanto|al corriente);
    (suscrib|subscrib|apunt)*(eme|enos|ir|irme|irnos|e|ame|anos|ete) (.. )?(canal|informe|resumen|estado|a |
    al )*;
    (automatiza|automatizar|programa|programar|programame|agenda|agendar|deja programado) (.. )?(envio|informe|
    resumen|estado|correo|reporte|esto|status)*;
    (alta|darnos de alta|darme de alta|dame de alta|danos de alta|date de alta) (.. )?(en |al |del |
    para )*{report}
scheduled:
    (quiero|queremos|querria|quisiera|necesito|me gustaria|nos gustaria|ponme|mandame|mandadme|mandadnos|
    enviame|enviadme|pasame|pasadme|dejame|publica|publicad|cuelga|cuelgame|dame|dadme|manda|envia|mandanos|
    envianos) .. {recur};
    {recur} .. (quiero|queremos|querria|quisiera|necesito|me gustaria|nos gustaria|ponme|mandame|mandadme|
    mandadnos|enviame|enviadme|pasame|pasadme|pasanos|dejame|publica|publicad|cuelga|dame|dadme|manda|envia|
    mandanos|envianos|recibir|me mandas|me pasas|me envias|que me llegue|me llegue|nos llegue);
    (que )?(me|nos) (llegue|llegara|lleguen|mandes|mandeis|envies|envieis|pases|paseis|pongas) (.. )?{recur};
    {report} (.. )?{recur} (.. )?(canal|aqui|por favor|porfa|correo|a las|a primera|por la)*;
    {report} (diario|semanal|mensual|automatico|periodico|quincenal) (.. )?(aqui|canal|por favor|porfa|todos|
    cada|los|para)
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
    a (fin|final) de cada mes; (un|una|uno) (.. )?(al|a la|por) (mes|semana|dia)
report:
    {report}
goal:
    objetivos?; metas; (la|una|nuestra|su|otra|nueva) meta; kpi objetivo; targets?; tope; goals?; obj;
    (umbral|reto|cota|techo)( (de|del|para|es|en|a))?
aimed:
    (nos )?(habiamos|hemos|teniamos|tenemos|tengo|esta|estan|estaba|hay) (marcad|fijad|puest|acordad|propuest|
    pactad|comprometid|establecid)(o|a|os|as);
    (nos |os )?(marcamos|fijamos|propusimos|acordamos|pactamos|comprometimos|pusimos)( (.. )?(de|como|en|para))?;
    (fijad|marcad|pactad|acordad)o (de|en|para|con); (a que|a cuanto) (aspiramos|apuntamos);
    que (cpl|cpa|roas|cpc|ctr|coste|leads) (.. )?(buscamos|queremos|perseguimos|pedimos);
    (habiamos|hemos|habia|habra|tenemos|teniamos|deberiamos|debiamos|toca|tocaba|tendriamos) (quedado )?(que|de|
    en) (.. )?(llegar|hacer|conseguir|sacar|alcanzar|traer|bajar|estar|quedarnos|cumplir);
    cual (es|era) (el |la |nuestro |nuestra )?(tope|limite|compromiso|meta|techo)
set:
    (pon|ponle|ponme|fija|fijar|fijale|poner|cambia|cambiar|cambiale|define|definir|establece|establecer|marca|
    quita|quitar|quitale|borra|borrar|elimina|actualiza|sube|baja|anade|modifica|haz|ajusta|propon|proponme|
    sugiere|deja|dejalo|crea|marcamos|ponemos|pongamos|fijemos|fijamos|propuesta|proponer);
    quiero que .. (este|sea|no pase|no supere|baje|suba|quede|vaya); (nuevo|otro) objetivo;
    (ahora|pasa a ser|sera|es ahora|desde ahora|a partir de ahora);
    (queremos|quiero|necesitamos) (un|llegar|conseguir|alcanzar); maximo; como mucho; (tope|maximo) de;
    no mas de; minimo; al menos; (queremos|necesitamos);
    (fij|establec|marc|defin|actualiz|modific|cambi|sub|baj|ajust|pon|pong|met|dej|propon|asign|aument|reduc|
    rebaj|recort|pas|revis)*(a|e|emos|amos|le|les|lo|la|ar|er|ir|ad|o|ale|eles|game|me) (.. )?(objetivo|meta|
    target|techo|umbral|tope|a \\d+|en \\d+|de \\d+)*;
    (que|quiero|queremos) (.. )?(por debajo de|por encima de|como maximo|como minimo|inferior a|superior a|
    menor de|mayor de)
what_goals:
    (que|cuales son|cual es|cual era|q|dime|ver|muestra|ensename|tiene|tenemos|hay|
    recuerdame) (.. )?(objetivos?|metas);
    (objetivos?|metas) (.. )?(tiene|tenemos|hay|pusimos|acordamos|acordad|fijad|marcad|puest)*
meet:
    (cumpl|alcanz|logra|consig|consegu)*;
    (llegamos|llegaremos|llegar|llega|llegando|vamos a llegar|lleguemos|llegamos bien|acercamos);
    (lejos|cerca|por encima|por debajo|dentro|fuera|respecto|frente|encima|debajo) (de|del|al|a);
    como (va|vamos|van|estamos|esta); vamos bien; (cumpl|alcanz|logr|consig|consegu|acerc|super|sobrepas)*;
    (va|vamos|van|estamos|esta|estan|anda|andamos|queda|quedamos) (.. )?(lejos|cerca|encima|debajo|dentro|fuera|
    en)( (del?|al?|objetivo|meta))?; en objetivo;
    (llegamos|llegaremos|llega|llegara|llegando|llegan|lleguemos) (.. )?(objetivo|meta|target)
compare:
    compar*; vs; versus; contra; frente (a|al); respecto (a|al|del|de); en relacion (a|con);
    (mejor|peor|mas|menos) .. que (el|la|en|los|las|hace|ayer|otono|primavera);
    diferencias? (entre|con|de|respecto); (mejor|peor) (que|o); cual de (los|las) dos; enfrenta; respecto;
    frente; en comparacion; (uno|una) al lado (del|de la|de) (otro|otra); al lado de; lado a lado;
    frente a frente; cara a cara; (juntos|juntas); mano a mano;
    (comparad|comparativa|comparacion|comparando|comparat|comparame|contrasta|contraste)*;
    (cual|quien|que) (.. )?(mejor|peor|gana|mas|menos|gano|rinde|funciona|tira|va) (.. )?_+ o _+;
    _+ o _+ (.. )?(cual|quien|que) (.. )?(mejor|peor|gana|mas|menos|gano|rinde|funciona|tira)*;
    (mejor|peor|mas|menos|igual|subido|bajado) (.. )?(que|respecto a|comparado con|frente a) _+;
    en comparacion (con|a); diferencia (entre|con|respecto); por comparar;
    (que|como) el (ano|mes|trimestre|dia) (pasado|anterior); mejor o peor que; con respecto a; al respecto de;
    frente al?; (compara|enfrenta|contrasta|mide|pon) (.. )?(con|contra|frente a|y|al lado de)
chart:
    grafic*; graph; chart; evolucion*; curva; tendencias?; dia (a|por) dia; dibuja(me|nos)?; pinta(me|nos|r);
    ^pinta; imagen; (en|una) (foto|imagen); visualmente; plot; (semana a semana|mes a mes|diariamente);
    como ha evolucionado; evoluciona; histograma; barras; dibuj*; (grafic|grafiqu)*; graficas?;
    (curva|linea(?! (de tiempo|temporal))|serie|evolutivo|evolucion|tendencia|progresion|trayectoria)(s)?;
    (en|con|una|un|de) (dibujo|imagen|grafico|grafica|barras|lineas|visual); (de forma|de manera) visual;
    visualiz*; evolutiv*; dia (a|por|tras) dia; mes a mes; semana a semana; diagrama
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
    (vamos|estamos|vais|voy) (pasados|justos|cortos|sobrados|pasad[oa]s) de (gasto|presupuesto|dinero|pasta);
    (llegamos|llegaremos|llegar|llega|llegara|lleguemos|alcanza|alcanzara) (.. )?(presupuesto|fin de mes|
    final de mes|fin de ano|fin de campana|final de campana|el gasto);
    (gastar|gastarlo|gastarnos|gastaremos|gastarnoslo|gastarse|agotar|agotarlo|agotaremos|agotara|consumir|
    consumiremos|invertir|invertirlo|quemar|fundir|ventilar) (.. )?(todo|tod|entero|presupuesto|antes de|pronto|
    a tiempo|lo que queda)*;
    (pasta|dinero|presupuesto|saldo|euros|fondos|pelas|budget|presu|caja) (.. )?(queda|quedan|falta|restante|
    disponible|sobra|suficiente|por gastar|libre|para (acabar|terminar|llegar|cerrar|rato|todo|lo que))*;
    (nos|me|os|les|le)? ?(queda|quedan|quedara|quedaran|sobra|sobrara|falta|resta|restan|dispon) (.. )?(pasta|
    dinero|presupuesto|saldo|euros|fondos|pelas|budget|presu|gastar|invertir)*;
    (nos|os|se|me) (.. )?(estamos|vamos a|estais|pasamos|pasaremos|esta|vamos|fund|fundiendo) (.. )?(pasand|
    pasar|comiend|fundiend|puliend|quedar|quedand|corto|cortos|quemand)*;
    (por encima|por debajo|dentro|fuera) del? (presupuesto|plan|previsto|gasto previsto);
    (al|de|el|a buen|buen|mal|que) ritmo; ritmo de (gasto|inversion|consumo);
    (gasto|inversion) (.. )?(al dia|diario|diaria) (.. )?(hace falta|toca|necesari|recomend|deber)*;
    (sobregasto|infragasto|subgasto|desviacion de gasto|desviados|desviacion);
    (va|vamos|estamos|voy|van) (.. )?(justo|justos|cortos|corto|sobrados|sobrado|holgados|pillados|apurados|
    pasados|pasado|rapido|lentos|deprisa)( de .*)?;
    (vamos|andamos|estamos|vais|voy|va) (.. )?(de|con la|con el) (pasta|dinero|presupuesto|presu|budget|gasto|
    pelas|cuartos); (a|con) (este|ese|el) (paso|ritmo);
    (dinero|pasta|presupuesto|euros|saldo) (.. )?(sin (gastar|invertir|usar)|de sobra|de mas);
    (nos|me) (alcanza|llega|da) (.. )?(para|hasta|con);
    (quedaremos|quedarnos|quedamos|quedar|quedara|acabaremos|terminaremos) (.. )?(sin (dinero|pasta|presupuesto|
    saldo)|a cero|cortos);
    (gast|quem|consum|inviert)* (.. )?(demasiado|muy|mas|menos) (.. )?(rapido|deprisa|lento|despacio|
    de la cuenta|de lo que toca|de lo debido|de lo previsto|de lo planeado);
    cuanto (.. )?(dura|durara|aguanta|aguantara); hasta cuando (.. )?(dura|llega|da|aguanta|tenemos);
    cuando (se )?(acaba|agota|termina|gasta)(mos|remos|ra|n)? (.. )?(dinero|presupuesto|pasta)
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
    ordenad[oa]s? por; por orden de; donde (.. )?(perdemos|perdiendo|se nos va|tiramos|tirando);
    (cuales|que) (tenemos|hay|tengo|estan|llevamos|teneis) (.. )?(activ|en marcha|viv|abiert|corriendo|
    funcionando|lanzad|pausad|encendid)*;
    (cual|que campana|que campanas|cuales|quien|que anuncio) (.. )?(tir|lastr|hund|perd|sang|quem|com|lleva|
    chup|arrastra|flojea|flojean|despunta|destaca|petar|peta|convierte|convierten|sale|salen|vende|venden|
    factura|renta|rentan|aporta|aportan|genera|generan|cojea|cojean|sufr|preocup|falla|fallan|pincha|pinchan|
    consig|logr|capta|captan)*;
    (todas|todo) (.. )?(activ|en marcha|viv|abiert|corriendo|que tenemos|que hay|lo que tenemos|lo que hay)*;
    (un|el|la|una) (listado|lista|ranking|clasificacion|podio|top|inventario|relacion);
    de (todas|las que tenemos|las nuestras|entre todas|las campanas|mis campanas) (.. )?(cual|cuales|quien|que|
    la que); la que (mas|menos|mejor|peor|va|esta|tiene|trae|gasta|da); las (mas|menos|mejores|peores|que);
    (oveja negra|lider|ganadora|perdedora|estrella|farolillo rojo);
    cuant(as|os) (.. )?(tenemos|hay|llevamos|estan|tengo) (.. )?(corriendo|activ|en marcha|viv|abiert|lanzad|
    encendid)*; (con|en) (cual|que|cuales) (.. )?(tir|perd|malgast|desperdici)* (.. )?(dinero|pasta);
    (donde|en cual|en que campana) (.. )?(mas|menos|mejor|peor|barat|car)*; como van todas; todas las campanas;
    (que|cuales) (.. )?(van|estan|funcionan) (.. )?(mal|bien|peor|mejor|fatal|flojas)
results:
    (que|como|cual|cuales|q) .. (cuenta|cuentan|contais|contamos|contabiliz|consider|se entiende|
    entendemos)*( (como|por|aqui|en|la|el|de|un|una))?;
    (que|cual) (es|seria) (para vosotros |aqui |exactamente )?un(a)? (lead|conversion|resultado|venta);
    (definicion|define) de (lead|conversion|resultado|venta);
    (que|cuales) (.. )?(registra|registran|graba|graban|mide|miden); acciones de conversion;
    (cuenta|cuentan|valen|vale) como (lead|conversion|resultado|venta)s?;
    de donde (salen|sacamos|sale|vienen) (los|las|el) (leads|conversiones|resultados|ventas);
    que (eventos|acciones|conversiones);
    como (se )?(miden|medimos|cuentan|contamos|contais|mide) (los|las|el) (leads|conversiones|resultados|ventas);
    (se cuentan|estamos contando|cuentan) .. (como|leads|conversiones|resultados|llamadas|formularios);
    que entra como; que accion; a que (llamamos|llamais|le llamamos|se le llama|se llama|llamas);
    (que|cual) (se )?(considera|consideramos|considerais|entiende|entendemos|entendeis|cuenta|
    contabiliza) (.. )?(lead|conversion|resultado|venta|registro|como)*;
    que (es|son|seria|significa|quiere decir|entra en|entra dentro de) (para vosotros |aqui |exactamente |
    realmente |eso de )?(un |una |el |los |las |la )?(lead|leads|conversion|conversiones|resultado|resultados|
    venta|ventas)( exactamente| en|$);
    (que|cual) (.. )?computa*;
    (un |el )?(lead|conversion|resultado|venta) (.. )?(que es|que significa|a que se refiere)( exactamente)?
adopt:
    (campanas|algo) (.. )?(sin (asignar|dueno|cliente|adoptar|reclamar|clasificar)|huerfanas|sueltas|
    por adoptar|nuevas en); adopt*; huerfanas; sin (asignar|adoptar|dueno|reclamar)
sync:
    (actualiza|refresca|sincroniza|recarga|actualizar|refrescar|sincronizar|recargar|actualizame|sincro);
    (vuelve a|volver a) (leer|cargar|bajar|sincronizar|descargar|pedir);
    (trae|baja|carga|pide|lee) (.. )?(ultimos datos|datos nuevos|datos (de )?(meta|google|crm|ahora|ya|otra vez|
    de nuevo));
    (tienes|teneis|estan|son) (.. )?(datos|numeros) (.. )?(actualizad|frescos|al dia|viejos|antiguos)*;
    (actualiza|refresca|sincroniza|recarga|trae|baja|descarga)(me|nos|lo|los)? (.. )?(datos|numeros|cifras|todo)
""")
