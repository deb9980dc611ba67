# Read by ./gd and ./check, never run by itself. $here is the root of the checkout.

want=25

# Whether $1 is the home of a JDK (with a compiler) new enough; asks its release file, which costs no JVM start.
jdk_ok() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ "${version:-0}" -ge "$want" ]
}

# Sets $jdk to the first JDK that will do.
find_jdk() {
  java_on_path=$(command -v java || true)
  if [ -n "$java_on_path" ]; then
    java_on_path=$(dirname "$(dirname "$(readlink -f "$java_on_path")")")
  fi
  for jdk in "${GD_JAVA_HOME:-}" "${JAVA_HOME:-}" "$java_on_path" /usr/lib/jvm/*"$want"* /usr/lib/jvm/* \
    "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* /opt/java/* /opt/*jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$jdk" ] && jdk_ok "$jdk"; then return 0; fi
  done
  cat >&2 <<END
gd needs a JDK $want or newer and found none. It looked at GD_JAVA_HOME, JAVA_HOME, the java on the PATH, /usr/lib/jvm,
~/.sdkman, ~/.jdks and /opt.

Hint: Install Temurin $want (adoptium.net; on Debian with its repository: apt-get install temurin-$want-jdk),
      then run this again, or say where one is:  GD_JAVA_HOME=/path/to/jdk ./gd
END
  return 1
}

find_maven() {
  if ! command -v "${GD_MVN:-mvn}" >/dev/null; then
    echo "gd is built with Maven 3.8 or newer, and there is no mvn on the PATH." >&2
    echo "Hint: apt-get install maven" >&2
    return 1
  fi
}

# Maven on the JDK found, whatever the default is; the two options keep its own libraries' warnings quiet.
maven() {
  (cd "$here" && JAVA_HOME=$jdk MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow \
    --enable-native-access=ALL-UNNAMED" "${GD_MVN:-mvn}" -B -ntp "$@" </dev/null)
}

# Runs "$@" while no other gd or check builds in this checkout.
alone() {
  mkdir -p "$here/interpreter/cli/target" || return 1
  if command -v flock >/dev/null; then
    (flock 9 && "$@") 9>"$here/interpreter/cli/target/.lock"
  else
    "$@"
  fi
}

stamp=$here/interpreter/cli/target/built

# Before and after a build. Its clock starts first: a source saved while Maven runs must count as newer; and the folders
# that Maven would make are there by then: a folder that changes would look like a changed source.
build_begins() {
  for module in grammar stdlib interpreter/core interpreter/opencl interpreter/cli; do
    mkdir -p "$here/$module/target"
  done
  touch "$stamp.start"
}

build_ended() {
  mv "$stamp.start" "$stamp"
}

# Whether what is built is older than the sources, or is not there. Folders count: a file may have been deleted.
stale() {
  [ -f "$stamp" ] || return 0
  [ -n "$(find "$here/pom.xml" "$here/grammar" "$here/stdlib" "$here/interpreter" \
    \( -name target -o -path '*/src/test' \) -prune -o \
    \( -name pom.xml -o -path "$here/*/src/*" \) -newer "$stamp" -print -quit)" ]
}
