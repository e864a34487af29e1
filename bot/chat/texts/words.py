"""Counts, days and times, and lists of names."""

from bot.chat.voice import Plural, Text

# Counts, and lists of names
MORE_NAMES = Plural("{count} more", "{count} more")
STORIES = Plural("{count} story", "{count} stories")
ARTICLES = Plural("{count} article", "{count} articles")
OUTLETS = Plural("{count} outlet", "{count} outlets")
SOURCES = Plural("{count} source", "{count} sources")
SUBSCRIBERS = Plural("{count} subscriber", "{count} subscribers")
MINUTES = Plural("{count} minute", "{count} minutes")
DAYS = Plural("{count} day", "{count} days")
FAILURES = Plural("{count} failure", "{count} failures")
NEW_SENTENCES = Plural("{count} new sentence", "{count} new sentences")
MORE_AT_LEAST = Plural("More than {count} more story.", "More than {count} more stories.")
MORE_STORIES = Plural("{count} more story.", "{count} more stories.")

# Days and times, in CLDR's letters: EEE Wed, EEEE Wednesday, d 8, dd 08, MMM Feb, y 2026, HH:mm 07:30
HOUR = Text("HH:mm")
WEEKDAY = Text("EEEE")
WEEKDAY_HOUR = Text("EEE HH:mm")
DATE = Text("EEE d MMM y")
DATE_HOUR = Text("EEE d MMM HH:mm")
DAY_MONTH = Text("d MMM")
EVENT_DAY = Text("EEE d MMM y")
MONTH = Text("MMMM y")
DAY_MONTH_HOUR = Text("dd MMM HH:mm")
WEEKDAY_DATE = Text("EEE dd MMM")
LONG_AGO = Text("EEEE d MMM")
WEEKDAY_NOW = Text("EEEE HH:mm")
EVERY_DAY = Text("every day")
TODAY_AT = Text("today at {time}")
TOMORROW_AT = Text("tomorrow at {time}")
DAY_AT = Text("{day} at {time}")
SINCE = Text("Since {when}")
SO_FAR = Text("so far")
ON_DAY = Text("on {day}")
LAST_DAYS = Plural("in the last {count} day", "in the last {count} days")
LAST_HOURS = Plural("in the last {count} hour", "in the last {count} hours")
SHORT_DATE = Text("EEE d MMM")
ONE_NEW = Text("1 story, new")
ONE_WITH_NEWS = Text("1 story, with news")
ONE_SHOWN = Text("1 story, shown before")
ALL_NEW = Plural("{count} story, new", "{count} stories, all new")
SOME_NEW = Plural("{count} story, {new} new", "{count} stories, {new} new")
ALL_SHOWN = Plural("{count} story, shown before", "{count} stories, all shown before")
NEW = Text("New")
MORE_SINCE = Text("More since {when}")
LEFT_OUT = Plural("{count} story more: /brief", "{count} stories more: /brief")
YOUR_TOPICS_HEAD = Text("Your topics")

# Small phrases
ZONE_TIME = Text("{zone} time")
DATE_YEAR_HOUR = Text("EEE d MMM y HH:mm")
FEED_FAILING_SINCE = Text("failing since {when} ({why})")
FEED_FAILING = Text("failing ({why})")
FEED_ENDED = Text("not asked any more ({why}); remove it")
FEED_FINE = Text("fine, read {when}")
NOT_READ_YET = Text("not read yet")
MORE_REFUSED = Plural("{count} more was refused.", "{count} more were refused.")
TOPIC_STORIES = Plural("{topic} {count} story", "{topic} {count} stories")
SOURCES_DO = Text("{total}, {failing} failing, {stale} not read lately")
MORE_SOURCES = Plural("{count} more.", "{count} more.")
SOURCE_FAILING = Text("{name}: {why}, {failed}, next try {when}")
SOURCE_GONE = Text("{name}: {why}, not asked again")
SOURCE_READ = Text("{name}: read {when}")

# What may be typed for commands, and for words that they know, parted by commas
COMMAND_WORDS = {
    "start": Text("hello, hi, hey"),
    "help": Text("help, commands, menu"),
    "settings": Text("settings, options"),
    "stop": Text("stop, quit"),
    "topics": Text("topics, subjects"),
    "brief": Text("brief, news"),
    "digest": Text("digest, digests"),
    "subscribe": Text("subscribe, add"),
    "unsubscribe": Text("unsubscribe, drop"),
    "search": Text("search, find"),
    "time": Text("time, hour"),
    "timezone": Text("timezone, zone, city"),
    "language": Text("language, languages"),
    "pause": Text("pause, wait"),
    "privacy": Text("privacy, data"),
}
KEYWORDS = {
    "on": Text("on, yes"),
    "off": Text("off, no, none"),
    "yes": Text("yes, y"),
    "all": Text("all, everything"),
    "only": Text("only, just"),
    "today": Text("today"),
    "tomorrow": Text("tomorrow"),
    "yesterday": Text("yesterday"),
    "daily": Text("daily, everyday"),
    "weekdays": Text("weekdays, workdays"),
    "weekend": Text("weekend, weekends"),
    "h": Text("h, hours"),
    "d": Text("d, days"),
    "w": Text("w, weeks"),
}
