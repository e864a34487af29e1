"""What keeps people out of a page, as far as axe-core can tell."""

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page


async def hindrances(page: Page) -> list[str]:
    """What is serious or critical, and where; empty where nothing was found."""
    found = (await Axe().run(page)).response["violations"]
    return [
        f"{one['id']}: {node['target']}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]
