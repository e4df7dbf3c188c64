"""Catalan: what hints at a verb."""

from commands.vocabulary.sentences import table

CUES = table("""
help:
    ajuda*; que (saps|pots|podries) fer; (per a )?que serveixes;
    com (funciones|t utilitzo|s utilitza|es fa servir|et faig servir);
    com (funciona|s utilitza|es fa servir|faig servir) (aixo|aquest bot|el bot|vigia);
    (que|com|quines coses) (.. )?(et )?(puc|podem|es pot|podria) (.. )?(preguntar|demanar|consultar|dir)*( te)?;
    exemples; (que|quins son) (les teves |els teus )?(comandes|ordres|funcions|opcions); instruccions;
    en que (em )?pots ajudar( me)?; que fas( tu)?; manual; com (et|t) (pregunto|demano|parlo); qui ets; que ets;
    com (es )?(fa anar|funciona|s usa|va|utilitza|utilitzo|fem servir|faig anar) (aixo|aquest bot|el bot|l eina|
    vigia); com (puc|podem|podria) (usar|utilitzar|fer servir|parlar amb)*( te)?;
    (que|q) (mes )?(saps|pots|podries|ets capac de) (.. )?(fer|contestar|respondre|explicar|ensenyar)*( me)?;
    estic perdu(t|da); no (entenc|se) com (va|funciona) (aixo|el bot);
    (quines|quin) (coses|preguntes|consultes) .. (preguntar|fer|demanar)*( te)?; dona m (algun )?exemples?;
    (un|algun) exemple; com (et|t) (dic|consulto|escric|faig); per on comenco amb aixo;
    que (es pot|puc|podem) (fer|demanar|preguntar)( (.. )?(amb tu|aqui|amb aixo|amb el bot|des d aqui))?;
    (que|q) (.. )?(saps|pots|podries) (.. )?(fer|contestar|respondre)( .*)?;
    per a que (serveix|serveixes|estas)( (.. )?(aixo|aquest bot|el bot))?;
    per que (serveix|serveixes)( (aixo|aquest bot|el bot))?;
    com (.. )?(t|et|li) (ho )?(demano|pregunto|pregunta|demana|parlo|consulto|dic); que et (puc|podem);
    quina mena de (coses|preguntes);
    com (s ha de|cal|es pot|he de|haig de|hauria de) (parlar|demanar|preguntar)*( te| t)?( amb tu)?;
    (explica|explica m|diga m) (.. )?(que|com) (.. )?(pots|saps|fas|funciones)( .*)?; de que ets capac;
    (em |ens )?(ensenyes|ensenya m|expliques|explica m) (.. )?(fer servir|usar|utilitzar|demanar|
    preguntar)*( te| ho| t)?;
    quin(s|es) (ordres|instruccions|frases|paraules|comandes) (.. )?(entens|saps|acceptes|puc);
    (tens|hi ha) (.. )?(manual|guia|instruccions|tutorial|ajuda); tutorial; com (comenco|comencem|es comenca);
    que (entens|saps)
why:
    per que; x que; xq; pq; a que es deu; quin(a)? (es|ha estat|va ser) (el motiu|la causa|la rao); motius?;
    causes?; rao; raons; explica( me| m| ns)?; com es que;
    d on ve (la|el|aquesta|aquest) (pujada|baixada|caiguda); que explica; com s explica; que (li )?(passa) a;
    que li (ha passat|va passar|passa);
    perque (ha|han|va|esta|estan|no|hem|puja|baixa|tan|hi|s|cau|costa|gasta|puges|pugi|puja|baixes); que fa que;
    d on ve que; com pot ser que; no entenc (que|perque); ^perque; d on surt;
    (per )?(quina|quin) (rao|motiu|causa); a (que|q) (ve|venen|es deu|respon|obeeix);
    (el|la|els|les|un|algun|alguna|quin|quina|que) (motiu|motius|rao|raons|causa|causes|perque|explicacio)( (de|
    del|d|per|es|va ser|hi ha|te|tenen))?; que (li|els|ens) (esta passant|passa|deu passar)( (a|al|amb))?;
    com (es|pot ser|s entén|s explica) (.. )?que;
    que (ha|han|deu haver|pot haver) (causat|provocat|motivat|fet que|enfonsat|disparat);
    (m|ens|me|em) (expliques|aclareixes|expliqueu|aclariu);
    (explicar|explicar me|explicar nos|explica m ho|explica ns ho|aclareix m|aclarir|justificar|raona|
    raona m ho|raonar|justifica); no (entenc|m explico|comprenc) (que|per|com|aquesta|aquest|la|el);
    que ha fallat; que falla; que no funciona (a|amb|en); que caram; que dimonis;
    d on (surt|surten|ve|venen) (aquest|aquesta|aquests|aquestes|tant|tanta|el|la|tan);
    perque (es|son|ens|tenim|surt|surten|va|van|hem|ha|s|no|tan|hi|li|esta|estan|ha) .*;
    (que|q) (esta |li esta )?(passa|passant|passat|passar) (amb|a) .. (que|perque)( no)?;
    (m|ens|me) ho (expliques|aclareixes|expliqueu); que hi ha darrere;
    (que|que se ns) (s ha )?(trencat|espatllat|petat); com (pot|es possible|ha pogut);
    que (ens )?(esta|ha) (fent|fet|provocant|causant) que;
    per (quin|quins|quina|quines) (set sous|motiu|rao|carai|diantre|redimonis)*;
    (cap|ni un|zero|sense) (.. )?(leads?|vendes|conversions|clics) (.. )?(que (passa|ha passat|va passar)|
    i aixo)
moved:
    (pujat|baixat|caigut|disparat|enfonsat|encarit|empitjorat|millorat|augmentat|disminuit|crescut);
    (puja|pugen|baixa|baixen|cau|cauen|puges|baixes|pujar|baixar|apujat)( tant)?;
    tan (alt|baix|malament|mal|car|fluix|poc)*; (pujada|baixada|caiguda) de; (carissim|altissim|baixissim)*;
    per sota del normal; per sobre del normal; (mes|menys) que; pels nuvols; en picat; per terra;
    (pujat|baixat|caigut|disparat|enfonsat|encarit|empitjorat|millorat|augmentat|disminuit|crescut|triplicat|
    duplicat|doblat|estancat|frenat|aturat|ensorrat|desplomat|enfilat)(s)?;
    (pujada|baixada|caiguda|descens|augment|increment|salt|pic|desastre|patacada|frenada|davallada|ensorrada|
    retroces|daltabaix);
    (s ha|s han|se ns ha|se ns han|se ns|es) (anat|disparat|aturat|caigut|enfonsat|ensorrat|enfil|dispar|ensorr|
    estanc)*; (pitjor|millor|mes baix|mes alt|mes car|menys) (que|del que); de cop; de sobte; en caiguda lliure;
    pels terres
happened:
    que (ha passat|va passar|ha ocorregut|hi ha hagut|hi va haver); quines novetats hi ha; que ha passat;
    que va passar; que deu haver passat; que passa
changed:
    (que|el que|qui) (.. )?(s |us |hem |heu |he )?(ha|han|hem|heu|he) (tocat|fet|canviat|mogut|modificat|
    aplicat|ajustat); (que|qui) (.. )?(va|van|vam|vas|vau) (fer|canviar|tocar|modificar); canvis;
    (quines|ultimes|les) accions; que s ha estat fent; moviments;
    (que|el que|tot el que|q) (.. )?(s |us |hem |heu |he |has )?(ha|han|hem|heu|he|has) (anat |estat )?(tocat|
    fet|fent|canviat|mogut|modificat|aplicat|ajustat|retocat|tocant|canviant|optimitzat|pausat);
    (que|qui|quan) (es )?(va|van|vam|vas|vau) (fer|canviar|tocar|modificar|moure|pausar);
    hi ha hagut (algun )?canvis?;
    (algun|els|ultims|darrers|tots els|quins|ultim) (canvi|canvis|ajust|ajustos|retoc|retocs|modificacio|
    modificacions); (s ha|algu ha|heu|hem) (.. )?(tocat|canviat|mogut|modificat) (alguna cosa|res|alguna);
    (qui|que) .. (tocat|canviat|pausat|mogut|modificat); optimitzacions;
    (a que|en que) (s ha|us heu|heu|s han) (.. )?(dedicat|treballat|estat);
    (que|el que) (.. )?(estat|porteu|porta|portem) (.. )?fent; en que (heu|esteu|s ha|hem) (.. )?treball*
history:
    historial; historic; cronologia; linia (de temps|temporal); bitacola;
    registre (de canvis|d accions|d activitat); la historia de; timeline;
    (historial|historic|cronologia|registre|diari|llista|llistat|repas|resum|recull) (.. )?(de|del|d|amb|
    dels) (.. )?(canvis|accions|ajustos|modificacions|optimitzacions|tocat|fet|moviments|retocs);
    que (hem anat|heu anat|anem) fent
warn:
    (avisa|avisi|aviseu|alerta|notifica|avisar|alertar|notificar|alerteu)( me| m| nos| ns| ns em)? (.. )?(si|
    quan|de seguida que|tan bon punt); (avisa|notifica|alerta) (m|ns|me|nos);
    (digue|diga|diguem|fes) (m|me|ns|m ho) (.. )?(si|quan) .. (pass|super|baix|puj|arrib|qued|cau|caig)*;
    vull (saber|que m avisis|assabentar me) (si|quan) .. (pass|super|baix|puj|arrib|qued|cau|caig)*;
    (vigila|vigileu|controla|compte amb|monitoritza); estigues (atent|pendent);
    (posa|crea|afegeix|configura|fes|vull|activa|munta|posa m)* (un|una) (avis|alerta|alarma|regla);
    (avis|alert|notific)* (.. )?(si|quan);
    (avis|alert|notific|dona|fot|envia|fes|fot|clava|crid|escriu|menciona|piu)*( me| m| nos|
     ns)?( un)? (.. )?(toc|crit|avis|alerta|veu|ping|trucada|missatge) (.. )?(si|quan|de seguida que|
    tan bon punt);
    (si|quan|de seguida que|tan bon punt|aixi que) .. (avisa|aviseu|avisi|digue|diga|digueu|dius|toc|avis|
    alerta|notifica|m ho dius|m avises|ho dius|crit|saber ho|assabentar|vull saber ho|em truques|m escrius|
    fes m ho saber)*( m| me| ns| nos| m ho| ho)?;
    (m|em|ens|me) (avises|aviseu|avisaras|pots avisar|podries avisar|podeu avisar|avisis|aviseu|alertes|
    vols avisar) (.. )?(si|quan|de seguida que|que);
    vull (un|una|que m arribi un|que salti un|que salti una|tenir un|tenir una|rebre un) (avis|alerta|alarma|
    notificacio) .. (si|quan|de seguida que);
    (necessito|vull|volem) que (m|ens|em) (avisis|avisi|aviseu|alertis|notifiquis);
    que (salti|soni|piti) (.. )?(si|quan);
    (crea|crea m|posa|posa m|munta|munta m|configura|programa|activa|afegeix|vull|necessito|fes|
    fes m) (.. )?(una|un) (.. )?(alerta|avis|alarma|regla|notificacio);
    (si|quan|de seguida que|tan bon punt) (\\S+ ){1,14}?(avisa m|aviseu me|avisa ns|digue m ho|m ho dius|
    m avises|ens avises|avisa|fes m ho saber|em dius|fes me un toc|fes un crit|vull saber ho|vull assabentar me|
    que m avisis|escriu me|digues m ho)
alert:
    alert(a|es); avisos?; avis; alarm(a|es); regl(a|es); vigilant; vigiles; es vigila; s esta vigilant;
    (esta|estan|hi ha) (.. )?vigila(t|da|des|ts); monitoritzant; que mires; saltat;
    (que|quins|quines) (.. )?(vigiles|vigila|controles|monitoritzes|estas vigilant|s esta vigilant);
    ha saltat (res|alguna); (salten|salta|saltant|van saltar);
    (tens|tenim|teniu|te|hi ha|estas|esta) (.. )?vigila*; vigila(t|da|ts|des)
snooze:
    (silencia|silenciar|aparca|aparcar|ajorna|ajornar|posposa|posposar|calla|ignora|ignorar|snooze|mutea|adorm|
    pausa|deixa de banda|deixa per|apaga|desactiva|treu|para|atura|recorda m) .. (la |les |l |el |
    els )?(alert(a|es)|avis|avisos|alarm(a|es)|aixo);
    (silencia|silenciar|ajorna|posposa|aparca|snooze|mutea)( me| m| la| lo| ho)?;
    no m avisis (mes )?(de|del|fins|durant|per); deixa d avisar( me| m| nos)?; no m avisis( mes)?;
    no cal que .. avis*;
    (silenci|ajorn|pospos|posterg|mute|acall|desactiv|paus|apag|call|aparc|suspen|congel|par|treu|treure|ignor|
    deix|fren|atur|retard|desconnect|adorm)* (.. )?(la |les |l |el |els |aquesta |aquest |aquelles |aquells |
    una |un )?(alert(a|es)|avis|avisos|alarm(a|es)|notificacions?|regl(a|es));
    (no|deixa de|deixa d|deixeu de|deixeu d|para de|para d|que no) (.. )?(avis|alert|molest|mareg|notific|
    empreny|don la llauna|dona la llauna|atabal|pit|salt|escalf|matxac|rall|bombard|toc)*( me| m| nos|
     ns)?( (.. )?(mes|amb|de|d|del|fins|durant|per|la|el|sobre))?;
    ja (ho )?(se|sabem|estic al cas) .. (alerta|avis|alarma);
    (alert(a|es)|avis|avisos|alarma) (.. )?(a dormir|en pausa|en silenci|fora|en espera|per despres);
    recorda (m|me) ho (.. )?(dema|despres|mes tard|dilluns|_+);
    (dona li|doneu li|donar) (.. )?(un descans|un respir|treva|pausa) (.. )?(alert|avis|alarm)*;
    (calla|calleu) (.. )?(amb|la|el|fins); (no|que no|no cal que) (.. )?record* (.. )?(alert|avis|alarm)*;
    ara no (.. )?(alert|avis|alarm)*
note:
    (apunta|anota|apunteu|anoteu|registra|registreu)( me| m| ho| nos| la| ns| m ho)?;
    (apuntar|anotar|registrar|apuntat|anotat); pren nota; nota;
    perque (consti|quedi constancia|en quedi constancia); que consti; deixa (.. )?constancia;
    recorda que (hem|he|s ha|ahir|avui); (escriu|guarda)( ho| en l historial| que)?;
    posa (ho )?a l (historial|registre); deixa ho (escrit|apuntat|anotat); deixa (escrit|apuntat|anotat);
    quedi (registrat|constancia|anotat|apuntat); (pren|preneu|prenc) nota;
    (deixo|deixa|deixeu|deixar|deixem|queda|quedi|que quedi) (.. )?(constancia|apuntat|anotat|registrat|escrit|
    reflectit|per escrit|dit);
    (apunt|anot|registr|document|guard|escri|escriv)*( m| me| ho| nos| ns| te| t| li| m ho)? que;
    (posa ho|afegeix ho|guarda ho|fica ho|inclou ho|posa m ho) (.. )?(historial|registre|bitacola|diari|
    cronologia); per a? l? ?(historial|registre|diari);
    (posa|fica|afegeix|guarda|escriu|deixa) (.. )?(a l|al|en el) (historial|registre|diari|log|bitacola|
    cronologia); (anotacio|apunt|nota); guarda t; apunta t; escriu ho; apunta ho; anota ho
did:
    (hem|he|s ha|s han|heu|ja esta|ja hem|acabem de|acabo de) (.. )?{did};
    (vam|vaig|van|vau) (pausar|aturar|parar|baixar|abaixar|pujar|apujar|canviar|afegir|treure|posar|llancar|
    activar|tocar|ajustar|crear|duplicar|apagar|doblar|eliminar|retallar|reduir|augmentar|moure|obrir|tancar);
    acab(em|o|at) de (pausar|aturar|parar|baixar|pujar|apujar|canviar|afegir|treure|posar|llancar|activar|
    ajustar|crear|duplicar);
    (afegit|afegits|afegida|afegides|pausat|pausats|pausada|pausades|canviat|canviada) (el|la|els|les|\\d+|un|
    una); (hem|he|s ha|s han|ha|han) (.. )?{did} (.. )?{object}; {did} (.. )?{object};
    (ahir|avui|abans d ahir|aquest mati|aquesta tarda|_+) (.. )?(es van|es va|van|vam|vaig) {doing};
    (vam|vaig|van|vau|es va|es van) {doing}; (vam|vaig|van) (.. )?{doing} (.. )?{object};
    (l equip|anna|marta|nuria|el client|joan|laura) (ha|han) (.. )?{did}; acab(em|o|at|en) de {doing}
stop_sending:
    (deixa|deixeu|deixar|atura|atureu|para|pareu|cancella|cancelleu|anulla|treu|elimina) .. (enviar|rebre|
    enviant|enviaments?|passar)( me| m| nos| ns| li)?;
    (no|ja no) (m|em|ens) (.. )?(enviis|envieu|passis|enviessis|mandis);
    (cancella|anulla|atura|atureu|para|treu|elimina|suprimeix) (.. )?{report};
    (cancella|anulla|treu|elimina|donar de baixa|dona de baixa) (.. )?(subscripcio|subscripcions|enviaments?);
    desubscri*; (donar|dona|doneu)( me| m| ns| nos)? de baixa; (no|ja no) (vull|volem) (rebre|mes);
    treu (me|m|nos) de (la llista|els enviaments); treu .. (llista|informe|enviament|resum)*;
    prou (de |d )?{report};
    (deix|atur|par|cancell|anull|tre|elimin|suspen|tall)* (de|d) (.. )?(enviar|rebre|enviant|enviament|passar|
    publicar|arribar)*( me| m| nos| ns| li)?;
    (no|ja no|que no) (cal|fa falta|es necessari|necessit|vull|vol|interess|mir|llegim|llegeix|m arribi|
    m arribin|ens arribi|ens arribin|calen)* (.. )?({report}|envi*|rebre|rebem|arrib*|mes);
    (prescind|passo de|passem de|fora|adeu al|adeu als|stop)* (.. )?{report};
    (sense|no mes|prou de|prou d|ni un|s ha acabat el|s han acabat els) (.. )?{report};
    (treu|traieu|treure|esborra|elimina)( me| m| nos| ns| los)? (.. )?(de|del|d) (.. )?({report}|llista|
    enviament|subscripcio|resum|canal);
    (treu|anulla|cancella|elimina|esborra|para|atura|talla|suspen|desprograma|desactiva)( m| me| ns|
     nos)? (.. )?(allo de |aixo de )?({report}|enviament|subscripcio) (.. )?(diari|setmanal|mensual|cada|dels|
    del|automatic|programat|_+)*;
    (que )?(deixi|deixis|deixeu|pari|paris) (de|d) (.. )?(arrib|envi|rebre|public)*;
    no (.. )?(vull|volem|vol|cal) (.. )?(rebre|que m arrib|que ens arrib|mes|seguir)*
subscribe:
    subscri*; apunta m a; dona m d alta;
    (programa|programa m|programar) (.. )?(enviament|informe|resum|estat|correu)*;
    (vull|volem|voldria|m agradaria) rebre; comenca a enviar*;
    (mante|tingues) (me|ns|nos|m) (informat|al dia|al corrent);
    (subscri|apunt)*(u|u me|u nos|ure|ure m|ure ns|a m|a ns|a t) (.. )?(canal|informe|resum|estat|a |al )*;
    (automatitza|automatitzar|programa|programar|programa m|agenda|agendar) (.. )?(enviament|informe|resum|
    estat|correu|aixo|status)*;
    (alta|donar nos d alta|donar me d alta|dona m d alta|dona ns d alta) (.. )?(en |al |del |per )*{report}
scheduled:
    (vull|volem|voldria|voldriem|necessito|m agradaria|ens agradaria|posa m|envia m|envieu me|envieu nos|
    passa m|passeu me|passa ns|passeu nos|deixa m|publica|publiqueu|penja|penja m|dona m|envia|envia ns|
    passa) .. {recur};
    {recur} .. (vull|volem|voldria|voldriem|necessito|m agradaria|ens agradaria|posa m|envia m|envieu me|
    envieu nos|passa m|passa ns|passeu nos|passa|deixa m|publica|publiqueu|penja|dona m|envia|envia ns|rebre|
    m envies|em passes|ens passes|que m arribi|m arribi|ens arribi);
    (que )?(m|ens|em) (arribi|arribin|enviis|envieu|passis|passeu|posis) (.. )?{recur};
    {report} (.. )?{recur} (.. )?(canal|aqui|sisplau|si us plau|porfa|correu|a les|a primera|al mati)*;
    {report} (diari|setmanal|mensual|automatic|periodic|quinzenal) (.. )?(aqui|canal|sisplau|si us plau|porfa|
    tots|cada|els|per)
send:
    (envia|enviar|passa|passar|rebre|envii|envieu|enviis|publica|publicar|avisa|comparteix|arribi|penja|deixa|
    posa)( me| m| nos| ns| li| los| ho| em)?; (vull|voldria|volem|voldriem|necessito|m agradaria)
recur:
    (cada|tots els|totes les) (dilluns|dimarts|dimecres|dijous|divendres|dissabtes?|diumenges?|dia|dies|
    setman(a|es)|mes(os)?|mati|matins|tarda|tardes|quinzena|primer*|dos|dues|ultim*);
    (setmanal|mensual|diari|diaria|quinzenal);
    (setmanalment|mensualment|diariament|regularment|periodicament|automaticament);
    els (dilluns|dimarts|dimecres|dijous|divendres|dissabtes|diumenges);
    (una vegada|un cop|1 cop) (a la|per|al) (setmana|mes|dia);
    (el )?(primer|ultim) dia (laborable |feiner )?(de|del) (cada )?mes; a principis de mes;
    cada (\\d+|dos|dues|tres|quinze) (dies|setmanes|mesos); a (fi|final) de cada mes;
    (un|una) (.. )?(al|a la|per) (mes|setmana|dia)
report:
    {report}
goal:
    objectius?; fit(a|es); targets?; goals?; (llindar|fita|repte|cota|sostre|topall)( (de|del|per|es|en|a))?
aimed:
    (ens )?(haviem|hem|teniem|tenim|tinc|esta|estan|estava|hi ha) (marcat|fixat|posat|acordat|proposat|pactat|
    compromes|establert)(s)?;
    (ens |us )?(vam|vau|van) (marcar|fixar|proposar|acordar|pactar|comprometre|posar)( (.. )?(de|com|en|per))?;
    (fixat|marcat|pactat|acordat) (de|en|per|amb); a (que|quant) aspirem;
    que (cpl|cpa|roas|cpc|ctr|cost|leads) (.. )?(busquem|volem|perseguim|demanem);
    (haviem|hem|havia|haura|tenim|teniem|hauriem|deviem|toca|tocava) (quedat )?(que|de|d|en) (.. )?(arribar|fer|
    aconseguir|treure|assolir|portar|baixar|estar|quedar nos|complir);
    quin(a)? (es|era) (el |la |l |el nostre |la nostra )?(topall|limit|compromis|fita|sostre)
set:
    (posa|posa li|posa m|fixa|fixar|fixem|posar|posem|canvia|canviar|defineix|definir|estableix|establir|marca|
    marquem|treu|treure|esborra|elimina|actualitza|puja|baixa|afegeix|modifica|fes|fem|ajusta|proposa|suggereix|
    deixa|crea|proposta|proposar); vull que .. (estigui|sigui|no passi|no superi|baixi|pugi|quedi|vagi);
    (nou|un altre) objectiu; (ara es|passa a ser|sera|a partir d ara|des d ara);
    (volem|vull|necessitem) (un|arribar|aconseguir|assolir); maxim; com a molt; (topall|maxim) de; no mes de;
    minim; almenys; com a minim; (volem|necessitem);
    (fix|establ|marc|defin|actualitz|modific|canvi|puj|baix|ajust|pos|fic|deix|propos|assign|augment|redu|
    rebaix|retall|pass|revis)*(a|em|ar|ir|eu|o|a li|a m|ant) (.. )?(objectiu|fita|target|sostre|llindar|topall|
    a \\d+|en \\d+|de \\d+)*;
    (que|vull|volem) (.. )?(per sota de|per sobre de|com a maxim|com a minim|inferior a|superior a)
what_goals:
    (quins?|quines|quin es|quins son|digue m|veure|mostra|ensenya m|te|tenim|hi ha|recorda m) (.. )?(objectius?|
    fites?); (objectius?|fites?) (.. )?(te|tenim|hi ha|vam posar|acordat|acordats|fixats|marcats|posats)
meet:
    (compl|assol|aconse)*; (arribem|arribarem|arribar|arriba|arribant|arribarà);
    (lluny|a prop|per sobre|per sota|dins|fora|respecte|davant) (de|del|d|al|a|l); com (va|anem|van|estem|esta);
    anem be; (compl|assol|acons|acost|super|sobrepass|apropa)*;
    (va|anem|van|estem|esta|estan|queda|quedem) (.. )?(lluny|prop|sobre|sota|dins|fora|en)( (de|del|d|objectiu|
    fita))?; (arribem|arribarem|arriba|arribara|arribant|arriben) (.. )?(objectiu|fita|target)
compare:
    compar*; vs; versus; contra; davant (de|del); respecte (a|al|del|de|d|a l); en relacio (a|amb);
    (millor|pitjor|mes|menys) .. que (el|la|en|els|les|fa|ahir|l); diferenci(a|es) (entre|amb|de|respecte);
    (millor|pitjor) (que|o); qual? de (els|les) dues; enfronta; respecte; en comparacio;
    (l )?(un|una) al costat (de|del|d) (l )?(altre|altra); al costat de; al costat del; costat per costat;
    cara a cara; front a front; (junts|juntes); (comparat|comparativa|comparacio|comparant|contrasta)*;
    (quin|quina|qui|que) (.. )?(millor|pitjor|guanya|mes|menys|rendeix|funciona|tira|va) (.. )?_+ o _+;
    _+ o (.. )?_+ (.. )?(quin|quina|qui|que) (.. )?(millor|pitjor|guanya|mes|menys|rendeix|funciona|tira|costa)*;
    (millor|pitjor|mes|menys|igual|pujat|baixat) (.. )?(que|respecte a|comparat amb|davant de) _+;
    en comparacio (amb|a); diferencia (entre|amb|respecte); (que|com) l any (passat|anterior);
    millor o pitjor que; amb respecte a; respecte( (el|la|els|les|al|del|a|de|d))?;
    (compara|enfronta|contrasta|posa) (.. )?(amb|contra|davant de|i|al costat de)
chart:
    grafi(c|ca|cs|ques|co|cos); graph; chart; evolucio*; corba; tendenci(a|es); dia (a|per) dia; dibuixa*;
    pinta( m| me| ns); ^pinta; imatge; en (foto|imatge); visualment; plot; (setmana a setmana|mes a mes);
    com ha evolucionat; evoluciona; barres; dibuix*; grafi*;
    (corba|linia(?! (de temps|temporal))|serie|evolutiu|evolucio|tendencia|progressio|trajectoria)(s)?;
    (en|amb|una|un|de) (dibuix|imatge|grafic|grafica|barres|linies|visual); visualitz*; dia (a|per|rere) dia;
    mes a mes; setmana a setmana; diagrama
budget:
    pressupost*; presu; ritme; pacing; pace; budget;
    (ens |em |et |anem a )?(passem|passarem|passar nos|passant|quedarem|quedem|quedar nos) (.. )?(de|curts|
    sense|diners|despesa|compte); (gastarem|gastar) (.. )?(mes|menys|massa) (.. )?(del|de la|compte|previst);
    (queda|queden|sobra|sobren|falta|falten) (.. )?(per gastar|per invertir|diners|calers|euros|saldo|de saldo);
    (gastant|gastem|invertint) (de mes|de menys|massa|poc|molt rapid|molt lent|mes del compte|menys del previst|
    mes del previst|el previst);
    (arriba|arribara|arribarem|arriben|arribaran|dura|durara|durin|duraran|aguanta|acaba|
    esgota) (.. )?(els diners|a fi de mes|a final de (mes|any|campanya)|fins (a fi|al final|a final|a nadal));
    (els diners|els calers) (.. )?(arrib|dur|acab|esgot)*;
    quant (ens |em )?(queda|falta|sobra|resta)( per gastar| per invertir)?; previsio de despesa;
    despesa (prevista|projectada|esperada); (a aquest pas|a aquest ritme); projeccio (de|del);
    anem (be|justos|curts|sobrats|malament|endarrerits|avancats) (de|amb el|amb la) (despesa|diners|pressupost|
    calers); quant (.. )?(hauriem de|hem de|podem|cal|s ha de) gastar; quant .. (gastar|invertir) al dia;
    (anem|estem) (passats|justos|curts|sobrats) de (despesa|pressupost|diners|calers);
    (arribem|arribarem|arribar|arriba|arribara) (.. )?(pressupost|fi de mes|final de mes|fi d any|
    final de campanya|fi de campanya|la despesa);
    (gastar|gastar ho|gastar nos|gastarem|gastar se|gastant|exhaurir|esgotar|esgotarem|esgotara|consumir|
    invertir|cremar|fondre) (.. )?(ho )?(tot|sencer|pressupost|abans d|abans de|aviat|a temps|el que queda)*;
    (pasta|diners|calers|pressupost|saldo|euros|fons|peles|budget|presu) (.. )?(queda|queden|falta|restant|
    disponible|sobra|suficient|per gastar|lliure|per (acabar|arribar|tancar|tot|rematar))*;
    (ens|em|us|els|li)? ?(queda|queden|quedara|quedaran|sobra|sobrara|falta|resta|tenim) (.. )?(pasta|diners|
    calers|pressupost|saldo|euros|fons|peles|budget|presu|per gastar|per invertir);
    (ens|us|es|em) (.. )?(estem|anem|esteu|passem|passarem|esta|fonem) (.. )?(passant|passar|menjant|fonent|
    polint|quedar|quedant|curts|cremant)*;
    (per sobre|per sota|dins|fora) (del|de la|de) (pressupost|pla|previst|despesa prevista);
    (al|de|el|a bon|bon|mal|quin) ritme; ritme de (despesa|inversio|consum);
    (despesa|inversio) (.. )?(al dia|diari|diaria) (.. )?(cal|toca|necessari|recomana|hauri)*;
    (sobredespesa|desviacio|desviats);
    (va|anem|estem|vaig|van) (.. )?(just|justos|curts|curt|sobrats|passats|rapid|lents|de pressa)( de .*)?;
    massa (de pressa|rapid|a poc a poc|lent);
    de (diners|calers|pressupost|pasta|budget) com (va|anem|estem|van);
    com (anem|estem|va) (.. )?(de|amb els|amb el) (diners|calers|pressupost|pasta|budget);
    (a|amb) (aquest|el) (pas|ritme);
    (diners|pasta|pressupost|euros|saldo|calers) (.. )?(sense (gastar|invertir|usar)|de sobra|de mes);
    (ens|em) (arriba|dona) (.. )?(per|fins|amb);
    (quedarem|quedar nos|quedem|quedara|acabarem) (.. )?(sense (diners|pasta|pressupost|saldo|calers)|a zero|
    curts);
    (gast|crem|consum|invert)* (.. )?(massa|molt|mes|menys) (.. )?(rapid|de pressa|lent|a poc a poc|del compte|
    del que toca|del previst|del planificat); quant (.. )?(dura|durara|aguanta|aguantara);
    fins quan (.. )?(dura|arriba|dona|aguanta|tenim);
    quan (s |es )?(acaba|esgota|termina|gasta)(rem|ra|n)? (.. )?(diners|pressupost|calers); pressupostat
list:
    (llista|llistat|llista m|ranquing|ranking|ordena|ordena m|classifica|ordenar);
    (quines|quantes|quins) (.. )?campanyes; totes les campanyes;
    (les|totes) (les )?campanyes( (actives|en marxa|vives|que hi ha|obertes|en curs|que tenim))?;
    campanyes (actives|en marxa|vives|obertes|en curs|que tenim);
    (quin|quina|quina campanya|quines|quins|quants) (.. )?(pitjor|millor|mes|menys|problem|atencio)*;
    (quina|quina campanya|quines) (va|van|tira|rendeix|funciona|funcionen|porta|porten|gasta|gasten|consumeix|
    esta (gastant|consumint|donant|portant|tirant|anant)|dona|donen|costa|necessita|necessiten|guanya|
    ens (costa|dona|surt|porta)|surt);
    (la|les|el) (pitjor|pitjors|millor|millors|que (va|van|mes|pitjor|millor));
    (alguna cosa|alguna|que|quines|on) (.. )?(urgent|preocup|vermell|problem|incendi|foc|mirar|revisar)*;
    (que|a que) (.. )?(atencio|prioritat|prioritzar)*; (qui|quina) (va|ho esta fent) (pitjor|millor|be|malament);
    que (tinc|tenim|hi ha) (actiu|en marxa|corrent|viu|funcionant|obert); top \\d+; pitjors; millors;
    (hi ha )?alguna (campanya )?(.. )?(malament|problem|vermell|fluixa|aturad|preocup)*;
    (com van|estat de) totes; la (mes|menys) (cara|barata|rendible|eficient|fluixa);
    (millor|pitjor|major|menor) (rendiment|resultat|campanya|cost|cpl|cpa|roas|ctr|cpc|ratio);
    qui (gasta|porta|dona|te|consumeix)( mes| menys)?; (les|els) que (mes|menys|pitjor|millor);
    ordenad(a|es|s)? per; per ordre de; on (.. )?(perdem|perdent|llencem);
    (quines|que) (tenim|hi ha|tinc|estan|portem|teniu|son) (.. )?(activ|en marxa|viv|obert|corrent|funcionant|
    llancad|pausad|ences)*;
    (quina|quina campanya|quines campanyes|quines|qui|quin anunci|quin) (.. )?(tir|llast|enfons|perd|sagn|crem|
    menj|emport|xucl|arrosseg|fluixej|destac|peta|convert|surt|surten|ven|venen|factur|rend|aport|gener|coixej|
    pateix|preocup|fall|punx|capta)*;
    (totes|tot) (.. )?(activ|en marxa|viv|obert|corrent|que tenim|que hi ha|les que)*;
    (un|el|la|una) (llistat|llista|ranquing|classificacio|podi|top|inventari|relacio);
    de (totes|les que tenim|les nostres|entre totes|les campanyes) (.. )?(quina|quines|qui|la que);
    la que (mes|menys|millor|pitjor|va|esta|te|porta|gasta|dona); les (mes|menys|millors|pitjors|que);
    (ovella negra|lider|guanyadora|perdedora|estrella); surt mes a compte; surt millor;
    quant(es|s) (.. )?(tenim|hi ha|portem|estan|tinc) (.. )?(corrent|activ|en marxa|viv|obert|llancad|ences)*;
    (amb|en) (quina|que|quines) (.. )?(llenc|perd|malgast|malbarat)* (.. )?(diners|pasta|calers);
    (on|en quina|a quina campanya) (.. )?(mes|menys|millor|pitjor|barat|car)*; com van totes;
    totes les campanyes;
    (que|quines) (.. )?(van|estan|funcionen) (.. )?(malament|be|pitjor|millor|fatal|fluixes)
results:
    (que|com|quines|quins|quin) .. (compta|compten|compteu|comptem|comptabilit|consider|s enten|entenem)*( (com|
    per|aqui|en|la|el|de|un|una|a))?;
    (que|quin|quina) (es|seria) (exactament |aqui )?un(a)? (lead|conversio|resultat|venda);
    (definicio|defineix) de (lead|conversio|resultat|venda);
    (que|quins|quines) (.. )?(registra|registren|grava|graven|mesura|mesuren); accions de conversio;
    (compta|compten|valen|val) com( a)? (lead|conversio|resultat|venda)s?;
    d on (surten|traiem|surt|venen) (els|les|el) (leads|conversions|resultats|vendes); quins (esdeveniments);
    quines conversions;
    com (es )?(mesuren|mesurem|compten|comptem|compteu|mesura) (els|les|el) (leads|conversions|resultats|vendes);
    (es compten|estem comptant|compten) .. (com|leads|conversions|resultats|trucades|formularis);
    que entra com a; quina accio; a que (anomenem|anomeneu|en diem|en dieu|li diem|li dieu|s anomena|diem);
    que en (diem|dieu);
    (que|quin|quina) (es )?(considera|considerem|considereu|enten|entenem|enteneu|compta|
    comptabilitza) (.. )?(lead|conversio|resultat|venda|registre|com)*;
    que (es|son|seria|significa|vol dir|entra en|entra dins de) (per a vosaltres |aqui |exactament |realment |
    aixo de )?(un |una |el |els |les |la )?(lead|leads|conversio|conversions|resultat|resultats|venda|
    vendes)( exactament| a|$); que s enten per; que entenem per; que entenem per (lead|conversio|resultat|venda);
    (que|quin) (.. )?computa*;
    (un |el )?(lead|conversio|resultat|venda) (.. )?(que es|que significa|a que es refereix)( exactament)?
adopt:
    (campanyes|res) (.. )?(sense (assignar|amo|client|adoptar|reclamar)|orfes|noves en|soltes|per adoptar);
    adopt*; orfes; sense (assignar|adoptar|reclamar|amo)
sync:
    (actualitza|refresca|sincronitza|recarrega|actualitzar|refrescar|sincronitzar);
    (torna a|tornar a) (llegir|carregar|baixar|sincronitzar|descarregar|demanar);
    (porta|baixa|carrega|demana|llegeix) (.. )?(ultimes dades|dades noves|dades (de )?(meta|google|crm|ara|ja));
    (tens|teniu|estan|son) (.. )?(dades|numeros) (.. )?(actualitzad|fresques|al dia|velles|antigues)*;
    (actualitza|refresca|sincronitza|recarrega|porta|baixa|descarrega)( m| me| ns| nos| ho| les)? (.. )?(dades|
    numeros|xifres|tot)
""")
