"""English: plain sentences."""

from commands.vocabulary.en.cues import CUES
from commands.vocabulary.en.kpis import KPIS
from commands.vocabulary.en.names import NAMES
from commands.vocabulary.sentences import Sentences, table

BY = table("""
platform:
    (by|per|for each|across|between|each|every) (the )?(platforms?|channels?|networks?|sources?|media|
    publishers?); (which|what) (platform|channel|network|source);
    (split|broken down|break down|breakdown|divided) (.. )?(platforms?|channels?|networks?);
    {platform} (vs|or|and|versus|against|compared to|compared with|than) (on )?{platform};
    between {platform} and {platform}
campaign:
    (by|per|for each|across|between|for every|each) (the |our |all )?campaigns?; campaign by campaign;
    (split|broken down|break down|breakdown|divided) (.. )?campaigns?
device:
    (by|per|for each|across|each|every) (the )?(devices?|device type); (which|what) device;
    {device} (vs|or|and|versus|against|compared to|than) (on )?{device};
    (split|broken down|break down|breakdown|divided) (.. )?devices?
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
    refreshed; uploaded; narrowed; widened; relaunched; negatived
device:
    mobiles?; phones?; desktops?; tablets?; computers?; laptops?; movil(es)?; ordenador(es)?; pc; sobremesa;
    escritorio; tabletas?; telefonos?
""")
FILLER = """
    mind sharing share new year happy thanks thank cheers
    a about again ago all already also am an and any anyone are as ask at be been being boss but by can chance
    check client could d did do does doing don dont each early else end ended ending even exactly far for from
    get getting give go going good got had hand has have having he hello her here hey hi him his hope how i if
    in into is it its just know last late let like ll look looking lot m many maybe me mind moment more morning
    most much my need no not now of off ok on one ones only or our out over overall per please pls plz point
    possible put quick quickly quite re real really right s said same say see seem seems she should since so
    some someone something somewhat still such sure t tell than that thats the their them then there these they
    thing things think this those to today too up us use ve very want was way we well were what whats when where
    which while who will with wonder wondering would yes yet you your yours afternoon evening guys team folks
    dear question curious wanna gonna u ur exactly total just one live final figure anything present meeting
    actually did does
"""

SENTENCES = Sentences(cues=CUES, kpis=KPIS, by=BY, names=NAMES, parts=PARTS, filler=tuple(FILLER.split()))
