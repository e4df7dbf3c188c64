"""English: what a sentence hints at."""

from commands.vocabulary.sentences import table

CUES = table("""
help:
    help( me)?; what (can|could|do) (you|u) (do|know|answer|understand); what are you( for)?; who are you;
    how (do|does|can|should) (i|you|this|it|we|the bot) (.. )?(use|work|works|ask|talk)( you| this| to you)?;
    (what|which) (.. )?(can|could|may|should) (i|we) (.. )?(ask|say|request|query|type); examples?;
    (commands|instructions|manual); what (kind|sort) of questions; how to use
why:
    why; how come; what s (causing|behind|driving|the reason|wrong|up with);
    whats (causing|behind|driving|the reason|wrong|up with); what is (causing|behind|driving|the reason|wrong);
    reasons? (for|why|behind); what caused; what made; explain; causes?; what went wrong; what is wrong;
    how can it be; any idea (what|why); what is going wrong; what s going wrong; whats wrong; how is it that;
    the reason; reason
moved:
    (up|down|risen|fallen|spiked|jumped|dropped|soared|rocketed|tanked|plummeted|crashed|doubled|halved|gone up|
    gone down|went up|went down|go up|go down|going up|going down|went through the roof|increase|increased|
    decrease|decreased|rising|falling|jump|spike|drop|dip|fall|rise);
    so (high|low|bad|expensive|few|little|much|poor|slow);
    (worse|better|higher|lower|too) (than|high|low|expensive)?; through the roof; off a cliff; sky ?high;
    through the floor
happened:
    what (happened|s happened|has happened|went on|has been happening|s been happening|s new|is new);
    whats (happened|new|been happening); what s been (going on|happening)
changed:
    what (.. )?(changed|has changed|have we changed|did we (change|do|touch)|was (changed|done|touched)|
    s been (changed|done|touched)|has been (changed|done|touched)|got changed|were the changes|have you done|
    have you changed|we did|we changed); whats been (changed|done|touched);
    who (.. )?(changed|touched|paused|edited|did); changes;
    (any|all|recent|latest|list of) (actions|edits|changes); what did (you|we|the team|they) (do|change|touch);
    what (have|has) (we|you|been|the team|anyone) (been )?(done|changed|touched|doing|up to);
    did (we|anyone|someone|anybody|you) (change|touch|edit|pause);
    did (we|anyone|someone|anybody|you) (change|touch|edit|pause)
history:
    history; timeline; time line; activity log; change ?log; log of; the log; audit trail; chronolog*
warn:
    (warn|alert|notify|ping|tell|email|message|text|slack|flag|shout|let|remind) (me|us|it|know)? ?(.. )?(if|
    when|whenever|as soon as|once|should); (warn|alert|notify) (me|us);
    (watch|monitor|keep an eye on|keep watch|look out for|watch out for);
    (set|create|add|make|put|need|want|give|configure|set up|setup) (.. )?(an|a|new|up an|up a|
    me an) (.. )?(alert|alarm|rule|warning|notification)
alert:
    alerts?; alarms?; (alert )?rules?; warnings?; being watched;
    (are|is) (you|vigia|we|it|being) (.. )?(watching|watched|monitoring|monitored); (watching|monitoring);
    went off; triggered; firing
snooze:
    snooz*;
    (mute|silence|shush|hush|quieten|pause|ignore|park|postpone|shelve|hide|stop|disable|turn off|switch off|
    put|set aside|dismiss) .. (alerts?|alarms?|warnings?|rules?|notifications?); put .. (to sleep|aside);
    (mute|silence); remind me (.. )?later;
    (don t|dont|do not|stop) (warn|alert|ping|notify|warning|alerting|pinging)* (me|us);
    (quiet|quieten|bug|bother|nag|hassle|pester|leave) .. (alert|alerts|alarm|about);
    stop (bugging|bothering|nagging|pestering)
note:
    (log|note|record|jot)( this| that| it| down)?; write (.. )?down; make a note; take (a )?note;
    remember that (we|i); for the (record|log); put (.. )?(in|on) the (log|timeline|record|history);
    add (.. )?to the (log|timeline|history); (keep|put) (.. )?on record; fyi; heads up;
    please (log|note|record); note to self
did:
    (we|i|ve|have|just|they|team|nuria|ana|has) (.. )?{did};
    (just|yesterday|today|on monday|this morning) (.. )?{did};
    {did} (.. )?(bids?|budgets?|ads?|keywords?|audiences?|creatives?|landing|banners?|sitelinks|targeting|copy);
    (bids?|budgets?|ads?|creatives?|landing|landing page|audiences?|keywords) (.. )?(were|was|have been|
    has been|got) (.. )?{did}; (bids?|budgets?|ads?|creatives?|audiences?|keywords) {did}
stop_sending:
    (stop|quit|cancel|end|kill|halt|pause|drop|remove|turn off|switch off|cease) (.. )?(sending|send|posting|
    getting|receiving|emailing|messaging|mailing);
    (stop|quit|cancel|end|kill|halt|drop|remove|turn off|switch off) (.. )?(daily|weekly|monthly|monday|friday|
    scheduled|regular|automatic|auto|morning|these|those|all|my|our|the) (.. )?{report}; unsubscrib*;
    (don t|dont|do not|no longer|not) (send|post|want|need) (.. )?(me|us|any|more|anymore|updates?|reports?|
    to get|to receive|the (daily|weekly|monthly));
    no more (.. )?(updates?|reports?|emails?|summaries|digests?|messages); take (me|us) off;
    (cancel|end) (.. )?subscription*; opt out
subscribe:
    subscri*; sign (me|us|this channel) up; set up (.. )?(report|update|summary|digest)*;
    schedule (.. )?(report|update|summary|digest|status)*;
    start sending; keep (me|us) (posted|updated|in the loop|informed)
send:
    (send|post|share|email|give|get|drop|deliver|push|mail|receive|want|need|like|have|show|keep|message|ping|
    write|update|tell); (can|could) (we|i) (get|have|receive)
recur:
    (every|each) (.. )?(mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|days?|weeks?|
    months?|mornings?|afternoons?|weekdays?|fortnight|quarters?|other|first|last|two|working|business);
    (weekly|monthly|daily|fortnightly|quarterly|biweekly|regular|recurring|scheduled);
    on (mondays|tuesdays|wednesdays|thursdays|fridays|weekdays); (once|twice) (a|per) (week|month|day);
    (mondays|tuesdays|wednesdays|thursdays|fridays);
    (first|last) (working |business )?day of (the|each|every) month; automatically; regularly;
    every (\\d+|two|three|few) (days|weeks|months); (a|one|once) (.. )?(a|per) (week|month|day)
report:
    {report}
goal:
    goals?; targets?; objectives?; kpi target
set:
    (set|change|make|put|fix|define|establish|remove|delete|drop|clear|update|raise|lower|add|adjust|propose|
    suggest|create|give|increase|decrease|reduce|bring|move|recommend);
    (should be|must be|is now|will be|from now on|to be|needs to be|has to be|be under|be over|be below|
    be above|stay under|stay below|stay above|keep .. (under|below|above|over));
    (we|i) (want|need|aim) (a|an|to|for|the)?; (new|another) (goal|target); let s (aim|go|say); aim for;
    cap; max; maximum; at most; at least; no more than; (we|i) (want|need|aim)
what_goals:
    (what|which|show|tell|see|list|remind|whats|any|are there|do we have|does|have|has|got) (.. )?(goals?|
    targets?|objectives?); (goals?|targets?|objectives?) (.. )?(set|agreed|have|did we|do we|are there);
    (what|whats) (.. )?(goal|target|objective)( for| of| on)?
meet:
    (meet|meeting|met|hit|hitting|reach|reaching|reached|achieve|achieving|miss|missing|missed|beat|beating);
    (on|off) (track|target|course);
    (close|far|near|ahead|behind|short|above|below|against|versus|vs|compared|within) (.. )?(to|from|of|the|our|
    target|goal|targets|goals); how (are|is|s|did|do); get to the (goal|target)
compare:
    compar*; vs; versus; against; (better|worse|more|less|higher|lower|cheaper|bigger|up|down) .. than;
    compared (to|with); differences? between; in comparison; relative to; stack up; side by side;
    (week|month|year|quarter) (on|over) (week|month|year|quarter); (wow|mom|yoy|qoq)
chart:
    chart*; graph*; plot*; draw*; trends?; picture; curve;
    (day by day|day to day|day over day|daily (breakdown|trend|view)); evolution; visual*; over time;
    develop(ed|ing|ment); (line|bar) (chart|graph); bars; trending; image of; evolved
budget:
    budget*; pac(e|ing); burn( rate)?; on pace; overspen*; underspen*; over spend*; under spend*;
    run(ning)? (out|low|short) of (money|cash|budget|funds);
    (money|cash|funds|budget|euros) (.. )?(left|remaining|last|lasts|run out|enough); (left|remaining) to spend;
    how much (.. )?(left|remaining|remains); what s left; whats left;
    spend(ing)? (too much|too fast|too slow|too little|on plan|as planned|according to plan);
    (projected|expected|forecast|planned) (spend|spending|cost); (spend|spending) (projection|forecast|plan);
    at this rate; how much (should|can|could|must|do we have to) (we|i) spend;
    (ahead|behind) (of|on) (plan|spend|schedule); spend (it|everything|all) (.. )?(by|before);
    daily spend (.. )?(should|need)*
list:
    (list|rank|ranking|sort|order)( of| me)?;
    (what|which|how many|show|see|any|my|our|all|all the|every|the) (.. )?campaigns( (are|is|do|does|have|need|
    running|live|active))?; (which|what) (one|ones|campaign|campaigns|of them|is|s|are|ads?);
    which (.. )?(worst|best|most|least|cheapest|highest|lowest|needs?|doing|performing|wast|struggl|bring|
    perform|spend|cost|gets?|generat|driv|got|has|have)*;
    (who|what) s (.. )?(worst|best|performing|struggling|failing|winning);
    (worst|best|top|bottom|weakest|strongest) (performing |performer|performers|campaign|campaigns|one|ones|
    \\d+); (the )?(worst|best) (campaigns?|performers?|ones?|performing);
    (anything|something|what|whats|where) (.. )?(on fire|wrong|urgent|attention|trouble|worry|red|look at|
    concern|burning|struggling|priorit)*; (needs?|need) (my |our |some )?attention;
    what (do|have) (we|i) (.. )?(got )?(running|live|active);
    everything (that s|thats|that is|which is)? ?(live|running|active|on); what s (running|live|active);
    whats (running|live|active); where (should|do) (i|we) (start|look|focus); in trouble;
    (overview|list|show) of all; all campaigns; top \\d+; any (.. )?(problems|trouble|issues|fires);
    (most|least) (expensive|profitable|efficient|effective|costly);
    (best|worst|highest|lowest|cheapest|top|biggest|strongest|weakest) (.. )?(campaigns?|ones?|performers?|cpl|cpa|
    roas|ctr|cpc|spend|spender|leads|cost|return);
    sorted by; (sort|order|rank) (.. )?by; who s (best|worst|winning|losing); (losing|wasting) money; ranked;
    leader ?board; where are we (losing|wasting)
which:
    which; what campaign; who; whose
results:
    (what|which|how) .. (count|counts|counted|counting|qualif|considered|treat|classed|class)* (as|for|towards|
    toward|on|in|a)?;
    what (is|s|do we call|do you call|are|exactly is) (exactly )?a (lead|conversion|result|sale);
    (definition|define|meaning) (of )?(a )?(lead|conversion|result|sale);
    (what|which) (.. )?(record|records|recorded|recording|tracked|tracks|measure|measured);
    conversion (actions?|events?);
    (count|counts|counted|counting) (as|towards) (a )?(lead|conversion|result|sale)s?;
    where do (the|our) (leads|conversions|results|sales) come from; (what|which) (actions|events|conversions);
    how (are|do|is) (.. )?(leads|conversions|results|sales) (counted|measured|defined|tracked);
    how do (we|you) (count|measure|define|track);
    (do|does|are|is) .. (count|counted|counting|included) (as|in|towards)?; (do|does) .. count;
    what (are )?we count(ing)?
adopt:
    (campaigns?|anything) (.. )?(unclaimed|orphan|without (an owner|a client|owner)|nobody|unassigned|
    not assigned|new on); adopt*; unclaimed; orphan*; unassigned; belong to (nobody|no one|noone)
sync:
    (refresh|resync|sync|reload|synchroni[sz]e|update the data|update data|pull|fetch|re read|
    reread)( (.. )?(data|numbers|figures|platforms?|accounts?|latest|fresh|now|meta|google|facebook|crm|
    crm))?; (get|pull|fetch|load|read) (.. )?(latest|fresh|new|newest) (data|numbers|figures);
    (is|are) the data (up to date|fresh|old)
status:
    how (s|is|are|was|were|did|does|do|has|have|goes|well|bad|badly) (.. )?(it|we|things|this|that|go|going|
    doing|do|done|been|look|looking|perform|performing|performed|end|ended|turn|turned|work|working|fare|faring|
    getting|get|start|started|coming)?; hows; how ve; how d;
    (status|state|summary|recap|performance|stats|statistics|metrics|kpis|numbers|figures|results?|report|
    overview|snapshot|wrap up|wrapup|update|rundown|breakdown|data|health|debrief|roundup|total|totals);
    (doing|going|performing|working|looking|running) (ok|okay|well|good|bad|badly|fine|great|poorly|better|
    worse)?; (show|give|tell|get|send|need|want|see|share|pull|let|know|fill|bring) (.. )?(me|us|up|in|to)?;
    (can|could|may|might|would) (i|you|u|we) (.. )?(see|tell|show|give|share|get|have|know|send|check|pull);
    (any|what) (news|update|updates) (on|about|from|for); what about; how about;
    (good|bad|off to a|great|strong|slow) (.. )?(start|results?|numbers|week|month); up to speed;
    check (.. )?(on|in); what s (the )?(status|state|story|going on|happening|up);
    how (.. )?(did|do|does|doing|going|go|went|performing|perform|performed|been|looking);
    when (does|did|do|is|will) .. (end|start|finish|begin|over|launch)
overall:
    how (are|is|s|did|have|were|was|has) (.. )?(we|things|everything|it|campaigns|all|our|this|last|the|that|
    november|october|december|january)( (doing|going|do|go|been|looking|look|performing|perform))?;
    hows (it|everything|things|the|this|last|all|my|our);
    (status|summary|recap|performance|stats|statistics|metrics|kpis|numbers|figures|results?|overview|snapshot|
    wrap up|wrapup|rundown|debrief|roundup); up to speed; (overall|in total|altogether|across the board);
    (total|totals); how (did|was|is|were|are|has|s) (.. )?_+; _+ (.. )?(go|going|look|looking)
what_alerts:
    (what|which|how many|any|list|show|is there|are there|have|has|does|see) (.. )?(alerts?|alarms?|rules?|
    warnings?)
howmuch:
    how (much|many); what s (the|our|my|its); whats (the|our|my|its);
    what (is|was|were|are|did) (the|our|my|its|we|it);
    what (cost|price|amount|volume|share|percentage|spend|cpl|cpa|cpc|ctr|roas|cpm|revenue|return); number of;
    amount of; total
off_topic:
    (birthday|holiday|lunch|dinner|coffee|beer|meeting|call|calls|calling|bye|rain|snow|football|match|doctor|
    train|flight|hotel|parking|password|wifi|printer|invoice|invoices|contract|logo|logos|pdf|photo|photos|
    video|videos|wetransfer|drive|zoom|teams|calendar|appointment|translat|joke|recipe|weather|stock|size|
    delivery|safari|server|office|desk|attach|file|files|document|excel|powerpoint|interview|intern|address|
    room|jacket|door|svg)
courtesy:
    thank*; thx*; cheers*; haha*; lol*; happy*; congrat*; sorry*; welcome*;
    (sounds good|speak|talk|see you|catch up|will do|on it|got it|sure|no problem|agreed|understood|ok|okay|
    perfect|great|brilliant|awesome|cool|nice|morning|be right back|brb|one sec|ll call|i ll|let me check|
    running late|can t make it);
    well done; good job; (nice|great|good) work; love it; (looks|look|looking) (great|good|amazing|fantastic);
    fantastic; amazing; yay;
    love; (really )?happy with; delighted
wish:
    (happy|good|great|nice|lovely|merry) (.. )?(new year|weekend|friday|monday|week|day|_+|christmas|holidays|
    morning|evening)
threshold:
    (if|when|whenever|once|as soon as|should) .. (goes|go|drops?|falls?|exceeds?|reach|reaches|hits?|rises?|gets?|
    passes|climbs?|dips?|crosses|spikes?|tops) .. (above|below|over|under|past|to|than|\\d+(.\\d+)?)
tell:
    (tell|let|know|ping|say|message|shout|holler|notify|warn|flag|heads up)
future:
    tomorrow; later; next (week|month|monday|tuesday|wednesday|thursday|friday); afterwards
going_on:
    what s (going on|happening|up); whats (going on|happening|up); what is (going on|happening)
better:
    better; worse; more; less; best; worst
mass:
    how much
""")
