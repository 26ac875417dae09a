#!/usr/bin/env python3
"""A whole day in the program leaves a patient's name and record number in the clinic folder and in the files that were
asked for, and nowhere else: not in settings, caches, recent files, temporary folders, logs or what the program prints.

Every file of the private home and run-time folders and of the temporary folder is read, byte by byte, and every file that
appeared meanwhile in the folders that all programs share.
"""
import os
import re
import time

import person
from driver import run

FAMILY, MRN = "Qvarnzelius", "ZQ-77031-W"  # nobody else's on this machine
WORDS = [form for word in (FAMILY, MRN) for text in (word, word.lower(), word.upper())
         for form in (text.encode(), text.encode("utf-16-le"))]
SHARED = ("/tmp", "/var/tmp", "/dev/shm", f"/run/user/{os.getuid()}")

base = os.path.dirname(person.HOME)
folder = person.new_folder("practice")
asked = os.path.join(person.HOME, "asked for")
temporary = os.path.join(base, "t")
log_path = os.path.join(base, "program.log")
os.mkdir(asked)
os.mkdir(temporary)
began = time.time() - 2
passphrase = person.PASSPHRASE if person.ENCRYPTS else None
ENV = {"GSETTINGS_BACKEND": "keyfile", "TMPDIR": temporary, "G_MESSAGES_DEBUG": "all"}


def holds(path):
    """Which of the patient's words stand in a file."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return []  # a socket, or gone meanwhile
    return [word for word in WORDS if word in data or word in os.fsencode(path)]


def files_below(top, only_new=False):
    for where, folders, names in os.walk(top):
        folders[:] = [name for name in folders if not os.path.islink(os.path.join(where, name))
                      and not (only_new and os.path.join(where, name) == base)]
        for name in names:
            path = os.path.join(where, name)
            try:
                if os.path.isfile(path) and (not only_new or os.stat(path).st_mtime >= began):
                    yield path
            except OSError:
                continue


def leaks():
    found = {path for path in files_below(base) if holds(path)}
    for top in SHARED:
        found |= {path for path in files_below(top, only_new=True) if holds(path)}
    return sorted(path for path in found if not path.startswith((folder + os.sep, asked + os.sep)))


def choose_path(path):
    """Answers the file chooser."""
    ui.wait(lambda: len(ui.windows()) == 2, "the file chooser")
    ui.focus()
    ui.wait_focus("text box", "")
    ui.key("ctrl+a")
    ui.type(path)
    ui.key("Return")


def a_patient_is_added_and_visited():
    person.add_staff(ui, "Dr. Test")
    person.add_patient(ui, FAMILY, "Anna", MRN, "1985-03-07", "F42.2", "Mixed obsessional")
    person.new_visit(ui, "3323232323" + "5" + "4" + "221211211" + "n")
    person.find_patient(ui, FAMILY[:6].lower(), f"^{FAMILY}, Anna$")
    person.banner(ui, f"Anna {FAMILY}")


def a_form_is_left_half_typed():
    ui.key("ctrl+shift+n")
    ui.wait_focus("radio group", "^Item 1 ")
    ui.type("332")
    ui.wait_focus("radio group", "^Item 4 ")
    ui.key("ctrl+l")
    ui.find("button", "^Unlock$")
    unlock()
    ui.find("radio group", "^Item 4 ")
    person.leave(ui, keep=True)


def unlock():
    ui.focus()
    if passphrase:
        ui.wait_focus("text box", "Passphrase or recovery key")
        ui.type(passphrase)
        ui.key("Return")
    else:
        ui.act("button", "^Unlock$")


def a_summary_is_saved():
    ui.focus()
    person.banner(ui, f"Anna {FAMILY}")
    ui.key("ctrl+p")
    ui.find("label", "^1 page$")
    ui.key("ctrl+s")
    choose_path(os.path.join(asked, "summary.pdf"))
    ui.wait(lambda: os.path.exists(os.path.join(asked, "summary.pdf")) and len(ui.windows()) == 1, "the PDF")
    ui.focus()
    ui.key("Escape")
    ui.gone("label", "^Progress Summary$")


def everything_is_exported():
    ui.action("win.export")
    ui.find("label", "^Export without encryption")  # said before anything is written
    ui.act("button", "Choose a Folder…$")
    ui.gone("label", "^Export without encryption")
    ui.wait(lambda: len(ui.windows()) == 2, "the file chooser")
    ui.focus()
    ui.wait_focus(None, "")
    ui.type("/")  # a folder is chosen in a list; this asks for its path
    ui.wait_focus("text box", "")
    ui.key("ctrl+a")
    ui.type(asked)
    ui.key("Return")
    ui.wait(lambda: [name for name in os.listdir(asked) if name.startswith("tidemark-export-")], "the export")
    ui.find("label", "^Exported to the folder")


def the_program_locks_and_ends():
    ui.focus()
    ui.key("ctrl+l")
    ui.find("button", "^Unlock$")
    ui.end_well()
    log.flush()


def what_was_asked_for_holds_the_name():
    found = [path for path in files_below(asked) if holds(path)]
    assert [path for path in found if path.endswith("patients.csv")], f"the search finds nothing where the name stands: {found}"
    if passphrase:
        inside = [path for path in files_below(folder) if holds(path)]
        assert not inside, f"in clear text in an encrypted clinic: {inside}"


def no_other_file_holds_the_name():
    found = leaks()
    read = sum(1 for _ in files_below(base))
    print(f"# {read} files of the private folders read, {os.path.getsize(log_path)} bytes printed by the program")
    assert not found, f"left behind: {[(path, holds(path)) for path in found]}"


def recent_files_do_not_name_the_clinic():
    recent = [path for path in files_below(base) if re.search(r"recently-used", path)]
    for path in recent:
        with open(path, encoding="utf-8") as file:
            text = file.read()
        assert folder not in text, "the clinic folder stands in the list of recent files"


log = open(log_path, "wb")
person.cli("new", folder, "--name", "Harbour Practice", *([] if passphrase else ["--plain"]), passphrase=passphrase)
ui = person.open_clinic(folder, passphrase, env=ENV, log=log)
run([a_patient_is_added_and_visited, a_form_is_left_half_typed, a_summary_is_saved, everything_is_exported,
     the_program_locks_and_ends, what_was_asked_for_holds_the_name, no_other_file_holds_the_name,
     recent_files_do_not_name_the_clinic])
