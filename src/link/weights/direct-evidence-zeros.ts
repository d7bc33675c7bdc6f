/**
 * As `EVIDENCE_ZEROS`, for direct mail: what `explain` takes away from the weights of each kind of evidence (natural logarithms). Found on
 * lists with the weights of `direct-weights.ts`, and kept with them. Cells: what the child shows (SHOWS) by the mark of its subject
 * (SUBJECT_MARKS).
 */
export const DIRECT_EVIDENCE_ZEROS: Readonly<Record<string, readonly number[]>> = {
  'quoted-text': [
    -0.638, -0.673, -0.661, -1.988, -2.322, -2.126, -2.994, -2.915, -2.946, -0.487, -0.497, -0.499, -0.092, -0.185,
    -0.182,
  ],
  attribution: [0, 0.004, 0, -0.092, -0.308, -0.278, -0.071, -0.158, -0.297, 0, -0.002, -0.001, -0.001, -0.011, -0.01],
  subject: [
    -1.245, -0.285, -1.134, -1.152, -0.687, -1.014, -0.426, 0.772, 0.142, -0.893, -0.873, -0.845, -0.718, -0.592,
    -0.587,
  ],
  participants: [
    -2.322, -1.246, -2.214, -1.877, -1.708, -1.764, -0.228, -0.429, -0.338, -1.065, -1.057, -1.094, -2.004, -1.69,
    -1.663,
  ],
  salutation: [
    -0.214, -0.17, -0.216, -0.116, -0.11, -0.115, -0.032, -0.027, -0.033, -0.415, -0.41, -0.399, -0.184, -0.173, -0.173,
  ],
  series: [0.009, 0.003, 0.008, 0, 0.001, 0, 0, 0.003, 0, -0.041, -0.041, -0.04, 0, 0, 0],
  attachment: [0, 0, 0, 0, 0.001, 0, 0, 0, 0, 0, 0, -0.003, 0, 0, 0],
  time: [
    -1.163, -0.504, -1.109, -0.364, -0.289, -0.428, -0.253, -0.23, -0.326, 0.111, 0.106, 0.105, -0.633, -0.554, -0.526,
  ],
};
