/** What a program asks of the system that runs it, and only others have: another one, or one with a terminal. */

/** How a program says that it was refused, and what it had asked for. */
const asked: readonly (readonly [RegExp, string])[] = [
  [
    /\bNo module named '(?:msvcrt|winsound|winreg|_winreg|_winapi|win32\w+|pywintypes|pythoncom)\b/,
    'it imports a module that only Windows has, and here another system runs',
  ],
  [
    /(?:has no attribute|cannot import name) '(?:Windows\w+Policy|ProactorEventLoop|windll|WinDLL|oledll|WinError|CTRL_\w+_EVENT|SIGBREAK|startfile|STARTUPINFO|CREATE_[A-Z_]+|DETACHED_PROCESS|getwindowsversion)'/,
    'it asks for what only Windows has, and here another system runs',
  ],
  [
    /\bNo module named '(?:fcntl|resource|termios|tty|pty|pwd|grp|_?curses|_posix\w+)\b|cannot find context for '(?:fork|forkserver)'/,
    'it asks for what Windows does not have, and Windows runs here',
  ],
  [
    /\bmodule '(?:os' has no attribute '(?:nice|wait|waitid|get[ug]id|geteuid|uname|getloadavg|sched_\w+|setsid|killpg|getpgid)|signal' has no attribute '(?:SIGCHLD|SIGALRM|SIGKILL|SIGUSR[12]|SIGHUP|pause|alarm|setitimer|sigwait))'/,
    'it asks for what this system does not have, and another has',
  ],
  [
    /Inappropriate ioctl for device|\bENOTTY\b|\b(?:setRawMode|getWindowSize) is not a function|\bgetlogin\(\)[^]{0,200}OSError|_curses\.error|no display name and no \$DISPLAY/,
    'it asks for a terminal or a screen, and here there is none',
  ],
  [/unsupported locale setting/, 'it asks for the customs of a country, and here these are not installed'],
]

/** Why a program broke off that would not have where there is what it asks for, by what it said; `null` where it said nothing of the kind. */
export const lackingHere = (said: string): string | null => asked.find(([refused]) => refused.test(said))?.[1] ?? null
