/** A webpack loader that replaces one text, and fails when the text is not there: a change that changes nothing proves nothing. */
export default function replaceText(source) {
  const { from, to } = this.getOptions();
  const parts = source.split(from);
  if (parts.length !== 2)
    throw new Error(`${this.resourcePath} has ${parts.length - 1} of the text to be replaced: ${from}`);
  return parts.join(to);
}
