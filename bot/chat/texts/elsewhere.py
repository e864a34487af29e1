"""What the bot says of groups, channels and feeds, and to its own admins."""

from bot.chat.voice import Plural, Text

# From a group to a private chat
GET_PRIVATELY = Text("Get it privately")
SENT_PRIVATELY = Text("It holds addresses that are nobody else’s business, so I send it to you alone.")
NOT_YOUR_GROUP = Text("Only an admin of that chat can have this.")

# Channels
CHANNEL_CHOOSE = Text(
    "Choose one of your channels with the button below. I become an admin there that may post, nothing else; "
    "then you choose its topics and its hour from here."
)
CHANNEL_BUTTON = Text("Choose a channel")
CHANNEL_ADD = Text("Add a channel")
CHANNELS_HEAD = Text("<b>Your channels</b>")
CHANNELS_FOOT = Text(
    "Tap one for its settings. Any command works for it from here too: /channel 1 subscribe niger"
)
CHANNEL_COMMAND = Text("Name a command for that channel, as in /channel {number} time 07:30")
CHANNEL_READY = Text("{title} is set up: I may post there. Choose what it gets, and when.")
CHANNEL_NOT_YOURS = Text("You are no admin of {title}, as far as I can see. /channel add tries again.")
CHANNEL_NO_POSTS = Text(
    "I may not post in {title} yet. Make me an admin there that may post messages, then /channel add"
)
CHANNEL_PRIVATELY = Text("Channels are set up in a private chat with me.")
PRIVATE_CHAT = Text("Open it")
YOUR_CHANNEL = Text("Your channel")

# In any chat: @bot niger
INLINE_SUBSCRIBE = Text("Get {topic} in a daily digest")
INLINE_NOTHING = Text("Nothing on {topic} yet – watch for it")
INLINE_OPEN = Text("Choose topics for a daily digest")
INLINE_MORE = Text("More of this story")
INLINE_PRIVATE = Text("This bot is private")

# Feeds of a reader’s own
FEED_EXAMPLE = Text("Send the address of a feed, or of a site that has one, as in /feed https://example.org")
FEED_LOOKING = Text("I’m looking at {url}. It takes a while; I’ll tell you what I find.")
FEED_REFUSED = Text("I can’t add {url}: {reason}.")
FEED_ADDED = Text(
    "Added {name}. What it brings comes in your digest, under its name, and is seen by nobody else."
)
FEED_ADDED_OPEN = Text(
    "Added {name}. What it brings comes in your digest, under its name. This bot reads it for everybody, so "
    "others see it too."
)
FEED_NEWEST = Text("Newest there:")
FEED_EMPTY = Text("It holds no story yet.")
FEED_REMOVE_ASK = Text("Remove {name} from your feeds? Tap, or write {command}")
FEED_REMOVED = Text("Removed {name}.")
FEED_GONE = Text("That feed is no longer here. Add it again with /feed and its address.")
FEEDS_NONE = Text("You have no feed of your own yet. Add one: /feed https://example.org")
FEEDS_HEAD = Text("<b>Your feeds</b>")
FEEDS_FOOT = Text("/feed adds one, /opml sends you the list as a file.")
OPML_NONE = Text("You have no feed of your own yet. /feed adds one; send me an OPML file to add many.")
OPML_SENT = Text("Your feeds. Any feed reader takes this file, and so do I.")
OPML_LOOKING = Text(
    "I’m looking at the feeds in your file. It takes a while; I’ll tell you which I could add."
)
OPML_LARGE = Text("That file is too large for a list of feeds.")
OPML_ADDED = Text("Added {count}: {names}.")
OPML_HAD = Text("You had {names} already.")
OPML_REFUSED = Text("Not added:")
WHY_FEED = Text("It came with your feed {feeds}.")
SET_FEEDS = Text("Your feeds: {names} (/feeds)")

