export function installWhatIsMissing(checkout: string): Promise<void>;
