// Loaded before a program (--import): its clock is off by TEST_CLOCK_OFF_MS, as on a machine whose time nobody keeps.
const RealDate = Date;
const now = () => RealDate.now() + Number(process.env['TEST_CLOCK_OFF_MS']);

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, self) => Reflect.construct(target, args.length === 0 ? [now()] : args, self),
  get: (target, name, self) => (name === 'now' ? now : Reflect.get(target, name, self)),
});
