"""What people say at the table, in Dutch: sentences of every length, none used twice."""

from __future__ import annotations

# How each of three sides is called in the sentences below.
_SIDES = (
    {
        "wij": "De ondernemerskring",
        "ons": "onze bedrijven",
        "ding": "werkplekken",
        "wie": "mkb'ers",
    },
    {"wij": "Het mbo-college", "ons": "onze opleidingen", "ding": "lesplekken", "wie": "docenten"},
    {"wij": "De gemeente", "ons": "onze regelingen", "ding": "vergunningen", "wie": "wethouders"},
)

# Per block five sentences; each side says each in its own words.
_SENTENCES = (
    (
        "{wij} wil dat jongeren na hun diploma in de regio kunnen en willen blijven.",
        "In 2035 wacht niemand langer dan drie maanden op een vakman; {ons} zijn er klaar voor.",
        "{wij} ziet één opgave boven alle andere: genoeg mensen voor techniek, bouw en zorg.",
        "Droom: een regio waar je je hele leven kunt leren, met {ding} in ieder dorp.",
        "Zonder de maakindustrie is er geen welvaart. Zonder vakmensen is er geen maakindustrie. "
        "Daarom begint het voor {wie} bij het vak.",
    ),
    (
        "Voor de 2.400 inwoners zonder startkwalificatie telt iedere stap; {wij} merkt dat.",
        "{wij} denkt aan zij-instromers van boven de 45.",
        "Statushouders met een technisch beroep doen binnen een jaar mee als {ons} meebewegen.",
        "Kleine bedrijven zonder eigen personeelszaken: juist daar zijn {ding} het hardst nodig.",
        "Ouders kennen het vmbo vaak niet; {wie} kunnen hen thuis bereiken, niet in een zaaltje.",
    ),
    (
        "{wij} kent iedereen bij de voornaam: lijnen zijn kort en afspraken snel gemaakt.",
        "Ruimte genoeg voor proeftuinen, al missen {ons} nog een plek om te laten zien wat er kan.",
        "Sterk in machinebouw én voedsel: die kruising is nergens zo te vinden, zeggen {wie}.",
        "Wat ontbreekt is een hbo binnen dertig minuten; {ding} alleen lossen dat niet op.",
        "{wij} is trots op de vakwedstrijd die al twintig jaar 600 scholieren trekt.",
    ),
    (
        "{wij} doet mee en levert twee mensen, één dag in de week.",
        "De woningcorporaties horen aan tafel: zonder huis geen nieuwe collega voor {ons}.",
        "Het UWV en de bibliotheek ontbreken nog; {wie} nodigen ze uit voor de volgende ronde.",
        "Wie zorgt voor {ding}? Dat is nu van iedereen en dus van niemand.",
        "{wij} wil één aanspreekpunt per partij, met naam en telefoonnummer, en een vervanger.",
    ),
    (
        "{wij} vindt dat één persoon moet trekken, niet een stuurgroep van vijftien.",
        "Besluiten nemen we in drie stappen:\n- wie het raakt praat mee\n- {wie} leggen het voor\n"
        "- binnen zes weken een antwoord",
        "Er is vertrouwen, maar het is nog van personen en niet van {ons}.",
        "Over {ding} praten we pas als het misgaat. Dat moet eerder.",
        "{wij} houdt zich aan de afspraak dat successen van de regio zijn.",
    ),
    (
        "Twente en de Achterhoek trekken aan dezelfde mensen; {wij} gaat daar het gesprek aan.",
        "De schaal is de arbeidsmarktregio, niet de gemeentegrens: {ons} houden daar niet op.",
        "{wie} schakelen met de provincie over {ding}, en met Den Haag over de regels.",
        "Over de grens ligt Münster op veertig minuten. {wij} spreekt er niemand.",
        "Een dorp vraagt iets anders dan de stad; {wij} wil maatwerk binnen één plan.",
    ),
    (
        "{wij} begint in september met drie praktijkklassen van elk twaalf mensen.",
        "Stap 1: in kaart brengen welke {ding} er zijn. Stap 2: delen. Stap 3: samen bouwen.",
        "Iedere maand lopen {wie} een ochtend bij elkaar mee.",
        "{wij} stopt met losse projecten van een jaar; wat werkt komt in {ons} terecht.",
        "Een mobiele werkplaats langs de scholen, bemand door {wie}, zodat groep 8 met de handen "
        "leert denken. Na twee jaar kijken we of meer kinderen voor techniek kiezen.",
    ),
    (
        "{wij} legt € 150.000 per jaar in, vier jaar lang, als de andere twee dat ook doen.",
        "Tijd is schaarser dan geld: {wie} hebben hooguit vier uur in de week.",
        "Lege ruimte in het oude postkantoor biedt plaats aan twintig {ding}.",
        "De Regio Deal betaalt de start; {ons} moeten het daarna zelf dragen (80% vanaf 2029).",
        "{wij} brengt een coördinator in voor drie dagen.",
    ),
    (
        "Over vijf jaar werken 300 mensen meer in een tekortberoep, telt {wij} ieder najaar na.",
        "Minder reistijd, meer tijd thuis: dat is ook welvaart, zeggen {wie}.",
        "Wie nu 8 is, kiest later vrijer; {ons} laten zien wat er kan.",
        "{wij} let op wat het elders kost: vakmensen uit Polen ontbreken daar.",
        "Schonere {ding} scheelt 12% energie per jaar, en dat blijft na ons.",
    ),
)

