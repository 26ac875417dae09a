#!/usr/bin/env python3
"""Whoever hears the program instead of seeing it: on every page and dialog each control that takes the keyboard has a
name of its own, and none is called by the type of its widget.

Rows, lists that have rows, and the frames that only scroll are read by what stands in them, so they need no name.
"""
import re

import person
from driver import run

READ_BY_CONTENT = ("list item", "row", "table row", "group", "panel", "scroll pane", "filler", "frame", "window", "dialog")
TYPE_NAME = re.compile(r"^(Gtk|Adw|Tide|Gdk)[A-Z]\w+$")
# What GTK makes inside a list or a drop-down and gives the keyboard through its parent.
OF_GTK = ("GtkListItemWidget", "GtkColumnListView")

folder = person.demo(12)
people = person.cli_json("patients", folder)["patients"]
who = people[0]


def nameless(ui):
    """Controls without a name, as role and the nearest name around them."""
    found = []
    for top in ui.app.read():
        for node in top.walk():
            if not node.has("focusable") or node.role_name in READ_BY_CONTENT or node.name in OF_GTK or not node.visible():
                continue
            if node.role_name == "list" and node.children:
                continue  # the keyboard goes to its rows
            if not node.name.strip() or TYPE_NAME.match(node.name):
                around = node.parent
                while around is not None and (not around.name or TYPE_NAME.match(around.name)):
                    around = around.parent
                found.append(f"{node.role_name} {node.name!r} in {around.name if around else ''!r}")
    return found


def check(where):
    missing = ui.wait(lambda: [nameless(ui)], "a tree that stands still")[0]
    assert not missing, f"{where}: {missing}"


def dialog(action, heading):
    """A dialog of the patient's menu: opened, read, closed."""
    ui.action(action)
    ui.wait(lambda: len(ui.windows()) == 2, heading)
    ui.focus()
    ui.wait(ui.focused, heading)
    check(heading)
    ui.key("Escape")
    ui.wait(lambda: len(ui.windows()) == 1, f"no {heading}")
    ui.focus()


def the_start_page_has_names():
    first = person.start()
    try:
        first.find("list item", "^New clinic")
        missing = nameless(first)
        assert not missing, missing
        first.tab_to("list item", "^New clinic")
        first.key("Return")
        first.find("text box", "^Name of the clinic$")
        missing = nameless(first)
        assert not missing, missing
    finally:
        first.close()


def the_clinic_has_names():
    ui.focus()
    check("the list and no patient")
    ui.key("alt+1")
    ui.wait(lambda: [n for n in ui.find_all("tab", "^Today") if n.has("selected")], "today")
    check("today")
    ui.key("ctrl+shift+e")
    ui.find("label", "^Alert ledger$")
    check("the alert ledger")
    ui.key("Escape")
    ui.gone("label", "^Alert ledger$")
    ui.key("alt+3")
    ui.wait(lambda: [n for n in ui.find_all("tab", "^Caseload$") if n.has("selected")], "the caseload")
    check("the caseload")
    ui.key("alt+2")
    person.find_patient(ui, who["mrn"], f"{who['family_name']}, ")
    person.banner(ui, f"{who['given_name']} {who['family_name']}")
    for number, tab in enumerate(("Assessments", "Courses", "Sessions", "History", "Notes"), 1):
        ui.key(f"ctrl+{number}")
        ui.wait(lambda tab=tab: [n for n in ui.find_all("tab", f"^{tab}$") if n.has("selected")], tab)
        check(tab)
    ui.key("ctrl+1")


def the_forms_have_names():
    ui.key("ctrl+shift+n")
    ui.find("label", "^New visit$")
    ui.wait_focus("radio group", "^Item 1 ")
    check("the visit")
    ui.key("Escape")
    ui.gone("label", "^New visit$")
    ui.key("ctrl+r")
    ui.wait_focus("radio group", r"^Item \d+ ")
    check("the rating")
    ui.key("Escape")
    ui.gone("radio group", r"^Item \d+ ")


def the_dialogs_have_names():
    for action, heading in (("win.new-patient", "the new patient"), ("win.preferences", "the preferences")):
        dialog(action, heading)


def open_submenu(name, item):
    """A button that is not on screen yet takes no click: it is pressed until the submenu is there."""
    def look():
        if ui.find_all("menu item", item):
            return True
        for node in ui.find_all("menu item", name):
            node.do_action()
        return False
    ui.wait(look, name)


def menu_dialog(item, submenu=None):
    """A dialog of the menu beside the tabs: opened, read, closed."""
    ui.find_all("button", "^More about this patient$")[-1].do_action()
    if submenu:
        open_submenu(submenu, item)
    ui.act("menu item", item)
    ui.wait(lambda: len(ui.windows()) == 2, item)
    ui.focus()
    check(item)
    ui.key("Escape")
    ui.wait(lambda: len(ui.windows()) == 1, f"no {item}")
    ui.focus()


def the_dialogs_of_a_patient_have_names():
    menu_dialog("^_?Edit Patient…")
    for item in ("_?Course", "_?Note", "_?Diagnosis", "_?Identifier", "_?Life Event", "_?Unwanted Effect", "Conse_?nt"):
        menu_dialog(f"^{item}…", "^_?Add$")


def the_dialogs_of_the_history_have_names():
    for item in ("_?Medicine", "_?Allergy", "Earlier _?Treatment", "_?Goal", "M_?easurement", "C_?ontact", "Safety _?Plan",
                 "OCD _?Specifiers"):
        menu_dialog(f"^{item}…", "^Add to _?History$")


def the_summary_has_names():
    ui.key("ctrl+p")
    ui.find("label", "^Progress Summary$")
    check("the summary")
    ui.key("Escape")
    ui.gone("label", "^Progress Summary$")


def the_locked_window_has_names():
    ui.key("ctrl+l")
    ui.find("button", "^Unlock$")
    check("the locked window")
    ui.end_well()


ui = person.open_clinic(folder)
run([the_clinic_has_names, the_forms_have_names, the_dialogs_have_names, the_dialogs_of_a_patient_have_names,
     the_dialogs_of_the_history_have_names, the_summary_has_names, the_locked_window_has_names, the_start_page_has_names])
