"""What the bot says around the news."""

from bot.chat.voice import Plural, Text

# Around the news
YOUR_BRIEFING = {
    "morning": Text("Your morning briefing"),
    "afternoon": Text("Your afternoon briefing"),
    "evening": Text("Your evening briefing"),
    "night": Text("Your briefing"),
}
BRIEFING = {
    "morning": Text("Morning briefing"),
    "afternoon": Text("Afternoon briefing"),
    "evening": Text("Evening briefing"),
    "night": Text("Briefing"),
}
LATE = Text("<i>This comes late, by {time}. It covers {days}.</i>")
END = Text("That’s everything.")
END_NEXT = Text("That’s everything – next one {slot}.")
NOTHING_NEW = Text("Nothing new on {topics}.")
NOTHING_NEW_AT_ALL = Text("Nothing new on your topics.")
NOTHING_ON = Text("Nothing {when} on {topics}.")
NOTHING_LATELY = Text("<b>{topic}</b> · nothing {when}")
LAST_STORY = Text("Last story: {headline} ({when})")
CHECKED = Plural(
    "I read {count} source; last check that worked: {when}.",
    "I read {count} sources; last check that worked: {when}.",
)
CHECKED_NEVER = Text("No source could be read yet; news comes once one can.")
RELATED = Text("Related: {topic}")
UNHEARD = Text("Nothing speaks of {word} so far.")
WATCH_HINT = Text("To watch for it: /subscribe {word}")
NO_GUESS = Text("Did you mean {names}? I won’t guess.")
HIDDEN_COUNT = Plural(
    "{count} story hidden by your words and outlets (/hide, /mute).",
    "{count} stories hidden by your words and outlets (/hide, /mute).",
)
STALE = Text("Not read lately, so news may be missing: {names}.")

# Stories
BRIEF_EXAMPLE = Text(
    "Ask for a topic, as in /brief niger, /brief niger 7d or /brief niger yesterday. "
    "With topics of your own, /brief alone shows all."
)
DIGEST_EXAMPLE = Text("A digest needs a topic first: /subscribe niger")
SEARCH_EXAMPLE = Text("Say what to look for, as in /search cocoa prices")
SEARCH_NONE = Text("Nothing in the archive has {words}.")
SEARCH_FOUND = Plural("<b>{words}</b> · {count} article", "<b>{words}</b> · {count} articles")
TREND_EXAMPLE = Text("Name a topic, as in /trend niger")
TREND_NONE = Plural(
    "Nothing on {topic} in the last {count} day.", "Nothing on {topic} in the last {count} days."
)
TREND_HEAD = Text("<b>{topic}</b> · {articles} from {outlets} in {days}")
NO_STORY = Text("That story is no longer in the archive.")
REPLY_TO_STORY = Text(
    "Reply to a story with {command}, or to a longer message with {command} 2 for its second story."
)
SAVED = Text("Saved. /saved lists what you keep.")
SAVED_LIST = Text("<b>Saved stories</b>")
SAVED_NONE = Text("Nothing is saved yet. Reply /save to a story, or use its button.")
UNSAVED = Text("No longer saved.")
FOLLOWED = Text(
    "Following. What is new in it comes here, at most once an hour, not in quiet hours. /follow lists all."
)
FOLLOWED_LIST = Text("<b>Stories you follow</b>")
FOLLOWED_NONE = Text("You follow no story yet. Reply /follow to a story, or use its button.")
UNFOLLOWED = Text("No longer followed.")
FOLLOW_UP = Text("<b>New on a story you follow</b>")
FOLLOW_UP_FOOT = Text("{new}, {corrected} · update {number}")
CORRECTED_COUNT = Plural("{count} corrected", "{count} corrected")
CORRECTED_TO = Text("Corrected: the article now says")
CORRECTED_FROM = Text("Before: <s>{was}</s>")
CORRECTED = Text("Corrected: this sentence is no longer in the article")
CORRECTED_SEVERAL = Text("Corrected: these sentences are no longer in the articles")
READ_BEFORE = Text("What you already read")
VOICES = Text("Who says what")
NUMBERS = Text("In numbers")
TIMELINE = Text("Timeline")
ALSO_IN = Plural("also in {count} other outlet", "also in {count} other outlets")
DIFFERENCES = Text("Accounts differ")
WEEK_OF = Text("Week of {day}")
EARLIER = Plural("{count} earlier sentence left out", "{count} earlier sentences left out")
TIMELINE_NONE = Text("No sentences with days in this story so far.")
ALERT = Text("<b>Alert · {topic}</b>")
ALERT_NUMBER = Text("alert {number} of at most {most} today")
WHY_TOPIC = Text("It speaks of {topics}: {words}.")
WHY_OUTLETS = Plural("{count} outlet told it: {names}.", "{count} outlets told it: {names}.")
WHY_TIMES = Text("First seen {first}, last added to {last}.")
WHY_YOURS = Text("You subscribed to {topics}.")
WHY_RANK = Text("What ranks it: {grounds}.")
WHY_OWN_WORDS = Plural("{count} outlet in its own words", "{count} outlets in their own words")
WHY_AGE = {
    "minutes": Plural("newest article {count} minute old", "newest article {count} minutes old"),
    "hours": Plural("newest article {count} hour old", "newest article {count} hours old"),
    "days": Plural("newest article {count} day old", "newest article {count} days old"),
}
WHY_CLOSE = {
    "headlined": Text("{topic} in the headline"),
    "about": Text("about {topic}"),
    "passing": Text("{topic} only in passing"),
    "few": Text("few of its articles speak of {topic}"),
}
WHY_PLACE = Text("Number {place} of {count} on {topic} in the last 48 hours.")
SAMPLE_HEAD = Text("<i>A sample digest on {topics}. What it shows still counts as new.</i>")
SAMPLE_NONE = Text("There is nothing to show yet; sources are read every few minutes.")

