"""What the bot says of itself, of topics, hours and settings."""

from bot.chat.voice import Text

# Who we are
DESCRIPTION = Text(
    "News briefings in the outlets’ own words.\n\n"
    "Choose topics. I put articles about the same story together and send one short digest a day. "
    "Every sentence is copied from the article that it links to."
)
SHORT_DESCRIPTION = Text("Choose topics, get one short news digest a day, in the outlets’ own words.")
WELCOME = Text(
    "<b>News briefings in the outlets’ own words</b>\n\n"
    "Choose topics. I read the feeds, put articles about the same story together, and send one short digest "
    "a day. Every sentence I show is copied from the article I link to.\n\n"
    "<b>Try it</b>\n"
    "/brief niger – what’s happening now\n"
    "/subscribe niger – put it in your digest\n"
    "/topics – everything I cover"
)
WELCOME_BACK = Text("Welcome back. Everything is as it was: {topics}.")
YOUR_DIGEST = Text("Your digest: {times}, {days}, {zone} time.")
ARTICLES_IN = Text("Articles come in every language, each in its outlet’s own: /language")
ARTICLES_ONLY_IN = Text("Articles come only in {names}; /language all ends that.")
TAP = Text("Tap a topic to start:")
GROUP_HELLO = Text(
    "Hello. Members may ask /brief niger; an admin chooses topics with /subscribe niger and the hour "
    "with /time 07:30."
)
HELP_HEAD = Text("<b>What I understand</b>")
HELP_EVERYBODY = Text("<b>Everybody here may ask</b>")
HELP_ADMINS = Text("<b>Admins of this chat may set</b>")
HELP_FOOT = Text("A word by itself, such as niger, is a question too: I answer with what there is on it.")
HELP_MEMBERS = Text(
    "Members: /brief niger answers here, /topics lists what this group gets. Settings are the admins’."
)

# Refusals and slips
NOT_ADMITTED = Text("This bot is private. Its owner can let you in: tell them your number, {user}.")
NOT_INVITED = Text("This bot is for invited readers. Ask whoever runs it for a link, please.")
ADMINS_ONLY = Text("Only this group’s admins can do that. You can ask /brief niger.")
OWNERS_ONLY = Text("Only the admins of this bot can do that.")
TOO_MUCH = Text("That was a lot at once. I’ll answer again in a minute.")
OLD_BUTTON = Text("This button is from an older message. /help shows what works now.")
UNKNOWN_COMMAND = Text("I don’t know {command}. /help lists what I understand.")
NEAR_COMMAND = Text("I don’t know {command}. Did you mean /{near}? /help lists all.")
ONLY_TEXT = Text("I read text only. Send a word such as niger, or /help.")
NO_LOCATION = Text("I can’t tell a time zone from a location. Write the city: /timezone Niamey")
LONG_TEXT = Text(
    "That is long for a topic. Send a word or two, such as niger, or look in the archive: /search niger"
)
SORRY = Text(
    "Something went wrong on my side; it is written down under {reference}. Please try again in a minute."
)
WENT_WRONG_LATER = Text("Something went wrong on my side while I was at it. Please try again in a minute.")

# Topics
SUBSCRIBE_EXAMPLE = Text(
    "Say what you want to hear about, as in /subscribe niger or /subscribe niger, cocoa prices"
)
UNSUBSCRIBE_EXAMPLE = Text("Say which topic to drop, as in /unsubscribe {example}")
SUBSCRIBED = Text("Subscribed to {topics}.")
ALREADY = Text("You had {topics} already.")
NOT_HEARD = Text("Nothing speaks of {word} so far; I’ll watch for it.")
DID_YOU_MEAN = Text("Did you mean {names}?")
TOO_MANY_TOPICS = Text("{most} topics are the most I keep for one chat. /topics lets you drop some.")
UNSUBSCRIBED = Text("Unsubscribed from {topics}.")
NOT_SUBSCRIBED = Text("You had no topic {topics}.")
NO_TOPICS = Text("You have no topic yet. Add one: /subscribe niger")
YOUR_TOPICS = Text("<b>Your topics</b>: {topics}")
TOPICS_HERE = Text("<b>Topics here</b>: {topics}")
TOPICS_HINT = Text("Tap to add or drop one. Any other word works too: /subscribe cocoa prices")
TOPICS_HINT_HERE = Text(
    "Admins tap to add or drop one. Any other word works too: /subscribe cocoa prices. "
    "Everybody may ask: /brief niger"
)
TOPICS_PAGE = Text("Page {page} of {pages}")

