"""Catalan: plain sentences."""

from commands.vocabulary.ca.cues import CUES
from commands.vocabulary.ca.hints import HINTS
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
    retirat; afegides?; afegits; pausades?; pausats;
    pujats?; baixats?; pausa[td](s|a|es)?; canvia(t|ts|da|des); afegi(t|ts|da|des); tre(t|ts|ta|tes);
    retira(t|ts|da|des); activa(t|ts|da|des); apaga(t|ts|da|des); llanca(t|ts|da|des); crea(t|ts|da|des);
    duplica(t|ts|da|des); modifica(t|ts|da|des); ajusta(t|ts|da|des); elimina(t|ts|da|des); retalla(t|ts|da|des);
    triplicat; reforcat; renova(t|ts|da|des); substitui(t|ts|da|des); estrenat; redui(t|ts|da|des); passat;
    migrat; configurat; rellancat; carregat; refet; netejat; connectat; desactivat; posa(t|ts|da|des)
device:
    mobils?; mobil; ordinadors?; taulet(a|es); escriptori; telefon
object:
    anuncis?; anunci; creativitats?; creatius?; licitacions?; puges; pressupost(os)?; audiencies; audiencia;
    publics?; segmentacio; paraules clau; keywords?; paraules negatives; negatives; landing; landings;
    pagina d aterratge; banners?; copys?; textos?; text; titulars?; videos?; imatges?; imatge; fotos?;
    formularis?; pixel; etiquetes?; extensions?; conjunts?; grups d anuncis; ubicacions?; campanyes; campanya;
    l oferta; cta; boto; botons; preus?; url; urls; enllacos?; sitelinks; estrategia; horaris?; idiomes?
recur:
    (cada|tots els|totes les) (dilluns|dimarts|dimecres|dijous|divendres|dissabtes?|diumenges?|dia|dies|
    setman(a|es)|mes(os)?|mati|matins|tarda|tardes|quinzena|primer*|trimestres?); setmanal(ment)?;
    mensual(ment)?; diari(a|ament)?; quinzenal(ment)?;
    els (dilluns|dimarts|dimecres|dijous|divendres|dissabtes|diumenges);
    (dilluns|dimarts|dimecres|dijous|divendres) i (dilluns|dimarts|dimecres|dijous|divendres);
    a (principis|primers|finals|fi|final) de (cada )?(mes|setmana|any); periodicament; automaticament;
    (de forma|de manera) (automatica|periodica|regular);
    (una|dues|un|dos) (vegada|vegades|cop|cops) (a la|per|al) (setmana|mes|dia)
doing:
    pausar; aturar; parar; baixar; abaixar; pujar; apujar; canviar; afegir; treure; posar; llancar; activar;
    tocar; ajustar; crear; duplicar; apagar; doblar; eliminar; retallar; reduir; augmentar; moure; obrir; tancar;
    modificar; actualitzar; substituir; excloure; ampliar; provar; publicar; renovar; reactivar; engegar;
    retirar; esborrar; implementar; installar; optimitzar; segmentar
""")
SHORTS = table("""
passar: pasar
passat: pasat; pasado
passada: pasada; psada
que: qe
com: cm
quant: qnt; qan; qant; kuant
quants: qnts; qants
quantes: qntes
aquest: aqst; aqest; aket; akest
aquesta: aqsta; aqesta; akesta; akexa
setmana: stmana; stmna; setm
sisplau: sisplauuu; xfa
gracies: grcs; gcies; merces
campanya: camp; cmp
pressupost: ppst; prsp
aquests: aqsts; aqests
gastat: gastt
informacio: info
reunio: reu
""")
ENDINGS = ("[a-z]{2}(ar|er|ir)", "[a-z]{3}(ant|ent|int)", "[a-z]{3}(em|im|eu|iu)")
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
    vosaltres vull web x xavi xic xifra xifres eh em mmm doctora espero escric trucar truca president
"""
EVERYDAY = """
    acabant acabar agradar ajudar algu alt amic amiga amo ample android aprendre arrenquen arribar arribat
    assumpte aviat avio baix baixant baixar banda barat barrals beure blanc blau bo boig boli bon bonic bots
    buscant buscar cable cadira cafe caient calor caminar camp cansada cansat canviant canviar cap car
    carregador carrer casa caure ciutat clau claus client club comencant comencar comprar comprat compro content
    contenta contestar contestat correr coses coseta cotxe creiem creixer creure crit culpa curt dalt darrere
    davant demanar dhora diferent dificil dinar dins director directora disc dit doble doctora dolent dona
    dormir dotzena dubte dubtes dur embolic empitjorar encaixa encara ensenyar entrar escoltar escrit escriure
    esmorzar esperant esperar estavem estiu estudiar facil febre festa fet ficant ficar fill filla finestra fos
    foto fotos fred gairebe gerent germa germana gracia gran groc guanyar hagi hagin hagues haviem idea idees
    igual importa iphone jove jugar llarg llegir llegit lleig llest lliure lluny mai malalt marca marcat mare
    marit meitat menjar menjat mentida mestressa mig millor millorar mirant mirar mobil mola molesta muntanya
    muntar muntat musica natural negre nen nena ningu normal nou numero obert obrir ocupat ordre organitzar
    pagar pagat pantalla paper parar pare parell parlar parlat parlem parlo pena pensant pensar perdre perdut
    petit pitjor platja plegada pluja poble pobre pogut pont porta portar posada posades posar posat posats
    potser preferir preguntant preguntat preparant preparar preparat president problema problemes profit prop
    pujant pujar quadra qualsevol quart quedat quedem rao rar raro rendien respondre reunir reunits ric rotllo
    sabut saltarien segueix segueixen seguir sembla sempre sencera sentir serveix sobre soci sol sona sopar sort
    sortir sota surto tancar tard taula teclat telefon tema temes terc toc toca tornat traient treball
    treballant treballar treballo tren treure triar triple trist trobar trobat trucar trucat truquen val vell
    vendre venut verd veritat vermell video vist viu vol volen voler xifra ximple
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
    between=("en", "i", "o", "a", "al", "als", "per", "pel", "pels", "amb", "un", "una", "la", "que"),
    endings=ENDINGS,
)
