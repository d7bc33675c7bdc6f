import { fingerprintStage } from './fingerprint-stage.js';
import { linkStage } from './link-stage.js';
import { readStage } from './read-stage.js';
import type { Stage } from './stage.js';

/** All stages that run as external processes, in the order of the plan. A new stage is one file and one line here. */
export const STAGES: readonly Stage[] = [readStage, fingerprintStage, linkStage];
