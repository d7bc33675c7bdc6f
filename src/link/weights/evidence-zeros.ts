/**
 * What `explain` takes away from the weights of each kind of evidence (natural logarithms), so that over the candidates that are not
 * the parent its likelihood ratios are 1 on average; found by bench/calibrate/zeros.mjs on cypherpunks, imagej, linux-hyperv, linux-man, openbmc, r-help, r-sig-mixed-models, twisted-python.
 * Cells: what the child shows (SHOWS) by the mark of its subject (SUBJECT_MARKS).
 */
export const EVIDENCE_ZEROS: Readonly<Record<string, readonly number[]>> = {
  'quoted-text': [
    -0.285, -0.536, -0.265, -1.85, -2.071, -1.654, -3.349, -3.405, -3.138, -0.755, -0.76, -0.793, -0.195, -0.264,
    -0.256,
  ],
  attribution: [0, 0, 0, -0.22, -0.055, -0.411, -0.302, 0.15, -0.332, -0.004, -0.004, -0.004, 0, -0.004, -0.004],
  subject: [
    -1.101, -0.613, -0.955, -1.598, -0.678, -1.164, -0.38, 0.743, 0.285, -0.818, -0.806, -0.794, -0.452, -0.381, -0.268,
  ],
  participants: [
    -2.568, -1.022, -2.125, -1.712, -1.147, -1.329, -0.671, -0.259, -0.525, -0.969, -0.967, -0.999, -2.074, -1.832,
    -1.731,
  ],
  salutation: [
    -0.174, -0.368, -0.252, -0.188, -0.172, -0.207, -0.158, -0.164, -0.157, -0.449, -0.446, -0.442, -0.346, -0.331,
    -0.333,
  ],
  series: [2.559, 0.425, 2.11, -0.007, 0.002, 0.003, 0.853, 0.004, 0.074, -0.131, -0.108, -0.099, 0.022, 0.2, 0.179],
  attachment: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -0.005, 0, 0, 0],
  time: [
    -0.759, -0.277, -0.641, -0.461, -0.362, -0.564, -0.308, -0.193, -0.365, 0.137, 0.134, 0.137, -0.339, -0.325, -0.262,
  ],
};
