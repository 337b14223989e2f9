import type { ReportActivities } from '../../activities/api.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import type { Attachment } from '../../report/mail.ts';

/**
 * Does something the first times, and nothing afterwards. By the number of an attempt it could not be told: one may go to
 * nobody on a busy machine.
 */
export function firstTimes(times: number, act: () => Promise<void>): () => Promise<void> {
  let done = 0;
  return async () => {
    done += 1;
    if (done <= times) await act();
  };
}

/** A step whose first attempt does something before its work, or instead. */
export function firstOf(step: keyof ReportActivities, act: () => Promise<void>) {
  const once = firstTimes(1, act);
  return (real: ReportActivities): ReportActivities => ({
    ...real,
    [step]: async (input: never) => {
      await once();
      return real[step](input);
    },
  });
}

export const die = (): Promise<never> => Promise.reject(new Error('the worker is dead'));

/** Something happens when an attachment is read to its end, and its last bytes have not left. */
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

/** Something happens when the mail server has answered, and nobody has heard of it. */
export function afterSending(real: Dependencies, act: () => Promise<void>): Dependencies {
  const send: Dependencies['mailer']['send'] = async (mail, limits) => {
    const result = await real.mailer.send(mail, limits);
    await act();
    return result;
  };
  return { ...real, mailer: { ...real.mailer, send } };
}
