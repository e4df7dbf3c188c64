"""Catalan: plain sentences."""

from commands.vocabulary.ca.cues import CUES
from commands.vocabulary.ca.kpis import KPIS
from commands.vocabulary.ca.names import NAMES
from commands.vocabulary.sentences import Sentences, table

BY = table("""
platform:
    {platform};
    {platform} .. {platform};
    (per|x|segons|a cada|entre|cada) (plataforma|plataformes|canal|canals|mitja|xarxa|xarxes|font);
    (que|quin|quina|quines|quins) (plataforma|canal|xarxa|mitja|plataformes|canals);
    (desgloss|separ|divid|repart)* (.. )?(plataforma|canal|canals|plataformes);
    {platform} (vs|o|i|contra|versus|davant de|amb|i a|o a|que a|que) (el |la |a )?{platform};
    entre {platform} i {platform}
campaign:
    (per|x|segons|a cada|de cada|entre|cada) campany(a|es); campanya (a|per) campanya;
    (desgloss|separ|divid|repart)* (.. )?campanyes
device:
    {device} .. {device};
    (per|x|segons|a cada|entre|cada) (dispositius?|aparells?); (que|quin) dispositiu;
    {device} (o|i|vs|contra|versus|davant de|i a|o a|que a|que) (el |la |a |des de |l )?{device};
    (desgloss|separ|divid|repart)* (.. )?dispositius?;
    (a|al|des de|per|de) (el |la |l )?{device}
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
    a abans acaba acabar acabat acabem aconsegueix aconseguim aconseguint aconseguir aconseguit actius activa
    actives actual actualitzat actualment actuals acumulada acumulat acumulats agradaria ahir aixi aixo al
    aleshores algu algun alguna algunes alguns alla alli allo als altra altre altres amb ambdues amic amiga
    anant anar anat anava anem anna anterior anteriors anual anunci anuncis any anys aquell aquella aquelles
    aquells aquest aquesta aquestes aquests aqui ara arrenca arrencat arribat arriben assumpte aviat avui baix
    basicament bastant bastants be bon bona bones bonic botiga breu breument cada cadascun cadascuna campanya
    campanyes canal cap capta captant captat capten cara carles clar clara client clients clinica com comenca
    comencar comencat comenta comentar comentat comenteu comercial comercials companyes companys compte comptes
    concret concretament coneixer confirma confirmar confirmeu conjunt consulta contra cop cops cosa coses crack
    crec creiem cul curs d dada dades dalt darrer darrera darrere darreres darrers davant de debo del dels dema
    demana demanat demanem demanen demano demes des despres detall detalls deveres dia diari diaria dies digue
    digueu digui diguis diners dins dir direccio disculpa disculpeu dit diu diuen dius diversos dona donant
    donar donat doncs donen dono dos dubte duem dues durant dut e ei el ell ella ells els em en encara ens
    ensenyar entendre entra entrant entrar entrat entre entren entro enviar enviat equip era es escolta esta
    estan estas estat estava estavem estem estic estigui estiguin estona et ets euro euros exacta exactament
    exacte explica fa feia fem fent fer fet fi final finalment finals finde fins fora fos funciona funcionant
    funcionar funcionen gaire gairebe gastat genera general generals generant generat generen gens gent global
    globals guapa guapo ha hagut haig han havia he hem heu hey hi ho hola home hora hores i igual informacio
    interessa interessaria invertint ja jo joan jordi josep junt junts just k l la laia laura les li lis llavors
    lluis lluny los m maca maco mai marc maria marta marxa massa mateix mateixa mateixos mati matinada matins me
    mensual mentre menys mes mesos meu meva mica migdia millor minut minutet miqueta mira mireia mireu mitja
    mitjana molesti molt moment montse mostrar n ne necessitaria ni ningu nit nivell no noies nois nomes nos
    nosaltres numeros nuria o obertes oberts obre obrim obte obtenim obtingut oi on or pagina part passa passada
    passant passar passat passats passen passeu passi pau pel pels pensem penso per perdona perdoneu pere pero
    perque persones plau plegats plis poc podeu podria podries podrieu poguessis poguessiu poquet porta portant
    portat portavem portem porten porto posat posem pot pots potser pq pregunta preguntar presentar previst
    prevista primera prop prou puc pugui puguis q qualsevol quan quant quanta quantes quants quasi que queda
    quedar quedara quedat quedi qui quin quina quines quins rapida rapidament ratet real reals rebem reben rebut
    recentment recollim recollit registra registrat registrats rei reina rendeix rendir rep reparteixen repartit
    repas res resultat resumint resumit reunio s saber sabeu sabries sabrieu sap saps se segon segona segons
    seguent segurament seguretat sembla semblen sempre sense sent separat separats ser sera seran seria serien
    setmana setmanal setmanes setmaneta si sigui siguin sigut silvia sino sisplau siusplau sobre soc som son
    sortint sortir sortira sortit sota sou sovint suma surt surten t tal tambe tampoc tan tanca tancar tancat
    tanquem tanquen tant tard tarda tb te tema tenia tenien tenim tenint tenir tens tercera teu teva tinc
    tindrem tinguem tingui tinguis tingut tirant torna tornar tornat tot tota total totals totes tothom tots
    treure trimestral trobem trobes trobo u ultim ultima ultimament ultimes ultims un una unes unic uns urgent
    urgentment us va vaig vam van varis vas vau ve vegada vegades vegem vegis veiam veiem veig venen venint
    veritat vespre veu veure veus vinga vingut visio vist vista vol voldries volem volia volies volieu vols
    vosaltres vull web x xavi xic xifra xifres
"""

SENTENCES = Sentences(cues=CUES, kpis=KPIS, by=BY, names=NAMES, parts=PARTS, filler=tuple(FILLER.split()))
