/** What the platform itself writes into `maskedemail` and `maskedphone` (docs/domain.md, Masks), odd results included. */
const MASKABLE_EMAIL = /^[_A-Za-z0-9\-+]+(\.[_A-Za-z0-9-]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9]+)*(\.[A-Za-z]{2,})$/;
const KEPT_OF_EMAIL = 2;
const SHORTEST_MASKED_PHONE = 10;
const KEPT_OF_PHONE = 4;

export function maskEmail(email: string): string {
  if (!MASKABLE_EMAIL.test(email)) return email;
  const at = email.indexOf('@');
  const hidden = Math.max(0, at - KEPT_OF_EMAIL);
  return email.slice(0, at - hidden) + '*'.repeat(hidden) + email.slice(at);
}

export function maskPhone(phone: string): string {
  if (phone.length < SHORTEST_MASKED_PHONE) return phone;
  const digits = phone.trim().replaceAll('-', '');
  return digits.slice(-KEPT_OF_PHONE).padStart(digits.length, '*');
}
