#!/bin/sh
# Starts gd: finds a JDK, builds when there is something to build, and starts from a cache of loaded classes.
#
#   GD_JAVA_HOME   the JDK to use           GD_MVN         the Maven to build with
#   GD_JAVA_OPTS   more options for it      GD_NO_CACHE=1  use no cache of classes and make none
#   GD_VECTORS=0   without the module of vectors, as on a JDK that has none
set -eu
here=$(dirname "$(readlink -f "$0")")
. "$here/interpreter/cli/src/main/sh/build.sh"
dist=$here/interpreter/cli/target/dist

build() {
  stale || return 0 # another gd was first
  find_maven || return 1
  echo "gd: building (on first use, and when its sources change) ..." >&2
  build_begins
  if [ ! -f "$stamp" ] || [ -n "$(find "$here" -name target -prune -o -name pom.xml -newer "$stamp" -print -quit)" ]; then
    rm -rf "$dist" # no jar of a former version may stay
  fi
  log=$here/interpreter/cli/target/build.log
  if ! maven -q -Dquick -Dmaven.test.skip -Dstyle.color=never package >"$log" 2>&1; then
    grep -a '^\[ERROR\]' "$log" | sed '/-> \[Help/,$d' | head -n 30 >&2
    echo "gd: the build failed; all that Maven said is in $log" >&2
    return 1
  fi
  build_ended
}

# Writes the key of the class cache. The JVM does not notice that a jar has changed (JDK-8377932), so the name of the
# cache must; and a cache holds only for the very files it was made from, so their folder and time are in it too.
identify() {
  folder=$(echo "$dist" | cksum)
  contents=$({ cat "$dist"/lib/*.jar; date; } | cksum)
  { echo "${folder%% *}-${contents%% *}" >"$dist/key.$$" && mv "$dist/key.$$" "$dist/key"; } 2>/dev/null
}

# Sets $cache to where the cache of this build is or should be; fails where there is no place for one.
find_cache() {
  [ -z "${GD_NO_CACHE:-}" ] && command -v flock >/dev/null || return 1
  caches=${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/gd
  mkdir -p "$caches" 2>/dev/null && [ -w "$caches" ] || return 1
  if [ ! -f "$dist/key" ] || [ -n "$(find "$dist/lib" -newer "$dist/key" -print -quit)" ]; then identify || return 1; fi
  read -r key <"$dist/key"
  cache=$caches/$key-$(sed -n 's/^JAVA_RUNTIME_VERSION="\(.*\)"/\1/p' "$jdk/release").aot
}

# Makes the cache in the background, by doing once what people do; the next start is faster.
train() {
  (
    trap '' HUP INT
    flock -n 9 && [ ! -f "$cache" ] || exit 0
    # Those of this folder's former builds go, and those of folders that have not built for long.
    find "$caches" -name '*.aot*' ! -name "${cache##*/}*" \( -name "${key%%-*}-*" -o -mtime +30 \) -delete
    # Without linked classes the JVM loads only what a start needs: better for most, a little worse for algebra.
    nice "$jdk/bin/java" "$@" -XX:-AOTClassLinking "-XX:AOTCacheOutput=$cache.new" -cp "$class_path" gd.cli.Training || true
    mv "$cache.new" "$cache"
  ) 9>"$cache.lock" >/dev/null 2>&1 3>&- </dev/null &
}

find_jdk || exit 1
if stale; then alone build || exit 1; fi

class_path=
for jar in "$dist"/lib/*.jar; do class_path=$class_path${class_path:+:}$jar; done

terminals=
for stream in 0 1 2; do if [ -t "$stream" ]; then terminals=$terminals$stream; fi; done

# Java reads its arguments in the locale's encoding; in the locale "C" it would lose every letter beyond ASCII.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
  *[Uu][Tt][Ff]*) ;;
  *) export LC_ALL=C.UTF-8 ;;
esac

set -- "-Dgd.terminals=$terminals" -cp "$class_path" gd.cli.Main "$@"
# Large arrays lie in large pages, of the JVM and of OpenCL devices that are this processor: a sixth faster.
export GLIBC_TUNABLES="glibc.malloc.hugetlb=1${GLIBC_TUNABLES:+:$GLIBC_TUNABLES}"
flags="--enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -XX:+UseTransparentHugePages -Xlog:disable"
exec 3>&2
if [ "${GD_VECTORS:-}" = 0 ]; then
  GD_NO_CACHE=1 # the cache is of a JVM with the module
elif grep -q '^MODULES=.*jdk\.incubator\.vector' "$jdk/release"; then
  # Java warns of the module at every start, and no option keeps it from that. So where nobody has asked for its words
  # by options of his own, they go nowhere, and gd writes its own to 3 (see Streams).
  flags="$flags --add-modules jdk.incubator.vector"
  if [ -z "${GD_JAVA_OPTS:-}" ]; then
    flags="$flags --add-opens java.base/java.io=ALL-UNNAMED -Dgd.errors=3"
    exec 2>/dev/null
  fi
fi
if find_cache; then
  if [ -f "$cache" ]; then set -- "-XX:AOTCache=$cache" "$@"; else train $flags; fi
fi
exec "$jdk/bin/java" $flags ${GD_JAVA_OPTS:-} "$@"
