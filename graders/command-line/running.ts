/** Takes the exit code of a command. */
export type End = (code: number) => void

/** A command that is loaded only when somebody asks for it, and gets its arguments and options as they were read. */
export const running =
  <Given extends readonly unknown[]>(end: End, load: () => Promise<(...given: Given) => number | void | Promise<number | void>>) =>
  async (...given: Given): Promise<void> => {
    const command = await load()
    end((await command(...given)) ?? 0)
  }
