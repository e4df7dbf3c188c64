"""English: what hints at a verb."""

from commands.vocabulary.sentences import table

CUES = table("""
help:
    help( me)?; what (can|could|do) (you|u) (do|know|answer|understand); what are you( for)?; who are you;
    how (do|does|can|should) (i|you|this|it|we|the bot) (.. )?(use|work|works|ask|talk)( you| this| to you)?;
    (what|which) (.. )?(can|could|may|should) (i|we) (.. )?(ask|say|request|query|type); examples?;
    (commands|instructions|manual); what (kind|sort) of questions; how to use;
    how (do|does|can|should|would) (i|you|this|it|we|the bot|one) (.. )?(use|work|works|ask|talk|operate|
    go)( you| this| to you| thing)?; (i m|im|i am) (lost|stuck|new here|confused);
    (what|which) (sort|kind|type) of (things|questions|stuff) (.. )?(ask|do|answer|know);
    (show|give) (me|us) (.. )?(examples?|options|commands); what else (can|do) you (do|know);
    (getting|get) started; what (are|re) (my|the|your) (options|features|capabilities);
    (any|some) (tips|guidance|instructions); what do i (type|say|write);
    what (can|could|do) (you|u) (.. )?(do|answer|understand|help)( .*)?;
    what (is|s) (this|this bot|this thing|it)( (for|good for))?;
    how (.. )?(ask|query|talk to|use) (you|this|it|vigia)( .*)?;
    (what|which) (.. )?(can|could|should|do) (i|we) (.. )?(ask|say|type|query)( .*)?; tell me what you (can )?do;
    what (.. )?(stuff|things|sort|kind|type) (.. )?(tell|do|answer|show|give|ask)( me| you)?;
    what are you capable of; how (should|do|can) (i|we|one) (.. )?(talk|speak|phrase|word)( .*)?;
    (teach|show) me (.. )?(use|work|ask)( you| this)?;
    (got|is there|have you got|do you have) (.. )?(manual|guide|instructions|tutorial|help); tutorial;
    how (do|should) (i|we) (start|begin|get started); what (do|can) you (.. )?(understand|know);
    what (commands|phrases|words|orders) (.. )?
why:
    why; how come; what s (causing|behind|driving|the reason|wrong|up with);
    whats (causing|behind|driving|the reason|wrong|up with); what is (causing|behind|driving|the reason|wrong);
    reasons? (for|why|behind); what caused; what made; explain; causes?; what went wrong; what is wrong;
    how can it be; any idea (what|why); what is going wrong; what s going wrong; whats wrong; how is it that;
    the reason; reason; why( (s|is|are|did|do|does|has|have|was|were|on earth|the))?;
    what s (going wrong|off|the deal|the matter|wrong|behind|causing|dragging|killing|hurting|
    tanking)( (.. )?(with|in|on))?;
    (something|somethings|something s) (is |s )?(off|wrong|up|odd|weird|strange|fishy|broken)( (with|in|on))?;
    what is it( (that))?; (what|whats|what s) (.. )?(to blame|the cause|the story behind|dragging|driving);
    (explain|explanation|account for|make sense of|shed (some )?light on|diagnose|root cause|walk me through);
    i (don t|dont|do not) (understand|get) (why|how|what|the|this); for what reason; what s with (the|all);
    what gives; what on earth; talk me through (.. )?(drop|fall|rise|spike|jump|increase|decrease|dip|change);
    what (s|is|was|are|were) (making|keeping|holding|pushing|pulling|sending|hurting|killing|dragging|causing|
    driving|behind|breaking);
    what (broke|led to|accounts for|explains|triggered|sparked|killed|tanked|changed to make);
    (how|what) (on earth|the heck|the hell|the devil); how did (.. )?(get|become|go) (.. )?so;
    where did (.. )?(leads|sales|clicks|conversions|traffic) (.. )?go;
    (no|zero|hardly any|not a single|barely any) (.. )?(leads?|sales|clicks|conversions) (.. )?(what|why|
    how come); what s (happened|going on) (to|with) (.. )?(cpl|leads|roas|spend|cost|ctr|cpc|revenue); dig into
moved:
    (up|down|risen|fallen|spiked|jumped|dropped|soared|rocketed|tanked|plummeted|crashed|doubled|halved|gone up|
    gone down|went up|went down|go up|go down|going up|going down|went through the roof|increase|increased|
    decrease|decreased|rising|falling|jump|spike|drop|dip|fall|rise);
    so (high|low|bad|expensive|few|little|much|poor|slow);
    (worse|better|higher|lower|too)( (than|high|low|expensive))?; through the roof; off a cliff; sky ?high;
    through the floor;
    (risen|fallen|spiked|jumped|dropped|soared|rocketed|tanked|plummeted|crashed|doubled|halved|tripled|climbed|
    climbing|creeping|creeping up|crept up|slipping|slipped|sliding|slid|slumped|slump|collapsed|collapse|
    dipped|dried up|drying up|nosedived|nosediving|exploded|shot up|sunk|sank|stalled|worsened|worsening|
    ballooned|dead|sluggish|tanking|plunged|plunge|surged|surge|swing|rocketing|skyrocketed|skyrocketing|
    flatlined|gone through|going through);
    (goes|going|gone|went|keeps|keep|getting|got|been) (.. )?(up|down|higher|lower|worse|better|dearer|pricier|
    cheaper); (decline|declining|declined|downturn|upturn|nosedive|uptick|downtick|hike)
happened:
    what (happened|s happened|has happened|went on|has been happening|s been happening|s new|is new);
    whats (happened|new|been happening); what s been (going on|happening); what (.. )?happened; what s happened;
    whats happened; what on earth happened; what s gone on
changed:
    what (.. )?(changed|has changed|have we changed|did we (change|do|touch)|was (changed|done|touched)|
    s been (changed|done|touched)|has been (changed|done|touched)|got changed|were the changes|have you done|
    have you changed|we did|we changed); whats been (changed|done|touched);
    who (.. )?(changed|touched|paused|edited|did); changes;
    (any|all|recent|latest|list of) (actions|edits|changes); what did (you|we|the team|they) (do|change|touch);
    what (have|has) (we|you|been|the team|anyone) (been )?(done|changed|touched|doing|up to);
    did (we|anyone|someone|anybody|you) (change|touch|edit|pause);
    (what|whats|everything|anything|all|all that|things|stuff|whatever) (.. )?(changed|been changed|was changed|
    we (ve |have )?(changed|touched|done|tweaked|edited|adjusted|did)|(you|they|you ve|they ve) (.. )?(changed|
    touched|done|tweaked|edited|adjusted|did)|got changed|has been (changed|done|touched|tweaked)|
    s been (changed|done|touched|tweaked)|was done|been done);
    (any|some|all|the|recent|latest|last) (.. )?(changes|edits|tweaks|adjustments|modifications|optimisations|
    optimizations);
    (has|have|did) (anyone|anybody|someone|we|you|they) (.. )?(changed?|touched?|edit(ed)?|paused?|tweaked?|
    modif(y|ied)|adjust(ed)?); who (.. )?(changed|touched|paused|edited|tweaked|did|modified|switched|turned);
    what (actions|work|optimisations|optimizations|edits|tweaks);
    what (did|have|has) (.. )?(do|done|touched|changed|tweaked|edited);
    (has|have|did|is|was|were) (anyone|anybody|someone|somebody|we|you|they|people) (.. )?(fiddl|mess|tinker|
    play|touch|chang|tweak|edit|adjust|work|meddl)(ing|ed)( with| on| about)?;
    (fiddling|messing|tinkering|meddling) with;
    what (s|has|have|ve|did) (.. )?been (.. )?(up to|doing|working on);
    what (s|has) (.. )?(team|agency|you) (.. )?(done|been up to|worked on)
history:
    history; timeline; time line; activity log; change ?log; log of; the log; audit trail; chronolog*;
    (list|log|record|history|timeline|rundown|recap|run through|summary) (.. )?(of|with) (.. )?(changes|edits|
    actions|tweaks|adjustments|done|touched|optimisations|optimizations);
    run (me|us) through (.. )?(changed|changes|done|edits)
warn:
    (warn|alert|notify|ping|tell|email|message|text|slack|flag|shout|let|remind) (me|us|it|know)? ?(.. )?(if|
    when|whenever|as soon as|once|should); (warn|alert|notify) (me|us);
    (watch|monitor|keep an eye on|keep watch|look out for|watch out for);
    (set|create|add|make|put|need|want|give|configure|set up|setup) (.. )?(an|a|new|up an|up a|
    me an) (.. )?(alert|alarm|rule|warning|notification);
    (give|drop|send|shoot|gimme) (me|us) (.. )?(shout|ping|heads up|nudge|alert|warning|message|line|note|buzz|
    holler) (.. )?(if|when|whenever|as soon as|once|should|the moment|the minute);
    (if|when|whenever|as soon as|once|should|the moment|the minute) .. (let (me|us) know|tell (me|us)|ping (me|
    us)|warn (me|us)|alert (me|us)|shout|give me a shout|i want to know|i d like to know|message (me|us)|
    notify (me|us)|flag it|raise the alarm|wake me|heads up);
    (i|we) (want|need|d like|would like|wanna) (.. )?(to (know|hear|be told|be warned|be alerted|be notified)|
    know|be told|an alert|a warning|a heads up|a ping) (.. )?(if|when|whenever|as soon as|once|the moment|
    the minute|should);
    (can|could|would|will) (you|u) (.. )?(warn|alert|notify|ping|tell|flag|shout|let (me|us) know) (.. )?(if|
    when|whenever|as soon as|once|should);
    (set|create|add|make|put|need|want|give|configure|set up|setup|build) (.. )?(an|a|up an|up a|me an|me a|up|
    another) (.. )?(alert|alarm|rule|warning|notification|tripwire);
    (if|when|whenever|as soon as|once|should|the moment|the minute) (\\S+ ){1,14}?(let me know|let us know|
    tell me|tell us|ping me|warn me|alert me|give me a shout|shout|i want to know|i d like to know|message me|
    notify me|flag it|raise the alarm|drop me a line|i need to know)
alert:
    alerts?; alarms?; (alert )?rules?; warnings?; being watched;
    (are|is) (you|vigia|we|it|being) (.. )?(watching|watched|monitoring|monitored); (watching|monitoring);
    went off; triggered; firing;
    (what|which) (.. )?(keeping an eye on|keeping tabs on|looking out for|watching|monitoring|on watch|
    you watch|do you watch|set off|gone off|going off|fired|firing);
    (alerts?|alarms?|warnings?) (.. )?(open|active|set|going|fired|today|on|live|running|in place|configured);
    (gone|went|going) off; anything (.. )?(triggered|fired|firing|alerting); (keeping|keep) (.. )?(eye|tabs) on;
    (what|anything|something) (.. )?(watched|monitored|flagged)
snooze:
    snooz*;
    (mute|silence|shush|hush|quieten|pause|ignore|park|postpone|shelve|hide|stop|disable|turn off|switch off|
    put|set aside|dismiss) .. (alerts?|alarms?|warnings?|rules?|notifications?); put .. (to sleep|aside);
    (mute|silence); (don t|dont|do not|stop) (warn|alert|ping|notify|warning|alerting|pinging)* (me|us);
    (quiet|quieten|bug|bother|nag|hassle|pester|leave) .. (alert|alerts|alarm|about);
    stop (bugging|bothering|nagging|pestering);
    (mute|silence|shush|hush|quiet|pause|ignore|park|postpone|shelve|hide|stop|disable|turn off|switch off|put|
    dismiss|leave|leave off|hold|suspend|freeze|kill|stand down|delay|defer|drop|lose|skip|cut|ease off|lay off|
    knock off)(ing)? (.. )?(alerts?|alarms?|warnings?|rules?|notifications?|pings?|reminders?|nagging);
    (don t|dont|do not|stop|no need to|quit) (.. )?(warn|alert|ping|notify|bother|bug|nag|hassle|pester|buzz|
    tell|shout|flag)(ing)? (me|us|about|on|at);
    (leave|give) (me|us|it) (.. )?(alone|a rest|a break|be)( (.. )?(about|on|with|alert|alerts))?;
    (alerts?|alarms?|warnings?) (.. )?(on hold|off for|off until|off till|quiet|to sleep|away|on ice|muted);
    (remind|ping) me (.. )?(again )?(later|tomorrow)( instead)?;
    i (.. )?know about (.. )?(alert|alarm|warning);
    (give|cut) (.. )?(alert|alarm|warning)s? (.. )?(a rest|a break|some slack);
    not now (.. )?(alert|alarm|warning)s?;
    (come back|get back|ask|try) (.. )?(to me )?(.. )?(later|tomorrow|monday|tuesday|wednesday|thursday|friday|
    _+); remind me (about (it|this|that) )?(later|tomorrow|_+); (remind|ping) me again
note:
    (log|note|record|jot)( this| that| it| down)?; write (.. )?down; make a note; take (a )?note;
    remember that (we|i); for the (record|log); put (.. )?(in|on) the (log|timeline|record|history);
    add (.. )?to the (log|timeline|history); (keep|put) (.. )?on record; fyi; heads up; please (log|note|record);
    note to self;
    (log|note|record|jot|pop|stick|write|minute|document|register) (.. )?(that|this|it|down|in the log|
    in the notes|on the record|on record|for the record|in the history|in the timeline)( we| i| the| _+)?;
    (make|take|taking|keep) (.. )?(note|notes|record)( (of|that))?;
    (just )?(so|for) (.. )?(it s|its|the record|the log|everyone knows|it is)( (.. )?(logged|recorded|on file|
    noted|written|documented))?; (can|could|would|will|please) (.. )?(log|note|record|jot);
    (add|put|save|store) (.. )?(to|in|on|into) (the )?(log|timeline|history|record|records|notes|diary|
    changelog); (note|log|record|fyi)( entry)?; be (logged|noted|recorded);
    (worth|needs?) (noting|logging|recording); on the record; for future reference; remember (that )?(we|i|_+)
did:
    (we|i|ve|have|just|they|team|nuria|ana|has) (.. )?{did};
    (just|yesterday|today|on monday|this morning) (.. )?{did};
    {did} (.. )?(bids?|budgets?|ads?|keywords?|audiences?|creatives?|landing|banners?|sitelinks|targeting|copy);
    (bids?|budgets?|ads?|creatives?|landing|landing page|audiences?|keywords) (.. )?(were|was|have been|
    has been|got) (.. )?{did}; (bids?|budgets?|ads?|creatives?|audiences?|keywords) {did};
    (we|i|ve|have|just|they|team|ana|has|been|was|were) (.. )?{did} (.. )?{object}; {did} (.. )?{object};
    (yesterday|today|this morning|this afternoon|last night|on _+|_+) (.. )?(we|i|they|the team) (.. )?{did};
    (we|i|they|the team) (.. )?{did} (.. )?(today|yesterday|this morning|_+)
stop_sending:
    (stop|quit|cancel|kill|halt|pause|cease) (.. )?(sending|send|posting|getting|receiving|emailing|messaging|
    mailing);
    (stop|quit|cancel|end|kill|halt|remove|turn off|switch off) (.. )?(daily|weekly|monthly|monday|friday|
    scheduled|regular|automatic|auto|morning|these|those|all|my|our|the) (.. )?{report}; unsubscrib*;
    (don t|dont|do not|no longer|not) (send|post|want|need) (.. )?(me|us|any|more|anymore|updates?|reports?|
    to get|to receive|the (daily|weekly|monthly));
    no more (.. )?(updates?|reports?|emails?|summaries|digests?|messages); take (me|us) off;
    (cancel|end) (.. )?subscription*; opt out;
    (stop|quit|cancel|kill|halt|ditch|scrap|bin|axe|turn off|switch off|cease|lose|discontinue) (.. )?(sending|
    send|posting|getting|receiving|emailing|messaging|mailing|{report}|subscription);
    (don t|dont|do not|no longer|not|needn t|neednt|no need) (.. )?(send|post|want|need|read|look at|use|get|
    to send|for the|for these|for that|receive) (.. )?({report}|me|us|any|more|anymore|any longer|one|it);
    (we|i) (can|could) (do|live|manage) without (.. )?{report};
    (enough|done|finished|through) (of|with) (.. )?{report};
    (get|take|remove) (me|us|this channel) (off|from|out of) (.. )?({report}|list|subscription|mailing);
    no more (.. )?({report}|mails?|pings); unsub;
    (nobody|no one|noone|none of us) (.. )?(reads|looks at|needs|wants|uses)( (.. )?({report}|it|them))?;
    (i|we) keep getting (.. )?{report}; make it stop; (get|getting) rid of (.. )?{report};
    (no longer|not) (.. )?(want|need|wish|care)( .*)? {report}
subscribe:
    subscri*; sign (me|us|this channel) up; set up (.. )?(report|update|summary|digest)*;
    schedule (.. )?(report|update|summary|digest|status)*; start sending;
    keep (me|us) (posted|updated|in the loop|informed);
    (set up|setup|schedule|arrange|automate|organise|organize|start|set me up with|sign (me|us|
    this channel) up for|sign up for|put (me|us) down for|add (me|us) to) (.. )?({report}|subscription)
scheduled:
    (send|post|share|email|give|get|drop|deliver|push|mail|receive|want|need|d like|would like|have|show|put|
    pop|see|like) (.. )?{recur};
    {recur} (.. )?(send|post|share|email|give|get|drop|deliver|push|mail|i want|i need|i d like|we d like|
    we want|can i have|can we have|can we get|can you send);
    {report} (.. )?{recur} (.. )?(here|please|pls|in this channel|to this channel|at|thanks|in here);
    {recur} {report} (.. )?(here|please|pls|in this channel|to this channel|thanks|in here|would|for);
    keep (me|us) (.. )?(posted|updated|in the loop|informed) (.. )?{recur}
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
    goals?; targets?; objectives?; kpi target; goalposts
aimed:
    (aim|aiming|aimed|shooting|shoot|gunning)( (for|at))?;
    (what|which) (.. )?(did|do|have|had) we (.. )?(agree|agreed|commit|committed|promise|promised|settle|
    settled|set|aim|sign up)( (.. )?(on|to|for|at))?;
    (agreed|promised|committed|benchmark|threshold|ceiling|quota)( (.. )?(on|to|for|at))?;
    (are|were|re|was) (we|i) (.. )?(meant|supposed|due|aiming|hoping|going) (to|for)( (.. )?(hit|get|reach|do|
    make|deliver|bring|be at|stay))?; (should|must) (we|it) be (hitting|at|under|getting|aiming);
    what s (our|the) (ceiling|limit|cap|benchmark|commitment)
set:
    (set|change|make|put|fix|define|establish|remove|delete|drop|clear|update|raise|lower|add|adjust|propose|
    suggest|create|give|increase|decrease|reduce|bring|move|recommend);
    (should be|must be|is now|will be|from now on|to be|needs to be|has to be|be under|be over|be below|
    be above|stay under|stay below|stay above|keep .. (under|below|above|over));
    (we|i) (want|need|aim)( (a|an|to|for|the))?; (new|another) (goal|target); let s (aim|go|say); aim for; cap;
    max; maximum; at most; at least; no more than; (we|i) (want|need|aim);
    (set|change|make|put|fix|define|establish|remove|update|raise|lower|adjust|move|bring|push|drop|nudge|bump|
    revise|reset|cap|pencil in|go with|settle on|call it|lock in) (.. )?(goal|target|objective|cap|ceiling|
    to \\d+|at \\d+|of \\d+|under \\d+|below \\d+|above \\d+);
    let s (.. )?(set|aim|go|say|make|put|target|have|fix|call)
what_goals:
    (what|which|show|tell|see|list|remind|whats|any|are there|do we have|does|have|has|got) (.. )?(goals?|
    targets?|objectives?); (goals?|targets?|objectives?) (.. )?(set|agreed|have|did we|do we|are there);
    (what|whats) (.. )?(goal|target|objective)( for| of| on)?
meet:
    (meet|meeting|met|hit|hitting|reach|reaching|reached|achieve|achieving|miss|missing|missed|beat|beating);
    (on|off) (track|target|course);
    (close|far|near|ahead|behind|short|above|below|against|versus|vs|compared|within) (.. )?(to|from|of|the|our|
    target|goal|targets|goals); how (are|is|s|did|do); get to the (goal|target);
    (meet|hit|reach|achiev|miss|beat|smash|exceed|surpass)*(ing|ed|es|s)?( (.. )?(goal|goals|target|targets|
    objective|objectives|numbers))?; (on|off) (track|target|course|goal);
    (above|below|under|over|within|short of|close to|near|far from) (.. )?(goal|target|objective);
    where (are|do) we (.. )?(stand|against)
compare:
    compar*; vs; versus; against; (better|worse|more|less|higher|lower|cheaper|bigger|up|down) .. than;
    compared (to|with); differences? between; in comparison; relative to; stack up; side by side;
    (week|month|year|quarter) (on|over) (week|month|year|quarter); (wow|mom|yoy|qoq);
    (next to|side by side|alongside|head to head|up against|as opposed to|compared|comparison|compare|comparing|
    measure up|stack|stacks|stacked|match up|matched against|set against|put together|relative to|
    in relation to|versus|vs)( to| with| of| up)?;
    (which|who|what) (.. )?(better|worse|wins|won|winning|more|less|cheaper|ahead|stronger) (.. )?_+ or (.. )?_+;
    _+ or (.. )?_+ (.. )?(which|who|what|better|wins|won);
    (better|worse|more|less|fewer|higher|lower|cheaper|bigger|up|down|ahead|behind|same) (.. )?(than|
    compared to) (.. )?_+; (year|month|week|quarter) (on|over) (year|month|week|quarter); yoy; mom; wow;
    the difference; (compare|pit|weigh|hold) (.. )?(against|with|to|and|versus|beside)
chart:
    chart*; graph*; plot*; draw*; trends?; picture; curve;
    (day by day|day to day|day over day|daily (breakdown|trend|view)); evolution; visual*; over time;
    develop(ed|ing|ment); (line|bar) (chart|graph); bars; trending; image of; evolved;
    (chart|graph|plot|draw|diagram|visuali[sz]e|visuali[sz]ation|illustrat|sketch|trendline)*;
    (line|bar|column|area) (graph|chart|plot);
    (picture|image|curve|trajectory|trend|trends|trendline|evolution|progression|visual)( (of|in|for|on))?;
    (day|week|month) (by|over|to) (day|week|month); how (.. )?(has|have) (.. )?evolved
budget:
    budget*; pac(e|ing); burn( rate)?; on pace; overspen*; underspen*; over spend*; under spend*;
    run(ning)? (out|low|short) of (money|cash|budget|funds);
    (money|cash|funds|budget|euros) (.. )?(left|remaining|last|lasts|run out|enough); (left|remaining) to spend;
    how much (.. )?(left|remaining|remains); what s left; whats left;
    spend(ing)? (too much|too fast|too slow|too little|on plan|as planned|according to plan);
    (projected|expected|forecast|planned) (spend|spending|cost); (spend|spending) (projection|forecast|plan);
    at this rate; how much (should|can|could|must|do we have to) (we|i) spend;
    (ahead|behind) (of|on) (plan|spend|schedule); spend (it|everything|all) (.. )?(by|before);
    daily spend (.. )?(should|need)*;
    (money|cash|funds|budget|euros|dough|quid|pounds|dollars) (.. )?(left|remaining|last|lasts|run out|enough|
    to spare|to see out|in the pot|available|to finish|unspent);
    (still|have|got|is there|are there|enough) (.. )?(money|cash|funds|budget|dough);
    (blow|burn|burning|blowing|eat|eating|chew|chewing|get|getting|going|go|rip|ripping|running) (.. )?(through|
    over)( (.. )?(budget|money|cash|it))?;
    (spend|spending|use|using|exhaust|deplete) ((the |its |our |their |all the )?(full|whole|entire|rest of the|
    rest of its|rest of our|remaining) (budget|money|amount)?|it all|the lot|all of it|the budget|on schedule);
    (over|under|within|on|ahead of|behind|above|below) (.. )?(budget|pace|plan|schedule|forecast);
    (pace|pacing|burn|run)( (rate))?;
    (will|do|are|did|is) (we|it) (.. )?(run out|overspend|underspend|overshoot|undershoot|go over|go under|
    come in under|come in over|last);
    (left|remaining) (to spend|in the|on the|of the|for the|in|on|for) (.. )?(_+|budget|month|campaign|year);
    (on track|on course) (.. )?(spend|budget|money);
    (forecast|projection|projected|estimate) (.. )?(spend|budget|cost|end of month|month end|_+);
    how much (.. )?(left|remaining|have we got left|do we have left|is left);
    (enough|left|much|money|cash) (.. )?(in the )?(kitty|pot|tank|bank|coffers);
    (tracking|doing|looking|sitting|standing|are we|is it) (.. )?(against|versus|vs|on|with|to) (the |our |
    its )?(budget|plan|pacing);
    (run|running|ran) (.. )?(dry|out|short); (money|budget|cash) (.. )?(unspent|to spare|left over|going spare);
    (overspend|underspend|overspending|underspending|overspent|underspent);
    (spend|spending|burn|burning|going) (.. )?(too|way too|so) (.. )?(fast|quick|quickly|slow|slowly|much);
    (last|make it|stretch|cover us|see us) (.. )?(to|until|till|through) (.. )?(end|finish|close|christmas|
    month|year|_+); how (fast|quickly) (.. )?(spend|burn|going)*;
    enough (.. )?(to (last|finish|cover|see|get|reach))
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
    (best|worst|highest|lowest|cheapest|top|biggest|strongest|weakest) (.. )?(campaigns?|ones?|performers?|cpl|
    cpa|roas|ctr|cpc|spend|spender|leads|cost|return); sorted by; (sort|order|rank) (.. )?by;
    who s (best|worst|winning|losing); (losing|wasting) money; ranked; leader ?board;
    where are we (losing|wasting);
    (which|what|who) (.. )?(of (our|my|the|these|them|those|your))? ?(.. )?(campaigns?|ones?|ads?|
    accounts?)? ?(.. )?(dragging|struggling|lagging|bleeding|wasting|winning|losing|burning|bring|brings|
    bringing|driving|performing|converting|converts|selling|sells|generat|eating|cost|costs|spending|spends|
    flopping|failing|suffering|underperform|outperform|leading|doing|delivering|giving|getting|hurting|killing|
    sucking|hogging|shining|needs|need|worst|best|most|least|cheapest|priciest|highest|lowest|weakest|strongest|
    top|bottom)*;
    (list|rundown|run down|inventory|roster|league table|ranking|leaderboard|
    overview) (.. )?(of )?(.. )?(campaigns?|all|everything|running|live|active);
    (out )?of (all|them all|all of them|our campaigns|the lot|the bunch|those) (.. )?(which|who|what|has|is|the);
    (who|which) (.. )?(has|have|s|is|got|gets) (.. )?(most|least|best|worst|cheapest|highest|lowest|fewest);
    (our|the|my) (worst|best|top|weakest|strongest|cheapest|priciest|least|most);
    what (.. )?(campaigns?|ads) (.. )?(live|running|active|going|on|have);
    what (do|have) we (.. )?(running|live|active|going|on the go|on air);
    what (ve|have|do) (we|i|you) (.. )?(live|running|active|going|on);
    where (s|is|are|do|does) (.. )?(money|cash|budget|spend) (.. )?(wast|go|gone|leak|bleed|lost|draining)*;
    where (.. )?(cheapest|most|least|best|worst|priciest|highest|lowest)( .*)?;
    how (are|re) (all|they all|all of them) (.. )?;
    (which|what) (.. )?(are|is|s) (.. )?(doing|going|performing) (.. )?(badly|well|worst|best|poorly)
results:
    (what|which|how) .. (count|counts|counted|counting|qualif|considered|treat|classed|class)*( (as|for|towards|
    toward|on|in|a))?;
    what (is|s|do we call|do you call|are|exactly is) (exactly )?a (lead|conversion|result|sale);
    (definition|define|meaning) (of )?(a )?(lead|conversion|result|sale);
    (what|which) (.. )?(record|records|recorded|recording|tracked|tracks|measure|measured);
    conversion (actions?|events?);
    (count|counts|counted|counting) (as|towards) (a )?(lead|conversion|result|sale)s?;
    where do (the|our) (leads|conversions|results|sales) come from; (what|which) (actions|events|conversions);
    how (are|do|is) (.. )?(leads|conversions|results|sales) (counted|measured|defined|tracked);
    how do (we|you) (count|measure|define|track);
    (do|does|are|is) .. (count|counted|counting|included)( (as|in|towards))?; (do|does) .. count;
    what (are )?we count(ing)?;
    (what|which|how) (.. )?(count|counts|counted|counting|qualif|qualifies|considered|treat|treated|classed|
    class|classify|regard|regarded|define|defined|constitutes|class)( (.. )?(as|for|towards|toward|on|in|a|lead|
    leads|conversion|conversions|result|results|sale))?;
    what (is|s|are|do we mean by|do you mean by|does|counts as|do we call|do you call|s classed as|
    we mean by) (.. )?(a |an |the )?(lead|conversion|result|sale)( mean| actually| exactly| here| for| to| on|$)
adopt:
    (campaigns?|anything) (.. )?(unclaimed|orphan|without (an owner|a client|owner)|nobody|unassigned|
    not assigned|new on); adopt*; unclaimed; orphan*; unassigned; belong to (nobody|no one|noone)
sync:
    (refresh|resync|sync|reload|synchroni[sz]e|update the data|update data|pull|fetch|re read|
    reread)( (.. )?(data|numbers|figures|platforms?|accounts?|latest|fresh|now|meta|google|facebook|crm|crm))?;
    (get|pull|fetch|load|read) (.. )?(latest|fresh|new|newest) (data|numbers|figures);
    (is|are) the data (up to date|fresh|old);
    (is|are) (.. )?(data|numbers|figures) (.. )?(up to date|fresh|old|stale|current|latest)
""")
