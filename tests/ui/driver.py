"""Drives the real program as a person would: finds controls by role and name in the accessibility tree, as a screen reader
does, and types and clicks through the X server.  A control that cannot be found here cannot be found by a screen reader.

Run under run-headless.sh with the system's python (it has gi).
"""
import os
import re
import signal
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = float(os.environ.get("TIDEMARK_UI_PATIENCE", "15"))  # seconds; sanitizers set more


class Ui:
    """One running program and its newest window."""

    def __init__(self, argv, env=None):
        self.argv = argv
        self.proc = subprocess.Popen(argv, env={**os.environ, **(env or {})}, start_new_session=True)
        self.app = self.wait(self._application, "the program in the accessibility tree")

    def _application(self):
        if self.proc.poll() is not None:
            raise AssertionError(f"the program ended with {self.proc.returncode}")
        for app in self.children(Atspi.get_desktop(0)):
            if app.get_process_id() == self.proc.pid and app.get_child_count():
                return app
        return None

    # --- looking ---
    @staticmethod
    def children(node):
        return [c for c in (node.get_child_at_index(i) for i in range(min(node.get_child_count(), 400))) if c]

    def wait(self, look, what, seconds=None):
        end = time.monotonic() + (seconds or PATIENCE)
        while True:
            try:
                found = look()
                if found:
                    return found
            except GLib.Error:
                pass  # the object went away: look again
            if time.monotonic() > end:
                raise AssertionError(f"waited in vain for {what}")
            if self.proc.poll() is not None:
                raise AssertionError(f"the program ended with {self.proc.returncode} while waiting for {what}")
            time.sleep(0.03)

    @property
    def window(self):
        """The newest window: a dialog when one is open."""
        return self.app.get_child_at_index(self.app.get_child_count() - 1)

    def windows(self):
        return self.children(self.app)

    def walk(self, node=None):
        for top in [node] if node else reversed(self.windows()):
            yield top
            for child in self.children(top):
                yield from self.walk(child)

    @staticmethod
    def extents(node):
        return node.get_extents(Atspi.CoordType.WINDOW)

    def visible(self, node):
        return self.extents(node).width > 0  # hidden pages measure 0x0 but stay in the tree

    def find_all(self, role, name, node=None):
        found = []
        for item in self.walk(node):
            try:
                if (role is None or item.get_role_name() == role) and re.search(name, item.get_name() or "") \
                        and self.visible(item):
                    found.append(item)
            except GLib.Error:
                continue
        return found

    def find(self, role, name, seconds=None, node=None):
        return self.wait(lambda: next(iter(self.find_all(role, name, node)), None), f"{role} {name!r}", seconds)

    def gone(self, role, name, seconds=None):
        self.wait(lambda: not self.find_all(role, name), f"no {role} {name!r}", seconds)

    def has(self, role, name):
        return bool(self.find_all(role, name))

    def text(self, name):
        """The whole text of the label whose text or name matches."""
        return self.find("label", name).get_name()

    def all_text(self):
        """Everything a screen reader could say: names, descriptions and texts of every node, hidden ones too."""
        said = []
        for node in self.walk():
            try:
                said += [node.get_name() or "", node.get_description() or ""]
                if "Text" in node.get_interfaces():
                    said.append(Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node)))
            except GLib.Error:
                continue
        return "\n".join(said)

    def dump(self, out=sys.stderr):
        def show(node, depth):
            try:
                e = self.extents(node)
                print("  " * depth + f"{node.get_role_name()} {node.get_name()!r} {node.get_description()!r} "
                      f"{e.x},{e.y} {e.width}x{e.height}", file=out)
                for child in self.children(node):
                    show(child, depth + 1)
            except GLib.Error:
                return
        for top in self.windows():
            show(top, 0)

    # --- doing ---
    def xid(self):
        ids = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.proc.pid)],
                             capture_output=True, text=True, check=False).stdout.split()
        return ids[-1] if ids else None

    def act(self, role, name):
        assert self.find(role, name).do_action(0), f"{role} {name} has no action"

    def action(self, name):
        """An action of the window by its name: what menu, button and shortcut do."""
        for top in reversed(self.windows()):
            for i in range(top.get_n_actions()):
                if top.get_action_name(i) == name:
                    return top.do_action(i)
        raise AssertionError(f"no action {name}")

    def click(self, role, name):
        e, frame = self.extents(self.find(role, name)), self.extents(self.window)
        xid = self.wait(self.xid, "an X window")
        shape = dict(row.split("=") for row in subprocess.check_output(
            ["xdotool", "getwindowgeometry", "--shell", xid], text=True).split())
        left, top = (int(shape["WIDTH"]) - frame.width) // 2, (int(shape["HEIGHT"]) - frame.height) // 2
        subprocess.check_call(["xdotool", "mousemove", "--window", xid, str(left + e.x + e.width // 2),
                               str(top + e.y + e.height // 2), "click", "1"])

    @staticmethod
    def key(*keys):
        subprocess.check_call(["xdotool", "key", "--delay", "25", *keys])

    @staticmethod
    def type(text):
        subprocess.check_call(["xdotool", "type", "--delay", "25", text])

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
            self.key(*keys)
            try:
                self.proc.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.dump()
                self.kill()
                raise AssertionError("the program did not end") from None
        return self.proc.returncode


def run(tests):
    """Runs functions as TAP; the name of a test is its claim."""
    print(f"1..{len(tests)}")
    failed = 0
    for number, test in enumerate(tests, 1):
        name = test.__name__.replace("_", "-")
        try:
            test()
            print(f"ok {number} {name}", flush=True)
        except Exception as fault:  # a test that dies has failed, and the next one runs
            failed += 1
            print(f"not ok {number} {name}\n# {type(fault).__name__}: {fault}", flush=True)
    sys.exit(1 if failed else 0)
