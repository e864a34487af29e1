"""What the bot says, in English, in one place. Telegram's HTML; {names} are filled in by `markup.fill`.

Short, plain, no decoration. The news itself is never written here: its sentences are the outlets' own.
"""

# Who we are
DESCRIPTION = (
    "News briefings in the outlets’ own words.\n\n"
    "Choose topics. I put articles about the same story together and send one short digest a day. "
    "Every sentence is copied from the article that it links to."
)
SHORT_DESCRIPTION = "Choose topics, get one short news digest a day, in the outlets’ own words."
WELCOME = (
    "<b>News briefings in the outlets’ own words</b>\n\n"
    "Choose topics. I read the feeds, put articles about the same story together, and send one short digest "
    "a day. Every sentence I show is copied from the article I link to.\n\n"
    "<b>Try it</b>\n"
    "/brief niger – what’s happening now\n"
    "/subscribe niger – put it in your digest\n"
    "/topics – everything I cover"
)
WELCOME_BACK = "Welcome back. Everything is as it was: {topics}."
YOUR_DIGEST = "Your digest: {times}, {days}, {zone} time."
TAP = "Tap a topic to start:"
GROUP_HELLO = (
    "Hello. Members may ask /brief niger; an admin chooses topics with /subscribe niger and the hour "
    "with /time 07:30."
)
HELP_HEAD = "<b>What I understand</b>"
HELP_EVERYBODY = "<b>Everybody here may ask</b>"
HELP_ADMINS = "<b>Admins of this chat may set</b>"
HELP_FOOT = "A word by itself, such as niger, is a question too: I answer with what there is on it."
HELP_MEMBERS = (
    "Members: /brief niger answers here, /topics lists what this group gets. Settings are the admins’."
)

# Refusals and slips
NOT_ADMITTED = "This bot is private. Its owner can let you in: tell them your number, {user}."
NOT_INVITED = "This bot is for invited readers. Ask whoever runs it for a link, please."
ADMINS_ONLY = "Only this group’s admins can do that. You can ask /brief niger."
OWNERS_ONLY = "Only the admins of this bot can do that."
TOO_MUCH = "That was a lot at once. I’ll answer again in a minute."
OLD_BUTTON = "This button is from an older message. /help shows what works now."
UNKNOWN_COMMAND = "I don’t know {command}. /help lists what I understand."
NEAR_COMMAND = "I don’t know {command}. Did you mean /{near}? /help lists all."
ONLY_TEXT = "I read text only. Send a word such as niger, or /help."
NO_LOCATION = "I can’t tell a time zone from a location. Write the city: /timezone Niamey"
LONG_TEXT = (
    "That is long for a topic. Send a word or two, such as niger, or look in the archive: /search niger"
)
SORRY = "Something went wrong on my side; it is written down under {reference}. Please try again in a minute."
WENT_WRONG_LATER = "Something went wrong on my side while I was at it. Please try again in a minute."

# Topics
SUBSCRIBE_EXAMPLE = (
    "Say what you want to hear about, as in /subscribe niger or /subscribe niger, cocoa prices"
)
UNSUBSCRIBE_EXAMPLE = "Say which topic to drop, as in /unsubscribe {example}"
SUBSCRIBED = "Subscribed to {topics}."
ALREADY = "You had {topics} already."
NOT_HEARD = "Nothing speaks of {word} so far; I’ll watch for it."
DID_YOU_MEAN = "Did you mean {names}?"
TOO_MANY_TOPICS = "{most} topics are the most I keep for one chat. /topics lets you drop some."
UNSUBSCRIBED = "Unsubscribed from {topics}."
NOT_SUBSCRIBED = "You had no topic {topics}."
NO_TOPICS = "You have no topic yet. Add one: /subscribe niger"
YOUR_TOPICS = "<b>Your topics</b>: {topics}"
TOPICS_HERE = "<b>Topics here</b>: {topics}"
TOPICS_HINT = "Tap to add or drop one. Any other word works too: /subscribe cocoa prices"
TOPICS_PAGE = "Page {page} of {pages}"

