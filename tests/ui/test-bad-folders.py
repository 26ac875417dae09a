#!/usr/bin/env python3
"""Folders that cannot be opened: each says in words what is wrong, and not one byte of it is changed."""
import hashlib
import os
import sqlite3
import subprocess
import time

import person
from driver import PATIENCE, Skip, run


def picture(folder):
    """What lies in a folder: names, modes, contents."""
    found = {}
    for top, folders, files in os.walk(folder):
        for name in folders + files:
            path = os.path.join(top, name)
            with_contents = os.path.isfile(path)
            found[os.path.relpath(path, folder)] = (
                os.stat(path).st_mode, hashlib.sha256(open(path, "rb").read()).hexdigest() if with_contents else "")
    return found


def refused(folder, heading, words, passphrase=None, argv=()):
    """Opens @folder; the start page must say @heading and something with @words, and nothing may change."""
    before = picture(folder) if os.path.isdir(folder) else open(folder, "rb").read()
    ui = person.Ui([*argv, person.PROGRAM, folder])
    try:
        ui.focus()
        if passphrase:
            ui.wait_focus("text box", "Passphrase or recovery key")
            ui.type(passphrase)
            ui.key("Return")
        ui.find("label", heading)
        ui.find("label", words)
        assert not ui.has("search box", "Search patients"), "patients are shown all the same"
    finally:
        code = ui.close()
    assert code == 0, f"the program ended with {code}"
    after = picture(folder) if os.path.isdir(folder) else open(folder, "rb").read()
    assert after == before, f"changed: {set(after.items()) ^ set(before.items()) if isinstance(after, dict) else folder}"


def small_demo(passphrase=None):
    return person.demo(3, passphrase)


def overwrite(path, at, data):
    with open(path, "r+b") as file:
        file.seek(at)
        file.write(data)


def a_damaged_database_is_named_so():
    folder = small_demo()
    overwrite(os.path.join(folder, "clinic.db"), 0, os.urandom(8192))
    refused(folder, "damaged or foreign", "Nothing was changed")


def a_damaged_page_inside_is_named_so():
    folder = small_demo()
    size = os.path.getsize(os.path.join(folder, "clinic.db"))
    overwrite(os.path.join(folder, "clinic.db"), 4096, b"\xff" * (size - 8192))
    refused(folder, "damaged or foreign", "Nothing was changed")


def a_damaged_encrypted_database_is_not_called_a_wrong_passphrase():
    if not person.ENCRYPTS:
        raise Skip("this build cannot encrypt")
    folder = small_demo(person.PASSPHRASE)
    overwrite(os.path.join(folder, "clinic.db"), 0, os.urandom(8192))
    refused(folder, "damaged or foreign", "Nothing was changed", person.PASSPHRASE)


def a_foreign_database_is_named_so():
    folder = small_demo()
    path = os.path.join(folder, "clinic.db")
    os.unlink(path)
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE address (name TEXT)")
    db.close()
    refused(folder, "No clinic in this folder|damaged or foreign", ".")


def a_file_of_another_kind_in_its_place_is_named_so():
    folder = small_demo()
    with open(os.path.join(folder, "clinic.db"), "wb") as file:
        file.write(b"%PDF-1.5\nnot a database at all\n" * 400)
    refused(folder, "No clinic in this folder|damaged or foreign", ".")


def a_newer_version_is_named_so():
    folder = small_demo()
    with sqlite3.connect(os.path.join(folder, "clinic.db")) as db:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute(f"PRAGMA user_version = {version + 1}")
    db.close()
    refused(folder, "newer Tidemark", "update Tidemark")


def an_empty_folder_is_no_clinic():
    folder = person.new_folder()
    os.mkdir(folder)
    refused(folder, "No clinic in this folder", "make a new clinic")


def a_plain_file_is_no_clinic():
    path = person.new_folder("letter.txt")
    with open(path, "w", encoding="utf-8") as file:
        file.write("Dear colleague\n")
    refused(path, "No clinic in this folder", ".")


def a_folder_that_is_not_there_is_no_clinic():
    folder = person.new_folder()
    ui = person.start(folder)
    ui.find("label", "No clinic in this folder|Not found")
    ui.end_well()
    assert not os.path.exists(folder), "the folder was made"


def a_read_only_folder_says_so():
    folder = small_demo()
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        os.chmod(path, 0o500 if os.path.isdir(path) else 0o400)
    os.chmod(folder, 0o500)
    # Root writes everywhere unless it gives up that right.
    argv = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--"] if os.geteuid() == 0 else []
    refused(folder, "cannot be written", "read-only", argv=argv)
    os.chmod(folder, 0o700)


def a_folder_in_use_says_by_whom_and_opens_for_reading():
    folder = small_demo()
    lock = os.path.join(folder, "clinic.lock")
    stale = open(lock, encoding="utf-8").read()  # by the command line that made the clinic
    # A program of another desktop session: on the same bus a second start would hand over to the first.
    other = subprocess.Popen(["dbus-run-session", "--", person.PROGRAM, folder], start_new_session=True,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "GTK_A11Y": "none"})
    try:
        end = time.monotonic() + PATIENCE
        while open(lock, encoding="utf-8").read() == stale:
            assert time.monotonic() < end, "the first program did not open the clinic"
            time.sleep(0.05)
        holder = open(lock, encoding="utf-8").read().strip()
        ui = person.start(folder)
        ui.find("label", "open elsewhere")
        ui.find("label", holder.split(", since")[0])
        before = picture(folder)
        ui.focus()
        ui.act("button", "Open Read Only")
        person.to_patients(ui)
        ui.find("label", "^Read only$")
        ui.key("Down", "Return")
        ui.find("label", "years")
        ui.end_well()
        same = ("clinic.db", "clinic.lock")
        after = picture(folder)
        assert [after[name] for name in same] == [before[name] for name in same], "reading changed the clinic"
    finally:
        os.killpg(other.pid, 15)
        other.wait()


run([a_damaged_database_is_named_so, a_damaged_page_inside_is_named_so,
     a_damaged_encrypted_database_is_not_called_a_wrong_passphrase, a_foreign_database_is_named_so,
     a_file_of_another_kind_in_its_place_is_named_so, a_newer_version_is_named_so, an_empty_folder_is_no_clinic,
     a_plain_file_is_no_clinic, a_folder_that_is_not_there_is_no_clinic, a_read_only_folder_says_so,
     a_folder_in_use_says_by_whom_and_opens_for_reading])
