/** A fault that a person can mend: its message is one whole sentence, shown without a stack trace. */
export class StackFault extends Error {
  override readonly name = 'StackFault';
}
