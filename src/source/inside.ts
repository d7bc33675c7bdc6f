/** Between the name of an archive and that of a file in it: `Vault.zip › mail-1.mbox`. */
export const INSIDE = ' › ';

/** What the text of a PDF or a Word document is called, as a file in it: `plan.pdf › text`. Form feeds part its pages. */
export const DOCUMENT_TEXT = 'text';
