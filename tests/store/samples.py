"""Articles of our own making."""

from datetime import UTC, datetime

from bot.news.model import Article

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
WELLS = (
    "The council of Tahoua voted on Monday to dig twelve new wells before the dry season begins in March. "
    "Mayor Aichatou Sani said that the first four will be finished by January in villages east of the town. "
    "The work costs 340 million CFA francs, two thirds of which come from a regional water fund."
)
HARBOUR = (
    "The harbour of Cotonou handled a record 14 million tonnes last year, its director said on Tuesday. "
    "Half of the cargo went on by road to Niger and Burkina Faso, which have no coast of their own. "
    "A second quay for container ships will open in April, eight months later than planned."
)


def article(id: str, title: str = "", text: str = WELLS, **more: object) -> Article:  # noqa: A002
    """An article, complete but for what is given."""
    told: dict[str, object] = {
        "url": f"https://courier.example/{id}",
        "byline": None,
        "published": NOON,
        "source": "Courier",
        "language": "en",
        "summary": (text.split(". ")[0] + ".",) if text else (),
        "topics": ("niger",),
        **more,
    }
    return Article(id=id, title=title or f"Wells for Tahoua ({id})", text=text, **told)  # type: ignore[arg-type]
