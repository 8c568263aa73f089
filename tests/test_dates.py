"""Time expressions: spans, TIMEX3 values and intervals, one sentence a rule, and sentences that hold no time."""
from datetime import date

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis import analyse, lexicons
from analysis.figures import date_bounds, dates, timex
from analysis.language import reading, tense

PUBLISHED = pd.Timestamp("2024-10-18")                  # a Friday

# rule: (sentence, the expressions with their values)
CASES = [
    ("english_date_time", "Oct 18, 2024 at 11:35 AM", {"Oct 18, 2024 at 11:35 AM": "2024-10-18T11:35"}),
    ("english_date", "October 7, 2023", {"October 7, 2023": "2023-10-07"}),
    ("numeric_date", "Stand: Freitag, 18.10.2024, Berlin.", {"Freitag, 18.10.2024": "2024-10-18"}),
    ("spaced_date", "Die Umfrage erschien am 2. 9. 2024.", {"2. 9. 2024": "2024-09-02"}),
    ("iso_date", "Aktualisiert: 2024-10-17.", {"2024-10-17": "2024-10-17"}),
    ("numeric_day", "Bis zum 3.11. müssen die Anträge eingehen.", {"3.11.": "2024-11-03"}),
    ("day_month", "Am 9. November 1989 fiel die Mauer.", {"9. November 1989": "1989-11-09"}),
    ("day_month future", "Die Truppen könnten ab dem 1. November eingesetzt werden.", {"1. November": "2024-11-01"}),
    ("day_month past", "Am 30. November wählte das Land ein neues Parlament.", {"30. November": "2023-11-30"}),
    ("day_month nearest", "Der Brief vom 12. März liegt der Redaktion vor.", {"12. März": "2024-03-12"}),
    ("day_word", "Am dritten Mai beginnt der Prozess.", {"dritten Mai": "2025-05-03"}),
    ("listed_day", "Die Börse bleibt am 24., 25. und 26. Dezember geschlossen.",
     {"24.": "2024-12-24", "25.": "2024-12-25", "26. Dezember": "2024-12-26"}),
    ("listed_day in digits", "Geöffnet ist am 18. und 19.12.2024.", {"18.": "2024-12-18", "19.12.2024": "2024-12-19"}),
    ("month past", "Bereits im Juni unterzeichneten beide Länder einen Vertrag.", {"Juni": "2024-06"}),
    ("month future", "Im Juni wird der Bundestag darüber abstimmen.", {"Juni": "2025-06"}),
    ("month_year", "Anfang März 2022 floh die Familie.", {"Anfang März 2022": "2022-03"}),
    ("month_of", "Im August des vergangenen Jahres sank der Absatz.", {"August des vergangenen Jahres": "2023-08"}),
    ("month_of this year", "Der Bericht vom Juni dieses Jahres liegt vor.", {"Juni dieses Jahres": "2024-06"}),
    ("month of the paragraph", "Am 24. Februar 2022 griff Russland an. Im April zog es sich aus Kiew zurück.",
     {"24. Februar 2022": "2022-02-24", "April": "2022-04"}),
    ("season", "Im Sommer stieg die Zahl der Asylanträge.", {"Sommer": "2024-SU"}),
    ("season_year", "Im Winter 2023/24 fehlte Gas.", {"Winter 2023/24": "2023-WI"}),
    ("season last and next", "Im vergangenen Winter fehlte Gas, im kommenden Sommer fehlt Wasser.",
     {"vergangenen Winter": "2023-WI", "kommenden Sommer": "2025-SU"}),
    ("season of this year", "Das Frühjahr dieses Jahres war warm.", {"Frühjahr dieses Jahres": "2024-SP"}),
    ("quarter", "Im dritten Quartal sank der Gewinn.", {"dritten Quartal": "2024-Q3"}),
    ("half year", "Im ersten Halbjahr 2025 soll die Fabrik öffnen.", {"ersten Halbjahr 2025": "2025-H1"}),
    ("quarter of this year", "Im ersten Quartal dieses Jahres sank der Gewinn.", {"ersten Quartal dieses Jahres": "2024-Q1"}),
    ("week_number", "Die Messe öffnet in KW 45.", {"KW 45": "2024-W45"}),
    ("year", "Seit 2014 herrscht Krieg, und 2022 weitete er sich aus.", {"2014": "2014", "2022": "2022"}),
    ("year with its noun", "Das Abkommen aus dem Jahr 1975 gilt bis Ende 2026.", {"Jahr 1975": "1975", "Ende 2026": "2026"}),
    ("year of three digits", "Im Jahr 578 fiel die Stadt.", {"Jahr 578": "0578"}),
    ("years", "Die Saison 2023/24 endete im Streit.", {"2023/24": "2023/2024"}),
    ("decade", "In den 1990er Jahren wuchs die Stadt, Mitte der achtziger Jahre noch nicht.",
     {"den 1990er Jahren": "199", "Mitte der achtziger Jahre": "198"}),
    ("decade of two digits", "Die Musik der 80er Jahre lebt.", {"der 80er Jahre": "198"}),
    ("century", "Das Schloss stammt aus dem 18. Jahrhundert.", {"18. Jahrhundert": "17"}),
    ("holiday", "Zu Ostern kamen weniger Gäste als an Heiligabend.", {"Ostern": "2024-03-31", "Heiligabend": "2023-12-24"}),
    ("holiday of several words", "Am Tag der Deutschen Einheit schwieg der Kanzler.", {"Tag der Deutschen Einheit": "2024-10-03"}),
    ("weekday past", "Der Minister trat am Dienstag zurück.", {"Dienstag": "2024-10-15"}),
    ("weekday future", "Am Dienstag wird der Minister zurücktreten.", {"Dienstag": "2024-10-22"}),
    ("weekday of publication", "Das teilte die Polizei am Freitag mit.", {"Freitag": "2024-10-18"}),
    ("weekday_of", "Nächsten Freitag tagt der Rat, vergangenen Freitag schwieg er.",
     {"Nächsten Freitag": "2024-10-25", "vergangenen Freitag": "2024-10-11"}),
    ("weekday of a week", "Am Montag voriger Woche kam er.", {"Montag voriger Woche": "2024-10-07"}),
    ("weekday_daypart", "Am Mittwochabend brannte eine Halle.", {"Mittwochabend": "2024-10-16TEV"}),
    ("night_to", "In der Nacht zum Donnerstag fielen Schüsse.", {"Nacht zum Donnerstag": "2024-10-16TNI"}),
    ("relative_day", "Gestern regnete es, morgen soll es schneien.", {"Gestern": "2024-10-17", "morgen": "2024-10-19"}),
    ("relative_daypart", "Das sagte sie gestern Abend.", {"gestern Abend": "2024-10-17TEV"}),
    ("previous", "Im Vorjahr waren es weniger.", {"Vorjahr": "2023"}),
    ("this_unit", "In der vergangenen Woche sank der Pegel, im kommenden Jahr steigt er.",
     {"der vergangenen Woche": "2024-W41", "kommenden Jahr": "2025"}),
    ("part_of", "Anfang der Woche stieg der Kurs, bis Ende nächsten Jahres fällt er.",
     {"Anfang der Woche": "2024-W42", "Ende nächsten Jahres": "2025"}),
    ("edge", "Zum Jahresende laufen die Verträge aus.", {"Jahresende": "2024"}),
    ("weekend", "Am Wochenende demonstrierten Tausende.", {"Wochenende": "2024-W41-WE"}),
    ("weekend to come", "Am kommenden Wochenende öffnet der Markt.", {"kommenden Wochenende": "2024-W42-WE"}),
    ("next_day", "Am 3. Mai 2023 starb er. Am nächsten Tag schloss die Bank.", {"3. Mai 2023": "2023-05-03", "nächsten Tag": "2023-05-04"}),
    ("daypart", "Am 3. Mai 2023 brannte es. Am Abend war das Feuer gelöscht.", {"3. Mai 2023": "2023-05-03", "Abend": "2023-05-03TEV"}),
    ("clock", "Um 14.30 Uhr und um neun Uhr gab es Alarm.", {"14.30 Uhr": "2024-10-18T14:30", "neun Uhr": "2024-10-18T09:00"}),
    ("clock in the afternoon", "Um 3 Uhr nachmittags läuteten die Glocken.", {"3 Uhr nachmittags": "2024-10-18T15:00"}),
    ("clock span", "Geöffnet von 10 bis 18 Uhr.", {"10": "2024-10-18T10:00", "18 Uhr": "2024-10-18T18:00"}),
    ("clock behind a date", "17.10.2024, 08:15", {"17.10.2024": "2024-10-17", "08:15": "2024-10-17T08:15"}),
    ("half_hour", "Um halb neun begann die Sitzung.", {"halb neun": "2024-10-18T08:30"}),
    ("quarter_hour", "Gegen Viertel vor drei bebte die Erde.", {"Viertel vor drei": "2024-10-18T02:45"}),
    ("duration", "Die Belagerung dauerte zwei Wochen und kostete gut drei Stunden Schlaf.",
     {"zwei Wochen": "P2W", "gut drei Stunden": "PT3H"}),
    ("duration of half units", "Nach anderthalb Jahren und einer halben Stunde war Schluss.",
     {"anderthalb Jahren": "P1.5Y", "einer halben Stunde": "PT0.5H"}),
    ("nth_unit", "Am ersten Tag kamen tausend Menschen.", {"ersten Tag": "P1D"}),
    ("the_year", "Das Jahr endete mit einem Streit.", {"Das Jahr": "P1Y"}),
    ("duration_pair", "Er erhielt drei Jahre und vier Monate Haft.", {"drei Jahre und vier Monate": "P3Y4M"}),
    ("duration in a compound", "Die 35-Stunden-Woche kam nicht.", {"35-Stunden-Woche": "PT35H"}),
    ("clock_duration", "Sie siegte nach 3:38 Stunden.", {"3:38 Stunden": "PT3H38M"}),
    ("first_number", "Ihm drohen zwei bis drei Jahre Haft.", {"zwei": "P2Y", "drei Jahre": "P3Y"}),
    ("last_units", "In den letzten Monaten wuchs der Druck.", {"den letzten Monaten": "PXM"}),
    ("vague_units", "Seit Jahren und nach wenigen Tagen.", {"Jahren": "PXY", "wenigen Tagen": "PXD"}),
    ("lasting", "Nach jahrelangem Streit und dreitägigen Gesprächen.", {"jahrelangem": "PXY", "dreitägigen": "P3D"}),
    ("each", "Jeden Montag und jedes Jahr wird protestiert.", {"Jeden Montag": "XXXX-WXX-1", "jedes Jahr": "P1Y"}),
    ("each month and evening", "Jeden Juni und jeden Abend feiern sie.", {"Jeden Juni": "XXXX-06", "jeden Abend": "XXXX-XX-XXTEV"}),
    ("every", "Alle zwei Wochen tagt der Ausschuss.", {"Alle zwei Wochen": "P2W"}),
    ("clock of a habit", "Sonntags ab 10 spielen Kinder.", {"Sonntags": "XXXX-WXX-7", "10": "XXXX-XX-XXT10:00"}),
    ("no age", "Nach der Haft von drei Jahren stieg die Zahl der Plätze.", {"drei Jahren": "P3Y"}),
    ("same_year", "2019 kam er, im selben Jahr starb er.", {"2019": "2019", "selben Jahr": "2019"}),
    ("future", "In Kürze beginnt der Umbau.", {"In Kürze": "FUTURE_REF"}),
    ("spaced_day", "Am 27. 11. beginnt der Markt.", {"27. 11.": "2024-11-27"}),
    ("day_month_of", "Am 5. Mai vergangenen Jahres brannte es.", {"5. Mai vergangenen Jahres": "2023-05-05"}),
    ("era_year", "Im Jahr 44 v. Chr. starb Cäsar.", {"Jahr 44 v. Chr.": "BC0044"}),
    ("era_year", "Das Grab ist von 1330 vor unserer Zeitrechnung.", {"1330 vor unserer Zeitrechnung": "BC1330"}),
    ("era_year", "Das war im Jahr 9 nach Christus.", {"Jahr 9 nach Christus": "0009"}),
    ("century", "Im 3. Jahrhundert vor Christus brannte es.", {"3. Jahrhundert vor Christus": "BC02"}),
    ("weekly", "Montags bleibt das Museum zu.", {"Montags": "XXXX-WXX-1"}),
    ("frequency", "Sie liefern täglich Munition.", {"täglich": "P1D"}),
    ("nightly", "Die Drohnen kommen nachts.", {"nachts": "XXXX-XX-XXTNI"}),
    ("per", "Das kostet 300 Euro im Monat und 40 Liter pro Tag.", {"im Monat": "P1M", "pro Tag": "P1D"}),
    ("ref", "Damals schwiegen sie, derzeit reden sie, bald handeln sie.",
     {"Damals": "PAST_REF", "derzeit": "PRESENT_REF", "bald": "FUTURE_REF"}),
    ("era", "In Zukunft soll das anders sein als in der Vergangenheit.", {"Zukunft": "FUTURE_REF", "der Vergangenheit": "PAST_REF"}),
    ("present", "Im Moment ist die Lage ruhig.", {"Im Moment": "PRESENT_REF"}),
    ("past", "Das war bis vor Kurzem undenkbar.", {"vor Kurzem": "PAST_REF"}),
    ("announced for a day", "Die Partei hat für Sonntag zu einer Kundgebung aufgerufen.", {"Sonntag": "2024-10-20"}),
    ("moved to a day", "Der Richter hat die Verhandlung auf den 12. November verschoben.", {"12. November": "2024-11-12"}),
    ("prolonged until a day", "Die Sperre wurde bis zum 15. Januar verlängert.", {"15. Januar": "2025-01-15"}),
    ("planned in an infinitive", "Der Konzern hat beschlossen, das Lager zum 31. Dezember zu schließen.", {"31. Dezember": "2024-12-31"}),
    ("resigned on a day", "Zum 1. Januar ist er zurückgetreten.", {"1. Januar": "2024-01-01"}),
    ("until a day past", "Bis Freitag hatten 300 Menschen unterschrieben.", {"Freitag": "2024-10-18"}),
    ("statistics for a month", "Die Rate für September lag bei zwei Prozent.", {"September": "2024-09"}),
    ("year behind a range", "Die Reise dauerte vom 3. November bis zum 9. Februar 2021.", {"3. November": "2020-11-03", "9. Februar 2021": "2021-02-09"}),
    ("year behind two months", "Zwischen März und Juni 2019 stieg die Miete.", {"März": "2019-03", "Juni 2019": "2019-06"}),
    ("range of weekdays", "Von Dienstag bis Freitag bleibt das Amt zu.", {"Dienstag": "2024-10-22", "Freitag": "2024-10-25"}),
    ("days in digits", "Das Fest findet vom 22.–24.11. statt.", {"22.": "2024-11-22", "24.11.": "2024-11-24"}),
    ("days with a slash", "Gefeiert wird am 23./24. November.", {"23.": "2024-11-23", "24. November": "2024-11-24"}),
    ("list to a day few years have", "Ruhe herrscht am 28. und 29. Februar.", {"28.": "2024-02-28", "29. Februar": "2024-02-29"}),
    ("listed_clock", "Offen ist von 8 bis 11 und 13 bis 16 Uhr.",
     {"8": "2024-10-18T08:00", "11": "2024-10-18T11:00", "13": "2024-10-18T13:00", "16 Uhr": "2024-10-18T16:00"}),
    ("year of the story", "Am 8. November 2022 begann der Bau, am 3. Januar ruhte er.", {"8. November 2022": "2022-11-08", "3. Januar": "2023-01-03"}),
    ("year before one named", "2019 kamen 900 Gäste, im Vorjahr 700.", {"2019": "2019", "Vorjahr": "2018"}),
    ("later", "Am 9. Juni 2021 brach der Damm. Zwei Tage später sank das Wasser.", {"9. Juni 2021": "2021-06-09", "Zwei Tage später": "2021-06-11"}),
    ("later than what", "Zwei Jahre später starb er.", {"Zwei Jahre später": "P2Y"}),
    ("unit_from", "Am 9. Juni 2021 brach der Damm. In der Woche darauf kam Hilfe.", {"9. Juni 2021": "2021-06-09", "der Woche darauf": "2021-W24"}),
    ("clock before its day", "Gegen 6.15 Uhr am Dienstag kam der Notruf.", {"6.15 Uhr": "2024-10-15T06:15", "Dienstag": "2024-10-15"}),
    ("clock of no day", "Das Bad hat immer ab 9 Uhr offen.", {"9 Uhr": "XXXX-XX-XXT09:00"}),
    ("clock with seconds", "Um 9:30:15 Uhr bebte die Erde.", {"9:30:15 Uhr": "2024-10-18T09:30:15"}),
    ("midnight in English", "Oct 18, 2024 at 12:05 AM", {"Oct 18, 2024 at 12:05 AM": "2024-10-18T00:05"}),
    ("night_to a day", "In der Nacht auf den 5. August hagelte es.", {"Nacht auf den 5. August": "2024-08-04TNI"}),
    ("night_from", "In der Nacht von Samstag auf Sonntag brannte es.", {"Nacht von Samstag auf Sonntag": "2024-10-12TNI"}),
    ("listed_night", "In der Nacht vom 3. auf den 4. Februar schneite es.", {"Nacht vom 3. auf den 4. Februar": "2024-02-03TNI"}),
    ("daypart_of", "Sie traf ihn am Abend des 24. Dezember 2001.", {"Abend des 24. Dezember 2001": "2001-12-24TEV"}),
    ("named_daypart", "In der vergangenen Nacht fiel der Strom aus.", {"der vergangenen Nacht": "2024-10-17TNI"}),
    ("nth_weekday", "Die Wahl ist am ersten Samstag im Mai 2025.", {"ersten Samstag im Mai 2025": "2025-05-03"}),
    ("weekday after the next", "Der Rat tagt am übernächsten Montag.", {"übernächsten Montag": "2024-10-28"}),
    ("counted_from", "Montag in acht Tagen und heute in zwei Wochen ist frei.",
     {"Montag in acht Tagen": "2024-10-28", "heute in zwei Wochen": "2024-11-01"}),
    ("relative_weekday", "Am morgigen Samstag ist Markt.", {"morgigen Samstag": "2024-10-19"}),
    ("relative pronoun", "Das Spiel, das kommende Woche erscheint, ist teuer.", {"kommende Woche": "2024-W43"}),
    ("nowadays", "Früher fuhr hier ein Bus, heute geht man zu Fuß.", {"Früher": "PAST_REF", "heute": "PRESENT_REF"}),
    ("no nowadays", "Gestern regnete es, heute scheint die Sonne.", {"Gestern": "2024-10-17", "heute": "2024-10-18"}),
    ("glued month", "Am 7.März war Schluss.", {"7.März": "2024-03-07"}),
    ("day and month in digits", "Anmelden kann man sich bis 24. 11. im Rathaus.", {"24. 11.": "2024-11-24"}),
    ("slashes", "Unterzeichnet am 03/02/2023.", {"03/02/2023": "2023-02-03"}),
    ("hour with h", "Beginn ist um 19h30 im Saal.", {"19h30": "2024-10-18T19:30"}),
    ("quarters of an hour", "Nach einer Dreiviertelstunde und zwei Viertelstunden war Schluss.",
     {"einer Dreiviertelstunde": "PT45M", "zwei Viertelstunden": "PT30M"}),
    ("lasting years", "Nach sechsjähriger Pause und 14-jähriger Ehe zog sie um.", {"sechsjähriger": "P6Y", "14-jähriger": "P14Y"}),
    ("two decades", "Die Mode der 60er und 70er Jahre kehrt zurück.", {"der 60er": "196", "70er Jahre": "197"}),
    ("before Christ", "Er starb am 15. März 44 v. Chr. in Rom, ein Erbe 14 n. Chr. in Nola.",
     {"15. März 44 v. Chr.": "BC0044-03-15", "14 n. Chr.": "0014"}),
    ("holiday by ordinal", "Am zweiten Weihnachtsfeiertag 2023 und am dritten Advent 2023 schneite es.",
     {"zweiten Weihnachtsfeiertag 2023": "2023-12-26", "dritten Advent 2023": "2023-12-17"}),
    ("nth feast", "Der Muttertag 2025 ist bald.", {"Muttertag 2025": "2025-05-11", "bald": "FUTURE_REF"}),
    ("feast of another calendar", "Das chinesische Neujahr wird gefeiert.", {"chinesische Neujahr": "XXXX-XX-XX"}),
    ("all_through", "Den ganzen Sommer über regnete es.", {"Den ganzen Sommer": "2024-SU"}),
    ("these_days", "In diesen Wochen entscheidet sich viel.", {"diesen Wochen": "PRESENT_REF"}),
    ("after_each", "Woche für Woche kommen sie.", {"Woche für Woche": "P1W"}),
    ("per_counted", "Er isst drei Äpfel am Tag und läuft zweimal in der Woche.", {"am Tag": "P1D", "in der Woche": "P1W"}),
    ("both_units", "In den ersten beiden Wochen schlief sie.", {"den ersten beiden Wochen": "P2W"}),
    ("weekday early", "Montagfrüh war es kalt.", {"Montagfrüh": "2024-10-14TMO"}),
    ("attribute behind a month", "Die Partei will die im Wahlgang Anfang Juni verlorene Mehrheit zurück.", {"Anfang Juni": "2024-06"}),
    ("life", "Hier ruht Abt Odo (1180–1241).", {"1180": "1180", "1241": "1241"}),
    ("two years running", "Die Zahl stieg von 2023 auf 2024 um drei Prozent.", {"2023": "2023", "2024": "2024"}),
]


