"""English: what a sentence is like, beside the verb it hints at."""

from commands.vocabulary.sentences import table

HINTS = table("""
which:
    which; what campaign; who; whose
status:
    how (s|is|are|was|were|did|does|do|has|have|goes|well|bad|badly)( (.. )?(it|we|things|this|that|go|going|
    doing|do|done|been|look|looking|perform|performing|performed|end|ended|turn|turned|work|working|fare|faring|
    getting|get|start|started|coming))?; hows; how ve; how d;
    (status|state|summary|recap|performance|stats|statistics|metrics|kpis|numbers|figures|results?|report|
    overview|snapshot|wrap up|wrapup|update|rundown|breakdown|data|health|debrief|roundup|total|totals);
    (doing|going|performing|working|looking|running)( (ok|okay|well|good|bad|badly|fine|great|poorly|better|
    worse))?; (show|give|tell|get|send|need|want|see|share|pull|let|know|fill|bring)( (.. )?(me|us|up|in|to))?;
    (can|could|may|might|would) (i|you|u|we) (.. )?(see|tell|show|give|share|get|have|know|send|check|pull);
    (any|what) (news|update|updates) (on|about|from|for); what about; how about;
    (good|bad|off to a|great|strong|slow) (.. )?(start|results?|numbers|week|month); up to speed;
    check (.. )?(on|in); what s (the )?(status|state|story|going on|happening|up);
    how (.. )?(did|do|does|doing|going|go|went|performing|perform|performed|been|looking);
    when (does|did|do|is|will) .. (end|start|finish|begin|over|launch);
    how (s|d|re|is|are|was|were|did|does|do|has|have|will|goes|well|badly)( (.. )?(go|going|goes|gone|doing|do|
    done|been|look|looking|looks|perform|performing|performed|end|ended|turn|turned|work|working|fare|faring|
    getting|get|got|start|started|come|coming|hold|holding|shape|shaping|finish|finished|track|tracking|pan|
    progress|progressing|run|running|sell|selling|convert|converting|deliver|delivering|stand|standing|close|
    closed|land|landed))?;
    (how|what|where) (.. )?(are|is|s|do|did) (.. )?(we|things|it|they|everything|stuff)( (.. )?(at|with|on|for|
    stand|standing|doing))?;
    (quick|brief|short|little|fast) (.. )?(look|check|update|summary|overview|word|one|rundown|recap|peek|
    glance|catch up|question|status); (catch|bring|fill|get) (me|us) (.. )?(up|in)( to speed| to date| on)?;
    (wondering|wonder|curious|interested|keen|love|like|want|need|asking|asks|asked|after|
    chance) (.. )?(to (know|see|hear|find out)|how|whether|if|what|about|you can|you could|for)?;
    (pull|pull up|dig out|look up|look at|look into|check|check on|find|grab|fetch|get|run|share|forward|send|
    show|tell|give|let|provide|report|confirm|see|read)( me| us| out| up| on| over| in)?;
    (is|are|was|were|has|have|did|does|do) (.. )?(working|performing|doing|going|selling|converting|delivering|
    bringing|generating|running|struggling|improving|tracking|paying off|any good|ok|okay|alright|fine|good|bad|
    dead|alive|healthy|worth|profitable|worked|performed|sold|converted|delivered|picking up|taking off|well|
    sell|convert|deliver|work|perform|go|run|do|pay off|kicked off|getting);
    (what|how) (.. )?(look|looks|looking|shape|state|story|picture|verdict|outcome|position|score|latest|
    word)( (.. )?(like|with|on|for|of|from))?;
    (latest|news|word|progress|state of play|health|headlines|highlights|outcome|verdict|scorecard) (on|from|of|
    for|about|with); (wrap|sum|sum up|wrap up|round up|recap|summari[sz]e|summing|summary)( up)?;
    what (.. )?(do|can|should|shall) (i|we) (tell|say|report|answer|reply)( (.. )?(about|on))?;
    (pull|pulling|earn|earning|worth|paying) (.. )?(its|their|it|the) (weight|keep|money|cost)
overall:
    how (are|is|s|did|have|were|was|has) (.. )?(we|things|everything|it|campaigns|all|our|this|last|the|that|
    november|october|december|january)( (doing|going|do|go|been|looking|look|performing|perform))?;
    hows (it|everything|things|the|this|last|all|my|our);
    (status|summary|recap|performance|stats|statistics|metrics|kpis|numbers|figures|results?|overview|snapshot|
    wrap up|wrapup|rundown|debrief|roundup); up to speed; (overall|in total|altogether|across the board);
    (total|totals); how (did|was|is|were|are|has|s) (.. )?_+; _+ (.. )?(go|going|look|looking);
    how (d|s|re) (.. )?(we|things|everything|it|_+)
what_alerts:
    (what|which|how many|any|list|show|is there|are there|have|has|does|see) (.. )?(alerts?|alarms?|rules?|
    warnings?)
howmuch:
    how (much|many); what s (the|our|my|its); whats (the|our|my|its);
    what (is|was|were|are|did) (the|our|my|its|we|it);
    what (cost|price|amount|volume|share|percentage|spend|cpl|cpa|cpc|ctr|roas|cpm|revenue|return); number of;
    amount of; total; how (much|many|big|high|low|expensive|cheap);
    (what|whats|what s) (.. )?(total|number|amount|figure|sum|count|average|avg|volume)(s)?( (.. )?(of|for|on|
    in))?;
    (total|average|avg|number|sum|amount|count) (.. )?(of|for|spend|spent|cost|leads|clicks|revenue|bookings|
    conversions|number)*
off_topic:
    (birthday|holiday|lunch|dinner|coffee|beer|meeting|call|calls|calling|bye|rain|snow|football|match|doctor|
    train|flight|hotel|parking|password|wifi|printer|invoice|invoices|contract|logo|logos|pdf|photos|video|
    videos|wetransfer|drive|zoom|teams|calendar|appointment|translat|joke|recipe|weather|stock|size|delivery|
    safari|server|office|desk|attach|file|files|document|excel|powerpoint|interview|intern|address|room|jacket|
    door|svg); afterwork; after work; pub; pint; pints; drinks?; lift; keys; table; projector; charger for;
    batteries for; cv; tickets for; brief; briefing; scarf; umbrella; kids?; son; daughter; bank holiday; flu;
    sick; laptop; mouse; keyboard; chair; birthday; raffle; lottery; taxi; cab; cable; pizza; sandwich;
    breakfast; brunch; nap; film; movie; netflix; spotify; song; music; sign off; sign the; payroll;
    mute yourself; unmute; dial in; hotel room; badge; reception; fire drill; kettle; fridge; parcel; courier;
    plumber; electrician; bin day; tube; bus;
    (see you|until|till|catch you) (_+|monday|tuesday|wednesday|thursday|friday|tomorrow)$;
    login; logins; credentials; phone number
courtesy:
    thank*; thx*; cheers*; haha*; lol*; happy*; congrat*; sorry*; welcome*;
    (sounds good|speak|talk|see you|catch up|will do|on it|got it|sure|no problem|agreed|understood|ok|okay|
    perfect|great|brilliant|awesome|cool|nice|morning|be right back|brb|one sec|ll call|i ll|let me check|
    running late|can t make it); well done; good job; (nice|great|good) work; love it;
    (looks|look|looking) (great|good|amazing|fantastic); fantastic; amazing; yay; love; (really )?happy with;
    delighted;
    (many |big |huge |a million )?(thanks|thank you|thankyou|thx|ta|cheers|ty|tysm|tnx)( so much| a lot|
     very much| a million| again| for| all| everyone| mate| you)?;
    (have|enjoy) (a|your|the) (.. )?(good|great|nice|lovely|weekend|evening|day|one|holiday|break)*;
    (bye|goodbye|see ya|see you|later|take care|speak soon|talk soon|ttyl|brb|afk|ooo|gtg);
    (running|be) (.. )?(late|mins late|minutes late|there in|back in|back soon|right back|right there|with you);
    (i ll|ill|we ll|will|let me|lemme) (.. )?(check|look|review|get back|be|call|ring|send|do|have a|confirm|
    come back|forward|ping you|let you know|revert|sort);
    (no worries|no problem|np|all good|sounds|fair enough|makes sense|got it|gotcha|roger|noted|understood|
    agreed|deal|done|sorted|ok|okay|okey|k|kk|cool|nice one|nice|sweet|lovely|brilliant|legend|star|superstar|
    you rock|you re the best|well done|good work|great work|good stuff|great stuff|great job|good job|nice job|
    bravo|hurray|hooray|woohoo|wow|omg|ugh|phew|oops|whoops|haha|hehe|lol|lmao|rofl|xx|xo|love it|chuffed|
    thrilled|gutted|shame|bummer); good (morning|afternoon|evening|night) (all|everyone|team|folks);
    happy (.. )?(birthday|friday|monday|holidays|new year|_+); sorry (.. )?(late|delay|missed|about|for|the)
wish:
    (happy|good|great|nice|lovely|merry) (.. )?(new year|weekend|friday|monday|week|day|_+|christmas|holidays|
    morning|evening)
threshold:
    (if|when|whenever|once|as soon as|should) .. (goes|go|drops?|falls?|exceeds?|reach|reaches|hits?|rises?|
    gets?|passes|climbs?|dips?|crosses|spikes?|tops) .. (above|below|over|under|past|to|than|\\d+(.\\d+)?);
    (if|when|whenever|once|as soon as|should|the moment|the minute) .. (above|below|over|under|past|exceeds?|
    tops?|hits?|beyond|more than|less than|drops? to|reaches|reach|passes|breaks|dips|climbs) (.. )?\\d+
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
polite:
    (when|whenever|if) (you|u) (can|could|get|have|don t mind|dont mind|wouldn t mind|would|get round to it|
    re free|are free|ve got)( a| the)?( (chance|moment|minute|mo|sec|second|time|bit of time))?;
    if (it s |its )?(possible|poss|not too much trouble|that s ok|ok|okay)
indirect:
    (know|see|check|tell|say|wondering|wonder|asking|asks|asked|ask|sure|curious|confirm|find out|tell me|
    tell us) (me |us )?(if|whether); whether
until:
    (until|till|til) (.. )?(_+|tomorrow|later|further notice|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|
    next|the);
    for (a|one|two|three|\\d+|a couple of|a few|the next|the rest of) (.. )?(days?|hours?|weeks?|month);
    (a couple of|a few|two|three|\\d+) (days|hours|weeks); for now; for the time being
cond:
    if; when; whenever; as soon as; once; should; the moment; the minute
over:
    (above|below|over|under|past|beyond)( \\d+)?; (more|less|fewer|higher|lower) than;
    (exceeds?|tops?|hits?|reaches|passes|breaks|drops? to|falls? to|goes to)
chat:
    (i|we|i ve|we ve|i just|we just|just|they|client|he|she|already) (.. )?(sent|emailed|forwarded|spoke|spoken|
    talked|met|presented|received|read|heard|called|signed|paid|approved|shared|showed|uploaded|seen|saw|loved|
    mentioned|told)( .*)?;
    (client|boss|everyone|they|team|customer|folks|people|she|he|we) (.. )?(happy|over the moon|thrilled|
    delighted|chuffed|loves|loved|pleased|impressed|excited|ecstatic|angry|fuming|annoyed|worried|satisfied|
    buzzing|raving); over the moon;
    (i ll|ill|i will|we ll|we will|let me|i m going to|gonna) (.. )?(send|share|forward|prepare|show|present|
    tell|call|email|check|write|draft|update|ping|book|bring)( .*)?;
    (looks|looked|turned out|came out) (.. )?(gorgeous|beautiful|lovely|fab|amazing|stunning|great);
    (have|got|there s|we have) (.. )?(meeting|call|catch up|visit|lunch|interview)( (.. )?(with|at|about|on))?;
    my (mum|dad|wife|husband|son|daughter|brother|sister|partner);
    (did|have) (you|u|anyone) (see|seen|hear|heard|read|know|notice|noticed|try|tried);
    (talk|talking|discuss|chat|catch up|speak) (about|on|over);
    let s (talk|discuss|chat|meet|catch up|celebrate); we should (talk|discuss|meet|celebrate|chat)
asking:
    (tell|show|give|send|get|pull|share|let) (me|us)( know)?;
    (can|could|may|might|would|will) (i|you|u|we|someone|somebody|anyone);
    (want|need|like|love|wondering|curious|asking|asked|asks)( (to know|to see|how|what|whether|if|about|the|a|
    for))?; how (is|s|are|was|were|did|does|do|has|have|d|re); hows; (what|whats|what s)( (.. )?(the|our|s))?;
    which; any (news|update|chance)
refused:
    no; not; don t; dont; stop; never; without; enough
called:
    (?<=the )\\S+( s)?(?= one); (?<=the )\\S+( s)?(?= campaign); (?<=campaign for )(the )?\\S+
""")
