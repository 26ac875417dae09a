#!/bin/sh
# run-headless.sh COMMAND…: gives COMMAND an X server, a session bus and an accessibility bus of its own.  Nothing of the
# caller's desktop, home or settings is used, and nothing is left behind; the exit code is COMMAND's.
#   ANIMATIONS=true   with animations          SCREEN=1024x700x24   another screen
#   TEXT_SCALE=2      200 % text
set -eu
base=$(mktemp -d "${TMPDIR:-/tmp}/tide.XXXXXX") # short: a socket path ends at 108 characters
trap 'rm -rf "$base"' EXIT
mkdir -m 700 "$base/run" "$base/home"
mkdir -p "$base/home/.config/gtk-4.0"
# X11 without a settings daemon falls back to "Sans 10": the font is named here, and all movement stopped.
cat >"$base/home/.config/gtk-4.0/settings.ini" <<EOT
[Settings]
gtk-font-name=Cantarell 11
gtk-enable-animations=${ANIMATIONS:-false}
gtk-cursor-blink=false
EOT
export HOME="$base/home" XDG_RUNTIME_DIR="$base/run"
export XDG_CONFIG_HOME="$HOME/.config" XDG_DATA_HOME="$HOME/.local/share" \
       XDG_CACHE_HOME="$HOME/.cache" XDG_STATE_HOME="$HOME/.local/state"
unset WAYLAND_DISPLAY DISPLAY DBUS_SESSION_BUS_ADDRESS AT_SPI_BUS_ADDRESS NO_AT_BRIDGE 2>/dev/null || :
export GDK_BACKEND=x11 GSK_RENDERER="${GSK_RENDERER:-cairo}" GDK_DEBUG="${GDK_DEBUG-gl-disable}" \
       GTK_A11Y="${GTK_A11Y:-atspi}" GSETTINGS_BACKEND=memory GTK_USE_PORTAL=0 GIO_USE_VFS=local \
       LC_ALL="${LC_ALL:-C.UTF-8}"
# The buses chatter even when all is well: that goes to a file, and COMMAND gets the real stdout and stderr back.
# xcompmgr gives popovers and tooltips their transparency; -noreset keeps what xprop sets, though it may be the first
# client to leave again.
dbus-run-session -- xvfb-run -a -s "-screen 0 ${SCREEN:-1280x1024x24} -nolisten tcp -noreset" sh -c '
  command -v xcompmgr >/dev/null && { xcompmgr & c=$!; }
  # Without a settings daemon GTK takes the text scale from the X resources alone, not from settings.ini.
  [ "${TEXT_SCALE:-1}" = 1 ] || xprop -root -f RESOURCE_MANAGER 8s -set RESOURCE_MANAGER \
    "Xft.dpi: $(awk "BEGIN { printf \"%d\", 96 * ${TEXT_SCALE:-1} }")"
  rc=0
  "$@" 2>&3 3>&- >&4 4>&- || rc=$?
  [ -z "${c:-}" ] || kill "$c" 2>/dev/null || :
  exit $rc' sh "$@" 3>&2 4>&1 >"$base/buses.log" 2>&1
