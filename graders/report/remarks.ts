/** Remarks on how work was handed in, or read: which of them tell something of one learner, and not of the whole class. */

/** Fewer may have a remark in common and be learners all the same. */
const few = 5

/** Takes the remarks of one submission after the other. */
export class RemarkCounter {
  readonly #counts = new Map<string, number>()
  #submissions = 0

  add(remarks: readonly string[]): void {
    this.#submissions += 1
    for (const remark of new Set(remarks)) this.#counts.set(remark, (this.#counts.get(remark) ?? 0) + 1)
  }

  /** Without what more than half of all have: the task sheet that everybody was given is no reason to look at anybody. */
  own(remarks: readonly string[]): string[] {
    return remarks.filter((remark) => {
      const count = this.#counts.get(remark) ?? 0
      return count <= few || count * 2 <= this.#submissions
    })
  }
}
