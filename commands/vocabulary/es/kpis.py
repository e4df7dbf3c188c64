"""Spanish: how people speak of KPIs, and what they tell an answer apart by."""

from commands.vocabulary.sentences import table

KPIS = table("""
spend:
    (gasto|gastos|inversion|inversiones|coste total|consumo)( publicitari[oa]| en publicidad| en anuncios|
     total| de medios)?;
    (gastado|gastamos|gaste|gastaron|gastan|gasta|gastando|invertido|invertimos|invirtiendo|invertidos|invierte|
    gastais|gastaste|gastados); consum(e|en|ido|iendo|imos|io);
    (dinero|pasta|euros) (.. )?(gastad|invertid|metid)*; (llevamos|lleva|hemos) metido;
    cuanto (nos |me )?(cuesta|costo|ha costado|esta costando|costando)( la campana| la| el| todo)?;
    (coste|costes|spend);
    (dejado|dejando|dejamos|pagado|pagamos|pagando|costado|costando|quemado|quemando|metiendo);
    cuanto (llevamos|llevo|llevan|va|van|se ha ido|se nos ha ido|hemos puesto|hemos metido|hemos soltado|
    nos hemos dejado); cuant* (dinero|pasta|euros);
    (soltado|soltamos|desembols|palmado|palmamos|fundido|pulido|apoquinado|se llevo|se ha llevado|metimos|
    metido|destinado|destinamos|dedicado)*
cpl:
    coste? (por|x|de cada|del|de|/) ?lead*; coste? lead; precio (por|del|x|de cada) lead*;
    (cuesta|costado|costando|cuestan|costo|costaron|sale|salen|salido|saliendo|pagado|pagando|pagamos|vale|
    valen) (.. )?(cada |el |un |los |por |por cada )?(lead|leads|contacto|contactos|formulario);
    (leads|contactos) (.. )?(mas |menos )?(barat|car|economic)*; (cada|un) lead .. (cuest|cost|sale|sali)*;
    a (cuanto|que precio|como) .. (leads?|contactos?); lead (mas )?(barato|caro); cpl;
    (caro|barato|caros|baratos) .. leads?; (coste|precio) medio (por|del) lead; por lead;
    (€|euros?) (por |per |/ |x |a )?leads?; cpls;
    (pag|cuest|gast|sal|invert)* (.. )?por (cada )?(lead|contacto|formulario)s?;
    (paciente|solicitud|contacto|alta) (.. )?(cuest|sale|sali)*;
    (capt|tra|consig|sac)* (.. )?(mas |menos )?(barat|car|economic)*; (€|euros?) (el|cada|por cada) lead;
    (coste|costo|precio) (medio )?(de|por|x) (cada )?(socio|paciente|alumno|inscrito|inscripcion|alta|solicitud|
    registro|formulario|contacto|interesado|matricula|cita)(s)?( nuev[oa]s?)?;
    cuanto (.. )?(cada|un|una) (socio|paciente|alumno|inscrito|alta|solicitud|registro|contacto|
    interesado)( nuev[oa])?
leads:
    leads?; contactos; formularios; prospectos; registros; solicitudes; potenciales clientes;
    clientes potenciales;
    (gente|personas|usuarios|interesados) .. (contactado|dejado|rellenado|apuntado|registrado|interesado|escrito);
    peticiones; altas; interesados;
    sign ?ups?; altas; captaciones;
    (gente|personas|usuarios|pacientes|alumnos|clientes) (.. )?(interesad|apuntad|inscrit|registrad)*; fichas
cpc:
    coste? (por|x|de cada|del|de) (clic|click)*; precio (por|del|x) (clic|click)*;
    (cuesta|costando|sale|costado|pagamos|pagando) (.. )?(cada |el |un |por )(clic|click); cpc;
    (coste|precio) medio (por|del) (clic|click); clics? .. (car|barat)*; (car|barat)* .. clics?; por clic;
    (€|euros?) (por |per |x |a )?(clic|click); cpcs;
    a (cuanto|como|que precio) .. clic*; (pag|cuest|gast|sal)* (.. )?por (cada )?clic*
cpm:
    coste? por mil( impresiones)?; cpm
cpa:
    coste? (por|x|de|de la|de cada) (adquisicion|conversion|compra|venta|accion|resultado)*; cpa;
    (cuesta|costando|sale|costado|pagamos) (.. )?(cada |la |una |por )(conversion|venta|adquisicion|compra);
    conversion(es)? .. (car|barat)*; (car|barat)* .. conversion(es)?;
    (pag|cuest|gast|sal|invert)* (.. )?(por|en) (cada )?(venta|compra|conversion|adquisicion|pedido|reserva);
    a (cuanto|como|que precio) .. (venta|compra|conversion|adquisicion)
ctr:
    ctr; (tasa|ratio|porcentaje) de (clic|click|pinchazo)*; % (de )?clics?
cvr:
    (tasa|ratio|porcentaje|indice|rate) de conversion*; cvr; conversion rate; % (de )?conversi*; conversion %;
    convi(erte|erten|rtiendo|rtio|rtieron)( (bien|mal|mejor|peor|mas|menos))?; conversion (.. )?(porcentaje|%)
conversions:
    conversion(es)?; convers; compras; transacciones;
    (gente|personas|usuarios) .. (comprado|convertido|compraron); reservas; pedidos; inscripciones
clicks:
    clics?; clicks?; pinchazos; visitas; trafico;
    (gente|personas|usuarios) .. (clic|clicado|pinchado|clicaron|pincharon)
impressions:
    impresiones; impresion; impactos; visualizaciones;
    (gente|personas|usuarios) .. (visto|impactado|vieron); vistas; veces .. (visto|mostrado|salido)
revenue:
    (facturacion|facturado|facturamos|facturando|factura|ingresos?|ingresado|ingresamos|recaudado|vendido|
    vendimos|vendiendo|ventas en euros|volumen de ventas|valor de las ventas|caja);
    (hemos|cuanto) (ganado|ganamos|sacado|hecho en ventas)
roas:
    roas; retorno( de la inversion| publicitario| sobre la inversion)?; rentabilidad; roi;
    rentables?; (recuper|amortiz)* (.. )?(inversion|dinero|lo invertido|lo que metemos|gasto)
downloads:
    descargas?; instalaciones; installs?; descargado; descargaron;
    (gente|personas|usuarios) .. (descargado|instalado|bajado)
cost_per_download:
    coste? (por|x|de|de cada) (descarga|instalacion|install)*; precio por (descarga|instalacion);
    (cuesta|costando|sale) (.. )?(cada |una )(descarga|instalacion);
    (descargas?|instalaciones) .. (car|barat)*; por descarga; por instalacion
mqls:
    mqls?; leads (cualificados|calificados)( de marketing)?
sqls:
    sqls?; leads cualificados (de|para|por) ventas; oportunidades
cost_per_mql:
    coste? (por|x) mql
cost_per_sql:
    coste? (por|x) sql
new_customers:
    clientes nuevos; nuevos clientes; clientes (ganados|conseguidos|captados|cerrados);
    (cuantos|numero de) clientes
cost_per_customer:
    coste? (por|x|de|de cada) (cliente|adquisicion de clientes?)( nuevo)?; cac;
    (cuesta|costando|sale) (.. )?(cada |un )cliente
lead_to_mql:
    (tasa|porcentaje|ratio|paso|conversion) de leads? a mqls?
mql_to_sql:
    (tasa|porcentaje|ratio|paso|conversion) de mqls? a sqls?
lead_to_customer:
    (tasa|porcentaje|ratio|paso|conversion) de leads? a clientes?;
    (cuantos|que porcentaje de) leads (.. )?(se convierten en|acaban siendo|acaban en) clientes?
sql_to_customer:
    (tasa|porcentaje|ratio|paso|conversion) de sqls? a clientes?
sales:
    ventas?
""")
