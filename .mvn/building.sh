# The part of ./brume that builds; it is read by that, and not part of the distribution.
# shellcheck shell=bash disable=SC2154 # home, library, java_home and others are ./brume's

readonly build_log=$home/target/brume-build.log
readonly build_stamp=$home/emulator-server/target/brume.built
readonly build_lock=$home/target/brume-build.lock

# True when the distribution is there and no source, model or build file is newer.
is_built() {
  local newer
  [ -f "$build_stamp" ] && [ -d "$library" ] || return 1
  newer=$(cd "$home" || exit
    find pom.xml .mvn ./*/pom.xml ./*/src/main aws-models/models aws-models/overlays \
      -newer "$build_stamp" 2>/dev/null | head -n 1 || true)
  [ -z "$newer" ]
}

# Waits until no other build of this clone runs, and holds the next one off.
lock_build() {
  local owner told=''
  mkdir -p "$home/target"
  until mkdir "$build_lock" 2>/dev/null; do
    owner=$(cat "$build_lock/pid" 2>/dev/null || true)
    if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
      rm -rf "$build_lock"
      continue
    fi
    [ -n "$told" ] || printf 'Waiting for another build of this clone (%s)\n' "$build_lock" >&2
    told=yes
    sleep 0.5
  done
  printf '%s\n' "$$" >"$build_lock/pid"
  trap 'rm -rf "$build_lock"' EXIT
}

unlock_build() { rm -rf "$build_lock" && trap - EXIT; }

# Runs Maven on the Java found, without the warnings that newer ones print about Maven's libraries.
maven() {
  local options=${MAVEN_OPTS:-}
  [ "$java_version" -lt 24 ] \
    || options="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow $options"
  (cd "$home" && JAVA_HOME=$java_home MAVEN_OPTS=$options ./mvnw -B "$@")
}

# Runs Maven; the output goes to a log whose end is shown when the build fails.
logged_maven() {
  printf 'Building; the first time takes a few minutes. Log: %s\n' "$build_log" >&2
  if ! maven "$@" >"$build_log" 2>&1; then
    tail -n 30 "$build_log" >&2
    fail "the build failed; the whole log is $build_log"
  fi
}

build_distribution() {
  touch "$home/target/brume-build.started"
  logged_maven -DskipTests package -pl emulator-server -am "$@"
  make_cache >>"$build_log" 2>&1 || true
  mv "$home/target/brume-build.started" "$build_stamp"
}

# A cache of classes, which halves the start, for the Java at hand alone: from JDK 25 on.
make_cache() {
  rm -f "$library"/brume.aot*
  [ "$java_version" -ge 25 ] || return 0
  "$java_home/bin/java" "${java_options[@]}" "-XX:AOTCacheOutput=$library/brume.aot" -cp "$library/*" dev.brume.server.TrainingRun
  cp "$java_home/release" "$library/brume.aot.java"
}

build_if_needed() {
  if ! is_repository || is_built; then return; fi
  lock_build
  is_built || build_distribution -Dassembly.skipAssembly=true
  unlock_build
}

# For the commands that build: $1 is one of them, $2 are its options.
prepare_build() {
  read_options "$@"
  find_java
}

package() {
  prepare_build package '' "$@"
  lock_build
  build_distribution
  unlock_build
  ls "$home"/emulator-server/target/brume-*.tar.gz "$home"/emulator-server/target/brume-*.zip
}

# Puts the library for tests into the local Maven repository, and builds no more than it needs.
install() {
  prepare_build install '' "$@"
  lock_build
  logged_maven -pl emulator-junit5,emulator-testcontainers -am install -Dmaven.test.skip=true -DskipTests \
    -Dbrume.format.skip=true -Dassembly.skipAssembly=true
  unlock_build
  printf 'Installed dev.brume:emulator-junit5 and emulator-testcontainers of %s\n' "$(version)"
}

format() {
  prepare_build format '--check' "$@"
  maven -q -N verify "-Dbrume.format=${check:-apply}"
}

# Writes what the documents say of the code anew.
docs() {
  prepare_build docs '' "$@"
  maven -q test -pl emulator-server -am '-P!clients' -Dtest=CoveragePageTest \
    -Dsurefire.failIfNoSpecifiedTests=false -Dbrume.renew=true
}
