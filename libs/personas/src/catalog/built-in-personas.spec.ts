import { PersonaDefinition } from '../persona.schema';
import { BUILT_IN_PERSONAS } from './built-in-personas';

const everyLine = (persona: PersonaDefinition): string[] => [
  ...persona.openings,
  ...persona.challenges.flatMap(({ lines, concessions }) => [...lines, ...concessions]),
  ...persona.hiddenNeeds.map(({ reveal }) => reveal),
  ...persona.questions,
];

describe('the built-in personas', () => {
  it('are the eight of the catalogue, in order', () => {
    expect(BUILT_IN_PERSONAS.map(({ key }) => key)).toEqual([
      'sarah',
      'david',
      'maria',
      'james',
      'lisa',
      'robert',
      'rachel',
      'alex',
    ]);
  });

  it.each(BUILT_IN_PERSONAS.map(({ key, definition }) => [key, definition] as const))(
    '%s satisfies the schema unchanged',
    (_key, definition) => {
      expect(PersonaDefinition.parse(definition)).toEqual(definition);
    },
  );

  it.each(BUILT_IN_PERSONAS.map(({ key, definition }) => [key, definition] as const))(
    '%s has no line twice and none that could not be spoken',
    (_key, definition) => {
      const lines = everyLine(definition);
      expect(new Set(lines.map((line) => line.toLowerCase())).size).toBe(lines.length);
      for (const line of lines) expect(line).not.toMatch(/[*_#<>[\](){}]/);
    },
  );

  it('share no line among each other', () => {
    const lines = BUILT_IN_PERSONAS.flatMap(({ definition }) => everyLine(definition));
    expect(new Set(lines).size).toBe(lines.length);
  });

  it('give the interviewer a broad bank and the cold-call buyers at least five challenges', () => {
    const of = (key: string) =>
      BUILT_IN_PERSONAS.find((persona) => persona.key === key)?.definition;
    expect(of('rachel')?.questions.length).toBeGreaterThanOrEqual(30);
    for (const { definition } of BUILT_IN_PERSONAS) {
      if (definition.mode === 'cold_call') {
        expect(definition.challenges.length).toBeGreaterThanOrEqual(5);
        expect(definition.hiddenNeeds.length).toBeGreaterThanOrEqual(5);
      }
    }
  });
});
