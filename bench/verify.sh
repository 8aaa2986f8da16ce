#!/usr/bin/env bash
# What `fp8forge verify` goes through, and how long that takes, as a table in Markdown.
#
#   bench/verify.sh [PROGRAM]     PROGRAM: the fp8forge to measure; by default that of build/release
#
# Columns: the request; points of its whole input space, modes included; cases compared; seconds of comparing, and of
# building the model (Verilator and g++).
set -euo pipefail

program=${1:-$(dirname "$0")/../build/release/bin/fp8forge}
[[ -x $program ]] || { echo "bench/verify.sh: no program '$program': build it first, or name another" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# row SPACE EFFORT REQUEST...
row() {
  local space=$1 effort=$2
  shift 2
  "$program" generate "$@" --out "$work/bundle" --force >/dev/null
  "$program" verify "$work/bundle" "$effort" --work "$work/models" --json "$work/report.json" >/dev/null
  local cases seconds
  cases=$(sed -n 's/^  "cases": *\([0-9]*\).*$/\1/p' "$work/report.json")
  seconds=$(grep -o '"seconds": *[0-9.]*' "$work/report.json" | sed 's/.*: *//' | awk '{ sum += $1 } END { print sum }')
  local build
  build=$(sed -n '/"build"/,/}/s/^.*"seconds": *\([0-9.]*\).*$/\1/p' "$work/report.json")
  # In groups of three digits.
  cases=$(sed -E ':a; s/^([0-9]+)([0-9]{3})/\1,\2/; ta' <<<"$cases")
  printf '| `%s`%s | %s | %s | %.1f | %.1f |\n' "$*" "$([[ $effort == --full ]] && echo ', `--full`')" "$space" "$cases" \
    "$(awk "BEGIN { print $seconds - $build }")" "$build"
}

echo "| request | whole space | cases compared | s | build s |"
echo "|---|---|---|---|---|"
row "2^16" --quick multiplier
row "2^16 × 16 modes" --quick multiplier --a e5m2 --rounding runtime --overflow runtime --flags
row "2^16 × 2^4 random × 16 modes" --quick multiplier --to fp16 --rounding runtime --overflow runtime --random-bits 4
row "2^16 × 16 modes" --quick adder --a e5m2 --b e4m3 --rounding runtime --overflow runtime --flags
row "2^24" --quick fma
row "2^24 × 8 modes" --quick fma --a e5m2 --b e4m3 --c e5m2 --rounding runtime --stages 3
row "2^32" --quick fma --c bf16
row "2^48" --quick fma --c fp32 --flags
row "2^96" --quick dot --lanes 4 --to fp32
row "sequences" --quick mac --to bf16
row "sequences" --quick mac --acc fp32 --to bf16 --flags
row "2^16 × 2^4 random" --quick converter --from bf16 --rounding sr --random-bits 4
row "2^16 × 8 modes" --quick converter --from fp16 --to e5m2 --lanes 4 --rounding runtime --amax --stages 1
row "2^32" --quick converter
row "2^32" --full converter
row "2^32" --full fma --c bf16
row "64 cells × 2^16" --quick array
