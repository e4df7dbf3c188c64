"""English: plain sentences."""

from commands.vocabulary.en.cues import CUES
from commands.vocabulary.en.hints import HINTS
from commands.vocabulary.en.kpis import KPIS
from commands.vocabulary.en.names import NAMES
from commands.vocabulary.sentences import Sentences, table

BY = table("""
platform:
    {platform};
    {platform} .. {platform};
    (by|per|for each|across|between|each|every) (the )?(platforms?|channels?|networks?|sources?|media|
    publishers?); (which|what) (platform|channel|network|source);
    (split|broken down|break down|breakdown|divided) (.. )?(platforms?|channels?|networks?);
    {platform} (vs|or|and|versus|against|compared to|compared with|than) (on )?{platform};
    between {platform} and {platform}
campaign:
    (by|per|for each|across|between|for every|each) (the |our |all )?campaigns?; campaign by campaign;
    (split|broken down|break down|breakdown|divided) (.. )?campaigns?
device:
    {device} .. {device};
    (by|per|for each|across|each|every) (the )?(devices?|device type); (which|what) device;
    {device} (vs|or|and|versus|against|compared to|than) (on )?{device};
    (split|broken down|break down|breakdown|divided) (.. )?devices?;
    (on|from|via) {device}
month:
    (by|per|each) months?; month by month; monthly (breakdown|split)
week:
    (by|per) weeks?; week by week; weekly (breakdown|split)
day:
    (by|per) days?
""")
PARTS = table("""
report:
    reports?; summar(y|ies); status; updates?; digests?; roundups?; recaps?; emails?; messages?; numbers;
    figures; results; newsletter; posts?; notifications?
did:
    paused; stopped; switched; turned; activated; reactivated; lowered; raised; increased; decreased; reduced;
    cut; doubled; changed; bumped; dropped; touched; put; added; removed; launched; created; adjusted; extended;
    excluded; modified; updated; duplicated; fixed; replaced; moved; set; deleted; implemented; installed;
    optimised; optimized; rotated; opened; closed; published; tested; swapped; enabled; disabled; upped;
    refreshed; uploaded; narrowed; widened; relaunched; negatived;
    pulled; killed; tweaked; uploaded; rolled; shifted; scaled; trimmed; slashed; boosted; tripled; rewrote;
    rewritten; redid; redone; restarted; unpaused; resumed; capped; edited; rebuilt; shortened;
    lengthened; took; taken; pushed; set up; switched off; switched on; turned off; turned on; rebranded;
    renamed; tightened; broadened; tested; a b tested; dropped; expanded; migrated; configured; introduced;
    brought
device:
    mobiles?; phones?; desktops?; tablets?; computers?; laptops?; movil(es)?; ordenador(es)?; pc; sobremesa;
    escritorio; tabletas?; telefonos?
object:
    ads?; adverts?; creatives?; bids?; bidding; budgets?; audiences?; targeting; keywords?; negatives?; landing;
    landing pages?; landers?; banners?; copy; copies; headlines?; videos?; images?; photos?; forms?; pixel;
    tags?; extensions?; ad ?sets?; ad groups?; placements?; campaigns?; offer; cta; ctas; buttons?; prices?;
    urls?; links?; sitelinks; strategy; schedules?; lookalikes?; assets?; feed; promo code; subject line;
    lead form
recur:
    (every|each) (other )?(single )?(mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|
    days?|weeks?|months?|mornings?|afternoons?|evenings?|weekdays?|fortnight|quarters?|first|last|two|working|
    business); weekly; monthly; daily; fortnightly; quarterly; biweekly;
    on (mondays|tuesdays|wednesdays|thursdays|fridays|weekdays);
    (mondays|tuesdays|wednesdays|thursdays|fridays)( and (mondays|tuesdays|wednesdays|thursdays|fridays))?;
    (once|twice) (a|per) (week|month|day); first thing (every|each|on) (.. )?; automatically; regularly;
    on a (weekly|daily|monthly|regular) basis
""")
SHORTS = table("""
which: wich; whch; wihch
how: hw
are: r
going: goin
doing: doin
what: wat; wht; wut
last: lst
week: wk
please: plz; pls
yesterday: yest; ystrday
today: 2day; tday
tomorrow: 2moro; tmrw; tmw; 2morrow
month: mth; mnth
campaign: camp; cmpgn; campain
because: cos; cuz
much: mch
many: mny
about: abt
spend: spnd
with: w
performance: perf
""")
ENDINGS = ("[a-z]{3}ing", "[a-z]{3}ed")
FILLER = """
    a able about above account accounts accumulated across active actual actually ad ads after afternoon
    afterwards again against ago all allow allows almost already alright also although altogether always am an
    and anna annual another any anyone anything approx approximately are arent around arrive arrived as asap ask
    asked asking asks at average back basically be because been before begin beginning begun behind being
    believe below beside between beyond bit board boss both brief briefly bring bringing brings brought but by
    came campaign campaigns can cant catch chance channel check checking cheers clear clearly client clients
    close closed closing colleague come comes coming comment commercial confirm could couldnt couple cumulative
    curious current currently d daily dave day days dear deck deliver delivered delivering delivers detail
    details did didnt different do does doesnt doing dollars don dont driving drop dropped during each early
    either else emma end ended ending ends enough especially euro euros even evening everyone everything exactly
    excuse explain far fare faring fetch few figure fill filling final finally finals fine finish finished
    finishing first folks for frankly friend from front fully gain gained general generate generated generating
    get gets getting give giving glance global go goes going gone gonna good got gotten grab grabbed great guess
    guessing guys had hand happy has hasnt have havent having he hear heard hello her here hes hey hi him his
    hold holding honestly hope hour hours how however i id if ill im in info information into is ish isnt it its
    ive james john just kate keep keeps kept knew know knows land landed landing last late lately later laura
    let lets level like likes listen literally live ll look looked looking looks lot lots love lovely lucy m
    madam made mainly make makes making man manager many mark mary mate matter maybe me meant meeting midnight
    might mike mind minute moment money month monthly months more morning most mostly much must my nearly need
    needed needs neither never new next nice night no nobody none noon not nothing now number of off officially
    often ok okay on once one ones only open or other others our out over overall page part particular
    particularly partly past paul peek people per perhaps person please plenty pls plz point possible present
    presentation presenting pretty previous probably produced pull pulled pulling put puts quarterly question
    quick quickly quite rather re real really receive received receiving recently remind reminded report right
    roughly running s said sales same sarah saw say saying says sec second seconds see seeing seem seemed seems
    seen separate separately several shall shape shaping share sharing she shes shop short should side simply
    since sir site sits sitting so some somebody someone something somewhat soon sorry specifically split splits
    stand standing stands start started starts still store such sum suppose supposed sure t ta take taken takes
    team tell than thank thanks that thats the their them then there these they theyll theyre theyve thing
    things think thinks third this those though thought til till times to today together tom tonight too took
    topic total totals towards true truly turn turned turning twice type u under unless until up updated ur
    urgent urgently us use various ve very view wanna want wanted wants was wasnt way we web website wed week
    weekday weekly weeks well went were weve what whats when where which while who will with within without
    woman wonder wondering wont work worked working works worth would wrap wrapped yeah year years yep yes yet
    you youd your youre yours rn btw fyi tbh imo um uh er erm hmm bother
"""
EVERYDAY = """
    above always answer answered anybody arrive arrived asked asking bad beach began begin behind below bench
    better big bit black blue board boss bothers bought breakfast bring bringing broad brother build built busy
    buy buying cable call called calling car chair chairman charger cheap choose city clever client close coast
    coffee cold cost costs crazy daughter dead dear different dinner director doctor door double doubt doubts
    dozen dragging drink early earth easy eat eaten enter eve fall falling far father fault feel fell fiddling
    field find fits found free friend full glad grace green grow growing half hard hardly hate hear heat help
    home hose hot house husband idea ideas ill improve inside issue issues key keyboard keys kitty late learn
    leave leaving left lie like listen long look lose lost love luck lunch manager march matter matters maybe
    mean meet meeting mess moon mother mountain move moving music near never normal nose odd old open organise
    organize over owner paid pair paper partner party pen phone photo photos pity plane play poor pose poses
    prepare prepared preparing pretty problem problems put putting quarter quid rain read reason red rich rise
    rising run sad same screen seems sell short shorter silly sister sleep small son soon sounds speak speaking
    spoken stone stones stop stopping store street study stuff summer sun switched table take taking talk talked
    talking tall teach these things thingy think thinking third those tired town tracking train triple truth
    ugly under upstairs video wait waiting walk want watch weighing weight weird white wide wife win window wise
    won work worked working works worse worsen write written yellow young
"""

SENTENCES = Sentences(
    cues={**CUES, **HINTS},
    kpis=KPIS,
    by=BY,
    names=NAMES,
    parts=PARTS,
    shorts=SHORTS,
    filler=tuple(FILLER.split()),
    everyday=tuple(EVERYDAY.split()),
    between=("in", "for", "on", "with", "and", "at", "to", "a", "an", "your", "our"),
    endings=ENDINGS,
)
