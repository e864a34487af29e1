"""Links to articles and names of outlets, with what a reader should know before a tap. Pure."""

from bot.chat import texts
from bot.chat.markup import Html, bold, cut, esc, is_address, isolated, italic, join, link, listed
from bot.chat.voice import said
from bot.news.model import Mention, Story
from bot.store.model import Button

HEADLINE = 300
OUTLET = 60


def headline(story: Story) -> Html:
    """The headline as a link in bold; whether it leads to a paywall, where no outlets stand below it."""
    return join([bold(link(cut(story.headline, HEADLINE), story.url)), paywall(leads_to_paywall(story))], " ")


def paywall(there: bool) -> Html:
    """` (paywall)` or nothing."""
    return italic(esc(f"({said(texts.PAYWALL)})")) if there else Html()


def leads_to_paywall(story: Story) -> bool:
    """Whether the article that the headline is of says that it is not free to read."""
    leading = (one for one in story.articles if (one.title, one.url) == (story.headline, story.url))
    return any(one.paywalled for one in leading)


def outlet_names(story: Story, most: int, *, linked: bool = False) -> Html:
    """`Sahel Post (state media, paywall) and Delta Daily`; `linked`: to the newest article of each."""
    newest = {mention.source: mention for mention in reversed(story.articles)}
    return listed((_outlet(newest[name], story, linked) for name in story.outlets if name), most)


def _outlet(newest: Mention, story: Story, linked: bool) -> Html:
    """An outlet's name with what it is, and whether a link to it leads to a paywall."""
    name = cut(newest.source, OUTLET)
    leads = newest.source == story.outlets[0] and leads_to_paywall(story)
    wall = said(texts.PAYWALL) if newest.paywalled or leads else ""
    marks = ", ".join(filter(None, [kind_name(newest.kind), wall]))
    shown = isolated(link(name, newest.url) if linked else name)
    return join([shown, esc(f"({marks})" if marks else "")], " ")


def kind_name(kind: str) -> str:
    """What an outlet is, in the language spoken now; a kind of the operator's own as they wrote it."""
    return said(texts.KINDS.get(kind.strip().casefold(), cut(kind, OUTLET)))


def read_button(story: Story) -> Button | None:
    """A link to the article, where it has an address; it says if that is behind a paywall."""
    if not story.url or not is_address(story.url):
        return None
    wall = f" ({said(texts.PAYWALL)})" if leads_to_paywall(story) else ""
    return Button(said(texts.READ_ARTICLE) + wall, url=story.url)
