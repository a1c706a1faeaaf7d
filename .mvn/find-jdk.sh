# Sourced by mvnw and statarb: finds a JDK that can build and run this project.
#
#   find_jdk   sets JAVA_HOME to a JDK of JDK_WANTED or later in the same feature release
#              and returns 0, else returns 1.
#
# Older updates of 25 can move pinned objects under G1 and so corrupt compressed data.

JDK_WANTED=25.0.3

# jdk_fits DIR: is DIR a JDK (with a compiler) of release 25, update 25.0.3 or later?
jdk_fits() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  jdk_version=$(sed -n 's/^JAVA_VERSION="\([0-9.]*\).*"/\1/p' "$1/release")
  echo "${jdk_version:-0} $JDK_WANTED" | awk '{
    split($1, have, "."); split($2, want, ".")
    if (have[1] + 0 != want[1] + 0) exit 1
    if (have[2] + 0 != want[2] + 0) exit !(have[2] + 0 > want[2] + 0)
    exit !(have[3] + 0 >= want[3] + 0)
  }'
}

# jdk_home_of FILE: the folder above bin/ of a java command, links resolved.
jdk_home_of() {
  jdk_file=$1
  while [ -L "$jdk_file" ]; do
    jdk_link=$(readlink "$jdk_file")
    case $jdk_link in
      /*) jdk_file=$jdk_link ;;
      *) jdk_file=$(dirname "$jdk_file")/$jdk_link ;;
    esac
  done
  (cd "$(dirname "$jdk_file")/.." 2>/dev/null && pwd -P)
}

find_jdk() {
  if [ -n "${JAVA_HOME:-}" ] && jdk_fits "$JAVA_HOME"; then
    export JAVA_HOME
    return 0
  fi
  jdk_on_path=$(command -v java 2>/dev/null || true)
  if [ -n "$jdk_on_path" ]; then
    jdk_on_path=$(jdk_home_of "$jdk_on_path")
  fi
  for jdk_dir in "$jdk_on_path" \
    /usr/lib/jvm/* /opt/* /opt/java/* \
    "${HOME:-/nonexistent}"/.sdkman/candidates/java/* \
    "${HOME:-/nonexistent}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-/nonexistent}"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$jdk_dir" ] && jdk_fits "$jdk_dir"; then
      JAVA_HOME=$jdk_dir
      export JAVA_HOME
      return 0
    fi
  done
  return 1
}
