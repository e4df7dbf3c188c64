"""Spanish: words that mean the same in the names of campaigns, in whichever language one speaks of them."""

from commands.vocabulary.sentences import table

NAMES = table("""
autumn: otono; otonal
summer: verano; estival
spring: primavera
winter: invierno
christmas: navidad; navidades; navideno; navidena; nochebuena
epiphany: reyes; reyes magos
newyear: ano nuevo; fin de ano; nochevieja
easter: semana santa; pascua
valentine: san valentin
sanjuan: san juan
santjordi: sant jordi; san jorge; dia del libro
halloween: halloween
allsaints: todos los santos
carnival: carnaval; carnavales
blackfriday: black friday; viernes negro; blackfriday; bf
cybermonday: cyber monday; cibermonday; ciber lunes; cybermonday
sale: rebajas; rebaja; rebajado; oferta; ofertas; descuento; descuentos; liquidacion; saldo; saldos
promo: promocion; promociones; promo; promos
mother: dia de la madre; madre; madres
father: dia del padre; padre; padres
school: vuelta al cole; vuelta al colegio; regreso a clases; vuelta a clase; vuelta a las clases; cole
wedding: boda; bodas; nupcial; nupcias
communion: comunion; comuniones
gift: regalo; regalos; obsequio
card: tarjeta; tarjetas
cart: carrito; carro; cesta; carritos
abandoned: abandonado; abandonados
newsletter: newsletter; boletin; boletines
lead: leads; lead
capture: captacion; captar
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
snow: nieve; esqui
mountain: montana
weekend: fin de semana; finde
brand: marca
generic: generico; genericas; generica; genericos
search: busqueda; busquedas; buscador
display: display
video: video; videos
retarget: remarketing; retargeting
prospect: prospeccion; prospecting
app: app; aplicacion
install: instalaciones; instalacion
shop: tienda; tiendas
online: online
event: evento; eventos
fair: feria; ferias
webinar: webinar; webinars; seminario web
course: curso; cursos
master: master; masters; posgrado
university: universidad
openday: puertas abiertas; jornada de puertas abiertas
demo: demo; demos; demostracion
guide: guia; guias; ebook
trial: prueba gratis; prueba gratuita
insurance: seguro; seguros
car: coche; coches; auto; autos
electric: electrico; electricos; electrica; electricas
solar: solar; solares; placas; paneles solares; placas solares
house: casa; casas; vivienda; viviendas; hogar
flat: piso; pisos; apartamento; apartamentos
rental: alquiler; alquileres
furniture: mueble; muebles
kitchen: cocina; cocinas
garden: jardin; jardines; jardineria
shoe: zapato; zapatos; calzado; zapatillas
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
basket: cesta; cestas; lote; lotes; cestas de navidad
toy: juguete; juguetes
book: libro; libros
gym: gimnasio; gimnasios
membership: cuota; cuotas; socios; socio
physio: fisioterapia; fisio
clinic: clinica; clinicas
health: salud
checkup: revision; revisiones; chequeo
women: mujer; mujeres
men: hombre; hombres
student: estudiante; estudiantes; alumnos
company: empresa; empresas; b2b
employee: empleo; trabajo; seleccion
anniversary: aniversario
opening: apertura; aperturas; inauguracion
awareness: notoriedad; reconocimiento
loyalty: fidelizacion; fidelidad
loan: prestamo; prestamos; credito; creditos
mortgage: hipoteca; hipotecas
account: cuenta; cuentas
spain: espana; espanol; espanola; espanolas; espanoles; es
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
balearics: baleares; mallorca
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
""")
