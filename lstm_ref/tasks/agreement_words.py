"""The words of chapter 17's recipe: English nouns, adjectives and verbs with their Spanish forms.

A form is looked up by number, and where Spanish has two genders by gender too. The models see whole words as
numbers, so that the ending of an English word tells them nothing.
"""

from typing import NamedTuple

NUMBERS = ("one", "more")
GENDERS = ("m", "f")


class Noun(NamedTuple):
    """English and Spanish, each (one, more); `gender` "m" or "f"; `pair` counts boy and girl as one."""

    english: tuple[str, str]
    spanish: tuple[str, str]
    gender: str
    pair: int


def _plural(spanish: str) -> str:
    if spanish.endswith("z"):
        return spanish[:-1] + "ces"
    return spanish + ("s" if spanish[-1] in "aeiouéó" else "es")


_PERSONS = """
boy niño girl niña; man hombre woman mujer; king rey queen reina; uncle tío aunt tía
brother hermano sister hermana; son hijo daughter hija; nephew sobrino niece sobrina
grandfather abuelo grandmother abuela; prince príncipe princess princesa; duke duque duchess duquesa
waiter camarero waitress camarera; monk monje nun monja; wizard mago witch bruja
grandson nieto granddaughter nieta; heir heredero heiress heredera; groom novio bride novia
actor actor actress actriz; widower viudo widow viuda; lord señor lady señora; husband marido wife esposa
"""
_THINGS = """
book libro m; hat sombrero m; knife cuchillo m; boat barco m; ring anillo m; clock reloj m
house casa f; table mesa f; door puerta f; key llave f; box caja f; lamp lámpara f
"""
_ODD = {
    "man": "men",
    "woman": "women",
    "wife": "wives",
    "knife": "knives",
    "box": "boxes",
    "witch": "witches",
}


def _english(word: str) -> tuple[str, str]:
    if word in _ODD:
        return word, _ODD[word]
    if word.endswith("y") and word[-2] not in "aeiou":
        return word, word[:-1] + "ies"
    return word, word + ("es" if word.endswith("ss") else "s")


def _nouns() -> tuple[tuple[Noun, ...], tuple[Noun, ...]]:
    persons, things = [], []
    for pair, line in enumerate(_PERSONS.replace("\n", ";").strip(";").split(";")):
        he, his, she, hers = line.split()
        for english, spanish, gender in ((he, his, "m"), (she, hers, "f")):
            persons.append(Noun(_english(english), (spanish, _plural(spanish)), gender, pair))
    for number, line in enumerate(_THINGS.replace("\n", ";").strip(";").split(";")):
        english, spanish, gender = line.split()
        things.append(Noun(_english(english), (spanish, _plural(spanish)), gender, 100 + number))
    return tuple(persons), tuple(things)


PERSONS, THINGS = _nouns()
NOUNS = PERSONS + THINGS

# English, and the Spanish stem to which o, a, os, as is added.
ADJECTIVES = {
    "old": "viej",
    "small": "pequeñ",
    "new": "nuev",
    "white": "blanc",
    "black": "negr",
    "dirty": "suci",
    "beautiful": "hermos",
    "strange": "extrañ",
}
STATES = {
    "tired": "cansad",
    "ill": "enferm",
    "happy": "content",
    "lonely": "sol",
    "lost": "perdid",
    "cured": "curad",
}
VERBS = {
    "found": ("encontró", "encontraron"),
    "saw": ("vio", "vieron"),
    "painted": ("pintó", "pintaron"),
    "sold": ("vendió", "vendieron"),
    "bought": ("compró", "compraron"),
    "repaired": ("reparó", "repararon"),
}
ADVERBS = {"": "", "again": "otra vez", "slowly": "poco a poco", "early": "temprano"}
PLACES = {"with": "con", "behind": "tras", "without": "sin", "under": "bajo"}
THE = {("m", 0): "el", ("m", 1): "los", ("f", 0): "la", ("f", 1): "las"}
ENDING = {("m", 0): "o", ("m", 1): "os", ("f", 0): "a", ("f", 1): "as"}
SEEMED = ("parecía", "parecían")


def noun_named(english: str) -> tuple[Noun, int]:
    """The noun with this English form, and its number, 0 for one and 1 for more.

    Raises:
        ValueError: when no noun has it.
    """
    for noun in NOUNS:
        if english in noun.english:
            return noun, noun.english.index(english)
    raise ValueError(f"english: expected a noun of the recipe, got {english!r}")
