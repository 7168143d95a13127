import { readEnvironment } from '../env.ts';
import { startBff } from '../start.ts';

// Rollcall as a program, as `main.ts` starts it, but with calls that may not take long: what was under way
// when it was killed is gone on with after seconds.
await startBff({
  ...readEnvironment(process.env),
  patience: { timeoutMs: 1500, readMs: 4000, writeMs: 1000 },
});
process.stdout.write('ready\n');
