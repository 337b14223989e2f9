import type { Dependencies } from '../../activities/dependencies.ts';
import type { Attachment } from '../../report/mail.ts';

/** Ports of a worker that does something in the middle of an attachment. */
export function inData(real: Dependencies, act: () => Promise<void>): Dependencies {
  const within = ({ content, ...attachment }: Attachment): Attachment => ({
    ...attachment,
    content: async function* () {
      yield* content();
      await act();
    },
  });
  const send: Dependencies['mailer']['send'] = (mail, limits) =>
    real.mailer.send({ ...mail, attachment: mail.attachment && within(mail.attachment) }, limits);
  return { ...real, mailer: { ...real.mailer, send } };
}

export function dyingInData(real: Dependencies): Dependencies {
  return inData(real, () => Promise.reject(new Error('the worker is dead')));
}

export function dyingAfterSending(real: Dependencies): Dependencies {
  const send: Dependencies['mailer']['send'] = async (mail, limits) => {
    await real.mailer.send(mail, limits);
    throw new Error('the worker is dead');
  };
  return { ...real, mailer: { ...real.mailer, send } };
}
