"""Catalan: words that mean the same in the names of campaigns, in whichever language one speaks of them."""

from commands.vocabulary.sentences import table

NAMES = table("""
autumn: tardor
summer: estiu
spring: primavera
winter: hivern
christmas: nadal; nadalenc; nadalenca
epiphany: reis; reis mags
newyear: cap d any; any nou
easter: setmana santa; pasqua
valentine: sant valenti
sanjuan: sant joan
santjordi: sant jordi; diada; dia del llibre
halloween: halloween; castanyada
allsaints: tots sants
carnival: carnaval; carnestoltes
blackfriday: black friday; divendres negre; blackfriday
cybermonday: cyber monday; cybermonday
sale: rebaixes; rebaixa; oferta; ofertes; descompte; descomptes; liquidacio
promo: promocio; promocions; promo
mother: dia de la mare; mare; mares
father: dia del pare; pare; pares
school: tornada a l escola; tornada al cole; tornada a classe; tornada a les classes
wedding: casament; casaments; noces; boda
communion: comunio; comunions
gift: regal; regals
card: targeta; targetes
cart: carreto; carro; cistella
abandoned: abandonat; abandonats
newsletter: newsletter; butlleti
lead: leads; lead
capture: captacio; captar
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
snow: neu; esqui
mountain: muntanya
weekend: cap de setmana
brand: marca
generic: generic; generica; generiques
search: cerca; cerques
display: display
video: video; videos
retarget: remarqueting; remarketing; retargeting
prospect: prospeccio; prospecting
app: app; aplicacio
install: instal lacions; installacions
shop: botiga; botigues
online: online; en linia
event: esdeveniment; esdeveniments
fair: fira; fires
webinar: webinar; webinars
course: curs; cursos
master: master; masters; postgrau
university: universitat
openday: portes obertes; jornada de portes obertes
demo: demo; demos; demostracio
guide: guia; guies; ebook
trial: prova gratuita; prova gratis
insurance: asseguranca; assegurances
car: cotxe; cotxes
electric: electric; electrics
solar: solar; solars; plaques; plaques solars
house: casa; cases; habitatge; llar
flat: pis; pisos; apartament; apartaments
rental: lloguer; lloguers
furniture: moble; mobles
kitchen: cuina; cuines
garden: jardi; jardins
shoe: sabata; sabates; calcat
dress: vestit; vestits
coat: abric; abrics
fashion: moda; modes
collection: colleccio; col; leccio
launch: llancament; llancaments
new: nova; nou; noves; nous
product: producte; productes
service: servei; serveis
wine: vi; vins
cava: cava; caves
restaurant: restaurant; restaurants
lunch: dinar; apats
dinner: sopar; sopars
menu: menu; menus
basket: lot; lots; panera; paneres
toy: joguina; joguines
book: llibre; llibres
gym: gimnas; gimnasos
membership: quota; quotes; socis; soci
physio: fisioterapia; fisio
clinic: clinica; cliniques
health: salut
checkup: revisio; revisions
women: dona; dones
men: home; homes
student: estudiant; estudiants; alumnes
company: empresa; empreses; b2b
employee: feina; seleccio
anniversary: aniversari
opening: obertura; inauguracio
awareness: notorietat; reconeixement
loyalty: fidelitzacio
loan: prestec; prestecs
mortgage: hipoteca; hipoteques
account: compte; comptes
spain: espanya; espanyol; espanyola; espanyoles
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
balearics: balears; mallorca
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
""")
