"""Spanish: plain sentences."""

from commands.vocabulary.es.cues import CUES
from commands.vocabulary.es.kpis import KPIS
from commands.vocabulary.es.names import NAMES
from commands.vocabulary.sentences import Sentences, table

BY = table("""
platform:
    (por|x|segun|en cada|entre|cada) (plataforma|plataformas|canal|canales|medio|medios|red|redes|fuente);
    (que|cual|cuales) (plataforma|canal|red|medio);
    (desglos|separ|divid|repart)* (.. )?(plataforma|canal|canales|plataformas);
    {platform} (vs|o|y|contra|u|versus|frente a|con|y en|o en|que en|que) (el |la |en )?{platform};
    entre {platform} y {platform}
campaign:
    (por|x|segun|en cada|de cada|entre|cada) campanas?; campana (a|por) campana;
    (desglos|separ|divid|repart)* (.. )?(por |entre )?campanas?; cada una de las campanas
device:
    (por|x|segun|en cada|entre|cada) (dispositivos?|aparatos?|equipos?|device); (que|cual) (dispositivo);
    {device} (o|y|vs|u|contra|versus|frente a|y en|o en|que en|que) (el |la |en |desde )?{device};
    (desglos|separ|divid|repart)* (.. )?dispositivos?
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
    a ahi ahora al algo alla anda asi aun aunque bien buen buena buenas bueno buenos cada chicas chicos cliente
    como con consulta cosa cosas crack creo cual cuando cuanta cuantas cuanto cuantos curiosidad curioso da dado
    dais dame dan das de del desde di dia dias dime direccion donde dos duda e el ella ellos en entonces entre
    equipo era es esa ese eso esta estado estan estar estas este esto estos exactamente favor fin final
    finalmente fue fuera ha hace hacer haces hacia han hasta hay he hemos hola hoy igual incluso informe ir jefa
    jefe jefes justo la las le les lo los luego mandar mas me mejor menos mi mira mirad mirar mis misma mismo
    momento mucho muy nada necesito ni no noches nos nosotros nuestra nuestras nuestro nuestros o os otra otro
    oye para parece pasame pasarselo pero please plis poco podeis podemos poder podria podriais podrias por
    porfa porfavor porfi pregunta presentacion presentar presento primeros principio pude puede pueden puedes
    puedo pues que queria quien quiero rapida rapidita rapido recepcion reunion sabeis saber sabes saludo
    saludos se sea sean seguro ser si sido siempre sin sobre solo somos son soy su sus tal tambien tan tanto
    tardes te tema tenemos tengo tia tiene tienen tio toda todas todo todos tu un una unas uno unos urgente va
    vale vamos van vemos venga veo ver vez vosotros voy vuestra vuestro y ya yo
"""

SENTENCES = Sentences(cues=CUES, kpis=KPIS, by=BY, names=NAMES, parts=PARTS, filler=tuple(FILLER.split()))
