/** Why team roles are not given here where a claim of the ID token says who has which. */
export function claimedSentence(claim: string): string {
  return `Team roles come from the claim ${claim} of the ID token and are changed at the tenant. Here, team members can be disabled.`;
}
