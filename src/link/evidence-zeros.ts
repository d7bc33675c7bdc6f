/**
 * What `explain` takes away from the weights of each kind of evidence (natural logarithms), so that over the candidates that are not
 * the parent its likelihood ratios are 1 on average; found by bench/calibrate/zeros.mjs on linux-man, openbmc, r-help, r-sig-mixed-models, twisted-python.
 * Cells: what the child shows (SHOWS) by the mark of its subject (SUBJECT_MARKS).
 */
export const EVIDENCE_ZEROS: Readonly<Record<string, readonly number[]>> = {
  'quoted-text': [
    -0.533, -0.559, -0.553, -2.101, -2.416, -2.253, -3.035, -2.878, -2.984, -0.476, -0.486, -0.487, 0.023, -0.072,
    -0.068,
  ],
  attribution: [0, 0.002, 0, 0.065, -0.136, -0.095, 0.011, -0.12, -0.224, 0.002, 0.001, 0.001, 0, -0.004, -0.003],
  subject: [
    -1.106, -0.194, -1.022, -1.119, -0.605, -0.963, -0.672, 0.361, -0.215, -0.913, -0.901, -0.869, -0.594, -0.546,
    -0.544,
  ],
  participants: [
    -2.095, -1.102, -1.999, -1.658, -1.559, -1.589, -0.342, -0.537, -0.446, -0.949, -0.945, -0.98, -1.599, -1.419,
    -1.381,
  ],
  salutation: [
    -0.445, -0.385, -0.442, -0.134, -0.124, -0.132, 0.25, 0.254, 0.246, -0.323, -0.316, -0.305, -0.489, -0.403, -0.407,
  ],
  series: [0.004, 0.001, 0.004, 0, 0, 0, -0.001, 0.002, 0, 0.033, 0.032, 0.027, 0, 0, 0],
  attachment: [0, 0, 0, 0, 0.001, 0, 0, 0, 0, 0, 0, -0.003, 0, 0, 0],
  time: [
    -1.27, -0.572, -1.212, -0.437, -0.361, -0.499, -0.167, -0.116, -0.234, 0.149, 0.145, 0.143, -0.675, -0.576, -0.546,
  ],
};
