const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Does something before a signal ends the program, Ctrl-C for one; gives back what takes that away again. */
export function whenInterrupted(clean: () => void): () => void {
  const end = (signal: NodeJS.Signals) => {
    forget();
    clean();
    // Ended by the signal, as it would have been: who started the program sees so.
    process.kill(process.pid, signal);
  };
  const forget = () => {
    for (const signal of SIGNALS) process.off(signal, end);
  };
  for (const signal of SIGNALS) process.on(signal, end);
  return forget;
}
