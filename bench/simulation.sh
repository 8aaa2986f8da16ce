#!/usr/bin/env bash
# Rates of simulation: every one of the 2^32 operands of fp32 -> e4m3 (RNE, saturating) through the Verilated RTL and
# through the Verilated netlist that serves 64 cases an evaluation, each result compared with the golden model.
#
#   bench/simulation.sh [PROGRAM]     PROGRAM: the fp8forge to measure; by default that of build/release
#
# Columns: cases compared, millions a second of processor time (one core's rate also where the machine is busy), and
# seconds of processor time. Of the netlist, the best of three runs. Building the models is not counted.
set -euo pipefail

program=${1:-$(dirname "$0")/../build/release/bin/fp8forge}
[[ -x $program ]] || { echo "bench/simulation.sh: no program '$program': build it first, or name another" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# sweep OPTIONS...: cases and processor seconds of the check of all operands, on one core; stops if it fails.
sweep() {
  taskset -c "$core" "$program" verify "$work/converter" --work "$work/models" --full --check all \
    --json "$work/report.json" "$@" >"$work/log" || { cat "$work/log" >&2; return 1; }
  tr -d ' ",' <"$work/report.json" | awk -F: '
    $1 == "cases" { cases = $2 } $1 == "processor_seconds" { seconds = $2 } END { print cases, seconds }'
}

# measure NAME RUNS OPTIONS...
measure() {
  local name=$1 runs=$2 cases='' best='' one
  shift 2
  for ((run = 0; run < runs; ++run)); do
    one=$(sweep "$@")
    cases=${one% *}
    best=$(awk "BEGIN { best = ${best:-1e9}; print (${one#* } < best ? ${one#* } : best) }")
  done
  awk -v name="$name" -v cases="$cases" -v best="$best" \
    'BEGIN { printf "%-32s %12.0f %12.1f %12.1f\n", name, cases, cases / best / 1e6, best }'
}

core=$(taskset -cp $$ | sed 's/.*: *//; s/[-,].*//')
"$program" generate converter --from fp32 --to e4m3 --out "$work/converter" >/dev/null
printf '%-32s %12s %12s %12s\n' 'fp32 -> e4m3, rne, saturate' 'cases' 'M/s of core' 'seconds'
measure 'netlist, 64 cases at a time' 3 --netlist
measure 'RTL' 1
