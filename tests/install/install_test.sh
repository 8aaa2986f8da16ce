#!/usr/bin/env bash
# An installed tree works wherever it is moved, and knows nothing of the machine that built it.
#   install_test.sh BUILD_DIR SOURCE_DIR
set -euo pipefail
build=$1
source=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cmake --install "$build" --prefix "$work/first" >/dev/null
mv first "moved; here"
program="$work/moved; here/bin/fp8forge"

for path in "$source" "$build"; do
  if grep -rlF -- "$path" "moved; here"; then
    echo "the files above name a path of the build: $path" >&2
    exit 1
  fi
done

# A home of its own, so that no model built before can stand in for one that cannot be built.
export HOME="$work/home" XDG_CACHE_HOME="$work/cache"
mkdir -p "$HOME" "$XDG_CACHE_HOME"
"$program" generate converter --from e5m2 --to fp16 --out bundle >/dev/null
"$program" verify bundle
"$program" synth bundle >/dev/null
