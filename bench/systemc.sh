#!/usr/bin/env bash
# Simulated products a second of a 16 x 16 e4m3 array with bf16 results: the SystemC model, and Verilator's SystemC model
# of the RTL with one and two threads.
#
#   bench/systemc.sh [BUILD]     BUILD: the build folder; by default build/release
#
# Columns: millions of products a second and thousands of cycles a second of wall clock, the best of three runs of five
# seconds, and seconds of building. It needs a SystemC library (docs/systemc.md).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

build=${1:-build/release}
[[ -x $build/bin/fp8forge && -f $build/lib/libfp8forge_systemc.a ]] ||
  { echo "bench/systemc.sh: nothing built in '$build': ./run build, or name another folder" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$build/bin/fp8forge" generate array --rows 16 --cols 16 --out "$work/array" >/dev/null

flags="-std=c++20 -DSC_CPLUSPLUS=201703L -O3 -I$PWD"
libraries="$(realpath "$build/lib/libfp8forge_systemc.a") -lsystemc -lfmt -lcrypto"

# model: compiles the SystemC model into PROGRAM; rtl THREADS: Verilator's.
model() { g++ $flags bench/systemc_speed.cpp $libraries -o "$program"; }
rtl() {
  verilator --sc --exe --build -O3 --threads "$1" --pins-bv 2 --prefix Varray --top-module fp8_array \
    --Mdir "$program.model" -o "$program" -MAKEFLAGS OPT_FAST=-O3 -CFLAGS "$flags -DRTL" -LDFLAGS "$libraries" \
    "$work"/array/rtl/*.sv "$PWD/bench/systemc_speed.cpp" >"$work/log" 2>&1 || { cat "$work/log" >&2; return 1; }
}

# measure NAME BUILD...
measure() {
  local name=$1 started=$SECONDS best='0 0' one
  shift
  program=$work/program_$((++programs))
  "$@"
  local building=$((SECONDS - started))
  for _ in 1 2 3; do
    one=$("$program" "$work/array" 5 2>/dev/null)
    best=$(printf '%s\n' "$best" "$one" | sort -n | tail -n 1)
  done
  printf '%-32s %14s %14s %10s\n' "$name" ${best% *} ${best#* } "$building"
}

programs=0
printf '%-32s %14s %14s %10s\n' '16 x 16, e4m3 to bf16' 'M products/s' 'k cycles/s' 'build s'
measure 'SystemC model' model
measure 'RTL, Verilator, 1 thread' rtl 1
measure 'RTL, Verilator, 2 threads' rtl 2