# When
NEXT = "Next digest {when} ({zone})."
NEXT_NOW = "One that was due already is on its way."
NEXT_NONE = "No digest comes until you have a topic: /subscribe niger"
NEXT_STOPPED = "You are stopped: no digest comes. /start ends that."
NEXT_PAUSED = "Paused until you say /resume."
NEXT_PAUSED_UNTIL = "Paused until {day}."
UTC_HINT = "Times are UTC. Tell me your place for local time: /timezone Niamey"
TIME_EXAMPLE = "Say when, as in /time 07:30 or /time 07:30 18:00 mon-fri"
TIME_NOW = "Digests come at {times}, {days}."
PAST = "{time} is past today, so it comes tomorrow."
ZONE_EXAMPLE = "Name your city or zone, as in /timezone Niamey or /timezone Europe/Paris"
ZONE_NOW = "Your zone is {zone}; it is {time} there."
ZONE_UNKNOWN = "I don’t know the place {place}. Name a larger city nearby, as in /timezone Niamey"
ZONE_CHOICES = "Which one for {place}?"
QUIET_EXAMPLE = "Say from when to when, as in /quiet 22-07, or /quiet off"
QUIET_NOW = "Quiet hours: {quiet}."
QUIET_EFFECT = "A digest that falls into them comes when they end."
PAUSED = "Paused until {day}. /resume ends it earlier."
PAUSED_FOR_GOOD = "Paused. /resume brings the digests back."
RESUMED = "Digests are on."
SKIPPED = "Skipped {day}."
SKIP_PAST = "That day is past; there is nothing to skip."

# How it looks
LENGTH_EXAMPLE = "Choose how much to read, as in /length short (or headlines, normal, long)"
LENGTH_NOW = "Length: {length} – {effect}."
LENGTHS = {
    "headlines": "headlines and outlets only",
    "short": "one sentence a story",
    "normal": "one sentence a story, the rest behind a tap",
    "long": "every sentence of the summary",
}
HIDE_EXAMPLE = (
    "Name a word whose stories I leave out, as in /hide football; /hide off football brings them back"
)
HIDDEN = "Hidden words: {words}."
HIDE_NONE = "No word is hidden."
MUTE_EXAMPLE = "Name an outlet to leave out, as in /mute {outlet}; /mute off {outlet} brings it back"
MUTED = "Muted outlets: {words}."
MUTE_NONE = "No outlet is muted."
MUTE_UNKNOWN = "I know no outlet {name}."
ALERTS_ON = (
    "Alerts are on: a story on your topics that {outlets} outlets carry within an hour comes at once, "
    "at most {most} a day, never in quiet hours. /alerts off ends that."
)
ALERTS_ON_SHORT = "Alerts are on: what breaks on your topics comes at once."
ALERTS_OFF = "Alerts are off: news waits for your digest."
ALERTS_NO_TOPIC = "They need a topic: /subscribe niger"
ALERTS_EXAMPLE = "Turn them on or off: /alerts on, /alerts off"
LANGUAGES = "Articles in {names} only; others are left out. I myself speak only English so far."
LANGUAGES_ALL = "Articles in every language, each in its outlet’s own. I myself speak only English so far."
LANGUAGE_EXAMPLE = "Name the languages you read: /language en fr, or /language all"
LANGUAGE_UNKNOWN = "I don’t know the language {word}. Write it as in /language en fr, or /language french"
LAST_WEEK = "In the last week: {topics}."
ON_AGAIN = "Digests are on again."
SAY_NOTHING_ON = "When nothing is new, I say so in one line (/settings empty off)."
SAY_NOTHING_OFF = "When nothing is new, I send nothing (/settings empty on)."

# Settings
SETTINGS = "<b>Settings</b>"
SET_ZONE = "Zone: {zone} (/timezone)"
SET_QUIET = "Quiet hours: {quiet} (/quiet)"
SET_LENGTH = "Length: {length} (/length)"
SET_STORIES = "Stories a topic: {count} (/settings stories 5)"
SET_ALERTS = "Alerts: {alerts} (/alerts)"
SET_TOPICS = "Topics: {topics} (/topics)"
SET_HIDDEN = "Hidden words: {words} (/hide)"
EVERY_LANGUAGE = "all"
SET_LANGUAGES = "Languages: {names} (/language)"
SET_MUTED = "Muted outlets: {words} (/mute)"
STORIES_RANGE = "Choose from 1 to 10 stories a topic, as in /settings stories 3."
NONE = "none"

