// Sign and magnitude of a number of which the complement comes: number = ~complement_i, two's complement.
//
//   magnitude_o = |number|:  number = ~complement_i where it is not negative, complement_i + 1 where it is
//
// So nothing is inverted before the addition, and nothing is added after it (but with carry chains). The most negative number has no
// magnitude of this width; it must not come.
// Example (Width 8): of -5 comes 0000_0100; its magnitude is that plus one, 000_0101.
// Combinational.
module fp8_magnitude #(
  parameter int Width   = 49, // of the number, 5 or more
  parameter int Carries = 0   // as fp8_add has it
) (
  input  logic [Width-1:0] complement_i,
  output logic             sign_o,
  output logic [Width-2:0] magnitude_o
);

  assign sign_o = !complement_i[Width-1];

  if (Carries == 1) begin : gen_chain
    // A LUT a bit in an FPGA, whose carry chain adds what the exclusive or gives.
    assign magnitude_o = (complement_i[Width-2:0] ^ {(Width-1){!sign_o}}) + (Width-1)'(sign_o);
  end else begin : gen_choice
    logic [Width-2:0] negated;

    fp8_add #(
      .Width   (Width - 1),
      .Carries (Carries)
    ) u_add (
      .a_i       (complement_i[Width-2:0]),
      .b_i       ((Width-1)'(1)),
      .carries_i ((Width-1)'(0)),
      .sum_o     (negated)
    );

    assign magnitude_o = sign_o ? negated : ~complement_i[Width-2:0];
  end

endmodule
