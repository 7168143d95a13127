import { useEffect } from 'react';

/** Something that the page which is open offers to do. */
export interface OfferedAct {
  id: string;
  label: string;
  run: () => void;
}

let offered: readonly OfferedAct[] = [];

/** Says what the page offers, for as long as it is open. */
export function useOfferedActs(acts: readonly OfferedAct[]): void {
  useEffect(() => {
    offered = acts;
    return () => {
      offered = [];
    };
  });
}

/** What the page offers now. */
export function offeredActs(): readonly OfferedAct[] {
  return offered;
}