# When
NEXT = Text("Next digest {when} ({zone}).")
NEXT_NOW = Text("One that was due already is on its way.")
NEXT_NONE = Text("No digest comes until you have a topic: /subscribe niger")
NEXT_STOPPED = Text("You are stopped: no digest comes. /start ends that.")
NEXT_PAUSED = Text("Paused until you say /resume.")
NEXT_PAUSED_UNTIL = Text("Paused until {day}.")
UTC_HINT = Text("For local time, tell me your place: /timezone Niamey")
TIME_EXAMPLE = Text("Say when, as in /time 07:30 or /time 07:30 18:00 mon-fri")
TIME_NOW = Text("Digests come at {times}, {days}.")
PAST = Text("{time} is past today, so it comes tomorrow.")
ZONE_EXAMPLE = Text("Name your city or zone, as in /timezone Niamey or /timezone Europe/Paris")
ZONE_NOW = Text("Your zone is {zone}; it is {time} there.")
ZONE_UNKNOWN = Text("I don’t know the place {place}. Name a larger city nearby, as in /timezone Niamey")
ZONE_CHOICES = Text("Which one for {place}?")
QUIET_EXAMPLE = Text("Say from when to when, as in /quiet 22-07, or /quiet off")
QUIET_NOW = Text("Quiet hours: {quiet}.")
QUIET_EFFECT = Text("A digest that falls into them comes when they end.")
PAUSED = Text("Paused until {day}. /resume ends it earlier.")
PAUSED_FOR_GOOD = Text("Paused. /resume brings the digests back.")
RESUMED = Text("Digests are on.")
SKIPPED = Text("Skipped {day}.")
SKIP_PAST = Text("That day is past; there is nothing to skip.")

# Moved to when they read
HOUR_OFFER = Text("You usually read around {time}. Move your digest there? I ask this only once.")
HOUR_MOVE = Text("Move to {time}")
HOUR_LEAVE = Text("Leave it")
HOUR_KEPT = Text("Your digest stays where it is. I won’t ask again.")
SET_HOUR = Text("I may ask once whether your digest should come when you read (/settings hour off).")

# How it looks
LENGTH_EXAMPLE = Text("Choose how much to read, as in /length short (or headlines, normal, long)")
LENGTH_NOW = Text("Length: {length} – {effect}.")
LENGTHS = {
    "headlines": Text("headlines and outlets only"),
    "short": Text("two sentences a story"),
    "normal": Text("one sentence a story, the rest behind a tap"),
    "long": Text("up to five sentences a story"),
}
HIDE_EXAMPLE = Text(
    "Name a word whose stories I leave out, as in /hide football; /hide off football brings them back"
)
HIDDEN = Text("Hidden words: {words}.")
HIDE_NONE = Text("No word is hidden.")
MUTE_EXAMPLE = Text("Name an outlet to leave out, as in /mute {outlet}; /mute off {outlet} brings it back")
MUTED = Text("Muted outlets: {words}.")
MUTE_NONE = Text("No outlet is muted.")
MUTE_UNKNOWN = Text("I know no outlet called {name}.")
ALERTS_ON = Text(
    "Alerts are on: a story on your topics that {outlets} outlets carry within an hour comes at once, "
    "at most {most} a day, never in quiet hours. /alerts off ends that."
)
ALERTS_ON_SHORT = Text("Alerts are on: what breaks on your topics comes at once.")
ALERTS_OFF = Text("Alerts are off: news waits for your digest.")
ALERTS_NO_TOPIC = Text("They need a topic: /subscribe niger")
ALERTS_EXAMPLE = Text("Turn them on or off: /alerts on, /alerts off")
SPEAKING = Text("I speak {language} with you.")
NOT_SPOKEN = Text(
    "I don’t speak {language} yet. Articles in it come anyway; /language only {code} leaves out all others."
)
LANGUAGES = Text("Articles: only in {names}.")
LANGUAGES_ALL = Text("Articles: in every language, each in its outlet’s own.")
ARTICLES_ONLY = Text("Articles: only in {language}")
ARTICLES_ALL = Text("Articles: in all languages")
LANGUAGE_EXAMPLE = Text(
    "My language: /language en. The languages of your articles: /language only en fr, or /language all"
)
LANGUAGE_UNKNOWN = Text("I don’t know the language {word}. Write it as in /language fr, or /language french")
LAST_WEEK = Text("In the last week: {topics}.")
ON_AGAIN = Text("Digests are on again.")
SAY_NOTHING_ON = Text("When nothing is new, I say so in one line (/settings empty off).")
SAY_NOTHING_OFF = Text("When nothing is new, I send nothing (/settings empty on).")

