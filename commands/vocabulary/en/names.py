"""English: words that mean the same in the names of campaigns, in whichever language one speaks of them."""

from commands.vocabulary.sentences import table

NAMES = table("""
autumn: autumn; fall
summer: summer
spring: spring
winter: winter
christmas: christmas; xmas
epiphany: epiphany; three kings
newyear: new year
easter: easter
valentine: valentine; valentines; st valentine; saint valentine; valentine s; valentine s day; valentines day
sanjuan: st john; saint john
santjordi: saint george; st george; book day
halloween: halloween
allsaints: all saints
carnival: carnival; mardi
blackfriday: black friday; blackfriday; bf; black fri
cybermonday: cyber monday; cybermonday
sale: sale; sales; offer; offers; discount; discounts; clearance
promo: promotion; promotions; promo; promos
mother: mother s day; mothers day; mother; mothers
father: father s day; fathers day; father; fathers
school: back to school; bts
wedding: wedding; weddings; bridal
communion: communion; communions
gift: gift; gifts; present; presents
card: card; cards; voucher; vouchers
cart: cart; basket; trolley; carts
abandoned: abandoned; abandonment
newsletter: newsletter; newsletters; bulletin
lead: leads; lead
capture: acquisition; capture; signups; signup; lead gen; sign ups; generation
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
snow: snow; ski; skiing
mountain: mountain; mountains
weekend: weekend; weekends
brand: brand; branded; branding
generic: generic; generics; non brand; nonbrand
search: search
display: display
video: video; videos
retarget: remarketing; retargeting
prospect: prospecting
app: app; application
install: install; installs; installation; installations
shop: shop; shops; store; stores
online: online
event: event; events
fair: fair; fairs; trade show
webinar: webinar; webinars
course: course; courses
master: master; masters
university: university; college
openday: open day; open days; open house
demo: demo; demos
guide: guide; guides; ebook
trial: free trial; trial; trials
insurance: insurance
car: car; cars
electric: electric; ev
solar: solar; solar panels; panels
house: house; houses; home; homes
flat: flat; flats; apartment; apartments
rental: rental; rentals; rent; lettings
furniture: furniture
kitchen: kitchen; kitchens
garden: garden; gardens
shoe: shoe; shoes; footwear; sneakers
dress: dress; dresses
coat: coat; coats
fashion: fashion
collection: collection; collections
launch: launch; launches
new: new
product: product; products
service: service; services
wine: wine; wines
cava: cava; sparkling
restaurant: restaurant; restaurants
lunch: lunch
dinner: dinner; dinners
menu: menu; menus
basket: hamper; hampers
toy: toy; toys
book: book; books
gym: gym; gyms
membership: membership; memberships; members
physio: physio; physiotherapy
clinic: clinic; clinics
health: health
checkup: checkup; checkups; check up
women: women; woman; ladies
men: men; man
student: student; students
company: business; businesses; company; companies; corporate; b2b
employee: jobs; recruiting; recruitment; hiring
anniversary: anniversary; birthday
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
balearics: balearics; mallorca; majorca
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
""")
