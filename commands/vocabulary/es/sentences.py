"""Spanish: plain sentences."""

from commands.vocabulary.es.cues import CUES
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
    testeado; probado; retirado; negativizado
done:
    pause; paramos; pausamos; apagamos; encendimos; activamos; reactivamos; bajamos; subimos; aumentamos;
    reducimos; recortamos; doblamos; cambiamos; cambie; tocamos; metimos; meti; anadimos; anadi; quitamos;
    quite; pusimos; lanzamos; lance; creamos; ajustamos; ajuste; ampliamos; excluimos; modificamos; duplicamos;
    arreglamos; sustituimos; movimos; eliminamos; abrimos; publicamos; probamos; retiramos; subi; baje
device:
    movil(es)?; ordenador(es)?; pc; sobremesa; escritorio; tabletas?; tablets?; telefonos?; desktop; mobile
""")
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
"""

SENTENCES = Sentences(cues=CUES, kpis=KPIS, by=BY, names=NAMES, parts=PARTS, filler=tuple(FILLER.split()))
