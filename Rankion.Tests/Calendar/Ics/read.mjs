// Prints what ical.js makes of a feed; it throws on whatever is no iCalendar.
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

ICAL.design.strict = true;
// no standard has it, and every program reads it as a text
ICAL.design.icalendar.property['x-wr-calname'] = { defaultType: 'text' };
const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], 'utf8')));
const events = calendar.getAllSubcomponents('vevent').map((component) => {
  const event = new ICAL.Event(component, { strictExceptions: true });
  return {
    uid: event.uid,
    summary: event.summary,
    description: event.description,
    status: component.getFirstPropertyValue('status'),
    start: event.startDate.toJSDate().toISOString(),
    end: event.endDate.toJSDate().toISOString(),
    url: component.getFirstPropertyValue('url'),
    sequence: event.sequence,
  };
});
console.log(JSON.stringify({
  name: calendar.getFirstPropertyValue('x-wr-calname'),
  refresh: calendar.getFirstPropertyValue('refresh-interval').toString(),
  events,
}));
