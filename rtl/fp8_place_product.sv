// Brings a product, normalized but for one bit, to where its destination rounds it: its first one to the top, or, of
// what is smaller than the smallest normal, as far below the top as its exponent says.
//
//   product = sig_i * 2^(exp_i - (SigWidth-1)) in units of the destination's smallest normal
//
// The exponent is known before the product is: which place is taken is decided beside the multiplication, and only
// one place up waits for the product's top bit. As fp8_round has it, exp_o counts binades above the destination's
// smallest normal, and is not looked at where sig_o's top bit is clear.
// Example (e4m3, SigWidth 8, Places 4): sig 0110_1000 with exp 3 gives 1101_0000_0000 and exp 2, with exp 0
// 0110_1000_0000, with exp -2 0001_1010_0000.
// Combinational.
module fp8_place_product #(
  parameter int SigWidth = 8,   // bits of the product
  parameter int ExpWidth = 6,   // bits of exp_i
  parameter int LeastExp = -11, // the least exp_i that comes, 0 or less
  parameter int Places   = 4,   // the most places down; what should go further is a sticky bit and nothing else
  parameter int Width    = 12   // bits of sig_o, SigWidth to SigWidth + Places; those below are known to be zero
) (
  input  logic signed [ExpWidth-1:0] exp_i,     // of the product's top bit, though that may be clear
  input  logic [SigWidth-1:0]        sig_i,
  output logic [ExpWidth-2:0]        exp_o,
  output logic [Width-1:0]           sig_o,     // hidden bit on top
  output logic                       sticky_o   // something non-zero lies below sig_o
);

  localparam int WholeWidth = SigWidth + Places;

  logic                  has_top;
  logic                  is_below;  // the top bit is worth less than the smallest normal
  logic                  rises;     // one place up
  logic [Places:0]       stands;    // so many places down; of these and rises one is set at most
  logic [WholeWidth-1:0] whole;
  logic [WholeWidth-1:0] placed;

  assign has_top  = sig_i[SigWidth-1];
  assign is_below = exp_i[ExpWidth-1];
  assign rises    = (exp_i > 0) && !has_top;
  assign whole    = WholeWidth'(sig_i) << Places;

  always_comb begin
    stands = '0;
    placed = whole << 1 & {WholeWidth{rises}};
    for (int p = 0; p <= Places; p++) begin
      stands[p] = (p == 0) ? !is_below && !rises : is_below && (exp_i == ExpWidth'(-p));
      placed    = placed | (whole >> p & {WholeWidth{stands[p]}});
    end
  end

  assign sig_o    = placed[WholeWidth-1 -: Width];
  assign exp_o    = has_top ? exp_i[ExpWidth-2:0] : exp_i[ExpWidth-2:0] - (ExpWidth-1)'(1);
  assign sticky_o = (LeastExp < -Places) && is_below && (stands == '0) && (sig_i != '0);

  if (Width < WholeWidth) begin : gen_zeros
    logic [WholeWidth-Width-1:0] unused_zeros;
    assign unused_zeros = placed[WholeWidth-Width-1:0];
  end

endmodule
