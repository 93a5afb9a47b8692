/** Who handed in what: the words of the intake. Data only. */

/** One learner, as the folder or the learning platform names them. */
export interface Student {
  readonly name: string
  /** What platforms call this learner: `canvas`, `moodle`, `blackboard`, `sid`, `email`, `anonymous`. Empty where only a name is known. */
  readonly ids: Readonly<Record<string, string>>
}

/** A file or folder of a submission. */
export interface Part {
  /** Where it lies, relative to the class, with forward slashes. */
  readonly path: string
  readonly isFolder: boolean
  /** What its owner called it, without what a platform added; empty for a folder that is the submission itself. */
  readonly name: string
}

/** Everything that counts of what one learner, or one group, handed in. */
export interface Entry {
  /** The same at every start, and no other entry's. */
  readonly id: string
  /** Several where a group handed in together. */
  readonly students: readonly Student[]
  readonly parts: readonly Part[]
  /** What a teacher should know: earlier attempts that were passed over, lateness. */
  readonly remarks: readonly string[]
}

/** A class: its entries in a stable order, and what could not be taken for a submission. */
export interface Intake {
  readonly entries: readonly Entry[]
  readonly remarks: readonly string[]
}
