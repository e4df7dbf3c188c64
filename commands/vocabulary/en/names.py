"""English: words that mean the same in the names of campaigns, in whichever language one speaks of them."""

from commands.vocabulary.sentences import table

NAMES = table("""
autumn: autumn; fall; autumnal
summer: summer; summertime
spring: spring; springtime
winter: winter; wintertime
christmas: christmas; xmas; noel; santa; festive
epiphany: epiphany; three kings; kings; three wise men; twelfth night
newyear: new year; new year s; new years; new years eve
easter: easter
valentine: valentine; valentines; st valentine; saint valentine; valentine s; valentine s day; valentines day
sanjuan: st john; saint john; midsummer
santjordi: saint george; st george; book day; sant jordi; st george s day
halloween: halloween; spooky season
allsaints: all saints; all saints day; all souls
carnival: carnival; mardi
blackfriday: black friday; blackfriday; bf; black fri; black week; bfcm
cybermonday: cyber monday; cybermonday
sale: sale; sales; offer; offers; discount; discounts; clearance; bargain; bargains; stock clearance; closing down
promo: promotion; promotions; promo; promos
mother: mother s day; mothers day; mother; mothers; mum s day; mums
father: father s day; fathers day; father; fathers; dad s day; dads
school: back to school; bts; school; schools; return to school
wedding: wedding; weddings; bridal
communion: communion; communions
gift: gift; gifts; present; presents
card: card; cards; voucher; vouchers
cart: cart; basket; trolley; carts
abandoned: abandoned; abandonment
newsletter: newsletter; newsletters; bulletin
lead: leads; lead
capture: acquisition; capture; signups; signup; lead gen; sign ups; generation; recruitment drive
implant: implant; implants
ortho: orthodontics; orthodontic; braces; orthodontist
invisible: invisible; clear
emergency: emergency; emergencies; urgent; urgencies
whitening: whitening
cleaning: cleaning; cleanings; hygiene
kids: kids; children; child; paediatric; pediatric
aesthetics: aesthetics; aesthetic; cosmetic
hair: hair
laser: laser
eye: eye; eyes; vision
getaway: getaway; getaways; break; breaks; short breaks
trip: trip; trips; travel
hotel: hotel; hotels
rural: rural; countryside
flight: flight; flights
holiday: holidays; vacation; vacations; holiday
beach: beach; beaches
snow: snow; ski; skiing; ski pass
mountain: mountain; mountains
weekend: weekend; weekends
brand: brand; branded; branding
generic: generic; generics; non brand; nonbrand
search: search; sem
display: display
video: video; videos
retarget: remarketing; retargeting; retargetting; win back; winback
prospect: prospecting; new customers
app: app; application
install: install; installs; installation; installations
shop: shop; shops; store; stores
online: online
event: event; events
fair: fair; fairs; trade show
webinar: webinar; webinars
course: course; courses; training course
master: master; masters
university: university; college
openday: open day; open days; open house; open doors; open evening
demo: demo; demos
guide: guide; guides; ebook
trial: free trial; trial; trials
insurance: insurance; insurances; policy
car: car; cars
electric: electric; ev
solar: solar; solar panels; panels; photovoltaic; pv
house: house; houses; home; homes
flat: flat; flats; apartment; apartments
rental: rental; rentals; rent; lettings
furniture: furniture
kitchen: kitchen; kitchens
garden: garden; gardens
shoe: shoe; shoes; footwear; sneakers; trainers shoes
dress: dress; dresses
coat: coat; coats
fashion: fashion
collection: collection; collections
launch: launch; launches
new: new; latest
product: product; products
service: service; services
wine: wine; wines
cava: cava; sparkling
restaurant: restaurant; restaurants
lunch: lunch; food
dinner: dinner; dinners
menu: menu; menus
basket: hamper; hampers; baskets; christmas hamper; christmas hampers; christmas basket; christmas baskets
toy: toy; toys
book: book; books
gym: gym; gyms
membership: membership; memberships; members; member
physio: physio; physiotherapy
clinic: clinic; clinics
health: health
checkup: checkup; checkups; check up
women: women; woman; ladies
men: men; man
student: student; students
company: business; businesses; company; companies; corporate; b2b
employee: jobs; recruiting; recruitment; hiring; job; vacancies; talent; careers
anniversary: anniversary; birthday; birthdays
opening: opening; openings
awareness: awareness
loyalty: loyalty; retention
loan: loan; loans
mortgage: mortgage; mortgages
account: account; accounts
spain: spain; spanish
portugal: portugal; portuguese
france: france; french
germany: germany; german
italy: italy; italian
uk: uk; united kingdom england british; great britain
mexico: mexico; mexican
catalonia: catalonia; catalan
andalusia: andalusia
barcelona: barcelona; bcn
madrid: madrid
valencia: valencia
seville: seville
girona: girona; gerona
lleida: lleida
basque: basque
balearics: balearics; mallorca; majorca; palma
canaries: canaries; canary islands
london: london
paris: paris
lisbon: lisbon
north: north
south: south
january: january
february: february
march: march
april: april
may: may
june: june
july: july
august: august
september: september
october: october
november: november
december: december
chestnut: chestnut; chestnuts; chestnut feast; chestnut festival
thanksgiving: thanksgiving
singles: singles day
stpatrick: st patrick; st patricks; st patrick s; saint patrick
womensday: women s day; womens day
merce: la merce
pilar: pilar
constitution: december bank holiday
bridge: long weekend; bank holiday
advent: advent
calcot: calcotada; calcots
harvest: harvest; vintage; grape harvest
winery: winery; wineries; cellar; cellars
winetourism: wine tourism; enotourism; wine tours; winery tours
tasting: tasting; tastings
club: club; clubs
scholarship: scholarship; scholarships; grant; grants; bursary; bursaries
degree: degree; degrees; bachelor; bachelors; undergraduate
nursing: nursing; nurse; nurses
law: law; lawyers; lawyer
medicine: medicine
psychology: psychology; psychologist; psychologists
engineering: engineering; engineers
architecture: architecture; architects
language: language; languages
english: english
preschool: nursery; preschool; kindergarten
enrolment: enrolment; enrollment; enrolments; registration; admissions
heatpump: heat pump; heat pumps; heatpump; heatpumps; aerothermal
aircon: air conditioning; aircon; air con; hvac
heating: heating; boiler; boilers
charger: charger; chargers; charging; charging points; charge point; charge points
battery: battery; batteries
panel: panel
homeowner: homeowner; homeowners; owner; owners
energy: energy
light: light; lights; lighting
water: water
gas: gas
window: window; windows
door: door; doors
bathroom: bathroom; bathrooms
renovation: renovation; renovations; refurb; remodel; remodelling
mattress: mattress; mattresses
sofa: sofa; sofas; couch; couches
lamp: lamp; lamps
homeware: homeware; decor; decoration
newbuild: new build; new builds; new homes
estate: real estate; property; properties
office: office; offices
coworking: coworking; co working
garage: garage; garages; car park; parking
motorbike: motorbike; motorbikes; motorcycle; motorcycles
bike: bike; bikes; bicycle; bicycles; cycling
van: van; vans
truck: truck; trucks
secondhand: second hand; secondhand; used; preowned
garagework: workshop; workshops; garage repair
tyre: tyre; tyres; tire; tires
resolution: resolution; resolutions
pool: pool; pools; swimming; swim; swimming pool
padel: padel; paddle; padel tennis
tennis: tennis
football: football; soccer
basketball: basketball
running: running; run; race; races
yoga: yoga; pilates
fitness: fitness; workout; workouts; training
trainer: personal trainer; trainer; trainers; personal training
camp: camp; camps; summer camp
spa: spa; spas
massage: massage; massages
cruise: cruise; cruises
island: island; islands
city: city; cities
camping: camping; campsite; campsites; glamping
skis: ski resort
booking: booking; bookings; reservation; reservations
earlybird: early bird; earlybird; early booking; advance booking
lastminute: last minute; lastminute
honeymoon: honeymoon; honeymoons
couple: couple; couples
family: family; families
baby: baby; babies
pregnant: pregnancy; pregnant; maternity
fertility: fertility; ivf
senior: seniors; senior; elderly
pet: pet; pets; dog; dogs; cat; cats
vet: vet; vets; veterinary
dentist: dentist; dentists; dental
doctor: doctor; doctors
surgery: surgery; surgeries
botox: botox; fillers
skin: skin; facial; facials; skincare; dermatology
hairtransplant: hair transplant; hair transplants
hearing: hearing aid; hearing aids; hearing
glasses: glasses; lenses; eyewear; optician; opticians
sunglasses: sunglasses
pharmacy: pharmacy; chemist
vaccine: vaccine; vaccines; vaccination; flu shot
diet: diet; diets; nutrition; weight loss
perfume: perfume; perfumes; fragrance; fragrances
cosmetic: cosmetics; beauty; makeup; make up
jewel: jewellery; jewelry; jewels; jewel
watch: watches
bag: bag; bags; handbag; handbags; backpack; backpacks
shirt: shirt; shirts; t shirt; t shirts; tshirt
trousers: trousers; jeans; pants
swimwear: swimwear; swimsuits; bikini; bikinis
lingerie: lingerie; underwear
clothes: clothes; clothing; apparel
knit: knitwear; jumper; jumpers; sweater; sweaters
boots: boots; boot
sandals: sandals
season: season; seasons
midseason: mid season; midseason
outlet: outlet; outlets
coupon: coupon; coupons
giftcard: gift card; gift cards; gift voucher; gift vouchers; giftcard; giftcards
shipping: free shipping; free delivery
delivery: delivery; home delivery; takeaway
bread: bread; bakery
cake: cake; cakes; pastry; pastries
roscon: kings cake; king cake; roscon
turron: nougat; turron
mona: easter cake; easter cakes; easter egg; easter eggs
panettone: panettone; panettones
icecream: ice cream; ice creams; icecream
chocolate: chocolate; chocolates
cheese: cheese; cheeses
ham: ham; hams; charcuterie
oil: oil; oils; olive oil
beer: beer; beers
vermouth: vermouth
coffee: coffee; coffees; capsules
fruit: fruit; fruits; veg; vegetables
meat: meat; meats
fish: fish; seafood
vegan: vegan; plant based
organic: organic; eco
flower: flower; flowers; florist
plant: plant; plants
rose: rose; roses
party: party; parties
concert: concert; concerts; gig; gigs
festival: festival; festivals
theatre: theatre; theater
museum: museum; museums; exhibition
ticket: ticket; tickets
tour: tour; tours; visit; visits
congress: congress; conference; conferences; summit
cybersecurity: cybersecurity; cyber security; cyber; infosec
gdpr: gdpr; data protection
bank: bank; banks; banking
invest: funds; fund; investors; investor
pension: pension; pensions; pension plan
life: life
tax: tax; taxes; tax return
accounting: accounting; bookkeeping; accountants
payroll: payroll
software: software
erp: erp
cloud: cloud
hosting: hosting; domains; domain
fibre: fibre; fiber; broadband; internet
phone: phones; mobile phones; telephony
alarm: home alarm; home alarms
security: security
ngo: donation; donations; donate; fundraising
volunteer: volunteers; volunteering; volunteer
refugee: refugees
hunger: hunger
child: childhood
sponsor: sponsor; sponsorship
training: civil service exams
exam: university entrance; exam; exams
vocational: vocational; vocational training
translation: translation; translations
subscription: subscription; subscriptions
request: request; requests
consult: consulting; advice; consultancy; consultation
quote: quote
catalog: catalogue; catalog; catalogues
funnel: conversion
shopping: shopping; performance max; pmax
local: local; neighbourhood
international: international
export: export; exports
usa: us market; usa; united states; america; american
europe: europe; european
latam: latam; latin america
argentina: argentina
colombia: colombia
switzerland: switzerland; swiss
netherlands: netherlands; holland; dutch
belgium: belgium; belgian
austria: austria; austrian
ireland: ireland; irish
scotland: scotland; scottish
andorra: andorra
zaragoza: zaragoza; saragossa
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
pyrenees: pyrenees
rome: rome
east: east; eastern
west: west; western
""")
