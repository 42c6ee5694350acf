#!/bin/bash
# Starts the server, as process 1 where this is the container's command. Testcontainers replaces the
# image's ENTRYPOINT and calls this file without arguments; so nothing it needs stands in the image's
# configuration alone. Arguments are options of the server, see docs/configuration.md.
set -euo pipefail
home=${BRUME_HOME:-/opt/brume}

# Another command than a server, such as a shell, is run as it is.
if [ $# -gt 0 ] && [[ $1 != -* ]] && [ "$1" != start ]; then
  exec "$@"
fi
[ "${1:-}" != start ] || shift

export HOME=${HOME:-/tmp}
# shellcheck disable=SC2086 # options parted by spaces
exec "$home/java/bin/java" "@$home/java.args" ${BRUME_JAVA_OPTS:-} dev.brume.server.Main start "$@"
