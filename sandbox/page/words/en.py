"""The page's words in English."""

WORDS = {
    # The frame
    "language": "English",
    "skip": "Skip to the message field",
    "channels": "Channels",
    "apps": "Apps",
    "clock_name": "The sandbox's clock",
    "time_in": "Time in {zone}",
    "plus_hour": "+1 hour",
    "plus_day": "+1 day",
    "plus_week": "+7 days",
    "clock_moving": "Clock moving forward",
    "catching_up": "Catching up… {percent} %",
    "lagging": "The clock has moved, but the bot has not caught up yet.",
    "not_reachable": "The clock has moved. The bot could not be asked whether it has caught up.",
    "client_view": "Client view",
    "you_are": "You are",
    "role_account_manager": "account manager",
    "role_sales": "sales",
    "role_client": "client",
    "guest": "guest from {team}",
    "private": "private",
    "unread": "unread",
    "shared_with": "Shared with {team}",
    "internal": "Internal",
    "members": "{count} members: {names}",
    "foot": "A local workspace for trying things out.",
    "foot_local": "Nothing leaves this machine.",
    "language_name": "Language of this page",
    "sandbox": "Vigía sandbox",
    # Writing and reading
    "messages": "Messages",
    "message": "Message",
    "message_to": "Message {place}",
    "commands": "Commands",
    "also": "also: {words}",
    "attach": "Attach a file",
    "send": "Send",
    "home": "Home",
    "home_empty": "Vigía has not filled this page yet.",
    "thread": "Thread",
    "thread_messages": "Thread messages",
    "thread_close": "Close thread",
    "thread_gone": "This message is no longer here.",
    "reply": "Reply",
    "reply_hint": "Reply…",
    "reply_send": "Send reply",
    "reply_in_thread": "Reply in thread",
    "replied": "replied to a thread:",
    "reply_count_one": "1 reply",
    "reply_count": "{count} replies",
    "last_reply": "Last reply {when}",
    "only_you": "Only visible to you",
    "other_organisation": "From another organisation",
    "joined": "{who} has joined the channel",
    "edited": "(edited)",
    "somebody": "Somebody",
    "json": "Message JSON",
    "json_show": "Show this message's JSON",
    "json_title": "Message as the API has it",
    "close": "Close",
    "close_image": "Close image",
    "image": "Image",
    "dismiss": "Dismiss",
    "back": "Back",
    "cancel": "Cancel",
    "sure": "Are you sure?",
    "yes": "Yes",
    "fill_in": "Please fill in this field.",
    "a_number": "Please enter a number.",
    "nothing_found": "Nothing found",
    "connected_again": "Connected again.",
    "lost": "The sandbox does not answer. Trying again…",
    "no_answer": "The sandbox does not answer. Is it still running?",
    # What Slack itself writes into messages
    "file": "file",
    "bytes": "{count:,} bytes",
    "optional": "optional",
    "private_channel": "private channel",
    "select": "Select an item",
    "search": "Type to search",
    "more": "More actions",
    "table": "Table",
    "no_image": "Image not available: {alt}",
    "image_elsewhere": "Image elsewhere: {alt}",
    "image_soon": "Image is being prepared: {alt}",
    "unknown_block": "A block of type {kind} is not drawn here.",
    # The client's pane
    "client_title": "What the client sees",
    "client_messages": "Messages as the client sees them",
    "client_empty": "{name} has nothing to read yet.",
    "client_empty_more": "What you share and the updates that you approve appear here as {name} reads them, without "
    "what is the agency's alone. Push the clock a day or a week to see one come.",
    "client_none": "No client reads along here. Open a client's channel to see what they see.",
    # The first message of a conversation
    "not_here": "Vigía is not in this channel.",
    "invite": "Add Vigía",
    "start_internal": "The agency talks here, without the client",
    "start_internal_more": "Ask Vigía something: a click sends it. Then push the clock above: new numbers arrive, "
    "what goes wrong is told here, and the client's update waits for you under Vigía until you approve it.",
    "start_shared": "{team} reads along here",
    "start_shared_more": "In this channel Vigía answers with what a client may see. Try the same question here and in "
    "the agency's own channel.",
    "start_client": "Here you talk with your agency",
    "start_client_more": "Mention Vigía to ask how things are going: a click sends it.",
    "start_direct": "This is your conversation with Vigía",
    "start_direct_more": "What you ask here nobody else reads, and drafts of updates wait here for you.",
    "start_other": "A channel of the agency",
    "start_other_more": "Tell Vigía whose channel it is, and here it speaks of that client alone. Until then it "
    "answers about all the clients that you look after.",
    "start_new": "Vigía has not been invited to this channel yet",
    "start_new_more": "Add it, and see how a channel is given its client.",
    "ask_status": "How is {campaign} doing?",
    # Days and hours
    "yesterday": "yesterday",
    "today": "today",
    "tomorrow": "tomorrow",
    "just_now": "just now",
    "ago": "{span} ago",
    "ahead": "in {span}",
    "day_one": "1 day",
    "day": "{count} days",
    "hour_one": "1 hour",
    "hour": "{count} hours",
    "minute_one": "1 minute",
    "minute": "{count} minutes",
}

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORT_MONTHS = tuple(month[:3] for month in MONTHS)
SHORT_WEEKDAYS = tuple(day[:3] for day in WEEKDAYS)


def date(day: int, month: str, year: int | None) -> str:
    """ "November 16th", with the year where one is given."""
    suffix = "th" if day in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{month} {day}{suffix}" + (f", {year}" if year else "")


def short_date(day: int, month: str, year: int) -> str:
    """ "Nov 16, 2026"."""
    return f"{month} {day}, {year}"


VERBS = {
    "status": ("How a campaign is doing, with its chart", "status [campaign] period:7d"),
    "list": ("Every campaign, those in trouble first", "list"),
    "chart": ("Spend and results per day", "chart [campaign] period:30d"),
    "compare": ("Two campaigns, or one beside the month and year before", "compare [campaign] [another]"),
    "pace": ("The budget: spent, expected, projected", "pace [campaign]"),
    "why": ("Which step, campaign, device or ad moved a KPI", "why [campaign] kpi:cpl"),
    "target": ("Show or set a campaign's goals", "target [campaign] cpl<25€"),
    "edit": ("Change a campaign: name, dates, budget, who is in charge", "edit [campaign] end:2026-12-20"),
    "pause": ("Send the client nothing for a while", "pause [campaign] until 15 dec"),
    "resume": ("Let updates go to the client again", "resume [campaign]"),
    "results": ("What accounts record, and what of it counts", "results [campaign]"),
    "alert": ("What is watched and what is open", "alert list [campaign]"),
    "snooze": ("Put an open alert aside for a while", "snooze [campaign] 3d"),
    "log": ("Write down what was done", "log [campaign] what was done"),
    "timeline": ("Alerts, actions and goals of a campaign", "timeline [campaign] period:30d"),
    "subscribe": ("Send the status here regularly", "subscribe mon 09:00"),
    "unsubscribe": ("Stop sending the status here", "unsubscribe"),
    "setup": ("Set a client up, step by step", "setup [client]"),
    "adopt": ("Campaigns that belong to nobody yet", "adopt [name]"),
    "sync": ("Read the platforms and the CRM again", "sync"),
    "language": ("The language in which Vigía answers you", "language [es, ca, en]"),
    "help": ("What you can ask, with examples", "help"),
}
