#!/usr/bin/env python3
"""Locking: nothing of a patient stays in windows, titles and the accessibility tree, and the key leaves the memory."""
import os
import re
import subprocess

import memory
import person
from driver import Skip, run

folder = person.demo(40, person.PASSPHRASE if person.ENCRYPTS else None)
passphrase = person.PASSPHRASE if person.ENCRYPTS else None
people = person.cli_json("patients", folder, passphrase=passphrase)["patients"]
who = next(p for p in people if p["family_name"].isascii() and len(p["family_name"]) > 5)
name = f"{who['given_name']} {who['family_name']}"


def data_key():
    """The 32 bytes that open the database, from the key file and the passphrase."""
    out = subprocess.check_output([os.environ["TIDEMARK_DATA_KEY"], folder, person.passphrase_file(passphrase)], text=True)
    return bytes.fromhex(out.strip())


def said_of_patients(ui):
    """Words of any patient that a screen reader or a task bar could say now."""
    text = ui.all_text()
    words = {word for p in people for word in (p["family_name"], p["given_name"], p["mrn"])}
    return sorted(word for word in words if re.search(rf"\b{re.escape(word)}\b", text))


def unlock(ui):
    ui.focus()
    if passphrase:
        person.unlock(ui)
    else:
        ui.act("button", "^Unlock$")
        ui.find("search box", "Search patients")


def lock(ui, keys="ctrl+l"):
    ui.key(keys)
    locked(ui)


def locked(ui, seconds=None):
    ui.gone("search box", "Search patients", seconds)
    ui.find("button", "^Unlock$")


def locking_leaves_nothing_to_be_seen_or_said():
    person.find_patient(ui, who["mrn"], f"{who['family_name']}, ")
    person.banner(ui, name)
    assert who["family_name"] in said_of_patients(ui), "the test cannot see patients"
    lock(ui)
    said = said_of_patients(ui)
    assert not said, f"still said while locked: {said}"
    unlock(ui)


def a_wrong_passphrase_is_told_and_opens_nothing():
    if not passphrase:
        raise Skip("this build cannot encrypt")
    lock(ui)
    ui.wait_focus("text box", "Passphrase or recovery key")
    ui.type(passphrase[:-1])
    ui.key("Return")
    ui.find("label", "Neither the passphrase nor the recovery key fits")
    assert not said_of_patients(ui)
    unlock(ui)


def the_passphrase_is_never_said():
    if not passphrase:
        raise Skip("this build cannot encrypt")
    lock(ui)
    ui.wait_focus("text box", "Passphrase or recovery key")
    ui.type(passphrase)
    said = ui.all_text()
    assert passphrase not in said and passphrase[:10] not in said, "the passphrase can be read on the accessibility bus"
    ui.key("Return")
    ui.find("search box", "Search patients")


def unlocking_returns_to_the_same_patient_and_tab():
    person.banner(ui, name)
    ui.key("ctrl+2")
    ui.wait(lambda: [n for n in ui.find_all("tab", "^Courses$") if n.has("selected")], "the tab Courses")
    lock(ui)
    unlock(ui)
    person.banner(ui, name)
    ui.wait(lambda: [n for n in ui.find_all("tab", "^Courses$") if n.has("selected")], "the tab Courses again")
    ui.key("ctrl+1")


def a_dialog_goes_with_the_lock():
    ui.action("win.preferences")
    ui.find("spin button", "Minutes until the clinic locks itself")
    ui.focus()
    lock(ui)
    ui.gone("spin button", "Minutes until the clinic locks itself")
    assert len(ui.windows()) == 1 and not said_of_patients(ui)
    unlock(ui)


def an_open_menu_does_not_keep_the_key_from_locking():
    for menu in ("More about this patient", "Main menu"):
        button = ui.wait(lambda: [n for n in ui.find_all("button", f"^{menu}$")], menu)
        button[-1].do_action()
        ui.wait_focus("menu item", "")
        lock(ui)
        assert not said_of_patients(ui)
        unlock(ui)
        person.banner(ui, name)


def the_data_key_leaves_the_memory():
    if not passphrase:
        raise Skip("this build cannot encrypt")
    key, family = data_key(), who["family_name"].encode()
    before = memory.count(ui.proc.pid, key, family)
    assert before[0] > 0, "the key is not even there while the clinic is open: the test looks wrong"
    lock(ui)
    after = memory.count(ui.proc.pid, key, family, passphrase.encode())
    print(f"# key {before[0]} times, then {after[0]}; a family name {before[1]} times, then {after[1]}")
    assert after[0] == 0, f"the data key stands {after[0]} times in memory"
    assert after[2] == 0, f"the passphrase stands {after[2]} times in memory"
    unlock(ui)


def nobody_at_the_keyboard_locks():
    ui.action("win.preferences")
    ui.find("spin button", "Minutes until the clinic locks itself")
    ui.focus()
    ui.go_to("spin button", "Minutes until the clinic locks itself")
    ui.key("ctrl+a")
    ui.type("1")
    ui.key("Return")
    ui.wait(lambda: ui.find("spin button", "Minutes until").value() == 1, "one minute")
    ui.key("Escape")
    ui.gone("spin button", "Minutes until the clinic locks itself")
    person.banner(ui, name)
    locked(ui, 100)
    assert not said_of_patients(ui)
    unlock(ui)
    person.banner(ui, name)


def the_program_ends_well_while_locked():
    lock(ui)
    ui.end_well()


ui = person.open_clinic(folder, passphrase)
run([locking_leaves_nothing_to_be_seen_or_said, a_wrong_passphrase_is_told_and_opens_nothing, the_passphrase_is_never_said,
     unlocking_returns_to_the_same_patient_and_tab, a_dialog_goes_with_the_lock,
     an_open_menu_does_not_keep_the_key_from_locking,
     the_data_key_leaves_the_memory, nobody_at_the_keyboard_locks,
     the_program_ends_well_while_locked])
