import { serveThread } from '../threads/serve-thread';
import { encodeMix } from './encode-mix';
import type { MixedRecording, MixJob } from './mix-job';

serveThread<MixJob, never, MixedRecording | undefined>(({ job, cancelled }) =>
  encodeMix(job, cancelled),
);
