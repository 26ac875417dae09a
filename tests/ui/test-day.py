#!/usr/bin/env python3
"""The main job from the first start to the printed page: a clinic, a patient, a visit, a restart, a PDF.

Run three times: plain, with a passphrase, and at 200 % text on a small screen (TEXT_SCALE, SCREEN).
"""
import os
import re
import subprocess
import sys

import person
from driver import Skip, run

# Y-BOCS 26 of 40: severe (24-31).  CGI-S 5, CGI-I 4.  PHQ-9 2+2+1+2+1+1+2+1+1 = 13: moderate (10-14); item 9 = 1 is a
# suicide answer.  Then no unwanted effects.
ANSWERS = "3323232323" + "5" + "4" + "221211211" + "n"
MOST_KEYS = 26
SETTINGS = {"GSETTINGS_BACKEND": "keyfile"}  # the program remembers its last clinic, as on a real desktop

with_passphrase = "--passphrase" in sys.argv
folder = person.new_folder("practice")
pdf = os.path.join(person.HOME, "summary.pdf")
ui = None


def start():
    global ui
    ui = person.start(env=SETTINGS)
    ui.find("list item", "^New clinic")


def fill_passphrase_twice():
    ui.tab_to("text box", "^Passphrase$", 2)
    ui.type(person.PASSPHRASE)
    ui.tab_to("text box", "^Passphrase, once more$")
    ui.type(person.PASSPHRASE)
    ui.tab_to("button", "^Make the Clinic$", 2)


def go_without_encryption():
    ui.tab_to("list item", "^Without encryption$", 4 if person.ENCRYPTS else 2)
    if person.ENCRYPTS:
        ui.key("Return")
        ui.find("text box", "type the word")
    ui.key("Tab")
    ui.type("unencrypted")
    ui.wait(lambda: ui.find("text box", "type the word").text() == "unencrypted", "the word")
    ui.tab_to("button", "^Make the Clinic$")


def a_new_clinic_is_made_by_keyboard():
    start()
    ui.tab_to("list item", "^New clinic")
    ui.key("Return")
    ui.find("text box", "^Name of the clinic$")
    ui.type("Harbour Practice")
    ui.wait(lambda: ui.find("text box", "^Name of the clinic$").text() == "Harbour Practice", "the name")
    ui.key("Tab", "ctrl+a")
    ui.type(folder)
    ui.wait(lambda: ui.find("text box", "^Folder$").text() == folder, "the folder")
    if with_passphrase:
        fill_passphrase_twice()
        ui.key("Return")
        write_recovery_key_back()
    else:
        go_without_encryption()
        ui.key("Return")
    person.to_patients(ui)
    assert os.stat(folder).st_mode & 0o777 == 0o700, "the folder is open to others"


def write_recovery_key_back():
    shown = ui.find("label", r"^[A-Z0-9]{5}([- ]+[A-Z0-9]{5}){12}")
    assert not [b for b in ui.find_all("button", "^Open the Clinic$") if b.has("sensitive")], "it opens without the key"
    ui.type(re.sub(r"\s+", " ", shown.name))
    ui.wait(lambda: [b for b in ui.find_all("button", "^Open the Clinic$") if b.has("sensitive")], "a key that is right")
    ui.act("button", "^Open the Clinic$")


def a_patient_is_added_by_keyboard():
    person.add_staff(ui, "Dr. Test")
    person.add_patient(ui, "Tester", "Anna", "TM-9001", "1985-03-07", "F42.2", "Mixed obsessional")
    ui.find("label", "female.* · (record )?TM-9001$")
    ui.find("label", "born 7 Mar 1985")
    ui.find("label", "^F42.2 Mixed obsessional")


def a_visit_takes_few_keys():
    before = ui.n_keys
    person.new_visit(ui, ANSWERS)
    used = ui.n_keys - before
    print(f"# {len(ANSWERS) - 1} answers, {used} keys with opening and saving")
    assert len(ANSWERS) == 22 and used <= MOST_KEYS, f"{used} keys"


def see_what_was_saved():
    """Score, band and alert of the patient on screen."""
    person.banner(ui, "Anna Tester")
    for total, band in (("26", "severe"), ("13", "moderate"), ("5", "markedly ill"), ("4", "no change")):
        # In a narrow window the band goes to the tooltip.
        ui.wait(lambda: [n for n in ui.find_all("label", f"^{total} ?({band})?$")
                         if n.name.endswith(band) or band in n.description.lower()], f"{total} {band}")
    ui.find("label", "PHQ-9 item 9 answered 1")
    ui.find("button", "^Record action: PHQ-9 item 9 ")
    ui.find("image", "^Open alert: Amber$")


def score_band_and_alert_are_read():
    see_what_was_saved()
    alerts = person.cli_json("alerts", folder, passphrase=person.PASSPHRASE if with_passphrase else None)["alerts"]
    assert [(a["mrn"], a["instrument"], a["level"]) for a in alerts] == [("TM-9001", "phq9", "amber")], alerts


def a_restart_keeps_everything():
    ui.end_well()
    start()
    ui.tab_to("list item", "^Open the last clinic$")
    ui.key("Return")
    if with_passphrase:
        say_a_wrong_passphrase()
        person.unlock(ui)
    person.to_patients(ui)
    person.find_patient(ui, "anna", "^Tester, Anna$")
    see_what_was_saved()


def say_a_wrong_passphrase():
    ui.wait_focus("text box", "Passphrase or recovery key")
    ui.type("wrong horse battery staple")
    ui.key("Return")
    ui.find("label", "Neither the passphrase nor the recovery key fits")
    assert not ui.has("search box", "Search patients")


def the_summary_is_saved_as_pdf():
    ui.key("ctrl+p")
    ui.find("label", "^Progress Summary$")
    ui.find("label", "^1 page$")
    ui.key("ctrl+s")
    ui.wait(lambda: len(ui.windows()) == 2, "the file chooser")
    ui.focus()
    ui.wait_focus("text box", "")
    ui.key("ctrl+a")
    ui.type(pdf)
    ui.key("Return")
    ui.wait(lambda: os.path.exists(pdf) and len(ui.windows()) == 1, "the PDF")
    ui.focus()
    text = subprocess.check_output(["pdftotext", "-layout", pdf, "-"], text=True)
    for words in ("Anna Tester|Tester, Anna", "TM-9001", "Harbour Practice", "F42.2", r"Y-BOCS.*\b26\b|\b26\b.*severe",
                  "PHQ-9 item 9", "page 1 of 1|1 of 1"):
        assert re.search(words, text, re.I), f"{words!r} does not stand in the PDF:\n{text}"
    assert os.stat(pdf).st_mode & 0o777 == 0o600, "the PDF is open to others"


def the_record_verifies_after_all():
    ui.end_well()
    found = person.cli_json("verify", folder, passphrase=person.PASSPHRASE if with_passphrase else None)
    assert found["ok"], found


if with_passphrase and not person.ENCRYPTS:
    def skipped():
        raise Skip("this build cannot encrypt")
    run([skipped])
run([a_new_clinic_is_made_by_keyboard, a_patient_is_added_by_keyboard, a_visit_takes_few_keys, score_band_and_alert_are_read,
     a_restart_keeps_everything, the_summary_is_saved_as_pdf, the_record_verifies_after_all])
