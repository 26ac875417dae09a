#!/usr/bin/env python3
"""Compare across the clinic: the pass ends in figures with names, the sheet has the numbers of the command, an arm is
taken out and put back, the caveats stand, and locking empties it all."""
import person
from driver import run

folder = person.demo(120)
compared = person.cli_json("compare", folder, "--condition", "ocd", "--instrument", "ybocs")
ui = person.start(folder)


def figures():
    return {node.name: node for top in ui.app.read() for node in top.walk() if node.role_name in ("image", "graphic")}


def says(words):
    return ui.wait(lambda: words in ui.all_text(), words)


def the_pass_ends_in_figures():
    ui.wait(lambda: ui.find_all("button", "^All Alerts") or ui.find_all("search box", "Search patients"), "an open clinic")
    ui.action("win.compare")
    ui.wait(lambda: "Mean change from baseline" in figures(), "the figures", 60)
    assert "Time to response" in figures(), list(figures())


def the_sheet_has_the_numbers_of_the_command():
    for arm in compared["arms"]:
        says(f'{arm["started"]} started › ')
    says("No cited figure")


def an_arm_goes_and_comes_back():
    first = compared["arms"][0]["started"]
    name = rf", {first} courses?$"
    ui.act("button", name)
    ui.wait(lambda: f"{first} started › " not in ui.all_text(), "one arm less")
    ui.act("button", name)
    says(f"{first} started › ")


def the_caveats_stand():
    says("Not randomised")
    says("a difference observed is not an effect proved")
    assert ui.has("button", f'^All {len(compared["caveats"])} caveats$')


def spread_has_three_figures():
    ui.focus()
    ui.key("ctrl+2")
    ui.wait(lambda: {"Best change by course", "Baseline balance"} <= set(figures()), "waterfall and balance")
    assert any(name.startswith("Adjusted difference") for name in figures())


def locking_empties_it():
    ui.action("win.lock")
    ui.wait(lambda: not figures() and "started ›" not in ui.all_text(), "an empty page")


run([the_pass_ends_in_figures, the_sheet_has_the_numbers_of_the_command, an_arm_goes_and_comes_back, the_caveats_stand,
     spread_has_three_figures, locking_empties_it])
