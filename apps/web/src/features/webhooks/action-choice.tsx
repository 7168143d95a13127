import type { AuditAction } from '@rollcall/shared/contract/audit-actions.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { tellableActions, type WebhookDraft } from './draft.ts';
import styles from './webhooks.module.css';

interface ActionChoiceProps {
  draft: Pick<WebhookDraft, 'which' | 'actions'>;
  onChange: (changes: Partial<WebhookDraft>) => void;
}

/** Which acts a webhook is told of. */
export function ActionChoice({ draft: { which, actions }, onChange }: ActionChoiceProps) {
  const choose = (action: AuditAction, isChosen: boolean) => {
    onChange({ actions: isChosen ? [...actions, action] : actions.filter((chosen) => chosen !== action) });
  };
  return (
    <>
      <RadioGroup
        label="Which acts"
        options={[
          { id: 'all', label: 'All of them', detail: 'Those that Rollcall learns later included.' },
          { id: 'some', label: 'Only these' },
        ]}
        value={which}
        onChange={(chosen) => onChange({ which: chosen })}
      />
      {which === 'some' && (
        <fieldset aria-label="Acts" className={styles.actions}>
          {tellableActions.map(({ action, words }) => (
            <Checkbox
              key={action}
              isSelected={actions.includes(action)}
              onChange={(isChosen) => choose(action, isChosen)}
              description={`Somebody ${words}`}
            >
              <code>{action}</code>
            </Checkbox>
          ))}
        </fieldset>
      )}
    </>
  );
}
