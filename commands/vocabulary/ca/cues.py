"""Catalan: what a sentence hints at."""

from commands.vocabulary.sentences import table

CUES = table("""
help:
    ajuda*; que (saps|pots|podries) fer; (per a )?que serveixes;
    com (funciones|t utilitzo|s utilitza|es fa servir|et faig servir);
    com (funciona|s utilitza|es fa servir|faig servir) (aixo|aquest bot|el bot|vigia);
    (que|com|quines coses) (.. )?(et )?(puc|podem|es pot|podria) (.. )?(preguntar|demanar|consultar|dir)*( te)?;
    exemples; (que|quins son) (les teves |els teus )?(comandes|ordres|funcions|opcions); instruccions;
    en que (em )?pots ajudar( me)?; que fas( tu)?; manual; com (et|t) (pregunto|demano|parlo); qui ets; que ets
why:
    per que; x que; xq; pq; a que es deu; quin(a)? (es|ha estat|va ser) (el motiu|la causa|la rao); motius?;
    causes?; rao; raons; explica( me| m| ns)?; com es que;
    d on ve (la|el|aquesta|aquest) (pujada|baixada|caiguda); que explica; com s explica; que (li )?(passa) a;
    que li (ha passat|va passar|passa);
    perque (ha|han|va|esta|estan|no|hem|puja|baixa|tan|hi|s|cau|costa|gasta|puges|pugi|puja|baixes);
    que fa que; d on ve que; com pot ser que; no entenc (que|perque); ^perque; d on surt
moved:
    (pujat|baixat|caigut|disparat|enfonsat|encarit|empitjorat|millorat|augmentat|disminuit|crescut);
    (puja|pugen|baixa|baixen|cau|cauen|puges|baixes|pujar|baixar|apujat)( tant)?;
    tan (alt|baix|malament|mal|car|fluix|poc)*; (pujada|baixada|caiguda) de; (carissim|altissim|baixissim)*;
    per sota del normal; per sobre del normal; (mes|menys) que; pels nuvols; en picat; per terra
happened:
    que (ha passat|va passar|ha ocorregut|hi ha hagut|hi va haver); quines novetats hi ha
changed:
    (que|el que|qui) (.. )?(s |us |hem |heu |he )?(ha|han|hem|heu|he) (tocat|fet|canviat|mogut|modificat|
    aplicat|ajustat); (que|qui) (.. )?(va|van|vam|vas|vau) (fer|canviar|tocar|modificar); canvis;
    (quines|ultimes|les) accions; que s ha estat fent; moviments
history:
    historial; historic; cronologia; linia (de temps|temporal); bitacola;
    registre (de canvis|d accions|d activitat); la historia de; timeline
warn:
    (avisa|avisi|aviseu|alerta|notifica|avisar|alertar|notificar|alerteu)( me| m| nos| ns| ns em)? (.. )?(si|
    quan|de seguida que|tan bon punt); (avisa|notifica|alerta) (m|ns|me|nos);
    (digue|diga|diguem|fes) (m|me|ns|m ho) (.. )?(si|quan) .. (pass|super|baix|puj|arrib|qued|cau|caig)*;
    vull (saber|que m avisis|assabentar me) (si|quan) .. (pass|super|baix|puj|arrib|qued|cau|caig)*;
    (vigila|vigileu|controla|compte amb|monitoritza); estigues (atent|pendent);
    (posa|crea|afegeix|configura|fes|vull|activa|munta|posa m)* (un|una) (avis|alerta|alarma|regla);
    (avis|alert|notific)* (.. )?(si|quan)
alert:
    alert(a|es); avisos?; avis; alarm(a|es); regl(a|es); vigilant; vigiles; es vigila; s esta vigilant;
    (esta|estan|hi ha) (.. )?vigila(t|da|des|ts); monitoritzant; que mires; saltat
snooze:
    (silencia|silenciar|aparca|aparcar|ajorna|ajornar|posposa|posposar|calla|ignora|ignorar|snooze|mutea|adorm|
    pausa|deixa de banda|deixa per|apaga|desactiva|treu|para|atura|recorda m) .. (la |les |l |el |
    els )?(alert(a|es)|avis|avisos|alarm(a|es)|aixo);
    (silencia|silenciar|ajorna|posposa|aparca|snooze|mutea)( me| m| la| lo| ho)?;
    no m avisis (mes )?(de|del|fins|durant|per); deixa d avisar( me| m| nos)?; no m avisis( mes)?;
    no cal que .. avis*
note:
    (apunta|anota|apunteu|anoteu|registra|registreu)( me| m| ho| nos| la| ns| m ho)?;
    (apuntar|anotar|registrar|apuntat|anotat); pren nota; nota;
    perque (consti|quedi constancia|en quedi constancia); que consti; deixa (.. )?constancia;
    recorda que (hem|he|s ha|ahir|avui); (escriu|guarda)( ho| en l historial| que)?;
    posa (ho )?a l (historial|registre); deixa ho (escrit|apuntat|anotat); deixa (escrit|apuntat|anotat);
    quedi (registrat|constancia|anotat|apuntat)
did:
    (hem|he|s ha|s han|heu|ja esta|ja hem|acabem de|acabo de) (.. )?{did};
    (vam|vaig|van|vau) (pausar|aturar|parar|baixar|abaixar|pujar|apujar|canviar|afegir|treure|posar|llancar|
    activar|tocar|ajustar|crear|duplicar|apagar|doblar|eliminar|retallar|reduir|augmentar|moure|obrir|tancar);
    acab(em|o|at) de (pausar|aturar|parar|baixar|pujar|apujar|canviar|afegir|treure|posar|llancar|activar|
    ajustar|crear|duplicar);
    (afegit|afegits|afegida|afegides|pausat|pausats|pausada|pausades|canviat|canviada) (el|la|els|les|\\d+|un|
    una)
stop_sending:
    (deixa|deixeu|deixar|atura|atureu|para|pareu|cancella|cancelleu|anulla|treu|elimina) .. (enviar|rebre|
    enviant|enviaments?|passar)( me| m| nos| ns| li)?;
    (no|ja no) (m|em|ens) (.. )?(enviis|envieu|passis|enviessis|mandis);
    (cancella|anulla|atura|atureu|para|treu|elimina|suprimeix) (.. )?{report};
    (cancella|anulla|treu|elimina|donar de baixa|dona de baixa) (.. )?(subscripcio|subscripcions|enviaments?);
    desubscri*; (donar|dona|doneu)( me| m| ns| nos)? de baixa; (no|ja no) (vull|volem) (rebre|mes);
    treu (me|m|nos) de (la llista|els enviaments);
    treu .. (llista|informe|enviament|resum)*; prou (de |d )?{report}
subscribe:
    subscri*; apunta m a; dona m d alta;
    (programa|programa m|programar) (.. )?(enviament|informe|resum|estat|correu)*;
    (vull|volem|voldria|m agradaria) rebre; comenca a enviar*;
    (mante|tingues) (me|ns|nos|m) (informat|al dia|al corrent)
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
    objectius?; fites?; target*; goals?
set:
    (posa|posa li|posa m|fixa|fixar|fixem|posar|posem|canvia|canviar|defineix|definir|estableix|establir|marca|
    marquem|treu|treure|esborra|elimina|actualitza|puja|baixa|afegeix|modifica|fes|fem|ajusta|proposa|suggereix|
    deixa|crea|proposta|proposar); vull que .. (estigui|sigui|no passi|no superi|baixi|pugi|quedi|vagi);
    (nou|un altre) objectiu; (ara es|passa a ser|sera|a partir d ara|des d ara);
    (volem|vull|necessitem) (un|arribar|aconseguir|assolir);
    maxim; com a molt; (topall|maxim) de; no mes de; minim; almenys; com a minim; (volem|necessitem)
what_goals:
    (quins?|quines|quin es|quins son|digue m|veure|mostra|ensenya m|te|tenim|hi ha|recorda m) (.. )?(objectius?|
    fites?); (objectius?|fites?) (.. )?(te|tenim|hi ha|vam posar|acordat|acordats|fixats|marcats|posats)
meet:
    (compl|assol|aconse)*; (arribem|arribarem|arribar|arriba|arribant|arribarà);
    (lluny|a prop|per sobre|per sota|dins|fora|respecte|davant) (de|del|d|al|a|l); com (va|anem|van|estem|esta);
    anem be
compare:
    compar*; vs; versus; contra; davant (de|del); respecte (a|al|del|de|d|a l); en relacio (a|amb);
    (millor|pitjor|mes|menys) .. que (el|la|en|els|les|fa|ahir|l); diferenci(a|es) (entre|amb|de|respecte);
    (millor|pitjor) (que|o); qual? de (els|les) dues; enfronta; respecte; en comparacio
chart:
    grafi(c|ca|cs|ques|co|cos); graph; chart; evolucio*; corba; tendenci(a|es); dia (a|per) dia; dibuixa*;
    pinta( m| me| ns)?; imatge; en (foto|imatge); visualment; plot; (setmana a setmana|mes a mes);
    com ha evolucionat; evoluciona; barres
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
    (anem|estem) (passats|justos|curts|sobrats) de (despesa|pressupost|diners|calers)
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
    (que|a que) (.. )?(atencio|prioritat|prioritzar)*;
    (qui|quina) (va|ho esta fent) (pitjor|millor|be|malament);
    que (tinc|tenim|hi ha) (actiu|en marxa|corrent|viu|funcionant|obert); top \\d+; pitjors; millors;
    (hi ha )?alguna (campanya )?(.. )?(malament|problem|vermell|fluixa|aturad|preocup)*;
    (com van|estat de) totes; la (mes|menys) (cara|barata|rendible|eficient|fluixa);
    (millor|pitjor|major|menor) (rendiment|resultat|campanya|cost|cpl|cpa|roas|ctr|cpc|ratio);
    qui (gasta|porta|dona|te|consumeix)( mes| menys)?; (les|els) que (mes|menys|pitjor|millor);
    ordenad(a|es|s)? per; per ordre de;
    on (.. )?(perdem|perdent|llencem)
which:
    quin(a|es|s)?; quin; qui; quantes campanyes; alguna
results:
    (que|com|quines|quins|quin) .. (compta|compten|compteu|comptem|comptabilit|consider|s enten|entenem)* (com|
    per|aqui|en|la|el|de|un|una|a)?;
    (que|quin|quina) (es|seria) (exactament |aqui )?un(a)? (lead|conversio|resultat|venda);
    (definicio|defineix) de (lead|conversio|resultat|venda);
    (que|quins|quines) (.. )?(registra|registren|grava|graven|mesura|mesuren);
    accions de conversio; (compta|compten|valen|val) com( a)? (lead|conversio|resultat|venda)s?;
    d on (surten|traiem|surt|venen) (els|les|el) (leads|conversions|resultats|vendes); quins (esdeveniments);
    quines conversions;
    com (es )?(mesuren|mesurem|compten|comptem|compteu|mesura) (els|les|el) (leads|conversions|resultats|vendes);
    (es compten|estem comptant|compten) .. (com|leads|conversions|resultats|trucades|formularis); que entra com a;
    quina accio
adopt:
    (campanyes|res) (.. )?(sense (assignar|amo|client|adoptar|reclamar)|orfes|noves en|soltes|per adoptar);
    adopt*; orfes; sense (assignar|adoptar|reclamar|amo)
sync:
    (actualitza|refresca|sincronitza|recarrega|actualitzar|refrescar|sincronitzar);
    (torna a|tornar a) (llegir|carregar|baixar|sincronitzar|descarregar|demanar);
    (porta|baixa|carrega|demana|llegeix) (.. )?(ultimes dades|dades noves|dades (de )?(meta|google|crm|ara|
    ja))
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
    quan (acaba|comenca|s acaba|va comencar|finalitza|arrenca)
overall:
    (com|que tal) (anem|van|va|estem|ha anat|hem anat|portem|ens va);
    (resum|balanc|resumeix( me| m)?|estat|situacio|rendiment|panorama|performance|stats|estadistiques|metriques|
    kpis|numeros|xifres|resultats?|overview|dades); posa (m|me|ns) al dia; (en) (general|total|conjunt|global);
    (com|que tal) (va anar|va|ha anat|va acabar|ha acabat|va tancar|va quedar|ha tancat|va comencar|
    esta anant) (.. )?_+;
    (i|que tal|com) _+; com (anem|va tot|van|va la cosa)
what_alerts:
    (que|quines|quins|quantes|quants|hi ha|tinc|tenim|te|tens|veure|llista|mostra|ensenya m|alguna|
    algun) (.. )?(alert(a|es)|avis|avisos|regl(a|es)|alarm(a|es))
howmuch:
    quant(s|a|es)?;
    (a )?quin (preu|cost|quantitat|volum|xifra|numero|percentatge|cpl|cpa|cpc|ctr|roas|cpm|es|va ser|ha estat|
    va tenir|te); quina (es|va ser|inversio|despesa|facturacio|taxa|ha estat); nombre de; total de; a quant;
    a com
off_topic:
    (bon cap|bon nadal|bones festes|aniversari|vacances|dinar|dinem|sopar|cafe|cafes|cervesa|reunio|reunions|
    trucada|trucades|truco|trucar|truquem|ens veiem|fins|adeu|pluja|plou|nevat|futbol|partit|metge|tren|vol a|
    hotel|parquing|contrasenya|password|wifi|impressora|factura|factures|contracte|logo|logos|pdf|foto|fotos|
    video|videos|wetransfer|drive|zoom|meet|teams|calendari|agenda|cita|tradueix|traduir|traduccio|acudit|
    recepta|estoc|talla|comanda|comandes|transportista|safari|servidor|oficina|despatx|equip|adjuntar|adjunt|
    arxiu|fitxer|document|excel|powerpoint|entrevista|becari|benvingu|adreca)
courtesy:
    gracies*; merci*; jaja*; felic*; perdo*; ho sento; enhorabona*; felicitats*;
    (ho veiem|parlem|et dic|t explico|et passo|us passo|us envio|t envio|li dic|ho miro|ja ho miro|m ho miro|
    quedem|me n vaig|estic|arribo tard|no puc|ja esta|fet|llest|d acord|entes|ok|val|perfecte|genial|estupend|
    rebut); bona feina; ben fet; m encanta; (pinta|sona) be; que be; molt be; guai; fantastic;
    content; contenta; encantat; encantada
wish:
    (bon|bona|felic|bones) (.. )?(cap de setmana|finde|setmana|any|any nou|dilluns|divendres|dia|_+|nadal|festes)
threshold:
    (si|quan|de seguida que) .. (passa|passi|passen|supera|superi|baixa|baixi|cau|caigui|puja|pugi|arriba|arribi|
    queda|quedi|excedeix|dispara|dispari|sobrepassa|sobrepassi)
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
""")
