import { Select, type SelectOption } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';

const hour = 60 * 60_000;
const lengths = { '1h': hour, '1d': 24 * hour, '7d': 7 * 24 * hour, '30d': 30 * 24 * hour };
type BlockLength = keyof typeof lengths | 'open' | 'moment';

const options: SelectOption<BlockLength>[] = [
  { id: 'open', label: 'Somebody unblocks them' },
  { id: '1h', label: '1 hour is over' },
  { id: '1d', label: '1 day is over' },
  { id: '7d', label: '7 days are over' },
  { id: '30d', label: '30 days are over' },
  { id: 'moment', label: 'A moment that I choose' },
];

/** When a block ends, as it is chosen. */
export interface BlockEnd {
  length: BlockLength;
  /** `2027-01-31T18:00` in the person's own time zone. */
  moment: string;
}

/** The moment that was chosen; `undefined` for none, `null` where it cannot be. */
export function endOfBlock({ length, moment }: BlockEnd): string | undefined | null {
  if (length === 'open') return undefined;
  if (length !== 'moment') return new Date(Date.now() + lengths[length]).toISOString();
  const chosen = new Date(moment);
  return Number.isNaN(chosen.getTime()) || chosen.getTime() <= Date.now() ? null : chosen.toISOString();
}

interface BlockEndFieldsProps {
  end: BlockEnd;
  onChange: (end: BlockEnd) => void;
}

/** The choice of when a block ends. */
export function BlockEndFields({ end, onChange }: BlockEndFieldsProps) {
  const isWrong = end.moment !== '' && endOfBlock(end) === null;
  return (
    <>
      <Select
        label="Blocked until"
        options={options}
        selectedKey={end.length}
        onSelectionChange={(length) => onChange({ ...end, length })}
        description={end.length === 'open' ? undefined : 'Rollcall unblocks them then, in your name.'}
      />
      {end.length === 'moment' && (
        <TextField
          label="Moment"
          type="datetime-local"
          value={end.moment}
          onChange={(moment) => onChange({ ...end, moment })}
          errorMessage={isWrong ? 'This moment is over.' : undefined}
        />
      )}
    </>
  );
}
