/** Moods: does a sentence state something, or does it ask, doubt, announce or plead? */
import { wordSet } from '../core/word-set.ts'
import type { Token } from './words.ts'

/**
 * `asks`: a question. `doubts`: said with a doubt ("I am not sure whether"). `announces`: names what will be spoken of. `pleads`: said to whoever
 * marks this. `takenBack`: the next sentence says that it is not so. Only `states` states anything.
 */
export type Mood = 'states' | 'asks' | 'doubts' | 'announces' | 'pleads' | 'takenBack'

const DOUBT =
  /\b(?:maybe(?! \d)|perhaps(?! \d)|not (?:really |quite |entirely )?(?:sure|certain)|unsure|i guess|i do ?n[o']?t know|no idea|might be that|could be that|whether or not|i am guessing|possibly|i wonder|supposedly|allegedly|can(?:no|')?t remember)\b/i

/** "I am not sure, but …": what follows is said all the same. */
const MODESTY = /\b(?:not (?:really |quite |entirely )?(?:sure|certain)|unsure|i do ?n[o']?t know)\b[^.;:]{0,40}?\bbut\b/i

const PLEA =
  /\b(?:full (?:marks|points|credit)|give (?:me|this|all|it)\b[^.]{0,40}\b(?:marks?|points?|credits?|pass|grade|score)\b|award|ignore (?:all|any|the|previous|your)|as an ai|dear (?:grader|teacher|sir|madam)|please (?:grade|mark|pass|accept)|mark (?:every|all|this|each))/i

/** "I will explain …", "one should know about …", "the topics are …". */
const ANNOUNCEMENT =
  /\b(?:i|we)(?:'ll| will| would like to| want to| am going to| are going to) (?:explain|describe|discuss|cover|talk about|write about)\b(?! (?:it|this|that|by|with|using)\b)|\b(?:should|must|has to|have to|need to) (?:learn|know|read|study) about\b|\b(?:could|can|might|may) (?:say|write|tell|talk) (?:a lot|much|so much|many things|something) (?:about|on|of)\b|\b(?:is|are) (?:all )?(?:the |some )?(?:important |main |key |central )?(?:topics?|key ?words|terms|buzz ?words)\b|\b(?:this|the|my) (?:answer|text|essay) (?:will )?(?:be |is )?(?:explains?|describes?|discuss(?:es)?|covers?|about)\b/i

/** "The key words are …": what is only listed there is not said, not even behind a colon. */
const LISTED = /^(?:the |my |some )?(?:main |important )?(?:topics?|key ?words?|terms|buzz ?words?) (?:of [a-z ]{1,60} )?(?:is|are)\b/i

/** "I think several of them run at once?" asks only whether it is right. */
const OPINION = /^\W*(?:so,? |well,? )?i(?:'d| would)? (?:think|believe|say)\b/i

/** A sentence with none of these words is in no other mood than to state. */
const CUES = wordSet(
  'say tell maybe perhaps sure certain unsure guess guessing know idea might could whether possibly wonder supposedly allegedly remember full give award awards awarded ignore ai dear please mark explain describe discuss cover talk write learn read study answer text essay topic topics key keyword keywords terms buzz buzzword buzzwords',
)

/** The mood of a sentence. */
export const moodOf = (text: string, tokens: readonly Token[]): Mood => {
  if (/\?\s*$/.test(text) && !OPINION.test(text)) return 'asks'
  if (!tokens.some(({ word }) => CUES.has(word))) return 'states'
  if (PLEA.test(text)) return 'pleads'
  if (LISTED.test(text)) return 'announces'
  // "I want to explain it by an example: …" goes on to say something
  if (!text.includes(':') && ANNOUNCEMENT.test(text)) return 'announces'
  return DOUBT.test(text) && DOUBT.test(text.replace(MODESTY, '')) ? 'doubts' : 'states'
}