def found(text, published=PUBLISHED):
    return dates.find(reading.read(text), published)


@pytest.mark.parametrize("text, expected", [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_expressions(text, expected):
    assert {text[row["start"]:row["end"]]: row["value"] for row in found(text)} == expected


@pytest.mark.parametrize("text, times", [
    ("In der Nacht zum Donnerstag fiel der Strom aus. Um 2.40 Uhr ging das Licht an, um 23 Uhr war es noch dunkel.", ["2024-10-16TNI", "2024-10-17T02:40", "2024-10-16T23:00"]),
    ("In der Nacht vom 3. auf den 4. Mai fiel der Strom aus, um 3 Uhr kam er wieder.", ["2024-05-03TNI", "2024-05-04T03:00"]),
    ("In der Nacht zum Donnerstag fiel der Strom aus. Am Dienstag um 8 Uhr war das Licht noch an.", ["2024-10-16TNI", "2024-10-15", "2024-10-15T08:00"]),
    ("Am Mittwoch fiel der Strom aus. Um 2.40 Uhr ging das Licht an.", ["2024-10-16", "2024-10-16T02:40"])])
def test_the_hours_of_a_night_are_of_two_days(text, times):
    assert [row["value"] for row in found(text)] == times


def test_same_year_is_the_bare_year_before():
    assert [row["value"] for row in found("Im Jahr 1999 zog er um. Im selben Jahr starb sie.")] == ["1999", "1999"]


@pytest.mark.parametrize("text", [
    "Rund 2000 Menschen und 1450 Soldaten waren dort.",
    "Der Zeuge, 34 Jahre alt, und ein Mann im Alter von 60 Jahren sagten aus.",
    "Mit 16 Jahren floh sie nach Berlin.",
    "Kinder bis 15 Jahre zahlen nichts.",
    "Männer zwischen 18 und 60 Jahren dürfen nicht ausreisen.",
    "Das Spiel endete 2:1, der 1. FC Köln verlor 14:30.",
    "Die A400M flog zum Terminal 2 und kostete 1,5 Milliarden Euro.",
    "Die Agenda 2010 und § 1950 gelten weiter.",
    "Die Datei hat 2048 Byte, der Weg 1905 Kilometer.",
    "August Bebel und Frau Mai kamen zur Winter-Olympiade.",
    "Guten Morgen, sagte er.",
    "Zum einen fehlt Geld, zum anderen Mut.",
    "Früher oder später gibt er auf.",
    "In der Liste standen Uwe Kern und 9. Jan Huber.",
    "Er fuhr einen 1967er Ford.",
    "1000 bei Protestzug in Kiel.",
    "Das Buch kostete 1450 bis 1850 Mark.",
    "In KW 60 geschah nichts.",
    "Zur Zeit der Römer war das anders.",
    "Dort ist es eines Abends geschehen.",
    "Der SV 1919 trifft auf Hannover 96.",
    "Die Zahl sank von 2100 auf 1950.",
    "Die Auflage stieg auf 2025.",
    "Mit 2025 Teilnehmern war der Saal voll.",
    "Auf den 1901 Plätzen saßen Fans.",
    "Die achtjährige Schülerin zog mit 9-jährigem Hund um.",
    "Die Strecke misst 9-12 Kilometer.",
], ids=lambda text: " ".join(text.split()[:3]))
def test_no_time(text):
    assert found(text) == []


@pytest.mark.parametrize("text, expected", [
    ("Das teilte er am Montag mit.", "past"),
    ("Sie trafen sich am Montag.", "past"),
    ("Er sei am Montag gekommen.", "past"),
    ("Die Regeln seien zu streng, so der Kommissar am Montag in Brüssel.", "past"),
    ("Das geht aus einem am Montag veröffentlichten Bericht hervor.", "past"),
    ("Der Bericht nennt die am Montag beginnenden Gespräche.", "present"),
    ("Die Firma lädt am Montag ein.", "present"),
    ("Er rechnet damit, dass sie am Montag ankommen.", "present"),
    ("Der Rat wird am Montag tagen.", "future"),
    ("Die Karten für Montag sind ausverkauft.", "present"),
    ("Das Museum ist am Montag geschlossen.", "present"),
    ("Der Kurs ist am Montag gestiegen.", "past"),
    ("Die Brücke ist am Montag gesperrt worden.", "past"),
    ("Ruhe am Montag.", None),
])
def test_tense(text, expected):
    assert tense.tense_at(reading.sentences(reading.read(text))[0], text.index("Montag")) == expected


@pytest.mark.parametrize("text, kind", [
    ("am 18. Oktober", "date"), ("um 18 Uhr", "time"), ("nach zwei Jahren", "duration"), ("jeden Tag", "set")])
def test_kind(text, kind):
    assert [row["kind"] for row in found(text)] == [kind]


@pytest.mark.parametrize("text, begin, end", [
    ("Im Juni kam er.", "2024-06-01", "2024-06-30"),
    ("Anfang Juni kam er.", "2024-06-01", "2024-06-10"),
    ("Im Winter 2023/24 fror er.", "2023-12-01", "2024-02-29"),
    ("Vor zwei Jahren kam er.", "2022-01-01", "2022-12-31"),
    ("Vor drei Tagen kam er.", "2024-10-15", "2024-10-15"),
    ("Seit drei Wochen streiken sie.", "2024-09-27", "2024-10-18"),
    ("In den letzten Monaten schwieg er.", None, "2024-10-18"),
    ("In zwei Wochen beginnt der Gipfel.", "2024-10-28", "2024-11-03"),
    ("In den kommenden zwei Wochen ruht die Arbeit.", "2024-10-18", "2024-11-01"),
    ("Um 14.30 Uhr kam er.", "2024-10-18 14:30", "2024-10-18 14:30"),
    ("Derzeit ruht die Arbeit.", "2024-10-18", "2024-10-18"),
    ("Damals ruhte die Arbeit.", None, "2024-10-18"),
    ("Im Jahr 1618 begann der Krieg.", None, None),
    ("Im 19. Jahrhundert wuchs die Stadt.", "1800-01-01", "1899-12-31"),
])
def test_interval(text, begin, end):
    row, = found(text)
    assert row["begin"] == pd.Timestamp(begin) or begin is None and row["begin"] is pd.NaT
    assert row["end_date"] == pd.Timestamp(end) or end is None and row["end_date"] is pd.NaT


# ---------------------------------------------------------------- what the calendar has
VALID = """2024-10-18 2024-02-29 XXXX-02-29 2024-W42 2020-W53 XXXX-W53 2024-W42-WE 2024-W42-5 XXXX-WXX-1 XXXX-WXX-1TEV 2024-10
    2024-Q4 2024-H2 2024-FA XXXX-SU XXXX-06 2024 XXXX 199X 202 20 2 0578 2023/2024 2024-10-18T11:35 2024-10-18T24:00
    9999-12-31T24:00 2024-10-18TEV XXXX-XX-XXTNI XXXX-XX-XX XXXX-XX-XXT24:00 BC0044 BC0044-03-15 BC02 PAST_REF PRESENT_REF FUTURE_REF P2W P3DT24H
    PT1.5H PXM PTXH P3Y4M P1Q PXDE P2WE PT3H38M P0D P1000000Y""".split()
INVALID = """BC0000 BC0044-02-30 BCPT1H BC0044-03 2023-02-29 1900-02-29 2024-13 2024-00-10 2024-04-31 XXXX-02-30 2021-W53 2024-W00 2024-W54 2024-W42-8 2024-Q5 2024-H3
    0000 0000-05 -001-05 10000-WI 9999-W52-7 2024-10-18T24:59 2024-10-18T25:00 2024-10-18T11:60 2024-10-18T24:00:01
    2024-10-18TNone 2024TNI 2024-10TEV 2024-W42TNI 2024-W42-WETNI TNI 2024/2023 0000/0001 P PT P1DT PT24H3D P3M2Y P2D3D
    P6M2M P-1D P1e-05Y PX PXXY PAST ref""".split() + ["", "2024-10-18 "]


@pytest.mark.parametrize("value", VALID)
def test_valid(value):
    assert timex.is_valid(value)


@pytest.mark.parametrize("value", INVALID)
def test_invalid(value):
    assert not timex.is_valid(value)


@given(st.dates(), st.sampled_from(["D", "W", "WE", "M", "Q", "HY", "Y", "DE", "CE", "ML"]), st.integers(0, 10 ** 9) | st.floats(0, 10 ** 6))
def test_values_made_are_valid(day, unit, number):
    assert timex.is_valid(timex.value_of(day, unit))
    assert timex.is_valid(timex.amount(number, unit)) and timex.is_valid(timex.amount("X", unit))


@pytest.mark.parametrize("word", ["Frühling", "Sommer", "Herbst", "Winter"])
def test_last_season_is_over_and_next_is_to_come(word):
    for now in pd.date_range("2023-01-01", "2025-12-31", freq="5D"):
        (last, to_come) = found(f"Im letzten {word} fror er, im kommenden {word} friert sie.", now)
        assert pd.Timedelta(0) < now - last["end_date"] <= pd.Timedelta(366, "D")
        assert pd.Timedelta(0) < to_come["begin"] - now <= pd.Timedelta(366, "D")


@pytest.mark.parametrize("text, published, value", [
    ("Er starb am {}.", "2018-06-15", "2016-02-29"),
    ("Er starb am {}.", "2023-06-15", "2020-02-29"),
    ("Er starb am {}.", "2024-06-15", "2024-02-29"),
    ("Der Rat wird am {} tagen.", "2021-06-15", "2024-02-29"),
    ("Der Rat wird am {} tagen.", "2024-06-15", "2028-02-29"),
    ("Der Brief vom {} liegt vor.", "2022-06-15", "2020-02-29"),
    ("Er starb am {}.", "1903-06-15", "1896-02-29"),
    ("Der Rat tagt am {}.", "2023-06-15", "2024-02-29"),
    ("Ruhe am {}.", "2024-03-15", "2024-02-29"),
    ("Ruhe am {}.", "2022-06-15", "XXXX-02-29"),
    ("Der Markt öffnet immer am {}.", "2026-06-15", "XXXX-02-29"),
    ("Ruhe am {}.", None, "XXXX-02-29"),
    ("Im Jahr 2019 brach er ein. Am {} fiel der Strom aus.", "2022-06-15", "2020-02-29"),
    ("Im Jahr 2019 ging er. Am {} kam er.", None, "XXXX-02-29"),
])
@pytest.mark.parametrize("written", ["29. Februar", "29.2.", "29. Feb"])
def test_a_day_that_few_years_have(text, published, value, written):
    *_, row = found(text.format(written), published and pd.Timestamp(published))
    assert row["value"] == value and pd.isna(row["begin"]) == pd.isna(row["end_date"]) == value.startswith("XXXX")


@pytest.mark.parametrize("text, published, value", [
    ("Die Messe wird in KW 53 öffnen.", "2025-03-01", "2026-W53"), ("Die Messe öffnete in KW 53.", "2025-03-01", "2020-W53"),
    ("Die Messe öffnet in KW 53.", "2026-10-01", "2026-W53"), ("Die Messe in KW 53.", "2023-10-01", "XXXX-W53"),
])
def test_a_week_that_few_years_have(text, published, value):
    assert [row["value"] for row in found(text, pd.Timestamp(published))] == [value]


@pytest.mark.parametrize("text, expected", [
    ("Am 29. Februar 2023 fiel Schnee.", {"Februar 2023": "2023-02"}),
    ("Am 31. April 2024 fiel Schnee.", {"April 2024": "2024-04"}),
    ("Um 24.59 Uhr fiel Schnee.", {}),
    ("Um 24:01 Uhr fiel Schnee.", {}),
    ("Um 24 Uhr fiel Schnee.", {"24 Uhr": "2024-10-18T24:00"}),
    ("Oct 18, 2024 at 24:30 Uhr.", {"Oct 18, 2024": "2024-10-18"}),
    ("Sie blieb 24 Stunden und drei Tage.", {"24 Stunden": "PT24H", "drei Tage": "P3D"}),
    ("Sie blieb drei Tage und 24 Stunden.", {"drei Tage und 24 Stunden": "P3DT24H"}),
    ("Sie erhielten drei Jahre und vier Jahre Haft.", {"drei Jahre": "P3Y", "vier Jahre": "P4Y"}),
    ("Sie blieb ein Halbjahr und zwei Monate.", {"ein Halbjahr": "P6M", "zwei Monate": "P2M"}),
    ("In der heurigen Nacht fiel Schnee.", {"heurigen": "2024"}),
    ("Am 2. 1,5. 2024 und am billionsten Mai fiel Schnee.", {"2024": "2024", "Mai": "2024-05"}),
    ("Es dauerte 0,00001 Sekunden.", {"0,00001 Sekunden": "PT0.00001S"}),
    ("Am 30. Silvester fiel Schnee.", {"Silvester": "2023-12-31"}),
    ("Am 31.12.9999, 24:00 Uhr war Schluss.", {"31.12.9999": "9999-12-31", "24:00 Uhr": "9999-12-31T24:00"}),
])
def test_what_no_calendar_has_is_no_row(text, expected):
    assert {text[row["start"]:row["end"]]: row["value"] for row in found(text)} == expected


def test_a_movable_feast_of_an_unknown_year_has_no_day():
    assert [row["value"] for row in found("Ruhe an Ostern und an Silvester.", None)] == ["XXXX-XX-XX", "XXXX-12-31"]


@pytest.mark.parametrize("published", [None, pd.NaT])
def test_without_publication(published):
    text = "Am Montag regnete es. Am 5. Juni 2023 schneite es. Gestern schien die Sonne, im Mai nicht."
    assert [row["value"] for row in found(text, published)] == ["XXXX-WXX-1", "2023-06-05", "2023-06-04", "2023-05"]


@pytest.mark.parametrize("row", lexicons.rows("date_patterns"), ids=lambda row: f"{row['rule']}: {row['pattern']}")
def test_pattern_names_known_classes(row):
    from_digits = {"number", "ordinal", "day", "year", "clock", "colon", "fulldate", "daymonth", "isodate", "holiday",
                   "weekday_daypart", "dot", "comma", "slash", "bar", "dash", "adjective", "lasting_years"}
    named = {name for word in row["pattern"].split() if word not in "()" for name in word.rstrip("?").split("|")}
    assert row["resolve"] in dates.RESOLVERS
    assert {name for name in named if name[0] != "'"} <= from_digits | lexicons.words("date_words", "class")


WORDS = sorted(lexicons.words("date_words"))
PHRASES = st.lists(st.sampled_from(WORDS) | st.integers(0, 3000).map(str) | st.sampled_from([".", ",", "/", "-", ":", "er", "Uhr"]))


@given(PHRASES.map(" ".join) | PHRASES.map("".join) | st.text(), st.sampled_from([None, PUBLISHED, pd.Timestamp("1900-02-28")]))
@example("am 31. 2. 2023, 29. Februar, 999999999 Jahren, vor 9999 Jahrhunderten", PUBLISHED)
@settings(max_examples=100, deadline=None)
def test_any_text(text, published):
    doc = reading.read(text)
    rows = dates.find(doc, published)
    spans = [(row["start"], row["end"]) for row in rows]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in zip(spans, spans[1:]))
    assert all(row["value"] and (pd.isna(row["begin"]) or pd.isna(row["end_date"]) or row["begin"] <= row["end_date"])
               for row in rows)


@given(st.dates(date(1700, 1, 1), date(2199, 12, 31)))
def test_written_dates_are_read(day):
    months = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
    for text in (f"am {day.day}. {months[day.month - 1]} {day.year}", f"am {day.day}.{day.month}.{day.year}", f"am {day.isoformat()}"):
        assert [(row["value"], row["begin"].date(), row["end_date"].date()) for row in found(text)] == [(day.isoformat(), day, day)]


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)), st.sampled_from(["D", "W", "M", "Q", "HY", "Y"]), st.integers(-10 ** 6, 10 ** 6))
def test_shift_and_interval_agree(day, unit, n):
    first, last = timex.interval(timex.value_of(day, unit))
    assert first is None or first <= day <= last
    moved = timex.shift(day, unit, n)
    assert moved is None or (moved - day).days * n >= 0


