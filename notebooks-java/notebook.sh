#!/bin/sh
# Runs the notebooks' Java kernel with the project's jars and flags.
#
#   notebook.sh run RUN [NOTEBOOK]    execute headless on a finished run; an error in a cell is exit code 1
#   notebook.sh kernel                make the kernel's description; prints the folder to name in JUPYTER_PATH
#
# What was executed is left in notebooks-java/target/executed, as a notebook and as HTML.
# Exit codes: 0 ok, 1 a cell failed, 2 usage, 3 our fault, 4 the machine lacks something.
set -eu
here=$(cd "$(dirname "$0")" && pwd -P)
home=$(dirname "$here")
. "$home/.mvn/find-jdk.sh"
if ! find_jdk; then
  echo "notebook: a JDK 25 ($JDK_WANTED or later) is needed and none was found; install one or set JAVA_HOME to it." >&2
  exit 4
fi
if [ ! -r "$here/target/notebook.cp" ]; then
  echo "notebook: building; this happens once" >&2
  (cd "$home" && ./mvnw -q -B -ntp -Dquick -pl notebooks-java -am package) >&2 || exit 3
fi
venv=$("$home/dags/tools/make-venv.sh" notebook "$here/requirements.txt" "$here/constraints-py3.11.txt")
exec "$venv/bin/python" -I "$here/tools/notebook.py" "$@"
