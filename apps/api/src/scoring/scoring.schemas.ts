import { z } from 'zod';

/**
 * Why rules stand where a language model was asked: it could not be reached, or what it answered, also
 * the second time, was not of the right shape or quoted what nobody said.
 */
export const ReviewFallback = z.enum(['model_unavailable', 'model_answer_rejected']);
export type ReviewFallback = z.infer<typeof ReviewFallback>;
