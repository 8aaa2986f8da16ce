// Stands in for the array's cell in proofs of the array's control: its sum may be anything, in every cycle.
module fp8_mac_cell #(
  parameter int ExpWidthA    = 4,
  parameter int SigWidthA    = 4,
  parameter int ExpWidthB    = 4,
  parameter int SigWidthB    = 4,
  parameter int AlignedWidth = 37,
  parameter int SumWidth     = 49,
  parameter bit HasInfA      = 0,
  parameter bit HasInfB      = 0
) (
  input  logic                 clk_i,
  input  logic                 b_enable_i,
  input  logic                 clear_i,
  input  logic                 sign_a_i,
  input  logic [ExpWidthA-1:0] exp_a_i,
  input  logic [SigWidthA-1:0] sig_a_i,
  input  logic                 is_zero_a_i,
  input  logic                 is_inf_a_i,
  input  logic                 sign_b_i,
  input  logic [ExpWidthB-1:0] exp_b_i,
  input  logic [SigWidthB-1:0] sig_b_i,
  input  logic                 is_inf_b_i,
  output logic                 sign_b_o,
  output logic [ExpWidthB-1:0] exp_b_o,
  output logic [SigWidthB-1:0] sig_b_o,
  output logic                 is_inf_b_o,
  output logic [SumWidth-1:0]  sum_o,
  output logic                 pos_inf_o,
  output logic                 neg_inf_o
);
  (* anyseq *) logic [SumWidth-1:0] any_sum;
  assign sum_o = any_sum;
  assign {sign_b_o, exp_b_o, sig_b_o, is_inf_b_o, pos_inf_o, neg_inf_o} = '0;
endmodule
