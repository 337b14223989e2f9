/** What worker, portal and CLI must be told and no server tells: good for throwaway data only. */
const DEMO_SETTINGS = {
  SUNBIRD_ENCRYPTION_KEY: 'SunBird',
  REPORT_KEYSPACE_REPLICATION: "{'class':'SimpleStrategy','replication_factor':1}",
  REPORT_AUDIT_KEY: 'demo-audit-key-not-for-production',
  MAIL_FROM: 'course-reports@example.org',
} as const;

/** A value of the user's own wins. */
export function demoSettings(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(DEMO_SETTINGS).map(([name, value]) => [name, env[name] || value]));
}
