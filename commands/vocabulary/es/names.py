"""Spanish: words that mean the same in the names of campaigns, in whichever language one speaks of them."""

from commands.vocabulary.sentences import table

NAMES = table("""
autumn: otono; otonal; otonales
summer: verano; estival; veraniego; veraniega; veranito
spring: primavera; primaveral
winter: invierno; invernal; inviernos
christmas: navidad; navidades; navideno; navidena; nochebuena; navidenos; navidenas; papa noel; campana de navidad
epiphany: reyes; reyes magos; dia de reyes; cabalgata
newyear: ano nuevo; fin de ano; nochevieja; anyo nuevo
easter: semana santa; pascua
valentine: san valentin; enamorados; dia de los enamorados
sanjuan: san juan; verbena; noche de san juan
santjordi: sant jordi; san jorge; dia del libro; dia del libro y la rosa
halloween: halloween; noche de brujas; noche de los muertos
allsaints: todos los santos; los santos; difuntos; dia de los difuntos
carnival: carnaval; carnavales
blackfriday: black friday; viernes negro; blackfriday; bf; black week; bfcm
cybermonday: cyber monday; cibermonday; ciber lunes; cybermonday
sale: rebajas; rebaja; rebajado; oferta; ofertas; descuento; descuentos; liquidacion; saldo; saldos; remate;
    rebajones; fin de existencias; liquidaciones
promo: promocion; promociones; promo; promos
mother: dia de la madre; madre; madres; dia de las madres
father: dia del padre; padre; padres; dia del papa
school: vuelta al cole; vuelta al colegio; regreso a clases; vuelta a clase; vuelta a las clases; cole; escuela;
    escuelas; colegio; colegios; la vuelta al cole
wedding: boda; bodas; nupcial; nupcias
communion: comunion; comuniones
gift: regalo; regalos; obsequio
card: tarjeta; tarjetas
cart: carrito; carro; cesta; carritos
abandoned: abandonado; abandonados
newsletter: newsletter; boletin; boletines
lead: leads; lead
capture: captacion; captar; captacion de; adquisicion; recluta
implant: implante; implantes; implantologia
ortho: ortodoncia; ortodoncias; brackets
invisible: invisible; invisibles
emergency: urgencias; urgencia; emergencias; emergencia
whitening: blanqueamiento; blanqueamientos
cleaning: limpieza; limpiezas
kids: ninos; infantil; infantiles; peques; pediatria; odontopediatria
aesthetics: estetica; esteticas
hair: capilar; pelo; cabello
laser: laser
eye: ojo; ojos; vista; oftalmologia
getaway: escapada; escapadas
trip: viaje; viajes
hotel: hotel; hoteles
rural: rural; rurales
flight: vuelo; vuelos
holiday: vacaciones
beach: playa; playas
snow: nieve; esqui; forfait
mountain: montana
weekend: fin de semana; finde
brand: marca
generic: generico; genericas; generica; genericos
search: busqueda; busquedas; buscador; search; sem
display: display
video: video; videos
retarget: remarketing; retargeting; recuperacion
prospect: prospeccion; prospecting; nuevo cliente; clientes nuevos
app: app; aplicacion
install: instalaciones; instalacion
shop: tienda; tiendas
online: online
event: evento; eventos
fair: feria; ferias
webinar: webinar; webinars; seminario web; webinario; webinarios
course: curso; cursos; formacion; formaciones
master: master; masters; posgrado
university: universidad
openday: puertas abiertas; jornada de puertas abiertas; dia de puertas abiertas
demo: demo; demos; demostracion
guide: guia; guias; ebook
trial: prueba gratis; prueba gratuita
insurance: seguro; seguros; polizas; poliza
car: coche; coches; auto; autos
electric: electrico; electricos; electrica; electricas
solar: solar; solares; placas; paneles solares; placas solares; fotovoltaica; fotovoltaico; autoconsumo
house: casa; casas; vivienda; viviendas; hogar
flat: piso; pisos; apartamento; apartamentos
rental: alquiler; alquileres
furniture: mueble; muebles
kitchen: cocina; cocinas
garden: jardin; jardines; jardineria
shoe: zapato; zapatos; calzado; zapatillas; deportivas; bambas
dress: vestido; vestidos
coat: abrigo; abrigos
fashion: moda; modas
collection: coleccion; colecciones
launch: lanzamiento; lanzamientos
new: nueva; nuevo; nuevas; nuevos
product: producto; productos
service: servicio; servicios
wine: vino; vinos
cava: cava; cavas
restaurant: restaurante; restaurantes
lunch: comida; comidas
dinner: cena; cenas
menu: menu; menus
basket: cesta; cestas; lote; lotes; cestas de navidad; lote de navidad; lotes de navidad; cesta de navidad
toy: juguete; juguetes
book: libro; libros
gym: gimnasio; gimnasios
membership: cuota; cuotas; socios; socio; abono; abonos; abonado; abonados; miembro; miembros
physio: fisioterapia; fisio
clinic: clinica; clinicas
health: salud
checkup: revision; revisiones; chequeo
women: mujer; mujeres
men: hombre; hombres
student: estudiante; estudiantes; alumnos
company: empresa; empresas; b2b; empresariales; negocio; negocios
employee: empleo; trabajo; seleccion; ofertas de empleo; vacantes; talento; reclutamiento
anniversary: aniversario; cumpleanos
opening: apertura; aperturas; inauguracion
awareness: notoriedad; reconocimiento
loyalty: fidelizacion; fidelidad
loan: prestamo; prestamos; credito; creditos
mortgage: hipoteca; hipotecas
account: cuenta; cuentas
spain: espana; espanol; espanola; espanolas; espanoles; es; castellano
portugal: portugal; portugues; portuguesa; portuguesas; pt
france: francia; frances; francesa
germany: alemania; aleman; alemana
italy: italia; italiano; italiana
uk: reino unido; inglaterra
mexico: mexico; mejico; mexicano
catalonia: cataluna; catalunya; catalana; catalan
andalusia: andalucia
barcelona: barcelona; bcn; barna
madrid: madrid; mad
valencia: valencia; vlc
seville: sevilla
girona: girona; gerona
lleida: lleida; lerida
basque: pais vasco; euskadi
balearics: baleares; mallorca; palma
canaries: canarias
london: londres
paris: paris
lisbon: lisboa
north: norte
south: sur
january: enero
february: febrero
march: marzo
april: abril
may: mayo
june: junio
july: julio
august: agosto
september: septiembre; setiembre
october: octubre
november: noviembre
december: diciembre
chestnut: castanada; castanadas; castanas; castana; castaneras; magosto
thanksgiving: accion de gracias
singles: dia del soltero; once del once
stpatrick: san patricio
womensday: dia de la mujer; ocho de marzo; 8m
merce: la merce; merce
pilar: pilar; el pilar
constitution: puente de diciembre; puente de la constitucion; la constitucion
bridge: puente; puentes
advent: adviento
calcot: calcotada; calcots; calcotadas
harvest: vendimia; cosecha; cosechas
winery: bodega; bodegas
winetourism: enoturismo; turismo del vino
tasting: cata; catas; degustacion; degustaciones
club: club; clubs; clubes
scholarship: beca; becas
degree: grado; grados; carrera; carreras
nursing: enfermeria; enfermera; enfermeras
law: derecho; abogados; abogado
medicine: medicina
psychology: psicologia; psicologo; psicologos
engineering: ingenieria; ingenieros
architecture: arquitectura; arquitectos
language: idioma; idiomas; lengua
english: ingles
preschool: guarderia; guarderias; escuela infantil
enrolment: matricula; matriculas; matriculacion; inscripcion; inscripciones
heatpump: bomba de calor; bombas de calor; aerotermia
aircon: aire acondicionado; climatizacion
heating: calefaccion; caldera; calderas
charger: cargador; cargadores; punto de recarga; puntos de recarga; recarga
battery: bateria; baterias
panel: panel; paneles; placa
homeowner: propietario; propietarios
energy: energia; energias
light: luz; iluminacion
water: agua
gas: gas
window: ventana; ventanas
door: puerta; puertas
bathroom: bano; banos
renovation: reforma; reformas
mattress: colchon; colchones
sofa: sofa; sofas
lamp: lampara; lamparas
homeware: decoracion; menaje
newbuild: obra nueva; promocion nueva
estate: inmobiliaria; inmuebles
office: oficina; oficinas; despacho
coworking: coworking
garage: garaje; garajes; parking; aparcamiento
motorbike: moto; motos; motocicleta
bike: bici; bicis; bicicleta; bicicletas
van: furgoneta; furgonetas
truck: camion; camiones
secondhand: segunda mano; ocasion; seminuevo; seminuevos; usado; usados
garagework: taller; talleres; mecanico
tyre: neumatico; neumaticos; ruedas
resolution: proposito; propositos
pool: piscina; piscinas; natacion
padel: padel; paddle
tennis: tenis
football: futbol
basketball: baloncesto
running: running; correr; carrera popular
yoga: yoga; pilates
fitness: fitness; ejercicio; entreno; entrenamiento
trainer: entrenador personal; entrenador
camp: campamento; campamentos; colonias; campus
spa: spa; balneario; balnearios
massage: masaje; masajes
cruise: crucero; cruceros
island: isla; islas
city: ciudad; ciudades
camping: camping; campings
skis: estacion de esqui
booking: reserva; reservas
earlybird: reserva anticipada; anticipada
lastminute: ultimo minuto; ultima hora
honeymoon: luna de miel; viaje de novios
couple: pareja; parejas
family: familia; familias; familiar
baby: bebe; bebes
pregnant: embarazo; embarazada
fertility: fertilidad; reproduccion asistida; fecundacion
senior: mayores; tercera edad; senior
pet: mascota; mascotas; perro; perros; gato; gatos
vet: veterinario; veterinaria
dentist: dentista; dentistas; dental
doctor: medico; medicos
surgery: cirugia; cirugias; operacion
botox: botox; rellenos
skin: piel; facial; dermatologia
hairtransplant: injerto capilar; implante capilar
hearing: audifono; audifonos; audicion
glasses: gafas; lentillas; optica
sunglasses: gafas de sol
pharmacy: farmacia; parafarmacia
vaccine: vacuna; vacunas; vacunacion
diet: dieta; dietas; nutricion; adelgazar
perfume: perfume; perfumes; colonia
cosmetic: cosmetica; cosmeticos; belleza; maquillaje
jewel: joya; joyas; joyeria
watch: reloj; relojes
bag: bolso; bolsos; mochila; mochilas
shirt: camisa; camisas; camiseta; camisetas
trousers: pantalon; pantalones; vaqueros
swimwear: banadores; bikini; bikinis
lingerie: lenceria; ropa interior
clothes: ropa
knit: punto; jersey; jerseis
boots: botas; botines
sandals: sandalias
season: temporada; temporadas
midseason: media temporada; mid season
outlet: outlet; outlets
coupon: cupon; cupones; vale; vales
giftcard: tarjeta regalo; tarjetas regalo; cheque regalo
shipping: envio gratis; envios gratis
delivery: domicilio; a domicilio; reparto
bread: pan; panaderia
cake: pastel; pasteles; tarta; tartas; pasteleria
roscon: roscon; roscones; roscon de reyes
turron: turron; turrones
mona: mona; monas; monas de pascua
panettone: panettone; panettones; panetone
icecream: helado; helados
chocolate: chocolate; chocolates; bombones
cheese: queso; quesos
ham: jamon; jamones; embutidos
oil: aceite; aceites
beer: cerveza; cervezas
vermouth: vermut; vermuts
coffee: cafe; cafes; capsulas
fruit: fruta; frutas; verdura; verduras
meat: carne; carnes
fish: pescado; marisco
vegan: vegano; vegana; veganos
organic: ecologico; ecologica; eco; bio
flower: flor; flores; floristeria
plant: planta; plantas
rose: rosa; rosas
party: fiesta; fiestas; despedida
concert: concierto; conciertos
festival: festival; festivales
theatre: teatro
museum: museo; museos; exposicion
ticket: entrada; entradas
tour: tour; tours; visita; visitas
congress: congreso; congresos; jornadas
cybersecurity: ciberseguridad; seguridad informatica
gdpr: rgpd; proteccion de datos; gdpr
bank: banca; banco; bancos
invest: fondo; fondos; inversor; inversores
pension: pension; pensiones; plan de pensiones
life: vida
tax: impuestos; renta; declaracion; declaracion de la renta
accounting: contabilidad; gestoria
payroll: nomina; nominas
software: software; programa
erp: erp
cloud: nube; cloud
hosting: hosting; dominio; dominios
fibre: fibra; internet
phone: movil; moviles; telefonia
alarm: alarmas del hogar; alarma del hogar
security: seguridad
ngo: donacion; donaciones; donativos; donativo
volunteer: voluntarios; voluntariado
refugee: refugiados
hunger: hambre
child: infancia
sponsor: apadrina; apadrinar; apadrinamiento
training: oposicion; oposiciones
exam: selectividad; evau; ebau; pau; examen
vocational: fp; formacion profesional; ciclo; ciclos
translation: traduccion; traducciones
subscription: suscripcion; suscripciones
request: solicitud; peticion
consult: asesoria; asesoramiento; consultoria
quote: cotizacion
catalog: catalogo; catalogos
funnel: conversion
shopping: shopping; performance max; pmax
local: local; locales; barrio
international: internacional; internacionales
export: exportacion
usa: estados unidos; eeuu; usa
europe: europa; europeo
latam: latam; latinoamerica
argentina: argentina
colombia: colombia
switzerland: suiza
netherlands: holanda; paises bajos
belgium: belgica
austria: austria
ireland: irlanda
scotland: escocia
andorra: andorra
zaragoza: zaragoza
bilbao: bilbao
malaga: malaga
alicante: alicante
tarragona: tarragona
galicia: galicia
asturias: asturias
aragon: aragon
murcia: murcia
costabrava: costa brava
ibiza: ibiza
pyrenees: pirineo; pirineos
rome: roma
east: este; levante; oriente
west: oeste; occidente
""")
