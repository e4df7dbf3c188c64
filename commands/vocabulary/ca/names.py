"""Catalan: words that mean the same in the names of campaigns, in whichever language one speaks of them."""

from commands.vocabulary.sentences import table

NAMES = table("""
autumn: tardor; tardoral
summer: estiu; estiuenc; estival
spring: primavera; primaveral
winter: hivern; hivernal
christmas: nadal; nadalenc; nadalenca; nadales; pare noel; caga tio
epiphany: reis; reis mags; dia de reis; els reis
newyear: cap d any; any nou
easter: setmana santa; pasqua
valentine: sant valenti; enamorats; dia dels enamorats
sanjuan: sant joan; revetlla; nit de sant joan
santjordi: sant jordi; diada; dia del llibre; diada de sant jordi
halloween: halloween; nit de les bruixes
allsaints: tots sants; tot sants; difunts
carnival: carnaval; carnestoltes
blackfriday: black friday; divendres negre; blackfriday
cybermonday: cyber monday; cybermonday
sale: rebaixes; rebaixa; oferta; ofertes; descompte; descomptes; liquidacio; rebaixat; liquidacions; fi d existencies
promo: promocio; promocions; promo
mother: dia de la mare; mare; mares
father: dia del pare; pare; pares
school: tornada a l escola; tornada al cole; tornada a classe; tornada a les classes; escola; escoles; collegi;
    collegis
wedding: casament; casaments; noces; boda
communion: comunio; comunions
gift: regal; regals
card: targeta; targetes
cart: carreto; carro; cistella
abandoned: abandonat; abandonats
newsletter: newsletter; butlleti
lead: leads; lead
capture: captacio; captar; adquisicio
implant: implant; implants
ortho: ortodoncia
invisible: invisible
emergency: urgencies; urgencia; emergencies
whitening: emblanquiment
cleaning: neteja
kids: nens; infantil; pediatria
aesthetics: estetica
hair: capil lar; capillar; cabell
laser: laser
eye: ull; ulls; vista
getaway: escapada; escapades
trip: viatge; viatges
hotel: hotel; hotels
rural: rural; rurals
flight: vol; vols
holiday: vacances
beach: platja; platges
snow: neu; esqui; forfet
mountain: muntanya
weekend: cap de setmana
brand: marca
generic: generic; generica; generiques
search: cerca; cerques; search; sem; cercador
display: display
video: video; videos
retarget: remarqueting; remarketing; retargeting; recuperacio
prospect: prospeccio; prospecting; captacio de clients
app: app; aplicacio
install: instal lacions; installacions
shop: botiga; botigues
online: online; en linia
event: esdeveniment; esdeveniments
fair: fira; fires
webinar: webinar; webinars; webinari; webinaris
course: curs; cursos; formacio; formacions
master: master; masters; postgrau
university: universitat
openday: portes obertes; jornada de portes obertes; dia de portes obertes
demo: demo; demos; demostracio
guide: guia; guies; ebook
trial: prova gratuita; prova gratis
insurance: asseguranca; assegurances; polissa; polisses
car: cotxe; cotxes
electric: electric; electrics
solar: solar; solars; plaques; plaques solars; fotovoltaica; autoconsum
house: casa; cases; habitatge; llar
flat: pis; pisos; apartament; apartaments
rental: lloguer; lloguers
furniture: moble; mobles
kitchen: cuina; cuines
garden: jardi; jardins
shoe: sabata; sabates; calcat; bambes; vambes; esportives
dress: vestit; vestits
coat: abric; abrics
fashion: moda; modes
collection: colleccio; col; leccio
launch: llancament; llancaments
new: nova; nou; noves; nous; novell; novella
product: producte; productes
service: servei; serveis
wine: vi; vins
cava: cava; caves
restaurant: restaurant; restaurants
lunch: dinar; apats; menjar
dinner: sopar; sopars
menu: menu; menus
basket: lot; lots; panera; paneres; cistelles; lot de nadal; lots de nadal; cistella de nadal; cistelles de nadal
toy: joguina; joguines
book: llibre; llibres
gym: gimnas; gimnasos
membership: quota; quotes; socis; soci; abonament; abonaments; abonat; abonats; membre; membres
physio: fisioterapia; fisio
clinic: clinica; cliniques
health: salut
checkup: revisio; revisions
women: dona; dones
men: home; homes
student: estudiant; estudiants; alumnes
company: empresa; empreses; b2b; negoci; negocis
employee: feina; seleccio; ofertes de feina; vacants; talent; reclutament
anniversary: aniversari; aniversaris
opening: obertura; inauguracio
awareness: notorietat; reconeixement
loyalty: fidelitzacio
loan: prestec; prestecs
mortgage: hipoteca; hipoteques
account: compte; comptes
spain: espanya; espanyol; espanyola; espanyoles; castella
portugal: portugal; portugues; portuguesa
france: franca; frances; francesa
germany: alemanya; alemany
italy: italia; italiana
uk: regne unit; anglaterra
mexico: mexic
catalonia: catalunya; catala; catalana
andalusia: andalusia
barcelona: barcelona; bcn; barna
madrid: madrid
valencia: valencia
seville: sevilla
girona: girona
lleida: lleida
basque: pais basc; euskadi
balearics: balears; mallorca; palma
canaries: canaries
london: londres
paris: paris
lisbon: lisboa
north: nord
south: sud
january: gener
february: febrer
march: marc
april: abril
may: maig
june: juny
july: juliol
august: agost
september: setembre
october: octubre
november: novembre
december: desembre
chestnut: castanyades; castanyes; castanya; castanyera; castanyada
thanksgiving: accio de gracies
singles: dia dels solters
stpatrick: sant patrici
womensday: dia de la dona; vuit de marc
merce: la merce; merce
pilar: pilar
constitution: pont de la purissima; la purissima; pont de desembre
bridge: pont; ponts
advent: advent
calcot: calcotada; calcots; calcotades
harvest: verema; collita
winery: celler; cellers
winetourism: enoturisme; turisme del vi
tasting: tast; tastos; degustacio; degustacions
club: club; clubs
scholarship: beca; beques
degree: grau; graus; carrera; carreres
nursing: infermeria; infermera; infermeres
law: dret; advocats; advocat
medicine: medicina
psychology: psicologia; psicoleg; psicolegs
engineering: enginyeria; enginyers
architecture: arquitectura; arquitectes
language: idioma; idiomes; llengua
english: angles
preschool: escola bressol; llar d infants; guarderia
enrolment: matricula; matricules; matriculacio; inscripcio; inscripcions
heatpump: bomba de calor; bombes de calor; aerotermia
aircon: aire condicionat; climatitzacio
heating: calefaccio; caldera; calderes
charger: carregador; carregadors; punt de recarrega; punts de recarrega; recarrega
battery: bateria; bateries
panel: plafo; plafons; panell; panells
homeowner: propietari; propietaris
energy: energia; energies
light: llum; illuminacio
water: aigua
gas: gas
window: finestra; finestres
door: porta; portes
bathroom: bany; banys
renovation: reforma; reformes
mattress: matalas; matalassos
sofa: sofa; sofas
lamp: lampada
homeware: decoracio; parament
newbuild: obra nova; promocio nova
estate: immobiliaria; immobles
office: oficina; oficines; despatx
coworking: coworking
garage: garatge; garatges; parquing; aparcament
motorbike: moto; motos; motocicleta
bike: bici; bicis; bicicleta; bicicletes
van: furgoneta; furgonetes
truck: camio; camions
secondhand: segona ma; ocasio; seminou; usat; usats
garagework: taller; tallers; mecanic
tyre: pneumatic; pneumatics; rodes
resolution: proposit; proposits
pool: piscina; piscines; natacio
padel: padel; padels
tennis: tennis
football: futbol
basketball: basquet; basquetbol
running: running; correr; cursa; curses
yoga: ioga; pilates
fitness: fitness; exercici; entrenament
trainer: entrenador personal; entrenador
camp: campament; campaments; colonies; casal; casals; campus
spa: spa; balneari; balnearis
massage: massatge; massatges
cruise: creuer; creuers
island: illa; illes
city: ciutat; ciutats
camping: camping; campings
skis: estacio d esqui
booking: reserva; reserves
earlybird: reserva anticipada; anticipada
lastminute: ultim minut; darrer minut; ultima hora
honeymoon: lluna de mel; viatge de nuvis; viatge de noces
couple: parella; parelles
family: familia; families; familiar
baby: nado; nadons; bebe; bebes
pregnant: embaras; embarassada
fertility: fertilitat; reproduccio assistida; fecundacio
senior: gent gran; avis; senior
pet: mascota; mascotes; gos; gossos; gat; gats
vet: veterinari; veterinaria
dentist: dentista; dentistes; dental
doctor: metge; metges
surgery: cirurgia; cirurgies; operacio
botox: botox; farciments
skin: pell; facial; dermatologia
hairtransplant: empelt capillar; implant capillar
hearing: audiofon; audiofons; audicio
glasses: ulleres; lents de contacte; optica
sunglasses: ulleres de sol
pharmacy: farmacia; parafarmacia
vaccine: vacuna; vacunes; vacunacio
diet: dieta; dietes; nutricio; aprimar
perfume: perfum; perfums; colonia
cosmetic: cosmetica; cosmetics; bellesa; maquillatge
jewel: joia; joies; joieria
watch: rellotge; rellotges
bag: bossa; bosses; motxilla; motxilles
shirt: camisa; camises; samarreta; samarretes
trousers: pantalo; pantalons; texans
swimwear: banyador; banyadors; biquini; biquinis
lingerie: llenceria; roba interior
clothes: roba
knit: punt; jersei; jerseis
boots: botes; botins
sandals: sandalies
season: temporada; temporades
midseason: mitja temporada; mid season
outlet: outlet; outlets
coupon: cupo; cupons; val; vals
giftcard: targeta regal; targetes regal; xec regal
shipping: enviament gratuit; enviaments gratuits
delivery: domicili; a domicili; repartiment
bread: pa; fleca; forn
cake: pastis; pastissos; pastisseria
roscon: tortell; tortells; tortell de reis
turron: torro; torrons
mona: mona; mones; mones de pasqua
panettone: panettone; panettones
icecream: gelat; gelats
chocolate: xocolata; xocolates; bombons
cheese: formatge; formatges
ham: pernil; pernils; embotits
oil: oli; olis
beer: cervesa; cerveses
vermouth: vermut; vermuts
coffee: cafe; cafes; capsules
fruit: fruita; fruites; verdura; verdures
meat: carn; carns
fish: peix; marisc
vegan: vega; vegana; vegans
organic: ecologic; ecologica; eco; bio
flower: flor; flors; floristeria
plant: planta; plantes
rose: rosa; roses
party: festa; festes; comiat
concert: concert; concerts
festival: festival; festivals
theatre: teatre
museum: museu; museus; exposicio
ticket: entrada; entrades
tour: tour; tours; visita; visites
congress: congres; congressos; jornades
cybersecurity: ciberseguretat; seguretat informatica
gdpr: rgpd; proteccio de dades; gdpr
bank: banca; banc; bancs
invest: fons; inversor; inversors
pension: pensio; pensions; pla de pensions
life: vida
tax: impostos; renda; declaracio; declaracio de la renda
accounting: comptabilitat; gestoria
payroll: nomina; nomines
software: software; programari
erp: erp
cloud: nuvol; cloud
hosting: hosting; domini; dominis
fibre: fibra; internet
phone: mobil; mobils; telefonia
alarm: alarmes de la llar; alarma de la llar
security: seguretat
ngo: donacio; donacions; donatiu; donatius
volunteer: voluntaris; voluntariat
refugee: refugiats
hunger: fam
child: infancia
sponsor: apadrina; apadrinar; apadrinament
training: oposicio; oposicions
exam: selectivitat; pau; examen
vocational: fp; formacio professional; cicle; cicles
translation: traduccio; traduccions
subscription: subscripcio; subscripcions
request: sollicitud; peticio
consult: assessoria; assessorament; consultoria
quote: pressupost sense compromis
catalog: cataleg; catalegs
funnel: conversio
shopping: shopping; performance max; pmax
local: local; locals; barri
international: internacional; internacionals
export: exportacio
usa: estats units; eua; usa
europe: europa; europeu
latam: latam; llatinoamerica
argentina: argentina
colombia: colombia
switzerland: suissa
netherlands: holanda; paisos baixos
belgium: belgica
austria: austria
ireland: irlanda
scotland: escocia
andorra: andorra
zaragoza: saragossa
bilbao: bilbao; bilbo
malaga: malaga
alicante: alacant
tarragona: tarragona
galicia: galicia
asturias: asturies
aragon: arago
murcia: murcia
costabrava: costa brava
ibiza: eivissa
pyrenees: pirineu; pirineus
rome: roma
east: est; llevant; orient
west: oest; occident; ponent
""")
