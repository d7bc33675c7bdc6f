/**
 * What `explain` takes away from the weights of each kind of evidence (natural logarithms), so that over the candidates that are not
 * the parent its likelihood ratios are 1 on average; found by bench/calibrate/zeros.mjs on linux-man, openbmc, r-help, r-sig-mixed-models, twisted-python.
 * Cells: what the child shows (SHOWS) by the mark of its subject (SUBJECT_MARKS).
 */
export const EVIDENCE_ZEROS: Readonly<Record<string, readonly number[]>> = {
  'quoted-text': [
    -0.462, -1.095, -0.513, -2.374, -2.425, -2.37, -3.335, -3.15, -3.279, -0.467, -0.477, -0.481, -0.498, -0.58, -0.574,
  ],
  attribution: [
    -0.01, -0.018, -0.011, -0.197, -0.327, -0.342, -0.21, -0.137, -0.374, 0.001, -0.001, -0.001, -0.002, -0.017, -0.016,
  ],
  subject: [
    -1.74, -0.238, -1.494, -1.355, -0.764, -1.211, -0.65, 0.404, -0.185, -0.958, -0.945, -0.915, -0.902, -0.789, -0.768,
  ],
  participants: [
    -1.991, -1.045, -1.861, -1.695, -1.389, -1.643, -0.378, -0.386, -0.426, -1.112, -1.104, -1.138, -1.535, -1.356,
    -1.338,
  ],
  salutation: [
    -0.203, -0.209, -0.205, -0.262, -0.256, -0.268, -0.092, -0.121, -0.1, -0.471, -0.465, -0.451, -0.278, -0.264,
    -0.265,
  ],
  series: [-0.001, 0.001, -0.001, 0, 0.003, 0, 0, 0.004, 0.001, 0.011, 0.011, 0.011, 0, 0, 0],
  attachment: [0, 0, 0, 0, 0.001, 0, 0, 0, 0, 0, 0, -0.003, 0, 0, 0],
  time: [
    -1.148, -0.528, -1.076, -0.449, -0.355, -0.516, -0.351, -0.261, -0.442, 0.083, 0.079, 0.074, -0.236, -0.23, -0.216,
  ],
};
