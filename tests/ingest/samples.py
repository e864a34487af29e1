"""News of our own making."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WELLS = (
    "The council of Tahoua voted on Monday to dig twelve new wells before the dry season begins in March.",
    "Mayor Aichatou Sani said that the first four will be finished by January in villages east of the town.",
    "The work costs 340 million CFA francs, two thirds of which come from a regional water fund, she said.",
    "Herders had asked for the wells since last year, when two of the three ponds near the market fell dry.",
)
HARBOUR = (
    "The harbour of Cotonou handled a record 14 million tonnes of goods last year, its director said.",
    "Half of the cargo went on by road to Niger and Burkina Faso, which have no coast of their own.",
    "A second quay for container ships will open in April, eight months later than planned, he added.",
    "Lorry drivers complained that the queue at the northern gate still takes most of a hot day.",
)
CLINIC = (
    "A clinic on a river boat has begun to visit forty villages along the upper Benue, the ministry said.",
    "Two nurses and a midwife travel on board and stay for three days at every landing stage.",
    "In its first month the boat saw 1,900 patients, most of them children with malaria or burns.",
    "The ministry wants to send out a second boat after the rains, if the fuel can be paid for.",
)


@dataclass(frozen=True)
class Item:
    """One entry of a sample feed."""

    title: str
    url: str = ""
    text: str = ""
    published: str = ""
    guid: str = ""


def rss(items: Sequence[Item], title: str = "The Sahel Courier") -> bytes:
    """A feed of these items."""
    written = "".join(
        f"<item><title>{escape(item.title)}</title>"
        + (f"<link>{escape(item.url)}</link>" if item.url else "")
        + (f"<guid isPermaLink='false'>{escape(item.guid)}</guid>" if item.guid else "")
        + (f"<pubDate>{item.published}</pubDate>" if item.published else "")
        + (f"<description>{escape(item.text)}</description>" if item.text else "")
        + "</item>"
        for item in items
    )
    head = f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>{escape(title)}</title>"
    return f"{head}<language>en</language>{written}</channel></rss>".encode()


def page(title: str, paragraphs: Sequence[str], head: str = "") -> bytes:
    """An article page with a menu and a footer around it."""
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{escape(title)}</title>{head}"
        f"<meta property='og:title' content='{escape(title)}'></head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>{escape(title)}</h1>{body}"
        "</article><footer>All rights reserved</footer></body></html>"
    ).encode()


def full(paragraphs: Sequence[str]) -> str:
    """The paragraphs as one text."""
    return "\n\n".join(paragraphs)
