import type { SessionDevice } from '@rollcall/shared/contract/sessions.ts';
import { PlainTime } from '../../ui/plain-time.tsx';
import { addressWords } from './words.ts';

/** From which address, and what else there is to say of where. */
export function Where({ device, words }: { device: SessionDevice; words: readonly string[] }) {
  const address = addressWords(device);
  return (
    <>
      {address !== undefined && <span>{address}</span>}
      {words.length > 0 && <bdi>{words.join(', ')}</bdi>}
    </>
  );
}

/** Moments by what happened at them; those that are not known are left out. */
export function Times({ times }: { times: Readonly<Record<string, string | undefined>> }) {
  return Object.entries(times).map(
    ([what, iso]) =>
      iso !== undefined && (
        <span key={what}>
          {what} <PlainTime iso={iso} />
        </span>
      ),
  );
}
