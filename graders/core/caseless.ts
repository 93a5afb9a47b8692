/** By this two spellings of a name are one: capitals and small letters are alike, and so is a letter whose accent is a character of its own. */
export const caseless = (name: string): string => name.normalize('NFC').toLowerCase()