@pytest.mark.parametrize("text, expected", [
    ("Ihm drohen bis zu fünf Jahre Haft.", ("bis zu", "at_most")),
    ("Der Umbau dauert mehr als zwei Wochen.", ("mehr als", "more_than")),
    ("Er wartete rund zehn Tage.", ("rund", "approximate")),
    ("Es vergingen mehrere Monate.", ("", "vague")),
    ("Es vergingen drei Monate.", ("", "exact")),
    ("Gegen 14 Uhr kam er.", ("gegen", "approximate")),
    ("Sie geht spätestens am Montag.", ("spätestens", "at_most")),
    ("Er kam an Ostern 2024.", ("", "exact")),
])
def test_bound(text, expected):
    doc = reading.read(text)
    row, = date_bounds.described(dates.find(doc, PUBLISHED), doc)
    assert (row["modifier"], row["bound"]) == expected


def test_both_ends_of_a_range_are_a_range():
    doc = reading.read("Sie blieb zwei bis drei Jahre.")
    assert [row["bound"] for row in date_bounds.described(dates.find(doc, PUBLISHED), doc)] == ["range", "range"]


def test_a_hedge_reaches_the_times_of_its_clause():
    doc = reading.read("Offenbar dauert es drei Stunden. Der Flug dauert vier Stunden.")
    assert [row["is_hedged"] for row in date_bounds.described(dates.find(doc, PUBLISHED), doc)] == [True, False]


def test_a_duration_has_a_source():
    text = "Der Minister sagte, der Umbau dauere zwei Wochen."
    row, = analyse(pd.DataFrame({"article_id": ["a"], "text": [text]})).dates.to_dict("records")
    assert row["source"] == "Minister" and row["statement_id"] == 0


@pytest.mark.parametrize("text, values", [
    ("Am 9. Juni 2021 brach der Damm. Das war schlimm. Alle flohen. Vieles fehlt. Geld auch. Um 8 Uhr kam er.", ["2021-06-09", "2024-10-18T08:00"]),
    ("Am 9. Juni 2021 brach der Damm. Um 8 Uhr floh er.", ["2021-06-09", "2021-06-09T08:00"]),
    ("Vor ein paar Wochen klopfte es am Abend an der Tür.", ["PXW", "XXXX-XX-XXTEV"]),
    ("Am selben Tag wie sein Bruder starb er.", ["XXXX-XX-XX"]),
])
def test_how_long_a_day_is_spoken_of(text, values):
    assert [row["value"] for row in found(text)] == values
