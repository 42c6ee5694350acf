#!/usr/bin/env bash
# Run by the Dockerfile in an image with a JDK; $1 is Brume's folder, whose lib has the jars. Adds
# java (the runtime), brume.aot (the cache of classes), java.args (how the server is started, for
# 'java @file') and bom.json (what is in it, CycloneDX).
set -euo pipefail

home=$1
# What jdeps finds, without java.desktop, which Jackson alone names, and can do without.
readonly modules=java.base,java.logging,java.management,java.naming,java.net.http,java.sql,java.xml
readonly more_modules=jdk.httpserver,jdk.jfr,jdk.management,jdk.unsupported

jlink --add-modules "$modules,$more_modules" --output "$home/java" \
  --strip-java-debug-attributes --no-header-files --no-man-pages --compress zip-6

# SQLite's library for this system alone: the jar has it for two dozen.
strip_sqlite() {
  local jar folder keep
  jar=$(echo "$home"/lib/sqlite-jdbc-*.jar)
  folder=$(mktemp -d)
  keep=$(uname -m)
  case $keep in arm64) keep=aarch64 ;; esac
  (cd "$folder" && jar xf "$jar"
    find org/sqlite/native -type f ! -path "org/sqlite/native/Linux/$keep/*" \
      ! -path "org/sqlite/native/Linux-Musl/$keep/*" -delete
    jar cfM "$jar" .)
  rm -rf "$folder"
}
strip_sqlite

# The jars by name: a folder's own order may be another one in the next layer, and void the cache.
class_path=$(printf '%s:' "$home"/lib/*.jar)
{
  printf -- '--enable-native-access=ALL-UNNAMED\n-XX:+UseSerialGC\n-XX:MetaspaceSize=64m\n-XX:-UsePerfData\n-XX:TrimNativeHeapInterval=10000\n'
  printf -- '-Xlog:aot*=off\n-XX:AOTCache=%s/brume.aot\n' "$home"
  printf -- '-cp %s\n' "${class_path%:}"
} >"$home/java.args"

# In a folder of its own: training opens no file there.
cd "$(mktemp -d)"
"$home/java/bin/java" --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC \
  "-XX:AOTCacheOutput=$home/brume.aot" -cp "${class_path%:}" dev.brume.server.TrainingRun

# Name and version of a jar, by its file's name.
component() {
  local name version
  name=$(basename "$1" .jar)
  version=${name##*-}
  [[ $name =~ ^(.+)-([0-9][0-9A-Za-z.]*)(-[a-z0-9_-]+)?$ ]] \
    && name=${BASH_REMATCH[1]}${BASH_REMATCH[3]:-} version=${BASH_REMATCH[2]}
  printf '    {"type": "library", "name": "%s", "version": "%s", "hashes": [{"alg": "SHA-256", "content": "%s"}]}' \
    "$name" "$version" "$(sha256sum "$1" | cut -d ' ' -f 1)"
}

{
  printf '{\n  "bomFormat": "CycloneDX",\n  "specVersion": "1.5",\n  "version": 1,\n  "components": [\n'
  printf '    {"type": "platform", "name": "OpenJDK", "version": "%s"}' \
    "$(sed -n 's/^JAVA_RUNTIME_VERSION="\(.*\)"/\1/p' "$home/java/release" | head -n 1)"
  for jar in "$home"/lib/*.jar; do
    printf ',\n'
    component "$jar"
  done
  printf '\n  ]\n}\n'
} >"$home/bom.json"
