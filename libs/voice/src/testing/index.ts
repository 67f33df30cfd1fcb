export * from './loopback-sink';
export * from './scripted-call';
export * from './scripted-language-model';
export * from './scripted-speech-to-text';
export * from './scripted-text-to-speech';
export * from './scripted-voice-activity';
export * from './virtual-clock';
