// fp8_magnitude gives the number back, whatever it is, but the most negative one.
module fp8_magnitude_proof #(
  parameter int Width   = 49,
  parameter int Carries = 0
) (
  input logic             clk_i,
  input logic [Width-1:0] number_i
);

  logic             sign;
  logic [Width-2:0] magnitude;

  fp8_magnitude #(
    .Width   (Width),
    .Carries (Carries)
  ) u_magnitude (
    .complement_i (~number_i),
    .sign_o       (sign),
    .magnitude_o  (magnitude)
  );

  always_ff @(posedge clk_i) begin
    assume (number_i[Width-2:0] != '0 || !number_i[Width-1]);
    assert (sign == number_i[Width-1]);
    assert ({1'b0, magnitude} == (sign ? -number_i : number_i));
  end

endmodule
