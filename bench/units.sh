#!/usr/bin/env bash
# The scalar units without register stages, as generate emits them in RNE and with its defaults, as a table in Markdown.
#
#   bench/units.sh FP8FORGE LIBERTY [UNIT...]   LIBERTY: gzipped or not; UNIT: of those below, by default all
#
# Columns: the smallest area (um2), delay (ps) and area x delay (um2 ns) that bench/portfolio.sh finds, which may be
# three netlists. The exact multiply-accumulate and dot product are cores from bench/units.sv: no NaN, no infinity.
set -euo pipefail

[[ $# -ge 2 && -x $1 && -r $2 ]] || { echo "bench/units.sh: name the program and a liberty file that can be read" >&2; exit 2; }
root=$(cd "$(dirname "$0")/.." && pwd)
source "$root/bench/portfolio.sh"

names=(multiplier-e4m3 multiplier-e5m2 fma-e4m3 fma-e5m2 fma-bf16 fma-fp16 fma-fp32
       mac-e4m3 mac-e5m2 dot4-e4m3 dot4-e5m2)
declare -A units=(  # what generate is asked for; or a top of bench/units.sv and its parameters
  [multiplier-e4m3]="multiplier"
  [multiplier-e5m2]="multiplier --a e5m2 --b e5m2 --to e5m2"
  [fma-e4m3]="fma"
  [fma-e5m2]="fma --a e5m2 --b e5m2 --c e5m2"
  [fma-bf16]="fma --c bf16"
  [fma-fp16]="fma --c fp16"
  [fma-fp32]="fma --c fp32"
  [mac-e4m3]="exact_mac"
  [mac-e5m2]="exact_mac IsE5m2=1 SumWidth=75"
  [dot4-e4m3]="exact_dot4"
  [dot4-e5m2]="exact_dot4 IsE5m2=1"
)

program=$1
use_liberty "$2"
shift 2
[[ $# -gt 0 ]] || set -- "${names[@]}"

# bundle NAME REQUEST...   writes it to $work/NAME
bundle() { "$program" generate "${@:2}" --out "$work/$1" >/dev/null; }

bundle decode-e4m3 multiplier
bundle decode-e5m2 multiplier --a e5m2 --b e5m2 --to e5m2

echo "| unit | area | delay | area x delay |"
echo "|---|---|---|---|"
for name in "$@"; do
  [[ -v units[$name] ]] || { echo "bench/units.sh: no unit '$name': ${names[*]}" >&2; exit 2; }
  read -ra request <<<"${units[$name]}"
  if [[ ${request[0]} == exact_* ]]; then
    figures=$(measure "${request[0]}" "${request[*]:1}" "$work"/decode-*/rtl/fp8_decode_*.sv \
      "$root"/rtl/fp8_{product,fixed_product,add,sum}.sv "$root/bench/units.sv")
  else
    bundle "$name" "${request[@]}"
    mapfile -t files < <(sed -n "s|^rtl/|$work/$name/&|p" "$work/$name/fp8_${request[0]}.f")
    figures=$(measure "fp8_${request[0]}" "" "${files[@]}")
  fi
  read -r area delay product <<<"$figures"
  echo "| $name | $area | $delay | $product |"
done
