#!/usr/bin/env python3
"""A form locked away half typed: the answers are there again after unlocking, after a crash, and until it is saved."""
import re

import person
from driver import run

passphrase = person.PASSPHRASE if person.ENCRYPTS else None
folder = person.demo(3, passphrase)
who = person.cli_json("patients", folder, passphrase=passphrase)["patients"][0]
name = f"{who['given_name']} {who['family_name']}"
DIGITS = "31204"


def answers():
    """What the first items of the visit hold, as a screen reader says it."""
    found = {}
    for node in ui.find_all("radio group", r"^Item \d+ "):
        digit = re.match(r"\d", node.description)
        found.setdefault(int(node.name.split()[1]), digit.group() if digit else "")
    return "".join(found.get(item, "") for item in range(1, len(DIGITS) + 2))


def unlock():
    ui.focus()
    if passphrase:
        ui.wait_focus("text box", "Passphrase or recovery key")
        ui.type(passphrase)
        ui.key("Return")
    else:
        ui.act("button", "^Unlock$")


def lock():
    ui.key("ctrl+l")
    ui.find("button", "^Unlock$")


def five_digits_survive_a_lock():
    person.find_patient(ui, who["mrn"], f"{who['family_name']}, ")
    person.banner(ui, name)
    ui.key("ctrl+shift+n")
    ui.wait_focus("radio group", "^Item 1 ")
    ui.type(DIGITS)
    ui.wait(lambda: answers() == DIGITS, "five answers")
    lock()
    assert who["family_name"] not in ui.all_text(), "the name is said while locked"
    unlock()
    ui.wait(lambda: answers() == DIGITS, "the five answers after unlocking")


def typing_goes_on_where_it_stopped():
    ui.focus()
    ui.wait_focus("radio group", "^Item 6 ")
    ui.type("2")
    ui.wait(lambda: answers() == DIGITS + "2", "a sixth answer")
    lock()
    unlock()
    ui.wait(lambda: answers() == DIGITS + "2", "the six answers after unlocking")


def a_crash_while_locked_costs_nothing():
    global ui
    lock()
    ui.kill()
    ui = person.open_clinic(folder, passphrase)
    person.find_patient(ui, who["mrn"], f"{who['family_name']}, ")
    person.banner(ui, name)
    ui.key("ctrl+shift+n")
    ui.wait(lambda: answers() == DIGITS + "2", "the six answers after a crash")


def the_program_ends_well():
    lock()
    ui.end_well()


ui = person.open_clinic(folder, passphrase)
run([five_digits_survive_a_lock, typing_goes_on_where_it_stopped, a_crash_while_locked_costs_nothing, the_program_ends_well])
