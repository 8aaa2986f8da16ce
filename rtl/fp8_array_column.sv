// One column of an output-stationary array: its cells, and the bus that brings their finished sums out.
//
// Operand b enters at the top and moves down one cell a move; row r's operand a and control come from its row edge.
// Under that skew one cell finishes a cycle, row 0 first, so an AND-OR bus needs no second register in a cell.
// What a cell adds up, and how, is fp8_array_cell's business; but where cells hold complements of sums (SumWidth), sums
// leave as sign and magnitude. That takes one addition, for which there is time here, in front of the output's register.
// Latency: the result of a row stands at the output one cycle after its is_done_i.
module fp8_array_column #(
  parameter int Rows        = 8,   // cells
  parameter int WidthA      = 11,  // operand a with its marks, as fp8_array_cell takes it
  parameter int WidthB      = 10,  // operand b likewise
  parameter int ResultWidth = 51,  // a cell's sum with its marks
  parameter int SumWidth    = 0,   // its lowest bits are ~sum, two's complement, never the most negative; 0: as it is
  parameter int Carries     = 0    // of that complement's addition, as fp8_add has it
) (
  input  logic                   clk_i,
  input  logic                   rst_ni,
  input  logic                   advance_i,    // the array moves on at this edge
  input  logic                   moved_i,      // it did at the last edge
  input  logic [Rows*WidthA-1:0] operand_a_i,  // row 0 lowest
  input  logic [Rows-1:0]        clear_i,      // the row's cells start a new sum
  input  logic [Rows-1:0]        is_done_i,    // the row's sums are complete; one row at a time
  input  logic [WidthB-1:0]      operand_b_i,  // of the wave at the top; zero without a beat
  input  logic                   is_nan_b_i,   // it was a NaN (and operand_b_i is zero)
  output logic [ResultWidth-1:0] result_o,     // of the row that was complete; its lowest SumWidth bits {sign, |sum|}
  output logic                   has_nan_o     // the tile has had a NaN in this column
);

  // Above row r lies b of row r - 1; above row 0 the array's edge.
  logic [(Rows+1)*WidthB-1:0]  b;
  logic [Rows*ResultWidth-1:0] result;

  assign b[WidthB-1:0] = operand_b_i;

  for (genvar r = 0; r < Rows; r++) begin : gen_row
    fp8_array_cell #(
      .ResultWidth (ResultWidth)
    ) u_cell (
      .clk_i      (clk_i),
      .b_enable_i (advance_i),
      .clear_i    (clear_i[r]),
      .a_i        (operand_a_i[r*WidthA +: WidthA]),
      .b_i        (b[r*WidthB +: WidthB]),
      .b_o        (b[(r+1)*WidthB +: WidthB]),
      .result_o   (result[r*ResultWidth +: ResultWidth])
    );
  end

  logic [WidthB-1:0] unused_b;  // nothing lies below the last row
  assign unused_b = b[Rows*WidthB +: WidthB];

  // The results of rows that are done, or zeros; then one half of them ORed to the other, until one is left.
  localparam int Levels = $clog2(Rows);
  for (genvar l = 0; l <= Levels; l++) begin : gen_bus
    localparam int Words = 1 << (Levels - l);
    logic [Words*ResultWidth-1:0] words;

    if (l == 0) begin : gen_results
      always_comb begin
        words = '0;
        for (int r = 0; r < Rows; r++) begin
          words[r*ResultWidth +: ResultWidth] = result[r*ResultWidth +: ResultWidth] & {ResultWidth{is_done_i[r]}};
        end
      end
    end else begin : gen_or
      localparam int Half = Words * ResultWidth;
      assign words = gen_bus[l-1].words[0 +: Half] | gen_bus[l-1].words[Half +: Half];
    end
  end

  logic [ResultWidth-1:0] bus;
  assign bus = gen_bus[Levels].words;

  logic [ResultWidth-1:0] outgoing;
  if (SumWidth > 0) begin : gen_magnitude
    logic                sign;
    logic [SumWidth-2:0] magnitude;

    fp8_magnitude #(
      .Width   (SumWidth),
      .Carries (Carries)
    ) u_magnitude (
      .complement_i (bus[SumWidth-1:0]),
      .sign_o       (sign),
      .magnitude_o  (magnitude)
    );

    always_comb begin
      outgoing               = bus;
      outgoing[SumWidth-1:0] = {sign, magnitude};
    end
  end else begin : gen_as_it_is
    logic unused_carries;
    assign unused_carries = Carries != 0;
    assign outgoing = bus;
  end

  always_ff @(posedge clk_i) begin
    if (moved_i) result_o <= outgoing;
  end

  // The column's NaN is known when row 0 is done, and holds while the other rows follow.
  logic is_nan_q;
  logic has_nan_q;
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      is_nan_q  <= 1'b0;
      has_nan_q <= 1'b0;
      has_nan_o <= 1'b0;
    end else begin
      is_nan_q  <= advance_i && is_nan_b_i;
      has_nan_q <= (has_nan_q && !clear_i[0]) || is_nan_q;
      if (is_done_i[0]) has_nan_o <= has_nan_q;
    end
  end

endmodule
