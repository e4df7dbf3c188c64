"""Spanish: what a sentence is like, beside the verb it hints at."""

from commands.vocabulary.sentences import table

HINTS = table("""
which:
    cual(es)?; que campanas?; quien; alguna; que anuncio; cuantas campanas
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
    ponnos); cuando (termina|acaba|empieza|empezo|arranca|finaliza|se acaba);
    (va|vamos|van|anda|sigue|siguen|esta|estan|rinde|rinden|tira|tiran|funciona|funcionan|marcha|marchan|rula|
    carbura|cumple|arranca|arrancan|despega|responde|responden|pinta|convierte|convierten|vende|da|dan|trae|
    traen|genera|generan|aporta) (.. )?(bien|mal|fatal|genial|regular|flojo|floja|mejor|peor|resultado|
    resultados|lo esperado|leads|frutos|guay|dinero|ventas|algo|tope);
    (que|q|k|como) (tal|hay|pinta|cuenta|me cuentas|nos cuentas|sabemos|se sabe|novedades)( (.. )?(de|con|del|
    la|el|lo|los|las|en))?;
    (un )?(vistazo|repaso|check|chequeo|checkeo|ojo|ojeada|resumen|update|informe|parte|balance|
    flash)( (.. )?(de|a|al|del|rapido))?;
    (saber|conocer|ver|tener|mirar|revisar|comprobar|repasar|confirmar|chequear|echarle|echar|consultar|
    averiguar|enterarme|pasar|pasarme|decir|decirme|ensenar|ensenarme|dar|darme|facilitar|facilitarme|
    compartir)(me|nos)?;
    (dime|dinos|dimelo|digame|diganme|decidme|decidnos|cuentame|cuentanos|contadme|mirame|miranos|mira|pasame|
    pasanos|pasadme|pasadnos|pasamelo|ensename|ensenanos|muestrame|dame|danos|dadme|dadnos|ponme|ponnos|sacame|
    sacanos|tirame|buscame|confirmame|facilitame|resumeme|resumenos|enviame|mandame|mandanos|envianos|
    recuerdame|traeme|comentame|hazme);
    (me|nos|le|les|os) (dices|decis|das|dais|pasas|pasais|cuentas|contais|ensenas|muestras|sacas|miras|
    confirmas|puedes|podeis|podrias|podriais|pones|mandas|envias|facilitas|comentas|interesa|interesaria|
    gustaria|haces|urge|hace falta|falta|piden|pide|pregunta|preguntan|comparte|compartes|regalas);
    (quiero|quisiera|queria|querria|queremos|querriamos|necesito|necesitamos|necesitaria|busco|preciso);
    (que|cuales|cual) (datos|numeros|resultados|cifras|metricas|rendimiento|kpis|balance);
    como (nos )?(fue|ha ido|va|han ido|iba|salio|lo llevamos|llevamos|vamos|lleva|quedo|quedaron|acabo|acabaron|
    termino|terminaron|cerro|cerraron|rindio|rindieron|funciono|se dio|se porto|se porta|se esta portando|esta|
    estan|estamos|sigue|siguen|avanza|avanzan|evoluciona|progresa|responde|tira|arranco|empezo|se presenta|
    resulto|resultaron|acaba|termina|se comporta|se comporto|pinta|pintan|viene|vienen|andamos|anda|le va|
    le fue|les va|os va|se ve|se ven|ves|lo ves|tenemos|tienes);
    que (le |les |li )?(digo|dices|cuento|contesto|respondo|decimos)( (.. )?(de|del|sobre|con))?;
    (a|hacer|echar|hazme|hazle) (.. )?(vistazo|repaso|check|chequeo);
    (merec|compens|val|sal|funcion)* (.. )?(la pena|a cuenta|rentable|o no)
overall:
    (como|q tal|que tal|k tal) (vamos|van|va|estamos|ha ido|hemos ido|andamos|fue|llevamos|nos va)( (todo|todas|
    en general|la cosa|las cosas|el mes|la semana|el dia|hoy|ayer|las campanas|el cliente|esto|este|esta|el|la|
    de|con))?;
    (resumen|balance|resume|resumeme|estado|situacion|rendimiento|panorama|performance|stats|estadisticas|
    metricas|kpis|numeros|cifras|resultados?|overview|datos); (ponme|poneme) al dia;
    (tot|en) (todo|general|total|conjunto|global);
    (como|que tal) (fue|va|ha ido|acabo|ha acabado|cerro|quedo|ha cerrado|empezo|termino|esta yendo) (.. )?_+;
    (y|que tal|como) _+; como (vamos|va todo|van|va la cosa);
    (como|que tal|q tal) (nos )?(lo )?(llevamos|vamos|va|fue|ha ido|se presenta|pinta|acabamos|cerramos|
    ha cerrado|hemos cerrado|hemos acabado|empezamos) (.. )?(todo|mes|semana|cosa|dia|general|_+)*
what_alerts:
    (^que|y que|cuales|cuantas|cuantos|hay|tengo|tenemos|tiene|ver|lista|muestra|ensename|alguna|
    algun) (.. )?(alertas?|avisos?|reglas?|alarmas?)
howmuch:
    cuant*; (a )?que (precio|coste|cantidad|volumen|cifra|numero|porcentaje|cpl|cpa|cpc|ctr|roas|cpm);
    cual (es|fue|ha sido|era|esta siendo) (el|la|nuestro|nuestra); numero de; total de; a cuanto;
    que (inversion|gasto|facturacion|ingresos|retorno|tasa|coste|cpl); cual es;
    (a|en|por|sobre) (cuanto|cuanta|cuantos|como) (.. )?(esta|estan|va|van|sale|salen|anda|estamos|vamos|
    tenemos|nos sale);
    (el|la|los|las|que|cual) (numero|cifra|total|cantidad|volumen|suma|importe|media|promedio|dato) (de|total|
    exact|medi)*
off_topic:
    (buen finde|feliz|cumpleanos|vacaciones|comida|comer|comemos|cena|cenar|cafe|cafes|cerveza|canas|reunion|
    reuniones|llamada|llamadas|llamo|llamamos|llamarte|llama|nos vemos|hasta luego|hasta manana|adios|lluvia|
    llueve|nevo|futbol|partido|medico|tren|vuelo|hotel|parking|aparcar el|contrasena|password|wifi|impresora|
    factura|facturas|contrato|nomina|logo|logos|pdf|fotos|video|videos|wetransfer|drive|zoom|meet|teams|
    calendario|agenda|cita|traduce|traducir|traduccion|chiste|receta|tiempo hace|stock|talla|pedido|pedidos|
    envio de|transportista|safari|servidor|nuevo ano|navidades|oficina|despacho|equipo|adjuntar|adjunto|archivo|
    documento|doc|excel|powerpoint|presentacion lista|presento|entrevista|becari|currante|curro|bienvenid);
    afterwork; birras?; parking; mudanza; ascensor; llaves; mesa; sala; proyector; impresora; cargador del;
    pilas; curriculum; entradas para; brief; briefing; bufanda; paraguas; nino; ninos; hijos?; hija; cole de;
    puente; medica; dentista a; gripe; baja por; ordenador nuevo; portatil; raton; teclado; silla; cumple;
    regalo para; sorteo; loteria; decimo; taxi; cable; ruta; colega; pizza; bocata; desayuno; desayun*; merienda;
    siesta; yoga con; gimnasio con; pelicula; serie de; netflix; spotify; cancion; musica; firma;
    presupuesto de la obra; alquiler de; fichar; fichaje; nominas; hora de comer; propuesta nueva;
    hasta (_+|el lunes|el martes|el miercoles|el jueves|el viernes|manana)$;
    credenciales; usuario y contrasena; telefono de
courtesy:
    gracias*; jaja*; jeje*; felices*; perdon por; disculpa el; lo siento; enhorabuena*; felicidades*;
    (lo vemos|hablamos|te digo|te cuento|te paso|os paso|os envio|te envio|te mando|os mando|se lo digo|
    ya lo miro|lo miro|me lo miro|ahora lo|voy a|vamos a comer|quedamos|me voy|estoy|llego tarde|no puedo|
    ya esta|hecho|listo|de acuerdo|entendido|ok|vale|perfecto|genial|estupendo|recibido); buen trabajo;
    bien hecho; buenisimo; me encanta; (pinta|suena) bien; que bien; muy bien; guay; mola; contento; contenta;
    encantado; encantada; (mil|muchas|muchisimas) gracias; gracias; merci; un abrazo; abrazos; saludos; saludo;
    un saludo; besos; buen dia; que tengas; que tengais; buen fin;
    (nos vemos|hablamos|te llamo|os llamo|te escribo|os escribo|te aviso|os aviso|ya te|ya os|os digo|lo reviso|
    lo revisamos|lo hablamos|lo comento|me pongo|te lo paso|en un rato|ahora vuelvo|ahora voy|ahora te|ahora os|
    vuelvo en|llego|llegare|estaba en|perdona el|perdonad el|siento el|acabo de llegar|estoy en|me pillas|
    voy de camino|voy tarde|no llego|no podre|me conecto|me uno|entro en|salgo de|ya he vuelto|dame un minuto|
    un segundo|un momento|dame cinco); crack; cracks; maquinas?; fenomeno;
    sois (los mejores|unos|unas|geniales)*; eres (el|la|un|una) (mejor|crack|maquina|sol|genio)*; a tope; animo;
    me alegro; que pena; que lastima; vaya; buf; uf; uff; ufff; ostras; jo; madre mia; ja; xd; descans*;
    (todo )?claro; sin problema; por mi (bien|vale|ok); estupendo; fantastico; maravill*; bravo; ole;
    bienvenid[oa]s?
wish:
    (buen|feliz|buena|bon) (.. )?(finde|fin de semana|semana|ano|ano nuevo|lunes|viernes|dia|_+|navidad|fiestas)
threshold:
    (si|cuando|en cuanto) .. (pasa|pase|pasan|supera|supere|baja|baje|bajan|cae|caiga|sube|suba|llega|llegue|
    queda|quede|quedan|rebasa|rebase|excede|alcanza|alcance|dispara|dispare)*;
    (si|cuando|en cuanto) .. ((por )?(encima|debajo)|mas de|menos de|pasas|supere|rebas|exced|baj|sub|ca|dispar|
    llegu|llega|qued|pas|toc)* (.. )?\\d+; (si|cuando|en cuanto) .. por (encima|debajo) de
tell:
    di; (dime|dinos|avisa|saber|sabes|enterarme|escribeme|escribe|dices|ping|pegame|toque|mencioname)*
future:
    manana; luego; mas tarde; la semana que viene; el mes que viene;
    el proximo ..( (lunes|martes|miercoles|jueves|viernes|mes))?; despues
going_on:
    que (pasa|esta pasando|ocurre)
better:
    mejor(es)?; peor(es)?; mas; menos
mass:
    cuanto
polite:
    (cuando|si) (me |nos )?(puedas|puedes|podais|podeis|pudieras|pudierais|tengas|tengais|te va bien|os va bien|
    te viene bien|os viene bien|te parece|os parece|no te importa|no os importa|no es mucha molestia|
    no es molestia|no es mucho pedir|es posible|fuera posible|puede ser)( un (momento|momentito|rato|ratito|
    minuto|hueco|segundo)| tiempo)?
indirect:
    (saber|mirar|mirarme|mira|mirame|ver|confirmar|confirmame|comprobar|dime|dinos|decirme|dices|se|preguntar|
    pregunta|preguntan|revisar|sabes|sabeis|sabe|confirmas) si; a ver si
until:
    (hasta|durante|por) (.. )?(_+|manana|luego|nuevo aviso|el|la|lunes|martes|miercoles|jueves|viernes|que|un|
    una|unos|unas|dos|tres|\\d+); (un par|unos|unas|dos|tres|\\d+) (de )?(dias|horas|semanas); de momento;
    por ahora
cond:
    si; cuando; en cuanto; tan pronto como
over:
    por (encima|debajo)( de)?; (mas|menos) de \\d+;
    (pas|super|rebas|exced|sobrepas|baj|sub|ca|dispar|llegu|lleg|qued|toc)*( de| del| a| al| por debajo de|
     por encima de| hasta)? \\d+
chat:
    (he|hemos|ya he|ya hemos|le he|os he|te he|ha|han|ya le he) (le |les |lo |la |los )?(mandado|enviado|pasado|
    hablado|comentado|presentado|leido|recibido|quedado|llamado|confirmado|escrito|firmado|cobrado|pagado|
    ensenado|reenviado|subido a|colgado|visto|aprobado|validado|gustado);
    acab(o|amos) de (mandar|enviar|pasar|hablar|comentar|presentar|leer|recibir|reunir|llamar|confirmar|
    escribir|firmar|pagar|ensenar|reenviar|salir|llegar|volver|comer)*; (has|habeis) (visto|oido|leido|probado);
    sabias que;
    (el cliente|la clienta|mi jef[ea]|el jefe|la jefa|direccion|el equipo|la gente|cliente) (.. )?(content|
    encantad|feliz|flip|emocionad|satisfech|enfadad|cabread|preocupad|tranquil)*;
    (esta|estan|estamos) (.. )?(content|encantad|feliz|flipand|emocionad|satisfech)*;
    (te|os|le|se) (lo )?(paso|mando|envio|cuento|digo|comento|confirmo|reenvio|ensenare|contare|preparo|
    preparare); que (bonita|bonito|chula|chulo|guapa|bien|buena|bueno|pasada|monada|maravilla);
    (ha|han) quedado (.. )?(bonit|preciosa|precioso|chul|genial|bien|guap|perfect)*;
    (tengo|tenemos|hay) (.. )?(reunion|llamada|call|cita|visita|comida);
    (mi|tu|su) (madre|padre|hermano|hermana|mujer|marido|hijo|hija|novia|novio);
    (hablar|hablamos|hablemos|comentamos|comentar|vemos|veremos|discutir|debatir) (de|sobre|lo de|del); ojala
asking:
    (dime|dinos|digame|decidme|decidnos|cuentame|cuentanos|contadme|pasame|pasanos|pasadme|pasadnos|pasame|
    mirame|ensename|muestrame|dame|danos|dadme|ponme|sacame|confirmame|resumeme|mandame|enviame|recuerdame|
    hazme|saca|muestra|ensena|resume);
    (me|nos) (dices|decis|das|dais|pasas|pasais|cuentas|contais|ensenas|muestras|sacas|miras|confirmas|puedes|
    podeis|podrias|podriais|pones|mandas|envias|facilitas|comentas|interesa|gustaria|haces|urge|hace falta|
    falta|pide|piden|pregunta|preguntan);
    (quiero|quisiera|queria|querria|queremos|necesito|necesitamos)( (.. )?(saber|ver|tener|conocer|el|la|los|
    las|un|una|que|numeros|datos|lo))?;
    como (va|van|vamos|esta|estan|estamos|fue|fueron|ha ido|han ido|le va|acabo|quedo|termino|anda|rinde|pinta|
    lo llevamos|llevamos|salio|cerro); (que|q|k) tal; podrias; podriais; puedes; podeis
refused:
    no; ya no; ahora no; nada de; sin; ni
called:
    (?<=la de )(san |santa |dia de la |dia del )?\\S+; (?<=lo de )(san |santa )?\\S+; (?<=las de )\\S+;
    (?<=los de )\\S+; (?<=la del )(dia de la |dia del )?\\S+; (?<=campana de )(san |santa |la )?\\S+;
    (?<=campana del )\\S+
""")
