# What bench/cells.sh and bench/units.sh measure with: one portfolio of recipes, the same for every design. To be sourced.
#
# Yosys and ABC map a design with every recipe below at four delay targets, and OpenSTA times each netlist, from register
# to register with ports as if registered at the edge, without wire load. The same RTL, library and tool versions give
# the same digits; recipes move area and delay by up to two times, and differences below 2 % mean nothing.

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

resyn="balance; rewrite; refactor; balance; rewrite; rewrite -z; balance; refactor -z; rewrite -z; balance"
declare -A recipes=(  # {D}: the delay target
  [map]="strash; map {D}"
  [nf]="strash; &get -n; &nf {D}; &put"
  [amap]="strash; ifraig; scorr; dc2; dch -f; amap -m"
  [rs2]="strash; ifraig; scorr; dc2; $resyn; dch -f; amap -m"
  [raw]="strash; ifraig; scorr; dch -f; map -B 0.9 {D}"
  [dc2]="strash; ifraig; scorr; dc2; dch -f; map -B 0.9 {D}"
  [if6]="strash; ifraig; scorr; dc2; if -g -K 6; strash; dch -f; map -B 0.9 {D}"
  [syn2]="strash; &get -n; &st; &dch; &synch2; &nf {D}; &put"
)

# Without cells that logic is not mapped to (latches, scan, tri-state, clock, delay), and without wire load.
use_liberty() {  # a file, gzipped or not
  { if [[ $1 == *.gz ]]; then gunzip -c "$1"; else cat "$1"; fi; } | awk '
  !skip && /^[ \t]*cell[ \t]*\(/ {
    if (tolower($0) ~ /lpflow|probe|dly|clk|decap|diode|macro|ebuf|einv|tbuf|tinv|bufbuf|bufinv|scs8|sedf|sdf/) skip = 1
    depth = 0
  }
  skip { depth += gsub(/{/, "{") - gsub(/}/, "}"); if (depth == 0) skip = 0; next }
  !/default_wire_load/ { print }' >"$work/usable.lib"
}

# map TOP PARAMETERS TARGETS FILE...   adds lines "area delay" to $work/points
map() {
  local top=$1 sets=$2 targets=$3 name target
  shift 3
  { for file in "$@"; do echo "read_verilog -sv $file"; done
    for set in $sets; do echo "chparam -set ${set/=/ } $top"; done
    echo "hierarchy -check -top $top"
    echo "synth -flatten -noabc -top $top"
    echo "setundef -zero -undriven"
    echo "dfflibmap -liberty $work/usable.lib"
    echo "opt_clean -purge"
    echo "rename -top $top"
    echo "design -save ready"
    for name in "${!recipes[@]}"; do for target in $targets; do
      sed 's/; /\n/g' <<<"${recipes[$name]}; topo; buffer -c; topo; upsize {D}; dnsize {D}" |
        sed "s/{D}/-D $target/" >"$work/$name.$target.abc"
      echo "design -load ready"
      echo "abc -liberty $work/usable.lib -script $work/$name.$target.abc"
      echo "opt_clean -purge"
      echo "tee -q -o $work/$name.$target.stat stat -liberty $work/usable.lib"
      echo "write_verilog -noattr -noexpr $work/$name.$target.v"
      { echo "puts \"@ $(printf '%s' "$work/$name.$target.stat")\""
        echo "read_verilog $work/$name.$target.v"
        echo "link_design $top"
        echo "set clocks [get_ports -quiet clk_i]"
        echo "if {[llength \$clocks]} { create_clock -name clock -period 0.001 \$clocks } else { create_clock -name clock -period 0.001 }"
        echo "set_input_delay 0 -clock clock [all_inputs]"
        echo "set_output_delay 0 -clock clock [all_outputs]"
        echo "report_wns -digits 4"; } >>"$work/time.tcl"
    done; done; } >"$work/map.ys"
  yosys -q -s "$work/map.ys" >"$work/map.log" 2>&1 || { tail -n 3 "$work/map.log" >&2; exit 1; }
  { echo "read_liberty $work/usable.lib"; cat "$work/time.tcl"; echo exit; } >"$work/all.tcl"
  sta -no_splash -exit "$work/all.tcl" | awk '$1 == "@" { file = $2 } $1 == "wns" { print file, 1 - $2 * 1000 }' |
    while read -r file delay; do
      echo "$(sed -n 's/^.*Chip area for.*: //p' "$file" | tail -n 1) $delay"
    done >>"$work/points"
  rm -f "$work"/time.tcl "$work"/*.v "$work"/*.stat
}

# measure TOP PARAMETERS FILE...   "area delay product"; the second sweep's targets follow from the fastest of the first
measure() {
  : >"$work/points"
  map "$1" "$2" "1 1000000" "${@:3}"
  map "$1" "$2" "$(sort -nk2 "$work/points" | awk 'NR == 1 { print int($2 * 1.15), int($2 * 1.4) }')" "${@:3}"
  awk '{ p = $1 * $2 / 1000 }
       NR == 1 || $1 < a { a = $1 } NR == 1 || $2 < d { d = $2 } NR == 1 || p < m { m = p }
       END { printf "%.0f %.0f %.0f\n", a, d, m }' "$work/points"
}
