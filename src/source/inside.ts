/** Between the name of an archive and that of a file in it: `Vault.zip › mail-1.mbox`. */
export const INSIDE = ' › ';
