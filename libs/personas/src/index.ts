export * from './brain/persona-brain';
export * from './delivery/delivery-metrics.schema';
export * from './persona.schema';
export * from './rubrics/rubric.schema';
export * from './transcript';
