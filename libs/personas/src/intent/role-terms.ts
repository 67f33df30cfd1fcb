const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean));

/** Ranks and kinds of firm: they narrow a description down, but seldom tell one persona from all others. */
export const RANKS = list(`
  director manager owner head lead leader chief officer vp president executive assistant specialist consultant senior junior founder ceo cfo cto coo boss
`);
export const FIRMS = list(
  'company group firm agency business team department organization shop store',
);
/** "The HR lady", "that IT guy": words for a person that say nothing else. */
export const PERSONS = list(`
  guy lady woman man person one dude chap bloke fellow girl gentleman boss expert department folks
`);
export const GLUE = list(
  'of at in the a an from with for who that runs owns works is and our your',
);

/** Several ways to say one role; the first is the term that titles are indexed by. */
const SYNONYMS: readonly (readonly string[])[] = [
  [
    'hr',
    'h r',
    'human resources',
    'human resource',
    'recruiter',
    'recruiting',
    'recruitment',
    'talent acquisition',
    'personnel',
    'hr department',
  ],
  [
    'cfo',
    'c f o',
    'chief financial officer',
    'finance chief',
    'finance director',
    'head of finance',
    'finance',
  ],
  ['ceo', 'c e o', 'chief executive officer', 'chief executive'],
  ['cto', 'c t o', 'chief technology officer'],
  ['coo', 'c o o', 'chief operating officer'],
  ['founder', 'co founder', 'entrepreneur'],
  ['startup', 'start up'],
  [
    'information_technology',
    'i t',
    'director of it',
    'head of it',
    'manager of it',
    'information technology',
    'tech',
    'technology',
  ],
  ['operations', 'ops', 'operation'],
  [
    'ecommerce',
    'e commerce',
    'online shop',
    'online store',
    'web shop',
    'webshop',
    'online retail',
  ],
  ['customer_success', 'customer success', 'customer care', 'customer service'],
  ['healthcare', 'health care', 'health', 'hospital', 'hospitals', 'clinic', 'clinics', 'medical'],
  ['logistics', 'logistic', 'freight', 'shipping', 'warehouse'],
  ['marketing', 'advertising', 'ad agency'],
  ['colleague', 'co worker', 'workmate', 'work mate', 'office mate', 'team mate', 'teammate'],
];

const TERMS: ReadonlyMap<string, string> = new Map(
  SYNONYMS.flatMap((names) => names.map((name) => [name, names[0] ?? name] as const)),
);

export type RoleTerm = { term: string; length: number };

/** The role that is spoken of at a place, by its term; any single word is a term of its own. */
export const roleTermAt = (words: readonly string[], at: number): RoleTerm => {
  for (let length = 3; length > 1; length -= 1) {
    const term = TERMS.get(words.slice(at, at + length).join(' '));
    if (term) return { term, length: Math.min(length, words.length - at) };
  }
  const word = words[at] ?? '';
  if (word === 'it' && speaksOfTechnology(words[at + 1])) {
    return { term: 'information_technology', length: 1 };
  }
  return { term: TERMS.get(word) ?? word, length: 1 };
};

/** "It" is a department only in front of a rank or a person. */
const speaksOfTechnology = (next: string | undefined): boolean =>
  next !== undefined && next !== 'one' && (RANKS.has(next) || PERSONS.has(next));
