// What an AudioWorklet module finds around it; TypeScript's DOM library knows only the page's side.

export type RenderBlock = readonly (readonly Float32Array[])[];

export interface WorkletProcessor {
  process(inputs: RenderBlock, outputs: RenderBlock): boolean;
}
