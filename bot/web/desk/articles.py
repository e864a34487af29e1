"""The pages on one story and on one article: what was thought of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from starlette.requests import Request

from bot.desk import Desk
from bot.desk.view import ArticleView, StoryView
from bot.news.stories import Bond, Rules
from bot.web.desk.charts import lanes, levels
from summaries import Explanation

LANES = 560


async def story_page(desk: Desk, request: Request) -> dict[str, Any] | None:
    """A story: its sentences, its articles along time, and how alike each two of them are."""
    view = await desk.view.story(request.path_params["id"])
    if view is None:
        return None
    root = request.scope.get("root_path", "")
    happened = [(a.source, a.when, a.title, f"{root}/articles/{a.id}") for a in view.articles if a.when]
    names, dots, ends = lanes(happened, LANES)
    return {
        "view": view,
        "names": names,
        "dots": dots,
        "ends": ends,
        "width": LANES,
        "numbers": {a.id: len(view.articles) - place for place, a in enumerate(view.articles)},
        "closest": _closest(view),
        "compared": (compared := _compared(view)),
        "threshold": Rules().threshold,
        "table": _table(view, compared),
        "topics": [desk.topics.get(slug) for slug in view.story.topics],
        "kinds": {mention.source: mention.kind for mention in view.story.articles},
    }


def _closest(view: StoryView) -> dict[str, Bond]:
    """For each article the strongest bond that it has with an older one."""
    best: dict[str, Bond] = {}
    for bond in view.bonds:
        if bond.article not in best or bond.likeness > best[bond.article].likeness:
            best[bond.article] = bond
    return best


def _compared(view: StoryView) -> list[str]:
    """The ids of the articles that were compared with each other, newest first."""
    return list(dict.fromkeys(one for bond in view.bonds for one in (bond.article, bond.other)))


def _table(view: StoryView, compared: Sequence[str]) -> list[list[Bond | None]]:
    """Rows and columns are the articles, newest first; each row's are compared with what is older."""
    found = {(bond.article, bond.other): bond for bond in view.bonds}
    return [[found.get((row, column)) for column in compared] for row in compared]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence of an article as it is shown. `level` is its weight from 0 to 9, within the article."""

    number: int
    told: Explanation
    level: int
    taken: bool
    """It is in the article's summary."""


async def article_page(desk: Desk, request: Request) -> dict[str, Any] | None:
    """An article: its sentences as they were weighed, and the words that decided its topics."""
    view = await desk.view.article(request.path_params["id"])
    if view is None:
        return None
    weighed = _weighed(view)
    paragraphs = [list(group) for _, group in groupby(weighed, lambda one: one.told.sentence.paragraph)]
    topics = [(topic, words) for slug, words in view.topics.items() if (topic := desk.topics.get(slug))]
    return {"view": view, "article": view.article, "paragraphs": paragraphs, "topics": topics,
            "ranked": sorted(weighed, key=lambda one: -one.told.score)}  # fmt: skip


def _weighed(view: ArticleView) -> Sequence[Weighed]:
    steps = levels([told.score for told in view.sentences])
    return [
        Weighed(number, told, level, told.sentence.text in view.article.summary)
        for number, (told, level) in enumerate(zip(view.sentences, steps, strict=True), 1)
    ]
