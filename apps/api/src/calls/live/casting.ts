import { choosePersona, type GreeterContext, type Mode, type Realism } from '@sparline/personas';
import { Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import type { Actor } from '../../auth/actor';
import { AppConfig } from '../../config/app-config';
import { personaNotFound } from '../../personas/personas.errors';
import { PersonasService } from '../../personas/personas.service';
import { CallsService } from '../calls.service';
import type { StartLiveCall } from './live-call.types';
import { RealismScenes } from './scenes/realism-scenes';
import type { Choice, GreeterScene, NextPractice, Scene } from './scenes/scene';
import { type FarEnd, type PersonaCasting, Scenes } from './scenes/scenes.service';

/** Of a call while it is cast. */
export type CallCasting = {
  actor: Actor;
  request: StartLiveCall;
  secondsLeft: () => number | undefined;
  onSwitch: (next: NextPractice) => void;
};

/** Finds out who plays the parts of a call. */
@Injectable()
export class Casting {
  constructor(
    private readonly config: AppConfig,
    private readonly personas: PersonasService,
    private readonly calls: CallsService,
    private readonly scenes: Scenes,
    private readonly obstacles: RealismScenes,
  ) {}

  /** Throws `personas.not_found`, `calls.no_recogniser`, `calls.no_voice`. */
  async first(casting: CallCasting): Promise<Scene | GreeterScene> {
    const { actor, request } = casting;
    const { personaId, mode } = request;
    const { ringsBack = false } = request;
    if (personaId) return this.persona(casting, { personaId, ringsBack });
    if (!mode) return this.greeter(casting);
    return this.persona(casting, { personaId: await this.someoneFor(actor, mode), ringsBack });
  }

  async chosen(casting: CallCasting, choice: Choice): Promise<Scene> {
    return this.persona(casting, { ...choice, ringsBack: false });
  }

  private async greeter({ actor, request, secondsLeft }: CallCasting): Promise<GreeterScene> {
    const byPhone = request.channel === 'phone';
    const [catalogue, recent, broken] = await Promise.all([
      this.personas.cards(actor.organizationId),
      this.calls.recentPersonas(actor),
      byPhone ? this.calls.brokenOff(actor) : undefined,
    ]);
    const context: Omit<GreeterContext, 'random'> = {
      ...(request.caller?.name ? { name: request.caller.name } : {}),
      catalogue,
      recent,
      consent: byPhone ? this.config.recordings.consent : 'off',
      ...(broken ? { brokeOff: broken.personaId } : {}),
    };
    const ringsBack = request.ringsBack ?? false;
    return this.scenes.withGreeter({
      ...farEndOf(request),
      ringsBack,
      context,
      secondsLeft,
      ...(broken ? { brokenCallId: broken.id } : {}),
    });
  }

  private async persona(
    { actor, request, secondsLeft, onSwitch }: CallCasting,
    { goesOn, personaId, ringsBack }: { personaId: string; ringsBack: boolean; goesOn?: string },
  ): Promise<Scene> {
    const byPhone = request.channel === 'phone';
    const [persona, pace, catalogue, before] = await Promise.all([
      this.personas.pin(actor.organizationId, { personaId }),
      this.calls.paceOf(actor),
      byPhone ? this.personas.cards(actor.organizationId) : [],
      goesOn ? this.calls.turnsOf(actor, goesOn) : [],
    ]);
    const realism = { ...persona.definition.realism, ...request.realism };
    return this.withObstacles({
      ...farEndOf(request),
      persona,
      realism: obstaclesOf(realism, { goesOn: goesOn !== undefined, ringsBack }),
      seed: randomInt(2 ** 31),
      pace,
      brief: request.brief,
      ringsBack,
      before,
      secondsLeft,
      ...(byPhone ? { switching: { catalogue, onSwitch } } : {}),
    });
  }

  /** What has to be got past before the persona is on the line. */
  private withObstacles(casting: PersonaCasting): Promise<Scene> {
    const { persona, realism } = casting;
    if (realism.voicemail) return this.obstacles.mailbox(casting);
    const talk = () => this.scenes.withPersona(casting);
    const held = realism.hold ? () => this.obstacles.hold(casting, talk) : talk;
    const guarded = realism.gatekeeper && persona.definition.mode === 'cold_call';
    return guarded ? this.obstacles.gatekeeper(casting, held) : held();
  }

  /** Somebody the trainee has not met lately. */
  private async someoneFor(actor: Actor, mode: Mode): Promise<string> {
    const [catalogue, recent] = await Promise.all([
      this.personas.cards(actor.organizationId),
      this.calls.recentPersonas(actor),
    ]);
    const card = choosePersona({ mode, catalogue, recent, random: Math.random });
    if (!card) throw personaNotFound();
    return card.key;
  }
}

/** Whoever rings by themselves is not to be got past, and who goes on has got past already. */
const obstaclesOf = (
  realism: Realism,
  { goesOn, ringsBack }: { goesOn: boolean; ringsBack: boolean },
): Realism => {
  if (goesOn) return {};
  return ringsBack ? { poorLine: realism.poorLine } : realism;
};

const farEndOf = ({ input, sink }: StartLiveCall): FarEnd => ({
  input,
  speaksText: sink.speaksText,
});
