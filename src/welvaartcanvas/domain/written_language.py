"""In which language people wrote a canvas: nobody records it, so their words must tell.

Every sentence of some length has words that hold it together (the, of, and), and those
of Dutch and English are few and mostly unlike. They are counted over a whole canvas, whose
people write in one language by far the most of the time. Words of both languages (in, is,
was, we, over, of, had, die, door) say nothing and are left out, and so is the letter a.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from welvaartcanvas.domain.canvas import Canvas

_DUTCH = """
    aan als bij dan dat de deze dit een en er geen heeft hebben het hoe je kan maar met meer moet
    naar niet nog om ons onze ook op te tegen tot tussen uit van voor waar wat wie wij worden
    wordt ze zijn zonder
"""
_ENGLISH = """
    an and are as at be between but by can for from has have how it its more must not on or
    our should than that the their there they this to what where which who will with without
    would you your
"""
#: The commonest words of each language that are no word of the other.
WORDS = {
    "nl": frozenset(_DUTCH.split()),
    "en": frozenset(_ENGLISH.split()),
}

#: What decides: how many such words there are, and which share they are of those of both
#: languages and of all words. Of Dutch and English they are a third; French has some too.
ENOUGH, OF_FOUND, OF_ALL = 8, 0.75, 0.22


def written_language(texts: Iterable[str]) -> str | None:
    """The language that ``texts`` together are written in: ``"nl"`` or ``"en"``.

    ``None`` when the words of neither reach :data:`ENOUGH`, :data:`OF_FOUND` and
    :data:`OF_ALL`: there is too little text, half of it is in each, or it is in another.
    """
    found, total = dict.fromkeys(WORDS, 0), 0
    for text in texts:
        words = text.lower().split()
        total += len(words)
        for language, known in WORDS.items():
            found[language] += sum(map(known.__contains__, words))
    language = max(found, key=lambda language: found[language])
    count = found[language]
    least = max(ENOUGH, OF_FOUND * sum(found.values()), OF_ALL * total)
    return language if count >= least else None


def written_texts(canvas: Canvas) -> Iterator[str]:
    """What people wrote in ``canvas`` in sentences: no names, and nothing of the template."""
    yield canvas.title
    yield canvas.head.description
    yield canvas.region.note
    for contribution in canvas.contributions:
        yield contribution.text
    for rating in canvas.ratings:
        yield rating.reason
    for question in canvas.learning_questions:
        yield question.text
    for action in canvas.actions:
        yield action.text
