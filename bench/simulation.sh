#!/usr/bin/env bash
# How fast emitted designs are simulated and compared with the golden model: all 2^32 inputs of fp32 -> e4m3 (RNE,
# saturating), through the Verilated RTL, and through the gates that Yosys makes of it, 64 cases in each word.
#
#   bench/simulation.sh [PROGRAM]     PROGRAM: the fp8forge to measure; by default that of build/release
#
# Columns: seconds of elapsed time on all cores, seconds of processor time (what one core would take), and millions of
# cases a second of processor time. Comparison included, building of the model not.
set -euo pipefail

program=${1:-$(dirname "$0")/../build/release/bin/fp8forge}
[[ -x $program ]] || { echo "bench/simulation.sh: no program '$program': build it first, or name another" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Of the one check, which stands last in the report.
figure() { sed -n "s/^.*\"$1\": *\([0-9.]*\).*$/\1/p" "$work/report.json" | tail -n 1; }

# row NAME OPTIONS...
row() {
  local name=$1
  shift
  "$program" verify "$work/bundle" --full --check all --work "$work/models" --json "$work/report.json" "$@" >/dev/null
  awk "BEGIN { printf \"| %s | %.1f | %.1f | %.0f |\\n\", \"$name\", $(figure seconds), $(figure processor_seconds),
         4294.967296 / $(figure processor_seconds) }"
}

"$program" generate converter --from fp32 --to e4m3 --out "$work/bundle" >/dev/null
echo "| model | elapsed s | processor s | M cases/s and core |"
echo "|---|---|---|---|"
row "Verilated RTL"
row "netlist, 64 cases a word" --netlist
