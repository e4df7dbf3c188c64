"""English: how people speak of KPIs, and what they tell an answer apart by."""

from commands.vocabulary.sentences import table

KPIS = table("""
spend:
    (spend|spent|spending|spends|spendings|ad spend|adspend|investment|invested|investing|outlay);
    (money|cash|euros) (.. )?(gone|spent|put|burnt|burned|invested); how much (.. )?(cost|costs|costing)( us)?;
    costs?; (putting|put) (.. )?money; (paid|paying|burned|burnt|burning through|pumped);
    how much (have we put|has gone|went|so far|did we put|is going|money|cash|goes);
    (shell|shelled|shelling|fork|forked|forking|lay|laid|cough|coughed) (out|up); (set|setting) us back;
    (splashed|splurged|ploughed|plowed|poured|sunk|dished|pumping|funnelled)( out| in| into)?;
    (went|gone|goes|going) (on|to|into) {platform}; outgoings?; outlays?
cpl:
    cost (per|a|of a|of each|of every|for each|for a|/) ?(new )?(lead|leads|contact|enquiry|inquiry); cost lead;
    lead costs?; price (per|of a|a|of each|for a) (lead|contact);
    (cost|costs|costing|pay|paying|paid|pays) (.. )?(per|a|each|every|for a|for each|for one) (lead|leads|
    contact|enquiry); (lead|leads) (.. )?(cost|costs|costing|expensive|cheap|cheaper|cheapest|pricey);
    (cheap|cheaper|cheapest|expensive|pricey|priciest|pricier) (.. )?leads?;
    each lead (.. )?(cost|costs|costing); cpl; leads? (.. )?(expensive|cheap|pricey)*; per lead;
    (€|euros?) (por |per |/ |x |a )?leads?; cpls;
    (pay|paying|paid|spend|spending|cost|costing) (.. )?for (.. )?leads;
    (pay|paying|paid|spend|spending|spent) (.. )?(per|for each|for every) (lead|enquiry|contact|sign ?up);
    (cheaper|cheapest|dearer|pricier) (.. )?per lead; (€|euros?|pounds?|quid|£) (a|each|per) lead;
    (cost|price) (per|of each|of a|of an|of every|for each|a) (new )?(member|patient|student|sign ?up|signup|
    application|registration|submission|enquiry|inquiry|contact|form)s?;
    (what|how much) (.. )?(does|did|do) (.. )?(a|each|every|one) (.. )?lead (.. )?cost( .*)?
leads:
    leads?; lead (numbers|count|volume|figures); contacts; enquir(y|ies); inquir(y|ies);
    form (fills|submissions); prospects;
    (people|users) .. (contacted|enquired|interested|filled|left|signed|got in touch);
    sign ?ups?; sign ups; signed up; registrations?; submissions; applications;
    (people|users|patients|students|clients) (.. )?(signed|registered|enquired|applied|interested|requested)
cpc:
    cost (per|a|of a|of each|for each|for a|/) ?(click|clic); click costs?; price (per|a|of a) click;
    (cost|costs|costing|pay|paying|paid) (.. )?(per|a|each|every|for a|for each) click; cpc;
    clicks? (.. )?(expensive|cheap|pricey|cheaper|cost|costing)*;
    (expensive|cheap|cheaper|cheapest|pricey) clicks?; per click;
    (€|euros?) (por |per |x |a )?(clic|click); cpcs; (pay|paying|paid) (.. )?for (.. )?clicks;
    (pay|paying|paid|spend|spending|spent) (.. )?(per|for each|for every) click
cpm:
    cost per (thousand|mille|1000)( impressions)?; cpm
cpa:
    cost (per|a|of a|of an|of each|/) ?(acquisition|conversion|purchase|sale|action|result|order|booking); cpa;
    (cost|costs|costing|pay|paying|paid) (.. )?(per|a|an|each|every) (conversion|acquisition|purchase|order|
    booking|sale);
    conversions? (.. )?(expensive|cheap|pricey|cheaper|costing)*;
    (expensive|cheap|cheaper|cheapest|pricey) conversions?; per conversion; per acquisition;
    cpas;
    (pay|paying|paid|spend|spending|spent) (.. )?(per|for each|for every) (sale|order|booking|purchase|
    conversion)
ctr:
    ctr; click (through )?rate; clickthrough( rate)?; click through( rate)?; % (de )?clics?
cvr:
    conversion (rate|ratio|percentage); cvr; conv rate; (rate|percentage) of conversions?;
    % (de )?conversi*; conversion %;
    (convert|converts|converting)( (well|better|worse|badly))?; conversion (.. )?(percentage|%)
conversions:
    conversions?; convs?; purchases; orders; bookings; transactions; converted;
    (people|users) .. (bought|purchased|booked|converted|ordered); convs
clicks:
    clicks?; visits; traffic; clicked; (people|users) .. (click|clicked|clicking)
impressions:
    impressions?; impr; views; (people|users) .. (saw|seen|reached); imps
revenue:
    revenues?; turnover; income; takings; sales (value|revenue|volume);
    (how much|what) (.. )?(make|made|earn|earned|sell|sold|take|took|brought in|bring in|bringing in);
    (earned|earning|made|sold); rev
roas:
    roas; return( on (ad )?(spend|investment|ads))?; roi; profitab*;
    (making|make|made|makes) (.. )?(money|cost|investment) back; pay(s|ing)? for (itself|themselves);
    in profit; profitable; money back
downloads:
    downloads?; installs?; installations?; downloaded; installed; (people|users) .. (downloaded|installed)
cost_per_download:
    cost (per|a|of a|of each|for each|/) ?(download|install|installation); (download|install) costs?; cpi;
    (cost|costs|costing|pay|paying) (.. )?(per|a|an|each|every) (download|install);
    downloads? (.. )?(expensive|cheap|pricey|cheaper|costing)*; per download; per install
mqls:
    mqls?; (marketing )?qualified leads
sqls:
    sqls?; sales qualified leads; opportunities
cost_per_mql:
    cost (per|a|of an|/) ?mql
cost_per_sql:
    cost (per|a|of an|/) ?sql
new_customers:
    new (customers?|clients?); (customers|clients) (won|gained|acquired|closed);
    how many (new )?(customers|clients); customers
cost_per_customer:
    cost (per|of a|of each|a|/) ?(new )?(customer|client); cac; customer acquisition costs?; acquisition cost;
    (cost|costs|costing|pay|paying) (.. )?(per|a|each|every) (new )?(customer|client)
lead_to_mql:
    leads? to mqls?( rate| conversion)?
mql_to_sql:
    mqls? to sqls?( rate| conversion)?
lead_to_customer:
    leads? to (customer|client)s?( rate| conversion)?; close rate;
    (how many|share of|percentage of) leads (.. )?(become|became|turn into|turned into|end up) (customers|
    clients)
sql_to_customer:
    sqls? to (customer|client)s?( rate| conversion)?
sales:
    sales
""")
