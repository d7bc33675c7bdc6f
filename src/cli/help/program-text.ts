/** What the program is, in one sentence without its stop. */
export const SUMMARY = 'Reconstructs email threads from incomplete exports, with the evidence for every link';

/** What its help ends with. */
export const EPILOGUE = `Inputs are mbox, .eml and .emlx files, Outlook's .msg, .pst and .ost, JSON and NDJSON exports, tables (CSV, TSV) with one message a row, load files (.dat, EDRM XML), printed texts, folders of these, Maildirs, zip, tar and .gz archives, or a case that rethread build wrote; - is standard input.
What a file is, is told from its content, never from its name.

Exit codes: 0 done; 1 done, but some input could not be used; 2 wrong command line; 3 nothing could be read;
4 output could not be written; 5 no or several posts fit the key; 6 a claim does not hold (verify); 7 not enough memory;
70 a fault of the program.`;
