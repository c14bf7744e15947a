export const DEMO_PASSWORD = 'peer-care-demo';

export const DEMO_ACCOUNTS = [
  { email: 'sarah.johnson@demo.test', who: 'therapist, London' },
  { email: 'maya.chen@demo.test', who: 'therapist, New York' },
  { email: 'john.smith@demo.test', who: 'client, London' },
  { email: 'ana.ruiz@demo.test', who: 'client, New York' },
] as const;
