import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Check, Copy, Search } from 'lucide-react';
import { useRef, useState } from 'react';
import { userQuery } from '../../api/user.ts';
import { Button } from '../../ui/button.tsx';
import { copy } from '../../ui/copy.ts';
import { JsonEditor, type JsonEditorHandle } from '../../ui/json-editor.tsx';
import styles from './metadata.module.css';
import { rawUser } from './raw-user.ts';

const route = getRouteApi('/shell/users/$userId');

/** The user as JSON, as far as it leaves Rollcall's server. */
export function RawTab() {
  const { userId } = route.useParams();
  const { data: answer } = useSuspenseQuery(userQuery(userId));
  const editor = useRef<JsonEditorHandle>(null);
  const [copied, setCopied] = useState<string>();
  const text = JSON.stringify(rawUser(answer.data), null, 2);

  const copyAll = async () => {
    if (await copy(text)) setCopied(text);
  };

  return (
    <section className={styles.form} aria-label="Raw JSON">
      <div className={styles.toolbar}>
        <p className={styles.note}>
          What the Management API says of this user
          {answer.data.masked.length > 0 &&
            `, without what your grant hides: ${answer.data.masked.join(', ')}`}
          . Tokens of its connections are never here.
        </p>
        <div className={styles.buttons}>
          <Button size="small" icon={<Search aria-hidden />} onPress={() => editor.current?.openSearch()}>
            Find
          </Button>
          <Button
            size="small"
            icon={copied === text ? <Check aria-hidden /> : <Copy aria-hidden />}
            onPress={() => void copyAll()}
          >
            {copied === text ? 'Copied' : 'Copy all'}
          </Button>
        </div>
      </div>
      <JsonEditor label="The user as JSON" value={text} handle={editor} />
    </section>
  );
}
