/** How long a Renew protects a near copy, from the moment the agent sent it. */
export const leaseMs = 300;
