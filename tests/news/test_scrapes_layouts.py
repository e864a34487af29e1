"""Layouts of pasted text in several languages. All stories are made up."""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from bot.news.scrapes import parse_scrape


@dataclass(frozen=True)
class Story:
    title: str
    caption: str
    paragraphs: tuple[str, ...]

    @property
    def beginning(self) -> str:
        """What a caption may begin with too."""
        return self.paragraphs[0][:55].rsplit(" ", 1)[0]


@dataclass(frozen=True)
class Tongue:
    """A language's stories, and what stands around stories in it."""

    stories: tuple[Story, ...]
    credits: tuple[str, ...]
    byline: str
    day: str
    published: str
    more: str
    section: str


ENGLISH = """\
Niger council votes to dig twelve wells before dry season
Herders water their cattle at a pond near Tahoua, Niger
The council of Tahoua voted on Monday to dig twelve new wells before the dry season begins in March.
“We waited two years for this,” said the mayor, Aichatou Sani.
The work costs 340 million CFA francs, two thirds of which come from a regional water fund, she said.
Herders had asked for the wells since last year, when two of the three ponds near the market fell dry.

Cotonou harbour handles record cargo as queues grow
Lorries wait at the northern gate of the harbour in Cotonou
The harbour of Cotonou handled a record 14 million tonnes of goods last year, its director said.
Half of the cargo went on by road to Niger and Burkina Faso, which have no coast of their own.
A second quay for container ships will open in April, eight months later than planned, he added.

River clinic begins its rounds on the upper Benue
The clinic boat at its landing stage in Yola
A clinic on a river boat has begun to visit forty villages along the upper Benue, the ministry said.
Two nurses and a midwife travel on board and stay for three days at every landing stage.
In its first month the boat saw 1,900 patients, most of them children with malaria or burns.
"""
FRENCH = """\
Niger : le conseil de Tahoua vote douze nouveaux puits
Des éleveurs abreuvent leur bétail près de Tahoua
Le conseil de Tahoua a voté lundi le forage de douze nouveaux puits avant la saison sèche de mars.
« Nous attendions cela depuis deux ans », a déclaré la maire, Aichatou Sani.
Les travaux coûtent 340 millions de francs CFA, aux deux tiers d'un fonds régional, a-t-elle dit.
Les éleveurs réclamaient ces puits depuis que deux des trois mares voisines du marché se sont asséchées.

Le port de Cotonou bat son record malgré les files d'attente
Des camions attendent à la porte nord du port de Cotonou
Le port de Cotonou a traité l'an dernier 14 millions de tonnes, un record, selon son directeur.
La moitié de la cargaison est repartie par la route vers le Niger et le Burkina Faso, qui n'ont pas de côte.
Un second quai pour porte-conteneurs ouvrira en avril, huit mois plus tard que prévu, a-t-il ajouté.

Une clinique flottante commence ses visites sur la Bénoué
Le bateau-clinique à l'embarcadère de Yola
Une clinique installée sur un bateau visite quarante villages le long de la Bénoué, selon le ministère.
Deux infirmières et une sage-femme voyagent à bord et restent trois jours à chaque étape.
Au cours du premier mois, le bateau a reçu 1 900 patients, pour la plupart des enfants.
"""
ARABIC = """\
مجلس تاوا في النيجر يقر حفر اثنتي عشرة بئرا جديدة
رعاة يسقون ماشيتهم قرب بلدة تاوا في النيجر
صوّت مجلس بلدة تاوا يوم الاثنين لصالح حفر اثنتي عشرة بئرا جديدة قبل بدء موسم الجفاف في مارس.
وقالت رئيسة البلدية عائشة ساني: «انتظرنا هذا عامين كاملين».
وتبلغ تكلفة الأعمال 340 مليون فرنك، يأتي ثلثاها من صندوق إقليمي للمياه، بحسب قولها.
وكان الرعاة قد طالبوا بالآبار منذ العام الماضي عندما جفت بركتان من البرك الثلاث قرب السوق.

ميناء كوتونو يسجل رقما قياسيا رغم طوابير الانتظار
شاحنات تنتظر عند البوابة الشمالية لميناء كوتونو
تعامل ميناء كوتونو مع 14 مليون طن من البضائع في العام الماضي، وهو رقم قياسي، بحسب مديره.
ونُقل نصف البضائع برا إلى النيجر وبوركينا فاسو اللتين لا تطلان على البحر.
وسيُفتتح رصيف ثان لسفن الحاويات في أبريل، بعد ثمانية أشهر من الموعد المقرر، كما أضاف.

عيادة نهرية تبدأ جولاتها في أعالي نهر بينوي
قارب العيادة عند مرساه في مدينة يولا
بدأت عيادة على متن قارب زيارة أربعين قرية على امتداد أعالي نهر بينوي، بحسب الوزارة.
وتسافر ممرضتان وقابلة على متن القارب ويمكثن ثلاثة أيام في كل محطة.
واستقبل القارب في شهره الأول 1900 مريض، معظمهم من الأطفال المصابين بالملاريا.
"""


