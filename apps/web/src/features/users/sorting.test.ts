import { describe, expect, it } from 'vitest';
import { sortOf, whyNotSorted } from './sorting.ts';

describe('the order of a list', () => {
  it('turns around when the head that it is sorted by is pressed', () => {
    expect(sortOf('name', 'name:1')).toMatchObject({ current: 'ascending', next: 'name:-1' });
    expect(sortOf('name', 'name:-1')).toMatchObject({ current: 'descending', next: 'name:1' });
  });

  it('begins with A, and with the latest and the most', () => {
    expect(sortOf('name', 'created_at:-1')).toMatchObject({ current: 'none', next: 'name:1' });
    expect(sortOf('last_login', 'name:1').next).toBe('last_login:-1');
    expect(sortOf('logins_count', 'name:1').next).toBe('logins_count:-1');
  });

  it('says why there is none', () => {
    expect(whyNotSorted('name', [])).toBeUndefined();
    expect(whyNotSorted('user_metadata.plan', [])).toContain('metadata');
    expect(whyNotSorted('status', [])).toContain('several');
    expect(whyNotSorted('last_ip', [])).toContain('document');
    expect(whyNotSorted('email', ['email'])).toContain('hidden');
  });
});
