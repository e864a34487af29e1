"""One made-up event as several outlets tell it, hour after hour."""

from datetime import datetime
from zlib import crc32

from bot.news.model import Article, Editing
from bot.store.assignment import Assignment
from bot.store.intake import Incoming, store_articles
from tests.desk.shelf import House

BRIDGE = "Heavy rain in Niger swept away the bridge at Bilmari on Sunday and left forty lorries in the mud."
HURT = "Nobody was hurt, the mayor of Bilmari, Amina Sorko, told the Sahel Post by telephone."
BRIDGE_AGAIN = (
    "Forty lorries were left in the mud on Sunday as heavy rain swept away the bridge at Bilmari, Niger."
)
FORD = "Soldiers will build a ford beside the broken bridge at Bilmari by Thursday, the army promised."
PRICES = "A sack of millet cost 24,000 francs in the markets north of Bilmari by noon, traders said."
DROWNED = "Two drivers who had stayed with their lorries at Bilmari drowned during the night, the army said."
ONE_DROWNED = "One driver who had stayed with his lorry at Bilmari drowned during the night, the army said."


def telling(outlet: str, title: str, *sentences: str, at: datetime) -> Article:
    """An article of an outlet; its summary is all that it says."""
    key = f"{outlet} {title}"
    return Article(
        id=f"{crc32(key.encode()):016x}",
        url=f"https://{outlet.lower().replace(' ', '-')}.example/{title.lower().replace(' ', '-')}",
        title=title,
        byline=None,
        published=at,
        source=outlet,
        language="en",
        text="\n\n".join(sentences),
        summary=sentences,
        topics=("niger",),
    )


class Flood:
    """The event, told to a house. Times are the house's."""

    def __init__(self, house: House) -> None:
        self.house = house

    async def tells(self, outlet: str, title: str, *sentences: str, at: datetime | None = None) -> Article:
        """An outlet publishes an article, or a new version of one with the same title."""
        now = self.house.clock.now()
        article = telling(outlet, title, *sentences, at=at or now)
        batch = [Incoming(article, (f"url:{article.url}",))]
        await self.house.store.write(store_articles, batch, now, Assignment(Editing()))
        return article

    async def breaks(self) -> None:
        """The first article."""
        await self.tells("Sahel Post", "Bridge at Bilmari swept away by rain", BRIDGE, HURT)

    async def goes_on(self) -> None:
        """Another outlet tells it again, with something new."""
        await self.tells("Delta Daily", "Lorries stuck at broken Bilmari bridge", BRIDGE_AGAIN, FORD)

    async def story(self) -> str:
        """The id of the one story that it is."""
        (story,) = await self.house.desk.newsroom.stories(None, 0)
        return story.id
