/** The viewer as it stands in each page. */
export interface ViewerBundle {
  readonly script: string;
  readonly style: string;
  /** Base64 of the SHA-256, for the Content-Security-Policy. */
  readonly scriptHash: string;
  readonly styleHash: string;
}

/** Empty here: `build.mjs` bundles `viewer/` and puts the result in the place of this module in `dist`. */
export const viewerBundle: ViewerBundle = { script: '', style: '', scriptHash: '', styleHash: '' };
