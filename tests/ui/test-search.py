#!/usr/bin/env python3
"""Finding one of 2,000 patients by keyboard: accents folded, several words, nobody found."""
import re

import person
from driver import run

folder = person.demo(2000)
people = person.cli_json("patients", folder)["patients"]


def plain(text):
    import unicodedata
    folded = unicodedata.normalize("NFD", text)
    return "".join(c for c in folded if not unicodedata.combining(c)).lower()


def rows(ui):
    """The names in the list, top down; the list holds them as “Family, Given”."""
    lists = ui.find_all("list", "^Patients$")
    return [node.name for node in lists[0].walk() if node.role_name == "label" and ", " in node.name] if lists else []


def clear(ui):
    ui.key("ctrl+f", "ctrl+a", "BackSpace")


def an_accented_name_is_found_by_plain_letters():
    who = next(p for p in people if re.search("[çğşáéíóčňšůøåö]", p["family_name"]) and p["family_name"][0].isascii())
    typed = plain(who["family_name"].replace("ø", "o"))[:4]
    clear(ui)
    ui.type(typed)
    ui.wait(lambda: who["family_name"] in " ".join(rows(ui)), f"{who['family_name']} among the hits of {typed}")
    first = rows(ui)[0]
    ui.key("Down", "Return")
    family, given = first.split(", ")
    person.banner(ui, f"{given} {family}")


def a_second_word_narrows_the_hits():
    shared = next(p for p in people if sum(q["family_name"] == p["family_name"] for q in people) > 3
                  and plain(p["family_name"]) == p["family_name"].lower() and plain(p["given_name"]) == p["given_name"].lower())
    clear(ui)
    ui.type(plain(shared["family_name"]))
    ui.wait(lambda: len(rows(ui)) > 3, "several people of one family name")
    ui.type(" " + plain(shared["given_name"]))
    whole = f"{shared['family_name']}, {shared['given_name']}"
    ui.wait(lambda: rows(ui) and all(row.startswith(whole) for row in rows(ui)), f"only {whole}")


def a_record_number_is_found_anywhere_in_it():
    who = people[1234]
    clear(ui)
    ui.type(who["mrn"][1:])  # not its last digits alone: whoever was born in such a year would come first
    ui.wait(lambda: f"{who['family_name']}, {who['given_name']}" in rows(ui), f"{who['mrn']} among the hits")


def arrows_go_through_the_hits():
    clear(ui)
    ui.type("far")
    ui.wait(lambda: len(rows(ui)) > 2 and all(plain(row).startswith("far") or " far" in plain(row) for row in rows(ui)),
            "the hits of far")
    third = rows(ui)[2]
    ui.key("Down", "Down", "Down", "Return")
    family, given = third.split(", ")
    person.banner(ui, f"{given} {family}")


def nobody_found_is_said():
    clear(ui)
    ui.type("xyzzyx")
    ui.find("label", "^Nobody found$")
    assert not rows(ui), "rows stand beside “Nobody found”"
    clear(ui)
    ui.wait(lambda: len(rows(ui)) > 10, "everybody again")


def the_program_ends_well():
    ui.end_well()


ui = person.open_clinic(folder)
run([an_accented_name_is_found_by_plain_letters, a_second_word_narrows_the_hits, a_record_number_is_found_anywhere_in_it,
     arrows_go_through_the_hits, nobody_found_is_said, the_program_ends_well])
