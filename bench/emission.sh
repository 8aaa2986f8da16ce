#!/usr/bin/env bash
# What `fp8forge generate array` takes, and how much text it writes, against the array's size, as a table in Markdown.
#
#   bench/emission.sh [PROGRAM]     PROGRAM: the fp8forge to measure; by default that of build/release
#
# Columns: rows × columns; cells; files of RTL; their lines and bytes; bytes of the whole bundle; milliseconds of
# processor time (user and system), the least of nine runs.
set -euo pipefail

program=${1:-$(dirname "$0")/../build/release/bin/fp8forge}
[[ -x $program ]] || { echo "bench/emission.sh: no program '$program': build it first, or name another" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# grouped NUMBER: in groups of three digits.
grouped() { sed -E ':a; s/^([0-9]+)([0-9]{3})/\1,\2/; ta' <<<"$1"; }

# row ROWS COLS
row() {
  local rows=$1 cols=$2 best='' user system
  for _ in 1 2 3 4 5 6 7 8 9; do
    TIMEFORMAT='%U %S'
    read -r user system < <({ time "$program" generate array --rows "$rows" --cols "$cols" \
      --out "$work/bundle" --force >/dev/null; } 2>&1)
    best=$(awk "BEGIN { ms = 1000 * ($user + $system); best = ${best:-1e9}; print (ms < best ? ms : best) }")
  done
  printf '| %d × %d | %s | %d | %s | %s | %s | %.0f |\n' "$rows" "$cols" "$(grouped $((rows * cols)))" \
    "$(find "$work/bundle/rtl" -name '*.sv' | wc -l)" "$(grouped "$(cat "$work"/bundle/rtl/*.sv | wc -l)")" \
    "$(grouped "$(cat "$work"/bundle/rtl/*.sv | wc -c)")" \
    "$(grouped "$(find "$work/bundle" -type f -exec cat {} + | wc -c)")" "$best"
}

echo "| rows × columns | cells | RTL files | lines | bytes | bytes of the bundle | ms |"
echo "|---|---|---|---|---|---|---|"
for size in 1 4 8 16 32 64 128 256; do row "$size" "$size"; done
