#!/bin/sh
# Starts gd: finds a JDK, builds when there is something to build, and starts from a cache of loaded classes.
#
#   GD_JAVA_HOME   the JDK to use           GD_NO_CACHE=1  starts without the cache and makes none
#   GD_JAVA_OPTS   more options for it      GD_MVN         the Maven to build with
set -eu
here=$(dirname "$(readlink -f "$0")")
. "$here/interpreter/cli/src/main/sh/jdk.sh"

build() {
  stale || return 0 # another gd was first
  echo "gd: building (on first use, and when its sources change) ..." >&2
  start=$here/interpreter/cli/target/start
  log=$here/interpreter/cli/target/build.log
  touch "$start" # a source saved while Maven runs must count as newer
  if [ ! -f "$stamp" ] || [ "$here/pom.xml" -nt "$stamp" ] || [ "$here/interpreter/core/pom.xml" -nt "$stamp" ]; then
    rm -rf "$here/interpreter/cli/target/dist" # no jar of a former version may stay
  fi
  if ! maven -q -Dquick -Dtoolchain.skip -DskipTests -Dmaven.test.skip -Dstyle.color=never package >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    echo "gd: the build failed; the whole of its output is in $log" >&2
    return 1
  fi
  mv "$start" "$stamp"
}

find_jdk || exit 1
if stale; then alone build || exit 1; fi

class_path=
for jar in "$here"/interpreter/cli/target/dist/lib/*.jar; do class_path=$class_path${class_path:+:}$jar; done
set -- -cp "$class_path" gd.cli.Main "$@"

exec "$jdk/bin/java" --enable-native-access=ALL-UNNAMED ${GD_JAVA_OPTS:-} "$@"
