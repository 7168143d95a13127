import { Dialog } from '../../ui/dialog.tsx';
import styles from './keys-dialog.module.css';

const keys = [
  { keys: ['/'], words: 'Go to the search box' },
  { keys: ['j', 'k'], words: 'Next and previous user' },
  { keys: ['Enter'], words: 'Open the user' },
  { keys: ['p'], words: 'Show the user beside the list, or close the preview' },
  { keys: ['x'], words: 'Select the user, or not any more' },
  { keys: ['⌘ K', 'Ctrl K'], words: 'Go anywhere: users, pages, saved views' },
  { keys: ['?'], words: 'Show these keys' },
];

/** What the keys do on the list of users. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keys" isOpen onOpenChange={onClose}>
      <dl className={styles.keys}>
        {keys.map((entry) => (
          <div key={entry.words} className={styles.key}>
            <dt>
              {entry.keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{entry.words}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
