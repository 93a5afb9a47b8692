/** Commonness: which words stand in so many sentences on this subject that it is of no use to look for them first. */

/** In how many of a hundred sentences, about, and the stems of such words. All others stand in a few at most. */
const COMMON: ReadonlyMap<string, number> = new Map(
  Object.entries({
    40: 'process multiprocess multiprocessing the to and of a',
    25: 'in task can multipl for is',
    15: 'it pool multithreading thread memori us run shar that each core cor are by be',
    8: 'worker execut execution creat hav with cpu parallel program resourc data you not this own sam mor or its which as manag',
    4: 'at on one other between tim interpreter gil separat function work job number us they do get tak need mak',
  }).flatMap(([share, stems]) => stems.split(' ').map((stem): [string, number] => [stem, Number(share)])),
)

/** How common a phrase is, told by the stems of its words: as its rarest word, and less where it has several. */
export const commonnessOf = (stems: readonly string[]): number =>
  Math.min(...stems.map((stem) => COMMON.get(stem) ?? 1)) / Math.max(1, stems.length)