# Coming and going
STOPPED = "Stopped: no more digests. {kept} /start brings everything back; /forget erases it."
STOPPED_KEPT = "Your topics ({topics}) and settings are kept."
STOPPED_EMPTY = "Your settings are kept."
FORGET_ASK = (
    "Erase everything I hold of this chat: topics, feeds, settings, saved stories, and what you were sent? "
    "There is no way back. /export gives you a copy first. Tap, or write /forget yes"
)
FORGOTTEN = "Erased. I hold nothing of this chat any more. /start begins anew."
FORGOTTEN_INVITED = "Erased, the invitation too. I hold nothing of this chat; coming back takes a new link."
FORGOTTEN_ADMIN = "Erased. I hold nothing of this chat any more but that you are the admin of this bot."
NOTHING_HELD = "I hold nothing of this chat."
KEPT_ALL = "Nothing was erased."
EXPORTED = "Everything I hold of this chat."
PRIVACY = (
    "<b>Privacy</b>\n\n"
    "I hold this chat’s number and kind, your topics, feeds, settings, saved and followed stories, and which "
    "stories and sentences you were sent, so that nothing comes twice; of those invited, that they may use "
    "this bot. No names, none of your messages, no location, no profile. It lies in one file on the machine "
    "of whoever runs this bot, and goes to nobody.\n\n"
    "/export sends you all of it. /forget erases all of it at once. /stop ends the digests and keeps it."
)
PRIVACY_GROUP = "For a group or channel I also keep its title."

# Around the news
YOUR_BRIEFING = {
    "morning": "Your morning briefing",
    "afternoon": "Your afternoon briefing",
    "evening": "Your evening briefing",
}
BRIEFING = {"morning": "Morning briefing", "afternoon": "Afternoon briefing", "evening": "Evening briefing"}
LATE = "<i>This comes late. It covers {days}.</i>"
END = "That’s everything."
END_NEXT = "That’s everything – next one {slot}."
NOTHING_NEW = "Nothing new on {topics}."
NOTHING_NEW_AT_ALL = "Nothing new on your topics."
NOTHING_ON = "Nothing {when} on {topics}."
NOTHING_LATELY = "<b>{topic}</b> · nothing {when}"
LAST_STORY = "Last story: {headline} ({when})"
UNHEARD = "Nothing speaks of {word} so far."
WATCH_HINT = "/subscribe {word} watches for it."
NO_GUESS = "Did you mean {names}? I won’t guess."
HIDDEN_COUNT = "{what} hidden by your words and outlets (/hide, /mute)."
STALE = "Not read lately, so news may be missing: {names}."

# Stories
BRIEF_EXAMPLE = (
    "Ask for a topic, as in /brief niger or /brief niger 7d. With topics of your own, /brief alone shows all."
)
DIGEST_EXAMPLE = "A digest needs a topic first: /subscribe niger"
SEARCH_EXAMPLE = "Say what to look for, as in /search cocoa prices"
SEARCH_NONE = "Nothing in the archive has {words}."
SEARCH_FOUND = "<b>{words}</b> · {count}"
TREND_EXAMPLE = "Name a topic, as in /trend niger"
TREND_NONE = "Nothing on {topic} in the last {days} days."
TREND_HEAD = "<b>{topic}</b> · {articles} from {outlets} in {days} days"
NO_STORY = "That story is no longer in the archive."
REPLY_TO_STORY = (
    "Reply to a story with {command}, or to a longer message with {command} 2 for its second story."
)
SAVED = "Saved. /saved lists what you keep."
SAVED_LIST = "<b>Saved stories</b>"
SAVED_NONE = "Nothing is saved yet. Reply /save to a story, or use its button."
UNSAVED = "No longer saved."
FOLLOWED = (
    "Following. What is new in it comes here, at most once an hour, not in quiet hours. /follow lists all."
)
FOLLOWED_LIST = "<b>Stories you follow</b>"
FOLLOWED_NONE = "You follow no story yet. Reply /follow to a story, or use its button."
UNFOLLOWED = "No longer followed."
FOLLOW_UP = "<b>New on a story you follow</b>"
FOLLOW_UP_FOOT = "{new}, {corrected} corrected · update {number}"
CORRECTED = "Corrected: this sentence is no longer in the article"
CORRECTED_SEVERAL = "Corrected: these sentences are no longer in the articles"
READ_BEFORE = "What you already read"
VOICES = "Who says what"
NUMBERS = "In numbers"
ALERT = "<b>Alert · {topic}</b>"
ALERT_NUMBER = "alert {number} of at most {most} today"
WHY_TOPIC = "It speaks of {topics}: {words}."
WHY_OUTLETS = "{count} told it: {names}."
WHY_TIMES = "First seen {first}, last added to {last}."
WHY_YOURS = "You subscribed to {topics}."
SAMPLE_HEAD = "<i>A sample of a digest on {topics}. It counts as nothing shown.</i>"
SAMPLE_NONE = "There is nothing to show yet; sources are read every few minutes."

