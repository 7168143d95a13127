import { Group } from 'react-aria-components/Group';
import { TextArea } from 'react-aria-components/TextArea';
import { Label, Text, TextField } from 'react-aria-components/TextField';
import { classNames } from '../../lib/class-names.ts';
import fieldStyles from '../../ui/field.module.css';

/** Where a token is pasted. */
export function TokenArea({ value, onChange }: { value: string; onChange: (token: string) => void }) {
  return (
    <TextField
      value={value}
      onChange={onChange}
      autoComplete="off"
      spellCheck="false"
      className={classNames(fieldStyles.field, fieldStyles.mono)}
    >
      <Label className={classNames(fieldStyles.label)}>Token</Label>
      <Group className={classNames(fieldStyles.group)}>
        <TextArea className={classNames(fieldStyles.input)} rows={5} placeholder="eyJ…" />
      </Group>
      <Text slot="description" className={classNames(fieldStyles.description)}>
        It is sent to the tenant and to nobody else, and is nowhere stored or logged. The audit trail tells
        whose token you looked at.
      </Text>
    </TextField>
  );
}
