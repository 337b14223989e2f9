import { Connection } from '@temporalio/client';
import { StackFault } from './stack-fault.ts';

/** The server's numbers for the types that can be asked for (temporal.api.enums.v1.IndexedValueType). */
const TYPE_NUMBERS = { Keyword: 2, Int: 3, Bool: 5, Datetime: 6 } as const;

export type SearchAttributes = Readonly<Record<string, keyof typeof TYPE_NUMBERS>>;

/**
 * Registers those that the namespace does not have yet: a server that keeps its data forgets none, but the code may
 * have got new ones since. An unregistered one would make every start of a workflow fail.
 *
 * @returns true when the server lists all of them
 * @throws StackFault when one is registered with another type, which only a server without its old data can mend
 */
export async function registerSearchAttributes(
  address: string,
  namespace: string,
  wanted: SearchAttributes,
): Promise<boolean> {
  const connection = await Connection.connect({ address, connectTimeout: 5_000 });
  try {
    const missing = missingFrom(await listed(connection, namespace), wanted);
    if (Object.keys(missing).length === 0) return true;
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: missing });
    return false;
  } finally {
    await connection.close();
  }
}

async function listed(connection: Connection, namespace: string): Promise<Readonly<Record<string, number>>> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  return customAttributes ?? {};
}

function missingFrom(present: Readonly<Record<string, number>>, wanted: SearchAttributes) {
  const missing: Record<string, (typeof TYPE_NUMBERS)[keyof typeof TYPE_NUMBERS]> = {};
  for (const [name, type] of Object.entries(wanted)) {
    if (present[name] === undefined) missing[name] = TYPE_NUMBERS[type];
    else if (present[name] !== TYPE_NUMBERS[type])
      throw new StackFault(
        `Temporal has the search attribute ${name} with another type than ${type}: start with --clean.`,
      );
  }
  return missing;
}