# Settings
SETTINGS = Text("<b>Settings</b>")
SET_ZONE = Text("Zone: {zone} (/timezone)")
SET_QUIET = Text("Quiet hours: {quiet} (/quiet)")
SET_LENGTH = Text("Length: {length} (/length)")
SET_STORIES = Text("Stories a topic: {count} (/settings stories 5)")
SET_ALERTS = Text("Alerts: {alerts} (/alerts)")
SET_TOPICS = Text("Topics: {topics} (/topics)")
SET_HIDDEN = Text("Hidden words: {words} (/hide)")
EVERY_LANGUAGE = Text("all")
SET_LANGUAGE = Text("Language: {language}; articles: {names} (/language)")
SET_MUTED = Text("Muted outlets: {words} (/mute)")
STORIES_RANGE = Text("Choose from 1 to 10 stories a topic, as in /settings stories 3.")
NONE = Text("none")

# Coming and going
STOPPED = Text("Stopped: no more digests. {kept} /start brings everything back; /forget erases it.")
STOPPED_KEPT = Text("Your topics ({topics}) and settings are kept.")
STOPPED_EMPTY = Text("Your settings are kept.")
FORGET_ASK = Text(
    "Erase everything I hold of this chat: topics, feeds, settings, saved stories, and what you were sent? "
    "There is no way back. /export gives you a copy first. Tap, or write /forget yes"
)
FORGOTTEN = Text("Erased. I hold nothing of this chat any more. /start begins anew.")
FORGOTTEN_INVITED = Text(
    "Erased, the invitation too. I hold nothing of this chat; coming back takes a new link."
)
FORGOTTEN_ADMIN = Text("Erased. I hold nothing of this chat any more but that you are the admin of this bot.")
NOTHING_HELD = Text("I hold nothing of this chat.")
KEPT_ALL = Text("Nothing was erased.")
EXPORTED = Text("Everything I hold of this chat.")
PRIVACY = Text(
    "<b>Privacy</b>\n\n"
    "What I hold of this chat:\n"
    "• its number and kind, the bot that it talks to, when it came, and whether digests are on\n"
    "• your topics, times, languages and all other settings, what you hide, mute, want more or less of\n"
    "• your own feeds, the channels you set up, saved and followed stories, what you asked to be told once\n"
    "• the digests and notices I sent, and which stories and sentences you saw, so that nothing comes twice\n"
    "• until I have asked you about your digest’s time: at what time of day you first read\n"
    "• of the invited, that they may use this bot; of its admins, that they are, and what they wrote to "
    "all\n\n"
    "No names, none of your messages, no location, no profile. It lies in one file on the machine of whoever "
    "runs this bot, and goes to nobody.\n\n"
    "/export sends you all of it. /forget erases all of it at once. /stop ends the digests and keeps it."
)
PRIVACY_GROUP = Text("For a group or channel I also keep its title.")