# What stands beside an outlet's name
PAYWALL = Text("paywall")
KINDS = {
    "agency": Text("news agency"),
    "local": Text("local outlet"),
    "party": Text("party outlet"),
    "public": Text("public broadcaster"),
    "state": Text("state media"),
}
"""By the `kind` of a source."""

# More and less like this
MORE_OF = Text("More of what, in {headline}?")
MORE_ONE = Text("More {name}")
MORE_NOW = Text("{name} now weighs ×{weight}: its stories come before others.")
MORE_LIST = Text("More of {names}.")
WEIGHT_USUAL = Text("{name} has its usual weight.")
LESS_OF = Text("Less of what, in {headline}?")
LESS_ONE = Text("Less {name}")
LESS_NOW = Text("{name} now weighs ×{weight}: its stories come after the others, or not at all.")
LESS_LIST = Text("Less of {names}.")
LESS_FOOT = Text("Tap to give one its usual weight back, or write /less off or /more off")
LESS_NONE = Text("Everything has its usual weight. Reply /more or /less to a story to change that.")
SET_LESS = Plural(
    "{count} outlet or topic weighs more or less (/less)",
    "{count} outlets and topics weigh more or less (/less)",
)
MORE_LIKE_THIS = Text("More like this")
LESS_LIKE_THIS = Text("Less like this")
AS_BEFORE = Text("{name} as before")
WEIGHTS = Text("All weights")

# Asked again
SAME_ANSWER = Text("Nothing has changed since I answered that here:")
BRIEF_SPAN = Text(
    "I don’t know {word} as a span of time. Write it as in "
    "/brief {topic} 24h, 7d, 2w, yesterday, {day} or all."
)
SILENT = Text(
    "For a week nothing has come on {topics}. /feed adds a feed that writes about it, /unsubscribe drops it."
)
SILENT_WIDEN = Text("For a week nothing has come on {topics}. Fewer words find more: /subscribe {wider}")

# Once a week
RECAP = Text("The week on your topics")
FROM_TO = Text("{first} – {last}")
NEW_TO_YOU = Text("New to you")
SHOWN_BEFORE = Text("Shown before")
RECAP_FOOT = Text(
    "The biggest stories, by how many outlets told them in their own words. /weekly off ends this."
)
RECAP_FOOT_HERE = Text("The biggest stories, by how many outlets told them in their own words.")
RECAP_ON = Text("Weekly recap")
RECAP_OFF = Text("No weekly recap")
WEEKLY_ON = Text(
    "Sundays at {time} I send the week’s biggest stories on your topics, also those you were shown."
)
WEEKLY_OFF = Text("No weekly recap comes.")
WEEKLY_NO_TOPIC = Text("It needs a topic: /subscribe niger")
WEEKLY_EXAMPLE = Text("Turn it on or off: /weekly on, /weekly off")
SET_WEEKLY = Text("Weekly recap: {weekly} (/weekly)")

# Told once
ONCE = Text("<b>{topic}</b> · you asked to be told once")
ONCE_PROMISE = Text("I’ll tell you once, as soon as something new is on {topic}.")
ONCE_LIST = Text("I’ll tell you once when something comes on {topics}.")
ONCE_NONE = Text("You wait for nothing. Be told once when something comes: /once niger")
WONT_TELL = Text("I won’t tell you.")
TELL_AGAIN = Text("Tell me once more")

# Muted
MUTED_STORY = Text("You won’t see this story again.")
UNMUTED_STORY = Text("This story may come again.")
TOPIC_SILENT = Text("No more alerts for {topic}; it stays in your digest.")
TOPIC_LOUD = Text("Alerts for {topic} again.")
