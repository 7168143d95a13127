import { z } from 'zod';

const Target = {
  /** Any method when absent. */
  method: z.string().toUpperCase().optional(),
  /** A path in which `*` stands for any characters, such as `/api/v2/users/*`; any path when absent. */
  path: z.string().optional(),
  /** How many requests it spoils before it is used up; all when absent. */
  times: z.int().min(1).optional(),
  /** Which share of the requests it spoils, by chance; all when absent. */
  share: z.number().min(0).max(1).optional(),
};

/** Something that goes wrong on purpose. */
export const Fault = z.discriminatedUnion('kind', [
  z.strictObject({
    ...Target,
    kind: z.literal('status'),
    status: z.int().min(400).max(599),
    headers: z.record(z.string(), z.string()).optional(),
    body: z.json().optional(),
  }),
  z.strictObject({ ...Target, kind: z.literal('delay'), ms: z.int().min(0).max(600_000) }),
  /** `after` cuts when the request has done its work and only the answer is missing. */
  z.strictObject({ ...Target, kind: z.literal('cut'), when: z.enum(['before', 'after']) }),
  z.strictObject({ ...Target, kind: z.literal('malformed') }),
  z.strictObject({ ...Target, kind: z.literal('html') }),
]);
export type Fault = z.input<typeof Fault>;

/** The faults that are switched on. */
export interface Faults {
  /** @throws {z.ZodError} when it is no fault. */
  add: (fault: Fault) => void;
  /** Switches all of them off, the latency included; with a path those that were added for it. */
  clear: (path?: string) => void;
  /** Makes every request take this much longer, in milliseconds. */
  setLatency: (ms: number) => void;
}

/** The faults of one tenant, as its middleware sees them. */
export interface FaultRegistry extends Faults {
  latency: () => number;
  /** The faults this request meets, in the order they were added; counts them as used. */
  take: (method: string, path: string) => z.output<typeof Fault>[];
}

/** Nothing is wrong at first. */
export function createFaults(): FaultRegistry {
  let active: { fault: z.output<typeof Fault>; left: number }[] = [];
  let latency = 0;
  return {
    add: (fault) => {
      const parsed = Fault.parse(fault);
      active.push({ fault: parsed, left: parsed.times ?? Number.POSITIVE_INFINITY });
    },
    clear: (path) => {
      active = path === undefined ? [] : active.filter(({ fault }) => fault.path !== path);
      if (path === undefined) latency = 0;
    },
    setLatency: (ms) => {
      latency = ms;
    },
    latency: () => latency,
    take: (method, path) => {
      const met: z.output<typeof Fault>[] = [];
      for (const entry of active) {
        if (!matches(entry.fault, method, path)) continue;
        if (Math.random() >= (entry.fault.share ?? 1)) continue;
        entry.left -= 1;
        met.push(entry.fault);
        // What ends the request leaves the faults after it unused.
        if (entry.fault.kind !== 'delay') break;
      }
      active = active.filter(({ left }) => left > 0);
      return met;
    },
  };
}

function matches(fault: z.output<typeof Fault>, method: string, path: string): boolean {
  if (fault.method !== undefined && fault.method !== method) return false;
  if (fault.path === undefined) return true;
  const pattern = fault.path
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/gu, '\\$&'))
    .join('.*');
  return new RegExp(`^${pattern}$`, 'u').test(path);
}
