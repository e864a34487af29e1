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
LATE = Text("<i>This comes late. It covers {days}.</i>")
END = Text("That’s everything.")
END_NEXT = Text("That’s everything – next one {slot}.")
NOTHING_NEW = Text("Nothing new on {topics}.")
NOTHING_NEW_AT_ALL = Text("Nothing new on your topics.")
NOTHING_ON = Text("Nothing {when} on {topics}.")
NOTHING_LATELY = Text("<b>{topic}</b> · nothing {when}")
LAST_STORY = Text("Last story: {headline} ({when})")
CHECKED = Plural(
    "I read {count} source; the last check worked, at {when}.",
    "I read {count} sources; the last check that worked was at {when}.",
)
CHECKED_NEVER = Text("No source could be read yet; news comes once one can.")
RELATED = Text("Related: {topic}")
UNHEARD = Text("Nothing speaks of {word} so far.")
WATCH_HINT = Text("/subscribe {word} watches for it.")
NO_GUESS = Text("Did you mean {names}? I won’t guess.")
HIDDEN_COUNT = Plural(
    "{count} story hidden by your words and outlets (/hide, /mute).",
    "{count} stories hidden by your words and outlets (/hide, /mute).",
)
STALE = Text("Not read lately, so news may be missing: {names}.")

# Stories
BRIEF_EXAMPLE = Text(
    "Ask for a topic, as in /brief niger or /brief niger 7d. With topics of your own, /brief alone shows all."
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
SAMPLE_HEAD = Text("<i>A sample of a digest on {topics}. It counts as nothing shown.</i>")
SAMPLE_NONE = Text("There is nothing to show yet; sources are read every few minutes.")

# Less like this
LESS_OF = Text("Less of what, in {headline}?")
LESS_ONE = Text("Less {name}")
LESS_NOW = Text("{name} now weighs ×{weight}: its stories come after the others, or not at all.")
LESS_LIST = Text("Less of {names}.")
LESS_FOOT = Text("Tap to give one its whole weight back, or write /less off")
LESS_NONE = Text("Everything has its whole weight. Reply /less to a story that you want less of.")
SET_LESS = Plural(
    "{count} outlet or topic weighs less (/less)", "{count} outlets and topics weigh less (/less)"
)
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
