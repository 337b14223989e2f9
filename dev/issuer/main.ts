import { parseArgs } from 'node:util';
import { tokenIssuer } from './issuer.ts';

const { values } = parseArgs({ options: { port: { type: 'string' } } });
const port = Number(values.port);
(await tokenIssuer(`http://127.0.0.1:${port}`)).listen(port, '127.0.0.1');
