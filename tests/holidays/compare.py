#!/usr/bin/env python3
"""Holds the built-in holidays against those of the package `holidays`, date by date.

Every difference that is meant stands in differences.tsv with its reason. One that does not stand there fails, and so does
one that stands there and no longer is.

    VENTANILLA_BINARY=target/debug/ventanilla python compare.py
"""

import datetime
import os
import pathlib
import subprocess
import sys

import holidays

COUNTRIES = ["ar", "bo", "br", "cl", "co", "ec", "es", "mx", "pe", "py", "us", "uy"]
FIRST, LAST = 2020, 2035
TABLE = pathlib.Path(__file__).with_name("differences.tsv")


def built_in(country):
    """What the program has: a name, or several, for each date."""
    command = [os.environ["VENTANILLA_BINARY"], "holidays", country, str(FIRST), str(LAST)]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    found = {}
    for line in lines:
        date, name = line.split("\t")
        found.setdefault(datetime.date.fromisoformat(date), []).append(name)
    return {date: "; ".join(names) for date, names in found.items()}


def theirs(country):
    """What the package has: its public holidays, in the country's language."""
    years = range(FIRST, LAST + 1)
    language = holidays.country_holidays(country.upper()).default_language
    return dict(holidays.country_holidays(country.upper(), years=years, language=language).items())


def meant():
    """The differences that are meant: country, who has the date, date."""
    differences = set()
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        country, side, dates, reason = line.split("\t")
        assert country in COUNTRIES and side in ("ours", "theirs") and reason.strip(), line
        for date in dates.split():
            differences.add((country, side, datetime.date.fromisoformat(date)))
    return differences


def main():
    expected, found, dates = meant(), set(), 0
    for country in COUNTRIES:
        ours, others = built_in(country), theirs(country)
        dates += len(ours)
        for date in sorted(ours.keys() ^ others.keys()):
            side, name = ("ours", ours[date]) if date in ours else ("theirs", others[date])
            found.add((country, side, date))
            if (country, side, date) not in expected:
                print(f"{country} {date}: only {side}: {name}")
    for country, side, date in sorted(expected - found):
        print(f"{country} {date}: not a difference any more (only {side})")
    print(f"{len(COUNTRIES)} countries, {FIRST} to {LAST}: {dates} dates, {len(found & expected)} differences that are meant")
    sys.exit(found != expected)


main()
