#!/usr/bin/env bash
# Installs the AWS clients that the tests drive: boto3 and the AWS CLI into a virtual environment,
# the JavaScript SDK into a node_modules folder. Run by the build before the tests of this module.
#
#   usage: setup.sh FOLDER          (the build passes target/clients)
#
# Leaves behind:
#   FOLDER/python/bin/python                            Python with boto3; the AWS CLI is -m awscli
#   FOLDER/node/node_modules                            for NODE_PATH, or for scripts put beside it
#   FOLDER/python.unavailable, FOLDER/node.unavailable  only when it failed: one line, the reason
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

set_up_python() {
  local wanted=$sources/python/requirements.txt installed=$folder/python/installed.txt
  cmp -s "$wanted" "$installed" && return
  rm -rf "$folder/python" "$folder/python.unavailable"
  if ! command -v python3 >/dev/null; then
    unavailable python 'python3 is not installed'
  elif ! python3 -m venv "$folder/python" >"$folder/python.log" 2>&1; then
    unavailable python "python3 -m venv failed (is python3-venv installed?), see $folder/python.log"
  elif ! "$folder/python/bin/python" -m pip install -q -r "$wanted" >"$folder/python.log" 2>&1; then
    unavailable python "pip could not install boto3 and awscli, see $folder/python.log"
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
    unavailable node "npm could not install @aws-sdk/client-sqs, see $folder/node.log"
  else
    cp "$wanted" "$installed"
  fi
}

set_up_python
set_up_node
