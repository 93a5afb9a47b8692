/**
 * The words in which a question has been asked elsewhere, and what an answer to it speaks of. Data; an exercise without an entry is told by
 * its own question.
 */

/** Words of another wording of the question, in the order of the alphabet. */
export const wordings: Readonly<Record<string, string>> = {
  q1: 'in is is it multiprocessing python useful what why',
  q2: 'and are between differences multiprocessing multithreading the what',
  q3: 'a a code create module multiprocessing process python the to using write',
  q4: 'a in is is it multiprocessing pool python used what why',
  q5: 'a can create how in module multiprocessing of pool processes python the using we worker',
  q6: '4 a a create different each in module multiprocessing multiprocessing number print process processes program python python should the to using write',
}