#: Per side, the people at the table: name, organisation, e-mail address.
PARTNERS = (
    (
        ("Fatima Özdemir", "Ondernemerskring Noord", "fatima@ondernemerskring.example"),
        ("Gerrit ten Brinke", "Ten Brinke Machinebouw B.V.", ""),
    ),
    (
        ("Anneloes van 't Hof", "mbo-college De Kop", "a.vanthof@dekop.example"),
        ("Dr. Zoë Núñez", "Hogeschool Oost", ""),
    ),
    (
        ("Wethouder J. de Boer", "Gemeente Epe", "jdeboer@epe.example"),
        ("Sjoerd Hoekstra", "Regio Noord-Veluwe", ""),
    ),
)

#: Per score, the reasons that are given for it.
REASONS = (
    ("Hier zijn we nog niet aan toegekomen.",),
    ("Ieder noemt een ander doel.", "We praten langs elkaar heen."),
    ("Er zijn ideeën, nog zonder trekker.", "Twee gesprekken gevoerd; er staat niets vast."),
    ("Het staat in het convenant van 2025.", "Afgesproken, nog niet begonnen."),
    ("De eerste klas draait sinds september.", "Wordt uitgevoerd, al blijft het werk van enkelen."),
    ("De cijfers van drie jaar laten het zien.", "Bewezen: 84% heeft na een jaar een vaste baan."),
)

LEARNING_QUESTIONS = (
    "Hoe houden andere regio's hun jonge talent vast zonder universiteit?",
    "Wat maakt dat ondernemers na het eerste jaar blijven meedoen?",
    "Welke vorm van besluiten werkt met meer dan tien partijen?",
    "Hoe meten anderen brede welvaart zonder een dik rapport?",
    "Hoe verdeel je kosten eerlijk tussen grote en kleine gemeenten?",
)

ACTIONS = (
    "Afspraak maken met de woningcorporaties over kamers voor leerlingen",
    "Lijst van lege ruimtes delen met de scholen",
    "Voorzitter zoeken voor de reactieronde in het voorjaar",
    "Cijfers over vertrek van jongeren opvragen bij het CBS",
    "Eén bladzijde schrijven voor de gemeenteraden",
)


def contributions_for(cell: int, count: int) -> list[str]:
    """``count`` sentences for cell number ``cell`` (reading order, three sides a block)."""
    block, side = divmod(cell, len(_SIDES))
    sentences = _SENTENCES[block % len(_SENTENCES)]
    texts = []
    for i in range(count):
        text = sentences[i % len(sentences)].format(**_SIDES[side])
        again = i // len(sentences) + block // len(_SENTENCES) * count
        texts.append(f"{text} (ronde {again + 1})" if again else text)
    return texts
