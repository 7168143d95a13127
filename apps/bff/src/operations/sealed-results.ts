/** What the result of an item is sealed for: it opens for this item of this operation alone. */
export const sealFor = (operationId: string, seq: number) => `operation ${operationId} ${seq}`;
