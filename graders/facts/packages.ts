/** Packages that learners' programs import, beside what the question is about, and that a machine may have or not. */
import { wordSet } from '../core/word-set.ts'

/** These start processes themselves, by node:child_process. */
const startersOfProcesses = 'execa zx cross-spawn nano-spawn tinyexec tinyspawn shelljs'

/** By the names that programs import them by. A name that is none of these may be misspelt, or a file of the learner's. */
const wellKnown = {
  py: wordSet(
    'numpy pandas polars scipy sympy numba sklearn skimage torch tensorflow keras jax networkx matplotlib seaborn plotly PIL cv2 ' +
      'tqdm alive_progress rich colorama termcolor tabulate prettytable pyfiglet loguru click ' +
      'requests httpx aiohttp bs4 yaml dotenv pydantic attr typing_extensions ' +
      'psutil setproctitle joblib dill cloudpickle memory_profiler line_profiler numexpr ' +
      'multiprocess pathos loky ray dask mpi4py ' +
      'IPython ipykernel ipywidgets nest_asyncio google pytest faker',
  ),
  ts: wordSet(
    'chalk picocolors kleur colors ora cli-progress yargs commander minimist inquirer ' +
      'lodash lodash-es ramda uuid nanoid dayjs moment zod axios node-fetch dotenv ' +
      'p-limit p-queue p-map async bluebird execa zx tree-kill ' +
      'pino winston debug tslib reflect-metadata typescript systeminformation mathjs p-event delay ' +
      startersOfProcesses,
  ),
} as const

/** Whether a module that is not there belongs to one of these packages: `numpy.random`, `lodash/fp`. */
export const isWellKnown = (language: keyof typeof wellKnown, module: string): boolean =>
  wellKnown[language].has(module.split(language === 'py' ? '.' : '/')[0]!)

/** Whether it is one of those that start processes: whoever imports it means to, and needs no other module for that. */
export const startsProcesses = (module: string): boolean => startersOfProcesses.split(' ').includes(module.split('/')[0]!)
