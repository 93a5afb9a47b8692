import { markName } from './end.ts'

/**
 * What the watchdog does (see `watchdog.ts`). It is written for any shell, and starts no process: a program may have taken all that there
 * can be.
 *
 * It stops every process of the run, round after round, until a round finds no other, and then kills them all. That comes to an end, since
 * a stopped process makes no others. Where strace traces the run, each process names strace as its tracer, whatever it has done to its
 * environment and its parents; and once strace is stopped, nobody can make a process, since each new one waits for it. Without strace, a
 * process is known by the mark and by its parent. A system without Linux's `/proc` has only the program's own group. The kernel gives
 * process numbers out again, so a process without the mark is not taken for strace.
 */
export const watchdogScript = `
carries() {
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in *${markName}=$2*) return 0 ;; esac
  done <"/proc/$1/environ"
  return 1
}
belongs() {
  parent= tracer=
  while read -r name value; do
    case $name in PPid:) parent=$value ;; TracerPid:) tracer=$value; break ;; esac
  done <"/proc/$1/status"
  case $stopped in *" $parent "*) return 0 ;; esac
  [ "$tracer" = "$2" ] || carries "$1" "$3"
}
stop_others() {
  for process in /proc/[0-9]*; do
    process=\${process#/proc/}
    case $stopped in *" $process "*) continue ;; esac
    belongs "$process" "$1" "$2" || continue
    stopped="$stopped$process "
    kill -STOP "$process" && more=1
  done
}
end_run() {
  [ -d /proc/self ] || kill -KILL "-$1"
  stopped=' '
  carries "$1" "$2" && kill -STOP "$1" && stopped=" $1 "
  more=1
  while [ -n "$more" ]; do
    more=
    stop_others "$1" "$2"
  done
  kill -KILL $stopped
}
runs=$1
while read -r what run; do
  case $what in
    begun) runs="$runs $run" ;;
    over | end)
      [ $what = over ] || end_run "\${run%:*}" "\${run#*:}"
      others=
      for each in $runs; do [ "$each" = "$run" ] || others="$others $each"; done
      runs=$others ;;
  esac
done
for run in $runs; do end_run "\${run%:*}" "\${run#*:}"; done
`
