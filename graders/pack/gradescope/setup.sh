#!/usr/bin/env bash
# Gradescope runs this once, when the autograder is built: it installs what the kit needs.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive

apt-get update -q
apt-get install -yq --no-install-recommends ca-certificates curl xz-utils python3 strace bubblewrap util-linux

# The Node of the distribution may be too old.
case "$(uname -m)" in aarch64) arch=arm64 ;; *) arch=x64 ;; esac
curl -fsSL "https://nodejs.org/dist/v22.12.0/node-v22.12.0-linux-$arch.tar.xz" | tar -xJ -C /usr/local --strip-components=1

cd "${AUTOGRADER:-/autograder}/source/kit"
npm ci --omit=dev --ignore-scripts --no-audit --no-fund
