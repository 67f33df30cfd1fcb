import { phrases } from '../brain/lexicon';
import type { Mode } from '../persona.schema';
import { phoneticKey } from './phonetic-key';

// Phrases as `speechWords` writes them: lower case, one spelling, no hyphens, no accents.

type Words = { strong: readonly string[]; weak: readonly string[]; misheard: readonly string[] };

/** Strong ones name the exercise; weak ones point to it and yield to a strong one of another mode. */
const LEXICON: Record<Mode, Words> = {
  cold_call: {
    strong: phrases(`
      cold call, cold calls, cold calling, cold caller, cold callers, cold called, cold outreach, sales call, sales calls, sales calling,
      sales practice, sales conversation, sales conversations, sales pitch, sales pitches, sales talk, sales training, sales role play,
      phone sales, phone pitch, telesales, tele sales, telemarketing, telemarketer, telephone sales, telephone selling, sales, selling,
      elevator pitch, prospecting, prospecting call, prospecting calls, prospecting practice, discovery call, discovery calls, outbound call, outbound calls, outbound calling, outbound,
      pitch call, kaltakquise, kaltanruf, kaltanrufe, telefonakquise, verkaufsgesprach, verkaufsgesprache,
      llamada en frio, llamadas en frio, llamada de ventas, llamadas de ventas, ventas, vender, prospection, prospection telephonique, appel a froid, appels a froid, appel de vente, demarchage
    `),
    weak: phrases(`
      sell, pitch, pitches, pitching, leads, cold colleague, cold colleagues, prospect, prospects, sdr, bdr, lead generation, lead gen, dialing, dial,
      objection, objections, objection handling, gatekeeper, gatekeepers, quota, close a deal, closing deals, closing, calls, phone calls, buyer, buyers,
      sales rep, salesman, saleswoman, salesperson, seller, call strangers, call a stranger, calling strangers, phoning strangers, ring strangers,
      call a customer, calling customers, call customers, call a client, calling clients, call up a business, ring up a business, phone up companies, calling companies,
      call companies, call businesses, calling businesses, calling people, call people, calling people up, ringing people up, win new customers, new customers, get new clients, customer, customers, client, clients, be a customer, be a client, are a customer, are a client, play a customer, play a client, be my customer, difficult customer, tough customer, difficult client, tough client, calling thing, calling one, call thing, call one, book meetings, booking meetings, book a meeting, verkaufen, akquise, vente, ventes
    `),
    misheard: phrases(
      `coal calling, old calling, old calls, cold cooling, gold calling, cold culling, cold coloring, cold colin, cold collar, cold crawling, cold column, cold comings, cold coming, cold calves, co calling, go calling, call calling, sails, sails calls, sails call, sale calls, sale call`,
    ),
  },
  interview: {
    strong: phrases(`
      interview, interviews, interviewing, interviewer, interviewed, job interview, job interviews, mock interview, mock interviews, interview me,
      vorstellungsgesprach, vorstellungsgesprache, bewerbungsgesprach, bewerbungsgesprache, jobinterview, entrevista, entrevistas, entrevista de trabajo, entretien, entretiens, entretien d embauche, entrevue
    `),
    weak: phrases(`
      behavioral questions, behavioral question, star method, star answers, hiring manager, hiring managers, recruiter, recruiters, job application, job applications, applying for jobs, applying for a job,
      apply for a job, apply for jobs, new job, job hunt, job hunting, job search, dream job, get hired, getting hired, get a job, getting a job, find a job, land a job, landing a job, land the job, get the job, candidate, applicant, bewerbung, job, careers, career,
      strengths and weaknesses, answering questions, final round, first round, second round, phone screen, phone screening, assessment center, assessment centre, tell me about yourself, promotion, my cv, my resume
    `),
    misheard: phrases(`
      inner view, enter view, into view, in a view, in a few, inter view, in their view, in her view, into you, entering you, and a view, in your view, under view, innerview, intervue, interviu, inner few, inter few, into few, integer view, intro view, internet view, entry view, interval view, interval, intervals
    `),
  },
  small_talk: {
    strong: phrases(`
      small talk, small talks, small talking, small talker, chit chat, chit chatting, casual conversation, casual conversations, casual chat, casual talk, friendly chat, friendly conversation, friendly talk, make conversation, making conversation,
      just chat, just chatting, just talk, just talking, just have a chat, just a chat, just want to chat, just want to talk, simple conversation, light conversation, everyday conversation, everyday conversations, social chat, idle chat, chatting, shoot the breeze, shooting the breeze, natter, chinwag, chin wag, water cooler, water cooler talk, plaudern, plauderei, quatschen, charlar, charla, platicar, bavarder, papoter, discuter, conversar
    `),
    weak: phrases(`
      talk about, let us talk, talk a bit, talk a little, talk to me, talk with me, chat, a chat, chatty, networking, networking event, networking events, mingle, mingling, icebreaker, icebreakers, ice breaker, ice breakers, break the ice, elevator, coffee machine, coffee break, party, parties, socializing, socialising, social skills, socialize, socialise,
      casual, conversation, conversations, colleague, colleagues, coworkers, meet people, meeting people, meeting new people, talk to strangers, talking to strangers, talking to people, talk to people, talk to someone, talk to somebody, have a talk, gossip, catch up, hang out, schmooze, banter, relaxed
    `),
    misheard: phrases(`
      small dog, smart talk, smaller dog, some talk, smart dog, small tock, smaller talk, small top, small stock, small took, small tog, small talc, small torque, smell talk, smoke talk, small tort, small chalk, smile talk, some all talk, chit chap, cheat chat, chip chat, chit shot, chick chat, sheet chat, small town talk, more talk
    `),
  },
};

export const MODES = Object.keys(LEXICON) as Mode[];

export type PhraseStrength = 'strong' | 'weak' | 'misheard';
export type ModePhrase = { mode: Mode; strength: PhraseStrength };

/** Phrases by their words; `starts` tells at a glance where none can begin. */
export type PhraseTable = {
  starts: ReadonlySet<string>;
  phrases: ReadonlyMap<string, ModePhrase>;
};

const firstWordOf = (phrase: string): string => phrase.split(' ')[0] ?? '';

const tableOf = (strengths: readonly PhraseStrength[]): PhraseTable => {
  const found = new Map(
    MODES.flatMap((mode) =>
      strengths.flatMap((strength) =>
        LEXICON[mode][strength].map((phrase) => [phrase, { mode, strength }] as const),
      ),
    ),
  );
  return { phrases: found, starts: new Set([...found.keys()].map(firstWordOf)) };
};

/** What names a mode or points to it, by its words. */
export const MODE_PHRASES: PhraseTable = tableOf(['strong', 'weak']);
export const MISHEARD_PHRASES: PhraseTable = tableOf(['misheard']);

/** The longest phrase of either table, in words. */
export const LONGEST_PHRASE = 5;

/** What recognisers most often take for something else, by its sound. */
export const MODE_SOUNDS: readonly { mode: Mode; key: string }[] = (
  [
    ['cold_call', 'cold call'],
    ['cold_call', 'cold calls'],
    ['cold_call', 'cold calling'],
    ['interview', 'interview'],
    ['interview', 'interviews'],
    ['small_talk', 'small talk'],
    ['small_talk', 'chit chat'],
  ] as const
).map(([mode, words]) => ({ mode, key: phoneticKey(words) }));
