#!/usr/bin/env bash
# The array's cell beside an INT8 * INT8 + INT32 cell of the same pipelining (synth/reference), as a table in Markdown.
#
#   bench/cells.sh LIBERTY [PAIR...]     LIBERTY: a cell library, gzipped or not; PAIR: of those below, by default all
#
# Columns: the smallest area (um2), delay (ps) and area x delay (um2 ns) that bench/portfolio.sh finds, which may be
# three netlists, and how area and area x delay compare with INT8's.
set -euo pipefail

[[ $# -ge 1 && -r $1 ]] || { echo "bench/cells.sh: name a liberty file that can be read" >&2; exit 2; }
root=$(cd "$(dirname "$0")/.." && pwd)
source "$root/bench/portfolio.sh"

# A cell's parameters: with 4096 terms, as the array has them.
declare -A parameters=(
  [e4m3*e4m3]=""
  [e4m3*e5m2]="ExpWidthB=5 SigWidthB=3 AlignedWidth=51 SumWidth=63 HasInfB=1"
  [e5m2*e5m2]="ExpWidthA=5 SigWidthA=3 ExpWidthB=5 SigWidthB=3 AlignedWidth=65 SumWidth=77 HasInfA=1 HasInfB=1"
  [both]="ExpWidthA=5 ExpWidthB=5 AlignedWidth=65 LowZeros=4 SumWidth=77 HasInfA=1 HasInfB=1"
)

use_liberty "$1"

reference=$root/synth/reference
iverilog -g2012 -o "$work/check" "$reference"/int8_{cell_check,product,cell}.sv
[[ $("$work/check") == passed ]] || { echo "bench/cells.sh: int8_cell is wrong" >&2; exit 1; }

echo "| cell | area | delay | area x delay | area / INT8 | area x delay / INT8 |"
echo "|---|---|---|---|---|---|"
read -r area0 delay0 product0 <<<"$(measure int8_cell "" "$reference"/int8_{product,cell}.sv)"
echo "| INT8*INT8+INT32 | $area0 | $delay0 | $product0 | 1.00 | 1.00 |"
shift
[[ $# -gt 0 ]] || set -- "e4m3*e4m3" "e4m3*e5m2" "e5m2*e5m2" both
for pair in "$@"; do
  [[ -v parameters[$pair] ]] || { echo "bench/cells.sh: no pair '$pair': ${!parameters[*]}" >&2; exit 2; }
  read -r area delay product <<<"$(measure fp8_mac_cell "${parameters[$pair]} ${CELL_PARAMETERS:-}" \
    "$root"/rtl/fp8_{add,product,fixed_product,mac_cell}.sv)"
  awk -v p="$pair" -v a="$area" -v d="$delay" -v m="$product" -v a0="$area0" -v m0="$product0" \
    'BEGIN { printf "| %s | %d | %d | %d | %.2f | %.2f |\n", p, a, d, m, a / a0, m / m0 }'
done
