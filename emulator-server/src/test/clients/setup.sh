#!/usr/bin/env bash
# Installs the AWS clients that the tests drive: boto3 and the AWS CLI into a virtual environment,
# the last boto3 that speaks the query protocol and boto3 with awscrt into others, the JavaScript SDK into a node_modules
# folder, the Go SDK into a test program; rclone and s3cmd from the distribution's packages where that is
# allowed, which is to root. Run by the build before the tests of this module.
#
#   usage: setup.sh FOLDER          (the build passes target/clients)
#
# Leaves behind:
#   FOLDER/python/bin/python           Python with boto3; the AWS CLI is -m awscli
#   FOLDER/python-query/bin/python     Python with the older boto3
#   FOLDER/python-crt/bin/python       Python with boto3 and awscrt, which signs by version 4A
#   FOLDER/python-encryption/bin/python Python with AWS's libraries for encryption on the client's side
#   FOLDER/node/node_modules           for NODE_PATH, or for scripts put beside it
#   FOLDER/go/clients.test             the test program, built
#   FOLDER/go/start                    the program of docs/index.md, built
#   FOLDER/rclone, FOLDER/s3cmd        their versions: these are the distribution's, on the PATH
#   FOLDER/<one of these>.unavailable  only when it failed: one line, the reason
# A client that can't be installed does not fail the build: its tests report themselves as skipped.
# What is already there in the wanted versions is left alone, so a second run costs nothing.
set -uo pipefail

sources=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
folder=${1:?usage: setup.sh FOLDER}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd -P)

unavailable() {
  printf '%s\n' "$2" >"$folder/$1.unavailable"
  printf '\n*** The %s client tests will be SKIPPED: %s\n\n' "$1" "$2" >&2
}

# set_up_python NAME REQUIREMENTS: a virtual environment of that name.
set_up_python() {
  local name=$1 wanted=$sources/python/$2 installed=$folder/$1/installed.txt
  cmp -s "$wanted" "$installed" && return
  rm -rf "${folder:?}/$name" "$folder/$name.unavailable"
  if ! command -v python3 >/dev/null; then
    unavailable "$name" 'python3 is not installed'
  elif ! python3 -m venv "$folder/$name" >"$folder/$name.log" 2>&1; then
    unavailable "$name" "python3 -m venv failed (is python3-venv installed?), see $folder/$name.log"
  elif ! "$folder/$name/bin/python" -m pip install -q -r "$wanted" >"$folder/$name.log" 2>&1; then
    unavailable "$name" "pip could not install $wanted, see $folder/$name.log"
  else
    cp "$wanted" "$installed"
  fi
}

set_up_node() {
  local wanted=$sources/node/package-lock.json installed=$folder/node/installed.json
  cmp -s "$wanted" "$installed" && return
  rm -rf "$folder/node" "$folder/node.unavailable"
  mkdir -p "$folder/node"
  cp "$sources/node/package.json" "$wanted" "$folder/node/"
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    unavailable node 'node and npm are not installed'
  elif ! (cd "$folder/node" && npm ci --ignore-scripts --no-audit --no-fund) >"$folder/node.log" 2>&1; then
    unavailable node "npm could not install the AWS SDK, see $folder/node.log"
  else
    cp "$wanted" "$installed"
  fi
}

set_up_go() {
  local wanted installed=$folder/go/installed.txt
  wanted=$(cat "$sources"/go/go.mod "$sources"/go/go.sum "$sources"/go/*.go "$sources"/go/*/*.go | cksum)
  [ "$wanted" = "$(cat "$installed" 2>/dev/null)" ] && return
  rm -rf "$folder/go" "$folder/go.unavailable"
  mkdir -p "$folder/go"
  if ! command -v go >/dev/null; then
    unavailable go 'go is not installed'
  elif ! (cd "$sources/go" && go test -c -o "$folder/go/clients.test" . \
    && go build -o "$folder/go/start" ./start) >"$folder/go.log" 2>&1; then
    unavailable go "go could not build the test program, see $folder/go.log"
  else
    printf '%s\n' "$wanted" >"$installed"
  fi
}

# set_up_package NAME: a program of the distribution's.
set_up_package() {
  local name=$1
  if ! command -v "$name" >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    {
      apt-get update -qq
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$name"
    } >"$folder/$name.log" 2>&1
  fi
  if command -v "$name" >/dev/null; then
    rm -f "$folder/$name.unavailable"
    mkdir -p "$folder/$name"
    "$name" --version >"$folder/$name/version.txt" 2>&1
  else
    rm -rf "${folder:?}/$name"
    unavailable "$name" "$name is not installed"
  fi
}

set_up_python python requirements.txt
set_up_python python-query requirements-query.txt
set_up_python python-crt requirements-crt.txt
set_up_python python-encryption requirements-encryption.txt
set_up_node
set_up_go
set_up_package rclone
set_up_package s3cmd
