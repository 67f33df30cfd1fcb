import { isTimeZone } from './time-zone';

describe('isTimeZone', () => {
  it.each(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata'])(
    'knows %s',
    (name) => expect(isTimeZone(name)).toBe(true),
  );

  it.each(['', 'Mars/Olympus', '+02:00', '-0530', 'Europe/Berlin ', 'Europe', "'; drop table--"])(
    'refuses %p',
    (name) => expect(isTimeZone(name)).toBe(false),
  );
});
