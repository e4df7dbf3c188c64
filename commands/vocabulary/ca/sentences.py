"""Catalan: plain sentences."""

from commands.vocabulary.ca.cues import CUES
from commands.vocabulary.ca.kpis import KPIS
from commands.vocabulary.ca.names import NAMES
from commands.vocabulary.sentences import Sentences, table

BY = table("""
platform:
    (per|x|segons|a cada|entre|cada) (plataforma|plataformes|canal|canals|mitja|xarxa|xarxes|font);
    (que|quin|quina|quines|quins) (plataforma|canal|xarxa|mitja|plataformes|canals);
    (desgloss|separ|divid|repart)* (.. )?(plataforma|canal|canals|plataformes);
    {platform} (vs|o|i|contra|versus|davant de|amb|i a|o a|que a|que) (el |la |a )?{platform};
    entre {platform} i {platform}
campaign:
    (per|x|segons|a cada|de cada|entre|cada) campany(a|es); campanya (a|per) campanya;
    (desgloss|separ|divid|repart)* (.. )?campanyes
device:
    (per|x|segons|a cada|entre|cada) (dispositius?|aparells?); (que|quin) dispositiu;
    {device} (o|i|vs|contra|versus|davant de|i a|o a|que a|que) (el |la |a |des de |l )?{device};
    (desgloss|separ|divid|repart)* (.. )?dispositius?
month:
    (per|x|segons|cada) mes(os)?; mes (a|per) mes
week:
    (per|x|segons) setman(a|es); setmana (a|per) setmana
day:
    (per|x|segons) dies
""")
PARTS = table("""
report:
    informes?; resums?; estat; reportes?; reporting; actualitzacio(ns)?; novetats; avisos?; correus?;
    enviaments?; missatges?; dades; numeros; xifres; resultats; status; update; butlleti
did:
    pausat; aturat; parat; apagat; engegat; activat; reactivat; baixat; abaixat; pujat; apujat; augmentat;
    reduit; retallat; doblat; canviat; tocat; posat; afegit; tret; llancat; creat; ajustat; ampliat; exclos;
    modificat; actualitzat; duplicat; corregit; arreglat; renovat; substituit; mogut; incorporat; eliminat;
    esborrat; implementat; instal lat; installat; optimitzat; segmentat; rotat; obert; tancat; publicat; provat;
    retirat; afegides?; afegits; pausades?; pausats
device:
    mobils?; mobil; ordinadors?; tauletes?; escriptori; telefon
""")
FILLER = """
    a al algu ahir aixi aixo alguna amb anar anem ara aquell aquest aquesta aqui avui be bon bona bones cada cap
    client com cosa coses crec cul d dades de del dels demes dema des dia dies direccio doncs dono dos dues e ei
    el ell ella ells els em en encara ens entre entro era es esta estan et ets fa fem fer fet fi final fins fos
    gaire ha haig han he hem heu hi ho hola i igual ja jo l la les li llavors m ma me mes meu meva mica millor
    molt moment n ni no nos nosaltres o oi on or per pero perdona perdoneu plau podeu podeu podria podries
    podrieu poc pot pots presentar prou puc pugui puguis quan que qui quin s saber sabeu sap saps se sembla
    sempre ser si sisplau sobre soc som son sou sota t tal tambe tan tant te tema tenim tens teu teva tinc tot
    tota tothom tots totes u un una una unes uns us va vaig vam van vas vau veig veu veure vol volem vols
    vosaltres vull xifra siusplau molesti consulta rapida pregunta dubte companys equip nois noies marta jordi
    ma ana passi quedi he presentar ara hora tarda nit vespre quant quants quantes seguretat exactament mira
    mireu digue passa entrar entrat surt una
"""

SENTENCES = Sentences(cues=CUES, kpis=KPIS, by=BY, names=NAMES, parts=PARTS, filler=tuple(FILLER.split()))