# For the bot’s own admins
SOURCES_BAD = Plural(
    "<b>{count} source can’t be read any more.</b>", "<b>{count} sources can’t be read any more.</b>"
)
SOURCES_BACK = Text("{names} can be read again.")
SOURCES_FOOT = Text(
    "I go on trying, less and less often, except where a source is gone for good. /sources lists them all."
)
OWN_FEEDS_BAD = Plural(
    "<b>{count} of your feeds can’t be read any more.</b>",
    "<b>{count} of your feeds can’t be read any more.</b>",
)
OWN_FEEDS_BACK = Plural("Your feed {names} can be read again.", "Your feeds {names} can be read again.")
OWN_FEEDS_FOOT = Text(
    "I go on trying, less and less often, except where a feed is gone for good. /feeds lets you remove it."
)
SOURCE_NEVER_READ = Text("• {name}: {why}, never read so far")
SOURCE_LAST_READ = Text("• {name}: {why}, last read {when}")
BOT_MISSING = Plural(
    "<b>The bot {bot} is no longer configured.</b> Its {count} reader is mine now. Whoever never opened me I "
    "can’t write to; then everything waits until they open one of my bots or {bot} is configured again.",
    "<b>The bot {bot} is no longer configured.</b> Its {count} readers are mine now. Whoever never opened me "
    "I can’t write to; then everything waits until they open one of my bots or {bot} is configured again.",
)
BOT_REFUSED = Text(
    "Telegram refuses the token of the bot {bot}. Its readers get nothing until a valid one from @BotFather "
    "is configured and I am started again; nothing of theirs is lost. The other bots go on."
)
NO_SOURCES = Text("No source is configured. Whoever runs this bot adds them to its configuration.")
BROADCAST_EXAMPLE = Text(
    "Say what to tell all readers, as in /broadcast The bot moves tonight and rests for an hour."
)
BROADCAST_LONG = Text("That is too long for one message. 3,000 characters are fine.")
BROADCAST_ASK = Plural(
    "This goes to {count} reader. Tap, or write {command}",
    "This goes to {count} readers. Tap, or write {command}",
)
BROADCAST = Text("<b>From those who run this bot</b>\n\n{text}")
BROADCAST_SENT = Plural(
    "On its way to {count} reader, after their quiet hours.",
    "On its way to {count} readers: to each once, after their quiet hours.",
)
BROADCAST_DROPPED = Text("Nothing was sent.")
BROADCAST_OVER = Text("That was sent or dropped before.")
INVITES_OFF = Text('Nobody needs an invitation here. access = "invite" in the configuration changes that.')
INVITE_EXAMPLE = Text("Say for how many, from 1 to {most}, as in /invite 10")
INVITE_MADE = Plural("This link lets {count} person in:\n{link}", "This link lets {count} people in:\n{link}")
INVITE_LINE = Text("{n}. {link} – {left} of {uses} left")
INVITE_REVOKED = Text("Revoked. Who came by it stays.")
INVITE_GONE = Text("That link lets nobody in any more.")
INVITES_HEAD = Text("<b>Links that let people in</b>")
INVITES_NONE = Text("No link lets anybody in. /invite makes one.")
YOU_ARE_ADMIN = Text("You are the admin of this bot: /stats, /sources and /broadcast are yours.")
OWN_LINK_USED = Text("That link no longer makes anybody an admin.")

# How deliveries do
REPEAT = Text("<i>Possible repeat</i>")
DELIVERIES_WAIT = Text(
    "Deliveries have to wait: {reason} Nothing is lost; they go on by themselves once this is mended."
)
DELIVERIES_GO_ON = Text("Deliveries go on.")
BY_BOT = Text("By bot: {bots}")
DELIVERIES = Text("Deliveries: {due} due, {sent} sent, {late} late, {failed} failed, {uncertain} uncertain")
OLDEST = Text("The oldest that waits was due {when}.")
