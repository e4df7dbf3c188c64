"""Catalan: how people speak of KPIs, and what they tell an answer apart by."""

from commands.vocabulary.sentences import table

KPIS = table("""
spend:
    (despesa|despeses|inversio|inversions|cost total|consum)( publicitaria| en publicitat| en anuncis| total)?;
    (gastat|gastem|gastades|gastats|gasten|gasta|gastant|gastar|invertit|invertim|invertint|invertits|inverteix|
    gasteu); (consumeix|consumeixen|consumit|consumint); (diners|calers|euros) (.. )?(gastat|invertit|posat)*;
    (portem|porta) (gastat|invertit|posat);
    quant (ens |em )?(costa|va costar|ha costat|esta costant)( la campanya| la| el| tot)?; (cost|costos|spend);
    (deixat|deixant|pagat|paguem|pagant|costat|costant|cremat|cremant);
    quant (portem|porto|s ha anat|se ns ha anat|hem posat|hem deixat); quant* (diners|calers|euros);
    (abocat|desemborsat|polit|fos|destinat|destinem|dedicat|endut|s ha endut)
cpl:
    cost (per|x|de cada|del|de|/) ?lead*; cost lead; preu (per|del|x|de cada) lead*;
    (costa|(?<!al )costat|costant|costen|va costar|surt|surten|sortit|sortint|pagat|pagant|paguem|val|valen|
    ve) (.. )?(cada |el |un |els |per |per cada )?(lead|leads|contacte|contactes|formulari);
    (leads|contactes) (.. )?(mes |menys )?(barat|car|economic)*; (cada|un) lead .. (cost|surt|sort)*;
    a (quant|quin preu|com) .. (leads?|contactes?); lead (mes )?(barat|car); cpl;
    (car|barat|cars|barats) .. leads?; (cost|preu) mitja (per|del) lead; per lead;
    (€|euros?) (por |per |/ |x |a )?leads?; cpls;
    (pag|cost|gast|surt|invert)* (.. )?per (cada )?(lead|contacte|formulari)s?;
    (pacient|sollicitud|contacte|alta) (.. )?(cost|surt|sorti)*;
    (capt|port|aconseg|tre)* (.. )?(mes |menys )?(barat|car|economic)*; (€|euros?) (el|cada|per cada) lead;
    (cost|preu) (mitja )?(de|per|d|del) (cada )?(soci|pacient|alumne|inscrit|inscripcio|alta|sollicitud|
    registre|formulari|contacte|interessat|matricula|cita)(s)?( nou| nova)?;
    quant (.. )?(cada|un|una) (soci|pacient|alumne|inscrit|alta|sollicitud|registre|contacte|interessat)( nou|
     nova)?
leads:
    leads?; contactes; formularis; prospectes; registres; sollicituds; clients potencials;
    (gent|persones|usuaris|interessats) .. (contactat|deixat|omplert|apuntat|registrat|interessat|escrit);
    peticions; altes; interessats;
    sign ?ups?; captacions;
    (gent|persones|usuaris|pacients|alumnes|clients) (.. )?(interessa|apunta|inscri|registra)*; fitxes
cpc:
    cost (per|x|de cada|del|de) (clic|click)*; preu (per|del|x) (clic|click)*;
    (costa|costant|surt|costat|paguem|pagant) (.. )?(cada |el |un |per )(clic|click); cpc;
    (cost|preu) mitja (per|del) (clic|click); clics? .. (car|barat)*; (car|barat)* .. clics?; per clic;
    (€|euros?) (por |per |x |a )?(clic|click); cpcs;
    a (quant|com|quin preu) .. clic*; (pag|cost|gast|surt)* (.. )?per (cada )?clic*
cpm:
    cost per mil( impressions)?; cpm
cpa:
    cost (per|x|de|de la|de cada|d) (adquisicio|conversio|compra|venda|accio|resultat)*; cpa;
    (costa|costant|surt|costat|paguem) (.. )?(cada |la |una |per )(conversio|venda|adquisicio|compra);
    conversio(ns)? .. (car|barat)*; (car|barat)* .. conversio(ns)?;
    (pag|cost|gast|surt|invert)* (.. )?(per|en) (cada )?(venda|compra|conversio|adquisicio|comanda|reserva);
    a (quant|com|quin preu) .. (venda|compra|conversio|adquisicio)
ctr:
    ctr; (taxa|ratio|percentatge) de (clic|click)*; % (de )?clics?
cvr:
    (taxa|ratio|percentatge|index) de conversio*; cvr; % (de )?conversi*; conversion %;
    convert(eix|eixen|int)( (be|malament|millor|pitjor|mes|menys))?; conversio (.. )?(percentatge|%)
conversions:
    conversio(ns)?; compres; transaccions;
    (gent|persones|usuaris) .. (comprat|convertit); reserves; inscripcions
clicks:
    clics?; clicks?; visites; transit; (gent|persones|usuaris) .. (clic|clicat|punxat)
impressions:
    impressions; impressio; impactes; visualitzacions;
    (gent|persones|usuaris) .. (vist|impactat); vegades .. (vist|mostrat|sortit)
revenue:
    (facturacio|facturat|facturem|facturant|factura|ingressos|ingres|ingressat|recaptat|venut|venem|
    volum de vendes|vendes en euros|caixa); (hem|quant) (guanyat|fet en vendes)
roas:
    roas; retorn( de la inversio| publicitari| sobre la inversio)?; rendibilitat; roi; rendible en roas;
    rendibles?; (recuper|amortitz|torn)* (.. )?(inversio|diners|el que hi posem|despesa)
downloads:
    descarregu*; (descarregues|baixades|installacions|instal lacions|descarregat|installs);
    (gent|persones|usuaris) .. (descarregat|installat|baixat)
cost_per_download:
    cost (per|x|de|de cada) (descarrega|baixada|installacio|instal lacio|install)*;
    (costa|costant|surt) (.. )?(cada |una )(descarrega|baixada|installacio);
    (descarregues|baixades) .. (car|barat)*; per descarrega; per baixada
mqls:
    mqls?; leads qualificats( de marqueting)?
sqls:
    sqls?; leads qualificats (de|per a|per) vendes; oportunitats
cost_per_mql:
    cost (per|x) mql
cost_per_sql:
    cost (per|x) sql
new_customers:
    clients nous; nous clients; clients (guanyats|aconseguits|captats|tancats); (quants|nombre de) clients
cost_per_customer:
    cost (per|x|de|de cada) client( nou)?; cac; (costa|costant|surt) (.. )?(cada |un )client
lead_to_mql:
    (taxa|percentatge|ratio|pas|conversio) de leads? a mqls?
mql_to_sql:
    (taxa|percentatge|ratio|pas|conversio) de mqls? a sqls?
lead_to_customer:
    (taxa|percentatge|ratio|pas|conversio) de leads? a clients?
sql_to_customer:
    (taxa|percentatge|ratio|pas|conversio) de sqls? a clients?
sales:
    vend(a|es)
""")
