export function holdLock(path: string, waiting: (holderPid: number) => void): Promise<() => void>;
