"""Drives the real program as a person would: finds controls by role and name in the accessibility tree, as a screen reader
does, and types and clicks through the X server.  A control that cannot be found here cannot be found by a screen reader.

The tree is read with the cache's GetItems: the whole of it in one call, where a walk by libatspi takes seconds and shows
what it remembers instead of what is there.  GTK knows a node only once somebody asked its parent for children, so parents
whose children are not in the answer are asked first.  Where the keyboard is, GTK tells by itself, as it tells screen
readers: that needs no tree, whose reading takes longer than everything else here.

Run under run-headless.sh with the system's python (it has gi).
"""
import os
import re
import signal
import subprocess
import sys
import time
from collections import namedtuple

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

PATIENCE = float(os.environ.get("TIDEMARK_UI_PATIENCE", "60"))  # seconds; sanitizers set more
A11Y = "org.a11y.atspi."
PROPERTIES = "org.freedesktop.DBus.Properties"
STATES = {"checked": 4, "expanded": 10, "focusable": 11, "focused": 12, "pressed": 20, "selected": 23, "sensitive": 24}
Box = namedtuple("Box", "x y width height")


class Bus:
    """The accessibility bus of this session."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, 0, -1, None)
        self.connection = Gio.DBusConnection.new_for_address_sync(
            address.unpack()[0], Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        self.role_names = {}

    def listen(self, name, told):
        """Calls @told with the path of whatever takes the keyboard in the program @name."""
        def changed(_connection, _sender, path, _interface, _signal, args):
            kind, on = args.unpack()[:2]
            if kind == "focused" and on:
                told(path)
        self.call(A11Y + "Registry", "/org/a11y/atspi/registry", A11Y + "Registry", "RegisterEvent",
                  GLib.Variant("(sass)", ("object:state-changed:focused", [], "")))
        self.connection.signal_subscribe(name, A11Y + "Event.Object", "StateChanged", None, None,
                                         Gio.DBusSignalFlags.NONE, changed)

    def call(self, name, path, interface, method, args=None):
        return self.connection.call_sync(name, path, interface, method, args, None, 0, 30000, None).unpack()

    def call_many(self, name, calls):
        """Sends all (path, interface, method, args) at once; answers in their order, None for what is gone."""
        answers, left = [None] * len(calls), len(calls)

        def answered(connection, result, at):
            nonlocal left
            left -= 1
            try:
                answers[at] = connection.call_finish(result).unpack()
            except GLib.Error:
                pass
        for at, (path, interface, method, args) in enumerate(calls):
            self.connection.call(name, path, interface, method, args, None, 0, 30000, None, answered, at)
        while left:
            GLib.MainContext.default().iteration(True)
        return answers

    def find_application(self, pid):
        root = "/org/a11y/atspi/accessible/root"
        for name, path in self.call(A11Y + "Registry", root, A11Y + "Accessible", "GetChildren")[0]:
            owner = self.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                              "GetConnectionUnixProcessID", GLib.Variant("(s)", (name,)))
            if owner[0] == pid:
                return name, path
        return None


class Node:
    """One thing in the tree, as it was when the tree was read."""

    def __init__(self, app, item):
        (_, self.path), _, (_, self.parent_path), self.index, self.n_children, self.interfaces, self.name, self.role, \
            self.description, states = item
        self.app, self.bits, self.children, self.parent = app, states[0] | states[1] << 32, [], None

    def call(self, interface, method, args=None):
        return self.app.bus.call(self.app.name, self.path, A11Y + interface, method, args)

    @property
    def role_name(self):
        names = self.app.bus.role_names
        if self.role not in names:
            names[self.role] = self.call("Accessible", "GetRoleName")[0]
        return names[self.role]

    def has(self, state):
        return bool(self.bits >> STATES[state] & 1)

    def extents(self):
        return Box(*self.call("Component", "GetExtents", GLib.Variant("(u)", (1,)))[0])

    def visible(self):
        """Hidden pages measure 0x0 but stay in the tree."""
        return A11Y + "Component" in self.interfaces and self.extents().width > 0

    def _property(self, interface, name):
        args = GLib.Variant("(ss)", (A11Y + interface, name))
        return self.app.bus.call(self.app.name, self.path, PROPERTIES, "Get", args)[0]

    def text(self):
        """What stands in a field."""
        # GTK answers nothing to the usual "from 0 to -1".
        return self.call("Text", "GetText", GLib.Variant("(ii)", (0, self._property("Text", "CharacterCount"))))[0]

    def value(self):
        return self._property("Value", "CurrentValue")

    def action_names(self):
        return [row[0] for row in self.call("Action", "GetActions")[0]]

    def do_action(self, at=0):
        return self.call("Action", "DoAction", GLib.Variant("(i)", (at,)))[0]

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    def above(self, role):
        """The nearest node around this one with that role."""
        node = self.parent
        while node is not None and node.role_name != role:
            node = node.parent
        return node


class Application:
    """The tree of one program."""

    def __init__(self, bus, name, path):
        self.bus, self.name, self.path = bus, name, path
        self.last_focus, self.focus_windows = None, None
        bus.listen(name, self._take_focus)

    def _take_focus(self, path):
        self.last_focus = path

    def told_focus(self):
        """What took the keyboard last, if it still has it; it stands alone, without what is around it.

        A window that opens or closes moves the keyboard without a word."""
        windows = self.bus.call(self.name, self.path, A11Y + "Accessible", "GetChildren")[0]
        if windows != self.focus_windows:
            self.last_focus, self.focus_windows = None, windows
        while GLib.MainContext.default().iteration(False):
            pass
        path = self.last_focus
        if path is None:
            return None
        about = A11Y + "Accessible"
        answers = self.bus.call_many(self.name, [
            (path, about, "GetState", None), (path, about, "GetRole", None), (path, about, "GetInterfaces", None),
            (path, PROPERTIES, "Get", GLib.Variant("(ss)", (about, "Name"))),
            (path, PROPERTIES, "Get", GLib.Variant("(ss)", (about, "Description")))])
        if not all(answers):
            return None
        states, role, interfaces, name, description = (answer[0] for answer in answers)
        node = Node(self, ((self.name, path), None, (self.name, None), 0, 0, interfaces, name, role, description, states))
        return node if node.has("focused") and node.role_name != "frame" else None

    def _items(self):
        return self.bus.call(self.name, "/org/a11y/atspi/cache", A11Y + "Cache", "GetItems")[0]

    def _make_known(self, paths):
        """Asks nodes for their children, and those for theirs."""
        while paths:
            calls = [(path, A11Y + "Accessible", "GetChildren", None) for path in paths]
            paths = [path for answer in self.bus.call_many(self.name, calls) if answer for _, path in answer[0]]

    def read(self):
        """The windows, newest last, with everything below them."""
        for _ in range(4):
            nodes = {node.path: node for node in (Node(self, item) for item in self._items())}
            for node in nodes.values():
                node.parent = nodes.get(node.parent_path)
                if node.parent is not None and node.parent is not node:
                    node.parent.children.append(node)
            unknown = [node.path for node in nodes.values() if node.n_children > len(node.children)]
            if not unknown:
                break
            self._make_known(unknown)
        for node in nodes.values():
            node.children.sort(key=lambda child: child.index)
        windows = self.bus.call(self.name, self.path, A11Y + "Accessible", "GetChildren")[0]
        return [nodes[path] for _, path in windows if path in nodes]


class Ui:
    """One running program and its newest window."""

    bus = None

    def __init__(self, argv, env=None, log=None):
        Ui.bus = Ui.bus or Bus()
        self.argv = argv
        self.n_keys = 0  # pressed so far; Ctrl+S is one
        self.proc = subprocess.Popen(argv, env={**os.environ, **(env or {})}, start_new_session=True,
                                     stdout=log, stderr=log)
        self.app = self.wait(self._application, "the program in the accessibility tree")

    def _application(self):
        found = self.bus.find_application(self.proc.pid)
        if not found:
            return None
        app = Application(self.bus, *found)
        return app if app.read() else None

    # --- looking ---
    def wait(self, look, what, seconds=None):
        end = time.monotonic() + (seconds or PATIENCE)
        while True:
            try:
                found = look()
                if found:
                    return found
            except GLib.Error:
                pass  # the object went away: look again
            if self.proc.poll() is not None:
                raise AssertionError(f"the program ended with {self.proc.returncode} while waiting for {what}")
            if time.monotonic() > end:
                raise AssertionError(f"waited in vain for {what}")
            time.sleep(0.02)

    def windows(self):
        return self.wait(self.app.read, "a window")

    @property
    def window(self):
        """The newest window: a dialog when one is open."""
        return self.windows()[-1]

    def find_all(self, role, name, window=None):
        found = []
        for top in [window] if window else reversed(self.app.read()):
            for node in top.walk():
                if re.search(name, node.name) and (role is None or node.role_name == role):
                    try:
                        if node.visible():
                            found.append(node)
                    except GLib.Error:
                        continue  # it went away meanwhile
        return found

    def find(self, role, name, seconds=None):
        return self.wait(lambda: next(iter(self.find_all(role, name)), None), f"{role} {name!r}", seconds)

    def gone(self, role, name, seconds=None):
        self.wait(lambda: not self.find_all(role, name), f"no {role} {name!r}", seconds)

    def has(self, role, name):
        return bool(self.wait(lambda: [self.find_all(role, name)], "a tree that stands still")[0])

    def text(self, name):
        """The whole text of the label that matches."""
        return self.find("label", name).name

    def focused(self):
        """The node with the keyboard, in the newest window that has one."""
        told = self.app.told_focus()
        if told is not None:
            return told
        for top in reversed(self.windows()):
            for node in top.walk():
                if node.has("focused") and node.role_name != "frame":
                    return node
        return None

    def wait_focus(self, role, name):
        """Waits until the keyboard is in that control."""
        def look():
            node = self.focused()
            return node is not None and (role is None or node.role_name == role) and re.search(name, node.name) and node
        return self.wait(look, f"the keyboard in {role} {name!r}")

    def tab_to(self, role, name, times=1):
        """Goes on by Tab until the keyboard is in that control, which must be @times presses away."""
        self.key(*["Tab"] * times)
        return self.wait_focus(role, name)

    def go_to(self, role, name, most=40):
        """Presses Tab until the keyboard is in that control."""
        for _ in range(most):
            node = self.focused()
            if node is not None and node.role_name == role and re.search(name, node.name):
                return node
            before = node.path if node is not None else None
            self.key("Tab")
            try:
                self.wait(lambda: self.focused() is not None and self.focused().path != before, "the next field", 1)
            except AssertionError:
                continue  # the text of an AdwEntryRow does not say that it has the keyboard
        raise AssertionError(f"no {role} {name!r} within {most} presses of Tab, but {self.focused().name!r}")

    def all_text(self):
        """Everything a screen reader could say: titles, names, descriptions and texts of every node, hidden ones too."""
        def look():
            nodes = [node for top in self.app.read() for node in top.walk()]
            said = [word for node in nodes for word in (node.name, node.description)]
            fields = [node.path for node in nodes if A11Y + "Text" in node.interfaces]
            asked = GLib.Variant("(ss)", (A11Y + "Text", "CharacterCount"))
            lengths = self.bus.call_many(self.app.name, [(path, PROPERTIES, "Get", asked) for path in fields])
            texts = self.bus.call_many(self.app.name, [
                (path, A11Y + "Text", "GetText", GLib.Variant("(ii)", (0, length[0])))
                for path, length in zip(fields, lengths) if length])
            return "\n".join(said + [text[0] for text in texts if text])
        return self.wait(look, "a tree that stands still") + "\n" + "\n".join(self.titles())

    def titles(self):
        """What the window manager and its task bar show."""
        names = []
        for xid in self.xids():
            shown = subprocess.run(["xprop", "-id", xid, "WM_NAME", "_NET_WM_NAME", "WM_ICON_NAME"],
                                   capture_output=True, text=True, check=False)
            names.append(shown.stdout)
        return names

    def dump(self, out=sys.stderr):
        def show(node, depth):
            try:
                e = node.extents() if A11Y + "Component" in node.interfaces else Box(0, 0, 0, 0)
            except GLib.Error:
                return
            if e.width > 0 or A11Y + "Component" not in node.interfaces:
                print("  " * depth + f"{node.role_name} {node.name!r} {node.description!r} "
                      f"{e.x},{e.y} {e.width}x{e.height}", file=out)
            for child in node.children:
                show(child, depth + 1)
        for top in self.windows():
            show(top, 0)

    # --- doing ---
    def xids(self):
        return subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.proc.pid)],
                              capture_output=True, text=True, check=False).stdout.split()

    def xid(self):
        return next(iter(reversed(self.xids())), None)

    def focus(self):
        """Gives the newest window the keyboard, as a window manager would."""
        def look():
            found = self._window_of(self.window.extents())
            return found and subprocess.run(["xdotool", "windowfocus", found[0]], capture_output=True,
                                            check=False).returncode == 0
        self.wait(look, "a window that takes the keyboard")

    def act(self, role, name):
        assert self.find(role, name).do_action(), f"{role} {name} has no action"

    def action(self, name):
        """An action by its name: what menu, button and shortcut do."""
        def look():
            for top in reversed(self.app.read()):
                names = top.action_names()
                if name in names:
                    return top.do_action(names.index(name))
            return False
        self.wait(look, f"action {name}")

    def click(self, role, name, button=1, times=1):
        self.click_node(self.find(role, name), button, times)

    def click_node(self, node, button=1, times=1):
        top = node
        while top.parent is not None and top.role_name not in ("frame", "dialog", "window", "alert"):
            top = top.parent
        e, frame = node.extents(), top.extents()
        xid, shape = self.wait(lambda: self._window_of(frame), "an X window")
        left, above = (shape[0] - frame.width) // 2, (shape[1] - frame.height) // 2
        subprocess.check_call(["xdotool", "mousemove", "--window", xid, str(left + e.x + e.width // 2),
                               str(above + e.y + e.height // 2), "click", "--repeat", str(times), str(button)])

    def _window_of(self, frame):
        """The X window around a frame, and its size: menus and tooltips are windows too."""
        found = []
        for xid in self.xids():
            out = subprocess.run(["xdotool", "getwindowgeometry", "--shell", xid], capture_output=True, text=True, check=False)
            shape = dict(row.split("=") for row in out.stdout.split())
            size = int(shape.get("WIDTH", 0)), int(shape.get("HEIGHT", 0))
            if size[0] >= frame.width and size[1] >= frame.height:
                found.append((size[0] - frame.width + size[1] - frame.height, xid, size))
        return min(found)[1:] if found else None

    def key(self, *keys, delay=12):
        self.n_keys += len(keys)
        subprocess.check_call(["xdotool", "key", "--delay", str(delay), *keys])

    def type(self, text, delay=12):
        self.n_keys += len(text)
        subprocess.check_call(["xdotool", "type", "--delay", str(delay), text])

    def fill(self, role, name, text):
        """Clicks into a field, replaces what stands there and waits until it is so."""
        self.click(role, name)
        self.key("ctrl+a")
        self.type(text)
        self.wait(lambda: any(node.text() == text for node in self.find_all(role, name) if A11Y + "Text" in node.interfaces),
                  f"{text!r} in {name!r}")

    def choose(self, at):
        """Opens the drop-down that has the keyboard and takes its @at-th choice below the present one."""
        # A list that opens under the pointer would select what lies there.
        subprocess.check_call(["xdotool", "mousemove", "99999", "99999"])
        name = self.focused().name
        self.key("space")
        self.wait_focus("list item", "")
        self.key(*["Down"] * at, "Return")
        self.wait_focus("button", f"^{re.escape(name)}$")

    @staticmethod
    def shot(path):
        subprocess.check_call(["import", "-window", "root", path])

    # --- ending ---
    def kill(self):
        """As a power cut would."""
        self.proc.send_signal(signal.SIGKILL)
        self.proc.wait()

    def close(self, keys=("ctrl+q",)):
        """As a person would; returns the exit code (leak checkers speak through it)."""
        if self.proc.poll() is None:
            self.focus()
            self.key(*keys)
            try:
                self.proc.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.kill()
                raise AssertionError("the program did not end") from None
        return self.proc.returncode

    def end_well(self):
        """Closes it as a person would; it must say that all is well."""
        code = self.close()
        assert code == 0, f"the program ended with {code}" + (f" ({signal.Signals(-code).name})" if code < 0 else "")


class Skip(Exception):
    """Why a test cannot be made here."""


def run(tests):
    """Runs functions as TAP; the name of a test is its claim."""
    print(f"1..{len(tests)}", flush=True)
    failed = 0
    for number, test in enumerate(tests, 1):
        name = test.__name__.replace("_", "-")
        try:
            test()
            print(f"ok {number} {name}", flush=True)
        except Skip as reason:
            print(f"ok {number} {name} # SKIP {reason}", flush=True)
        except Exception as fault:  # a test that dies has failed, and the next one runs
            failed += 1
            trace = fault.__traceback__
            while trace.tb_next and os.path.dirname(trace.tb_next.tb_frame.f_code.co_filename) == os.path.dirname(__file__) \
                    and not trace.tb_next.tb_frame.f_code.co_filename.endswith("driver.py"):
                trace = trace.tb_next
            words = str(fault).replace("\n", "\n# ")
            print(f"not ok {number} {name}\n# line {trace.tb_lineno}: {type(fault).__name__}: {words}", flush=True)
            if os.environ.get("TIDEMARK_UI_SHOTS"):
                Ui.shot(os.path.join(os.environ["TIDEMARK_UI_SHOTS"], f"{name}.png"))
    sys.exit(1 if failed else 0)
