#!/usr/bin/env bash
# Rates of `fp8forge eval`: results a second for each operation, on random codes.
#
#   bench/eval.sh [PROGRAM]     PROGRAM: the fp8forge to measure; by default that of build/release
#
# Columns: millions of results a second of processor time (user and system: one core's rate also where the
# machine is busy), and of elapsed time. Each figure is the best of three runs.
set -euo pipefail

program=${1:-$(dirname "$0")/../build/release/bin/fp8forge}
[[ -x $program ]] || { echo "bench/eval.sh: no program '$program': build it first, or name another" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# better BEST CASES SECONDS: the higher of BEST and this run's rate, in millions a second.
better() {
  awk "BEGIN { rate = $2 / ($3 + 1e-9) / 1e6; print (rate > $1 ? rate : $1) }"
}

# measure NAME CASES INPUT ARGUMENTS...
measure() {
  local name=$1 cases=$2 input=$3 best_processor=0 best_elapsed=0 elapsed user system
  shift 3
  for _ in 1 2 3; do
    TIMEFORMAT='%R %U %S'
    read -r elapsed user system < <({ time "$program" eval "$@" <"$input" >/dev/null; } 2>&1)
    best_processor=$(better "$best_processor" "$cases" "$user + $system")
    best_elapsed=$(better "$best_elapsed" "$cases" "$elapsed")
  done
  printf '%-44s %10d %12.1f %12.1f\n' "$name" "$cases" "$best_processor" "$best_elapsed"
}

# binary NAME CASES BYTES_PER_CASE ARGUMENTS...
binary() {
  local name=$1 cases=$2 bytes=$3
  shift 3
  head -c $((cases * bytes)) "$work/random" >"$work/cases"
  measure "$name" "$cases" "$work/cases" "$@" --binary
}

head -c 48000000 /dev/urandom >"$work/random"
printf '%-44s %10s %12s %12s\n' 'eval' 'cases' 'M/s of core' 'M/s elapsed'
binary 'mul e4m3 e4m3 -> e4m3' 8000000 2 mul
binary 'mul e4m3 e5m2 -> fp32' 8000000 2 mul --b e5m2 --to fp32
binary 'add e4m3 e4m3 -> e4m3' 8000000 2 add
binary 'add e5m2 e5m2 -> bf16, rup' 8000000 2 add --a e5m2 --b e5m2 --to bf16 --rounding rup
binary 'convert fp32 -> e4m3' 8000000 4 convert --from fp32 --to e4m3
binary 'convert bf16 -> e5m2, rod' 8000000 2 convert --from bf16 --to e5m2 --rounding rod
binary 'convert e4m3 -> fp32' 8000000 1 convert --from e4m3 --to fp32
binary 'fma e4m3 e4m3 + e4m3 -> e4m3' 8000000 3 fma
binary 'fma e4m3 e5m2 + fp32 -> fp32' 8000000 6 fma --b e5m2 --c fp32
binary 'dot of 16 e4m3 + fp32 -> fp32, exact' 1000000 36 dot --lanes 16 --to fp32
binary 'dot of 16 e4m3 + fp32 -> fp32, acc fp32' 1000000 36 dot --lanes 16 --to fp32 --acc fp32
binary 'mul e4m3 e4m3 -> e4m3, flags' 8000000 2 mul --flags
binary 'mul e4m3 e4m3 -> e4m3, sr of 8 bits' 8000000 3 mul --rounding sr --random-bits 8
binary 'convert fp32 -> e4m3, sr of 13 bits, flags' 6000000 6 convert --rounding sr --random-bits 13 --flags
binary 'fma e4m3 e5m2 + fp32 -> fp32, flags' 8000000 6 fma --b e5m2 --c fp32 --flags
binary 'convert 8 lanes fp32 -> e4m3, scale, amax' 1000000 34 convert --lanes 8 --scale --amax
binary 'mac e4m3 e4m3 -> fp32, exact' 8000000 3 mac --to fp32
binary 'mac e4m3 e4m3 -> fp32, acc fp32' 8000000 3 mac --to fp32 --acc fp32
od -An -v -tx1 -w2 -N 8000000 "$work/random" | sed 's/^ //' >"$work/lines"
measure 'mul e4m3 e4m3 -> e4m3, text' 4000000 "$work/lines" mul
