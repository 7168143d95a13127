import { MaskedField as Maskable } from '@rollcall/shared/access/mask.ts';
import { teamRows } from '@rollcall/shared/contract/team.ts';
import type { UserDetail } from '@rollcall/shared/user/user.ts';
import { Eye, EyeOff } from 'lucide-react';
import { useId, useState } from 'react';
import { useMay } from '../../api/me.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-text.tsx';
import { ValueText } from '../../ui/value-text.tsx';
import { WhySign } from '../../ui/why-sign.tsx';
import styles from './masked-field.module.css';
import { RevealDialog } from './reveal-dialog.tsx';

interface MaskedProps {
  user: UserDetail;
  /** An attribute, or a path into metadata. */
  field: string;
  label: string;
}

/** A field of the profile that a grant hides, in the place of the field itself. */
export function MaskedField(props: MaskedProps) {
  const labelId = useId();
  return (
    <fieldset aria-labelledby={labelId} className={styles.field}>
      <span id={labelId} className={styles.label}>
        {props.label}
      </span>
      <div className={styles.box}>
        <MaskedValue {...props} />
      </div>
    </fieldset>
  );
}

/**
 * Says that a value is hidden, which is not the same as none. Whoever may can reveal it, for as long
 * as it stays on the screen; it is kept nowhere else.
 */
export function MaskedValue({ user, field, label }: MaskedProps) {
  const may = useMay(teamRows.revealUserField, [], user);
  const [isAsking, setAsking] = useState(false);
  const [revealed, setRevealed] = useState<{ of: string; value: unknown }>();
  // Names that would give a hidden address away are hidden with it, and seen by revealing that.
  const canBeRevealed = Maskable.safeParse(field).success;
  const shown = revealed?.of === user.user_id ? revealed : undefined;
  if (shown !== undefined) {
    return (
      <span className={styles.value}>
        <ValueText value={shown.value ?? undefined} />
        {typeof shown.value === 'string' && <CopyButton text={shown.value} label={label} />}
        <Button size="small" variant="quiet" onPress={() => setRevealed(undefined)}>
          Hide
        </Button>
      </span>
    );
  }
  return (
    <span className={styles.value}>
      <EyeOff aria-hidden />
      <span className={styles.words}>Hidden by your grant</span>
      {canBeRevealed &&
        (may.allowed ? (
          <Button
            size="small"
            variant="quiet"
            icon={<Eye aria-hidden />}
            aria-label={`Reveal ${label}`}
            onPress={() => setAsking(true)}
          >
            Reveal
          </Button>
        ) : (
          <WhySign sentence={may.sentence} />
        ))}
      {isAsking && (
        <RevealDialog
          userId={user.user_id}
          field={field}
          label={label}
          onClose={() => setAsking(false)}
          onRevealed={(value) => {
            setAsking(false);
            setRevealed({ of: user.user_id, value });
          }}
        />
      )}
    </span>
  );
}
