import { shapeOf } from './star';

describe('reading an answer for its parts', () => {
  it('finds all four parts of a whole story, and its figure', () => {
    const shape = shapeOf(
      'Last year at Hansa our largest customer threatened to leave. My task was to cut delays within two months. I called every driver and rebuilt the plan. In the end delays dropped by 30 percent.',
    );
    expect([...shape.parts].sort()).toEqual(['action', 'result', 'situation', 'task']);
    expect(shape.measure).toBe('30 percent');
    expect(shape.vague).toBe(false);
  });

  it.each([
    ['He kept the route and we saved 40 thousand euros in three months.', '40 thousand euros'],
    ['I studied for six weeks and passed with 92 percent.', '92 percent'],
    ['I trained twelve people.', 'twelve people'],
    ['It went well.', undefined],
  ])('names the measure of "%s"', (text, measure) => {
    expect(shapeOf(text).measure).toBe(measure);
  });

  it('takes a short answer for concrete when it tells of a deed', () => {
    expect(shapeOf('I rewrote it in a week.').vague).toBe(false);
    expect(shapeOf('It was fine.').vague).toBe(true);
  });
});
