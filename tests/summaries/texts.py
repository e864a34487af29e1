"""News of our own making, in the languages that readers have."""

# ruff: noqa: E501

TITLE = "Tiremba reopens its river port after two years"

ARTICLE = """Tiremba reopened its river port on Monday, two years after floods swept the quays away, and the first \
three barges left for the coast before noon.

Gen. Salifou Wari, the governor, cut the ribbon beside U.S. and Dutch engineers. "We waited long for this," he said. \
The works cost $4.5 million.

Traders in the Old Market said the port would halve the price of rice in the province. But not all of them were \
convinced that the barges would keep coming.

The river port of Tiremba handled 60,000 tonnes of grain a year until the floods of 2021, according to the harbour \
office.

Photo: Awa Sidi

Engineers raised the quays by two metres and built a new road to the market, the ministry of transport said. It will \
be tolled from March.

A second stage, with cranes for containers, should begin next year if the province finds the money."""

SAME_STORY = """Barges left the river port of Tiremba for the coast on Monday for the first time since floods \
destroyed its quays two years ago.

The harbour office expects 200 barges in the first year. Fishermen fear for their nets.

The quays now stand two metres higher than before, engineers of the ministry of transport said."""

IN_LANGUAGES = {
    "fr": """Le port fluvial de Tiremba a rouvert lundi, deux ans après les inondations qui avaient emporté ses quais.

M. Salifou Wari, le gouverneur, a coupé le ruban devant plusieurs centaines d'habitants. « Nous avons attendu \
longtemps. » Il a salué les ouvriers.

Les commerçants du marché espèrent que le prix du riz baissera de moitié dans la province. Mais tous n'y croient pas.

Les travaux ont coûté 4,5 millions d'euros, selon le ministère des Transports.""",
    "ar": """أعادت مدينة تيرمبا فتح مينائها النهري يوم الاثنين بعد عامين من الفيضانات التي جرفت الأرصفة. وحضر الحاكم \
الافتتاح مع مهندسين من عدة دول.

قال تجار السوق إن الميناء سيخفض سعر الأرز في الإقليم إلى النصف. هل تكفي المراكب لنقل الحبوب؟

بلغت كلفة الأشغال أربعة ملايين دولار، بحسب وزارة النقل. وتبدأ المرحلة الثانية من الميناء في العام المقبل.""",
    "es": """El puerto fluvial de Tiremba reabrió el lunes, dos años después de que las inundaciones se llevaran los muelles.

El Sr. Salifou Wari, gobernador de la provincia, cortó la cinta ante ingenieros de EE.UU. y de Holanda. ¿Bajará el \
precio del arroz?

Los comerciantes del mercado esperan que el precio baje a la mitad en toda la provincia. Las obras costaron 4,5 \
millones de euros.""",
    "de": """Der Flusshafen von Tiremba ist am 3. Oktober wieder geöffnet worden, zwei Jahre nachdem eine Flut die Kais \
zerstört hatte.

Gouverneur Dr. Salifou Wari durchschnitt das Band vor den Ingenieuren. „Wir haben lange gewartet.“ Händler auf dem \
Markt hoffen, dass der Preis für Reis um die Hälfte sinkt.

Die Arbeiten kosteten nach Angaben des Ministeriums 4,5 Millionen Euro.""",
    "pt": """O porto fluvial de Tiremba reabriu na segunda-feira, dois anos depois de as cheias terem levado os cais.

O Sr. Salifou Wari, governador da província, cortou a fita diante dos engenheiros. Os comerciantes do mercado \
esperam que o preço do arroz caia para metade.

As obras custaram 4,5 milhões de euros, segundo o ministério dos Transportes.""",
    "ru": """Речной порт Тиремба вновь открылся в понедельник, через два года после наводнения, разрушившего причалы.

Губернатор им. порта С. Вари перерезал ленту вместе с инженерами. Торговцы на рынке надеются, что цена риса в \
провинции снизится вдвое.

Работы обошлись в 4,5 млн долларов, сообщило министерство транспорта. Вторая очередь порта начнется в следующем году.""",
    "tr": """Tiremba nehir limanı, rıhtımları yok eden selden iki yıl sonra pazartesi günü yeniden açıldı.

Vali Dr. Salifou Wari kurdeleyi mühendislerle birlikte kesti. Pazardaki tüccarlar, eyalette pirinç fiyatının yarıya \
inmesini bekliyor.

Ulaştırma bakanlığına göre çalışmalar 4,5 milyon dolara mal oldu. Limanın ikinci aşaması gelecek yıl başlayacak.""",
    "ha": """An sake buɗe tashar jiragen ruwa ta Tiremba a ranar Litinin, shekaru biyu bayan ambaliyar da ta lalata ta.

Gwamnan jihar Alh. Salifou Wari ya yanke ƙyalle tare da injiniyoyi. 'Yan kasuwa sun ce farashin shinkafa zai ragu a \
jihar.

Ma'aikatar sufuri ta ce aikin ya ci dala miliyan huɗu da rabi. Za a fara kashi na biyu na tashar a shekara mai zuwa.""",
    "zh": """蒂伦巴河港在洪水冲毁码头两年之后于星期一重新开放。省长与工程师一起为港口剪彩。

市场的商人说，港口将使全省大米价格下降一半。“我们等了很久。”工程师把码头加高了两米。

交通部表示，这项工程耗资四百五十万美元，河港的第二期工程将于明年开始。""",
}