def read(text: str) -> tuple[Story, ...]:
    """Stories written as headline, caption and paragraphs, a line each."""
    blocks = [block.splitlines() for block in text.split("\n\n")]
    return tuple(Story(title, caption, tuple(paragraphs)) for title, caption, *paragraphs in blocks)


TONGUES = {
    "en": Tongue(
        read(ENGLISH),
        credits=(" (Reuters)", ". (AFP)", " (AP Photo/John Doe)", ". Photo: Jane Doe/AFP"),
        byline="By Jane Doe",
        day="May 4, 2026",
        published="Published: 4 May 2026",
        more="Read more: Another story elsewhere",
        section="Background",
    ),
    "fr": Tongue(
        read(FRENCH),
        credits=(" (Reuters)", ". (AFP)", ". © Jane Doe / AFP", ". Photo : Jane Doe/AFP"),
        byline="Par Jeanne Dupont",
        day="4 mai 2026",
        published="Publié le 4 mai 2026",
        more="Lire aussi : une autre histoire",
        section="Contexte",
    ),
    "ar": Tongue(
        read(ARABIC),
        credits=(" (رويترز)", " (أ.ف.ب)", " (الشرق الأوسط)", " (أ ب)"),
        byline="بقلم: أحمد علي",
        day="4 مايو 2026",
        published="نُشر في 4 مايو 2026",
        more="اقرأ أيضا: قصة أخرى",
        section="خلفية",
    ),
}


class Writer:
    """Lays a story out. `credit` is that of its picture."""

    def __init__(self, tongue: Tongue, story: Story, number: int) -> None:
        self.tongue, self.number = tongue, number
        self.title, self.caption, self.paragraphs = story.title, story.caption, story.paragraphs
        self.beginning = story.beginning
        self.credit = tongue.credits[number % len(tongue.credits)]
        self.credited = f"{self.caption}{self.credit}"

    def spaced(self, *above: str, gap: str = "\n\n") -> str:
        return gap.join([*above, *self.paragraphs])


