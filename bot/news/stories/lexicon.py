"""The words by which numbers are understood: how exact, of whom, what happened to them, who counted."""

import re
from collections.abc import Iterable

_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
IN_WORDS = {word: n for n, word in enumerate(_SMALL) if n} | {
    f"{ten}-{_SMALL[n]}" if n else ten: 10 * place + n
    for place, ten in enumerate(_TENS, 2)
    for n in range(10)
}
LARGE = {
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "millions": 1e6, "milliards": 1e9,
    "millones": 1e6, "millionen": 1e6, "milliarden": 1e9, "milhões": 1e6, "milioni": 1e6,
}  # fmt: skip

LEAST = frozenset({
    "at least", "more than", "over", "not less than", "no fewer than", "au moins", "plus de", "al menos",
    "más de", "mindestens", "mehr als", "über", "pelo menos", "mais de", "almeno", "più di",
})  # fmt: skip
MOST_OF = frozenset({
    "up to", "fewer than", "less than", "under", "at most", "no more than", "jusqu'à", "moins de", "hasta",
    "bis zu", "até", "fino a",
})  # fmt: skip
ROUGHLY = frozenset({
    "about", "around", "some", "nearly", "almost", "approximately", "roughly", "close to", "environ",
    "quelque", "près de", "unos", "unas", "cerca de", "casi", "rund", "etwa", "fast", "quase", "circa",
})  # fmt: skip

_PEOPLE = "people persons person personnes personas menschen personen pessoas persone"
PEOPLE = frozenset(_PEOPLE.split())
"""Whoever is counted without being told apart."""

_ACTS = {
    "killed": (
        "killed kill kills killing killings dead died die dies death deaths fatalities slain perished drowned"
        " toll mort morts morte mortes tué tués tuée tuées décès muertos muertas murieron muertes fallecidos"
        " fallecieron tote toten getötet starben mortos morreram morti uccisi"
    ),
    "hurt": (
        "injured hurt wounded injuries injuring wounding blessés blessées heridos verletzt feridos feriti"
    ),
    "held": (
        "arrested arrest arrests detained detentions arrêtés interpellés detenidos arrestados festgenommen"
        " detidos arrestati"
    ),
    "fled": "evacuated displaced fled flee homeless évacués déplacés evacuados desplazados evakuiert",
    "missing": "missing disparus desaparecidos vermisst desaparecidas dispersi",
    "freed": "freed released libérés liberados freigelassen",
    "taken": "abducted kidnapped captured enlevés secuestrados entführt",
    "rescued": "rescued saved",
    "ill": "infected infections sickened",
    "came": (
        "marched gathered attended protested demonstrated manifestation rassemblé manifesté demonstration"
        " demonstrierten kamen manifestación marcharon"
    ),
}
ACTS = {word: act for act, words in _ACTS.items() for word in words.split()}
"""What happened to those counted, by the words for it."""

CURRENCIES = {
    "dollars": "$", "dollar": "$", "euros": "€", "euro": "€", "pounds": "£", "yen": "¥", "francs": "francs",
    "rupees": "rupees", "naira": "naira", "roubles": "roubles", "rubles": "roubles", "yuan": "yuan",
    "pesos": "pesos", "reais": "reais", "lira": "lira",
}  # fmt: skip

_MEASURES = (
    "year years month months week weeks day days hour hours minute minutes second seconds decade decades"
    " century centuries old time times season seasons quarter quarters january february march april may june"
    " july august september october november december am pm gmt o'clock mile miles kilometre kilometres"
    " kilometer kilometers km metre metres meter meters feet foot inches acres hectares square tons tonnes"
    " degrees points point goals goal others more ans jours heures mois años días horas meses jahre tage"
    " stunden monate anos dias horas"
)
NOT_COUNTED = frozenset(_MEASURES.split())
"""Measures, times, and what stands for something said before."""

SAID = frozenset(
    [
        "said",
        "says",
        "say",
        "told",
        "reported",
        "reports",
        "counted",
        "counts",
        "put",
        "puts",
        "announced",
        "confirmed",
        "estimates",
        "estimate",
        "estimated",
        "claimed",
        "claims",
        "claim",
        "acknowledge",
        "acknowledged",
        "acknowledges",
        "documented",
        "documents",
        "recorded",
        "records",
        "listed",
        "verified",
        "acusó",
        "dijo",
        "informó",
        "sprachen",
        "sprach",
        "meldete",
    ]
)
_BODIES = (
    "official officials police army military government ministry hospital rescuers activists monitors"
    " witnesses residents authorities doctors union unions organisers organizers opposition minister mayor"
    " spokesman spokeswoman rebels group groups militants survivors coastguard medics families lawyers"
    " teachers prosecutors observers commission agency auditors company charity sources leaders workers"
    " firefighters governor president operator coalition villagers television syndicats"
    " syndicat préfecture organisateurs polizei"
    " veranstalter policía sindicatos organizadores bomberos governo polícia polizia"
)
BODIES = frozenset(_BODIES.split())
"""Who may have counted."""

UPDATED = re.compile(
    r"\b(?:rose|risen|rises|raise[ds]?|raising|climb(?:ed|s)|up from|down from|earlier|previous(?:ly)?"
    r"|revis(?:ed|es)|updated|so far|now|increased|dropped|fell to|initially|at first|first said|another"
    r"|more people|others?|at the time|originally)\b",
    re.IGNORECASE,
)
"""A number that was brought up to date differs from the one before, and no account from another."""
TURNS = re.compile(
    r"\b(?:among|amongst|including|of them|of whom|dont|parmi|incluid[oa]s?|darunter|entre ellos|also|too"
    r"|first|second|third|half|quarter|last|this (?:year|month|week)|since|in (?:19|20)\d\d|by (?:19|20)\d\d"
    r"|a day|per|each|every|total|overall|across|average|will|would|could|may|might|plans?|planned|planning"
    r"|expect(?:s|ed)?|forecasts?|targets?|offer(?:s|ed)?|ask(?:s|ed|ing)?|demand(?:s|ed)?|propos\w+|wants?"
    r"|seek(?:s|ing)?|favou?r|opposed?|opposes|holding|still|searching|children"
    r"|nationwide|worldwide|if|men|women|not|no|never|won|lost)\b",
    re.IGNORECASE,
)
"""Words that make a number one of a part, of another time or side, or of a mere plan."""


def any_of(*words: Iterable[str]) -> str:
    """A pattern for any of these words or phrases, the longest first."""
    return "|".join(sorted({re.escape(word) for some in words for word in some}, key=len, reverse=True))
