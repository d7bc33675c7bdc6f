/**
 * What `explain` takes away from the weights of each kind of evidence (natural logarithms), so that over the candidates that are not
 * the parent its likelihood ratios are 1 on average; found by bench/calibrate/zeros.mjs on linux-man, openbmc, r-help, r-sig-mixed-models, twisted-python.
 * Cells: what the child shows (SHOWS) by the mark of its subject (SUBJECT_MARKS).
 */
export const EVIDENCE_ZEROS: Readonly<Record<string, readonly number[]>> = {
  'quoted-text': [
    -0.512, -1.142, -0.56, -2.326, -2.401, -2.333, -3.317, -3.136, -3.272, -0.408, -0.419, -0.422, -0.497, -0.579,
    -0.573,
  ],
  attribution: [
    -0.01, -0.015, -0.01, -0.029, -0.215, -0.2, -0.026, -0.083, -0.254, 0.001, 0.001, 0.001, -0.001, -0.005, -0.005,
  ],
  subject: [
    -1.701, -0.245, -1.466, -1.367, -0.766, -1.217, -0.666, 0.404, -0.183, -0.946, -0.934, -0.905, -0.896, -0.784,
    -0.763,
  ],
  participants: [
    -1.877, -1.021, -1.763, -1.736, -1.352, -1.664, -0.439, -0.401, -0.481, -1.083, -1.076, -1.111, -1.535, -1.366,
    -1.343,
  ],
  salutation: [
    -0.262, -0.251, -0.264, -0.264, -0.258, -0.27, -0.076, -0.106, -0.085, -0.439, -0.435, -0.419, -0.276, -0.262,
    -0.262,
  ],
  series: [0.005, 0.001, 0.004, 0, 0.002, 0, -0.001, 0.004, 0, 0.013, 0.013, 0.012, 0, 0, 0],
  attachment: [0, 0, 0, 0, 0.001, 0, 0, 0, 0, 0, 0, -0.003, 0, 0, 0],
  time: [
    -1.187, -0.534, -1.109, -0.435, -0.343, -0.5, -0.321, -0.245, -0.412, 0.1, 0.095, 0.09, -0.237, -0.229, -0.214,
  ],
};