Layout = Callable[[Writer], str]
LAYOUTS: dict[str, tuple[str, Layout]] = {
    "a headline alone": ("\n\n\n\n", lambda w: w.spaced(w.title)),
    "a caption once": ("\n\n\n", lambda w: w.spaced(w.title, w.credited)),
    "a caption twice, the headline again": (
        "\n\n\n",
        lambda w: w.spaced(
            w.title, f"{w.credited}\n{w.credited}\nTT", w.title, f"{w.credited}\n{w.credited}"
        ),
    ),
    "a bare caption between headlines": ("\n\n\n", lambda w: w.spaced(f"{w.title}\n{w.caption}\n{w.title}")),
    "a bare caption twice": ("\n\n\n", lambda w: w.spaced(w.title, f"{w.caption}\n{w.caption}", w.title)),
    "a credit of its own line": (
        "\n\n\n",
        lambda w: w.spaced(w.title, f"{w.caption}.\n{w.credit.strip(' .')}"),
    ),
    "a caption that begins like the body": (
        "\n\n\n",
        lambda w: w.spaced(w.title, f"{w.beginning}{w.credit}\n{w.beginning}{w.credit}", w.title),
    ),
    "a caption below the first paragraph": (
        "\n\n\n",
        lambda w: "\n\n".join([w.title, w.paragraphs[0], w.credited, *w.paragraphs[1:]]),
    ),
    "paragraphs parted by one newline": ("\n\n", lambda w: w.spaced(w.title, w.credited, gap="\n")),
    "all parted by one newline": (
        "\n",
        lambda w: w.spaced(w.title, *[w.credited] * 2, "TT", w.title, *[w.credited] * 2, gap="\n"),
    ),
    "bylines": ("\n\n", lambda w: w.spaced(w.title, w.tongue.byline)),
    "a day below": ("\n\n\n", lambda w: w.spaced(f"{w.title}\n{w.tongue.day}")),
    "a writer and a day": (
        "\n\n\n",
        lambda w: w.spaced(f"{w.title}\n{w.tongue.byline}\n{w.tongue.published}"),
    ),
    "an address below": ("\n\n\n", lambda w: w.spaced(f"{w.title}\nhttps://x.example/{w.number}")),
    "an address above": ("\n\n\n", lambda w: w.spaced(f"https://x.example/{w.number}\n{w.title}")),
    "labels": ("\n\n", lambda w: w.spaced(f"Title: {w.title}\nDate: 2026-05-04\nSource: The Courier")),
    "a link to another story": (
        "\n\n\n",
        lambda w: "\n\n".join([w.title, w.paragraphs[0], w.tongue.more, *w.paragraphs[1:]]),
    ),
    "the same section in each": (
        "\n\n\n",
        lambda w: "\n\n".join([w.title, w.paragraphs[0], w.tongue.section, *w.paragraphs[1:]]),
    ),
    "rules": ("\n==========\n", lambda w: w.spaced(w.title)),
    "stars": ("\n\n* * *\n\n", lambda w: w.spaced(w.title)),
    "new pages": ("\f", lambda w: w.spaced(w.title)),
    "Markdown": ("\n\n", lambda w: w.spaced(f"## {w.title}", f"*{w.credited}*")),
    "headlines underlined": ("\n\n", lambda w: w.spaced(f"{w.title}\n{'=' * len(w.title)}")),
    "counted": ("\n\n\n", lambda w: w.spaced(f"{w.number + 1}. {w.title}")),
    "broken at a fixed width": (
        "\n\n\n",
        lambda w: "\n\n".join([w.title, *(textwrap.fill(paragraph, 64) for paragraph in w.paragraphs)]),
    ),
    "indented": ("\n\n\n", lambda w: w.spaced(f"   {w.title}", f"\t{w.credited}", gap="\n\n    ")),
    "blank lines that hold a space": (
        "\r\n\u00a0\r\n\u00a0\r\n",
        lambda w: w.spaced(w.title, w.credited, gap="\r\n\u00a0\r\n"),
    ),
    "marks of direction": ("\n\n\n", lambda w: "\u200f" + w.spaced(w.title, w.credited, gap="\n\n\u200f")),
}


def told(text: str) -> list[tuple[str, str]]:
    return [(entry.title, entry.text) for entry in parse_scrape(text)]


def written(tongue: Tongue, layout: str) -> str:
    gap, write = LAYOUTS[layout]
    return gap.join(write(Writer(tongue, story, n)) for n, story in enumerate(tongue.stories))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("tongue", TONGUES)
def test_stories_in_any_layout_and_language_are_told_apart_and_clean(tongue: str, layout: str) -> None:
    stories = TONGUES[tongue].stories
    expected = [(story.title, "\n\n".join(story.paragraphs)) for story in stories]
    assert told(written(TONGUES[tongue], layout)) == expected


@pytest.mark.parametrize("tongue", TONGUES)
@pytest.mark.parametrize("times", [1, 2])
def test_a_last_story_may_have_a_caption_only(tongue: str, times: int) -> None:
    *whole, last = (Writer(TONGUES[tongue], story, n) for n, story in enumerate(TONGUES[tongue].stories))
    ending = "\n\n".join([last.title, "\n".join([last.credited] * times)])
    text = "\n\n\n".join([*(one.spaced(one.title, one.credited) for one in whole), ending])
    expected = [(one.title, "\n\n".join(one.paragraphs)) for one in whole]
    assert told(text) == [*expected, (last.title, "")]


def test_a_short_text_broken_at_a_fixed_width_is_joined() -> None:
    story = TONGUES["en"].stories[0]
    broken = [textwrap.fill(paragraph, 64) for paragraph in story.paragraphs]
    assert told("\n\n".join([story.title, *broken])) == [(story.title, "\n\n".join(story.paragraphs))]
