import type { TeamMemberDetail } from '@rollcall/shared/contract/team.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-text.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import frame from './frame.module.css';
import { memberName } from './member-words.ts';

/** After an invitation: the link to pass on. Rollcall sends no e-mail itself. */
export function Invited({ member, link }: { member: TeamMemberDetail; link: string }) {
  return (
    <div className={frame.body}>
      <Notice tone="green" title={`${memberName(member)} is invited`}>
        Rollcall sends no e-mail. Pass this link on in your own words; it is not secret, and works only for
        this address.
      </Notice>
      <TextField
        label="Link to sign in"
        value={link}
        isReadOnly
        mono
        suffix={<CopyButton text={link} label="the link" />}
      />
      <div className={frame.buttons}>
        <ButtonLink to="/team/$memberId" params={{ memberId: member.id }}>
          Show the place
        </ButtonLink>
        <ButtonLink to="/team" variant="primary">
          Back to the team
        </ButtonLink>
      </div>
    </div>
  );
}
