export * from './brain/create-brain';
export * from './brain/persona-brain';
export * from './catalog/built-in-personas';
export * from './delivery/delivery-metrics';
export * from './delivery/delivery-metrics.schema';
export * from './greeter/choose-persona';
export * from './greeter/greeter';
export {
  NOBODY_THERE,
  QUESTION as GREETER_QUESTION,
  STOPPING,
  switching,
  TIME_IS_UP,
  timeLeft,
  timeWarning,
} from './greeter/greeter.lines';
export * from './intent/detect-intent';
export * from './intent/detect-intent-with-model';
export * from './intent/intent';
export * from './persona.schema';
export * from './prompt/end-call-tool';
export * from './prompt/practice-tools';
export * from './prompt/system-prompt';
export * from './realism/gatekeeper';
export * from './realism/mailbox.lines';
export * from './realism/realism';
export * from './rubrics/rubric.schema';
export * from './transcript';
export * from './transcript-file';
export * from './rubrics/rubrics';
export * from './rubrics/score-by-rules';
export * from './rubrics/model-score';
export * from './rubrics/model-task';
export * from './summary/model-summary';
export * from './summary/summarise-by-rules';