# Feeds of a reader’s own
FEED_EXAMPLE = "Send the address of a feed, or of a site that has one, as in /feed https://example.org"
FEED_LOOKING = "I’m looking at {url}. It takes a while; I’ll tell you what I find."
FEED_REFUSED = "I can’t add {url}: {reason}."
FEED_ADDED = "Added {name}. What it brings comes in your digest, under its name, and is seen by nobody else."
FEED_NEWEST = "Newest there:"
FEED_EMPTY = "It holds no story yet."
FEED_REMOVE_ASK = "Remove {name} from your feeds? Tap, or write {command}"
FEED_REMOVED = "Removed {name}."
FEED_GONE = "That feed is no longer here. Add it again with /feed and its address."
FEEDS_NONE = "You have no feed of your own yet. Add one: /feed https://example.org"
FEEDS_HEAD = "<b>Your feeds</b>"
FEEDS_FOOT = "/feed adds one, /opml sends you the list as a file."
OPML_NONE = "You have no feed of your own yet. /feed adds one; send me an OPML file to add many."
OPML_SENT = "Your feeds. Any feed reader takes this file, and so do I."
OPML_LOOKING = "I’m looking at the feeds in your file. It takes a while; I’ll tell you which I could add."
OPML_LARGE = "That file is too large for a list of feeds."
OPML_ADDED = "Added {count}: {names}."
OPML_HAD = "You had {names} already."
OPML_REFUSED = "Not added:"
WHY_FEED = "It came with your feed {feeds}."
SET_FEEDS = "Your feeds: {names} (/feeds)"

# For the bot’s own admins
NO_SOURCES = "No source is configured. Whoever runs this bot adds them to its configuration."
BROADCAST_EXAMPLE = (
    "Say what to tell all readers, as in /broadcast The bot moves tonight and rests for an hour."
)
BROADCAST_LONG = "That is too long for one message. 3,000 characters are fine."
BROADCAST_ASK = "This goes to {readers}. Tap, or write {command}"
BROADCAST = "<b>From those who run this bot</b>\n\n{text}"
BROADCAST_SENT = "On its way to {readers}: to each once, after their quiet hours."
BROADCAST_DROPPED = "Nothing was sent."
BROADCAST_OVER = "That was sent or dropped before."
INVITES_OFF = 'Nobody needs an invitation here. access = "invite" in the configuration changes that.'
INVITE_EXAMPLE = "Say for how many, from 1 to {most}, as in /invite 10"
INVITE_MADE = "This link lets {people} in:\n{link}"
INVITE_REVOKED = "Revoked. Who came by it stays."
INVITE_GONE = "That link lets nobody in any more."
INVITES_HEAD = "<b>Links that let people in</b>"
INVITES_NONE = "No link lets anybody in. /invite makes one."
YOU_ARE_ADMIN = "You are the admin of this bot: /stats, /sources and /broadcast are yours."
OWN_LINK_USED = "That link no longer makes anybody an admin."
