// Exact product of two unpacked FP8 numbers as two's-complement fixed point.
//
//   product_o = a * b in units of the pair's lowest product bit
//
// With IsSplit it leaves in two parts, product_o + carry_o: a negative product as its one's complement, and the one that
// this lacks. That one stands at the lowest bit of the byte where the product begins; below, product_o is zero, so an
// adder takes it as the carry into that bit. So no carries of a negation are waited for, and the sign is known early.
// Example (e4m3 * e4m3, lowest bit 2^-18): 1.5 * 0.75 is 1001_0000b << (7 + 6 - 2), which is 294912 = 1.125 * 2^18.
// Combinational.
module fp8_fixed_product #(
  parameter int ExpWidthA    = 4,  // exponent field of a
  parameter int SigWidthA    = 4,  // significand of a with its hidden bit
  parameter int ExpWidthB    = 4,
  parameter int SigWidthB    = 4,
  parameter int AlignedWidth = 37, // the signed product
  parameter int LowZeros     = 2,  // bits below the lowest product bit: 2 because exponents start at 1, and one more
                                   // for each operand whose layout has a bit below its lowest value
  parameter bit IsSplit      = 0   // 0: product_o is all of it, carry_o zero
) (
  input  logic                    sign_a_i,
  input  logic [ExpWidthA-1:0]    exp_a_i,  // biased, 1 for subnormals and zero
  input  logic [SigWidthA-1:0]    sig_a_i,
  input  logic                    sign_b_i,
  input  logic [ExpWidthB-1:0]    exp_b_i,
  input  logic [SigWidthB-1:0]    sig_b_i,
  output logic                    sign_o,    // of the product, zeros and infinities included
  output logic [AlignedWidth-1:0] product_o,
  output logic [AlignedWidth-1:0] carry_o
);

  localparam int SigWidth = SigWidthA + SigWidthB;
  localparam int ExpWidth = ((ExpWidthA > ExpWidthB) ? ExpWidthA : ExpWidthB) + 1;

  logic [ExpWidth-1:0] product_exp;
  logic [SigWidth-1:0] product_sig;

  fp8_product #(
    .ExpWidthA (ExpWidthA),
    .SigWidthA (SigWidthA),
    .ExpWidthB (ExpWidthB),
    .SigWidthB (SigWidthB)
  ) u_product (
    .sign_a_i (sign_a_i),
    .exp_a_i  (exp_a_i),
    .sig_a_i  (sig_a_i),
    .sign_b_i (sign_b_i),
    .exp_b_i  (exp_b_i),
    .sig_b_i  (sig_b_i),
    .sign_o   (sign_o),
    .exp_o    (product_exp),
    .sig_o    (product_sig)
  );

  // The sign is applied while the product is still narrow. The exponent's three low bits move it within a field of two
  // bytes: a product of 8 bits or fewer leaves room for 7 places and the sign. The other bits are the byte where the
  // field begins; it takes less to select among so few by AND and OR than to shift on. Above the field is the sign.
  localparam int PlaceWidth = ExpWidth - 3;
  localparam int Bytes      = 2 ** PlaceWidth + 1;

  logic [15:0]           field;
  logic                  fill;   // of all bits above the field
  logic [PlaceWidth-1:0] place;
  logic [8*Bytes-1:0]    shifted;
  logic [8*Bytes-1:0]    carry;

  if (IsSplit) begin : gen_split
    // Ones also come in from below.
    logic [23:0] complemented;
    logic [7:0]  unused_below;
    assign complemented = {{(16 - SigWidth){sign_o}}, product_sig ^ {SigWidth{sign_o}}, {8{sign_o}}} << product_exp[2:0];
    assign {field, unused_below} = complemented;
    assign fill = sign_o;
  end else begin : gen_whole
    logic signed [SigWidth:0] signed_sig;
    assign signed_sig = sign_o ? -$signed({1'b0, product_sig}) : $signed({1'b0, product_sig});
    assign field      = 16'(signed_sig) <<< product_exp[2:0];
    assign fill       = field[15];
  end

  assign place = product_exp[ExpWidth-1:3];

  for (genvar i = 0; i < Bytes; i++) begin : gen_byte
    logic signed [PlaceWidth+1:0] distance;  // from the byte where the field begins, -(Bytes-2) to Bytes-1
    assign distance = (PlaceWidth + 2)'(i) - (PlaceWidth + 2)'(place);
    assign shifted[8*i +: 8] = ({8{distance == 0}} & field[7:0]) | ({8{distance == 1}} & field[15:8])
                             | {8{distance > 1 && fill}};
    assign carry[8*i +: 8]   = {7'b0, IsSplit && sign_o && distance == 0} << (i == 0 ? LowZeros : 0);
  end

  // The lowest product is shifted by LowZeros places: these bits are always zero, or ones that pass the carry on, which
  // therefore stands above them. The highest ones repeat the sign.
  logic unused_bits;
  assign product_o   = shifted[LowZeros +: AlignedWidth];
  assign carry_o     = carry[LowZeros +: AlignedWidth];
  assign unused_bits = (shifted[LowZeros-1:0] != '0) ^ (shifted[8*Bytes-1:LowZeros+AlignedWidth-1] != '0)
                     ^ (carry[LowZeros-1:0] != '0) ^ (carry[8*Bytes-1:LowZeros+AlignedWidth-1] != '0);

endmodule
