"""Word lists of the sentence splitter: short forms that end in a full stop, and words that open sentences."""

ORDINAL_LANGUAGES = frozenset({"de", "tr"})
"""Languages that write ordinals as a number and a full stop ("am 3. Oktober", "3. Ordu")."""

ABBREVIATIONS = frozenset(
    # English titles, ranks and short forms that stand before a name
    "mr mrs ms messrs dr prof sen rep gov gen maj col lt sgt capt cmdr cdr adm brig cpl pvt insp supt det hon rev"
    " fr pres amb sec st mt ft msgr v vs approx est e.g i.e cf viz ph.d ed eds al lt.-gen"
    " maj.-gen brig.-gen lt.-col"
    # French
    " m mm mme mmes mlle mgr env c.-à-d p.-s"
    # Spanish and Portuguese
    " sr sra srta srs sras dra d.ª d dª gral cnel cap tte lic ing arq av avda pág págs núm ej exmo exma prof.ª"
    # German
    " hr fr bzw ca z.b z d.h u.a nr str evtl ggf sog geb gest inkl zzgl usw.z"
    # Russian
    " г гг им т.е т.к т.н др проф акад ген ул пр д корп стр руб коп см тыс"
    # Turkish
    " doç yrd av org korg tümg tuğg alb yzb bkz sok cad mah örn"
    # Hausa
    " mal alh haj".split()
)

BEFORE_NUMBERS = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec no nos nr pp art vol fig ch para janv févr avr juil"
    " déc núm pág стр рис".split()
)
"""Short forms that only stand before a number ("Feb. 3", "No. 10"); elsewhere they end a sentence."""

SENTENCE_ENDING_ABBREVIATIONS = frozenset(
    "inc ltd co corp bros jr sr etc a.m p.m u.s u.k u.n u.s.a d.c e.u n.y b.c a.d ee.uu ee s.a etc usw u.s.w"
    " dept bldg ave blvd rd calif fla mass mich minn pa tex va wash ariz colo conn ill ind kan ky la md mo neb nev"
    " okla ore tenn vt wis wyo gmbh vb vs.vb ltda cía cie т.д т.п млн млрд н.э".split()
)
"""Short forms after which a sentence may go on or end: a usual opening word after them decides."""

OPENING_WORDS = frozenset(
    "The A An In On At By For From With After Before But And Or So If As When While Although Since Until It Its He"
    " She They We You I This That These Those There Here His Her Their Our My Some Many Most Several Both Each All"
    " What Who Why How Where Officials Police However Meanwhile Now Then Also Not No One Two According Under Over"
    " Le La Les Un Une Des Il Elle Ils Elles On Ce Cette Ces Mais Et Dans En Selon Pour Sur Au Aux Avec Après À Son"
    " Sa Ses Leur Leurs L'armée El Los Las Una Unos En De Pero Y Según Para Por Con Tras Su Sus O Os As Um Uma No Na"
    " Mas Segundo Após Com Ele Ela Eles Der Die Das Ein Eine Im Am Es Er Sie Wir Nach Mit Auch Aber Und Für Zu Bei"
    " Bu Bir Ve Ama O Şu В На По И Но Он Она Они Это Как Не С За После При Для Также Однако Ya Ta Sun An Wannan"
    .split()
)
