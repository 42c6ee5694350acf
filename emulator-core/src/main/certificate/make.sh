#!/bin/bash
# Makes localhost.pem anew: a self-signed certificate and its key for the names of this machine.
# Clients that trust the old file have to be given the new one.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
names="DNS:localhost,DNS:*.localhost,DNS:s3.localhost,DNS:*.s3.localhost"
names="$names,DNS:localhost.localstack.cloud,DNS:*.localhost.localstack.cloud"
names="$names,DNS:s3.localhost.localstack.cloud,DNS:*.s3.localhost.localstack.cloud"
names="$names,DNS:host.docker.internal,IP:127.0.0.1,IP:::1"
cat > "$work/ca.cnf" <<CNF
[ca]
default_ca = self
[self]
database = $work/index.txt
new_certs_dir = $work
rand_serial = yes
default_md = sha256
policy = any
x509_extensions = leaf
[any]
commonName = supplied
[leaf]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always
subjectAltName = $names
CNF
touch "$work/index.txt"
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$work/key.pem"
openssl req -new -key "$work/key.pem" -subj "/CN=localhost" -out "$work/request.pem"
openssl ca -config "$work/ca.cnf" -selfsign -batch -notext -keyfile "$work/key.pem" \
  -in "$work/request.pem" -startdate 20200101000000Z -enddate 20491231235959Z \
  -out "$work/certificate.pem"
{
  echo "Made by emulator-core/src/main/certificate/make.sh, for the names of one's own machine only."
  echo "The key is public, so this certificate proves nothing to anyone."
  cat "$work/certificate.pem" "$work/key.pem"
} > ../resources/dev/brume/core/netty/localhost.pem
