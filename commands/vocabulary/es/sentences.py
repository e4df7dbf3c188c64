"""Spanish: plain sentences."""

from commands.vocabulary.es.cues import CUES
from commands.vocabulary.es.hints import HINTS
from commands.vocabulary.es.kpis import KPIS
from commands.vocabulary.es.names import NAMES
from commands.vocabulary.sentences import Sentences, table

BY = table("""
platform:
    (en|de|por|con|via) {platform}; {platform};
    {platform} .. {platform};
    (por|x|segun|en cada|entre|cada) (plataforma|plataformas|canal|canales|medio|medios|red|redes|fuente);
    (que|cual|cuales) (plataforma|canal|red|medio);
    (desglos|separ|divid|repart)* (.. )?(plataforma|canal|canales|plataformas);
    {platform} (vs|o|y|contra|u|versus|frente a|con|y en|o en|que en|que) (el |la |en )?{platform};
    entre {platform} y {platform}
campaign:
    (por|x|segun|en cada|de cada|entre|cada) campanas?; campana (a|por) campana;
    (desglos|separ|divid|repart)* (.. )?(por |entre )?campanas?; cada una de las campanas
device:
    {device} .. {device};
    (por|x|segun|en cada|entre|cada) (dispositivos?|aparatos?|equipos?|device); (que|cual) (dispositivo);
    {device} (o|y|vs|u|contra|versus|frente a|y en|o en|que en|que) (el |la |en |desde )?{device};
    (desglos|separ|divid|repart)* (.. )?dispositivos?;
    (en|desde|por|de) (el |la )?{device}
month:
    (por|x|segun|cada) mes(es)?; mes (a|por) mes; mensualmente
week:
    (por|x|segun) semanas?; semana (a|por) semana; semanalmente
day:
    (por|x|segun) dias?
""")
PARTS = table("""
report:
    informes?; resumen(es)?; estado; reportes?; reporting; actualizacion(es)?; novedades; avisos; correos?;
    envios?; mensajes?; datos; numeros; cifras; resultados; status; update
did:
    pausado; parado; apagado; encendido; activado; reactivado; bajado; subido; aumentado; reducido; recortado;
    doblado; cambiado; tocado; metido; anadido; quitado; puesto; lanzado; creado; ajustado; ampliado; excluido;
    modificado; actualizado; duplicado; corregido; arreglado; renovado; sustituido; movido; incorporado;
    eliminado; borrado; implementado; instalado; optimizado; segmentado; rotado; abierto; cerrado; publicado;
    testeado; probado; retirado; negativizado;
    subidos?; bajados?; pausad[oa]s?; cambiad[oa]s?; anadid[oa]s?; quitad[oa]s?; retirad[oa]s?; activad[oa]s?;
    apagad[oa]s?; lanzad[oa]s?; cread[oa]s?; duplicad[oa]s?; modificad[oa]s?; ajustad[oa]s?; eliminad[oa]s?;
    recortad[oa]s?; triplicado; reforzado; renovad[oa]s?; sustituid[oa]s?; excluid[oa]s?; estrenado;
    reducid[oa]s?; pasado; migrado; configurado; relanzado; cargado; rehecho; limpiado; vinculado; conectado;
    desactivado
done:
    pause; paramos; pausamos; apagamos; encendimos; activamos; reactivamos; bajamos; subimos; aumentamos;
    reducimos; recortamos; doblamos; cambiamos; cambie; tocamos; metimos; meti; anadimos; anadi; quitamos;
    quite; pusimos; lanzamos; lance; creamos; ajustamos; ajuste; ampliamos; excluimos; modificamos; duplicamos;
    arreglamos; sustituimos; movimos; eliminamos; abrimos; publicamos; probamos; retiramos; subi; baje;
    retiramos; eliminamos; metieron; pusieron; cambiaron; pausaron; anadieron; quitaron; lanzaron; subieron;
    bajaron; activaron; apagaron; pusiste; renovamos; sustituimos; actualizamos; optimizamos; rotamos;
    estrenamos; reforzamos; triplicamos; relanzamos; corregimos; desactivamos; pause; active; apague; elimine;
    puse; modifique; duplique; actualice; desactive; pauso; cambio; subio; bajo; anadio; quito; puso;
    lanzo; activo; apago
device:
    movil(es)?; ordenador(es)?; pc; sobremesa; escritorio; tabletas?; tablets?; telefonos?; desktop; mobile
object:
    anuncios?; creatividad(es)?; creativos?; pujas?; presupuestos?; audiencias?; publicos?; segmentacion;
    palabras clave; keywords?; palabras negativas; negativas; landing; landings; pagina de aterrizaje; banners?;
    copys?; textos?; titulares?; videos?; imagen(es)?; fotos?; formularios?; pixel; etiquetas?; extension(es)?;
    conjuntos?; grupos de anuncios; ubicacion(es)?; campanas?; la oferta; el cta; botones?; cta; precios?; url;
    urls; enlaces?; sitelinks; target roas; estrategia; horarios?; dispositivos; idiomas?
recur:
    (cada|todos los|todas las) (lunes|martes|miercoles|jueves|viernes|sabados?|domingos?|dias?|semanas?|
    mes(es)?|mananas?|tardes?|quincenas?|primer*|trimestres?); semanal(mente)?; mensual(mente)?;
    diari(o|a|amente); quincenal(mente)?; los (lunes|martes|miercoles|jueves|viernes|sabados|domingos); a diario;
    (lunes|martes|miercoles|jueves|viernes) y (lunes|martes|miercoles|jueves|viernes);
    a (principios|primeros|finales|fin|final) de (cada )?(mes|semana|ano); periodicamente; automaticamente;
    (de forma|de manera) (automatica|periodica|regular); (una|dos) (vez|veces) (a la|por|al) (semana|mes|dia)
""")
SHORTS = table("""
vamos: vams; bamos
de: d
los: ls
del: dl
me: m
lead: led; leed; laed
leads: leds; leeds; laeds
que: qe; ke; qu
como: cmo; komo; cm
cuanto: cnto; cuant; qanto; kuanto; ctnto
cuantos: cntos; cuants
donde: dnd; dnde
porque: xk; porke; xqe; pqe
esta: sta
semana: sem; smna; semna
campana: camp; cmp
tambien: tmbn; tbn
presupuesto: ppto; ppt
gracias: grcs; grax; grcias; thx
buenos: bnos
resultados: rdos
para: pra
informacion: info
reunion: reu
""")
ENDINGS = (
    "[a-z]{2}(ar|er|ir)(me|nos|te|lo|la|los|las|se|melo|noslo)?",
    "[a-z]{3}(ando|iendo)[a-z]*",
    "[a-z]{3}(amos|emos|imos|aron|ieron)",
    "[a-z]{2}[aei]d?(me|nos|melo|te|te)",
)
FILLER = """
    a abiertas abiertos abre abrimos acabado acabamos acaban activa activas activos actual actuales actualizado
    actualmente acumulada acumulado acumulados ademas ahi ahora al algo algun algunas alguno algunos alla ambas
    ambos amiga amigo ana anda ano anos ante anterior anteriores anual anuncio anuncios apretado aquel aquella
    aquello aquellos arranca arrancado arriba asi asunto aun aunque bajo basicamente bastante bastantes bien
    bonito breve brevemente buen buena buenas bueno buenos cabo cada campana campanas canal capta captado captan
    captando cara carlos casi cerca cerrado cerramos cerrar chicas chicos cierra cierran cifra cifras clara
    claro cliente clientes clinica comenta comentad comentado comentar comenzado comenzar comercial comerciales
    comienza comite como companeras companeros compi compis con concretamente concreto confirma confirmame
    confirmar conjunto conocer conseguido conseguimos conseguir consigue consiguiendo consiguio consulta contra
    cosa cosas crack creemos creo cual cualquiera cuando cuanta cuantas cuanto cuantos cuenta cuentas curiosidad
    curioso curso d da dado dais dame damos dan dando dar das dato david de decir decirme del delante demasiado
    dentro desde despues detalle detalles detras deveras di dia dias dice dicen dices dicho digas dime dinero
    direccion disculpa disculpad donde dos duda durante e echar echarle el ella ellos en encuentro ensename
    ensenar ensenarme entender enterarme entonces entra entrado entran entrando entraron entre entro enviado
    enviar equipo era es esa esas escucha ese eso esos esta estaba estabamos estaban estado estamos estan estar
    estas este esteis esto estos estoy euro euros exacta exactamente exacto exactos excepto explicame ey favor
    fin final finales finalmente fue fuera funcionan funcionar genera generado general generales generan
    generando generaron genero gente global globales guapa guapo gustaria ha habeis habia habido hace hacemos
    hacer haces hacia haciendo han hasta hay he hecho hello hemos hey hi hicimos hizo hola hombre hora horas hoy
    hubo iba idea ido igual incluso informacion informe interesa interesaria ir jamas javi jefa jefe jefes jordi
    jose juan juntas junto juntos justo k la las laura le lejos les llegado llegan llegaron lleva llevabamos
    llevado llevamos llevan llevando llevo lo los lucia luego luis madrugada maja majo manana mananas mandar
    marc marcha maria marta mas me media medio mediodia medios mejor menos menudo mes meses metido mi mientras
    minutito minuto mira mirad mirar mis misma mismas mismo mismos mkt momento mostrar mostrarme mucho mujer muy
    nada nadie necesitaria necesito ni nivel no noche noches nos nosotros nuestra nuestras nuestro nuestros
    numero nuria o obtener obtenido obtiene obtuvimos ojeada ojo os otra otras otro otros oye pablo pagina para
    parece parecen parte pasa pasada pasado pasados pasais pasame pasan pasando pasar pasarselo pau paula pedido
    pedimos pedro pelin pensamos perdona pero personas pfa pide piden pido pienso please plis pls poco podeis
    podemos poder podria podriais podrias ponemos ponlo ponme poquito por porfa porfas porfavor porfi pq
    pregunta preguntar presentacion presentar presento prevista previsto primera primeros principio promedio
    pronto pude pudierais pudieras pueda puede pueden puedes puedo pues puesto q que quedado quedar quedo
    quereis queria queriais querias querrias quien quieres quiero quisiera quiza quizas rapida rapidamente
    rapidita rapido ratito rato real reales recepcion recibe reciben recibido recibimos recientemente recogemos
    recogido registra registrado registrados rendir reparte reparten repartido repaso resumido resumiendo
    reunion rinden rollo sabeis saber sabes sabriais sabrias sacado sacamos sacar saldra salen salido saliendo
    salir saludo saludos salvo sara se sea sean segun segunda segundo segundos seguramente seguro semana semanas
    separado separados ser sera seran seria serian si sido siempre siendo siguiente sin sobre sois solamente
    solo somos son soy su suficiente suma sumando sus tal tambien tampoco tan tanto tarde tardes tb te tema
    tendremos tenemos tener tenga tengamos tengas tengo tenia tenian tenido teniendo tercera thanks tia tienda
    tiene tienen tio tipo tirando tmb toca tocaba toda todas todavia todo todos total totales trae traemos traen
    traer traido trajo tras trimestral tu tuvieron tuvimos tuvo ultima ultimamente ultimas ultimo ultimos un una
    unas unico uno unos urge urgente urgentemente va vale vamos van varias varios vayamos veamos veas veces veis
    vemos venga venia venido veo ver verdad ves vez viendo viene vienen viniendo vinieron vino vision vista
    vistazo visto volver vosotros voy vuelto vuelve vuestra vuestras vuestro web x xfa xfavor y ya yendo yo
    crees eh em mmm pa doctor doctora espero escribo
"""
EVERYDAY = """
    abajo abierto abrir acabando acabar acaso alguien alto alucino amarillo amiga amigo ancho andar android
    apenas aprender apretados arriba asunto avion ayer ayudar azul bajando bajar bajo barato bata beber blanco
    boli bonito brutal bueno buscando buscar cable caer cafe calle calor cambiando cambiar caminar campo cansada
    cansado cargador caro casa cayendo cena cerca cerrar cifra ciudad clavados cliente coche comer comida comido
    comprado comprar compro contenta contento contestado contestar correr corto cosas cosilla cosita crecer
    creemos creer cuadra cuadran cualquier cuarto culpa debajo delante dentista dentro desayuno detras dicho
    dificil director directora disco distinto doble docena doctora dormir duda dudas duena dueno elegir empeorar
    empezando empezar encaja encima encontrado encontrar enfermo ensenar entrar escribir escrito escuchar
    esperando esperar espuma estabamos estudiar facil febrero feo fiesta flipo foto fotos frio fuera fuese
    fundimos ganar gerente gracia grande grito gustar habiamos hablamos hablar hablo haya hayan hecho hermana
    hermano hija hijo hubiera hubiese huele idea ideas igual importa iphone jamas jefa jefe joven jugar largo
    leer leido lejos libre lio lista listo llamado llaman llamar llamo llave llaves llegado llegar llevar lluvia
    loca loco madre malo marca marcado marido medio mejor mejorar mentira merecieron merecio mesa meter metiendo
    mirando mirar mitad mola molesta montado montar monte movil mujer musica nadie natural necesitaria
    necesitariamos negro ninguna ninguno normal nuevo numero nunca ocupado oir orden organizar pactado padre
    pagado pagar pantalla papel par parar parece parlar pasarlo pena pensando pensar peor pequeno perder perdido
    playa pobre podido poner preferir preguntado preguntando preparado preparando preparar problema problemas
    pronto pueblo puente puerta puesta puestas puesto puestos quedado quedamos quedando quereis querer quiere
    quieren quitando quitar quizas rara raro razon repaso responder reunidos reunir rico rojo rollo ruido saber
    sabido sacando sacar salgo salir seguir sentir siempre sigue siguen siguiendo silla sirve socio sol subiendo
    subir suena suerte susto tarde teclado telefono tema temas temprano tercio terminando terminar toca todavia
    tonta tonto toque trabajando trabajar trabajo traer tren triple triste vale vales vender vendido ventana
    verano verdad verde video viejo vistazo visto vuelto
"""

SENTENCES = Sentences(
    cues={**CUES, **HINTS},
    kpis=KPIS,
    by=BY,
    names=NAMES,
    parts=PARTS,
    shorts=SHORTS,
    filler=tuple(FILLER.split()),
    everyday=tuple(EVERYDAY.split()),
    between=("en", "y", "e", "o", "a", "al", "para", "por", "con", "un", "una", "tu", "su", "que"),
    endings=ENDINGS,
)
