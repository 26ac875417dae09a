"""What a nurse does at the cockpit, in one word each: for tests that drive more than one session or more than one hour."""
import person


def open_for(ui, family, given):
    person.find_patient(ui, family, family)
    person.banner(ui, f"{given} {family}")
    ui.key("ctrl+k")
    ui.find("label", f"^{given} {family} · ")
    ui.focus()


def cell(ui, name):
    """Waits until the keyboard is in that cell of the grid."""
    return ui.wait_focus("grid cell", name)


def go_to_slot(ui, slot):
    """The pressure of a slot, by the arrow keys."""
    ui.key("g")
    ui.wait_focus("grid cell", "")
    for _ in range(40):
        at = ui.focused().name
        if at.startswith(f"{slot}, blood pressure"):
            return
        ui.key("Down" if "blood pressure" in at else "Left")
        ui.wait(lambda at=at: ui.focused().name != at, "another cell")
    raise AssertionError(f"no way to the slot {slot}")


def read_row(ui, slot, *values):
    """One value a cell; each is in the database before the next is typed."""
    cell(ui, f"^{slot}, blood pressure")
    for value in values:
        ui.type(value)
        ui.key("Return")


def reason(ui, words):
    """Types into the question that is open and confirms."""
    ui.wait_focus("text box", "^Reason$")
    ui.focus()
    ui.type(words)
    ui.key("Return")
    ui.gone("text box", "^Reason$")
    ui.focus()


def go_on_in_spite_of(ui, name, why):
    ui.key("c")
    ui.go_to("button", f"^{name}: Reason")
    ui.key("Return")
    reason(ui, why)
