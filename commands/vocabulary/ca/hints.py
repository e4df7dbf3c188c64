"""Catalan: what a sentence is like, beside the verb it hints at."""

from commands.vocabulary.sentences import table

HINTS = table("""
which:
    quin(a|es|s)?; quin; qui; quantes campanyes; alguna
status:
    com (va|van|anem|esta|estan|estem|va anar|van anar|ha anat|han anat|hem anat|li va|ens va|acaba|va acabar|
    ha acabat|va quedar|ha quedat|van quedar|van acabar|portem|funciona|va funcionar|esta funcionant|esta anant|
    es comporta|rendeix|pinta|ho veus|porta|es presenta|ha tancat|va tancar|hem tancat|ha arrencat|va arrencar|
    va comencar|ha comencat|es reparteix*|vas|tenim|marxa|surt|ha sortit); (que|q|k) tal;
    (resum|balanc|resumeix( me| m)?|estat|status|situacio|rendiment|panorama|informe|performance|stats|
    estadistiques|metriques|kpis|numeros|xifres|dades|resultats?|foto|overview|novetats|update);
    (va|van|anem|va anar) (.. )?(be|malament|fatal|genial|regular|fluix|fluixa|millor|pitjor);
    (esta|estan) (.. )?(funcionant|anant|rendint|tirant); posa (m|me|ns) al dia; que (passa|hi ha) amb;
    (dona|digue|passa|ensenya|mostra|diga|dieu|doneu|treu|diguem|necessito|vull|voldria|voldriem|podries|pots|
    busco|a veure|veure|explica)( m| me| ns| nos)?; em (passes|dius|dones|poses|podries|podrieu|pots);
    ens (passeu|dieu|doneu|poseu|podrieu|podeu|dius|passes);
    quan (acaba|comenca|s acaba|va comencar|finalitza|arrenca);
    (va|anem|van|segueix|segueixen|esta|estan|rendeix|rendeixen|tira|tiren|funciona|funcionen|marxa|marxen|
    rutlla|rutllen|rula|compleix|arrenca|arrenquen|respon|responen|pinta|converteix|converteixen|ven|dona|donen|
    porta|porten|genera|generen|aporta) (.. )?(be|malament|fatal|genial|regular|fluix|fluixa|millor|pitjor|
    resultat|resultats|l esperat|leads|fruits|diners|vendes|alguna cosa|res);
    (que|q|k|com) (tal|hi ha|pinta|explica|m expliques|sabem|se sap|novetats)( (.. )?(de|amb|del|la|el|els|les|
    a|d))?;
    (un )?(cop d ull|ullada|repas|check|xequeig|resum|update|informe|balanc|flash)( (.. )?(de|a|al|del|rapid))?;
    (saber|coneixer|veure|tenir|mirar|revisar|comprovar|repassar|confirmar|fer un cop d ull|consultar|esbrinar|
    assabentar me|passar|passar me|dir|dir me|ensenyar|ensenyar me|donar|donar me|facilitar|compartir|
    fer nos arribar)( me| m| nos| ns)?;
    (digue m|diga m|digues me|digui m|digueu me|digueu nos|digue ns|explica m|explica ns|expliqueu me|mira m|
    mira|passa m|passa ns|passeu me|passeu nos|passa m ho|ensenya m|ensenya ns|mostra m|dona m|dona ns|doneu me|
    doneu nos|posa m|posa ns|treu me|busca m|confirma m|facilita m|resumeix me|envia m|envia ns|recorda m|
    comenta m|fes me|fes m);
    (em|ens|li|els|us|m|me) (dius|dieu|dones|doneu|passes|passeu|expliques|expliqueu|ensenyes|mostres|treus|
    mires|confirmes|pots|podeu|podries|podrieu|poses|envies|facilites|comentes|interessa|interessaria|agradaria|
    fas|urgeix|cal|falta|demanen|demana|pregunta|pregunten|feu arribar|fessiu arribar|feu);
    (vull|voldria|volia|volem|voldriem|necessito|necessitem|necessitaria|busco);
    (quines|quins|quin) (dades|numeros|resultats|xifres|metriques|rendiment|kpis|balanc);
    com (ens )?(va|ha anat|van|han anat|anava|va sortir|ho portem|portem|anem|porta|porten|va quedar|van quedar|
    va acabar|van acabar|va tancar|van tancar|va rendir|va funcionar|s ha portat|s esta portant|esta|estan|
    estem|segueix|segueixen|avanca|avancen|evoluciona|progressa|respon|tira|va arrencar|va comencar|es presenta|
    ha resultat|acaba|es comporta|pinta|pinten|ve|li va|els va|us va|es veu|es veuen|veus|ho veus|tenim|tens|
    ho tenim); i (el|la|els|les|l) _+ (.. )?que;
    que (li |els )?(dic|dius|explico|contesto|responc|diem)( (.. )?(de|del|sobre|amb))?;
    (fem|fes|fer|fes me|fem li) (.. )?(un )?(cop d ull|repas|check|xequeig);
    (rutlla|rutllen|rula|carbura|marxa|funciona|tira|rendeix)( o no)?;
    (val|surt|compens|mereix)* (.. )?(la pena|a compte|rendible|o no)
overall:
    (com|que tal) (anem|van|va|estem|ha anat|hem anat|portem|ens va);
    (resum|balanc|resumeix( me| m)?|estat|situacio|rendiment|panorama|performance|stats|estadistiques|metriques|
    kpis|numeros|xifres|resultats?|overview|dades); posa (m|me|ns) al dia; (en) (general|total|conjunt|global);
    (com|que tal) (va anar|va|ha anat|va acabar|ha acabat|va tancar|va quedar|ha tancat|va comencar|
    esta anant) (.. )?_+; (i|que tal|com) _+; com (anem|va tot|van|va la cosa);
    (com|que tal) (ens )?(ho )?(portem|anem|va|ha anat|es presenta|pinta|acabem|tanquem|ha tancat|hem tancat|
    hem acabat|comencem) (.. )?(tot|mes|setmana|cosa|dia|general|_+)*
what_alerts:
    (^que|i que|quines|quins|quantes|quants|hi ha|tinc|tenim|te|tens|veure|llista|mostra|ensenya m|alguna|
    algun) (.. )?(alert(a|es)|avis|avisos|regl(a|es)|alarm(a|es))
howmuch:
    quant(s|a|es)?;
    (a )?quin (preu|cost|quantitat|volum|xifra|numero|percentatge|cpl|cpa|cpc|ctr|roas|cpm|es|va ser|ha estat|
    va tenir|te); quina (es|va ser|inversio|despesa|facturacio|taxa|ha estat); nombre de; total de; a quant;
    a com;
    (a|en|per|sobre) (quant|quanta|quants|com) (.. )?(esta|estan|va|van|surt|surten|estem|anem|tenim|ens surt);
    (el|la|els|les|quin|quina) (numero|nombre|xifra|total|quantitat|volum|suma|import|mitjana|dada) (de|total|
    exact|mitja)*
off_topic:
    (bon cap|bon nadal|bones festes|aniversari|vacances|dinar|dinem|sopar|cafe|cafes|cervesa|reunio|reunions|
    trucada|trucades|truco|trucar|truquem|ens veiem|fins (aviat|ara|despres|la propera)|adeu|pluja|plou|nevat|
    futbol|partit|metge|tren|vol a|hotel|parquing|contrasenya|password|wifi|impressora|factura|factures|
    contracte|logo|logos|pdf|fotos|video|videos|wetransfer|drive|zoom|meet|teams|calendari|agenda|cita|tradueix|
    traduir|traduccio|acudit|recepta|estoc|talla|comanda|comandes|transportista|safari|servidor|oficina|despatx|
    equip|adjuntar|adjunt|arxiu|fitxer|document|excel|powerpoint|entrevista|becari|benvingu|adreca); afterwork;
    birres?; parquing; mudanca; ascensor; claus; taula; sala; projector; impressora; carregador del; piles;
    curriculum; entrades per; briefing; bufanda; paraigua; nen; nens; fills?; filla; pont; metgessa; grip;
    baixa per; ordinador nou; portatil; ratoli; teclat; cadira; regal per; sorteig; loteria; decim; taxi; cable;
    pizza; entrepa; esmorzar; esmorz*; berenar; migdiada; pellicula; serie de; netflix; spotify; canco; musica;
    signa; fitxar; nomines; hora de dinar; recepcio; clau;
    fins (_+|dilluns|dimarts|dimecres|dijous|divendres|dissabte|diumenge|dema)$;
    credencials; usuari i contrasenya; telefon de
courtesy:
    gracies*; merci*; jaja*; felic*; perdo*; ho sento; enhorabona*; felicitats*;
    (ho veiem|parlem|et dic|t explico|et passo|us passo|us envio|t envio|li dic|ho miro|ja ho miro|m ho miro|
    quedem|me n vaig|estic|arribo tard|no puc|ja esta|fet|llest|d acord|entes|ok|val|perfecte|genial|estupend|
    rebut); bona feina; ben fet; m encanta; (pinta|sona) be; que be; molt be; guai; fantastic; content; contenta;
    encantat; encantada; (mil|moltes|moltissimes) (gracies|merces); gracies; merci; merces; una abracada;
    abracades; salutacions; salut; petons; que tinguis; que tingueu; bon cap;
    (ens veiem|parlem|et truco|us truco|t escric|us escric|t aviso|us aviso|ja et|ja t|ja us|us dic|ho reviso|
    ho revisem|ho parlem|ho comento|m hi poso|t ho passo|d aqui una estona|ara torno|ara vinc|ara et|ara us|
    torno en|arribo|arribare|estava en|perdona el|perdoneu el|sento el|acabo d arribar|estic en|m enxampes|
    vaig de cami|faig tard|no arribo|no podre|em connecto|m uneixo|ja he tornat|dona m un minut|un segon|
    un moment|faig pont|t ho confirmo); crack; cracks; maquina; fenomen; sou (els millors|uns|unes|genials)*;
    ets (el|la|un|una) (millor|crack|maquina|sol|geni)*; a tope; anims; me n alegro; quina pena; quina llastima;
    vaja; buf; uf; uff; ostres; mare meva; descans*; (tot )?clar; cap problema; per mi (be|ok); estupend;
    meravell*; bravo; ole; benvingu[td](s|a|es)?
wish:
    (bon|bona|felic|bones) (.. )?(cap de setmana|finde|setmana|any|any nou|dilluns|divendres|dia|_+|nadal|
    festes)
threshold:
    (si|quan|de seguida que) .. (passa|passi|passen|supera|superi|baixa|baixi|cau|caigui|puja|pugi|arriba|
    arribi|queda|quedi|excedeix|dispara|dispari|sobrepassa|sobrepassi);
    (si|quan|de seguida que) .. ((per )?(sobre|sota)|mes de|menys de|passi|superi|excedeix|baix|puj|cau|caig|
    dispar|arrib|qued|pass|enfil|toc)* (.. )?\\d+; (si|quan|de seguida que) .. per (sobre|sota) de
tell:
    (digue|digues|diguem|avisa|saber|assabentar|escriu|dius|mencionam|toc)*
future:
    dema; despres; mes tard; la setmana que ve; el mes que ve; el proper
going_on:
    que (passa|esta passant)
better:
    millors?; pitjors?; mes; menys
mass:
    quant
polite:
    (quan|si) (em |ens )?(puguis|pots|pugueu|podeu|poguessis|poguessiu|tinguis|tingueu|et va be|us va be|
    no et fa res|no us fa res|et sembla|us sembla|no es molestia|no es gaire molestia|es possible|fos possible|
    pot ser)( un (moment|momentet|minut|minutet|segon)| temps)?
indirect:
    (saber|mirar|mira|mira m|mireu|veure|confirmar|confirma m|comprovar|digue m|diga m|dir me|dius|se|preguntar|
    pregunta|pregunten|revisar|saps|sabeu|sap|confirmes) si; a veure si
until:
    (fins|fins a|fins al|durant|per) (.. )?(_+|dema|despres|nou avis|el|la|dilluns|dimarts|dimecres|dijous|
    divendres|que|un|una|uns|unes|dos|dues|tres|\\d+);
    (un parell|uns|unes|dos|dues|tres|\\d+) (de |d )?(dies|hores|setmanes); de moment; per ara
cond:
    si; quan; de seguida que; tan bon punt
over:
    per (sobre|sota)( de)?; (mes|menys) de \\d+;
    (pass|super|exced|sobrepass|baix|puj|cau|caig|dispar|arrib|qued|toc|enfil)*( de| del| a| al| per sota de|
     per sobre de| fins a)? \\d+
chat:
    (he|hem|ja he|ja hem|li he|us he|t he|ha|han|s ha) (li |ho |la |els )?(enviat|passat|parlat|comentat|
    presentat|llegit|rebut|quedat|trucat|confirmat|escrit|signat|cobrat|pagat|ensenyat|reenviat|penjat|vist|
    aprovat|validat|agradat);
    acab(o|em) (de|d) (enviar|passar|parlar|comentar|presentar|trucar|reunir|llegir|rebre|confirmar|sortir|
    arribar|tornar|dinar)*; (has|heu) (vist|sentit|llegit|provat);
    (el client|la clienta|la meva cap|el cap|la cap|direccio|l equip|la gent|client) (.. )?(content|encantad|
    encantat|feli|emociona|satisfe|enfadat|emprenya|preocupa|tranquil)*;
    (esta|estan|estem) (.. )?(content|encanta|feli|emociona|satisfe)*;
    (et|us|li|t|s) (ho )?(passo|envio|explico|dic|comento|confirmo|reenvio|ensenyare|explicare|preparo|
    preparare); (ha|han) quedat (.. )?(bonic|bonica|preciosa|precios|xul|genial|be|maca|perfect)*;
    (tinc|tenim|hi ha) (.. )?(reunio|trucada|call|cita|visita|dinar);
    (la meva|el meu|la teva|el teu|la seva|el seu) (mare|pare|germa|germana|dona|marit|fill|filla|parella);
    (esta|estic) de (baixa|vacances|viatge|festa);
    (parlar|parlem|parlarem|comentem|comentar|veiem|veurem|discutir|debatre) (de|d|sobre|del|allo);
    (tant de bo|m han dit|diuen que)
asking:
    (digue m|diga m|digues me|digueu me|digueu nos|digue ns|explica m|explica ns|passa m|passa ns|passeu me|
    passeu nos|mira m|ensenya m|mostra m|dona m|dona ns|doneu me|posa m|treu me|confirma m|resumeix me|envia m|
    recorda m|fes me|treu|mostra|ensenya|resumeix);
    (em|ens|m|me) (dius|dieu|dones|doneu|passes|passeu|expliques|expliqueu|ensenyes|mostres|treus|mires|
    confirmes|pots|podeu|podries|podrieu|poses|envies|facilites|comentes|interessa|agradaria|fas|urgeix|cal|
    falta|demanen|demana|pregunta|pregunten);
    (vull|voldria|volia|volem|voldriem|necessito|necessitem)( (.. )?(saber|veure|tenir|coneixer|el|la|els|les|l|
    un|una|que|numeros|dades))?;
    com (va|van|anem|esta|estan|estem|va anar|van anar|ha anat|han anat|li va|va acabar|va quedar|rendeix|pinta|
    ho portem|portem|va sortir|va tancar); (que|q) tal; podries; podrieu; pots; podeu
refused:
    no; ja no; ara no; res de; sense; ni
called:
    (?<=la de )(sant |santa |la )?\\S+; (?<=la d )\\S+; (?<=la del )(dia de la |dia del )?\\S+;
    (?<=allo de )\\S+; (?<=campanya de )(sant |santa |la )?\\S+; (?<=campanya d )\\S+; (?<=campanya del )\\S+;
    (?<=els de )\\S+
""")
