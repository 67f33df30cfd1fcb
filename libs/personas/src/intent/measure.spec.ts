import { detectIntent } from './detect-intent';
import { CHOOSING_PHRASES } from './phrases/choosing.fixture';
import { CHOOSING_HELD_OUT } from './phrases/choosing.held-out.fixture';
import { IN_CALL_PHRASES } from './phrases/in-call.fixture';
import { IN_CALL_HELD_OUT } from './phrases/in-call.held-out.fixture';
it('m', () => {
  const out: string[] = [];
  for (const [name, table, inCall, show] of [
    ['choosing', CHOOSING_PHRASES, false, true], ['in-call', IN_CALL_PHRASES, true, true],
    ['choosing held', CHOOSING_HELD_OUT, false, process.env['HELD']], ['in-call held', IN_CALL_HELD_OUT, true, process.env['HELD']],
  ] as const) {
    let ok = 0, unsureN = 0, sureWrong = 0;
    for (const e of table) {
      const got = detectIntent(e.phrase, { inCall });
      const m = got.intent === 'switch' ? got.mode : undefined;
      const good = got.intent === e.intent && m === e.mode && got.persona === e.persona;
      if (good) ok++; else { if (got.confidence >= 0.7) sureWrong++; if (show) out.push(`  ${e.intent}:${e.mode ?? ''}:${e.persona ?? ''} <> ${got.intent}:${m ?? ''}:${got.persona ?? ''} ${got.confidence} | ${e.phrase}`); }
      if (got.confidence < 0.7) unsureN++;
    }
    out.push(`${name}: ${ok}/${table.length} ${(100*ok/table.length).toFixed(1)}% unsure ${unsureN} surely wrong ${sureWrong}`);
  }
  const t0 = process.hrtime.bigint();
  let n = 0;
  for (let r = 0; r < 20; r++) for (const e of [...CHOOSING_PHRASES, ...IN_CALL_PHRASES]) { detectIntent(e.phrase, { inCall: r % 2 === 0 }); n++; }
  out.push(`us per phrase ${Number(process.hrtime.bigint() - t0) / 1000 / n}`);
  require('fs').writeFileSync('/tmp/intent/out.txt', out.join('\n') + '\n');
});
